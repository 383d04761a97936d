"""Serves a desk over two streams. Run as `python -m tui.desk.server ARCHIVE`."""

from __future__ import annotations

import contextlib
import queue
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from store.archive.errors import ArchiveError, CorrectionError
from tui.desk.changes import Desk
from tui.desk.lanes import Lane
from tui.wire import REPORTING, receive, send

GIVE_WAY = 0.0005
"""Seconds for which a thread keeps the interpreter when another wants it."""

Question = tuple[int, str, Sequence[Any]]
"""Serial number, question, details."""


class Server:
    """Reads questions from one stream and writes answers to another."""

    def __init__(self, desk: Desk, source: IO[bytes], sink: IO[bytes]) -> None:
        self._desk = desk
        self._source = source
        self._sink = sink
        self._writing = threading.Lock()
        self._stopped: set[int] = set()
        self._running: dict[Lane, int] = {}
        self._turns = threading.Lock()
        """Held while a lane goes on to its next question: none is cut short in another one's place."""
        self._queues: dict[Lane, queue.SimpleQueue[Question]] = {}

    def serve(self) -> None:
        """Answer until the other side closes."""
        with contextlib.suppress(EOFError, OSError):
            while True:
                serial, question, details = receive(self._source)
                if question == "cancel":
                    self._cancel(serial)
                else:
                    self._queue(self._desk.lane(question)).put((serial, question, details))

    def _queue(self, lane: Lane) -> queue.SimpleQueue[Question]:
        if lane not in self._queues:
            self._queues[lane] = queue.SimpleQueue()
            threading.Thread(target=self._work, args=(lane,), name=lane, daemon=True).start()
        return self._queues[lane]

    def _cancel(self, serial: int) -> None:
        self._stopped.add(serial)
        with self._turns:
            for lane, running in self._running.items():
                if running == serial:
                    self._desk.interrupt(lane)

    def _work(self, lane: Lane) -> None:
        while True:
            serial, question, details = self._queues[lane].get()
            if serial not in self._stopped:
                with self._turns:
                    self._running[lane] = serial
                self._answer(serial, question, details)
                with self._turns:
                    del self._running[lane]
            self._stopped.discard(serial)

    def _answer(self, serial: int, question: str, details: Sequence[Any]) -> None:
        if question in REPORTING:
            details = (
                *details,
                lambda value: self._send(serial, "progress", value),
                lambda: serial in self._stopped,
            )
        try:
            value = self._desk.answer(question, details)
        except CorrectionError as error:
            self._send(serial, "refused", str(error))
        except ArchiveError as error:
            self._send(serial, "error", str(error))
        except Exception as error:  # noqa: BLE001  # a fault in one answer must not end the others
            self._send(serial, "error", f"The archive could not answer ({type(error).__name__}: {error}).")
        else:
            self._send(serial, "answer", value)

    def _send(self, serial: int, kind: str, value: Any) -> None:
        with self._writing, contextlib.suppress(OSError):
            send(self._sink, (serial, kind, value))


def main(path: Path) -> None:
    """Serve the archive at `path` on standard input and output."""
    sink = sys.stdout.buffer
    # Nothing else may write between the frames.
    sys.stdout = sys.stderr
    # Rows never wait for counts: a thread that counts gives way to one that searches at once.
    sys.setswitchinterval(GIVE_WAY)
    Server(Desk(path), sys.stdin.buffer, sink).serve()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
