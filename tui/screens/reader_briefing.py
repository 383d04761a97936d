"""From the main screen: copying, marking, the brief, and the views of a quote, a speaker or the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.archive.errors import ArchiveError
from store.quote import Quote
from tui.answers import Named
from tui.screens.reader_reading import ReadingPart
from tui.screens.working import job
from tui.searching import Chip, Search
from tui.widgets.facets import FacetRow
from tui.widgets.quotes import speaker_color

if TYPE_CHECKING:
    from store.records import Speaker

COMPARED = 4
NO_QUOTE = "No quote is selected."


class BriefingPart(ReadingPart):
    """What a press officer does with a quote once it is found."""

    # Copying

    async def action_copy_quote(self) -> None:
        """Copy the quote with its citation."""
        if (quote := self._wanted()) is not None:
            await self.reader_app.copy_quote(quote)

    def action_copy_show(self) -> None:
        """Show the quote in every citation style."""
        from tui.screens.copying import CopyScreen

        if (quote := self._wanted()) is not None:
            self.app.push_screen(CopyScreen(quote))

    def _wanted(self) -> Quote | None:
        quote = self.target
        if quote is None:
            self.say(NO_QUOTE, warning=True)
        return quote

    # Marking

    async def action_mark(self) -> None:
        """Mark the quote for the brief, or take the mark away."""
        quote = self._wanted()
        if quote is None:
            return
        self.quote_changed(await self.reader_app.toggle_mark(quote))
        if self.pane == "quotes":
            self.quotes.move(1)

    def quote_changed(self, quote: Quote) -> None:
        """Show what is known of `quote` now, wherever it is shown."""
        if self.quotes.record(quote.id) is not None:
            self.quotes.put([(quote.id, quote)])
        if quote.article_id is not None and quote.article_id in self._readings:
            kept = self._readings[quote.article_id]
            quotes = tuple(self._newer(other, quote) for other in kept.quotes)
            self._readings[quote.article_id] = kept._replace(quotes=quotes)
            if self.article.reading is not None and self.article.reading.id == kept.id:
                self.article.update_quotes(quotes)

    @staticmethod
    def _newer(old: Quote, new: Quote) -> Quote:
        return new if old.uid == new.uid else old

    def action_brief(self) -> None:
        """The marked quotes."""
        from tui.screens.brief import BriefScreen

        self.app.push_screen(BriefScreen(), self._after_brief)

    def _after_brief(self, quote: Quote | None) -> None:
        self.refresh_archive()
        self.read_quote(quote)

    def read_quote(self, quote: Quote | None) -> None:
        """Read `quote`, chosen on another screen, in its article."""
        if quote is None:
            return
        self.leave()
        self.show_pane("article")
        self.run_worker(job(self._open, quote), group="reading", exclusive=True)

    async def _open(self, quote: Quote) -> None:
        try:
            self.article.open(await self.reading(quote), quote.uid, self.quotes.needles)
        except ArchiveError as error:
            self.say(str(error), warning=True)

    # Views

    def action_card(self) -> None:
        """One quote, large."""
        from tui.screens.card import CardScreen

        if (quote := self._wanted()) is not None:
            self.app.push_screen(CardScreen(quote, self._neighbour, self.quote_changed))

    def _neighbour(self, by: int) -> Quote | None:
        if self.pane == "article":
            return self.article.quote if self.article.step(by) else None
        before = self.quotes.cursor
        self.quotes.move(by)
        return self.quotes.current_record if self.quotes.cursor != before else None

    def action_quote_also(self) -> None:
        """The same quote in other articles."""
        from tui.screens.occurrences import OccurrencesScreen

        quote = self._wanted()
        if quote is None:
            return
        if quote.occurrences < 2:
            self.say("This quote stands in no other article.")
            return
        self.app.push_screen(OccurrencesScreen(quote), self.read_quote)

    def action_timeline(self) -> None:
        """The speaker's quotes on the search over time."""
        from tui.screens.views import TimelineScreen

        speaker = self._speaker_name()
        if speaker:
            quote = self.target
            color = speaker_color(quote) if quote is not None else 0
            screen = TimelineScreen(speaker, self.omnibox.search, self.quotes.needles, color)
            self.app.push_screen(screen, self.read_quote)

    def _speaker_name(self) -> str:
        """The speaker an action is about: the row among the speakers, else the quote's."""
        if self.pane == "speakers" and (row := self.facet("speakers").current_record) is not None:
            return row.name
        quote = self.target
        if quote is None or not quote.speakers:
            self.say("The quote's speaker is not known." if quote else NO_QUOTE, warning=True)
            return ""
        return quote.speakers[0]

    def action_compare(self) -> None:
        """Two to four speakers side by side."""
        from tui.screens.prompt import PickerScreen

        search = self.omnibox.search
        chosen = [chip.value for chip in search.chips if chip.field == "speaker"]
        if not chosen and self.target is not None:
            chosen = list(self.target.speakers[:1])

        def picked(names: list[str] | None) -> None:
            if names:
                self._compare(names[:COMPARED], search)

        title = "Compare speakers on this search"
        picker = PickerScreen(
            title, self._find_speakers, self.reader_app.glyphs, chosen=chosen, most=COMPARED
        )
        self.app.push_screen(picker, picked)

    def _compare(self, names: Sequence[str], search: Search) -> None:
        from tui.screens.views import CompareScreen

        self.app.push_screen(CompareScreen(names, search, self.quotes.needles), self.read_quote)

    async def _find_speakers(self, text: str) -> list[FacetRow]:
        """Speakers whose name is like `text`; without any, those who say most on the search."""
        try:
            if text.strip():
                rows: Sequence[Named] = await self.session.ask("names_like", "speaker", text)
            else:
                query = self.omnibox.search.without("speaker")
                rows = await self.session.ask("names", query, "speaker", 100)
        except ArchiveError as error:
            self.say(str(error), warning=True)
            return []
        return [FacetRow(row.id, row.name, row.quotes) for row in rows]

    def action_matrix(self) -> None:
        """Speakers by issues."""
        from tui.screens.matrix import MatrixScreen

        def chosen(chips: tuple[Chip, Chip] | None) -> None:
            if chips is not None:
                self.leave()
                kept = tuple(
                    chip for chip in self.omnibox.search.chips if chip.field not in ("speaker", "issue")
                )
                self.omnibox.set_search(Search(self.omnibox.search.text, (*kept, *chips)))
                self.show_pane("quotes")

        self.app.push_screen(MatrixScreen(self.omnibox.search), chosen)

    def action_speaker_card(self) -> None:
        """Names, roles and quotes of the speaker."""
        if self.pane == "speakers" and (row := self.facet("speakers").current_record) is not None:
            self.run_worker(job(self._card, row.id), group="card", exclusive=True)
        elif (quote := self._wanted()) is not None:
            if quote.speaker_ids:
                self.run_worker(job(self._card, quote.speaker_ids[0]), group="card", exclusive=True)
            else:
                self.say("The quote's speaker is not known.", warning=True)

    async def _card(self, key: int) -> None:
        from tui.screens.speaker import SpeakerScreen

        try:
            speaker: Speaker | None = await self.session.ask("speaker", key)
            if speaker is None:
                return
            about = await self.session.ask("count", Chip("about", speaker.name).query)
            months = await self.session.ask("months", Chip("speaker", speaker.name).query)
        except ArchiveError as error:
            self.say(str(error), warning=True)
            return

        def chosen(chip: Chip | None) -> None:
            if chip is not None:
                self.leave()
                self.omnibox.set_search(Search("", (chip,)))
                self.show_pane("quotes")

        self.app.push_screen(SpeakerScreen(speaker, about, months), chosen)
