"""The line of the search box that is typed into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui.actions import at
from tui.widgets.painted import SettledPart


class SearchInput(SettledPart, Input, inherit_css=False):
    """The line that is typed into. Keys that mean something elsewhere pass through it.

    It is dressed five times before it is first seen, and each time Textual's own style sheet for it, of
    borders, validation and suggestions, would cost more than all the panes do.
    """

    DEFAULT_CSS = """
    SearchInput {
        width: 1fr; height: 1; margin: 0 40 0 2; background: $surface; color: $foreground;
        overflow: auto auto; scrollbar-size-horizontal: 0; pointer: text;
    }
    SearchInput:disabled { opacity: 0.7; }
    SearchInput > .input--cursor {
        background: $input-cursor-background; color: $input-cursor-foreground;
        text-style: $input-cursor-text-style;
    }
    SearchInput > .input--selection {
        background: $input-selection-background; color: $input-selection-foreground;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"input--cursor", "input--selection", "input--placeholder"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(action.keys, action.method, action.label, id=action.id, show=False)
            for action in at("search")
        ),
        Binding("down", "row(1)", "Next row", show=False),
        Binding("up", "row(-1)", "Row before", show=False),
        Binding("pagedown", "row(10)", "Ten rows on", show=False),
        Binding("pageup", "row(-10)", "Ten rows back", show=False),
        Binding("escape", "step_back", "Back", show=False, id="back"),
        Binding("shift+tab", "leave_for('pane_previous')", "Pane before", show=False, id="pane.previous"),
        Binding("ctrl+r", "leave_for('search_history')", "History", show=False, id="search.history"),
        Binding("backspace", "rub_out", "Delete left, or the last filter", show=False),
    ]

    @dataclass(eq=False, repr=False)
    class Rows(Message):
        """The list of quotes is to move while the box keeps the keys."""

        by: int

    class Dropping(Message):
        """The last filter is to go."""

    async def action_submit(self) -> None:
        """Enter reads what was found."""
        await self._screen_does("read_found")

    async def action_step_back(self) -> None:
        """Esc."""
        await self._screen_does("back")

    async def action_leave_for(self, action: str) -> None:
        """Something the screen does."""
        await self._screen_does(action)

    async def _screen_does(self, action: str) -> None:
        # At once, not by a message: the next key may be for where this one leads.
        await self.run_action(f"screen.from_box({action!r})")

    def action_row(self, by: int) -> None:
        """Move the list below by `by` rows."""
        self.post_message(self.Rows(by))

    async def action_search_complete(self) -> None:
        """Take the suggestion, or go on to the next pane where there is none."""
        await self._screen_does("complete")

    def action_rub_out(self) -> None:
        """Delete a letter, or the last filter where there is none."""
        if self.cursor_position == 0 and self.selection.is_empty:
            self.post_message(self.Dropping())
        else:
            self.action_delete_left()

    async def _on_key(self, event: events.Key) -> None:
        if not self.value and event.character in ("/", "?"):
            event.prevent_default()
            event.stop()
            if event.character == "?":
                await self._screen_does("help")
            return
        await super()._on_key(event)
