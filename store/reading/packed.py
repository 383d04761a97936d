"""gzip, bzip2 and ZIP of anything that is read, unpacked as it is read and never past a bound."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import IO, Any, BinaryIO

from store.reading.source import ReadingError, Source, refuse
from store.reading.unpacking import Unpacked, salvage
from store.records import Article

UNPACKED_LIMIT = 8 * 1024**3
"""Bytes that one packed file may unpack to."""

RATIO_LIMIT = 200
"""Unpacked bytes to a packed one, past the first megabytes; prose packs at four, logs at fifty."""

MEMBERS_LIMIT = 200_000

DEPTH_LIMIT = 3
"""Containers within containers."""

_FREE = 64 * 1024 * 1024

_OFFICE = "[Content_Types].xml"
"""What Word, Excel and PowerPoint have in their files."""


def read_gzip(source: Source) -> Iterator[Article]:
    """What was packed. Raises `ReadingError` when it is damaged or a bomb."""
    with gzip.GzipFile(fileobj=source.stream) as unpacked:
        yield from _inner(source, unpacked, _without_suffix(source.name, ".gz"))


def read_bzip2(source: Source) -> Iterator[Article]:
    """What was packed. Raises `ReadingError` when it is damaged or a bomb."""
    with bz2.BZ2File(source.stream) as unpacked:
        yield from _inner(source, unpacked, _without_suffix(source.name, ".bz2"))


def read_zip(source: Source) -> Iterator[Article]:
    """What each member holds; members of no known format are passed over.

    Raises `ReadingError`, after all others are read, when a member could not be.
    """
    problems: list[str] = []
    for name, size, opened in _members(source):
        try:
            with opened() as member:
                yield from _read_member(source, name, _buffered(Unpacked(member, name, size)))
        except (zipfile.BadZipFile, NotImplementedError) as error:
            problems.append(f"{name} is damaged: {error}.")
        except ReadingError as error:
            problems.append(str(error))
    refuse(problems)


def _read_member(source: Source, name: str, stream: io.BufferedReader[Any]) -> Iterator[Article]:
    from store.reading.registry import HEAD, read_source, reader_for, suffixes

    head = stream.peek(HEAD)[:HEAD]
    reader = reader_for(name, head)
    suffix = os.path.splitext(name.lower())[1]  # noqa: PTH122 - a name in the packed file
    # A style sheet is text too, as a folder's would be.
    if reader is not None and not (reader.name == "text" and suffix and suffix not in suffixes()):
        yield from read_source(_member(source, name, stream), head)


def _members(source: Source) -> Iterator[tuple[str, int, Callable[[], IO[bytes]]]]:
    """Each member's name, its size unpacked, and what opens it."""
    stream: BinaryIO = source.stream
    if not stream.seekable():
        stream = io.BytesIO(source.read())
    try:
        packed = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        stream.seek(0)
        yield from _salvaged(replace(source, stream=stream), error)
        return
    with packed:
        _refuse_documents(source, packed)
        members = [member for member in packed.infolist() if not member.is_dir()]
        _check(source, members)
        for member in members:
            if _is_furniture(member.filename):
                continue
            if member.flag_bits & 1:
                raise ReadingError(f"{source.name} is protected by a password.")
            yield f"{source.name}/{member.filename}", member.file_size, partial(packed.open, member)


def _salvaged(source: Source, error: Exception) -> Iterator[tuple[str, int, Callable[[], IO[bytes]]]]:
    """The members of a file that has lost its end; then raises `ReadingError`, for `error`."""
    found = False
    for name, data in salvage(source.read(), UNPACKED_LIMIT):
        if name == _OFFICE:
            break
        if not _is_furniture(name) and not name.endswith("/"):
            found = True
            yield f"{source.name}/{name}", len(data), partial(io.BytesIO, data)
    if found:
        raise ReadingError(f"{source.name} breaks off before its end: what came before was read.") from error
    raise ReadingError(f"{source.name} is damaged, or no ZIP file: {error}.") from error


def _is_furniture(name: str) -> bool:
    """Files that macOS puts beside each file, and hidden ones, hold no text."""
    return "__MACOSX/" in name or os.path.basename(name).startswith(".")  # noqa: PTH119 - no path of ours


def _refuse_documents(source: Source, packed: zipfile.ZipFile) -> None:
    """OpenDocument, EPUB, spreadsheets and slides are ZIP files whose members are no articles."""
    names = set(packed.namelist())
    if "mimetype" in names:
        kind = packed.read("mimetype")[:100].decode("ascii", "replace").strip()
    elif _OFFICE in names:
        kind = "of an office program"
    else:
        return
    raise ReadingError(f"{source.name} is a document ({kind}): save it as DOCX, PDF or HTML, and add that.")


def _check(source: Source, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MEMBERS_LIMIT or total > UNPACKED_LIMIT or total > _FREE + RATIO_LIMIT * packed:
        raise ReadingError(f"{source.name} unpacks to far more than it should: it is not read.")


def _inner(source: Source, unpacked: Any, name: str) -> Iterator[Article]:
    from store.reading.registry import HEAD, read_source

    raw = Unpacked(unpacked, source.name, _limit(source.stream))
    stream = _buffered(raw)
    found = False
    try:
        head = stream.peek(HEAD)[:HEAD]
        for article in read_source(_member(source, source.name, stream), head, name):
            found = found or bool(article.text.strip())
            yield article
    except ReadingError:
        # What breaks off makes no sense at its end: that is told below.
        if not raw.cut:
            raise
    if raw.cut:
        kept = "what came before was read" if found else "nothing before that can be read"
        raise ReadingError(f"{source.name} breaks off before its end: {kept}.")


def _buffered(unpacked: Unpacked) -> io.BufferedReader[Any]:
    raw: Any = unpacked
    return io.BufferedReader(raw)


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
