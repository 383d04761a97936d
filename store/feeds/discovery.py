"""The feed at an address that somebody typed: the address itself, or the feed its page names."""

from __future__ import annotations

import io
from urllib.parse import urljoin

from store.feeds.http import Client, FetchError
from store.reading import feed
from store.reading.source import ReadingError, Source

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def discover(url: str, client: Client | None = None) -> str:
    """The address of the feed at `url`. Raises `FetchError` when there is none, or nothing at all."""
    if url.startswith("feed://"):
        url = "https://" + url.removeprefix("feed://")
    page = (client or Client()).get(url)
    try:
        feed.parse(page.data, Source(url, io.BytesIO(), media_type=page.media_type, url=page.final_url))
    except ReadingError:
        named = _named(page.data, page.final_url)
        if not named:
            raise FetchError("it is no feed, and as a page it names none") from None
        return named
    return page.url


def _named(data: bytes, base: str) -> str:
    import lxml.html

    try:
        root = lxml.html.document_fromstring(data)
    except (lxml.etree.ParserError, ValueError):
        return ""
    for element in root.iter("link"):
        kinds = str(element.get("rel", "")).lower().split()
        if "alternate" in kinds and str(element.get("type", "")).lower() in _TYPES and element.get("href"):
            return urljoin(base, str(element.get("href")))
    return ""
