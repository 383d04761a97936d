"""One quote, large, to be read out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from store.records import Quote
from tui.dates import short_date
from tui.display import clean, wrap
from tui.glyphs import Glyphs
from tui.screens.overlay import Overlay
from tui.widgets.quotes import facts, speaker_color, speaker_label
from tui.widgets.sheet import Row, Sheet

WIDEST = 64


class CardScreen(Overlay[None]):
    """The quote in the middle of the screen and nothing else; n and N go on."""

    DEFAULT_CSS = "CardScreen > #frame { width: 100%; max-width: 100%; height: 100%; border: none; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,j,down,space,right", "step(1)", "Next", show=False, id="quote.next"),
        Binding("N,k,up,left", "step(-1)", "Before", show=False, id="quote.previous"),
        Binding("y", "screen.copy", "Copy", show=False, id="copy.quote"),
    ]

    def __init__(self, quote: Quote, step: Callable[[int], Quote | None]) -> None:
        super().__init__()
        self.quote = quote
        self._go = step

    def compose(self) -> ComposeResult:
        """One sheet."""
        with Container(id="frame"):
            yield Sheet(self._rows, glyphs=self.reader_app.glyphs, id="card")

    def _rows(self, width: int) -> list[Row]:
        return rows(self.quote, width, self.size.height, self.reader_app.glyphs)

    def action_step(self, by: int) -> None:
        """The next quote, or the one before."""
        quote = self._go(by)
        if quote is not None:
            self.quote = quote
            self.query_one(Sheet).fill(self._rows)
            self.query_one(Sheet).jump(0)

    async def action_copy(self) -> None:
        """Copy the quote with its citation."""
        await self.reader_app.copy_quote(self.quote)


def rows(quote: Quote, width: int, height: int, glyphs: Glyphs) -> list[Row]:
    """The lines of a card, in the middle of `width` by `height` cells."""
    measure = min(WIDEST, max(10, width - 4))
    text = clean(quote.text)
    if quote.kind == "direct":
        text = f"{glyphs.opening}{text}{glyphs.closing}"
    lines = [text[start:end] for start, end in wrap(text, measure)]
    margin = " " * max(0, (width - max(map(cell_len, lines), default=0)) // 2)
    said: list[Row] = []
    for line in lines:
        said += [Row(((margin + line, "title"),)), Row()]
    color = speaker_color(quote)
    name = (clean(speaker_label(quote)), f"speaker-{color}" if color >= 0 else "strong")
    dot = f" {glyphs.dot} "
    paraphrase = ["paraphrased"] if quote.kind == "indirect" else []
    where = [clean(quote.outlet), f"reported {short_date(quote.published)}", *paraphrase, *facts(quote)]
    below = [Row(((margin, ""), name))]
    for words in (clean(quote.role), dot.join(part for part in where if part), clean(quote.title)):
        below += [Row(((margin + words[start:end], "dim"),)) for start, end in wrap(words, measure) if words]
    top = max(1, (height - len(said) - len(below)) // 2 - 1)
    return [Row() for _ in range(top)] + said + [Row()] + below
