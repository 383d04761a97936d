"""From the main screen: history, saved searches, and what changes the search besides typing."""

from __future__ import annotations

from store.archive.errors import ArchiveError
from tui.answers import SavedQuery
from tui.screens.reader_briefing import BriefingPart
from tui.screens.working import job
from tui.searching import ATTITUDE, Search
from tui.widgets.article import ArticleView
from tui.widgets.facets import FacetRow


class SearchingPart(BriefingPart):
    """The search as a thing to keep."""

    def action_search_drop(self) -> None:
        """Take the last filter away."""
        self.leave()
        self.omnibox.drop()

    def action_search_clear(self) -> None:
        """Take away every word and filter."""
        self.leave()
        self.omnibox.set_search(Search())

    def action_search_attitudes(self) -> None:
        """Leave out what people believe or hope, or show it."""
        self.leave()
        self.omnibox.set_search(self.omnibox.search.toggled(ATTITUDE))

    def open_quote(self) -> None:
        """Read the selected quote: the search was worth keeping."""
        self.remember()
        super().open_quote()

    def action_search_history(self) -> None:
        """Choose from the searches made before."""
        from tui.screens.prompt import PickerScreen

        async def find(text: str) -> list[FacetRow]:
            queries = await self.session.ask("history")
            wanted = text.casefold()
            return [
                FacetRow(number, query, None)
                for number, query in enumerate(queries)
                if wanted in query.casefold()
            ]

        none = "No such search was made: one is remembered once a quote of it is read."
        self._pick(PickerScreen("Searches made before", find, self.reader_app.glyphs, none=none))

    def action_search_saved(self) -> None:
        """Choose a saved search."""
        from tui.screens.prompt import PickerScreen

        saved: dict[str, SavedQuery] = {}

        async def find(text: str) -> list[FacetRow]:
            if not saved:
                saved.update({item.name: item for item in await self.session.ask("saved")})
            wanted = text.casefold()
            return [
                FacetRow(number, name, item.quotes, note=_new(item))
                for number, (name, item) in enumerate(saved.items())
                if wanted in name.casefold()
            ]

        def picked(names: list[str] | None) -> None:
            if names:
                item = saved[names[0]]
                self._search_for(item.query)
                self.run_worker(job(self._looked_at, item.name), group="history")

        none = "No search is saved by this name: s saves the one in the box."
        picker = PickerScreen("Saved searches", find, self.reader_app.glyphs, none=none)
        self.app.push_screen(picker, picked)

    async def _looked_at(self, name: str) -> None:
        try:
            await self.session.ask("looked_at", name)
        except ArchiveError as error:
            self.say(str(error), warning=True)

    def _pick(self, picker: object) -> None:
        from tui.screens.prompt import PickerScreen

        assert isinstance(picker, PickerScreen)

        def picked(names: list[str] | None) -> None:
            if names:
                self._search_for(names[0])

        self.app.push_screen(picker, picked)

    def _search_for(self, query: str) -> None:
        self.leave()
        self.omnibox.set_search(Search(query + " "))
        self.show_pane("quotes")

    def action_search_save(self) -> None:
        """Keep the search under a name."""
        from tui.screens.prompt import PromptScreen

        search = self.omnibox.search
        if not search:
            self.say("There is nothing to save: search for something first.", warning=True)
            return

        def named(name: str | None) -> None:
            if name and name.strip():
                self.run_worker(job(self._save, name.strip(), search.query.strip()), group="save")

        suggested = " ".join([*(chip.value for chip in search.chips), search.text]).strip()
        self.app.push_screen(PromptScreen("Save this search as", suggested), named)

    async def _save(self, name: str, query: str) -> None:
        said = await self.reader_app.change("save_search", name, query)
        if said:
            self.say(said)

    # Read and unread

    async def action_quote_read(self) -> None:
        """Mark the quote as read, or as not read."""
        quote = self._wanted()
        if quote is not None:
            said = await self.reader_app.change("seen", quote.uid, not quote.read)
            if said:
                self.quote_changed(quote._replace(read=not quote.read))
                self.say(said)

    def action_quote_next_unread(self) -> None:
        """To the next quote not read yet."""
        if self.pane == "article" and self.article.reading is not None:
            for index in range(self.article.at + 1, len(self.article.reading.quotes)):
                if not self.article.reading.quotes[index].read:
                    self.article.go(index)
                    return
        self.run_worker(job(self._next_unread), group="unread", exclusive=True)

    async def _next_unread(self) -> None:
        """The next unread row; rows that are not here yet are asked for, a few hundred at a time."""
        quotes = self.quotes
        index = quotes.cursor + 1
        while index < len(quotes.ids):
            span = list(quotes.ids[index : index + 300])
            missing = [key for key in span if quotes.record(key) is None]
            if missing:
                try:
                    quotes.put((quote.id, quote) for quote in await self.session.ask("quotes", missing))
                except ArchiveError as error:
                    self.say(str(error), warning=True)
                    return
            for offset, key in enumerate(span):
                record = quotes.record(key)
                if record is not None and not record.read:
                    quotes.move_to(index + offset)
                    return
            index += len(span)
        self.say("Everything below is read.")

    def on_article_view_quote_reached(self, event: ArticleView.QuoteReached) -> None:
        """Reading a quote in its article, not only passing it in the list, makes it read."""
        if self.pane == "article" and not event.quote.read:
            self.run_worker(job(self.mark_read, event.quote.uid), group="seen")

    async def mark_read(self, uid: str) -> None:
        """Opening a quote reads it."""
        quote = self.article.quote
        if quote is None or quote.uid != uid or quote.read:
            return
        try:
            await self.session.ask("seen", uid, True)
        except ArchiveError:
            # An archive for reading only has no memory of what was read.
            return
        self.quote_changed(quote._replace(read=True))


def _new(item: SavedQuery) -> str:
    return f"{item.new:,} new of" if item.new else ""
