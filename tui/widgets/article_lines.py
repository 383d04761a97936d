"""What an article's lines look like: its words, and every quote marked in its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rich.style import Style

from store.quote import Span
from tui.answers import Reading
from tui.matching import Needles
from tui.reading import Ink, Layout, Line
from tui.widgets.lines import LineList, Piece
from tui.widgets.quotes import speaker_color

MARGIN = 3
"""Cells left of the text: the bar, the cursor's place and a space."""


class ArticleLines(LineList[Line]):
    """The lines of one article, as it was laid out."""

    def __init__(self, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self.reading: Reading | None = None
        self.lay: Layout | None = None
        self.at = -1
        """Index of the current quote; -1 where the article has none."""
        self.needles = Needles()
        self.found: list[Span] = []
        """What was found inside the article, as offsets."""
        self.found_at = -1

    def record(self, key: int) -> Line | None:
        """Lines are all here."""
        return self.lay.lines[key] if self.lay is not None and key < len(self.lay.lines) else None

    def _row(self, key: int, record: Line | None, width: int) -> list[list[Piece]]:
        drawn = self._drawn.get((key, width, True))
        if drawn is None:
            line = self.record(key)
            drawn = [[]] if line is None else self.draw_row(key, line, width)
            self._drawn[key, width, True] = drawn
            if len(self._drawn) > 400:
                self._drawn.popitem(last=False)
        return drawn

    def _ask(self) -> None:
        self._missing.clear()

    def _cursor_mark(self, selected: bool) -> str:
        return ""

    def _cursor_style(self) -> Style:
        return Style()

    def draw_row(self, key: int, record: Line | None, width: int) -> list[list[Piece]]:
        assert record is not None
        if record.kind == "title":
            style = self.inks.title
            return [[(" " * MARGIN, Style()), (self.text(record.words), style)]]
        if record.kind == "facts":
            dim = self.inks.dim
            return [[(" " * MARGIN, Style()), (self.text(record.words), dim)]]
        assert self.lay is not None
        parts = self.lay.on_line(record)
        return [[self._margin(parts), *self._body(record, parts)]]

    def _margin(self, parts: Sequence[Ink]) -> Piece:
        owners = [part.quote for part in parts if part.part == "content"]
        if not owners:
            return (" " * MARGIN, Style())
        current = self.at in owners
        bar = self.glyphs.current_bar if current else self.glyphs.quote_bar
        color = self._color(self.at if current else owners[-1])
        style = self.inks.speaker(color, bold=current)
        return (f" {bar} ", style)

    def _color(self, index: int) -> int:
        assert self.reading is not None
        return speaker_color(self.reading.quotes[index])

    def _body(self, line: Line, parts: Sequence[Ink]) -> list[Piece]:
        assert self.reading is not None
        text = self.reading.text[line.start : line.end]
        styles = [Style()] * len(text)

        def paint(start: int, end: int, style: Style) -> None:
            for index in range(max(0, start - line.start), min(len(text), end - line.start)):
                styles[index] += style

        for part in parts:
            paint(part.start, part.end, self._ink(part))
        match = self.inks.match
        for start, end in self.needles.spans(text):
            paint(line.start + start, line.start + end, match)
        found = self.inks.found
        first = bisect_left(self.found, line.start, key=lambda span: span[1])
        for number, (start, end) in enumerate(self.found[first : first + len(text)], first):
            if start >= line.end:
                break
            paint(
                start,
                end,
                found + Style(reverse=number == self.found_at, underline=True),
            )
        return self._joined(text, styles)

    def _joined(self, text: str, styles: list[Style]) -> list[Piece]:
        pieces: list[Piece] = []
        start = 0
        for index in range(1, len(text) + 1):
            if index == len(text) or styles[index] != styles[start]:
                pieces.append((self.text(text[start:index]), styles[start]))
                start = index
        return pieces

    def _ink(self, part: Ink) -> Style:
        color = self._color(part.quote)
        if part.part == "source":
            return self.inks.speaker(color, bold=True)
        if part.part == "cue":
            return self.inks.cue
        return self.inks.tint(color, current=part.quote == self.at)
