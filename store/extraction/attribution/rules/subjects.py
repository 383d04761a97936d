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

TIMES = words(
    """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later afterwards
    then meanwhile however separately here there instead recently moreover
    """
)
_STOP = words("; : — – • … ... ? ! .")
_NOT_APPOSITION = words(
    """
    who which whose for in on speaking through with by at from via during after before under reading wearing
    holding standing citing quoting when while as to asked pressed himself herself themselves however though
    meanwhile too also of according
    """
)
_FRONTING = words("when while after before as since because although though if once until whenever")
"""What begins a clause that stands before the main one."""
REACH = 28
"""Tokens over which a subject and its appositions are looked for."""


def before(tokens: Sequence[Token], cue: Cue) -> Range | None:
    """The subject that stands before the verb group."""
    j = cue.first - 1
    while j >= 0 and (tokens[j].low in ADVERBS and tokens[j].low not in ("both", "all")):
        j -= 1
    return _ending_at(tokens, j)


def _ending_at(tokens: Sequence[Token], j: int) -> Range | None:
    if j < 0 or tokens[j].quote is not None:
        return None
    if tokens[j].text == ")":
        return _ending_at(tokens, _match_back(tokens, j))
    if tokens[j].text in {"—", "–", "-"}:
        opened = _previous(tokens, j - 1, {tokens[j].text})
        return _ending_at(tokens, opened - 1) if opened else None
    if tokens[j].text == ",":
        return _over_commas(tokens, j)
    return phrase(tokens, j)


def _match_back(tokens: Sequence[Token], j: int) -> int:
    for k in range(j - 1, max(-1, j - REACH), -1):
        if tokens[k].text == "(":
            return k - 1
    return -1


def _previous(tokens: Sequence[Token], j: int, texts: set[str]) -> int | None:
    for k in range(j, max(-1, j - REACH), -1):
        if tokens[k].text in texts:
            return k
        if tokens[k].text in _STOP or tokens[k].quote is not None:
            return None
    return None


def _over_commas(tokens: Sequence[Token], j: int) -> Range | None:
    """The subject before ", an apposition," or the name in one ("its director, Ann Lee, said")."""
    opened = _previous(tokens, j - 1, {","})
    if not opened:
        return None
    inner = tokens[opened + 1 : j]
    if not inner:
        return None
    if inner[0].low in ("and", "or"):
        further = _previous(tokens, opened - 1, {","})
        return _ending_at(tokens, further - 1) if further else phrase(tokens, opened - 1)
    head = _ending_at(tokens, opened - 1)
    if inner[0].low in _NOT_APPOSITION or inner[0].pos in "GIB" or _age(inner):
        return head
    if any(t.pos == "V" and not t.capital for t in inner):
        return None
    if is_name(inner):
        outer = tokens[head[0] : head[1]] if head else []
        if not outer or (not is_name(outer) and outer[-1].low not in PRONOUNS):
            return (opened + 1, j)
    return head


def is_name(tokens: Sequence[Token]) -> bool:
    """Whether the words are somebody's name, with a title at most."""
    parts = [t for t in tokens if t.word]
    if not parts or parts[0].low in DETERMINERS or len(parts) > 8:
        return False
    capitals = sum(t.capital for t in parts)
    return parts[-1].capital and capitals >= max(1, len(parts) - 2)


def phrase(tokens: Sequence[Token], j: int) -> Range | None:
    """The noun phrase that ends at token `j`."""
    if j < 0 or not tokens[j].word:
        return None
    last = tokens[j]
    if last.low in PRONOUNS or last.low in ("that", "which"):
        return (j, j + 1)
    if _age(tokens[j : j + 1]) and j and tokens[j - 1].text == ",":
        return _ending_at(tokens, j - 2)
    if last.low in SUBORDINATORS | PREPOSITIONS | AUXILIARIES or last.pos in "CIRX":
        return None
    if last.pos in "VG" and not last.capital and not (j and tokens[j - 1].pos in "DJP"):
        return None
    first = k = j
    while k >= 0 and j - k < REACH and _inside(tokens, k, j):
        first = k
        if _opens(tokens, k):
            break
        k -= 1
    else:
        relative = _relative(tokens, k)
        if relative is not None:
            found = phrase(tokens, relative - 1)
            return (found[0], j + 1) if found else None
    return _trim(tokens, first, j + 1)


def _relative(tokens: Sequence[Token], k: int) -> int | None:
    """The "who" whose clause's verb stands at `k`: "pilots who fly for the airline"."""
    if k < 0 or tokens[k].pos != "V":
        return None
    for i in range(k - 1, max(-1, k - 5), -1):
        if tokens[i].low in ("who", "that"):
            return i if i else None
        if tokens[i].pos not in "VRB":
            return None
    return None


def _age(inner: Sequence[Token]) -> bool:
    return len(inner) == 1 and inner[0].text.isdigit()


def _inside(tokens: Sequence[Token], k: int, j: int) -> bool:
    """Whether token `k` can belong to a noun phrase that ends at `j`."""
    token = tokens[k]
    if not token.word:
        return token.text in {"&", "'", "’", "/"}
    low = token.low
    if low in AUXILIARIES or low in ("but", "so", "or", "then", "who", "which", "whom", "that"):
        return (
            low == "that" and k + 1 <= j and tokens[k + 1].pos == "N" and (k == 0 or tokens[k - 1].pos != "N")
        )
    if low == "and":
        return _joins(tokens, k)
    if low in PRONOUNS or (low in SUBORDINATORS and low != "as"):
        return False
    return token.pos != "V" or token.capital or (k > 0 and tokens[k - 1].pos in "DJ")


def _opens(tokens: Sequence[Token], k: int) -> bool:
    """Whether a noun phrase begins at `k` since what stands before it is a phrase of its own."""
    if k == 0:
        return True
    prior = tokens[k - 1]
    if tokens[k].low in DETERMINERS or tokens[k].low in ("both", "neither"):
        return prior.low not in PREPOSITIONS and prior.low not in ("and", "all", "both", "as", "than")
    return False


def _joins(tokens: Sequence[Token], k: int) -> bool:
    """Whether "and" joins two names or noun phrases of the subject."""
    if k == 0 or k + 1 >= len(tokens) or not tokens[k - 1].word:
        return False
    left, right = tokens[k - 1], tokens[k + 1]
    if left.capital and right.capital:
        return True
    return left.pos in "NPJ#O" and not any(t.pos == "V" for t in tokens[max(0, k - 8) : k])


def _trim(tokens: Sequence[Token], first: int, after: int) -> Range | None:
    """Drop what stands before the phrase itself: fronted adverbials without a comma, conjunctions."""
    while first < after and (
        tokens[first].low in ("and", "but", "or", "so", "then", "as")
        or tokens[first].low in TIMES
        or tokens[first].pos == "R"
        or not tokens[first].word
    ):
        first += 1
    while after > first and (tokens[after - 1].low in ADVERBS or tokens[after - 1].low in TIMES):
        after -= 1
    if first >= after:
        return None
    if tokens[first].low in PREPOSITIONS or tokens[first].pos == "G":
        run = after
        while run > first and tokens[run - 1].capital:
            run -= 1
        return (run, after) if first < run < after and tokens[run - 1].low not in PREPOSITIONS else None
    return first, after


def first_subject(tokens: Sequence[Token], limit: int) -> Range | None:
    """The subject of the sentence's first finite verb before token `limit`."""
    for k in range(1, min(limit, len(tokens))):
        if tokens[k].pos == "V" and not tokens[k].capital and tokens[k - 1].low != "to":
            j = k - 1
            while j >= 0 and tokens[j].low in ADVERBS:
                j -= 1
            found = _ending_at(tokens, j)
            if (
                found is not None
                and not _of_relative(tokens, found[0])
                and not _subordinate(tokens, found[0])
            ):
                return found
    return None


def _subordinate(tokens: Sequence[Token], first: int) -> bool:
    """Whether it is subject of a clause before the main one: "When Lee died, …", "Ever since she quit"."""
    k = first - 1
    return k >= 0 and tokens[k].low in _FRONTING and (k == 0 or (k == 1 and tokens[0].pos == "R"))


def _of_relative(tokens: Sequence[Token], first: int) -> bool:
    """Whether the subject that begins at `first` is a relative clause's: "who", "whose trade"."""
    return tokens[first].low in ("who", "which", "that", "whose") or (
        first > 0 and tokens[first - 1].low == "whose"
    )


def after(tokens: Sequence[Token], at: int) -> Range | None:
    """The subject that begins at token `at`, of a verb that stands before it (“…,” said Ann Lee)."""
    k = at
    while k < len(tokens) and tokens[k].low in ADVERBS and tokens[k].low not in ("both", "all"):
        k += 1
    if k >= len(tokens) or not tokens[k].word or tokens[k].low in PREPOSITIONS | SUBORDINATORS | AUXILIARIES:
        return None
    first = k
    if tokens[k].low in PRONOUNS:
        return (k, k + 1)
    named = False
    while k < len(tokens):
        token = tokens[k]
        if not token.word:
            if token.text not in {"&", "/", "'", "’"}:
                break
        elif k > first and _ends_name(tokens, k, named):
            break
        named = named or token.capital
        k += 1
    return (first, k) if k > first else None


def _ends_name(tokens: Sequence[Token], k: int, named: bool) -> bool:
    low = tokens[k].low
    if low in TIMES or low in SUBORDINATORS or low in AUXILIARIES or low in ("who", "which", "but"):
        return True
    if low in PREPOSITIONS:
        return low not in ("of", "for", "from", "at", "in") or (named and low in ("in", "at"))
    return tokens[k].pos in "VR" and not tokens[k].capital
