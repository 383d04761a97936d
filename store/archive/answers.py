"""What the reader answers with beside `store.records`: plain frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the archive holds. `speakers` and `issues` count those with quotes."""

    articles: int
    quotes: int
    speakers: int
    issues: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked quote, with its note."""

    uid: str
    position: int
    note: str
    at: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query kept under a name, and the article added last when it was looked at last."""

    name: str
    query: str
    seen_id: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a name belongs to a speaker."""

    name: str
    reason: str
    score: float
    articles: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Something a person decided: a correction."""

    id: int
    at: str
    action: str
    detail: dict[str, Any]
    undone: str | None
