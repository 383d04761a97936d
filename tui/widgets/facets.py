"""A list of sources, speakers or issues with their counts: choosing a row filters by it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style

from tui.display import fit
from tui.glyphs import SPOKEN
from tui.widgets.lines import LineList, Piece


class FacetRow(NamedTuple):
    """One name that can filter, with how many of the quotes found are its."""

    id: int
    name: str
    quotes: int | None
    """None where a number would mean nothing."""
    chosen: bool = False
    note: str = ""
    """What else is to be known of it, before the count."""
    exact: bool = True
    """False: at least `quotes`."""


class FacetList(LineList[FacetRow]):
    """Names and counts, the most frequent first; chosen ones first of all."""

    chooses_on_click = True

    def show(self, rows: Sequence[FacetRow]) -> None:
        """Show `rows`; the cursor stays on the name it was on."""
        records = [(row.id, row) for row in rows]
        if list(self.ids) == [row.id for row in rows] and all(
            self.record(key) == row for key, row in records
        ):
            return
        keep = self.current
        self._drawn.clear()
        self._records.update(records)
        self.set_ids(array("q", [row.id for row in rows]), keep=keep, cursor=self.cursor)

    def _cursor_mark(self, selected: bool) -> str:
        # The row means something only while the keys go here: what filters is marked otherwise.
        return super()._cursor_mark(selected and self.has_focus)

    def _cursor_style(self) -> Style:
        return super()._cursor_style() if self.has_focus else Style()

    def draw_row(self, key: int, record: FacetRow | None, width: int) -> list[list[Piece]]:
        if record is None:
            return [[]]
        dim = self.inks.dim
        strong = self.inks.strong
        chosen = "filters" if record.chosen and self.glyphs is SPOKEN else ""
        about = " ".join(part for part in (chosen, record.note, self._number(record)) if part)
        count = f" {about}" if about else ""
        mark = self.glyphs.chosen if record.chosen else " "
        name = fit(self.text(record.name), width - len(count) - 2, ellipsis=self.glyphs.ellipsis)
        return [[(mark + " ", strong), (name, strong if record.chosen else Style()), (count, dim)]]

    def _number(self, record: FacetRow) -> str:
        if record.quotes is None:
            return ""
        more = "" if record.exact else " or more" if self.glyphs is SPOKEN else "+"
        return f"{record.quotes:,}{more}"
