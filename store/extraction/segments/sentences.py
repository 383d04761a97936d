"""Sentences within a paragraph, quotations taken as wholes: a full stop inside one ends no sentence
outside."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from store.extraction.segments.marks import QuoteSpan
from store.extraction.words import words
from store.records import Span

ABBREVIATIONS = words(
    """
    mr mrs ms mx dr prof rev hon fr sr jr st mt messrs mme mlle gen col lt cmdr capt maj sgt cpl pvt brig
    adm det insp supt sen rep gov pres amb sec cllr ald atty dist no nos art sec vol pp p fig ch approx ca
    incl excl est dept univ inst assn bros co corp inc ltd llc plc vs v etc al jan feb mar apr jun jul aug
    sep sept oct nov dec mon tue wed thu fri sat sun ave blvd rd u.s u.k u.n e.u d.c a.m p.m i.e e.g cf pt
    ft
    """
)
"""Words after which a full stop does not end a sentence (lower case, without their last stop)."""

_END = re.compile(r"(?:[.!?]+|…)(?=[)\]’”»\"'›」』]*\s)")
_NEXT = re.compile(r"[)\]’”»\"'›」』]*\s+(?:[—–-]\s*)?[(\[“‘\"'«„‹¿¡「『]*\s?(\S)")
_WORD_BEFORE = re.compile(r"([^\s(\[“‘\"'«„—–/]+)$")


def sentences(text: str, start: int, end: int, quotes: Sequence[QuoteSpan] = ()) -> list[Span]:
    """Split `text[start:end]` into sentences.

    Args:
        text: the whole text.
        start: where the paragraph begins.
        end: where it ends.
        quotes: quotations not inside each other, in order; a stop inside one ends a sentence only with the
        quotation.

    Returns:
        The sentences, blanks at their ends left out.
    """
    first = max(0, bisect_left(quotes, start, key=lambda q: q.start) - 1)
    quotes = quotes[first : bisect_left(quotes, end, key=lambda q: q.start)]
    starts = [q.start for q in quotes]
    out: list[Span] = []
    at = start
    for m in _END.finditer(text, start, end):
        if m.end() <= at:
            continue
        i = bisect_right(starts, m.start()) - 1
        inside = quotes[i] if i >= 0 and m.start() < quotes[i].end else None
        close = m.end()
        while close < end and text[close] in ")]’”»\"'›」』":
            close += 1
        if inside is not None and close < inside.end:
            continue
        if _goes_on(text, m.start(), m.end(), end, inside is not None):
            continue
        _add(out, text, at, close)
        at = close
    _add(out, text, at, end)
    return out


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))


def _goes_on(text: str, stop: int, after: int, end: int, quoted: bool) -> bool:
    """Whether the sentence goes on after the stop at `stop`: an abbreviation, or words in lower case
    follow."""
    m = _NEXT.match(text, after, end)
    if m is None:
        return False
    following = m.group(1)
    if following.islower():
        return True
    if quoted:
        return text[stop] in "!?…" and _speaks_next(text, m.start(1), end)
    if text[stop] != "." or after - stop > 1:
        return False
    before = _WORD_BEFORE.search(text, max(0, stop - 24), stop)
    if before is None:
        return False
    word = before.group(1)
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    if text[max(0, stop - 24) : before.start()].endswith("The ") and word.casefold() in ("u.s", "u.k", "e.u"):
        return True  # "The U.S. State Department"
    return word.casefold() in ABBREVIATIONS and not (
        word.casefold() in {"a.m", "p.m", "u.s", "u.k", "etc", "inc", "co"} and following.isupper()
    )


_SHORT = 14
"""Words of a short question."""
_STOP_WITHIN = re.compile(r"[.!]\s")
_SPEAKS = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,5}(?:\([^)]*\)\s+)?"
    r"(?:said|says|asked|asks|told|added|adds|replied|wrote|shouted|cried|tweeted|wondered|demanded)\b"
)


def _speaks_next(text: str, at: int, end: int) -> bool:
    """“Really?” Smith said: after a question or a cry the sentence goes on with who said it."""
    return _SPEAKS.match(text, at, min(end, at + 160)) is not None


def is_short_question(words: str) -> bool:
    """Whether the words are short questions alone, which whoever was answered last has hardly put."""
    return words.endswith("?") and len(words.split()) <= _SHORT and not _STOP_WITHIN.search(words)
