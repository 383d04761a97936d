"""One feed: fetched, parsed, its new entries completed from their pages. Knows no archive."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from store.archive.subscriptions import Feed, entry_key
from store.feeds.http import Client, FetchError
from store.reading import feed as format_
from store.reading import html
from store.reading.source import ReadingError, Source
from store.records import Article

TRIES = 3
"""Refreshes in which the page of an entry is tried for before its summary has to do."""

PAGES_AT_ONCE = 60
"""Pages fetched of one feed in one refresh; the rest comes with the next."""


@dataclass(frozen=True, slots=True)
class Item:
    """A new entry."""

    id: str
    article: Article | None
    """None where it could not be had whole but may be the next time, or there is nothing to have."""
    pending: bool = False
    """To be tried again."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What asking for a feed came to."""

    feed: Feed
    title: str = ""
    url: str = ""
    """Where the feed lives, permanent redirects followed."""
    etag: str = ""
    modified: str = ""
    items: tuple[Item, ...] = ()
    unchanged: bool = False
    problem: str = ""
    """Why it could not be had, as a clause; empty when it was."""
    retry_after: float = 0.0
    """Seconds the server asks to be left alone."""
    notes: tuple[str, ...] = ()


def fetch(client: Client, feed: Feed, known: Mapping[str, int], seconds: float) -> Fetched:
    """Ask for `feed`; `known` has the keys of entries seen before. Never raises for what others send.

    After `seconds` no more pages are fetched.
    """
    deadline = time.monotonic() + seconds
    try:
        page = client.get(feed.url, etag=feed.etag, modified=feed.modified)
        if page.unchanged:
            return Fetched(feed, url=page.url, etag=feed.etag, modified=feed.modified, unchanged=True)
        source = Source(page.final_url, io.BytesIO(), media_type=page.media_type, url=page.final_url)
        parsed = format_.parse(page.data, replace(source, outlet=feed.title))
    except FetchError as error:
        return Fetched(feed, problem=str(error), retry_after=error.retry_after)
    except ReadingError as error:
        return Fetched(feed, problem=_clause(error))
    items: list[Item] = []
    pages = 0
    # What a feed ends with that breaks off is half an entry: the next time it may be whole.
    half = parsed.entries[-1].id if parsed.cut else None
    for entry in {entry.id: entry for entry in parsed.entries}.values():
        tries = known.get(entry_key(entry.id))
        if tries == 0:
            continue
        if entry.id == half and (tries or 0) < TRIES:
            items.append(Item(entry.id, None, pending=True))
        elif not (feed.full_page and entry.summary_only and entry.article.url):
            items.append(Item(entry.id, entry.article if entry.article.text else None))
        elif pages >= PAGES_AT_ONCE or time.monotonic() > deadline:
            items.append(Item(entry.id, None, pending=True))
        else:
            pages += 1
            items.append(_complete(client, entry, (tries or 0) + 1))
    notes = parsed.notes
    return Fetched(feed, parsed.title, page.url, page.etag, page.modified, tuple(items), notes=notes)


def _complete(client: Client, entry: format_.Entry, tries: int) -> Item:
    """The entry with the text of its page, where that has more than the feed."""
    summary = entry.article
    try:
        page = client.get(summary.url)
        source = Source(page.final_url, io.BytesIO(), media_type=page.media_type, url=summary.url)
        if page.data.startswith(b"%PDF-"):
            raise ReadingError("its page is a PDF file")
        full = html.article(page.data, source)
    except FetchError as error:
        if not error.lasting and tries < TRIES:
            return Item(entry.id, None, pending=True)
        return Item(entry.id, _only_summary(summary, str(error)))
    except ReadingError as error:
        return Item(entry.id, _only_summary(summary, _clause(error)))
    if len(full.text) <= len(summary.text):
        return Item(entry.id, _only_summary(summary, "its page had no more"))
    return Item(
        entry.id,
        replace(
            full,
            title=summary.title or full.title,
            published=summary.published or full.published,
            outlet=summary.outlet or full.outlet,
            author=summary.author or full.author,
            language=full.language or summary.language,
        ),
    )


def _only_summary(article: Article, why: str) -> Article | None:
    if not article.text:
        return None
    return replace(article, notes=(*article.notes, f"only the feed's summary: {why}"))


def _clause(error: ReadingError) -> str:
    text = str(error).rstrip(".")
    return text[:300]
