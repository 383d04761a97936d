"""Web archives (WARC, also gzip'd), by warcio: an article a page that was fetched with success."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from store.reading import html
from store.reading.source import ReadingError, Source
from store.records import Article

_PAGES = ("text/html", "application/xhtml+xml")


def read(source: Source) -> Iterator[Article]:
    """An article a page with text. Raises `ReadingError` when the file is damaged or warcio missing."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise ReadingError(
            f"Reading {source.name} needs warcio: install it with `pip install 'onrecord[warc]'`."
        ) from error
    cut = False
    watched = _Watched(source.stream)
    try:
        for record in _whole_heads(ArchiveIterator(watched)):
            if record.rec_type not in ("response", "resource"):
                continue
            found = _page(record, source)
            if found:
                yield found
            cut = _is_cut(record)
    except EOFError:
        cut = True
    except (ArchiveLoadFailed, OSError) as error:
        raise ReadingError(f"{source.name} is damaged: {error}. What came before was read.") from error
    if cut or not watched.last.endswith(b"\n"):
        raise ReadingError(f"{source.name} breaks off before its end: what came before was read.")


class _Watched:
    """A stream that remembers what it ended with: the library takes half a head for the end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.last = b""

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.last = data[-1:] or self.last
        return data


def _whole_heads(records: Iterator[Any]) -> Iterator[Any]:
    while True:
        try:
            record = next(records, None)
        except AttributeError as error:
            # The library trips over a record without an address, as one is whose head breaks off.
            raise EOFError("a record has no address") from error
        if record is None:
            return
        yield record


def _is_cut(record: Any) -> bool:
    """Whether the file ended before the record did."""
    # A head that breaks off states no length, which none lacks that is whole.
    left = getattr(record.raw_stream, "limit", None)
    return left is None or (left > 0 and not record.raw_stream.read(1))


def _page(record: Any, source: Source) -> Article | None:
    headers, names = record.http_headers, record.rec_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    kind = (headers or names).get_header("Content-Type") or ""
    if kind.partition(";")[0].strip().lower() not in _PAGES:
        return None
    url = names.get_header("WARC-Target-URI") or ""
    data = record.content_stream().read(html.PAGE_LIMIT + 1)
    if len(data) > html.PAGE_LIMIT:
        return None
    page = Source(f"{source.name}#{url}", source.stream, media_type=kind, url=url, outlet=source.outlet)
    try:
        return html.article(data, page)
    except ReadingError:
        return None
