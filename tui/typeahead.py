"""Type-ahead: a key is dealt with before the next one is looked at.

Textual posts a key to the widget that has the focus. A letter is handled there; any other key climbs to the
app, which does what it is bound to. Of keys typed quickly a letter would so overtake the Enter before it, and
still go where that Enter was to lead away from. Here keys wait in a line, each until the one before is done.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

PATIENCE = 0.25
"""Seconds between two looks at whether the key is still on its way: a widget that goes takes along what was
posted to it."""
LOOKS = 20
"""Looks after which the next key no longer waits in any case."""


class TypeAheadApp(App[None]):
    """An app that takes keys, and what is pasted, strictly one after the other."""

    class Passed(Message):
        """Follows a key along its way: where this arrives, the key has been dealt with."""

    def __init__(self, css_path: Sequence[str]) -> None:
        super().__init__(css_path=list(css_path))
        self._typed: deque[events.Key | events.Paste] = deque()
        self._key: events.Key | events.Paste | None = None
        """The key that is being dealt with."""
        self._passed: TypeAheadApp.Passed | None = None
        """What was sent after it."""
        self._way: Widget | None = None
        """Where that was sent."""
        self._looks = 0
        self._over: Screen[object] | None = None
        """The screen that was up when it was typed."""
        self._patience: asyncio.TimerHandle | None = None
        self._held = False

    def hold_keys(self) -> None:
        """Let keys wait: what they are about is still to come. `release_keys` must follow."""
        self._held = True

    def release_keys(self) -> None:
        """Take the keys that waited."""
        if self._held:
            self._held = False
            self.call_later(self._next_key)

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for their turn; everything else is handled as it comes."""
        if not isinstance(event, (events.Key, events.Paste)):
            await super().on_event(event)
        elif event.is_forwarded:
            # It has climbed up to here.
            await super().on_event(event)
            if event is self._key:
                self._done()
                await self._next_key()
        else:
            self._typed.append(event)
            await self._next_key()

    async def on_type_ahead_app_passed(self, event: TypeAheadApp.Passed) -> None:
        """The key before it was dealt with on the way."""
        event.stop()
        if event is self._passed:
            self._done()
            await self._next_key()

    @property
    def _busy(self) -> bool:
        return self._key is not None or self._passed is not None

    async def _next_key(self) -> None:
        while self._typed and not self._busy and not self._held and self.screen_stack:
            self._over = self.screen
            target = self.focused or self._over
            self._key = event = self._typed.popleft()
            await super().on_event(event)
            if not event.is_forwarded or not self._follow(target):
                self._done()
        if self._typed and self._busy and self._patience is None:
            self._wait()

    def _wait(self) -> None:
        self._patience = asyncio.get_running_loop().call_later(PATIENCE, self._look)

    def _follow(self, target: Widget) -> bool:
        self._passed = self.Passed()
        self._way = target
        return target.post_message(self._passed)

    def _done(self) -> None:
        self._forget()
        if self.screen_stack and self.screen is not self._over:
            # What has opened gets the keys once it has made what takes them.
            self._over = self.screen
            if not self._follow(self.screen):
                self._passed = None

    def _look(self) -> None:
        self._looks += 1
        if self._way is not None and self._way.is_attached and self._looks < LOOKS:
            self._wait()
        else:
            self._forget()
            self.call_later(self._next_key)

    def _forget(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._key = self._passed = self._patience = None
        self._looks = 0
