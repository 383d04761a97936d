"""A program in a pseudo-terminal, its screen read with pyte."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence

import pyte


class Terminal:
    """One program in a terminal of a given size."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        width: int = 160,
        height: int = 45,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.begun = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvpe(command[0], list(command), {**kept, **terminal, **(environment or {})})
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        if (self.screen.columns, self.screen.lines) != (width, height):
            self.screen.resize(height, width)

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._fd, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what the program writes within `seconds`; False when it wrote nothing."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, shown: Callable[[str], bool], seconds: float = 30.0) -> float:
        """Read until the screen is as wanted; the seconds that took. Raises `TimeoutError`."""
        begun = time.perf_counter()
        while not shown(self.text):
            if time.perf_counter() - begun > seconds:
                raise TimeoutError(self.text)
            self.read(0.2)
        return time.perf_counter() - begun

    def quiet(self, seconds: float = 0.3) -> None:
        """Read until the program has written nothing for `seconds`, but, as cursors blink, not for ever."""
        until = time.perf_counter() + 4 * seconds
        while self.read(seconds) and time.perf_counter() < until:
            pass

    def memory(self) -> int:
        """Resident bytes of the program and its children."""
        total = 0
        for pid in (self.pid, *children(self.pid)):
            with open(f"/proc/{pid}/statm") as file:  # noqa: PTH123
                total += int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return total

    def close(self) -> tuple[float, int]:
        """End the program; the seconds of processor time it used, and its status."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        _, status, used = os.wait4(self.pid, 0)
        os.close(self._fd)
        return used.ru_utime + used.ru_stime, status


def children(pid: int) -> list[int]:
    """The process ids of a process's children."""
    with open(f"/proc/{pid}/task/{pid}/children") as file:  # noqa: PTH123
        return [int(child) for child in file.read().split()]
