"""The top line: the program's name, and what the archive holds."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.display import clean, fit
from tui.inks import inks_of
from tui.widgets.painted import SettledPart

NAME = "onrecord"


class Header(SettledPart, Widget):
    """One line: the name on the left, the archive on the right."""

    def __init__(self, *, ellipsis: str = "…", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ellipsis = ellipsis
        self.holds = ""

    def tell(self, holds: str) -> None:
        """Say what the archive holds."""
        if holds != self.holds:
            self.holds = holds
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line there is."""
        width = self.content_size.width
        base = self.rich_style
        if y:
            return Strip.blank(width, base)
        room = width - cell_len(NAME) - 1
        holds = fit(clean(self.holds), room, right=True, ellipsis=self.ellipsis)
        return Strip([Segment(NAME, base + inks_of(self.app).key), Segment(f" {holds}", base)])
