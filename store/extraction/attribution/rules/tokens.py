"""A sentence as tokens with their word classes, each quotation in it one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.segments import QuoteSpan
from store.extraction.segments.sentences import ABBREVIATIONS
from store.extraction.speakers.wordclasses import classes

_TOKEN = re.compile(r"(?:[A-ZÀ-Þ]\.-?)+(?=\s|,|[A-ZÀ-Þ])|[@#$€£]?\w+(?:[-’'./&,](?=\w)\w+)*’?|\.{2,}|[^\w\s]")


@dataclass(slots=True)
class Token:
    """A word, a punctuation mark, or a whole quotation."""

    start: int
    end: int
    text: str
    """As written; "" for a quotation."""
    quote: QuoteSpan | None = None
    low: str = ""
    """Lower case, with a straight apostrophe."""
    word: bool = False
    """A word or a number, not punctuation, not a quotation."""
    capital: bool = False
    """Begins with a capital letter."""
    closing: str = ""
    """The last character within a quotation's marks."""
    pos: str = "."
    """Its word class, as `wordclasses` names them."""


def tokenize(text: str, start: int, end: int, quotes: Sequence[QuoteSpan]) -> list[Token]:
    """Tokens of `text[start:end]`, one sentence; `quotes` are those not inside another within it, in
    order."""
    out: list[Token] = []
    at = start
    i = bisect_left(quotes, start, key=lambda q: q.start)
    while i < len(quotes) and quotes[i].start < end:
        quote = quotes[i]
        i += 1
        if quote.start < at:
            continue
        _words(out, text, at, quote.start)
        at = min(quote.end, end)
        out.append(Token(quote.start, at, "", quote, closing=text[quote.inner[1] - 1]))
    _words(out, text, at, end)
    for token, pos in zip(out, classes([t.text or '"' for t in out]), strict=True):
        token.pos = pos
    return out


def _words(out: list[Token], text: str, start: int, end: int) -> None:
    for m in _TOKEN.finditer(text, start, end):
        written = m.group()
        low = written.lower().replace("’", "'")
        if written == "." and out and out[-1].end == m.start() and out[-1].low in ABBREVIATIONS:
            before = out[-1]
            if m.end() < end:  # "Dr.", "No.": one token, unless the sentence ends with it
                before.text, before.low, before.end = before.text + ".", before.low + ".", m.end()
                continue
        first = written[0]
        word = first.isalnum() or (first in "@#$€£_" and len(written) > 1)
        out.append(Token(m.start(), m.end(), written, None, low, word, first.isupper() or first == "@"))
