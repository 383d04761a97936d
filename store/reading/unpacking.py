"""Packed bytes, unpacked up to a bound and to where they break off: what came before is never lost."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from store.reading.source import ReadingError

_FAULTS = (OSError, zlib.error, zipfile.BadZipFile, NotImplementedError)

_HEADER = struct.Struct("<4s5H3I2H")
"""What stands before each member of a ZIP file: mark, version, flags, method, time, date, checksum, size
packed and unpacked, lengths of the name and of what follows it.
"""
_MARK = b"PK\x03\x04"
_SIZE_FOLLOWS, _UTF8 = 0x8, 0x800
_STORED, _DEFLATED = 0, 8


class Unpacked(io.RawIOBase):
    """What `stream`, a packed file, holds. A read raises `ReadingError` past `limit` bytes and where none can
    be had; where they end too early or are damaged from there on, the stream ends, and `cut` says so.
    """

    def __init__(self, stream: Any, name: str, limit: int) -> None:
        self._stream = stream
        self._name = name
        self._left = limit
        self._some = False
        self.cut = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        try:
            # `read` goes on until the buffer is full, and loses what it has when it meets a fault.
            data = b"" if self.cut else self._stream.read1(len(buffer))
        except EOFError:
            self.cut = True
            return 0
        except _FAULTS as error:
            if self._some:
                self.cut = True
                return 0
            raise ReadingError(f"{self._name} is damaged, and read only up to there: {error}.") from error
        self._left -= len(data)
        if self._left < 0:
            raise ReadingError(f"{self._name} unpacks to far more than it should: stopped.")
        self._some = self._some or bool(data)
        buffer[: len(data)] = data
        return len(data)


def salvage(data: bytes, limit: int) -> Iterator[tuple[str, bytes]]:
    """The members, name and bytes, of a ZIP file that has lost its end and with that its list of them.

    They are found by what stands before each; there are up to `limit` bytes in all, and the last may be cut.
    """
    at = 0
    while len(data) - at >= _HEADER.size and data.startswith(_MARK, at):
        _, _, flags, method, _, _, _, packed, _, name_length, more = _HEADER.unpack_from(data, at)
        begin = at + _HEADER.size + name_length + more
        raw = data[at + _HEADER.size : at + _HEADER.size + name_length]
        name = raw.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        if method == _DEFLATED:
            inflating = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                held = inflating.decompress(data[begin:], limit)
            except zlib.error:
                return
            end, whole = len(data) - len(inflating.unused_data), inflating.eof
        elif method == _STORED and not flags & _SIZE_FOLLOWS:
            end = min(begin + packed, len(data))
            held, whole = data[begin:end], end == begin + packed
        else:
            return
        limit -= len(held)
        if limit <= 0:
            return
        yield name, held
        # A checksum and sizes may stand between the members.
        following = re.compile(re.escape(_MARK)).search(data, end, end + 32)
        if not whole or not following:
            return
        at = following.start()
