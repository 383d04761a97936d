"""Searching on the main screen: rows first, counts and names after, the rest of the rows last.

What the counts are shown in stands in `tui.screens.reader_counts`.
"""

from __future__ import annotations

from array import array
from asyncio import sleep
from collections.abc import Sequence
from contextlib import ExitStack

from textual.timer import Timer

from store.archive.errors import ArchiveError
from store.quote import Quote
from store.text import counted
from tui.answers import Found, Listed, Suggestion, Tallies
from tui.matching import needles
from tui.screens.reader_base import SIDE
from tui.screens.reader_counts import CountingPart
from tui.screens.working import job
from tui.searching import ATTITUDE, FACET_FIELDS, Chip, Search, first_rows
from tui.widgets.lines import LineList
from tui.widgets.omnibox import Omnibox
from tui.widgets.quotes import QuoteList
from tui.widgets.search_input import SearchInput

PAUSE = 0.05
"""Seconds without a letter after which counting begins: it would be in the way of the next letter's rows."""
NOTHING_FOUND = "Nothing is found. Fewer words, or the beginning of one, find more; Esc steps back."
NOTHING_FILTERED = (
    "Nothing is found with these filters. Backspace takes the last of them away; Esc steps back."
)
NOTHING_TO_READ = "There is nothing to read: nothing was found."


class SearchPart(CountingPart):
    """What happens between a keystroke and the rows."""

    def __init__(self) -> None:
        super().__init__()
        self._cold = True
        """Nothing was searched for yet."""
        self._curtain = ExitStack()
        self.curtained = False
        """Nothing is painted yet."""
        self._answered: Search | None = None
        """The search whose rows are shown."""
        self.open_found = False
        """Enter was pressed before its rows were there: the first of them is to be read."""
        self.rows_awaited: Timer | None = None
        """The archive is being changed: keys wait for the rows as they are then, but only so long."""
        self._keep: int | None = None
        self._row = 0
        self._scroll: int | None = None

    @property
    def beginning(self) -> Search:
        """What is searched for before anything is typed."""
        return Search() if self.reader_app.settings.attitudes else Search().toggled(ATTITUDE)

    @property
    def searching(self) -> bool:
        """Whether rows of the search that the box shows are still to come."""
        return self._answered != self.omnibox.search

    def on_omnibox_searched(self, event: Omnibox.Searched) -> None:
        """The words or the filters changed."""
        self.status.say("")
        self.search_again()

    def search_again(self, *, keep: int | None = None, row: int = 0, scroll: int | None = None) -> None:
        """Search for what the box says. The cursor goes to quote `keep` where it is found, else to `row`."""
        self._keep, self._row, self._scroll = keep, row, scroll
        self._answered = None
        self.run_worker(job(self._search, self.omnibox.search), group="search", exclusive=True)

    def remember(self) -> None:
        """Put the search first in the history: it led somewhere."""
        query = self.omnibox.search.query.strip()
        if query:
            self.run_worker(job(self._remember, query), group="history")

    async def _remember(self, query: str) -> None:
        try:
            await self.session.ask("remember", query)
        except ArchiveError:
            # A history that cannot be written (an archive for reading only) is no one's concern.
            return

    def raise_curtain_later(self) -> None:
        """Paint once, with the first rows, not first without them; but do not wait for them for long."""
        self._curtain.enter_context(self.app.batch_update())
        self.curtained = True
        self.set_timer(0.4, self._raise_curtain)

    def _raise_curtain(self) -> None:
        if self.curtained:
            self.curtained = False
            self._curtain.close()
            self.refresh()

    def _compositor_refresh(self) -> None:
        # In a batch Textual paints the whole screen all the same, for nobody.
        if not self.curtained:
            super()._compositor_refresh()

    async def _search(self, search: Search) -> None:
        try:
            found = await self._rows(search, hurry=True)
            if found.hurried:
                if found.ids:
                    self._show(search, found)
                found = await self._rows(search, hurry=False)
                if self._keep is None and self.quotes.cursor != self._row:
                    # Somebody has moved on from the first row meanwhile.
                    self._keep = self.quotes.current
        except ArchiveError as error:
            self.say(str(error), warning=True)
            self._settle(search)
            self.reader_app.release_keys()
            return
        self._show(search, found)
        self._settle(search)
        if self._cold:
            self._cold = False
            self.run_worker(job(self._warm), group="warm")
        await self._follow_up(search, found)

    async def _rows(self, search: Search, *, hurry: bool) -> Found:
        details = first_rows(search.query, self._row, self.size.height, self.quotes.row_height, hurry=hurry)
        found: Found = await self.session.ask("search", *details)
        return found

    def _settle(self, search: Search) -> None:
        """The rows of `search` are on the list: what waited for them goes on."""
        self._raise_curtain()
        self._answered = search
        if self.searching:
            # The box shows another one by now.
            return
        if self.rows_awaited is not None:
            self.rows_awaited.stop()
            self.rows_awaited = None
            self.reader_app.release_keys()
        if self.open_found:
            self.open_found = False
            self.opening = self.quotes.current_record
            if not self.quotes.ids:
                self.turn_back()

    def turn_back(self) -> None:
        """Enter was pressed for rows that there are none of."""
        self.trail.back()
        self.show_pane("quotes", box=True)
        self.say(NOTHING_TO_READ, warning=True)

    async def _warm(self) -> None:
        """With the first rows on the screen, read what the first letter typed would wait for."""
        try:
            await self.session.ask("warm")
        except ArchiveError as error:
            self.say(str(error), warning=True)

    def _show(self, search: Search, found: Found) -> None:
        also = tuple(word for _, words in found.read_as for word in words)
        self.quotes.highlight(needles(search.text, also))
        self.quotes.put((quote.id, quote) for quote in found.quotes)
        self.quotes.say_empty(NOTHING_FILTERED if self.omnibox.search.chips else NOTHING_FOUND)
        self.quotes.set_ids(found.ids, keep=self._keep, cursor=self._row)
        if self._scroll is not None:
            self.quotes.jump(self._scroll)
        self.paint_now(self.quotes)

    async def _follow_up(self, search: Search, found: Found) -> None:
        """Counts, names and the remaining rows: what may take longer than a frame."""
        try:
            offered: Sequence[Suggestion] = ()
            if search.text.strip() and not found.error:
                offered = await self.session.ask("suggest", search.text)
                chips = {(chip.field, chip.value) for chip in search.chips}
                offered = tuple(item for item in offered if (item.kind, item.name) not in chips)
            self.omnibox.suggest(offered, note=_read_as(found), error=found.error)
            if search.text:
                await sleep(PAUSE)
            queries = {facet: search.without(field) for facet, field in FACET_FIELDS.items()}
            tallies: Tallies = await self.session.ask("tallies", search.query, queries)
            await self._ask_totals()
            if found.complete:
                tallies = tallies._replace(quotes=found.reports, exact=True)
            self._count(search, tallies)
            if self.reader_app.settings.accessible and search:
                more = "" if tallies.exact else " or more"
                self.say(f"{tallies.quotes:,}{more} of {counted(self.totals.quotes, 'quote')}")
            if not found.complete:
                listed: Listed = await self.session.ask("all_ids", search.query)
                if listed.reports > found.reports:
                    self.quotes.extend_ids(listed.ids)
                    tallies = tallies._replace(quotes=listed.reports, exact=True)
                    self._count(search, tallies)
            if tallies.late:
                whole: Tallies = await self.session.ask("tallies", search.query, queries, True)
                self._count(search, tallies._replace(facets=whole.facets, late=whole.late))
        except ArchiveError as error:
            self.say(str(error), warning=True)

    # Records for rows in view

    def on_line_list_wanted(self, event: LineList.Wanted) -> None:
        """Rows are in view whose records are not here."""
        if isinstance(event.list, QuoteList):
            self.run_worker(job(self._load, event.list, event.ids), group="rows")

    async def _load(self, quotes: QuoteList, ids: Sequence[int]) -> None:
        try:
            records: Sequence[Quote] = await self.session.ask("quotes", array("q", ids))
        except ArchiveError as error:
            self.say(str(error), warning=True)
            return
        quotes.put((quote.id, quote) for quote in records)

    # The box

    def on_search_input_rows(self, event: SearchInput.Rows) -> None:
        """Arrows in the box move the rows below."""
        self.quotes.move(event.by)

    def action_complete(self) -> None:
        """Tab in the box: take the name offered, or go on to the quotes."""
        if not self.omnibox.complete():
            self.show_pane("quotes")

    def filter_by(self, pane: str, name: str) -> None:
        """Filter by a name of one of the side panes, or take that filter away."""
        self.leave()
        search = self.omnibox.search
        self.omnibox.set_search(search.toggled(Chip(FACET_FIELDS[SIDE[pane]], name)))


def _read_as(found: Found) -> str:
    parts = [f"{typed} read as {', '.join(words[:3])}" for typed, words in found.read_as if words]
    return "; ".join(parts)
