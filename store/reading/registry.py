"""Which reader reads what: by suffix, by stated media type, else by the first bytes.

Other packages add formats through the entry-point group `onrecord.readers`: each entry point names a
`Reader`. A reader is imported only when something of its format is read.
"""

from __future__ import annotations

import importlib
import io
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, BinaryIO

from store.reading.source import ReadingError, Source
from store.records import Article
from store.text import storable

Read = Callable[[Source], Iterable[Article]]

HEAD = 4096
"""Bytes looked at to tell a format."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format."""

    name: str
    read: str
    """`module:function`, a `Read`."""
    suffixes: tuple[str, ...] = ()
    """Lower case, with the dot."""
    media_types: tuple[str, ...] = ()
    sniff: Callable[[bytes], bool] | None = None
    """Whether the first bytes are of this format."""
    by_default: bool = True
    """Read when a folder is added; a database or a settings file only when it is named."""

    def load(self) -> Read:
        """The function that reads it; imports what it needs."""
        module, _, function = self.read.partition(":")
        found: Read = getattr(importlib.import_module(module), function)
        return found


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(marks)


def _xml(*names: bytes) -> Callable[[bytes], bool]:
    return lambda head: b"<" in head and any(b"<" + name in head.lower() for name in names)


def _zip_with(member: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(b"PK\x03\x04") and member in head


_MBOX = re.compile(rb"From \S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\w{3}) ")


def _mailbox(head: bytes) -> bool:
    return _MBOX.match(head) is not None


def _mail(head: bytes) -> bool:
    lines = [line for line in head.split(b"\n", 12)[:12] if b":" in line and not line[:1].isspace()]
    names = {line.split(b":")[0].lower() for line in lines}
    return len(names & {b"from", b"to", b"subject", b"date", b"received", b"message-id", b"return-path"}) >= 2


def _mhtml(head: bytes) -> bool:
    return (
        head.startswith((b"From: <Saved by", b'From: "Saved by')) or b"\nSnapshot-Content-Location:" in head
    )


def _webarchive(head: bytes) -> bool:
    return head.startswith(b"bplist") and b"WebMainResource" in head


_HEADER = frozenset(
    {
        "text", "body", "content", "article", "full_text", "title", "headline", "date", "published", "url",
        "source", "author",
    }
)  # fmt: skip


def _table(head: bytes) -> bool:
    """Whether the first line names columns: standard input has no suffix to tell a table by."""
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    cells = {cell.strip(' "\r').lower() for cell in re.split(r"[,;\t|]", first)}
    return len(cells & _HEADER) >= 2


def _plain(head: bytes) -> bool:
    # XML that no other reader knows is somebody's data.
    return b"\0" not in head and not _starts(b"<?xml")(head)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OPEN = "application/vnd.oasis.opendocument.text"
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_PAGES = ("text/html", "application/xhtml+xml")
_PAGE_MARKS = (b"!doctype html", b"html", b"head>", b"body")
_LINES = ("application/json", "application/x-ndjson")
_TABLES = ("text/csv", "text/tab-separated-values")
_HERE = "store.reading."

BUILT_IN: tuple[Reader, ...] = (
    Reader("pdf", _HERE + "pdf:read", (".pdf",), ("application/pdf",), _starts(b"%PDF-")),
    Reader("docx", _HERE + "docx:read", (".docx",), (_WORD,), _zip_with(b"word/")),
    Reader("odt", _HERE + "odt:read", (".odt",), (_OPEN,), _zip_with(_OPEN.encode())),
    Reader("zip", _HERE + "packed:read_zip", (".zip",), ("application/zip",), _starts(b"PK\x03\x04")),
    Reader("gzip", _HERE + "packed:read_gzip", (".gz",), ("application/gzip",), _starts(b"\x1f\x8b")),
    Reader("bzip2", _HERE + "packed:read_bzip2", (".bz2",), ("application/x-bzip2",), _starts(b"BZh")),
    Reader(
        "newsboat cache", _HERE + "newsboat:read", (), (), _starts(b"SQLite format 3\0"), by_default=False
    ),
    Reader("warc", _HERE + "warc:read", (".warc",), ("application/warc",), _starts(b"WARC/")),
    Reader("opml", _HERE + "opml:refuse", (".opml",), ("text/x-opml",), _xml(b"opml"), by_default=False),
    Reader(
        "rtf",
        _HERE + "text:refuse_rtf",
        (".rtf",),
        ("application/rtf",),
        _starts(b"{\\rtf"),
        by_default=False,
    ),
    Reader(
        "word 97",
        _HERE + "text:refuse_word97",
        (".doc",),
        ("application/msword",),
        _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        by_default=False,
    ),
    Reader("mhtml", _HERE + "savedpage:read_mhtml", (".mhtml", ".mht"), ("multipart/related",), _mhtml),
    Reader("web archive", _HERE + "savedpage:read_webarchive", (".webarchive",), (), _webarchive),
    Reader("feed", _HERE + "feed:read", (".rss", ".atom"), _FEEDS, _xml(b"rss", b"feed", b"rdf:rdf")),
    Reader("html", _HERE + "html:read", (".html", ".htm", ".xhtml"), _PAGES, _xml(*_PAGE_MARKS)),
    Reader("mbox", _HERE + "mail:read_mbox", (".mbox",), ("application/mbox",), _mailbox),
    Reader("mail", _HERE + "mail:read_message", (".eml",), ("message/rfc822",), _mail),
    Reader("json", _HERE + "jsonarticles:read", (".jsonl", ".ndjson", ".json"), _LINES, _starts(b"{", b"[")),
    Reader("csv", _HERE + "table:read_csv", (".csv", ".tsv"), _TABLES, _table),
    Reader("markdown", _HERE + "markdown:read", (".md", ".markdown"), ("text/markdown",)),
    Reader("text", _HERE + "text:read", (".txt", ".text"), ("text/plain",), _plain),
)
"""The most telling first: several formats begin alike."""


_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%pdf-", "pdf"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word 97"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
)
"""First bytes, in lower case, that no other format has, whatever a file's name ends with: a page that is
saved as `.doc` is a page.
"""

_PAGES_TOO = ("html", "web archive", "mhtml", "feed", "markdown", "text")
"""Formats that may begin as pages do."""

_MAY_BE_EMPTY = ("text", "markdown")
"""Formats in which a file of no bytes is an article without text, and not something broken."""


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, those of other packages first so that they can stand in for ours."""
    found = []
    for point in entry_points(group="onrecord.readers"):
        reader = point.load()
        if not isinstance(reader, Reader):
            raise ReadingError(
                f"The plug-in {point.value} is no onrecord reader: ask its maker, or uninstall it."
            )
        found.append(reader)
    return (*found, *BUILT_IN)


def suffixes() -> frozenset[str]:
    """The suffixes that are read when a folder is added."""
    return frozenset(suffix for reader in readers() if reader.by_default for suffix in reader.suffixes)


def reader_for(name: str, head: bytes = b"", media_type: str = "") -> Reader | None:
    """The reader for something called `name` that begins with `head`; None when nothing reads it."""
    suffix = os.path.splitext(name.lower())[1]  # noqa: PTH122 - a name may be an address
    by_suffix = next((reader for reader in readers() if suffix and suffix in reader.suffixes), None)
    if by_suffix:
        return _unmistakable(by_suffix, head) or by_suffix
    bare = media_type.partition(";")[0].strip().lower()
    by_type = next((reader for reader in readers() if bare and bare in reader.media_types), None)
    # Servers say text/plain and application/xml of everything.
    if by_type and by_type.name != "text":
        return by_type
    return next((reader for reader in readers() if reader.sniff and head and reader.sniff(head)), by_type)


def _unmistakable(named: Reader, head: bytes) -> Reader | None:
    """The built-in reader of what begins with `head`, where a file's name promises another built-in one."""
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:32].lower()
    told = next((name for signature, name in _SIGNATURES if begins.startswith(signature)), "")
    if named.name == "word 97" and head.startswith(b"PK\x03\x04"):
        told = "docx"
    if not told or named not in BUILT_IN or (told == "html" and named.name in _PAGES_TOO):
        return None
    return next(reader for reader in readers() if reader.name == told)


def read_source(source: Source, head: bytes, known_as: str = "") -> Iterator[Article]:
    """The articles in `source`, whose stream stands at its beginning and begins with `head`.

    `known_as` is the name to tell the format by, where it is not the source's.

    Raises `ReadingError` when it is of no known format or cannot be read.
    """
    _quieten()
    reader = reader_for(known_as or source.name, head, source.media_type)
    if source.columns and (reader is None or reader.name == "text"):
        # Whoever names columns means a table, whatever else its first bytes may be.
        reader = next(one for one in readers() if one.name == "csv")
    if not head and (reader is None or reader.name not in _MAY_BE_EMPTY):
        raise ReadingError(f"{source.name} is empty.")
    if reader is None:
        raise ReadingError(f"{source.name} is of no format that onrecord reads: see `onrecord add --help`.")
    try:
        read = reader.load()
    except ImportError as error:
        raise ReadingError(
            f"Reading {source.name} needs a library that is not installed: {error}."
        ) from error
    yield from map(_storable, read(source))


@cache
def _quieten() -> None:
    """What libraries warn of goes nowhere unless somebody asks for it: what matters is a `ReadingError`."""
    for library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(library).addHandler(logging.NullHandler())


def _storable(article: Article) -> Article:
    return replace(
        article,
        text=storable(article.text),
        title=storable(article.title),
        outlet=storable(article.outlet),
        url=storable(article.url),
        author=storable(article.author),
    )


def read_path(path: Path, *, columns: Mapping[str, str] | None = None, outlet: str = "") -> Iterator[Article]:
    """The articles in the file at `path`; `outlet` for those that name none. Raises `ReadingError`."""
    try:
        with path.open("rb") as stream:
            if not stream.seekable():
                yield from read_stream(stream, str(path), columns=columns, outlet=outlet)
                return
            head = stream.read(HEAD)
            stream.seek(0)
            yield from read_source(Source(str(path), stream, outlet=outlet, columns=columns or {}), head)
    except OSError as error:
        raise ReadingError(f"{path} cannot be read: {error.strerror or error}.") from error


def read_stream(
    stream: BinaryIO, name: str = "-", *, columns: Mapping[str, str] | None = None, outlet: str = ""
) -> Iterator[Article]:
    """The articles in a stream that cannot be rewound, such as standard input. Raises `ReadingError`."""
    raw: Any = stream
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw, HEAD)
    head = buffered.peek(HEAD)[:HEAD]
    yield from read_source(Source(name, buffered, outlet=outlet, columns=columns or {}), head)


def read_page(url: str, *, outlet: str = "") -> Iterator[Article]:
    """The articles at a web address: a page, or any other format. Raises `ReadingError`."""
    # Imported late: most of what is read is read from files.
    from store.feeds.http import Client, FetchError

    try:
        page = Client().get(url)
    except FetchError as error:
        raise ReadingError(f"{url} was not read: {error}.") from error
    source = Source(url, io.BytesIO(page.data), media_type=page.media_type, url=page.final_url, outlet=outlet)
    yield from read_source(source, page.data[:HEAD])


def read_clipboard(*, outlet: str = "") -> Iterator[Article]:
    """The text in the clipboard. Raises `ReadingError` when there is none, or no way to it."""
    import pyperclip

    try:
        text = str(pyperclip.paste() or "")
    except pyperclip.PyperclipException as error:
        raise ReadingError(
            "The clipboard cannot be read here: install wl-clipboard or xclip, or use `onrecord add -`."
        ) from error
    if not text.strip():
        raise ReadingError(
            "The clipboard holds no text, or cannot be reached from here: `onrecord add -` reads text."
        )
    yield from read_stream(io.BytesIO(text.encode("utf-8", "replace")), "clipboard", outlet=outlet)
