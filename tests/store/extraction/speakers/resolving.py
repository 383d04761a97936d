"""How an invented sentence is resolved, for tests: one phenomenon each."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.speakers.resolve import Resolution, resolve
from store.extraction.speakers.voices import Resolved
from store.records import Attribution, Kind, Span


def span(text: str, piece: str, near: int) -> tuple[Span, ...]:
    """Where `piece` stands closest to `near`; nothing for an empty piece."""
    if not piece:
        return ()
    places = [i for i in range(len(text)) if text.startswith(piece, i)]
    start = min(places, key=lambda i: abs(i - near))
    return ((start, start + len(piece)),)


def said(text: str, source: str, content: str, *, cue: str = "", kind: Kind = "indirect") -> Attribution:
    """An attribution of `text`, its source the one nearest to the content."""
    (at,) = span(text, content, text.index(content))
    return Attribution((at,), span(text, cue, at[0]), span(text, source, at[0]), kind, "speech", 1.0)


def resolved(text: str, *quotes: Attribution) -> Resolution:
    """The whole resolution."""
    return resolve(text, None, quotes)


def who(text: str, *pairs: Sequence[str]) -> list[tuple[str, ...]]:
    """The speakers of (source, content) pairs; contents in quotation marks are direct."""
    quotes = [said(text, s, c, kind="direct" if c[0] in "“‘\"'—" else "indirect") for s, c in pairs]
    return [r.speakers for r in resolved(text, *quotes).attributions]


def one(text: str, source: str, content: str) -> Resolved:
    """The resolution of a single quote."""
    return resolved(text, said(text, source, content)).attributions[0]
