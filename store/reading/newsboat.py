"""newsboat's cache: the articles it has already fetched, so that nobody starts from nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from store.reading.markup import text_of
from store.reading.source import ReadingError, Source
from store.records import Article

_ITEMS = """
    select item.title, item.author, item.url, item.pubDate, item.content, feed.title, feed.url
    from rss_item item left join rss_feed feed on feed.rssurl = item.feedurl
    where not item.deleted order by item.id
"""


def read(source: Source) -> Iterator[Article]:
    """An article an item. Raises `ReadingError` for any other SQLite file."""
    path = Path(source.name)
    if not path.is_file():
        raise ReadingError(f"{source.name} is a database inside another file: unpack it first.")
    connection = sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)
    try:
        # Fetched in whole: newsboat may want to write while we extract.
        rows = connection.execute(_ITEMS).fetchall()
    except sqlite3.Error as error:
        raise ReadingError(
            f"{source.name} is an SQLite file but not newsboat's cache: there are no articles in it."
        ) from error
    finally:
        connection.close()
    for title, author, url, published, content, feed, site in rows:
        text = text_of(str(content or ""))
        if text:
            yield Article(
                text=text,
                title=text_of(str(title or "")),
                author=str(author or ""),
                url=str(url or ""),
                outlet=source.outlet or str(feed or site or ""),
                published=datetime.fromtimestamp(published, UTC).date() if published else None,
                origin=source.name,
            )
