"""The rule tagger: reads each sentence's reporting clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.extraction.attribution.rules.clauses import Sentence
from store.extraction.attribution.rules.tokens import tokenize
from store.extraction.segments import QuoteSpan, Segments, sentences
from store.extraction.tagged import Tagged

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
        tokens = tokenize(text, s, e, quotes)
        if tokens:
            yield from Sentence(tokens, inside).attributions()
