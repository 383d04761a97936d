"""What every screen on top of the main one has: a frame, lists that move, Esc that closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.actions import at
from tui.screens.moving import MovingPart
from tui.session import Session

if TYPE_CHECKING:
    from tui.app import OnRecordApp

Result = TypeVar("Result")


class Overlay(MovingPart, ModalScreen[Result], Generic[Result]):
    """A screen over the main one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(action.keys, action.method, action.label, id=action.id, show=False)
            for action in at("lists")
        ),
        Binding("escape", "close", "Close", id="back", show=False),
        Binding("q", "close", "Close", show=False),
    ]
    DEFAULT_CSS = """
    Overlay { align: center middle; background: $background 60%; }
    Overlay > #frame {
        width: 90%; max-width: 110; height: 90%; background: $surface;
        border: round $primary; border-title-color: $primary; border-title-style: bold;
        border-subtitle-color: $muted; padding: 0 1;
    }
    Overlay LineList {
        background: $surface; scrollbar-background: $surface; scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
    }
    """

    @property
    def reader_app(self) -> OnRecordApp:
        """The app, as what it is."""
        return cast("OnRecordApp", self.app)

    @property
    def session(self) -> Session:
        """The line to the archive."""
        return self.reader_app.session

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)

    def action_open(self) -> None:
        """Choose the row."""
        focused = self.focused_list
        if focused is not None:
            focused.choose()
