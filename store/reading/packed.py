"""gzip, bzip2 and ZIP of anything that is read, unpacked as it is read and never past a bound."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any, BinaryIO

from store.reading.source import ReadingError, Source, refuse
from store.records import Article

UNPACKED_LIMIT = 8 * 1024**3
"""Bytes that one packed file may unpack to."""

RATIO_LIMIT = 200
"""Unpacked bytes to a packed one, past the first megabytes; prose packs at four, logs at fifty."""

MEMBERS_LIMIT = 200_000

DEPTH_LIMIT = 3
"""Containers within containers."""

_FREE = 64 * 1024 * 1024


class _Bounded(io.RawIOBase):
    """A stream that raises `ReadingError` once it has given more than it may."""

    def __init__(self, stream: IO[bytes], name: str, limit: int) -> None:
        self._stream = stream
        self._name = name
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
            raise ReadingError(f"{self._name} is damaged, and read only up to there: {error}.") from error
        self._left -= len(data)
        if self._left < 0:
            raise ReadingError(f"{self._name} unpacks to far more than it should: stopped.")
        buffer[: len(data)] = data
        return len(data)


def _bounded(stream: IO[bytes], name: str, limit: int) -> io.BufferedReader[Any]:
    raw: Any = _Bounded(stream, name, limit)
    return io.BufferedReader(raw)


def read_gzip(source: Source) -> Iterator[Article]:
    """What was packed. Raises `ReadingError` when it is damaged or a bomb."""
    with gzip.GzipFile(fileobj=source.stream) as unpacked:
        yield from _inner(source, unpacked, _without_suffix(source.name, ".gz"), _limit(source.stream))


def read_bzip2(source: Source) -> Iterator[Article]:
    """What was packed. Raises `ReadingError` when it is damaged or a bomb."""
    with bz2.BZ2File(source.stream) as unpacked:
        yield from _inner(source, unpacked, _without_suffix(source.name, ".bz2"), _limit(source.stream))


def read_zip(source: Source) -> Iterator[Article]:
    """What each member holds; members of no known format are passed over.

    Raises `ReadingError`, after all others are read, when a member could not be.
    """
    from store.reading.registry import HEAD, read_source, reader_for, suffixes

    problems: list[str] = []
    for name, member, size in _members(source):
        stream = _bounded(member, name, size)
        head = stream.peek(HEAD)[:HEAD]
        reader = reader_for(name, head)
        suffix = os.path.splitext(name.lower())[1]  # noqa: PTH122 - a name in the packed file
        # A style sheet is text too, as a folder's would be.
        if reader is None or (reader.name == "text" and suffix and suffix not in suffixes()):
            continue
        try:
            yield from read_source(_member(source, name, stream), head)
        except ReadingError as error:
            problems.append(str(error))
    refuse(problems)


def _members(source: Source) -> Iterator[tuple[str, IO[bytes], int]]:
    stream: BinaryIO = source.stream
    if not stream.seekable():
        stream = io.BytesIO(source.read())
    try:
        with zipfile.ZipFile(stream) as packed:
            _refuse_documents(source, packed)
            members = [member for member in packed.infolist() if not member.is_dir()]
            _check(source, members)
            for member in members:
                # Files that macOS puts beside each file hold no text.
                if "__MACOSX/" in member.filename or os.path.basename(member.filename).startswith("."):  # noqa: PTH119
                    continue
                if member.flag_bits & 1:
                    raise ReadingError(f"{source.name} is protected by a password.")
                with packed.open(member) as opened:
                    yield f"{source.name}/{member.filename}", opened, member.file_size
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ReadingError(f"{source.name} is damaged, or no ZIP file: {error}.") from error


def _refuse_documents(source: Source, packed: zipfile.ZipFile) -> None:
    """OpenDocument, EPUB, spreadsheets and slides are ZIP files whose members are no articles."""
    names = set(packed.namelist())
    if "mimetype" in names:
        kind = packed.read("mimetype")[:100].decode("ascii", "replace").strip()
    elif "[Content_Types].xml" in names:
        kind = "of an office program"
    else:
        return
    raise ReadingError(f"{source.name} is a document ({kind}): save it as DOCX, PDF or HTML, and add that.")


def _check(source: Source, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MEMBERS_LIMIT or total > UNPACKED_LIMIT or total > _FREE + RATIO_LIMIT * packed:
        raise ReadingError(f"{source.name} unpacks to far more than it should: it is not read.")


def _inner(source: Source, unpacked: Any, name: str, limit: int) -> Iterator[Article]:
    from store.reading.registry import HEAD, read_source

    stream = _bounded(unpacked, source.name, limit)
    head = stream.peek(HEAD)[:HEAD]
    yield from read_source(_member(source, source.name, stream), head, name)


def _member(source: Source, name: str, stream: io.BufferedReader[Any]) -> Source:
    if source.depth + 1 > DEPTH_LIMIT:
        raise ReadingError(f"{source.name} holds archives within archives within archives: it is not read.")
    return replace(source, name=name, stream=stream, media_type="", depth=source.depth + 1)


def _limit(stream: BinaryIO) -> int:
    if not stream.seekable():
        return UNPACKED_LIMIT
    here = stream.tell()
    size = stream.seek(0, io.SEEK_END) - here
    stream.seek(here)
    return min(UNPACKED_LIMIT, _FREE + RATIO_LIMIT * size)


def _without_suffix(name: str, suffix: str) -> str:
    return name[: -len(suffix)] if name.lower().endswith(suffix) else name
