"""Adding articles while reading goes on: what was added, what could not be read, and a way to stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.text import counted
from tui.answers import Added
from tui.display import clean, wrap
from tui.screens.overlay import Overlay
from tui.widgets.painted import Frame
from tui.widgets.sheet import Row, Sheet


class ProblemsScreen(Overlay[None]):
    """What could not be added, each with why."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", "Close", show=False, id="open")]

    def __init__(self, outcome: Added) -> None:
        super().__init__()
        self._outcome = outcome

    def compose(self) -> ComposeResult:
        """A sheet of sentences."""
        with Frame(id="frame") as frame:
            frame.border_title = "Added"
            yield Sheet(self._rows, glyphs=self.reader_app.glyphs, id="problems")

    def _rows(self, width: int) -> list[Row]:
        said = [summary(self._outcome), *self._outcome.problems]
        return [row for sentence in said for row in (*lines(clean(sentence), width), Row())]


def lines(text: str, width: int) -> Sequence[Row]:
    """`text` in lines of `width` cells."""
    return [Row(((text[start:end], ""),)) for start, end in wrap(text, width)]


def summary(outcome: Added) -> str:
    """What adding came to, in a sentence."""
    parts = [f"{counted(outcome.added, 'article')} added"]
    if outcome.known:
        parts.append(f"{outcome.known:,} known already")
    if outcome.failed:
        parts.append(f"{outcome.failed:,} could not be read")
    return ("Stopped: " if outcome.stopped else "") + ", ".join(parts) + "."
