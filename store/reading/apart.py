"""Reading in a process of its own, for libraries of machine code: what a file does to them stays there.

The process gets bytes and answers with JSON, each after its length; it ends when its pipe does. Its processor
time for each file and its memory are bounded where the system can.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

SECONDS = 120
"""Of processor time that one file may take."""
MEMORY = 4 * 2**30
"""Bytes of address space."""
_LENGTH = 8
"""Bytes of a length, big-endian."""


class LostError(Exception):
    """The process ended over a file; the message is a clause that says why."""


class Apart:
    """A module that calls `serve`, run in a process that is started when it is first asked."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def ask(self, data: bytes) -> Any:
        """The module's answer to `data`. Raises `LostError`."""
        with self._lock:
            process = self._running()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                _write(process.stdin, data)
                return json.loads(_read(process.stdout))
            except (OSError, EOFError) as error:
                self._process = None
                raise LostError(_why(process)) from error
            except BaseException:
                # What is half said leaves the next question without its answer.
                self._process = None
                process.kill()
                process.wait()
                raise

    def _running(self) -> subprocess.Popen[bytes]:
        # A process that was forked off this one has the pipes too, but not the right to them.
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            path_list = os.pathsep.join(part or os.curdir for part in sys.path)
            self._process = subprocess.Popen(  # noqa: S603
                # -P: not a package of the same name in the current folder.
                [sys.executable, "-P", "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path_list},
                # Ctrl+C in the terminal is for whoever asked to understand.
                start_new_session=True,
            )
            self._owner = os.getpid()
            atexit.register(self._process.kill)
        return self._process


def serve(answer: Callable[[bytes], Any]) -> None:
    """What the process does: `answer` each question until there are no more."""
    while True:
        try:
            data = _read(sys.stdin.buffer)
        except EOFError:
            return
        _bound()
        _write(sys.stdout.buffer, json.dumps(answer(data)).encode())


def _bound() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such bounds.
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + SECONDS
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _why(process: subprocess.Popen[bytes]) -> str:
    process.kill()
    if process.wait() == -getattr(signal, "SIGXCPU", 0):
        return f"it takes more than {SECONDS} seconds to read"
    return "it makes the library that reads it fail"


def _write(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes:
    head = stream.read(_LENGTH)
    length = int.from_bytes(head, "big")
    data = stream.read(length) if len(head) == _LENGTH else b""
    if len(head) < _LENGTH or len(data) < length:
        raise EOFError
    return data
