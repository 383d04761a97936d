"""On the main screen: how much was found, how much there is, and who, what and where that is about."""

from __future__ import annotations

from store.archive.errors import ArchiveError
from store.text import counted
from tui.answers import Tallies
from tui.screens.reader_base import SIDE, ReaderPart
from tui.searching import FACET_FIELDS, Search
from tui.widgets.facets import FacetRow
from tui.widgets.header import Header

COUNTING = "Still counting."
REPLACED = "The archive was deleted, or another one has taken its place: this is what is there now."


class CountingPart(ReaderPart):
    """Shows counts: in the search box, in the side panes, in the header."""

    def __init__(self) -> None:
        super().__init__()
        self._tallies = Tallies()

    def _count(self, search: Search, tallies: Tallies) -> None:
        self._tallies = tallies
        total = self.totals.quotes
        more = "" if tallies.exact else "+"
        if not search:
            text = counted(total, "quote")
        else:
            # A count that was cut short is at least what is on the list.
            count = tallies.quotes if tallies.exact else max(tallies.quotes, len(self.quotes.ids))
            text = f"{count:,}{more} of {total:,}"
            if search.chips:
                text += f" {self.reader_app.glyphs.dot} {counted(len(search.chips), 'filter')}"
        self.omnibox.count(text)
        # What stands far apart is painted apart: one frame would take in all that lies between.
        self.call_after_refresh(self._show_facets, search, tallies)

    def _show_facets(self, search: Search, tallies: Tallies) -> None:
        if tallies is not self._tallies:
            return
        for pane, facet in SIDE.items():
            field = FACET_FIELDS[facet]
            chosen = [chip.value for chip in search.chips if chip.field == field]
            named = tallies.facets.get(facet, ())
            rows = [
                FacetRow(item.id, item.name, item.quotes, item.name in chosen, exact=item.exact)
                for item in named
            ]
            rows.sort(key=lambda row: not row.chosen)
            self.facet(pane).say_empty(COUNTING if facet in tallies.late else "")
            self.facet(pane).show(rows)

    # Totals

    async def refresh_totals(self) -> None:
        """How much there is; an empty archive says what to do next."""
        try:
            await self._ask_totals()
        except ArchiveError as error:
            # What cannot be read is not empty.
            self.say(str(error), warning=True)
            return
        self._count(self.omnibox.search, self._tallies)

    async def _ask_totals(self) -> None:
        """Show how much there is by now: another program may add to the archive."""
        file = self.totals.file
        self.totals = await self.session.ask("totals")
        dot = self.reader_app.glyphs.dot
        articles, quotes = self.totals.articles, self.totals.quotes
        self.query_one(Header).tell(
            f"{self.session.path.name} {dot} {counted(articles, 'article')} {dot} {counted(quotes, 'quote')}"
        )
        self._empty(not articles and not quotes)
        if file is not None and file != self.totals.file:
            self.reader_app.forget_changes()
            self.refresh_archive()
            self.say(REPLACED, warning=True)

    def refresh_archive(self) -> None:
        """Read everything that is shown again."""

    def _empty(self, empty: bool) -> None:
        """Without articles there is nothing to search for: the keys are those of the screen."""
        if empty != self.has_class("-empty"):
            self.set_class(empty, "-empty")
            self.omnibox.disabled = empty
            if empty:
                self.welcome()
            if not empty:
                self.set_focus(self.omnibox.input)
            self.hint()

    def welcome(self) -> None:
        """Say, in place of the panes, what to do first."""
