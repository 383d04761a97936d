"""From the main screen: sizes of panes, themes, settings, and the article outside the reader."""

from __future__ import annotations

import os
from asyncio import sleep, to_thread
from pathlib import Path
from urllib.parse import urlsplit

from textual import events
from textual.app import SuspendNotSupported

from store.text import counted
from tui import settings
from tui.screens.reader_base import PANES, SIDE
from tui.screens.reader_search import NOTHING_TO_READ
from tui.screens.reader_searching import SearchingPart
from tui.screens.working import job

SIDE_LEAST, SIDE_MOST = 18, 60
SHARE_LEAST, SHARE_MOST = 25, 75


class ScreenPart(SearchingPart):
    """How the screen looks, and what opens beside it."""

    # Panes

    def apply_sizes(self) -> None:
        """Lay the panes out as they were left."""
        memory = self.reader_app.memory
        self.set_class(memory.side_hidden, "-noside")
        self.query_one("#panes").set_class(self.zoomed, "-zoom")
        if self.has_class("-narrow") or self.zoomed:
            # One pane at a time has the whole width: what was set inline would outrank the style sheet.
            for name in ("#side", "#quotes", "#article"):
                self.query_one(name).styles.width = None
            return
        self.query_one("#side").styles.width = memory.side
        self.query_one("#quotes").styles.width = f"{memory.share}fr"
        self.query_one("#article").styles.width = f"{100 - memory.share}fr"

    async def on_resize(self, event: events.Resize) -> None:
        """Another breakpoint may hold: it does before anything is laid out, so that this is done once."""
        fits = self.breakpoint(event.size.width)
        if not self.has_class(fits):
            self.await_layout()
            kept = {name: name == fits for _, name in self.HORIZONTAL_BREAKPOINTS}
            self.update_classes(kept, animate=False)
            # Dressing all panes anew and laying them out would take more than a frame together.
            await sleep(0)
        self.apply_sizes()

    def action_pane_zoom(self) -> None:
        """Give the pane the whole screen, or put it back."""
        self.zoomed = not self.zoomed
        self.show_pane(self.pane)
        self.apply_sizes()

    def action_pane_hide(self) -> None:
        """Hide sources, speakers and issues, or show them."""
        memory = self.reader_app.memory
        memory.side_hidden = not memory.side_hidden
        if memory.side_hidden and self.pane in SIDE:
            self.show_pane("quotes")
        self.apply_sizes()

    def action_pane_wider(self) -> None:
        """Make the pane wider."""
        self._widen(1)

    def action_pane_narrower(self) -> None:
        """Make the pane narrower."""
        self._widen(-1)

    def _widen(self, by: int) -> None:
        memory = self.reader_app.memory
        if self.pane in SIDE:
            memory.side = max(SIDE_LEAST, min(SIDE_MOST, memory.side + 2 * by))
        else:
            by = by if self.pane == "quotes" else -by
            memory.share = max(SHARE_LEAST, min(SHARE_MOST, memory.share + 3 * by))
        self.apply_sizes()

    def action_pane_next(self) -> None:
        """To the next pane."""
        self.show_pane(self._beside(1))

    def action_pane_previous(self) -> None:
        """To the pane before."""
        self.show_pane(self._beside(-1))

    def _beside(self, by: int) -> str:
        panes = PANES[len(SIDE) :] if self.reader_app.memory.side_hidden else PANES
        at = panes.index(self.pane) if self.pane in panes else 0
        return panes[(at + by) % len(panes)]

    def action_pane_sources(self) -> None:
        """To the sources."""
        self._to("sources")

    def action_pane_speakers(self) -> None:
        """To the speakers."""
        self._to("speakers")

    def action_pane_issues(self) -> None:
        """To the issues."""
        self._to("issues")

    def action_pane_quotes(self) -> None:
        """To the quotes."""
        self._to("quotes")

    def action_pane_article(self) -> None:
        """To the article."""
        self._to("article")

    def _to(self, name: str) -> None:
        if name in SIDE and self.reader_app.memory.side_hidden:
            self.reader_app.memory.side_hidden = False
            self.apply_sizes()
        self.show_pane(name)

    def action_theme(self) -> None:
        """The next theme."""
        names = [name for name in self.app.available_themes if name.startswith("onrecord-")]
        at = names.index(self.app.theme) if self.app.theme in names else -1
        self.app.theme = names[(at + 1) % len(names)]
        self.reader_app.memory.theme = self.app.theme
        self.say(f"Theme: {self.app.theme}")

    # In the article

    def action_quote_next_same(self) -> None:
        """To the next quote by the same speaker."""
        self._same(1)

    def action_quote_previous_same(self) -> None:
        """To the quote before by the same speaker."""
        self._same(-1)

    def _same(self, by: int) -> None:
        if self.pane == "article":
            if not self.article.step(by, same_speaker=True):
                self.say("No more quotes by this speaker in this article.")
            return
        quote = self.quotes.current_record
        index = self.quotes.cursor + by
        while quote is not None and 0 <= index < len(self.quotes.ids):
            other = self.quotes.record(self.quotes.ids[index])
            if other is not None and set(other.speaker_ids) & set(quote.speaker_ids):
                self.quotes.move_to(index)
                return
            index += by
        self.say("No more quotes by this speaker on the list.")

    def action_find(self) -> None:
        """Find words inside the article."""
        if self.article.reading is None:
            self.say(NOTHING_TO_READ, warning=True)
            return
        from tui.screens.prompt import PromptScreen

        def wanted(words: str | None) -> None:
            if words:
                self.show_pane("article")
                self.run_worker(job(self._find, words), group="find", exclusive=True)

        self.app.push_screen(PromptScreen("Find in the article"), wanted)

    async def _find(self, words: str) -> None:
        count = await self.article.find(words)
        places = counted(count, "place")
        self.say(f"“{words}” stands in {places} here." if count else f"“{words}” is not in this article.")

    def action_find_next(self) -> None:
        """To the next place found."""
        self._found(1)

    def action_find_previous(self) -> None:
        """To the place found before."""
        self._found(-1)

    def _found(self, by: int) -> None:
        if not self.article.found:
            self.say("Nothing was looked for in this article: f finds words in it.")
            return
        self.article.go_found(self.article.found_at + by)
        self.say(f"{self.article.found_at + 1} of {len(self.article.found)}")

    # Outside

    def action_open_browser(self) -> None:
        """Open the article's page in the browser."""
        quote = self.target
        url = quote.url if quote is not None else ""
        if urlsplit(url).scheme not in ("http", "https"):
            self.say("This article has no address on the web.", warning=True)
            return
        self.run_worker(job(self._browse, url), group="outside")

    async def _browse(self, url: str) -> None:
        import webbrowser

        opened = await to_thread(webbrowser.open, url)
        self.say(f"Opened {url}" if opened else f"No browser could be started for {url}", warning=not opened)

    def action_open_editor(self) -> None:
        """Open the article's text in $EDITOR."""
        reading = self.article.reading
        if reading is None:
            self.say("No article is open.", warning=True)
            return
        import tempfile

        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            path = Path(folder) / "article.txt"
            path.write_text(reading.text, encoding="utf-8", errors="replace")
            self._edit(path)

    def action_settings(self) -> None:
        """Open the settings file in $EDITOR."""
        path = settings.folder() / settings.FILE
        if not path.exists():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(settings.template(), encoding="utf-8")
            except OSError as error:
                self.say(f"{path} could not be made: {error.strerror}.", warning=True)
                return
        if self._edit(path):
            self.say("Settings hold from the next start on.")

    def _edit(self, path: Path) -> bool:
        import shlex
        import subprocess

        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            self.say(f"Set $EDITOR to open {path.name} in it.", warning=True)
            return False
        try:
            with self.app.suspend():
                subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603
        except SuspendNotSupported:
            self.say("This terminal cannot be lent to an editor.", warning=True)
            return False
        except (OSError, ValueError) as error:
            self.say(f"{editor} could not be started: {error}.", warning=True)
            return False
        return True
