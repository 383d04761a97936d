"""The tables of feeds: written inside the caller's transaction (`Archive.transaction`)."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.archive.articles import now
from store.archive.connect import explain, open_read_only

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


@dataclass(frozen=True, slots=True)
class Stated:
    """What a feed says of an entry: when it differs, the entry was changed."""

    words: str
    """16 hex digits of its title and text."""
    dated: str = ""
    """When it was changed last, as the feed writes it."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry that was seen before."""

    tries: int
    """0 for one that was handled, else how often its page was tried for."""
    stated: Stated | None = None
    """None where nobody kept it."""
    versions: int = 0
    """How many articles it became, each with other words."""
    at: str = ""
    """ISO date and time, UTC, when it was last looked at."""


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
        for table in ("feed_entry", "entry_version"):
            self._connection.execute(f"delete from {table} where feed_id = ?", row)  # noqa: S608
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

    def known(self, feed: Feed) -> dict[str, Known]:
        """The entries that were seen, by their keys (`entry_key`)."""
        rows = self._connection.execute(
            "select e.entry, e.tries, v.words, v.dated, coalesce(v.versions, 0), coalesce(v.at, '') from"
            " feed_entry e left join entry_version v on v.feed_id = e.feed_id and v.entry = e.entry"
            " where e.feed_id = ?",
            (feed.id,),
        )
        return {
            entry: Known(tries, None if words is None else Stated(words, dated), versions, at)
            for entry, tries, words, dated, versions, at in rows
        }

    def earlier(self, feed_id: int, entry: str) -> tuple[str, str] | None:
        """The text of the article that an entry became last, and when that was; None where it became none."""
        found: tuple[str, str] | None = self._connection.execute(
            "select a.text, a.added from entry_version v join article a on a.hash = v.article"
            " where v.feed_id = ? and v.entry = ?",
            (feed_id, entry_key(entry)),
        ).fetchone()
        return found

    def handled(self, feed_id: int, entry: str, stated: Stated, article: str = "") -> None:
        """Note that an entry needs no more attention as long as the feed says the same of it.

        `article` is the hash of the article that it became, where it became another than before.
        """
        key = entry_key(entry)
        self._connection.execute(
            "insert or replace into feed_entry values (?, ?, 0, ?)", (feed_id, key, now())
        )
        self._connection.execute(
            "insert into entry_version values (?1, ?2, ?3, ?4, ?5, ?5 <> '', ?6) on conflict do update set"
            " words = ?3, dated = ?4, at = ?6, versions = versions + (?5 not in ('', article)),"
            " article = case ?5 when '' then article else ?5 end",
            (feed_id, key, stated.words, stated.dated, article, now()),
        )

    def tried(self, feed_id: int, entry: str) -> None:
        """Note that an entry's page could not be fetched, once more."""
        self._connection.execute(
            "insert into feed_entry values (?, ?, 1, ?) on conflict do update set tries = tries + 1, at = ?3",
            (feed_id, entry_key(entry), now()),
        )


@contextmanager
def reading(path: Path) -> Iterator[Subscriptions]:
    """The feeds of an archive that need not be writable, for reading. Raises `ArchiveError`."""
    connection = open_read_only(path)
    try:
        yield Subscriptions(connection)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    finally:
        connection.close()


def entry_key(entry: str) -> str:
    """What an entry is known by: 32 hex digits of its identity."""
    return hashlib.blake2b(entry.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
