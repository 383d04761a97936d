"""Worker processes."""

from __future__ import annotations

import signal
import subprocess
import sys

_PARENT = """
import os, sys, time
from store.processes import worker_pool

def told(_):
    print(os.getpid(), flush=True)
    time.sleep(0.2)

if __name__ == "__main__":
    with worker_pool(2) as pool:
        list(pool.map(told, range(1000)))
"""


def test_workers_end_when_their_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        workers = {parent.stdout.readline() for _ in range(4)}
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        # The pipe closes when the last process that can write to it has ended.
        assert len(parent.stdout.readlines()) < 900
    assert workers
