"""RSS, Atom and JSON Feed, by feedparser: an article an entry."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urljoin

from store.reading.dates import day
from store.reading.markup import text_of
from store.reading.source import ReadingError, Source
from store.records import Article

FEED_LIMIT = 64 * 1024 * 1024

_TAIL = 4096
_ENDS = re.compile(rb"</\s*(?:[\w-]+:)?(?:rss|feed|rdf|channel)\s*>", re.I)

_ESCAPED = re.compile(r"</?(?:p|br|div|blockquote)\b[^<>]*>", re.I)

_SUMMARY = 1200
"""Characters under which the description of an RSS item is a summary rather than the article."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    id: str
    """As the feed names it, else its address, else its title: the same entry again has the same."""
    article: Article
    summary_only: bool
    """The feed gives only a teaser: the article stands at `article.url`."""
    updated: str = ""
    """When it was changed last, as the feed writes it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was fetched."""

    title: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    cut: bool = False
    """It breaks off, most likely within its last entry."""


def read(source: Source) -> Iterator[Article]:
    """The entries that have text. Raises `ReadingError` when it is no feed, and, after them, when cut."""
    feed = parse(source.read(FEED_LIMIT), source)
    for entry in feed.entries:
        if entry.article.text:
            yield entry.article
    if feed.cut:
        raise ReadingError(f"{source.name} breaks off before its end: what came before was read.")


def parse(data: bytes, source: Source) -> Feed:
    """The feed in `data`; entries without text are kept, since their page may have it.

    Raises `ReadingError` when it is no feed.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, source)
    import feedparser

    headers = {"content-location": source.url} if source.url else {}
    if source.media_type:
        headers["content-type"] = source.media_type
    parsed = feedparser.parse(data, response_headers=headers)
    if not parsed.get("version") and not parsed.entries:
        reason = parsed.get("bozo_exception")
        raise ReadingError(f"{source.name} is no feed{f': {reason}' if reason else ''}.")
    title = text_of(parsed.feed.get("title", ""))
    outlet = source.outlet or title
    entries = tuple(
        _entry(entry, source, outlet, parsed.feed.get("language", "")) for entry in parsed.entries
    )
    notes = (
        (f"the feed is faulty: {parsed.bozo_exception}",)
        if parsed.bozo and parsed.get("bozo_exception")
        else ()
    )
    return Feed(title, entries, notes, cut=bool(entries) and not _ENDS.search(data[-_TAIL:]))


def _entry(entry: Any, source: Source, outlet: str, language: str) -> Entry:
    bodies = [_text(content.get("value", "")) for content in entry.get("content", ())]
    summary = _text(entry.get("summary", ""))
    body = max(bodies, key=len, default="")
    text = body if len(body) > len(summary) else summary
    article = Article(
        text=text,
        title=" ".join(text_of(entry.get("title", "")).split()),
        published=_date(entry),
        outlet=" ".join((_first_outlet(entry) or outlet).split()),
        url=_web(entry.get("link", "")),
        author=_authors(entry),
        language=_language(entry, language),
        origin=source.name,
    )
    identity = entry.get("id") or article.url or article.title or text[:200]
    updated = str(dict.get(entry, "updated") or dict.get(entry, "published") or "")
    return Entry(identity, article, _is_summary(body, summary), updated)


def _text(fragment: str) -> str:
    text = text_of(fragment)
    # Some feeds escape what they give twice.
    return text_of(text) if _ESCAPED.search(text) else text


def _first_outlet(entry: Any) -> str:
    """Who reported an entry that an aggregator's feed passes on."""
    stated = entry.get("source")
    return text_of(str(stated.get("title") or "")) if isinstance(stated, dict) else ""


def _authors(entry: Any) -> str:
    named = [author.get("name") for author in entry.get("authors", ()) if isinstance(author, dict)]
    names = dict.fromkeys(" ".join(str(name).split()) for name in named if name)
    return ", ".join(names) if len(names) > 1 else " ".join(str(entry.get("author", "")).split())


def _is_summary(body: str, summary: str) -> bool:
    if len(body) > max(len(summary), 400):
        return False
    text = max(body, summary, key=len)
    cut = text.rstrip().endswith(("…", "...", "[…]", "[...]", "Read more", "Continue reading"))
    return cut or len(text) < _SUMMARY


def _date(entry: Any) -> date | None:
    for name in ("published", "updated", "created"):
        # feedparser's mapping warns when `updated` is asked for and `published` stands in.
        parsed = dict.get(entry, f"{name}_parsed")
        # As the outlet wrote it: late in the evening, UTC has tomorrow.
        if parsed and (stated := day(dict.get(entry, name))):
            return stated
        if parsed:
            try:
                return datetime.fromtimestamp(timegm(parsed), UTC).date()
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _language(entry: Any, feed: str) -> str:
    stated = next(
        (content.get("language") for content in entry.get("content", ()) if content.get("language")), ""
    )
    return str(stated or feed or "")[:2].lower()


def _web(address: Any) -> str:
    text = str(address or "").strip()
    return text if text.startswith(("http://", "https://")) else ""


def is_json_feed(value: Any) -> bool:
    """Whether a JSON document says that it is a JSON Feed."""
    return isinstance(value, dict) and str(value.get("version", "")).startswith(
        "https://jsonfeed.org/version/"
    )


def _json_feed(data: bytes, source: Source) -> Feed:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{source.name} is no JSON Feed: {error}.") from error
    if not is_json_feed(value):
        raise ReadingError(f"{source.name} is no JSON Feed: it has no jsonfeed.org version.")
    title = _string(value, "title")
    items = value.get("items")
    entries = [
        _json_entry(item, source, title, _string(value, "language"), _string(value, "home_page_url"))
        for item in (items if isinstance(items, list) else ())
        if isinstance(item, dict)
    ]
    return Feed(title, tuple(entries))


def _json_entry(item: dict[str, Any], source: Source, outlet: str, language: str, home: str) -> Entry:
    body = text_of(_string(item, "content_html")) or _string(item, "content_text")
    summary = _string(item, "summary")
    authors = item.get("authors") or [item.get("author")]
    names = [_string(author, "name") for author in authors if isinstance(author, dict)]
    when = _string(item, "date_published") or _string(item, "date_modified")
    article = Article(
        text=body or summary,
        title=_string(item, "title"),
        published=day(when),
        outlet=source.outlet or outlet,
        url=_web(urljoin(source.url or home, str(item.get("url") or item.get("external_url") or ""))),
        author=", ".join(name for name in names if name),
        language=(_string(item, "language") or language)[:2].lower(),
        origin=source.name,
    )
    identity = str(item.get("id") or article.url or article.title)
    return Entry(identity, article, _is_summary(body, summary), _string(item, "date_modified") or when)


def _string(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""
