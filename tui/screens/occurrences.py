"""The same quote in other articles: where else it was reported."""

from __future__ import annotations

from array import array
from typing import ClassVar

from textual.app import ComposeResult

from store.archive.errors import ArchiveError
from store.provenance import publisher
from store.quote import Quote
from store.text import counted
from tui.hints import Offer
from tui.screens.views import QuotesOverlay
from tui.screens.working import job
from tui.widgets.painted import Frame
from tui.widgets.quotes import QuoteList, speaker_label


class OccurrenceList(QuoteList):
    """Rows of one quote: what differs is the article."""

    def heading(self, quote: Quote) -> str:
        return quote.title or publisher(quote.outlet) or speaker_label(quote)


class OccurrencesScreen(QuotesOverlay):
    """The quote itself and the same in other articles, the oldest first; closes with the one to read."""

    OFFERS: ClassVar[tuple[Offer, ...]] = (
        ("open", "reads it there"),
        ("copy.quote", "copies"),
        ("mark", "marks"),
        ("back", "closes"),
    )
    DEFAULT_CSS = "OccurrencesScreen #occurrences { height: 1fr; }"

    def __init__(self, quote: Quote) -> None:
        super().__init__()
        self._quote = quote

    def compose(self) -> ComposeResult:
        """One list."""
        with Frame(id="frame", classes="-whole") as frame:
            frame.border_title = f"The same quote in {counted(self._quote.occurrences, 'article')}"
            yield OccurrenceList(glyphs=self.reader_app.glyphs, row_height=4, id="occurrences")

    def on_mount(self) -> None:
        """Load."""
        self.query_one("#occurrences").focus()
        self.run_worker(job(self._load), group="occurrences")

    async def _load(self) -> None:
        try:
            others: list[Quote] = await self.session.ask("same_quotes", self._quote.id)
        except ArchiveError as error:
            self.say(str(error), warning=True)
            return
        found = sorted([self._quote, *others], key=lambda quote: quote.id)
        listed = self.query_one(OccurrenceList)
        listed.put((quote.id, quote) for quote in found)
        listed.set_ids(array("q", [quote.id for quote in found]), keep=self._quote.id)
