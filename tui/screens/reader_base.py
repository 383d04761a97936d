"""The main screen's parts and how they are laid out; what is done with them stands in its sister modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from store.quote import Quote
from tui.answers import Totals
from tui.hints import Context, hints
from tui.screens.app_screen import AppScreen
from tui.screens.painting import PaintingPart
from tui.searching import Search
from tui.trail import Place, Trail
from tui.widgets.article import ArticleView
from tui.widgets.facets import FacetList
from tui.widgets.header import Header
from tui.widgets.omnibox import Omnibox
from tui.widgets.painted import Ground, GroundPart
from tui.widgets.quotes import QuoteList
from tui.widgets.search_input import SearchInput
from tui.widgets.status import StatusLine

SIDE = {"sources": "outlet", "speakers": "speaker", "issues": "issue"}
"""Pane to the engine's facet."""
PANES = (*SIDE, "quotes", "article")


class ReaderBase(PaintingPart, AppScreen, GroundPart, Screen[None]):
    """Five panes under one search box."""

    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [  # type: ignore[misc]
        (0, "-narrow"),
        (80, "-middle"),
        (130, "-wide"),
    ]
    AUTO_FOCUS = "#search"

    def __init__(self) -> None:
        # Of the width that it will have, it need not be dressed again when it is laid out.
        super().__init__(id="reader", classes=self.breakpoint(self.app.size.width))
        self.trail = Trail()
        self.totals = Totals()
        self.zoomed = False
        self.opening: Quote | None = None
        """The quote that the article is being opened at: it is not there yet, but it is the one meant."""

    @classmethod
    def breakpoint(cls, width: int) -> str:
        """The class that a screen of `width` cells has."""
        return [name for least, name in cls.HORIZONTAL_BREAKPOINTS if width >= least][-1]

    def compose(self) -> ComposeResult:
        """Header, search box, panes, bottom line."""
        glyphs = self.reader_app.glyphs
        yield Header(ellipsis=glyphs.ellipsis, id="header")
        yield Omnibox(glyphs=glyphs, id="omnibox")
        with Ground(id="panes", classes="-at-quotes"):
            with Ground(id="side"):
                for number, name in enumerate(SIDE, 1):
                    facets = FacetList(glyphs=glyphs, id=name, classes="pane")
                    facets.border_title = f" {number} {name.capitalize()} "
                    yield facets
            quotes = QuoteList(glyphs=glyphs, row_height=3, id="quotes", classes="pane")
            quotes.border_title = "4 Quotes "
            yield quotes
            article = ArticleView(glyphs=glyphs, id="article", classes="pane")
            article.border_title = "5 Article "
            yield article
        yield StatusLine(id="status")

    # The parts

    @property
    def omnibox(self) -> Omnibox:
        """The search box."""
        return self.query_one("#omnibox", Omnibox)

    @property
    def quotes(self) -> QuoteList:
        """The list of quotes."""
        return self.query_one("#quotes", QuoteList)

    @property
    def article(self) -> ArticleView:
        """The article."""
        return self.query_one("#article", ArticleView)

    @property
    def status(self) -> StatusLine:
        """The bottom line."""
        return self.query_one("#status", StatusLine)

    def facet(self, name: str) -> FacetList:
        """The list of sources, speakers or issues."""
        return self.query_one(f"#{name}", FacetList)

    # Where the keys go

    @property
    def pane(self) -> str:
        """The pane the keys go to; the search box counts as the quotes."""
        focused = self.focused
        return focused.id if focused is not None and focused.id in PANES else "quotes"

    @property
    def target(self) -> Quote | None:
        """The quote that an action is about: the article's current one there, else the selected row."""
        if self.pane == "article":
            return self.opening or self.article.quote
        return self.quotes.current_record

    def show_pane(self, name: str, *, box: bool = False) -> None:
        """Give the keys to a pane, or to the `box` above it; make room for it where not all have room."""
        at = "side" if name in SIDE else name
        panes = self.query_one("#panes")
        for other in PANES:
            self.query_one(f"#{other}").set_class(other == name, "-zoomed", update=False)
        panes.update_classes(
            {f"-at-{other}": other == at for other in ("side", "quotes", "article")}, update=False
        )
        if self.zoomed or not self.has_class("-wide"):
            # Elsewhere all are seen, and look as they did.
            panes.update_node_styles(animate=False)
        if not self.omnibox.search and at == "side":
            self.remove_class("-noside")
        # At once: keys typed meanwhile are for this pane.
        self.set_focus(self.omnibox.input if box else self.query_one(f"#{name}"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of this screen come before those of its panes, but are letters in the search box."""
        return action == "from_box" or not isinstance(self.focused, SearchInput)

    async def action_from_box(self, action: str) -> None:
        """Do what a key of the search box asks of the screen."""
        await self.reader_app.do(action)

    def place(self) -> Place:
        """Where the person is now."""
        quotes = self.quotes
        focused = self.focused
        pane = focused.id if focused is not None and focused.id else "quotes"
        return Place(self.omnibox.search, quotes.cursor, quotes.current, quotes.scroll_offset.y, pane)

    def leave(self) -> None:
        """Remember where the person is: Esc comes back here."""
        self.trail.leave(self.place())

    # Telling

    def say(self, text: str, *, warning: bool = False) -> None:
        """Tell in the bottom line what was done."""
        self.status.say(text, warning=warning)

    @property
    def context(self) -> Context:
        """What the keys mean now."""
        if self.has_class("-empty"):
            return "empty"
        if isinstance(self.focused, SearchInput):
            return "search"
        pane = self.pane
        return "names" if pane in SIDE else "article" if pane == "article" else "quotes"

    def hint(self) -> None:
        """Show the keys that do something where the person is, as they are now."""
        self.status.hint(tuple(hints(self.context, self.reader_app.keys)))

    def on_descendant_focus(self) -> None:
        """Other keys do something now."""
        self.hint()

    def on_status_line_pressed(self, event: StatusLine.Pressed) -> None:
        """A word of the bottom line was clicked."""
        self.call_later(self.reader_app.do, event.action)

    def searched(self) -> Search:
        """What is searched for."""
        return self.omnibox.search


if TYPE_CHECKING:
    ReaderPart = ReaderBase
else:
    # As `tui.parts` has it: what the main screen can do is told in several modules, but is one screen.
    ReaderPart = object
