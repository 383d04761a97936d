"""Web archives (WARC, also gzip'd), by warcio: an article a page that was fetched with success."""

from __future__ import annotations

from collections.abc import Iterator

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
    try:
        for record in ArchiveIterator(source.stream):
            if record.rec_type not in ("response", "resource"):
                continue
            found = _page(record, source)
            if found:
                yield found
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        raise ReadingError(f"{source.name} is damaged: {error}. What came before was read.") from error


def _page(record: object, source: Source) -> Article | None:
    headers = getattr(record, "http_headers", None)
    if headers is not None and headers.get_statuscode() != "200":
        return None
    names = getattr(record, "rec_headers")  # noqa: B009 - warcio carries no types
    kind = (headers or names).get_header("Content-Type") or ""
    if kind.partition(";")[0].strip().lower() not in _PAGES:
        return None
    url = names.get_header("WARC-Target-URI") or ""
    data = getattr(record, "content_stream")().read(html.PAGE_LIMIT + 1)  # noqa: B009
    if len(data) > html.PAGE_LIMIT:
        return None
    page = Source(f"{source.name}#{url}", source.stream, media_type=kind, url=url, outlet=source.outlet)
    try:
        return html.article(data, page)
    except ReadingError:
        return None
