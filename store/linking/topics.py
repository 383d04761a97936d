"""The matters that articles' quotes are about, joined to the archive's issues."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from store.linking.speakers import folded_name
from store.records import IssueMention


class Topics:
    """Writes suggestions and issues, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def write(self, ids: Sequence[int], issues: Sequence[IssueMention]) -> None:
        """Write which of an article's quotes (by their ids, in order) are about what."""
        taken: dict[int, int] = {}
        for issue in issues:
            key = folded_name(issue.name)
            if not key:
                continue
            for at, index in enumerate(issue.quotes):
                quote = ids[index]
                position = taken[quote] = taken.get(quote, -1) + 1
                evidence = issue.evidence[at] if at < len(issue.evidence) else ""
                self._connection.execute(
                    "insert into suggestion values (?, ?, ?, ?, ?)",
                    (quote, position, issue.name, key, evidence),
                )
                self._connection.execute(
                    "insert or ignore into quote_issue values (?, ?, ?)",
                    (quote, self._issue(key, issue.name), evidence),
                )

    def remove(self, ids: Iterable[int]) -> None:
        """Take the suggestions of quotes out."""
        self._connection.executemany("delete from suggestion where quote_id = ?", [(quote,) for quote in ids])

    def _issue(self, key: str, name: str) -> int:
        row = self._connection.execute("select id from issue where key = ?", (key,)).fetchone()
        if row is None:
            row = self._connection.execute(
                "insert into issue (key, name, folded) values (?, ?, ?) returning id", (key, name, key)
            ).fetchone()
        return int(row[0])
