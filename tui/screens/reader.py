"""The main screen."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from tui.actions import at
from tui.screens.moving import MovingPart
from tui.screens.reader_base import PANES
from tui.screens.reader_reading import ReadingPart
from tui.screens.working import job

WELCOME = """\
This archive is empty.

  a            add articles: files, folders or addresses
  onrecord PATH…   does the same from the command line, and opens this screen

Articles may be text, HTML, feeds, PDF and more; each quote in them is found, with who said it.

  ?            the keys          q   leave
"""


class ReaderScreen(ReadingPart, MovingPart):
    """Sources, speakers and issues; the quotes; the article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(action.keys, action.method, action.label, id=action.id, show=False, tooltip=action.help)
        for action in at("reader", "lists")
        if action.keys
    ]

    def on_mount(self) -> None:
        """Ask for the first rows at once; everything else follows."""
        self.query_one("#welcome", Static).update(WELCOME)
        self.hint()
        self.search_again()
        self.run_worker(job(self.refresh_totals), group="totals")

    # Panes

    def action_pane_next(self) -> None:
        """To the next pane."""
        self.show_pane(PANES[(PANES.index(self.pane) + 1) % len(PANES)])

    def action_pane_previous(self) -> None:
        """To the pane before."""
        self.show_pane(PANES[PANES.index(self.pane) - 1])

    def action_pane_sources(self) -> None:
        """To the sources."""
        self.show_pane("sources")

    def action_pane_speakers(self) -> None:
        """To the speakers."""
        self.show_pane("speakers")

    def action_pane_issues(self) -> None:
        """To the issues."""
        self.show_pane("issues")

    def action_pane_quotes(self) -> None:
        """To the quotes."""
        self.show_pane("quotes")

    def action_pane_article(self) -> None:
        """To the article."""
        self.show_pane("article")

    # Copying

    async def action_copy_quote(self) -> None:
        """Copy the quote with its citation."""
        quote = self.target
        if quote is None:
            self.say("No quote is selected.", warning=True)
        else:
            await self.reader_app.copy_quote(quote)
