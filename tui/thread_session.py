"""The line to the archive without a process of its own: for tests, and where no child can be started."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tui.desk.changes import Desk
from tui.desk.lanes import Lane
from tui.wire import REPORTING


class ThreadSession:
    """Answers in threads of this process, a thread for each lane."""

    def __init__(self, path: Path, desk: Desk | None = None) -> None:
        self.path = path
        self._desk = desk or Desk(path)
        self._lanes = {lane: ThreadPoolExecutor(1, f"archive {lane}") for lane in ("fast", "slow", "write")}
        self._turns = threading.Lock()
        self._running: dict[str, threading.Event] = {}
        """By lane, the question that it answers: no other one is cut short in its place."""

    async def ask(self, question: str, *details: Any, progress: Callable[[Any], None] | None = None) -> Any:
        """See `Session.ask`."""
        loop = asyncio.get_running_loop()
        lane = self._desk.lane(question)

        def report(value: Any) -> None:
            if progress is not None:
                loop.call_soon_threadsafe(progress, value)

        stop = threading.Event()
        more = (*details, report, stop.is_set) if question in REPORTING else details
        try:
            return await loop.run_in_executor(self._lanes[lane], self._answer, lane, stop, question, more)
        except asyncio.CancelledError:
            stop.set()
            with self._turns:
                if self._running.get(lane) is stop:
                    self._desk.interrupt(lane)
            raise

    def _answer(self, lane: Lane, stop: threading.Event, question: str, details: tuple[Any, ...]) -> Any:
        with self._turns:
            self._running[lane] = stop
        try:
            return self._desk.answer(question, details)
        finally:
            with self._turns:
                del self._running[lane]

    def close(self) -> None:
        """See `Session.close`."""
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)
        self._desk.close()
