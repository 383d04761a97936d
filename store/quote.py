"""One quote of the archive: the one record that the reader cannot start without.

The others stand in `store.records`, which has this one too. It is a named tuple, as a frozen dataclass takes
three times as long to make, on each start, and longer to send from one process to another.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

Span = tuple[int, int]
"""`[start, end)` in characters of the article's text."""

Kind = Literal["direct", "indirect", "mixed"]
"""direct: all inside quotation marks; indirect: none of it; mixed: some."""

Mode = Literal["speech", "writing", "attitude", "document"]
"""How it was expressed: said, written, held as an attitude (believes, hopes), or stated by a document."""

SpeakerKind = Literal["person", "organization", "group", "publication", "anonymous", "unknown"]


class Quote(NamedTuple):
    """One quote of the archive, as lists and citations show it."""

    id: int
    """`day << 17 | sequence`: for walking in date order; changes when the archive is renumbered."""
    uid: str
    """Public identity: a hash of the article and the spans, stable over re-extraction."""
    text: str
    speakers: tuple[str, ...]
    speaker_ids: tuple[int, ...]
    speaker_kind: SpeakerKind
    attributed: str
    """The source as the article writes it."""
    role: str
    kind: Kind
    mode: Mode
    confidence: float
    negated: bool
    reported_by: str | None
    on_behalf_of: str
    published: date | None
    outlet: str
    article_id: int | None
    """None for quotes that came in bulk without their article."""
    title: str
    url: str
    issues: tuple[str, ...] = ()
    content: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    occurrences: int = 1
    """In how many articles the same quote stands."""
    corrected: bool = False
    marked: bool = False
    read: bool = False
