"""One feed: fetched, parsed, its new entries completed from their pages. Knows no archive."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from store.archive.subscriptions import Feed, Known, Stated
from store.feeds.changes import changed_lately, due, said_of
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
    """An entry that is new, or that the feed says something else of than before."""

    id: str
    stated: Stated
    article: Article | None
    """None where it could not be had whole but may be the next time, or there is nothing to have."""
    pending: bool = False
    """To be tried again."""
    summary_only: bool = False
    """The article is only what the feed says of it."""
    later: bool = False
    """It was changed too often lately: to be looked at another time."""


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


def fetch(client: Client, feed: Feed, known: Mapping[str, Known], seconds: float) -> Fetched:
    """Ask for `feed`; `known` has the entries seen before, by their keys. Never raises for what others send.

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
    entries = {entry.id: entry for entry in parsed.entries}
    for entry, before in due(entries.values(), known):
        stated, tries = said_of(entry), before.tries if before else 0
        if before and not tries and before.stated is None:
            # Versions of onrecord before this one kept nothing to compare with.
            items.append(Item(entry.id, stated, None))
        elif before and changed_lately(before):
            items.append(Item(entry.id, stated, None, later=True))
        elif entry.id == half and tries < TRIES:
            items.append(Item(entry.id, stated, None, pending=True))
        elif not (feed.full_page and entry.summary_only and entry.article.url):
            items.append(Item(entry.id, stated, entry.article if entry.article.text else None))
        elif pages >= PAGES_AT_ONCE or time.monotonic() > deadline:
            items.append(Item(entry.id, stated, None, pending=True))
        else:
            pages += 1
            items.append(_complete(client, entry, tries + 1))
    notes = parsed.notes
    return Fetched(feed, parsed.title, page.url, page.etag, page.modified, tuple(items), notes=notes)


def _complete(client: Client, entry: format_.Entry, tries: int) -> Item:
    """The entry with the text of its page, where that has more than the feed."""
    summary, stated = entry.article, said_of(entry)
    try:
        page = client.get(summary.url)
        source = Source(page.final_url, io.BytesIO(), media_type=page.media_type, url=summary.url)
        if page.data.startswith(b"%PDF-"):
            raise ReadingError("its page is a PDF file")
        full = html.article(page.data, source)
    except FetchError as error:
        if not error.lasting and tries < TRIES:
            return Item(entry.id, stated, None, pending=True)
        return _only_summary(entry, str(error))
    except ReadingError as error:
        return _only_summary(entry, _clause(error))
    if len(full.text) <= len(summary.text):
        return _only_summary(entry, "its page had no more")
    article = replace(
        full,
        title=summary.title or full.title,
        published=summary.published or full.published,
        outlet=summary.outlet or full.outlet,
        author=summary.author or full.author,
        language=full.language or summary.language,
    )
    return Item(entry.id, stated, article)


def _only_summary(entry: format_.Entry, why: str) -> Item:
    article = entry.article
    noted = replace(article, notes=(*article.notes, f"only the feed's summary: {why}"))
    return Item(entry.id, said_of(entry), noted if article.text else None, summary_only=True)


def _clause(error: ReadingError) -> str:
    text = str(error).rstrip(".")
    return text[:300]
