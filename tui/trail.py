"""The way back: what Esc returns to, exactly."""

from __future__ import annotations

from typing import NamedTuple

from tui.searching import Search


class Place(NamedTuple):
    """Where a person was: what was searched, which row, how far scrolled, in which pane."""

    search: Search
    row: int
    quote: int | None
    scroll: int
    pane: str


class Trail:
    """Places left, last first."""

    def __init__(self, limit: int = 200) -> None:
        self._places: list[Place] = []
        self._limit = limit

    def leave(self, place: Place) -> None:
        """Remember `place`; leaving the same one twice is one step."""
        if not self._places or self._places[-1] != place:
            self._places.append(place)
            del self._places[: -self._limit]

    def back(self) -> Place | None:
        """The place left last, which is then no longer remembered; None at the beginning."""
        return self._places.pop() if self._places else None

    def __len__(self) -> int:
        return len(self._places)
