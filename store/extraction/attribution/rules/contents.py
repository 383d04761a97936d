"""What was said: where the clause begins after its cue, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.attribution.rules import subjects
from store.extraction.attribution.rules.cues import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    Cue,
)
from store.extraction.attribution.rules.subjects import Range
from store.extraction.attribution.rules.tokens import Token
from store.extraction.words import words

QUESTION_WORDS = words(
    """
    who what when where why how which whether if whom whose
    """
)
_OBJECT_PRONOUNS = words(
    """
    him her them us me you it
    """
)
_TIME_WORDS = words(
    """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later
    afterwards late early
    """
)
_CLOSING = frozenset(".!?…:;")


def clause_end(tokens: Sequence[Token], begin: int, cue: Cue, cues: Sequence[Cue]) -> int:
    """The token after the last of the clause that begins at `begin` and is governed by `cue`."""
    end = len(tokens)
    for k in range(begin, len(tokens)):
        if tokens[k].text == ";":
            end = k
            break
        if tokens[k].text == "," and k + 2 < len(tokens):
            low = tokens[k + 1].low
            if low == "without" or (low == "according" and tokens[k + 2].low == "to"):
                end = k
                break
    for other in cues:
        if other.first <= begin or other.first >= end or other.head == cue.head:
            continue
        cut = _cut_before(tokens, begin, other)
        if cut is not None:
            end = min(end, cut)
            break
    while (
        end > begin
        and not tokens[end - 1].quote
        and tokens[end - 1].text in {".", ",", ";", ":", "—", "–", "-"}
    ):
        end -= 1
    return end


def _cut_before(tokens: Sequence[Token], begin: int, other: Cue) -> int | None:
    """Where a clause ends because another reporting clause, not under it, begins."""
    k = other.first
    prior = tokens[k - 1]
    if other.form == "g" and prior.text == ",":
        return k - 1
    if prior.low in ("and", "but") and other.form != "g":
        return k - 2 if k >= 2 and tokens[k - 2].text == "," else k - 1
    subject = subjects.before(tokens, other)
    if subject is None or subject[0] <= begin:
        return None
    s = subject[0] - 1
    if (
        tokens[s].low in ("and", "but", "while", "though", "although", "as")
        and s > begin
        and tokens[s - 1].text == ","
    ):
        return s - 1
    if tokens[s].text == "," and ends_clause(tokens, other.last + 1):
        return s
    return None


def ends_clause(tokens: Sequence[Token], k: int) -> bool:
    """Whether nothing that could be the content follows at `k`: the end, a comma, or only when and where."""
    k = skip_adjuncts(tokens, k)
    return k >= len(tokens) or (
        not tokens[k].quote and tokens[k].text in {".", ",", ";", ")", "—", "–", "-", "?", "!"}
    )


def skip_adjuncts(tokens: Sequence[Token], k: int) -> int:
    """Pass over when, where and how: "on Tuesday", "in a statement", "yesterday"."""
    while k < len(tokens):
        low = tokens[k].low
        if low in ADVERBS or low in _TIME_WORDS or (low.endswith("ly") and len(low) > 4):
            k += 1
        elif low in ("this", "last", "next") and k + 1 < len(tokens) and tokens[k + 1].word:
            k += 2
        elif low in PREPOSITIONS and low not in ("that", "like", "as"):
            k = _past_phrase(tokens, k + 1)
        else:
            break
    return k


def _past_phrase(tokens: Sequence[Token], k: int) -> int:
    """Past the noun phrase after a preposition."""
    start = k
    while k < len(tokens) and tokens[k].word:
        low = tokens[k].low
        if (
            low in SUBORDINATORS
            or low in AUXILIARIES
            or (k > start and low in DETERMINERS and tokens[k - 1].low not in PREPOSITIONS)
        ):
            break
        if k > start and low in ("he", "she", "they", "it", "we", "i", "there"):
            break
        if (
            k > start
            and tokens[k].capital
            and not tokens[k - 1].capital
            and tokens[k - 1].low not in PREPOSITIONS | DETERMINERS
        ):
            break
        k += 1
    return k


def past_addressee(tokens: Sequence[Token], k: int) -> int:
    """Past whom it was told to: "reporters", "Corda by phone", "Monday's parish meeting"."""
    if k < len(tokens) and tokens[k].low in _OBJECT_PRONOUNS:
        return k + 1
    start = k
    while k < len(tokens) and (tokens[k].word or tokens[k].text in {".", "&", "'", "’"}):
        low = tokens[k].low
        if tokens[k].text == "." and not (
            k and tokens[k - 1].capital and k + 1 < len(tokens) and tokens[k + 1].capital
        ):
            break
        if low in SUBORDINATORS or low in AUXILIARIES or low in ("to", "about", "of"):
            break
        if k > start and (
            low in ("he", "she", "they", "it", "we", "i", "there") or _begins_phrase(tokens, start, k)
        ):
            break
        k += 1
    return k


def _begins_phrase(tokens: Sequence[Token], start: int, k: int) -> bool:
    """A second noun phrase begins: the content's subject ("told the meeting | the pier had moved")."""
    low, before = tokens[k].low, tokens[k - 1].low
    if before in PREPOSITIONS or before in DETERMINERS or before in ("and", "or"):
        return False
    if low in DETERMINERS or low in ("nobody", "nothing", "everyone"):
        return True
    return tokens[k].capital and not tokens[k - 1].capital and k - 1 >= start


def begins_clause(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether a clause with a subject and a finite verb begins at `k`."""
    if k >= end:
        return False
    first = tokens[k]
    if first.quote is None and (
        not first.word
        or (first.low in PREPOSITIONS and first.low not in ("under", "without", "in", "by", "for", "after"))
        or first.low in ("and", "or", "but")
    ):
        return False
    return any(_finite(tokens, i) for i in range(k + 1, end))


_COMMON_FINITE = words(
    """
    made came went took got gave left lost won held kept met paid put ran sat saw sent set shut slept spoke
    stood cut fell felt found grew knew led meant read rose sold told thought wrote want wants need needs
    hope
    """
)


def _finite(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    low = token.low
    if token.quote is not None:
        return False
    if (low in AUXILIARIES and low not in ("be", "been", "being")) or low.endswith(
        ("n't", "'s", "'re", "'ve", "'ll", "'d")
    ):
        return True
    if token.capital or not token.word or tokens[i - 1].low in DETERMINERS:
        return False
    return (
        low in _COMMON_FINITE
        or (low.endswith("ed") and len(low) > 3)
        or (
            low.endswith("s")
            and len(low) > 3
            and not low.endswith(("ss", "us", "ous"))
            and i + 1 < len(tokens)
            and tokens[i - 1].word
            and not tokens[i - 1].low.endswith("s")
        )
    )


def span_of(tokens: Sequence[Token], part: Range) -> tuple[int, int]:
    """The characters of a range of tokens."""
    return tokens[part[0]].start, tokens[part[1] - 1].end
