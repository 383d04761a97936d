"""Numbers and public identities of articles and quotes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from store.records import Article, Span

SEQUENCE_BITS = 17
"""A day holds 2**17 quotes; one with more goes on in the numbers of the days after it."""


def day_of(published: date | None) -> int:
    """The proleptic ordinal of `published`, 0 when undated."""
    return published.toordinal() if published else 0


def article_hash(article: Article) -> str:
    """Identity of an article: the same text on the same date is the same article. 64 hex digits."""
    published = article.published.isoformat() if article.published else ""
    # A lone surrogate can stand in a str but not in UTF-8.
    body = f"{published}\0{article.text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(body).hexdigest()


def quote_uids(article: str, contents: Iterable[Sequence[Span]]) -> list[str]:
    """Public identities of an article's quotes, from its hash and each one's content spans. 20 hex digits."""
    uids: list[str] = []
    taken: dict[str, int] = {}
    for spans in contents:
        place = ",".join(f"{start}-{end}" for start, end in spans)
        repeat = taken[place] = taken.get(place, 0) + 1
        if repeat > 1:
            place += f"#{repeat}"
        uids.append(short_hash(f"{article}:{place}"))
    return uids


def short_hash(text: str) -> str:
    """20 hex digits that stand for `text`."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


class Numbers:
    """Hands out free quote ids, day by day."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next: dict[int, int] = {}
        # By day: the next id, of those handed out in this transaction and perhaps not yet written.

    def take(self, day: int, count: int) -> list[int]:
        """The next `count` free ids of `day`, ascending."""
        ids: list[int] = []
        at = day
        while len(ids) < count:
            first = self._next_free(at)
            end = (at + 1) << SEQUENCE_BITS
            ids.extend(range(first, min(end, first + count - len(ids))))
            self._next[at] = min(end, ids[-1] + 1 if ids and ids[-1] >= first else first)
            at += 1
        if at > day + 1:
            self._connection.execute("insert or replace into meta values ('overflow', '1')")
        return ids

    def forget(self) -> None:
        """At the start of a transaction: what was handed out before is written, or was taken back."""
        self._next.clear()

    def _next_free(self, day: int) -> int:
        if day in self._next:
            return self._next[day]
        base = day << SEQUENCE_BITS
        (last,) = self._connection.execute(
            "select max(id) from (select max(id) as id from quote where id between :first and :last"
            " union all select max(id) from rejected_quote where id between :first and :last)",
            {"first": base, "last": base + (1 << SEQUENCE_BITS) - 1},
        ).fetchone()
        return base if last is None else int(last) + 1
