"""Whole pages in one file, as browsers save them: MHTML and Safari's web archive."""

from __future__ import annotations

import email.policy
import plistlib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from xml.parsers.expat import ExpatError

from store.reading import html
from store.reading.source import ReadingError, Source
from store.records import Article

FILE_LIMIT = 128 * 1024 * 1024
"""Bytes of such a file; most of them are pictures."""

_PAGES = ("text/html", "application/xhtml+xml")


def read_mhtml(source: Source) -> Iterator[Article]:
    """One article. Raises `ReadingError` when there is no page in it, or no text in that."""
    # The newer policy trips over heads that browsers write.
    message = message_from_bytes(source.read(FILE_LIMIT), policy=email.policy.compat32)
    page = _root(message)
    if page is None:
        raise ReadingError(f"{source.name} holds no web page.")
    data = page.get_payload(decode=True)
    address = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "").strip()
    charset = page.get_content_charset()
    kind = f"text/html; charset={charset}" if charset else "text/html"
    yield html.article(data if isinstance(data, bytes) else b"", _page(source, kind, address))


def _root(message: Message) -> Message | None:
    """The part that is the page: the one the message names, else the first page that is no frame of it."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "")
    return next((part for part in pages if start and part.get("Content-ID") == start), None) or next(
        iter(pages), None
    )


def read_webarchive(source: Source) -> Iterator[Article]:
    """One article. Raises `ReadingError` when there is no page in it, or no text in that."""
    try:
        held = plistlib.loads(source.read(FILE_LIMIT))
    except (plistlib.InvalidFileException, ExpatError, ValueError, OverflowError, RecursionError) as error:
        raise ReadingError(f"{source.name} is damaged, or no web archive: {error}.") from error
    main = held.get("WebMainResource") if isinstance(held, dict) else None
    main = main if isinstance(main, dict) else {}
    data, kind = main.get("WebResourceData"), str(main.get("WebResourceMIMEType") or "")
    if not isinstance(data, bytes) or kind not in _PAGES:
        raise ReadingError(f"{source.name} holds no web page.")
    charset = str(main.get("WebResourceTextEncodingName") or "utf-8")
    address = str(main.get("WebResourceURL") or "")
    yield html.article(data, _page(source, f"{kind}; charset={charset}", address))


def _page(source: Source, media_type: str, address: str) -> Source:
    url = address if address.startswith(("http://", "https://")) else ""
    return Source(source.name, source.stream, media_type=media_type, url=url, outlet=source.outlet)
