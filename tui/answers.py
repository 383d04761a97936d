"""What the archive's process answers the reader with, beyond the records."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from store.quote import Quote

NO_IDS: array[int] = array("q")


class Totals(NamedTuple):
    """How much an archive holds."""

    articles: int = 0
    quotes: int = 0
    file: tuple[int, int] | None = None
    """Tells the archive's file from another one that has taken its place."""


class Found(NamedTuple):
    """The first rows of a search."""

    ids: array[int] = NO_IDS
    quotes: tuple[Quote, ...] = ()
    """Records of the first ids: what the screen shows at once."""
    complete: bool = True
    """All there is: no more ids follow."""
    hurried: bool = False
    """Time ran out: what a search without a deadline finds may stand before some of these."""
    read_as: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Misspelt words, each with the indexed words it was read as."""
    error: str = ""
    reports: int = 0
    """How many quotes the ids stand for, each occurrence of a repeated one counted."""


class Listed(NamedTuple):
    """All rows of a search."""

    ids: array[int] = NO_IDS
    reports: int = 0
    """How many quotes they stand for."""


class Named(NamedTuple):
    """A name with how many quotes found are its."""

    id: int
    name: str
    quotes: int
    exact: bool = True
    """False: at least so many."""


NO_FACETS: Mapping[str, tuple[Named, ...]] = {}


class Tallies(NamedTuple):
    """Counts that follow the first rows."""

    quotes: int = 0
    exact: bool = True
    facets: Mapping[str, tuple[Named, ...]] = NO_FACETS
    """`outlet`, `speaker` and `issue`, each the most frequent first."""
    late: frozenset[str] = frozenset()
    """Facets for which time ran out: names may be missing, and each has at least so many."""


FIELD = "field"
"""The kind of a suggestion that is a field's name, a value for which is still to be typed."""


class Suggestion(NamedTuple):
    """A speaker, issue, source, saved search, field or value that what is typed may mean."""

    kind: str
    name: str
    quotes: int = 0
    id: int = 0


class Reading(NamedTuple):
    """An article and its quotes, as the reader shows them."""

    id: int
    title: str
    text: str
    published: date | None
    outlet: str
    url: str
    author: str
    origin: str
    quotes: tuple[Quote, ...]


class Matrix(NamedTuple):
    """Speakers by issues."""

    speakers: tuple[Named, ...] = ()
    issues: tuple[Named, ...] = ()
    counts: tuple[tuple[int, ...], ...] = ()
    """A row for each speaker, a column for each issue."""


class SavedQuery(NamedTuple):
    """A saved search, with what it finds."""

    name: str
    query: str
    quotes: int
    new: int
    """Of `quotes`, how many were not there when it was last looked at."""


class Kept(NamedTuple):
    """A quote of the brief."""

    quote: Quote
    note: str


class Change(NamedTuple):
    """Something that was changed in the archive."""

    said: str
    """What was done, for the bottom line."""
    back: tuple[str, tuple[Any, ...]] | None = None
    """The question, with its details, that takes it back."""
    named: bool = False
    """Whether `said` begins with a name."""

    @property
    def within(self) -> str:
        """`said` as it stands within a sentence."""
        return self.said if self.named else f"{self.said[:1].lower()}{self.said[1:]}"


class Added(NamedTuple):
    """What adding came to."""

    added: int
    known: int
    failed: int
    problems: tuple[str, ...] = ()
    stopped: bool = False
