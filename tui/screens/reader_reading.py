"""Reading on the main screen: opening articles, walking from quote to quote, going back."""

from __future__ import annotations

from asyncio import sleep
from collections import OrderedDict

from store.archive.errors import ArchiveError
from store.quote import Quote
from tui.answers import Reading
from tui.display import fit
from tui.screens.reader_base import PANES, SIDE
from tui.screens.reader_search import NOTHING_TO_READ, SearchPart
from tui.screens.working import job
from tui.widgets.article import ArticleView
from tui.widgets.facets import FacetList
from tui.widgets.lines import LineList
from tui.widgets.omnibox import Omnibox
from tui.widgets.quotes import QuoteList, also_in, facts, speaker_label

KEPT = 12
"""Articles kept at hand."""
FOLLOWING = 0.04
"""Seconds a row is selected before its article is shown beside it: rows come first, and many are passed."""


class ReadingPart(SearchPart):
    """The article beside the quotes follows the selected row."""

    def __init__(self) -> None:
        super().__init__()
        self._readings: OrderedDict[int, Reading] = OrderedDict()

    # Rows

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Another row is selected: show its article beside it."""
        if isinstance(event.list, QuoteList):
            if self.pane != "article":
                self.opening = None
            self.run_worker(job(self._follow, event.id, FOLLOWING), group="reading", exclusive=True)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A row was chosen: filter by a name, read a quote."""
        if isinstance(event.list, FacetList):
            row = event.list.record(event.id)
            if row is not None and event.list.id in SIDE:
                self.filter_by(event.list.id, row.name)
        elif isinstance(event.list, QuoteList):
            self.open_quote()

    def action_read_found(self) -> None:
        """Enter in the box reads the selected quote."""
        self.open_quote()

    def open_quote(self) -> None:
        """Read the selected quote in its article."""
        if not self.searching and self.quotes.current is None:
            self.say(NOTHING_TO_READ, warning=True)
            return
        # Keys typed until the article is there are for it, not for what is there now.
        self.reader_app.hold_keys()
        if self.searching:
            # What is selected belongs to an older search: open what the new one finds.
            self.open_found = True
            self.leave()
            self.show_pane("article")
            return
        self.leave()
        self.opening = self.quotes.current_record
        self.show_pane("article")
        self.run_worker(job(self._follow, self.quotes.current), group="reading", exclusive=True)

    async def _follow(self, key: int | None, after: float = 0) -> None:
        if after and self.pane != "article":
            await sleep(after)
        await self._bring(key)
        # What was selected before the rows came is not what the keys wait for.
        if not self.searching and key == self.quotes.current:
            self.opening = None
            self.reader_app.release_keys()

    async def _bring(self, key: int | None) -> None:
        if key is None:
            self.article.open(None)
            return
        quote = self.quotes.record(key)
        try:
            if quote is None:
                records = await self.session.ask("quotes", [key])
                quote = records[0] if records else None
            if quote is None:
                return
            reading = await self.reading(quote)
        except ArchiveError as error:
            self.say(str(error), warning=True)
            return
        await self.article.prepare(reading)
        self.article.open(reading, quote.uid, self.quotes.needles)

    async def reading(self, quote: Quote) -> Reading:
        """The article that `quote` stands in."""
        if quote.article_id is None:
            return alone(quote)
        kept = self._readings.get(quote.article_id)
        if kept is None:
            kept = await self.session.ask("reading", quote.article_id)
            assert kept is not None
            self._readings[quote.article_id] = kept
            while len(self._readings) > KEPT:
                self._readings.popitem(last=False)
        return kept

    def forget_readings(self) -> None:
        """The archive changed: read articles anew."""
        self._readings.clear()

    def refresh_archive(self) -> None:
        """The archive has changed: read everything that is shown again, from where the person is."""
        self.forget_readings()
        self.quotes.forget()
        self.search_again(
            keep=self.quotes.current, row=self.quotes.cursor, scroll=self.quotes.scroll_offset.y
        )
        self.run_worker(job(self.refresh_totals), group="totals")

    def on_article_view_quote_reached(self, event: ArticleView.QuoteReached) -> None:
        """Another quote of the article is the current one."""
        self.title_article()

    def on_article_view_laid_out(self, event: ArticleView.LaidOut) -> None:
        """Another article, or another width."""
        self.title_article()

    def title_article(self) -> None:
        """Tell above the article which of its quotes this is."""
        reading, quote = self.article.reading, self.article.quote
        room = self.article.outer_size.width - 6
        about = ["5 Article"]
        if reading is not None and quote is not None:
            at = f"{self.article.at + 1} of {len(reading.quotes)}"
            about += [at, speaker_label(quote), quote.kind, *facts(quote), also_in(quote)]
        if room > len(about[0]):
            words = self.article.text(f" {self.reader_app.glyphs.dot} ".join(part for part in about if part))
            title = fit(words, room, ellipsis=self.reader_app.glyphs.ellipsis).rstrip()
            shown = title.replace("[", r"\[") + " "
            if shown != self.article.border_title:
                self.article.border_title = shown

    # Moving

    def action_open(self) -> None:
        """Open the row; in the article, the next quote."""
        focused = self.focused
        if isinstance(focused, ArticleView):
            focused.step(1)
        elif isinstance(focused, QuoteList):
            self.open_quote()
        elif isinstance(focused, LineList):
            focused.choose()
        else:
            self.open_quote()

    def action_back(self) -> None:
        """Step back."""
        self.status.say("")
        place = self.trail.back()
        if place is None:
            self._back_to_the_beginning()
            return
        if place.search != self.omnibox.search or self.searching:
            # Rows that are still to come would undo the step.
            with self.prevent(Omnibox.Searched):
                self.omnibox.set_search(place.search)
            self.search_again(keep=place.quote, row=place.row, scroll=place.scroll)
        else:
            self.quotes.move_to(place.row)
            self.quotes.jump(place.scroll)
        if place.pane in PANES:
            self.show_pane(place.pane)
        else:
            self.show_pane("quotes", box=place.pane == "search")

    def _back_to_the_beginning(self) -> None:
        """Where no step is left: to the quotes, then to all of them, as at the start."""
        if self.focused is not self.quotes:
            self.show_pane("quotes")
        elif self.omnibox.search != self.beginning:
            self.remember()
            self.omnibox.set_search(self.beginning)
        else:
            self.say("There is nothing to go back to.")

    def action_search_focus(self) -> None:
        """To the search box."""
        self.leave()
        self.show_pane("quotes", box=True)

    def action_quote_next(self) -> None:
        """To the next quote."""
        self._step(1)

    def action_quote_previous(self) -> None:
        """To the quote before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.pane == "article":
            if not self.article.step(by):
                self.say(
                    "No more quotes in this article." if by > 0 else "This is the article's first quote."
                )
        else:
            self.quotes.move(by)


def alone(quote: Quote) -> Reading:
    """A quote that came without its article, as a text of its own."""
    whole = quote._replace(content=((0, len(quote.text)),), cue=(), source=())
    return Reading(0, quote.title, quote.text, quote.published, quote.outlet, quote.url, "", "", (whole,))
