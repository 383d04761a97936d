"""Esc and the key after it are two keys, however fast they come.

A terminal sends Esc as the character that its sequences for arrows, the mouse and the like begin with.
Textual takes what comes within a tenth of a second of it for one of them, or for Alt and a letter; keys typed
quickly, or that a slow line delivers together, so lose the Esc. A sequence goes on with one of a few
characters: where another one follows, Esc was pressed.

Enter that is pressed before the reader has taken over the terminal arrives as the end of a line. And where
the terminal is gone, the reader ends.
"""

from __future__ import annotations

import re
import select
import sys
from collections.abc import Iterable
from time import sleep

from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.messages import ExitApp

LOOK_AGAIN = 0.1
"""Seconds between two looks at a terminal that is gone, until the reader has ended."""
ESC, ENTER = "\x1b", "\r"
_GOES_ON = r"\[\]OP_^X"
# What a sequence goes on with; Esc itself may be pressed twice.
_KEY_FOLLOWS = re.compile(rf"(?<={ESC})(?=[^{_GOES_ON}{ESC}])")
_PASTE_BEGINS, _PASTE_ENDS = f"{ESC}[200~", f"{ESC}[201~"


class KeyParser(XTermParser):
    """Reads keys, and what else a terminal sends."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._escaped = False
        """The last character was Esc."""
        self._pasting = False

    def feed(self, data: str) -> Iterable[Message]:
        """The events of some characters. See `XTermParser.feed`; no characters are the end."""
        pasting = self._pasting or _PASTE_BEGINS in data
        self._pasting = pasting and data.rfind(_PASTE_ENDS) <= data.rfind(_PASTE_BEGINS)
        parts = [data] if pasting or not data else _KEY_FOLLOWS.split(data.replace("\n", ENTER))
        for part in parts:
            waiting = self._escaped and self._timeout_time is not None
            if waiting and not pasting and part and not re.match(f"[{_GOES_ON}{ESC}]", part):
                # Nothing more of a sequence comes: what waits for it need not.
                self._timeout_time = 0.0
                yield from self.tick()
            yield from super().feed(part)
            self._escaped = part.endswith(ESC)

    def tick(self) -> Iterable[Message]:
        """What is due without further characters; at the latest every tenth of a second."""
        yield from super().tick()
        if hung_up():
            # Textual would read the end again and again, as fast as it can, for ever.
            sleep(LOOK_AGAIN)
            yield ExitApp()


def hung_up() -> bool:
    """Whether the terminal is gone: most programs end with it, but not those that ignore hang-ups."""
    terminal = select.poll()
    terminal.register(sys.__stdin__.fileno() if sys.__stdin__ is not None else 0, 0)
    return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in terminal.poll(0))


def read_keys_apart() -> None:
    """Let the reader's terminal be read so; on Windows keys come as keys."""
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        linux_driver.XTermParser = KeyParser  # type: ignore[attr-defined]
