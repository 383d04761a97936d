"""Speakers by issues, with counts: Enter lists what one says on the other."""

from __future__ import annotations

from array import array
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Region
from textual.reactive import reactive

from store.archive.connect import ArchiveError
from tui.answers import Matrix
from tui.display import clean, fit
from tui.screens.overlay import Overlay
from tui.screens.working import job
from tui.searching import Chip, Search
from tui.widgets.lines import LineList, Piece
from tui.widgets.sheet import Row, Sheet

SPEAKERS, ISSUES = 60, 12
NAME, CELL = 26, 12


class MatrixList(LineList[int]):
    """A row a speaker, a column an issue; the cursor is a cell."""

    column: reactive[int] = reactive(0, init=False)

    def __init__(self, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self.matrix = Matrix()

    def show(self, matrix: Matrix) -> None:
        """Show `matrix`."""
        self.matrix = matrix
        self.put((index, index) for index in range(len(matrix.speakers)))
        self.set_ids(array("q", range(len(matrix.speakers))))

    @property
    def columns(self) -> int:
        """How many issues have room."""
        room = (self.scrollable_content_region.width - NAME - 1) // CELL
        return max(1, min(len(self.matrix.issues), room))

    @property
    def first(self) -> int:
        """The first issue in view."""
        return max(0, min(self.column - self.columns + 1, len(self.matrix.issues) - self.columns))

    def validate_column(self, column: int) -> int:
        """Keep the cursor within the table."""
        return max(0, min(column, len(self.matrix.issues) - 1))

    def watch_column(self) -> None:
        """Another cell."""
        self.redraw()

    def watch_cursor(self, old: int, new: int) -> None:
        """The cell of another row: both rows look different."""
        self._drawn.clear()
        super().watch_cursor(old, new)

    def draw_row(self, key: int, record: int | None, width: int) -> list[list[Piece]]:
        if record is None:
            return [[]]
        dim = self.inks.dim
        speaker = self.matrix.speakers[record]
        pieces: list[Piece] = [
            (fit(" " + self.text(speaker.name), NAME, ellipsis=self.glyphs.ellipsis), Style())
        ]
        for column in range(self.first, self.first + self.columns):
            count = self.matrix.counts[record][column]
            here = record == self.cursor and column == self.column
            text = fit(f"{count:,}" if count else self.glyphs.dot, CELL - 2, right=True) + " "
            style = Style(reverse=True, bold=True) if here else Style() if count else dim
            pieces += [(" ", Style()), (text, style)]
        return [pieces]

    def on_click(self, event: events.Click) -> None:
        """Select the cell under the mouse; choose it where it was selected."""
        column = self.first + (event.x - NAME - 1) // CELL
        index = self.scroll_offset.y + event.y
        if index < len(self.ids) and event.x > NAME and column < len(self.matrix.issues):
            again = (index, column) == (self.cursor, self.column)
            self.cursor, self.column = index, column
            if again or event.chain > 1:
                self.choose()

    def _refresh_row(self, index: int) -> None:
        self.refresh(Region(0, max(0, index - self.scroll_offset.y), self.size.width, 1))


class MatrixScreen(Overlay[tuple[Chip, Chip] | None]):
    """Closes with the two filters of the chosen cell."""

    DEFAULT_CSS = """
    MatrixScreen > #frame { width: 100%; max-width: 100%; height: 100%; background: $background; }
    MatrixScreen #issues-heading { height: 2; }
    MatrixScreen LineList { background: $background; scrollbar-background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l,right,tab", "column(1)", "Next issue", show=False),
        Binding("h,left,shift+tab", "column(-1)", "Issue before", show=False),
    ]

    def __init__(self, search: Search) -> None:
        super().__init__()
        self._search = search

    def compose(self) -> ComposeResult:
        """Heading and table."""
        glyphs = self.reader_app.glyphs
        with Container(id="frame") as frame:
            frame.border_title = "Speakers by issues"
            frame.border_subtitle = "arrows or h j k l move, Enter lists the quotes, Esc closes"
            heading = Sheet(self._heading, glyphs=glyphs, id="issues-heading")
            heading.can_focus = False
            yield heading
            yield MatrixList(glyphs=glyphs, id="matrix")

    def on_mount(self) -> None:
        """Count."""
        self.query_one("#matrix").focus()
        self.run_worker(job(self._load), group="matrix")

    async def _load(self) -> None:
        try:
            matrix: Matrix = await self.session.ask("matrix", self._search.query, SPEAKERS, ISSUES)
        except ArchiveError as error:
            self.notify(str(error), severity="error")
            return
        self.query_one(MatrixList).show(matrix)
        self._retitle()

    def _heading(self, width: int) -> list[Row]:
        table = self.query_one(MatrixList)
        if not table.matrix.issues:
            return [Row((("Counting", "dim"),))]
        issues = table.matrix.issues[table.first : table.first + table.columns]
        words: list[tuple[str, str]] = [(" " * (NAME + 1), "")]
        for index, issue in enumerate(issues, table.first):
            name = fit(clean(issue.name), CELL - 1, right=True, ellipsis=self.reader_app.glyphs.ellipsis)
            words += [(name, "strong" if index == table.column else "dim"), (" ", "")]
        chosen = table.matrix.issues[table.column].name
        return [Row(tuple(words)), Row(((fit(clean(chosen), width, right=True).rstrip(), "dim"),))]

    def _retitle(self) -> None:
        self.query_one("#issues-heading", Sheet).fill(self._heading)

    def action_column(self, by: int) -> None:
        """To the next issue, or the one before."""
        table = self.query_one(MatrixList)
        table.column += by
        self._retitle()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """List what the speaker says on the issue."""
        table = self.query_one(MatrixList)
        if table.matrix.issues:
            speaker = table.matrix.speakers[table.cursor].name
            issue = table.matrix.issues[table.column].name
            self.dismiss((Chip("speaker", speaker), Chip("issue", issue)))
