"""A sentence as tokens, each quotation in it one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.segments import QuoteSpan

_TOKEN = re.compile(r"[@#$€£]?\w+(?:[-’'./&](?=\w)\w+)*’?|\.{2,}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a punctuation mark, or a whole quotation."""

    start: int
    end: int
    text: str
    """As written; "" for a quotation."""
    quote: QuoteSpan | None = None

    @property
    def low(self) -> str:
        """Lower case, with a straight apostrophe."""
        return self.text.lower().replace("’", "'")

    @property
    def word(self) -> bool:
        """A word or a number, not punctuation, not a quotation."""
        return self.quote is None and (self.text[:1].isalnum() or self.text[:1] in "@#$€£_")

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[:1].isupper() or self.text[:1] == "@"


def tokenize(text: str, start: int, end: int, quotes: Sequence[QuoteSpan]) -> list[Token]:
    """Tokens of `text[start:end]`; `quotes` are those not inside another within it, in order."""
    out: list[Token] = []
    at = start
    i = bisect_left(quotes, start, key=lambda q: q.start)
    while i < len(quotes) and quotes[i].start < end:
        q = quotes[i]
        i += 1
        if q.start < at:
            continue
        out.extend(_words(text, at, q.start))
        stop = min(q.end, end)
        out.append(Token(q.start, stop, "", q))
        at = stop
    out.extend(_words(text, at, end))
    return out


def _words(text: str, start: int, end: int) -> list[Token]:
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]
