"""The quote in every citation style, to be copied by hand or with a key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.export.citation import STYLES, cite
from store.export.evidence import Style
from store.quote import Quote
from tui.display import clean, wrap
from tui.hints import Offer
from tui.screens.overlay import Overlay
from tui.widgets.lines import LineList
from tui.widgets.painted import Frame
from tui.widgets.sheet import Row, Sheet

NAMES: dict[Style, str] = {"plain": "Plain", "markdown": "Markdown", "chicago": "Chicago", "ap": "AP"}


class CopyScreen(Overlay[None]):
    """Where no clipboard could be reached the text stands here, free of frames on its lines."""

    DEFAULT_CSS = (
        "CopyScreen > #frame { border-left: none; border-right: none; width: 100%; max-width: 100%; }"
    )
    OFFERS: ClassVar[tuple[Offer, ...]] = (
        ("open", "copies the one selected"),
        ("=Shift", "and the mouse select"),
        ("back", "closes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "open", "Copy", show=False, id="copy.quote")]

    def __init__(self, quote: Quote | None = None, text: str = "") -> None:
        super().__init__()
        self._texts = [(NAMES[style], cite(quote, style)) for style in STYLES] if quote else [("", text)]

    def compose(self) -> ComposeResult:
        """The texts."""
        with Frame(id="frame") as frame:
            frame.border_title = "Copy"
            yield Sheet(self._rows, glyphs=self.reader_app.glyphs, id="texts")

    def _rows(self, width: int) -> list[Row]:
        found: list[Row] = []
        for number, (name, text) in enumerate(self._texts):
            if name:
                found.append(Row(((name, "title"),), key=number))
            for line in text.split("\n"):
                shown = clean(line)
                found += [
                    Row(((shown[start:end], ""),), None if name else number)
                    for start, end in wrap(shown, width)
                ]
            found.append(Row())
        return found

    async def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Try the clipboard with the one selected."""
        number = self.query_one(Sheet).selected
        if number is not None:
            said = await self.reader_app.copy_text(self._texts[number][1], "", panel=False)
            self.say(said)
