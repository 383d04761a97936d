"""One quote, large, to be read out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.provenance import publisher
from store.quote import Quote
from tui.dates import short_date
from tui.display import clean, wrap
from tui.glyphs import Glyphs
from tui.hints import Offer
from tui.screens.overlay import WholeOverlay
from tui.widgets.painted import Frame
from tui.widgets.quotes import also_in, facts, speaker_color, speaker_label
from tui.widgets.sheet import Row, Sheet

WIDEST = 64


class CardScreen(WholeOverlay[None]):
    """The quote in the middle of the screen and nothing else; n and N go on."""

    DEFAULT_CSS = "CardScreen > #frame.-whole { border: none; border-bottom: solid $line; }"
    OFFERS: ClassVar[tuple[Offer, ...]] = (
        ("copy.quote", "copies"),
        ("quote.next quote.previous", "go on and back"),
        ("mark", "marks"),
        ("back", "closes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,j,down,right", "step(1)", "Next", show=False, id="quote.next"),
        Binding("N,k,up,left", "step(-1)", "Before", show=False, id="quote.previous"),
        Binding("y", "screen.copy", "Copy", show=False, id="copy.quote"),
        Binding("space", "mark", "Mark", show=False, id="mark"),
    ]

    def __init__(
        self, quote: Quote, step: Callable[[int], Quote | None], changed: Callable[[Quote], None]
    ) -> None:
        super().__init__()
        self.quote = quote
        self._go, self._changed = step, changed

    def compose(self) -> ComposeResult:
        """One sheet."""
        with Frame(id="frame", classes="-whole"):
            yield Sheet(self._rows, glyphs=self.reader_app.glyphs, id="card")

    def _rows(self, width: int) -> list[Row]:
        return rows(self.quote, width, self.size.height, self.reader_app.glyphs)

    def action_step(self, by: int) -> None:
        """The next quote, or the one before."""
        quote = self._go(by)
        if quote is not None:
            self.quote = quote
            self.show_offers()
            self.query_one(Sheet).fill(self._rows)
            self.query_one(Sheet).jump(0)

    async def action_mark(self) -> None:
        """Mark the quote for the brief, or take the mark away."""
        self.quote = await self.reader_app.toggle_mark(self.quote)
        self._changed(self.quote)
        self.query_one(Sheet).fill(self._rows)

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
    paraphrase = "paraphrased" if quote.kind == "indirect" else ""
    reported = f"reported {short_date(quote.published)}"
    where = [clean(publisher(quote.outlet)), reported, paraphrase, *facts(quote), also_in(quote)]
    marked = ((f"  {glyphs.marked} marked", "strong"),) if quote.marked else ()
    below = [Row(((margin, ""), name, *marked))]
    for words in (clean(quote.role), dot.join(part for part in where if part), clean(quote.title)):
        below += [Row(((margin + words[start:end], "dim"),)) for start, end in wrap(words, measure) if words]
    top = max(1, (height - len(said) - len(below)) // 2 - 1)
    return [Row() for _ in range(top)] + said + [Row()] + below
