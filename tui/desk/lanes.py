"""The lanes that questions to one archive wait in, and the connections of each."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from store.archive.errors import ArchiveError
from store.archive.reader import ArchiveReader
from store.search.engine import Engine

Lane = Literal["fast", "slow", "write"]
"""Questions wait in lanes, each with its own thread and connections: rows never wait for counts,
nor either for a write."""


class UnwantedError(ArchiveError):
    """Nobody waits for the answer any more."""


class Lanes:
    """Answers questions about one archive, each a method of a class made of this one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._here = threading.local()
        self._engines: dict[str, Engine] = {}
        self._readers: dict[str, ArchiveReader] = {}
        self._interrupted: set[Lane] = set()
        self._files: dict[Lane, tuple[int, int] | None] = {}
        """By lane, the file that its connections read."""
        self._closing = threading.Lock()
        """Held while connections are closed: none is cut short meanwhile."""

    def interrupt(self, lane: Lane) -> None:
        """Cut short what `lane` is searching."""
        self._interrupted.add(lane)
        with self._closing:
            if lane in self._engines:
                self._engines[lane].interrupt()
            if lane in self._readers:
                self._readers[lane].interrupt()

    def close(self) -> None:
        """Let go of the archive."""
        for engine in self._engines.values():
            engine.close()
        for reader in self._readers.values():
            reader.close()

    def lane(self, question: str) -> Lane:
        """Where `question` waits its turn."""
        raise NotImplementedError

    def answer(self, question: str, details: Sequence[Any]) -> Any:
        """The answer to `question`. Raises `ArchiveError` when there is none, or nobody waits for it."""
        self._here.lane = lane = self.lane(question)
        self._interrupted.discard(lane)
        file = self._file()
        if self._files.setdefault(lane, file) != file:
            self._files[lane] = file
            self.let_go(lane)
        try:
            answer = getattr(self, question)(*details)
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.path} cannot be read: {error}. Try `onrecord doctor`.") from error
        self._go_on()
        return answer

    def _go_on(self) -> None:
        """To be called between the parts of an answer: what was cut short must not pass for a count of none.

        Raises `UnwantedError` when nobody waits for the answer any more.
        """
        if self._here.lane in self._interrupted:
            raise UnwantedError

    def let_go(self, lane: Lane) -> None:
        """Close what `lane` has open: its archive was deleted, or another file has taken its place."""
        with self._closing:
            for kept in (self._engines.pop(lane, None), self._readers.pop(lane, None)):
                if kept is not None:
                    kept.close()

    def _file(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    @property
    def _engine(self) -> Engine:
        lane = getattr(self._here, "lane", "fast")
        if lane not in self._engines:
            self._engines[lane] = Engine(self.path)
        return self._engines[lane]

    @property
    def _reader(self) -> ArchiveReader:
        lane = getattr(self._here, "lane", "fast")
        if lane not in self._readers:
            self._readers[lane] = ArchiveReader(self.path)
        return self._readers[lane]
