"""The bottom line: what the keys do, or what was just done."""

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

from tui.display import clean, fit
from tui.inks import inks_of
from tui.widgets.painted import SettledPart


class StatusLine(SettledPart, Widget):
    """One line. What was done stands there until the next thing is done; no clock takes it away."""

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """A key's name was clicked."""

        action: str

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.hints: Sequence[tuple[str, str, str]] = ()
        """Action, key, word; an empty action is one that a click cannot do."""
        self.said = ""
        self.warning = False
        self.ellipsis = "…"
        self._targets: list[tuple[int, int, str]] = []

    def say(self, text: str, *, warning: bool = False) -> None:
        """Tell what was done; an empty text shows the keys again."""
        if (text, warning) != (self.said, self.warning):
            self.said, self.warning = text, warning
            self.refresh()

    def hint(self, hints: Sequence[tuple[str, str, str]]) -> None:
        """The keys to show: action, key, word."""
        if hints != self.hints:
            self.hints = hints
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line there is."""
        width = self.size.width
        base = self.rich_style
        inks = inks_of(self.app)
        self._targets = []
        if y:
            return Strip.blank(width, base)
        if self.said:
            style = inks.warning if self.warning else Style()
            text = fit(f" {clean(self.said)}", width, ellipsis=self.ellipsis)
            return Strip([Segment(text, base + style)]).adjust_cell_length(width, base)
        segments = [Segment(" ", base)]
        key_style = base + inks.key
        used = 1
        for action, key, word in self.hints:
            size = cell_len(key) + cell_len(word) + 3
            if used + size > width + 2:
                break
            segments += [Segment(key, key_style), Segment(f" {word}  ", base)]
            if action:
                self._targets.append((used, used + size - 2, action))
            used += size
        return Strip(segments).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Do what the word under the mouse says."""
        for start, end, action in self._targets:
            if start <= event.x < end:
                self.post_message(self.Pressed(action))
