"""Who says each attribution of an article: `resolve()`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.speakers.reader import Reader
from store.extraction.speakers.voices import Resolved, outcome, people
from store.records import Attribution, Person


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
    return Resolution(tuple(outcome(reader.cast, reader.who)), people(reader.cast, reader.who))
