"""What a tagger yields: one attribution's words, before boundaries, kind and mode are settled."""

from __future__ import annotations

from dataclasses import dataclass

from store.records import Span


@dataclass(frozen=True, slots=True)
class Tagged:
    """Content, cue and source as found, in the order of the text; cue and source may be empty."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
