"""The reader with a watchdog: how late the event loop was, written to a file as it happens.

Run as `python -m tests.benchmarks.reader.watched ARCHIVE REPORT`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from tui.opening import read
from tui.screens.reader import ReaderScreen

TICK = 0.002
BUDGET_MS = 16
SETTLED = 2.0
"""Seconds after the first paint from which on lateness counts: starting is measured on its own."""


async def watch(report: Path) -> None:
    """Sleep, and note how much later than asked the loop came back."""
    await asyncio.sleep(SETTLED)
    while True:
        asked = time.perf_counter() + TICK
        cpu = time.thread_time()
        await asyncio.sleep(TICK)
        # Where the machine had no core for us, the clock runs on but our own time does not: both are told.
        now = time.perf_counter()
        late, worked = (now - asked) * 1000, (time.thread_time() - cpu) * 1000
        if late > BUDGET_MS:
            with report.open("a") as file:
                file.write(json.dumps({"at": now, "late_ms": late, "worked_ms": worked}) + "\n")


def main() -> None:
    """Open the reader as `onrecord` does, with the watchdog beside it."""
    mounted = ReaderScreen.on_mount

    def watched(screen: ReaderScreen) -> None:
        mounted(screen)
        screen.run_worker(watch(Path(sys.argv[2])), group="watchdog")

    ReaderScreen.on_mount = watched  # type: ignore[method-assign]
    read(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
