"""Views of the search: a speaker over time, and speakers side by side."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from store.archive.errors import ArchiveError
from store.quote import Quote
from store.text import counted
from tui.answers import Found, Listed
from tui.display import clean
from tui.glyphs import Glyphs
from tui.hints import Offer
from tui.matching import Needles
from tui.screens.overlay import WholeOverlay
from tui.screens.working import job
from tui.searching import Chip, Search
from tui.sparkline import bars, gathered, month_name, months
from tui.widgets.lines import LineList
from tui.widgets.painted import Frame
from tui.widgets.quotes import QuoteList
from tui.widgets.sheet import Row, Sheet

FIRST = 60
COLUMN_LEAST = 24
"""Cells of a column that can be read; where there is no room for as many, one speaker stands below the other.
"""


class QuotesOverlay(WholeOverlay[Quote | None]):
    """A screen with lists of quotes, which load as they come into view; closes with the quote to read."""

    OFFERS: ClassVar[tuple[Offer, ...]] = (
        ("open", "reads"),
        ("copy.quote", "copies"),
        ("mark", "marks"),
        ("back", "closes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "Copy", show=False, id="copy.quote"),
        Binding("space", "mark", "Mark", show=False, id="mark"),
        Binding("n", "move_down", "Next quote", show=False, id="quote.next"),
        Binding("N", "move_up", "Quote before", show=False, id="quote.previous"),
    ]

    async def load(self, quotes: QuoteList, query: str) -> int:
        """Fill `quotes` with what `query` finds; in how many articles they stand, each counted."""
        try:
            found: Found = await self.session.ask("search", query, FIRST)
            quotes.put((quote.id, quote) for quote in found.quotes)
            quotes.set_ids(found.ids)
            if found.complete:
                return found.reports
            listed: Listed = await self.session.ask("all_ids", query)
        except ArchiveError as error:
            self.say(str(error), warning=True)
            return 0
        quotes.extend_ids(listed.ids)
        return listed.reports

    def on_line_list_wanted(self, event: LineList.Wanted) -> None:
        """Rows are in view whose records are not here."""
        if isinstance(event.list, QuoteList):
            self.run_worker(job(self._rows, event.list, event.ids), group="rows")

    async def _rows(self, quotes: QuoteList, ids: Sequence[int]) -> None:
        try:
            quotes.put((quote.id, quote) for quote in await self.session.ask("quotes", array("q", ids)))
        except ArchiveError as error:
            self.say(str(error), warning=True)

    @property
    def selected(self) -> Quote | None:
        """The quote selected in the list that has the keys."""
        focused = self.focused
        return focused.current_record if isinstance(focused, QuoteList) else None

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Read the quote in its article."""
        if (quote := self.selected) is not None:
            self.dismiss(quote)

    async def action_copy(self) -> None:
        """Copy the quote with its citation."""
        if (quote := self.selected) is not None:
            await self.reader_app.copy_quote(quote)

    async def action_mark(self) -> None:
        """Mark the quote, or take the mark away."""
        focused = self.focused
        if isinstance(focused, QuoteList) and (quote := self.selected) is not None:
            marked = await self.reader_app.toggle_mark(quote)
            focused.put([(quote.id, marked)])
            focused.move(1)


class TimelineScreen(QuotesOverlay):
    """What one speaker says on the search, newest first, under a line of bars by month."""

    DEFAULT_CSS = "TimelineScreen #bars { height: 5; } TimelineScreen #said { height: 1fr; }"

    def __init__(self, speaker: str, search: Search, needles: Needles, color: int) -> None:
        super().__init__()
        self._speaker, self._needles, self._color = speaker, needles, color
        narrowed = Search(search.text, tuple(chip for chip in search.chips if chip.field != "speaker"))
        self._query = Search(narrowed.text, (*narrowed.chips, Chip("speaker", speaker))).query
        self._about = narrowed.said

    def compose(self) -> ComposeResult:
        """Bars, then quotes."""
        glyphs = self.reader_app.glyphs
        with Frame(id="frame", classes="-whole") as frame:
            title = clean(self._speaker) + (f" {glyphs.dot} {clean(self._about)}" if self._about else "")
            frame.border_title = title.replace("[", r"\[")
            bars_sheet = Sheet(glyphs=glyphs, id="bars")
            bars_sheet.can_focus = False
            yield bars_sheet
            quotes = QuoteList(glyphs=glyphs, row_height=3, id="said")
            quotes.show_speaker = False
            quotes.needles = self._needles
            yield quotes

    def on_mount(self) -> None:
        """Load."""
        self.query_one("#said").focus()
        self.run_worker(job(self._load), group="timeline")

    async def _load(self) -> None:
        said = self.query_one("#said", QuoteList)
        reports = await self.load(said, self._query)
        try:
            counts = await self.session.ask("months", self._query)
        except ArchiveError:
            counts = []
        glyphs = self.reader_app.glyphs
        self.query_one("#bars", Sheet).fill(
            lambda width: chart(
                counts, numbered(len(said.ids), reports), width, f"speaker-{max(0, self._color)}", glyphs
            )
        )


def numbered(rows: int, reports: int) -> str:
    """How many quotes there are, and in how many articles they stand where that is another number."""
    quotes = counted(rows, "quote")
    return quotes if reports <= rows else f"{quotes}, told {reports:,} times"


def chart(counts: Sequence[tuple[int, int]], said: str, width: int, tone: str, glyphs: Glyphs) -> list[Row]:
    """Bars by month with their axis, and what they add up to; `said` tells how many quotes there are."""
    series = gathered(months(counts), width - 2)
    if not series:
        return [Row(((f"{said}, none with a date", "dim"),))]
    # One bar a cell is thin where there are few of them: each is as wide as the room allows.
    wide = max(1, min(6, (width - 2) // len(series)))
    drawn = "".join(bar * wide for bar in bars(series, glyphs.bars))
    peak = max(series, key=lambda item: item[1])
    first, last = month_name(series[0][0]), month_name(series[-1][0])
    gap = max(1, len(drawn) - len(first) - len(last))
    summary = f"{said} {glyphs.dot} most in {month_name(peak[0])}: {peak[1]:,}"
    axis = first if len(series) == 1 else first + " " * gap + last
    return [Row(((summary, "dim"),)), Row(), Row(((drawn, tone),)), Row(((axis, "dim"),))]


class CompareScreen(QuotesOverlay):
    """Two to four speakers on the same search, side by side."""

    DEFAULT_CSS = """
    CompareScreen .column { width: 1fr; border-left: solid $line; border-top: solid $line;
        border-title-style: bold; border-title-color: $foreground; border-subtitle-color: $muted; }
    CompareScreen .-stacked { layout: vertical; }
    CompareScreen .-stacked .column { height: 1fr; width: 100%; }
    CompareScreen .column:focus { border-top: heavy $primary; border-title-color: $primary; }
    """
    OFFERS: ClassVar[tuple[Offer, ...]] = (("=Tab", "next speaker"), *QuotesOverlay.OFFERS)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,l,right", "app.focus_next", "Next speaker", show=False),
        Binding("shift+tab,h,left", "app.focus_previous", "Speaker before", show=False),
    ]

    def __init__(self, speakers: Sequence[str], search: Search, needles: Needles) -> None:
        super().__init__()
        self._speakers = list(speakers)
        kept = tuple(chip for chip in search.chips if chip.field != "speaker")
        self._search = Search(search.text, kept)
        self._needles = needles

    def compose(self) -> ComposeResult:
        """A column each."""
        glyphs = self.reader_app.glyphs
        about = self._search.said
        with Frame(id="frame", classes="-whole") as frame:
            frame.border_title = (
                f"Compare {glyphs.dot} {clean(about)}".replace("[", r"\[") if about else "Compare"
            )
            with Horizontal(id="columns"):
                for number, speaker in enumerate(self._speakers):
                    column = QuoteList(glyphs=glyphs, row_height=4, id=f"speaker-{number}")
                    column.add_class("column")
                    column.show_speaker = False
                    column.needles = self._needles
                    column.border_title = clean(speaker).replace("[", r"\[")
                    yield column

    def on_mount(self) -> None:
        """Load every column."""
        self.query_one("#speaker-0").focus()
        self._stack()
        for number, speaker in enumerate(self._speakers):
            self.run_worker(job(self._fill, number, speaker), group="compare")

    def on_resize(self) -> None:
        """There is room for columns, or not."""
        super().on_resize()
        self._stack()

    def _stack(self) -> None:
        """Put the speakers side by side, or one below the other."""
        columns = self.query_one("#columns")
        stacked = self.size.width // len(self._speakers) < COLUMN_LEAST
        columns.set_class(stacked, "-stacked")
        for column in columns.query(QuoteList):
            column.set_row_height(3 if stacked else 4)

    async def _fill(self, number: int, speaker: str) -> None:
        column = self.query_one(f"#speaker-{number}", QuoteList)
        query = Search(self._search.text, (*self._search.chips, Chip("speaker", speaker))).query
        await self.load(column, query)
        column.border_title = f"{clean(speaker)}  {len(column.ids):,}".replace("[", r"\[")
