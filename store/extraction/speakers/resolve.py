"""Who says each attribution of an article: `resolve()`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.speakers.reader import Reader
from store.records import Attribution, Person, SpeakerKind


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who says one attribution."""

    speakers: tuple[str, ...]
    """Canonical names within the article, in the order of the source; empty when unknown."""
    speaker_kind: SpeakerKind
    role: str = ""
    """The first speaker's role as the article states it."""
    on_behalf_of: str = ""
    """For "X's spokesman said": X."""
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The speakers of an article's attributions, and everybody it names."""

    attributions: tuple[Resolved, ...]
    """One for each attribution given, in the same order."""
    people: tuple[Person, ...]


def resolve(
    text: str, segments: object, attributions: Sequence[Attribution], *, title: str = "", outlet: str = ""
) -> Resolution:
    """Says who each of `attributions` is by, from the article alone.

    Offsets are into `text`. Raises nothing for any text; what cannot be resolved has no speakers and kind
    `unknown`. Time is linear in the length of the text.
    """
    del segments, title, outlet
    reader = Reader(text, attributions)
    reader.read()
    said = tuple(
        Resolved(s.speakers, s.kind, s.role, s.on_behalf_of, s.reported_by) for s in reader.outcome()
    )
    return Resolution(said, reader.people())
