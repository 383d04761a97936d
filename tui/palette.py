"""Every action in the command palette."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Provider

from tui.actions import ACTIONS, Action, key_names
from tui.screens.prompt import steady

if TYPE_CHECKING:
    from tui.app import OnRecordApp


class Palette(CommandPalette):
    """Textual's palette, whose cursor blinks only where things may move."""

    def on_mount(self) -> None:
        """See `steady`."""
        steady(self)


class Commands(Provider):
    """The registry's actions, with their keys."""

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """All of them, before anything is typed."""
        for action, run in self._actions():
            yield DiscoveryHit(self._title(action), run, help=action.help)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Those whose name or help is like `query`."""
        matcher = self.matcher(query)
        for action, run in self._actions():
            score = max(matcher.match(action.label), matcher.match(action.help) * 0.6)
            if score > 0:
                yield Hit(score, self._title(action), run, text=action.label, help=action.help)

    def _actions(self) -> list[tuple[Action, Callable[[], object]]]:
        screen = self.screen
        found: list[tuple[Action, Callable[[], object]]] = []
        for action in ACTIONS:
            # An action is offered where it can be done: on the screen below the palette, or by the app.
            owner = next(
                (node for node in (screen, self.app) if hasattr(node, f"action_{action.method}")), None
            )
            if owner is not None:
                found.append(
                    (action, partial(self.app.call_later, cast("OnRecordApp", self.app).do, action.method))
                )
        return found

    def _title(self, action: Action) -> str:
        keys = cast("OnRecordApp", self.app).keys.get(action.id, action.keys)
        return f"{action.label}   {key_names(keys)}".rstrip()
