"""Speakers by issues, with counts: Enter lists what one says on the other."""

from __future__ import annotations

from array import array
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.reactive import reactive

from store.archive.errors import ArchiveError
from tui.answers import Matrix
from tui.display import clean, fit
from tui.hints import Offer
from tui.screens.overlay import WholeOverlay
from tui.screens.working import job
from tui.searching import Chip, Search
from tui.widgets.lines import LineList, Piece
from tui.widgets.painted import Frame
from tui.widgets.sheet import Row, Sheet

SPEAKERS, ISSUES = 60, 12
NAME, CELL, WIDE_CELL = 26, 12, 26
"""Cells of a speaker's name, where there is room for as many, and of an issue's column, least and most."""


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
        return max(1, min(len(self.matrix.issues), self._room // self.cell_width))

    @property
    def cell_width(self) -> int:
        """Cells of an issue's column: few issues are named in full where there is room."""
        return max(CELL, min(WIDE_CELL, self._room // max(1, len(self.matrix.issues))))

    @property
    def _room(self) -> int:
        return self.room - self.name_width - 1

    @property
    def name_width(self) -> int:
        """Cells of a speaker's name."""
        return max(12, min(NAME, self.room // 3))

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
            (fit(" " + self.text(speaker.name), self.name_width, ellipsis=self.glyphs.ellipsis), Style())
        ]
        for column in range(self.first, self.first + self.columns):
            count = self.matrix.counts[record][column]
            here = record == self.cursor and column == self.column
            text = fit(f"{count:,}" if count else self.glyphs.dot, self.cell_width - 2, right=True) + " "
            style = Style(reverse=True, bold=True) if here else Style() if count else dim
            pieces += [(" ", Style()), (text, style)]
        return [pieces]

    def on_click(self, event: events.Click) -> None:
        """Select the cell under the mouse; choose it where it was selected."""
        index, x = self.line_under(event), event.x - self.styles.gutter.left
        column = self.first + (x - self.name_width - 1) // self.cell_width
        if index is None or index >= len(self.ids):
            return
        if x > self.name_width and column < len(self.matrix.issues):
            again = (index, column) == (self.cursor, self.column)
            self.cursor, self.column = index, column
            if again or event.chain > 1:
                self.choose()

    def _refresh_row(self, index: int) -> None:
        self.refresh(Region(0, max(0, index - self.scroll_offset.y), self.size.width, 1))


class MatrixScreen(WholeOverlay[tuple[Chip, Chip] | None]):
    """Closes with the two filters of the chosen cell."""

    OFFERS: ClassVar[tuple[Offer, ...]] = (
        ("open", "lists the quotes"),
        ("=arrows", "move"),
        ("back", "closes"),
    )

    DEFAULT_CSS = """
    MatrixScreen #issues-heading { height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l,right,tab", "column(1)", "Next issue", show=False),
        Binding("h,left,shift+tab", "column(-1)", "Issue before", show=False),
    ]

    def __init__(self, search: Search) -> None:
        super().__init__()
        self._search = search
        self._waiting = "Counting"

    def compose(self) -> ComposeResult:
        """Heading and table."""
        glyphs = self.reader_app.glyphs
        with Frame(id="frame", classes="-whole") as frame:
            about = f" {glyphs.dot} {clean(self._search.said)}" if self._search else ""
            frame.border_title = f"Speakers by issues{about}".replace("[", r"\[")
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
            self.say(str(error), warning=True)
            return
        self._waiting = "No issue is spoken about in what the search finds."
        self.query_one(MatrixList).show(matrix)
        self._retitle()

    def _heading(self, width: int) -> list[Row]:
        table = self.query_one(MatrixList)
        if not table.matrix.issues:
            return [Row(((self._waiting, "dim"),))]
        issues = table.matrix.issues[table.first : table.first + table.columns]
        words: list[tuple[str, str]] = [(" " * (table.name_width + 1), "")]
        for index, issue in enumerate(issues, table.first):
            name = fit(clean(issue.name), table.cell_width - 1, right=True, ellipsis=table.glyphs.ellipsis)
            words += [(name, "strong" if index == table.column else "dim"), (" ", "")]
        speaker, chosen = table.matrix.speakers[table.cursor], table.matrix.issues[table.column]
        count = table.matrix.counts[table.cursor][table.column]
        cell = f"{count:,} by {clean(speaker.name)} on {clean(chosen.name)}"
        cell = fit(cell, width, ellipsis=self.reader_app.glyphs.ellipsis)
        return [Row(((cell, "dim"),)), Row(tuple(words))]

    def _retitle(self) -> None:
        self.query_one("#issues-heading", Sheet).fill(self._heading)

    def action_column(self, by: int) -> None:
        """To the next issue, or the one before."""
        table = self.query_one(MatrixList)
        table.column += by
        self._retitle()

    def on_line_list_highlighted(self) -> None:
        """Another speaker's cell."""
        super().on_line_list_highlighted()
        self._retitle()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """List what the speaker says on the issue."""
        table = self.query_one(MatrixList)
        if table.matrix.issues:
            speaker = table.matrix.speakers[table.cursor].name
            issue = table.matrix.issues[table.column].name
            self.dismiss((Chip("speaker", speaker), Chip("issue", issue)))
