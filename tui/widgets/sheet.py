"""A sheet of lines made for its width: help, cards, tables. Some lines can be selected."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Literal, NamedTuple

from rich.style import Style

from tui.widgets.lines import LineList, Piece

Tone = Literal["", "dim", "strong", "match", "title"]
"""How some words look; speakers are `speaker-N` besides."""


class Row(NamedTuple):
    """One line: words with their tone, and what choosing it means."""

    words: tuple[tuple[str, str], ...] = ()
    """Words and their `Tone`, or `speaker-N`."""
    key: int | None = None
    """What stands behind the line; None where it cannot be selected."""


class Sheet(LineList[Row]):
    """Lines out of a function of the width; the cursor stands only on lines that mean something."""

    def __init__(self, make: Callable[[int], list[Row]] | None = None, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self._make = make
        self.rows: list[Row] = []

    def fill(self, make: Callable[[int], list[Row]]) -> None:
        """Show what `make` gives for the width there is."""
        self._make = make
        self._remake()

    def _remake(self) -> None:
        width = self.room
        if self._make is None or width < 2:
            return
        self.rows = self._make(width - 1)
        self._drawn.clear()
        self.set_ids(array("q", range(len(self.rows))), cursor=self.cursor)
        if self.rows and self.selectable and self.rows[self.cursor].key is None:
            self.move(1)

    def on_resize(self) -> None:
        """Another width, other lines."""
        self._remake()
        self.call_after_refresh(self.show_cursor)

    @property
    def selectable(self) -> bool:
        """Whether any line can be selected; where none can, moving scrolls."""
        return any(row.key is not None for row in self.rows)

    @property
    def selected(self) -> int | None:
        """What stands behind the selected line."""
        return self.rows[self.cursor].key if self.cursor < len(self.rows) else None

    def move(self, rows: int) -> None:
        """To the next line that means something, `rows` of them on."""
        if not self.selectable:
            self.jump(self.scroll_offset.y + rows)
            return
        step = 1 if rows > 0 else -1
        at, left = self.cursor, abs(rows)
        index = at + step
        while 0 <= index < len(self.rows) and left:
            if self.rows[index].key is not None:
                at, left = index, left - 1
            index += step
        self.cursor = at

    def move_to(self, index: int) -> None:
        """To the first or the last line that means something."""
        if not self.selectable:
            self.jump(len(self.rows) if index < 0 else index)
            return
        keys = [number for number, row in enumerate(self.rows) if row.key is not None]
        self.cursor = keys[-1] if index < 0 else next((key for key in keys if key >= index), keys[-1])

    def record(self, key: int) -> Row | None:
        """Lines are all here."""
        return self.rows[key] if key < len(self.rows) else None

    def _row(self, key: int, record: Row | None, width: int) -> list[list[Piece]]:
        row = self.record(key)
        return [[]] if row is None else [[(self.text(words), self.tone(tone)) for words, tone in row.words]]

    def _ask(self) -> None:
        self._missing.clear()

    def _cursor_mark(self, selected: bool) -> str:
        return super()._cursor_mark(selected and self.selectable)

    def _cursor_style(self) -> Style:
        return super()._cursor_style() if self.selectable else Style()

    def tone(self, name: str) -> Style:
        """The style that a tone names."""
        if not name:
            return Style()
        if name.startswith("speaker-"):
            return self.inks.speaker(int(name.removeprefix("speaker-")), bold=True)
        return {"title": self.inks.title, "strong": self.inks.strong, "match": self.inks.match}.get(
            name, self.inks.dim
        )
