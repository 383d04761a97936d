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

LOOK = 0.2
"""Seconds to wait for what a program writes before looking whether it is still waited for."""


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
        self.feed(data)
        return True

    def feed(self, data: bytes) -> None:
        """Show what the program has written."""
        self.raw += data
        self._stream.feed(data)

    def collect(self, quiet: float, first: float) -> list[tuple[float, bytes]]:
        """All that the program writes until it is silent for `quiet` seconds, each piece with when it came.

        Nothing of it is shown yet. The first piece may take `first` seconds.
        """
        pieces: list[tuple[float, bytes]] = []
        until = time.perf_counter() + 3
        while time.perf_counter() < until:
            ready, _, _ = select.select([self._fd], [], [], quiet if pieces else first)
            if not ready:
                break
            data = os.read(self._fd, 1 << 16)
            pieces.append((time.perf_counter(), data))
        return pieces

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, shown: Callable[[str], bool], seconds: float = 30.0) -> float:
        """Read until the screen is as wanted; the seconds that took. Raises `TimeoutError`.

        Only what was spent waiting counts: where the whole machine stood still meanwhile, the clock has gone
        on, but the program has not.
        """
        begun, left = time.perf_counter(), seconds
        while not shown(self.text):
            if left <= 0:
                raise TimeoutError(self.text)
            asked = time.perf_counter()
            self.read(LOOK)
            left -= min(LOOK, time.perf_counter() - asked)
        return time.perf_counter() - begun

    def painted(self, sign: str, seconds: float = 30.0) -> float:
        """The seconds from the program's start until it wrote `sign`. Raises `TimeoutError`.

        Nothing is shown until then: working out what a terminal shows takes longer than some programs start.
        """
        wanted, before, pieces = sign.encode(), b"", []
        while time.perf_counter() - self.begun < seconds:
            ready, _, _ = select.select([self._fd], [], [], 0.2)
            if not ready:
                continue
            data = os.read(self._fd, 1 << 16)
            arrived = time.perf_counter()
            pieces.append(data)
            if wanted in before + data:
                for piece in pieces:
                    self.feed(piece)
                return arrived - self.begun
            before = data[-len(wanted) :]
        raise TimeoutError(b"".join(pieces))

    def quiet(self, seconds: float = 0.3) -> None:
        """Read until the program has written nothing for `seconds`, but, as cursors blink, not for ever."""
        until = time.perf_counter() + 4 * seconds
        while self.read(seconds) and time.perf_counter() < until:
            pass

    def memory(self, *, proportional: bool = False) -> int:
        """Bytes that the program and its children hold; pages they share count once where `proportional`."""
        total = 0
        for pid in (self.pid, *children(self.pid)):
            with open(f"/proc/{pid}/smaps_rollup") as file:  # noqa: PTH123
                sizes = dict(line.split()[:2] for line in file.read().splitlines()[1:])
            total += int(sizes["Pss:" if proportional else "Rss:"]) * 1024
        return total

    def used(self) -> float:
        """Seconds of processor time of the program so far, its children left out."""
        with open(f"/proc/{self.pid}/stat") as file:  # noqa: PTH123
            user, system = file.read().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def hang_up(self) -> None:
        """Take the terminal away."""
        os.close(self._fd)

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
