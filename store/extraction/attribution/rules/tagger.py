"""The rule tagger: reads each sentence's reporting clauses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from store.extraction.attribution.rules.clauses import Sentence
from store.extraction.attribution.rules.tokens import tokenize
from store.extraction.segments import QuoteSpan, Segments, sentences
from store.extraction.tagged import Tagged

LONGEST = 3000
"""Characters of a sentence outside its quotations that are read as one; what is longer is no sentence."""
_SILENT = ("boilerplate", "byline", "label")


def tag(text: str, segments: Segments) -> list[Tagged]:
    """Find attributions by rule, in the order of their cues; speech reported inside a quotation too.

    Args:
        text: the whole text.
        segments: its paragraphs and quotations.
    """
    out: list[Tagged] = []
    by_depth: dict[int, list[QuoteSpan]] = {}
    for quote in segments.quotes:
        by_depth.setdefault(quote.depth, []).append(quote)
    outer = by_depth.get(0, [])
    for paragraph in segments.paragraphs:
        if paragraph.role not in _SILENT:
            inside = paragraph.role in ("turn", "dialogue")
            out.extend(_stretch(text, paragraph.body, paragraph.end, outer, inside))
    for quote in segments.quotes:
        if quote.inner[1] - quote.inner[0] > 12:
            out.extend(_stretch(text, *quote.inner, by_depth.get(quote.depth + 1, []), True))
    return out


def _stretch(text: str, start: int, end: int, quotes: Sequence[QuoteSpan], inside: bool) -> Iterator[Tagged]:
    for s, e in sentences(text, start, end, quotes):
        for first, last in _bounded(text, s, e, quotes):
            tokens = tokenize(text, first, last, quotes)
            if tokens:
                yield from Sentence(tokens, inside).attributions()


def _bounded(text: str, start: int, end: int, quotes: Sequence[QuoteSpan]) -> Iterator[tuple[int, int]]:
    """A sentence in pieces that cost a bounded time each; nearly always the whole of it."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        k = bisect_left(quotes, cut, key=lambda q: q.start) - 1
        if k >= 0 and cut < quotes[k].end < end:
            cut = quotes[k].end
        yield start, cut
        start = cut
    yield start, end
