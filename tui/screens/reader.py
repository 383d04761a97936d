"""The main screen."""

from __future__ import annotations

import gc
from asyncio import to_thread
from importlib import import_module
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.actions import at, key_name
from tui.screens.moving import MovingPart
from tui.screens.reader_base import ReaderBase
from tui.screens.reader_changing import ChangingPart
from tui.screens.reader_screen import ScreenPart
from tui.screens.working import job

LATER = (
    "store.export.citation",
    "store.search.query",
    "tui.clipboard",
    "tui.dressing",
    "tui.screens.adding",
    "tui.screens.brief",
    "tui.screens.card",
    "tui.screens.copying",
    "tui.screens.help",
    "tui.screens.matrix",
    "tui.screens.occurrences",
    "tui.screens.palette",
    "tui.screens.prompt",
    "tui.screens.speaker",
    "tui.screens.views",
)
"""Modules of which none is needed before a key was pressed."""

WELCOME = """\
Nothing is on record here yet.

  {add}   add articles: files, folders or web addresses
  {help}   show the keys
  {quit}   leave

From the command line, `onrecord PATH…` adds articles and opens them here.

Articles may be text, web pages, PDF, Word, mail, feeds and more. Every quotation in them is found, with who \
said it, and kept in one file:

  {path}
"""


class ReaderScreen(ChangingPart, ScreenPart, MovingPart, ReaderBase):
    """Sources, speakers and issues; the quotes; the article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the pane that has the keys: of keys typed fast, each finds what the one before has done.
        Binding(action.keys, action.method, action.label, False, None, True, action.help, action.id)
        for action in at("reader", "lists")
        if action.keys
    ]

    def on_mount(self) -> None:
        """Ask for the first rows at once; everything else follows."""
        app = self.reader_app
        self.quotes.row_height = app.settings.quote_lines + 1
        self.omnibox.input.cursor_blink = not app.settings.accessible
        self.hint()
        self.apply_sizes()
        self.raise_curtain_later()
        if app.problems:
            self.say(app.problems[0], warning=True)
        if self.beginning == self.omnibox.search:
            self.search_again()
        else:
            self.omnibox.set_search(self.beginning)
        self.run_worker(job(self.refresh_totals), group="totals")
        self.set_timer(1, self._after_the_start)
        app.release_keys()

    def welcome(self) -> None:
        """Say, in place of the panes, what to do first."""
        from textual.widgets import Static

        if not self.query("#welcome"):
            keys = self.reader_app.keys
            shown = {id_: key_name(keys.get(id_, own).split(",")[0]) for id_, own in WELCOME_KEYS.items()}
            text = WELCOME.format(path=self.session.path, **shown)
            self.mount(Static(text, id="welcome", markup=False), before="#panes")

    def _after_the_start(self) -> None:
        self.run_worker(job(self._prepare), group="prepare")

    async def _prepare(self) -> None:
        """With the first rows on the screen, read what the first use of anything would wait for."""
        await to_thread(import_the_rest)
        from tui.dressing import read_ahead
        from tui.screens.overlay import Overlay

        await read_ahead(self.app, Overlay)
        # What the start has made stays: looking through it again takes the collector more than a frame.
        gc.freeze()
        gc.enable()


def import_the_rest() -> None:
    """Import what the first screen does without."""
    for name in LATER:
        import_module(name)


WELCOME_KEYS = {
    id_: next(a.keys for a in at("reader", "anywhere") if a.id == id_) for id_ in ("add", "help", "quit")
}
