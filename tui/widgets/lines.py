"""`LineList`: the one list of the reader, for ten rows or a million.

It holds an array of ids and a cache of records; only what is in view is asked for and drawn, so that its
cost does not depend on how long it is. A row is a fixed number of lines.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive

from tui.display import clean, wrap
from tui.glyphs import UNICODE, Glyphs
from tui.widgets.painted import PaintedLines

Record = TypeVar("Record")
Piece = tuple[str, Style]
"""Some text of one line and how it looks."""

CACHED_RECORDS = 4_000
CACHED_ROWS = 400
EMPTY_MARGIN = 2


class LineList(PaintedLines, Generic[Record], can_focus=True, inherit_bindings=False):
    """A list of rows over an array of ids; records come on demand."""

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The selected row; kept within the list."""

    @dataclass(eq=False, repr=False)
    class Wanted(Message):
        """Rows are in view whose records are not here: load them and `put` them."""

        list: LineList[object]
        ids: Sequence[int]

        @property
        def control(self) -> LineList[object]:
            return self.list

    @dataclass(eq=False, repr=False)
    class Highlighted(Message):
        """The cursor came to stand on another row."""

        list: LineList[object]
        index: int
        id: int | None

        @property
        def control(self) -> LineList[object]:
            return self.list

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A row was chosen, with Enter or a click."""

        list: LineList[object]
        index: int
        id: int
        clicked: bool = False

        @property
        def control(self) -> LineList[object]:
            return self.list

    def __init__(
        self,
        *,
        row_height: int = 1,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self.row_height = row_height
        self.ids: array[int] = array("q")
        self._records: OrderedDict[int, Record] = OrderedDict()
        self._drawn: OrderedDict[tuple[int, int, int], list[list[Piece]]] = OrderedDict()
        self._asked: set[int] = set()
        self._missing: list[int] = []
        self.empty = ""
        """What is said where there is no row."""

    # What the list holds

    def set_ids(self, ids: array[int], *, keep: int | None = None, cursor: int = 0) -> None:
        """Show `ids`, the cursor on the row of id `keep` where it is among them, else on row `cursor`."""
        self.ids = ids
        self._asked.clear()
        if keep is not None:
            try:
                cursor = ids.index(keep)
            except ValueError:
                cursor = min(cursor, max(0, len(ids) - 1))
        self._measure()
        changed = self.cursor != cursor
        self.cursor = cursor
        if not changed:
            self._cursor_moved()
        self.refresh()

    def extend_ids(self, ids: array[int]) -> None:
        """Show `ids`, which begin as what is shown does: nothing that is in view moves."""
        self.ids = ids
        self._measure()

    def put(self, records: Iterable[tuple[int, Record]]) -> None:
        """Records for rows, by id; rows in view that waited for them are drawn."""
        for key, record in records:
            self._records[key] = record
            self._records.move_to_end(key)
            self._asked.discard(key)
        while len(self._records) > CACHED_RECORDS:
            self._records.popitem(last=False)
        self.redraw()

    def forget(self) -> None:
        """Drop every record: what is in view is asked for again."""
        self._records.clear()
        self._asked.clear()
        self.redraw()

    def redraw(self) -> None:
        """Draw every row anew: what a row looks like has changed."""
        self._drawn.clear()
        self.refresh()

    def record(self, key: int) -> Record | None:
        """The record of id `key`, where it is here."""
        return self._records.get(key)

    @property
    def current(self) -> int | None:
        """The id of the selected row; None in an empty list."""
        return self.ids[self.cursor] if 0 <= self.cursor < len(self.ids) else None

    @property
    def current_record(self) -> Record | None:
        """The record of the selected row, where it is here."""
        key = self.current
        return None if key is None else self.record(key)

    def set_row_height(self, lines: int) -> None:
        """Give each row `lines` lines; the selected row stays in view."""
        if lines == self.row_height:
            return
        self.row_height = lines
        self._measure()
        self.redraw()
        self.show_cursor()

    # Drawing

    def draw_row(self, key: int, record: Record | None, width: int) -> list[list[Piece]]:
        """The lines of one row, at most `row_height` of them, each at most `width` cells wide."""
        raise NotImplementedError

    def line_segments(self, y: int, width: int, base: Style) -> list[Segment]:
        """One line of a row; nothing below the last row."""
        index, line = divmod(self.scroll_offset.y + y, self.row_height)
        if not 0 <= index < len(self.ids) or width <= 0:
            return self._beside_rows(y, width, base)
        key = self.ids[index]
        record = self._records.get(key)
        if record is None and key not in self._asked:
            if not self._missing:
                self.call_later(self._ask)
            self._missing.append(index)
        selected = index == self.cursor
        pieces = self._row(key, record, width)
        content = pieces[line] if line < len(pieces) else []
        if selected:
            base += self._cursor_style()
        mark = Segment(self._cursor_mark(selected), base + self.inks.strong)
        segments = [mark, *(Segment(text, base + style) for text, style in content)]
        return Segment.adjust_line_length(segments, width, base) if selected else segments

    def _beside_rows(self, y: int, width: int, base: Style) -> list[Segment]:
        """A line that no row is on: blank, or, in an empty list, part of what it says of that."""
        if self.ids or not self.empty or width < EMPTY_MARGIN * 4:
            return []
        spans = wrap(self.empty, width - 2 * EMPTY_MARGIN)
        if not 0 < y <= len(spans):
            return []
        start, end = spans[y - 1]
        words = " " * EMPTY_MARGIN + self.text(self.empty[start:end])
        return [Segment(words, base + self.inks.dim)]

    def say_empty(self, text: str) -> None:
        """Say `text` where there is no row."""
        if text != self.empty:
            self.empty = text
            if not self.ids:
                self.refresh()

    def _cursor_mark(self, selected: bool) -> str:
        return self.glyphs.cursor if selected else " "

    def _cursor_style(self) -> Style:
        return self.inks.cursor(self.has_focus)

    def _row(self, key: int, record: Record | None, width: int) -> list[list[Piece]]:
        place = (key, width, record is not None)
        drawn = self._drawn.get(place)
        if drawn is None:
            drawn = self.draw_row(key, record, width - 1)
            if record is not None:
                self._drawn[place] = drawn
                if len(self._drawn) > CACHED_ROWS:
                    self._drawn.popitem(last=False)
        return drawn

    def text(self, text: str) -> str:
        """Text of an article as this terminal may see it."""
        return clean(text)

    def _ask(self) -> None:
        """Ask for what is missing in view, and for a screenful around it, so that scrolling finds it here."""
        if not self._missing:
            return
        first, last = min(self._missing), max(self._missing)
        self._missing.clear()
        around = max(10, self.size.height // self.row_height)
        span = self.ids[max(0, first - around) : last + around + 1]
        ids = [key for key in span if key not in self._records and key not in self._asked]
        if ids:
            self._asked.update(ids)
            self.post_message(self.Wanted(self, ids))  # type: ignore[arg-type]

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor within the list."""
        return max(0, min(cursor, len(self.ids) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed and tell."""
        self._refresh_row(old)
        self._refresh_row(new)
        self._cursor_moved()

    def _cursor_moved(self) -> None:
        self.show_cursor()
        self.post_message(self.Highlighted(self, self.cursor, self.current))  # type: ignore[arg-type]

    def _refresh_row(self, index: int) -> None:
        top = index * self.row_height - self.scroll_offset.y
        if -self.row_height < top < self.size.height:
            self.refresh(Region(0, max(0, top), self.size.width, self.row_height))

    def show_cursor(self) -> None:
        """Scroll so that the selected row is in view, and put the terminal's own cursor on it."""
        height = self.content_size.height
        if not height:
            return
        top = self.cursor * self.row_height
        if top < self.scroll_offset.y:
            self.jump(top)
        elif top + self.row_height > self.scroll_offset.y + height:
            self.jump(top + self.row_height - height)
        self.place_terminal_cursor()

    def place_terminal_cursor(self) -> None:
        """Screen readers and magnifiers follow the terminal's cursor: it stands on the selected row."""
        if self.has_focus:
            top = self.cursor * self.row_height - self.scroll_offset.y
            self.app.cursor_position = self.content_region.offset + Offset(0, max(0, top))

    def move(self, rows: int) -> None:
        """Move the cursor by `rows`."""
        self.cursor += rows

    def move_to(self, index: int) -> None:
        """Move the cursor to row `index`; -1 is the last."""
        self.cursor = len(self.ids) - 1 if index < 0 else index

    @property
    def page(self) -> int:
        """Rows in view."""
        return max(1, self.content_size.height // self.row_height)

    # Events

    def _measure(self) -> None:
        self.set_length(len(self.ids) * self.row_height)

    def on_resize(self) -> None:
        """Rows are as wide as the list: draw them anew and keep the selected one in view."""
        self.jump(self.scroll_offset.y)
        self.call_after_refresh(self.show_cursor)

    def on_focus(self) -> None:
        """The selection looks different in the focused list."""
        self.refresh()
        self.place_terminal_cursor()

    def on_blur(self) -> None:
        """The selection looks different outside the focused list."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Colours changed: what was drawn is stale."""
        super().notify_style_update()
        self._drawn.clear()

    def line_under(self, event: events.Click) -> int | None:
        """The line, of all, that was clicked; None on the border or the bar."""
        place = event.get_content_offset(self)
        return None if place is None or place.x >= self.room else self.scroll_offset.y + place.y

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; choose it where it was selected already, or at a double click."""
        line = self.line_under(event)
        if line is None or line >= len(self.ids) * self.row_height:
            return
        index = line // self.row_height
        again = index == self.cursor
        self.cursor = index
        if self.chooses_on_click or again or event.chain > 1:
            self.post_message(self.Chosen(self, index, self.ids[index], clicked=True))  # type: ignore[arg-type]

    chooses_on_click: ClassVar[bool] = False
    """Whether one click chooses (a filter), or the first selects and the second chooses (a quote)."""

    def choose(self) -> None:
        """Choose the selected row."""
        key = self.current
        if key is not None:
            self.post_message(self.Chosen(self, self.cursor, key))  # type: ignore[arg-type]
