"""The line of the search box below the words: filters, what Tab would add, what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.answers import FIELD, Suggestion
from tui.display import clean
from tui.glyphs import UNICODE, Glyphs
from tui.inks import inks_of
from tui.searching import Chip
from tui.widgets.painted import SettledPart

HINT = 'words · "exact phrase" · -without · speaker: issue: source: date: kind: is:'


class ChipLine(SettledPart, Widget):
    """Filters, each with a sign to remove it, then what Tab would add, then what went wrong."""

    @dataclass(eq=False, repr=False)
    class Removed(Message):
        """A filter was clicked away."""

        chip: Chip

    @dataclass(eq=False, repr=False)
    class Taken(Message):
        """A suggestion was clicked."""

        suggestion: Suggestion

    def __init__(self, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.glyphs = glyphs
        self.chips: tuple[Chip, ...] = ()
        self.suggestions: Sequence[Suggestion] = ()
        self.at = 0
        """Which of them Tab takes, or has taken."""
        self.note = ""
        self.error = ""
        self.idle = True
        self._targets: list[tuple[int, int, Message]] = []

    def render_line(self, y: int) -> Strip:
        """The one line there is."""
        width = self.size.width
        base = self.rich_style
        if y:
            return Strip.blank(width, base)
        inks = inks_of(self.app)
        plain = Style()
        segments: list[Segment] = []
        self._targets = []
        at = 0

        def put(text: str, style: Style = plain, target: Message | None = None) -> None:
            nonlocal at
            look = base + style
            segments.append(Segment(text, look))
            size = cell_len(text)
            if target is not None:
                self._targets.append((at, at + size, target))
            at += size

        for chip in self.chips:
            shown = f"{self.glyphs.chip_open}{clean(chip.label)} {self.glyphs.remove}{self.glyphs.chip_close}"
            put(shown, inks.chip, self.Removed(chip))
            put(" ")
        if self.error:
            put(clean(self.error), inks.warning)
        # What the words were read as is said before anything is offered: it explains the rows.
        if self.note and not self.error:
            put(f"{clean(self.note)}   ", inks.warning)
        if self.suggestions and not self.error:
            put("Tab ", inks.strong)
            for number, suggestion in enumerate(self.suggestions):
                name = clean(suggestion.name)
                shown = f"{name}:" if suggestion.kind == FIELD else f"{suggestion.kind}: {name}"
                put(shown, inks.strong if number == self.at else plain, self.Taken(suggestion))
                put(f" {suggestion.quotes:,}   " if suggestion.quotes else "   ", inks.dim)
        elif self.idle and not self.chips and not self.error:
            put(HINT.replace("·", self.glyphs.dot), inks.dim)
        return Strip(segments).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Remove the filter, or take the suggestion, under the mouse."""
        for start, end, target in self._targets:
            if start <= event.x < end:
                self.post_message(target)
                event.stop()
