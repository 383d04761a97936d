"""What a person keeps in the archive besides corrections: marks with notes, what was read, saved searches."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from store.archive.answers import Mark
from store.archive.articles import now
from store.archive.overruling import overlap

_SAME = 0.5
"""The overlap from which two extractions' quotes are one."""

HISTORY = 500
"""Queries that are remembered."""

_NEWEST = "(select coalesce(max(id), 0) from article)"
"""SQL: the article added last. Quotes are numbered by date: of two, the one with the higher number may have
been here for long."""


class Personal:
    """Writes marks, read quotes, saved searches and past queries, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def mark(self, uid: str, note: str | None) -> None:
        """Put a quote last among the marked, or set the note of one that is marked."""
        self._connection.execute(
            "insert into mark"
            " values (?1, (select coalesce(max(position), 0) + 1 from mark), coalesce(?2, ''), ?3)"
            " on conflict do update set note = coalesce(?2, note)",
            (uid, note, now()),
        )

    def unmark(self, uid: str) -> Mark | None:
        """Take a mark off. Returns it, for `restore`."""
        row = self._connection.execute(
            "delete from mark where quote_uid = ? returning quote_uid, position, note, at", (uid,)
        ).fetchone()
        return Mark(*row) if row else None

    def restore(self, mark: Mark) -> None:
        """Put a mark back where it stood."""
        self._connection.execute(
            "insert or replace into mark values (?, ?, ?, ?)", (mark.uid, mark.position, mark.note, mark.at)
        )

    def reorder(self, uids: Sequence[str]) -> None:
        """Put the marked quotes in this order; those not named follow in theirs."""
        rows = self._connection.execute("select quote_uid from mark order by position, quote_uid").fetchall()
        marked = [uid for (uid,) in rows]
        order = [uid for uid in uids if uid in marked] + [uid for uid in marked if uid not in uids]
        self._connection.executemany(
            "update mark set position = ? where quote_uid = ?", [(at, uid) for at, uid in enumerate(order, 1)]
        )

    def set_seen(self, uids: Sequence[str], seen: bool) -> None:
        if seen:
            self._connection.executemany(
                "insert or ignore into seen values (?, ?)", [(uid, now()) for uid in uids]
            )
        else:
            self._connection.executemany("delete from seen where quote_uid = ?", [(uid,) for uid in uids])

    def carry_over(
        self, before: Mapping[str, Sequence[Sequence[int]]], after: Mapping[str, Sequence[Sequence[int]]]
    ) -> None:
        """Quotes were extracted anew: a mark follows to the quote that overlaps its old one most.

        Both are given as content spans by uid.
        """
        free = {uid: content for uid, content in after.items() if uid not in before}
        for uid, content in before.items():
            if uid in after or not free:
                continue
            nearest = max(free, key=lambda other: (overlap(content, free[other]), other))
            if overlap(content, free[nearest]) < _SAME:
                continue
            for table in ("mark", "seen"):
                sql = f"update or ignore {table} set quote_uid = ? where quote_uid = ?"  # noqa: S608
                self._connection.execute(sql, (nearest, uid))

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name; quotes that are there now count as known."""
        self._connection.execute(
            f"insert or replace into saved_search values (?, ?, {_NEWEST})",  # noqa: S608
            (name, query),
        )

    def looked_at(self, name: str) -> None:
        """A saved search was looked at: what is there now is known."""
        self._connection.execute(
            f"update saved_search set seen_id = {_NEWEST} where name = ?",  # noqa: S608
            (name,),
        )

    def drop_search(self, name: str) -> None:
        self._connection.execute("delete from saved_search where name = ?", (name,))

    def remember(self, query: str) -> None:
        """Put a query first in the history."""
        if not query.strip():
            return
        self._connection.execute("delete from query_history where query = ?", (query.strip(),))
        self._connection.execute(
            "insert into query_history (query, at) values (?, ?)", (query.strip(), now())
        )
        self._connection.execute(
            "delete from query_history where id not in (select id from query_history order by id desc limit"
            " ?)",
            (HISTORY,),
        )
