"""The reader with a watchdog: how late the event loop was, written to a file when it ends.

Run as `python -m tests.benchmarks.reader.watched ARCHIVE REPORT`.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
from pathlib import Path

TICK = 0.002
SETTLED = 2.0
"""Seconds after the first paint from which on lateness counts: starting is measured on its own."""


async def watch(report: Path) -> None:
    """Sleep, and note how much later than asked the loop came back."""
    late: list[float] = []
    await asyncio.sleep(SETTLED)
    while True:
        asked = time.perf_counter() + TICK
        cpu = time.thread_time()
        await asyncio.sleep(TICK)
        # Where the machine had no core for us, the clock runs on but our own time does not: both are told.
        late.append((time.perf_counter() - asked) * 1000)
        worked = (time.thread_time() - cpu) * 1000
        if late[-1] > 16:
            with report.open("a") as file:
                file.write(json.dumps({"late_ms": late[-1], "worked_ms": worked}) + "\n")


def main() -> None:
    """Open the reader as `onrecord` does, with the watchdog beside it."""
    os.environ.setdefault("TEXTUAL_FPS", "120")
    gc.disable()
    from tui.session import ProcessSession

    session = ProcessSession(Path(sys.argv[1]))
    from tui.app import OnRecordApp

    class Watched(OnRecordApp):
        def on_ready(self) -> None:
            self.run_worker(watch(Path(sys.argv[2])), group="watchdog")

    Watched(session).run()
    session.close()


if __name__ == "__main__":
    main()
