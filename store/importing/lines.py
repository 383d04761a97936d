"""Lines of files that may be packed, one at a time, with how far reading has come."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple

from store.importing import parquet
from store.reading.source import ReadingError
from store.reading.unpacking import Unpacked

STANDARD_INPUT = "-"
LONGEST_LINE = 64 << 20
"""Bytes that a line may have."""
TOO_LONG = b"\0"
"""What stands for a line that has more."""

_HEAD = 1 << 16
_UNPACKED = 1 << 16


class SourceError(Exception):
    """A file that cannot be read, or not to its end; the message is a sentence that says so."""


class Line(NamedTuple):
    """One line of a file."""

    number: int
    """From 1."""
    text: bytes


class Lines:
    """The lines of one file, plain, gzip or bz2, or of standard input ("-")."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = 0
        """Bytes of the file; 0 where that is not known."""
        self._raw: IO[bytes] | None = None
        if name != STANDARD_INPUT:
            try:
                self.size = Path(name).stat().st_size
            except OSError as error:
                raise SourceError(f"{name} cannot be read: {error.strerror}.") from error

    @property
    def position(self) -> int:
        """Bytes of the file, packed as it is, that were read so far; 0 where that is not known."""
        return self._raw.tell() if self._raw and not self._raw.closed and self.size else 0

    def fingerprint(self) -> str:
        """What tells the file from others, by its size and beginning; "" for standard input."""
        if self.name == STANDARD_INPUT:
            return ""
        try:
            with Path(self.name).open("rb") as file:
                head = file.read(_HEAD)
        except OSError as error:
            raise SourceError(f"{self.name} cannot be read: {error.strerror}.") from error
        return hashlib.blake2b(head, digest_size=12).hexdigest() + f"-{self.size}"

    def __iter__(self) -> Iterator[Line]:
        """Raises `SourceError` where the file ends in the middle of a packed stream, or cannot be read."""
        if self._is_parquet():
            yield from self._parquet()
            return
        with ExitStack() as stack:
            try:
                self._raw, unpacked, packing = self._open(stack)
                number = 0
                while text := unpacked.readline(LONGEST_LINE):
                    number += 1
                    if packing and packing.cut and not text.endswith(b"\n"):
                        break
                    if len(text) == LONGEST_LINE and not text.endswith(b"\n"):
                        while (rest := unpacked.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                            pass
                        text = TOO_LONG
                    yield Line(number, text)
            except OSError as error:
                raise SourceError(f"{self.name} cannot be read to its end: {error}.") from error
            except ReadingError as error:
                raise SourceError(str(error)) from error
            if packing and packing.cut:
                raise SourceError(f"{self.name} breaks off before its end: what came before was read.")

    def _is_parquet(self) -> bool:
        if self.name == STANDARD_INPUT:
            return False
        try:
            with Path(self.name).open("rb") as file:
                return file.read(len(parquet.MAGIC)) == parquet.MAGIC
        except OSError as error:
            raise SourceError(f"{self.name} cannot be read: {error.strerror}.") from error

    def _parquet(self) -> Iterator[Line]:
        try:
            for number, text in enumerate(parquet.read(Path(self.name)), 1):
                yield Line(number, text.encode())
        except parquet.ParquetError as error:
            raise SourceError(str(error)) from error

    def _open(self, stack: ExitStack) -> tuple[IO[bytes], IO[bytes], Unpacked | None]:
        """The file, its lines unpacked, and what unpacks them."""
        raw: IO[bytes]
        if self.name == STANDARD_INPUT:
            raw = sys.stdin.buffer
        else:
            raw = stack.enter_context(Path(self.name).open("rb"))  # noqa: SIM115 the stack closes it
        buffered = io.BufferedReader(raw, 1 << 20)  # type: ignore[type-var]
        head = buffered.peek(3)[:3]
        if head.startswith(b"\x1f\x8b"):
            stream: Any = gzip.GzipFile(fileobj=buffered)
        elif head == b"BZh":
            stream = bz2.BZ2File(buffered)
        else:
            return raw, buffered, None
        # A collection may be of any size: its lines are held one at a time.
        packing: Any = Unpacked(stream, self.name, sys.maxsize)
        return raw, io.BufferedReader(packing, _UNPACKED), packing
