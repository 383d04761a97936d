"""The tables of feeds: written inside the caller's transaction (`Archive.transaction`)."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from store.archive.articles import now

_COLUMNS = "id, url, title, tags, full_page, etag, modified, failures, not_before, fetched, problem"


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription and how it stands."""

    id: int
    url: str
    title: str
    tags: tuple[str, ...]
    full_page: bool
    """The page of an entry is fetched when the feed has only a summary of it."""
    etag: str
    modified: str
    failures: int
    """How often in a row it could not be had."""
    not_before: str
    """ISO date and time, UTC, before which it is not asked; "" for at once."""
    fetched: str
    problem: str


class Subscriptions:
    """Reads and writes subscriptions over the connection of an archive."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Feed]:
        """Every feed, in the order they were added."""
        rows = self._connection.execute(f"select {_COLUMNS} from feed order by id").fetchall()  # noqa: S608
        return [
            Feed(id_, url, title, tuple(json.loads(tags)), bool(full), *rest)
            for id_, url, title, tags, full, *rest in rows
        ]

    def articles(self) -> dict[int, int]:
        """Feed id to how many of its entries were handled."""
        handled = "select feed_id, count(*) from feed_entry where tries = 0 group by feed_id"
        return dict(self._connection.execute(handled))

    def add(self, url: str, title: str = "", tags: Sequence[str] = (), *, full_page: bool = True) -> bool:
        """Subscribe. Returns False, changing nothing, for a feed that is there."""
        cursor = self._connection.execute(
            "insert or ignore into feed (url, title, tags, full_page, added) values (?, ?, ?, ?, ?)",
            (url, title, json.dumps(list(tags), ensure_ascii=False), full_page, now()),
        )
        return cursor.rowcount > 0

    def remove(self, url: str) -> bool:
        """Unsubscribe; what it brought stays. Returns False when it is not there."""
        row = self._connection.execute("select id from feed where url = ?", (url,)).fetchone()
        if row is None:
            return False
        self._connection.execute("delete from feed_entry where feed_id = ?", row)
        self._connection.execute("delete from feed where id = ?", row)
        return True

    def answered(self, feed: Feed, *, title: str, etag: str, modified: str, url: str) -> None:
        """Note that a feed was had, by which marks to ask next time, and where it is now."""
        taken = self._connection.execute(
            "select 1 from feed where url = ? and id <> ?", (url, feed.id)
        ).fetchone()
        self._connection.execute(
            "update feed set url = ?, title = case title when '' then ? else title end, etag = ?,"
            " modified = ?, failures = 0, not_before = '', problem = '', fetched = ? where id = ?",
            (feed.url if taken else url, title, etag, modified, now(), feed.id),
        )

    def failed(self, feed: Feed, problem: str, not_before: str) -> None:
        """Note why a feed could not be had, and when to ask again."""
        self._connection.execute(
            "update feed set failures = failures + 1, problem = ?, not_before = ? where id = ?",
            (problem, not_before, feed.id),
        )

    def known(self, feed: Feed) -> dict[str, int]:
        """The keys (`entry_key`) of entries that were seen: 0 for handled ones, else how often their page was
        tried for.
        """
        return dict(
            self._connection.execute("select entry, tries from feed_entry where feed_id = ?", (feed.id,))
        )

    def handled(self, feed_id: int, entry: str) -> None:
        """Note that an entry needs no more attention."""
        self._connection.execute(
            "insert or replace into feed_entry values (?, ?, 0, ?)", (feed_id, entry_key(entry), now())
        )

    def tried(self, feed_id: int, entry: str) -> None:
        """Note that an entry's page could not be fetched, once more."""
        self._connection.execute(
            "insert into feed_entry values (?, ?, 1, ?) on conflict do update set tries = tries + 1, at = ?3",
            (feed_id, entry_key(entry), now()),
        )


def entry_key(entry: str) -> str:
    """What an entry is known by: 32 hex digits of its identity."""
    return hashlib.blake2b(entry.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
