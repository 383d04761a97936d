"""Worker processes that leave Ctrl+C to the process that started them, and end when that one does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait


def worker_pool(jobs: int) -> ProcessPoolExecutor:
    """A pool of `jobs` processes."""
    return ProcessPoolExecutor(jobs, initializer=leave_interrupts_to_parent)


def default_jobs() -> int:
    """How many processes pay: one for each core this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def leave_interrupts_to_parent() -> None:
    """What a worker process begins with.

    Ctrl+C reaches every process of the terminal; only the parent decides what it means.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """A parent that is killed tells nobody: its workers would wait for work for ever, with their models."""
    wait([sentinel])
    os._exit(1)
