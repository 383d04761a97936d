"""The reader's line to the archive: questions go to a process of their own, answers come back on the loop.

A search in a thread of the same process makes the event loop late (44 ms measured, against 4 ms): Python's
threads take turns. So the archive is asked in a child process (`tui.desk`), over its standard input and
output. The child is started before the screen is imported, and reads while that happens.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Protocol

from store.archive.errors import ArchiveError, CorrectionError
from tui.wire import receive, send

GIVING_BACK = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "1048576",
    "MALLOC_TRIM_THRESHOLD_": "1048576",
}
"""What makes glibc's allocator give memory back once it is free; other allocators do not know it.

It keeps a heap for each thread, and, after the first long list, long lists on the heap: half of what the
archive's process held of a million quotes was free.
"""


class SessionLostError(ArchiveError):
    """The process that reads the archive has ended."""


class Session(Protocol):
    """Something that answers questions about one archive; see `tui.desk` for the questions."""

    path: Path

    async def ask(self, question: str, *details: Any, progress: Callable[[Any], None] | None = None) -> Any:
        """The answer to one question. Cancelling the call interrupts the work.

        Raises `ArchiveError` when the archive cannot answer.
        """

    def close(self) -> None:
        """Let go of the archive."""


class ProcessSession:
    """Questions to a child process. May be made before there is an event loop."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._serial = itertools.count(1)
        self._waiting: dict[int, tuple[Future[Any], Callable[[Any], None] | None]] = {}
        self._ahead: dict[str, tuple[tuple[Any, ...], int, Future[Any]]] = {}
        """What was asked before anybody waited for it: details, serial number, answer."""
        self._listening = False
        # The child finds the packages where this process does, whatever the current folder is.
        path_list = os.pathsep.join(part or os.curdir for part in sys.path)
        environment = {**GIVING_BACK, **os.environ, "PYTHONPATH": path_list}
        self._process = subprocess.Popen(  # noqa: S603
            # -P: not a package of the same name in the current folder.
            [sys.executable, "-P", "-m", "tui.desk.server", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            # Ctrl+C in the terminal is the reader's to understand.
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def ask_ahead(self, question: str, *details: Any) -> None:
        """Ask what will be asked first. There need be no event loop yet."""
        self._ahead[question] = (details, *self._ask(question, details, None))

    async def ask(self, question: str, *details: Any, progress: Callable[[Any], None] | None = None) -> Any:
        """See `Session.ask`."""
        report = None
        if progress is not None:
            loop, tell = asyncio.get_running_loop(), progress

            def report(value: Any) -> None:
                loop.call_soon_threadsafe(tell, value)

        serial, future = self._asked(question, details) or self._ask(question, details, report)
        try:
            return future.result() if future.done() else await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            with contextlib.suppress(SessionLostError):
                self._send((serial, "cancel", ()))
            raise
        finally:
            self._waiting.pop(serial, None)

    def _asked(self, question: str, details: tuple[Any, ...]) -> tuple[int, Future[Any]] | None:
        """What was asked ahead, the first time that the question comes, if it is the same."""
        ahead = self._ahead.pop(question, None)
        return ahead[1:] if ahead is not None and ahead[0] == details else None

    def _ask(
        self, question: str, details: tuple[Any, ...], report: Callable[[Any], None] | None
    ) -> tuple[int, Future[Any]]:
        serial = next(self._serial)
        future: Future[Any] = Future()
        # Who no longer waits cancels the work, not the future that its answer comes to.
        future.set_running_or_notify_cancel()
        self._waiting[serial] = (future, report)
        try:
            self._send((serial, question, details))
        except SessionLostError:
            del self._waiting[serial]
            raise
        if not self._listening:
            self._listening = True
            threading.Thread(target=self._read, name="archive answers", daemon=True).start()
        return serial, future

    def close(self) -> None:
        """See `Session.close`."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            # Readers lose nothing; a writer's transaction is rolled back.
            self._process.kill()
            self._process.wait()

    def end(self) -> None:
        """End the process at once; what it has not written by then stays unwritten."""
        # Those that read articles for it end with it (`store.processes`).
        self._process.kill()
        self.close()

    def _send(self, message: tuple[int, str, tuple[Any, ...]]) -> None:
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, message)
        except (OSError, ValueError) as error:
            raise SessionLostError(
                "The process that reads the archive has ended: start onrecord again."
            ) from error

    def _read(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(RuntimeError):  # the loop was closed: nobody waits any more
            while True:
                try:
                    serial, kind, value = receive(self._process.stdout)
                except (EOFError, OSError, ValueError):
                    self._lost()
                    return
                self._deliver(serial, kind, value)

    def _deliver(self, serial: int, kind: str, value: Any) -> None:
        future, report = self._waiting.get(serial, (None, None))
        if future is None or future.done():
            return
        if kind == "progress":
            if report is not None:
                report(value)
        elif kind == "answer":
            future.set_result(value)
        else:
            future.set_exception(CorrectionError(value) if kind == "refused" else ArchiveError(value))

    def _lost(self) -> None:
        for future, _ in list(self._waiting.values()):
            if not future.done():
                future.set_exception(SessionLostError("The process that reads the archive has ended."))
