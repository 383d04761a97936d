"""Moving in whatever list has the keys, on any screen."""

from __future__ import annotations

from tui.screens.app_screen import AppScreen
from tui.widgets.lines import LineList


class MovingPart(AppScreen):
    """The actions of place `lists`."""

    @property
    def focused_list(self) -> LineList[object] | None:
        """The list that has the keys."""
        return self.focused if isinstance(self.focused, LineList) else None

    def action_move_down(self) -> None:
        """To the next row."""
        self._move(1)

    def action_move_up(self) -> None:
        """To the row before."""
        self._move(-1)

    def action_move_half_down(self) -> None:
        """Half a screen down."""
        self._move_screens(0.5)

    def action_move_half_up(self) -> None:
        """Half a screen up."""
        self._move_screens(-0.5)

    def action_move_page_down(self) -> None:
        """A screen down."""
        self._move_screens(1)

    def action_move_page_up(self) -> None:
        """A screen up."""
        self._move_screens(-1)

    def action_move_top(self) -> None:
        """To the first row."""
        if (focused := self.focused_list) is not None:
            focused.move_to(0)

    def action_move_bottom(self) -> None:
        """To the last row."""
        if (focused := self.focused_list) is not None:
            focused.move_to(-1)

    def _move(self, rows: int) -> None:
        if (focused := self.focused_list) is not None:
            focused.move(rows)

    def _move_screens(self, screens: float) -> None:
        if (focused := self.focused_list) is not None:
            focused.move(int(screens * focused.page) or (1 if screens > 0 else -1))
