"""What the engine answers with: plain frozen records."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Facet = Literal["speaker", "issue", "outlet", "month"]
JumpKind = Literal["speaker", "issue", "outlet", "search"]


def no_ids() -> array[int]:
    """An empty array of quote ids."""
    return array("q")


@dataclass(frozen=True, slots=True)
class QueryError:
    """What in a query made no sense; the search went on without it."""

    message: str
    position: int
    """Character of the query it is about, from 0."""
    unknown: bool = False
    """It is a name that nobody and nothing has: it makes sense, but finds nothing."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as typed, and the indexed words that were searched in its stead, best first."""

    typed: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of quote ids: exact before prefix before typo, newest first within each."""

    ids: array[int] = field(default_factory=no_ids)
    complete: bool = True
    """False when the deadline or an interruption cut it short: asking again may yield more."""
    corrected: tuple[Correction, ...] = ()
    error: QueryError | None = None
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Count:
    """How many quotes a query finds."""

    n: int
    exact: bool = True
    """False: at least `n`."""


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many of a query's quotes are by one speaker, on one issue, from one outlet or month."""

    id: int
    """The row's id; for a month `year * 100 + month`, 0 when undated."""
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """A query's quotes by speaker, issue or outlet, those with the most first; or by month, newest first."""

    counts: tuple[FacetCount, ...] = ()
    exact: bool = True
    """False: each is at least so many, and there may be others."""


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article that a query's words stand in."""

    id: int
    title: str
    outlet: str
    published: date | None
    passage: str
    """The sentence or so around the words found, verbatim."""
    start: int
    """Offset of the passage in the article's text, in characters."""
    marks: tuple[tuple[int, int], ...] = ()
    """Offsets of the words found, within `passage`."""


@dataclass(frozen=True, slots=True)
class JumpHit:
    """A speaker, issue, outlet or saved search whose name is like what was typed."""

    kind: JumpKind
    id: int
    """0 for a saved search, which is known by its name."""
    name: str
    score: float
    """0…100."""
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was answered."""

    words: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    """Each word as typed, and what it stood for: exact, completed, with one edit, with more."""
    filters: tuple[str, ...]
    steps: tuple[tuple[str, str, int, float], ...]
    """What was asked, the full-text expression, how many quotes came, and milliseconds."""
    ms: float
    error: QueryError | None
