"""The text cut up: paragraphs with their roles, sentences, and quotations by their marks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from store.extraction.segments.marks import QuoteSpan, quote_spans
from store.extraction.segments.paragraphs import Paragraph, Role, classify, split
from store.extraction.segments.sentences import sentences
from store.extraction.segments.turns import EXAMINER, RUBRICS

__all__ = ["EXAMINER", "RUBRICS", "Paragraph", "QuoteSpan", "Role", "Segments", "segment", "sentences"]


@dataclass(frozen=True, slots=True)
class Segments:
    """What the later steps look at: paragraphs and quotations, both in the order of the text."""

    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[QuoteSpan, ...]

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds `offset` (or the last before it; -1 before the first)."""
        return bisect_right(self.paragraphs, offset, key=lambda p: p.start) - 1

    def outer(self) -> tuple[QuoteSpan, ...]:
        """The quotations that stand in no other."""
        return tuple(q for q in self.quotes if q.depth == 0)


def segment(text: str) -> Segments:
    """Cut `text` into paragraphs and find the quotations in them. Linear in the text's length."""
    spans = split(text)
    return Segments(classify(text, spans), quote_spans(text, spans))
