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
from store.extraction.attribution.rules.subjects import TIMES, Range
from store.extraction.attribution.rules.tokens import Token
from store.extraction.words import words

QUESTION_WORDS = words("who what when where why how which whether if whom whose")
_OBJECTS = words("him her them us me you it")
_SUBJECTS = words("he she they it we i there you")
_STOPS = words(". , ; ) — – - ? ! …")


def clause_end(tokens: Sequence[Token], begin: int, cue: Cue, cues: Sequence[Cue]) -> int:
    """The token after the last of the clause that begins at `begin` and is governed by `cue`."""
    end = len(tokens)
    for k in range(begin, len(tokens)):
        if tokens[k].text == ";" or (tokens[k].text == "," and _turns_away(tokens, k)):
            end = k
            break
    for other in cues:
        if other.first <= begin or other.first >= end or other.head == cue.head:
            continue
        cut = _cut_before(tokens, begin, other, cue)
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


def _turns_away(tokens: Sequence[Token], k: int) -> bool:
    """After the comma at `k` comes no part of the clause: ", without saying …", ", according to …"."""
    if k + 2 >= len(tokens):
        return False
    low, following = tokens[k + 1].low, tokens[k + 2].low
    return (
        (low == "without" and tokens[k + 2].pos == "G")
        or (low == "according" and following == "to")
        or (low == "opening" and following == "the")
    )


def _cut_before(tokens: Sequence[Token], begin: int, other: Cue, cue: Cue) -> int | None:
    """Where a clause ends because another reporting clause, not under it, begins."""
    k = other.first
    prior = tokens[k - 1]
    if other.form == "g" and prior.text == ",":
        return k - 1
    if prior.low in ("and", "but") and other.form in (cue.form, "d", "s"):
        if other.form == "b" and other.first == other.head:
            return None
        return k - 2 if k >= 2 and tokens[k - 2].text == "," else k - 1
    subject = subjects.before(tokens, other)
    if subject is None or subject[0] <= begin or tokens[subject[0]].low in ("who", "which", "that"):
        return None
    s = subject[0] - 1
    if (
        tokens[s].low in ("and", "but", "while", "though", "although", "as")
        and s > begin
        and tokens[s - 1].text == ","
    ):
        return s - 1
    closed = tokens[s].quote is not None and tokens[s].closing == ","  # “…,” the agency reported
    if tokens[s].text != "," and not closed:
        return None
    cut = s + 1 if closed else s
    told = past_addressee(tokens, other.last + 1) if "a" in other.verb.frames else other.last + 1
    if ends_clause(tokens, told):
        return cut
    stated = tokens[begin].low not in _CONDITIONS and any(t.pos == "V" for t in tokens[begin:s])
    return cut if stated and told < len(tokens) and tokens[told].text in {"that", ":"} else None


def ends_clause(tokens: Sequence[Token], k: int) -> bool:
    """Whether nothing that could be the content follows at `k`: the end, a comma, or only when and where."""
    k = skip_adjuncts(tokens, k)
    return k >= len(tokens) or (not tokens[k].quote and tokens[k].text in _STOPS)


def skip_adjuncts(tokens: Sequence[Token], k: int) -> int:
    """Pass over when, where and how: "on Tuesday", "in a statement", "yesterday"."""
    while k < len(tokens):
        low = tokens[k].low
        if (
            low in ADVERBS
            or low in TIMES
            or low in ("late", "early")
            or (tokens[k].pos == "R" and low != "not")
        ):
            k += 1
        elif low in ("this", "last", "next") and k + 1 < len(tokens) and tokens[k + 1].low in SPANS:
            k += 2
        elif (
            low in PREPOSITIONS and low not in ("that", "like", "as", "about") and not _infinitive(tokens, k)
        ):
            past = past_phrase(tokens, k + 1)
            if past == k + 1:
                break
            k = past
        else:
            break
    return k


_CONDITIONS = words("if when while after before as since although though because unless once")
SPANS = words("week month year morning afternoon evening night weekend summer winter spring autumn fall time")
"""What "last", "this" and "next" stand before, as a time."""


def _infinitive(tokens: Sequence[Token], k: int) -> bool:
    """ "to" before a verb."""
    return (
        tokens[k].low == "to"
        and k + 1 < len(tokens)
        and tokens[k + 1].pos in "VR"
        and not tokens[k + 1].capital
    )


def past_phrase(tokens: Sequence[Token], k: int) -> int:
    """Past the noun phrase that begins at `k`."""
    start = k
    while k < len(tokens) and tokens[k].word:
        token = tokens[k]
        low = token.low
        if low in SUBORDINATORS or (low in AUXILIARIES) or (low in _SUBJECTS and low != "you" and k > start):
            break
        if k > start:
            fresh = tokens[k - 1].low not in PREPOSITIONS and tokens[k - 1].low not in DETERMINERS
            if low == "what":
                break
            if fresh and tokens[k - 1].low not in ("and", "or", "of", "late", "early"):
                if low in DETERMINERS or low in PREPOSITIONS - {"of"} or token.pos in "V":
                    break
                if token.capital and not tokens[k - 1].capital and low not in TIMES:
                    break
                if tokens[k - 1].low in TIMES and low not in TIMES and token.pos != "N":
                    break
        k += 1
    return k


def past_addressee(tokens: Sequence[Token], k: int) -> int:
    """Past whom it was told to: "reporters", "Corda by phone", "Monday's parish meeting"."""
    if k < len(tokens) and tokens[k].low in _OBJECTS:
        if tokens[k].low in ("her", "it") and k + 1 < len(tokens) and tokens[k + 1].pos in "NJP":
            return _past_phrases(tokens, k) if tokens[k].low == "her" else k
        return k + 1
    return _past_phrases(tokens, k)


def _past_phrases(tokens: Sequence[Token], k: int) -> int:
    if (
        k >= len(tokens)
        or not tokens[k].word
        or tokens[k].low in _SUBJECTS | QUESTION_WORDS
        or tokens[k].low == "that"
    ):
        return k
    k = past_phrase(tokens, k)
    while k < len(tokens) and (tokens[k].low in ("and", "or", "'s")):
        k = past_phrase(tokens, k + 1)
    return k


def begins_clause(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether a clause with a subject and a finite verb begins at `k`."""
    if k >= end:
        return False
    first = tokens[k]
    if first.quote is None and (not first.word or (first.pos in "VC" and not first.capital)):
        return False
    if first.low == "it" and k + 1 < end and tokens[k + 1].low not in ADVERBS and not _finite(tokens, k + 1):
        return False  # “he said it over and over, he is proud of it”
    if first.low in (_SUBJECTS | DETERMINERS) and any(t.quote is not None for t in tokens[k + 1 : end]):
        return True  # the verb stands inside the marks: it “accepts every word”
    if first.low in PREPOSITIONS and first.low not in (
        "under",
        "without",
        "in",
        "by",
        "for",
        "after",
        "if",
        "on",
        "at",
    ):
        return False
    return any(_finite(tokens, i) for i in range(k + 1, end))


def _finite(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.quote is not None or not token.word:
        return False
    if (token.low in AUXILIARIES and token.low not in ("be", "been", "being")) or token.low.endswith(
        ("n't", "'s", "'re", "'ve", "'ll", "'d", "'m")
    ):
        return True
    return token.pos == "V" and not token.capital and tokens[i - 1].low not in ("to", "and", "or")


def span_of(tokens: Sequence[Token], part: Range) -> tuple[int, int]:
    """The characters of a range of tokens."""
    return tokens[part[0]].start, tokens[part[1] - 1].end
