"""What every screen on top of the main one has: a frame, lists that move, Esc that closes."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.actions import at
from tui.display import clean
from tui.hints import Offer, footer
from tui.screens.moving import MovingPart
from tui.widgets.painted import GroundPart

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
    Overlay { align: center middle; }
    Overlay > #frame {
        width: 90%; max-width: 110; height: 90%; background: $surface;
        border: round $primary; border-title-color: $primary; border-title-style: bold;
        border-subtitle-color: $muted; padding: 0 1;
    }
    """

    OFFERS: ClassVar[tuple[Offer, ...]] = (("back", "closes"),)
    """What the frame's foot says of the keys, the last of it always."""

    def on_resize(self) -> None:
        """There is room for more keys at the foot, or for fewer."""
        self.show_offers()

    def show_offers(self) -> None:
        """Say at the foot what the keys do."""
        frame = self.query_one("#frame")
        room = frame.outer_size.width - 6
        frame.border_subtitle = footer(self.OFFERS, self.reader_app.keys, room)

    def say(self, text: str, *, warning: bool = False) -> None:
        """Tell at the foot what was done, until another row is selected."""
        self.query_one("#frame").border_subtitle = clean(text).replace("[", r"\[")

    def on_line_list_highlighted(self) -> None:
        """Another row: the keys stand at the foot again."""
        self.show_offers()

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)

    def action_open(self) -> None:
        """Choose the row."""
        focused = self.focused_list
        if focused is not None:
            focused.choose()


class WholeOverlay(GroundPart, Overlay[Result], Generic[Result]):
    """One whose frame takes the whole screen: nothing is seen of what lies below, so it is not painted."""

    DEFAULT_CSS = "WholeOverlay, WholeOverlay:ansi { background: $background; }"
