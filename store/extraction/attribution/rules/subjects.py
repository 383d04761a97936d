"""Who speaks: the noun phrase a reporting verb takes as its subject, before it or after it."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.attribution.rules.cues import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Cue,
)
from store.extraction.attribution.rules.tokens import Token
from store.extraction.words import words

Range = tuple[int, int]
"""Tokens `[first, after last)`."""

_TIMES = words(
    """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later
    afterwards then meanwhile however separately here there instead recently
    """
)
_INDEFINITE = words(
    """
    somebody someone one both neither others many some few most two three four five six everybody everyone
    nobody another several people police critics sources officials
    """
)
_STOP = words(
    """
    ; : — – • … ... ? ! .
    """
)


def before(tokens: Sequence[Token], cue: Cue) -> Range | None:
    """The subject that stands before the verb group."""
    j = cue.first - 1
    while j >= 0 and tokens[j].low in ADVERBS:
        j -= 1
    if j < 0 or tokens[j].quote is not None:
        return None
    if tokens[j].text == ")":
        j = _match_back(tokens, j, "(")
    if tokens[j].text in {"—", "–", "-"}:
        opened = _previous(tokens, j - 1, {tokens[j].text})
        return _phrase(tokens, opened - 1) if opened is not None else None
    if tokens[j].text == ",":
        return _over_commas(tokens, j)
    return _phrase(tokens, j)


def _match_back(tokens: Sequence[Token], j: int, opening: str) -> int:
    for k in range(j - 1, max(-1, j - 30), -1):
        if tokens[k].text == opening:
            return k - 1
    return j - 1


def _previous(tokens: Sequence[Token], j: int, texts: set[str]) -> int | None:
    for k in range(j, max(-1, j - 30), -1):
        if tokens[k].text in texts:
            return k
        if tokens[k].text in _STOP:
            return None
    return None


def _over_commas(tokens: Sequence[Token], j: int) -> Range | None:
    """The subject before ", an apposition," or the name in one ("its director, Ann Lee, said")."""
    opened = _previous(tokens, j - 1, {","})
    if opened is None:
        return None
    inner = tokens[opened + 1 : j]
    if not inner:
        return None
    head = _phrase(tokens, opened - 1) if opened else None
    if tokens[opened - 1].text == ",":
        return None
    if inner[0].low in (
        "who",
        "which",
        "for",
        "in",
        "on",
        "speaking",
        "through",
        "with",
        "whose",
        "by",
        "at",
        "from",
    ):
        return head
    outer = tokens[head[0] : head[1]] if head else []
    if _is_name(inner) and not _is_name(outer[-2:]) and not (outer and outer[-1].low in PRONOUNS):
        return (opened + 1, j)
    further = _previous(tokens, opened - 1, {","})
    if inner[0].low in ("and", "or") and further is not None:
        return _phrase(tokens, further - 1)
    return head


def _is_name(tokens: Sequence[Token]) -> bool:
    words = [t for t in tokens if t.word]
    if not words or words[0].low in DETERMINERS:
        return False
    capitals = sum(t.capital for t in words)
    return capitals >= max(1, len(words) - 2) and words[-1].capital


def _phrase(tokens: Sequence[Token], j: int) -> Range | None:
    """The noun phrase that ends at token `j`."""
    if j < 0 or not tokens[j].word:
        if j >= 0 and tokens[j].text == ")":
            return _phrase(tokens, _match_back(tokens, j, "("))
        return None
    last = tokens[j].low
    if last in PRONOUNS or last in ("that", "which"):
        return (j, j + 1)
    if (
        last in SUBORDINATORS
        or last in PREPOSITIONS
        or last in AUXILIARIES
        or last in ("and", "but", "or", "nor")
    ):
        return None
    first = j
    k = j
    while k >= 0 and j - k < 24:
        token = tokens[k]
        low = token.low
        if not token.word and token.text not in {"&", "'", "’", "-", ".", "/", "@"}:
            break
        if token.text == "." and not (k and tokens[k - 1].capital and len(tokens[k - 1].text) <= 6):
            break
        if (
            (low in SUBORDINATORS and not (low == "as" and k > 0))
            or low in AUXILIARIES
            or low in ("but", "so", "or", "then")
        ):
            break
        if low in ("who", "which", "whom") and k < j:
            break
        if low == "and" and not _joins(tokens, k):
            break
        if low in PRONOUNS and low != "it":
            break
        first = k
        k -= 1
    return _trim(tokens, first, j + 1)


def _joins(tokens: Sequence[Token], k: int) -> bool:
    """Whether "and" joins two names or noun phrases of the subject."""
    if k == 0 or k + 1 >= len(tokens) or not tokens[k - 1].word:
        return False
    left, right = tokens[k - 1], tokens[k + 1]
    if left.capital and right.capital:
        return True
    if right.low in DETERMINERS or right.low in PRONOUNS:
        return k <= 6 and not any(t.low in AUXILIARIES for t in tokens[:k])
    return not right.capital or left.capital


def _trim(tokens: Sequence[Token], first: int, after: int) -> Range | None:
    """Drop what stands before the phrase itself: fronted adverbials without a comma, conjunctions."""
    while first < after and (
        tokens[first].low in ("and", "but", "or", "so", "then", "meanwhile", "as")
        or tokens[first].low in _TIMES
        or (not tokens[first].word)
    ):
        first += 1
    if first >= after:
        return None
    if tokens[first].low in PREPOSITIONS:
        for k in range(after - 1, first, -1):
            if tokens[k].low in DETERMINERS and tokens[k - 1].low not in PREPOSITIONS:
                return (k, after)
        run = after
        while run > first and tokens[run - 1].capital:
            run -= 1
        if run == after:
            return None
        return (run, after) if tokens[run - 1].low not in PREPOSITIONS else None
    while after > first and (tokens[after - 1].low in ADVERBS or tokens[after - 1].low in _TIMES):
        after -= 1
    return (first, after) if first < after else None


def after(tokens: Sequence[Token], at: int) -> Range | None:
    """The subject that begins at token `at`, of a verb that stands before it (“…,” said Ann Lee)."""
    k = at
    while k < len(tokens) and tokens[k].low in ADVERBS:
        k += 1
    if k >= len(tokens) or not tokens[k].word or tokens[k].low in PREPOSITIONS | SUBORDINATORS | AUXILIARIES:
        return None
    first = k
    if tokens[k].low in PRONOUNS:
        return (k, k + 1)
    name = False
    while k < len(tokens):
        token = tokens[k]
        low = token.low
        if token.quote is not None:
            break
        if not token.word:
            if token.text in {"&", "-", "/", "'", "’"} or (token.text == "." and _abbreviated(tokens, k)):
                k += 1
                continue
            break
        if k > first and (
            low in _TIMES or low in SUBORDINATORS or low in AUXILIARIES or low in ("who", "which", "but")
        ):
            break
        if (
            k > first
            and low in PREPOSITIONS
            and not (low in ("of", "for", "from", "at", "in") and not (name and low != "of"))
        ):
            break
        name = name or (token.capital and k > first) or (token.capital and k == first)
        k += 1
    return (first, k) if k > first else None


def _abbreviated(tokens: Sequence[Token], k: int) -> bool:
    return (
        k > 0
        and k + 1 < len(tokens)
        and tokens[k - 1].capital
        and len(tokens[k - 1].text) <= 6
        and tokens[k + 1].capital
    )


def indefinite(token: Token) -> bool:
    """A word that alone names who speaks: somebody, one, police …"""
    return token.low in _INDEFINITE
