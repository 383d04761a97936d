"""Attributions in the making, and which of them speak of the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from store.records import Span

BUCKET = 1024
"""Characters a bucket of `Overlaps` covers: a few sentences."""


@dataclass(slots=True, eq=False)
class Draft:
    """An attribution in the making."""

    content: list[Span]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    direct: bool
    """Every fragment is a quotation, or direct speech by layout."""
    by_layout: bool = False
    headline: bool = False
    """By the layout of a headline, which needs no marks and often is no quotation."""
    reported_by: tuple[Span, ...] = ()
    floor: tuple[Span, ...] = ()


class Overlaps:
    """Drafts by where their words stand, so that those that overlap a span are found without looking at
    all."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self._buckets: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Take in another draft, by its content and its cue."""
        seen: set[int] = set()
        for start, end in (*draft.content, *draft.cue):
            for bucket in range(start // BUCKET, end // BUCKET + 1):
                if bucket not in seen:
                    seen.add(bucket)
                    self._buckets.setdefault(bucket, []).append(draft)

    def near(self, spans: Iterable[Span]) -> Iterator[Draft]:
        """Every draft that may overlap one of `spans`, each once, in the order they were added."""
        seen: set[int] = set()
        for start, end in spans:
            for bucket in range(start // BUCKET, end // BUCKET + 1):
                for draft in self._buckets.get(bucket, ()):
                    if id(draft) not in seen:
                        seen.add(id(draft))
                        yield draft


def shared(left: Sequence[Span], right: Sequence[Span]) -> int:
    """Characters that both have; neither overlaps itself."""
    both = 0
    for start, end in left:
        for begin, last in right:
            if begin < end and start < last:
                both += min(end, last) - max(start, begin)
    return both


def size(spans: Sequence[Span]) -> int:
    """Characters in all."""
    return sum(end - start for start, end in spans)


def same_words(left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Whether each has at least half of the other."""
    both = 2 * shared(left, right)
    return both > 0 and both >= size(left) and both >= size(right)
