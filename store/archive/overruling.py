"""Quotes that a person corrected: other speakers, or no quote at all, with what stood before kept beside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from store.archive.articles import Articles
from store.archive.indexing import Index
from store.linking.linker import Linker
from store.linking.topics import Topics

_BELONGING = (
    "quote_speaker", "quote_reporter", "overruled_speaker", "overruled_quote", "suggestion", "collected",
)  # fmt: skip

Detail = Mapping[str, Any]


class Overruling:
    """Lays a person's word about single quotes on, and takes it off, inside the caller's transaction."""

    def __init__(
        self, connection: sqlite3.Connection, index: Index, linker: Linker, topics: Topics, articles: Articles
    ) -> None:
        self._connection = connection
        self._index = index
        self._linker = linker
        self._topics = topics
        self._articles = articles

    def locate(self, detail: Detail, article: str) -> int | None:
        """The id of the quote a correction speaks of: by its uid, else the one that overlaps it most."""
        for table in ("quote", "rejected_quote"):
            sql = f"select id from {table} where uid = ?"  # noqa: S608
            row = self._connection.execute(sql, (detail["uid"],)).fetchone()
            if row:
                return int(row[0])
        if not article:
            return None
        rows = self._connection.execute(
            "select q.id, q.content from quote q join article a on a.id = q.article_id where a.hash = ?",
            (article,),
        ).fetchall()
        best = max(
            ((overlap(detail["content"], json.loads(content)), -quote) for quote, content in rows),
            default=(0, 0),
        )
        return -best[1] if best[0] >= 0.5 else None

    def reassign(self, quote: int, to: Sequence[Mapping[str, str]]) -> None:
        """Give a quote to these speakers (`name`, `kind`, and `target` where a name alone does not tell)."""
        if self._is_rejected(quote):
            return
        kept = self._connection.execute(
            "select 1 from overruled_quote where quote_id = ?", (quote,)
        ).fetchone()
        if kept is None:
            self._connection.execute(
                "insert into overruled_quote select id, speaker_kind, role from quote where id = ?", (quote,)
            )
            self._connection.execute(
                "insert into overruled_speaker"
                " select quote_id, position, mention_id, behalf from quote_speaker where quote_id = ?",
                (quote,),
            )
        before = self._given_up(quote)
        mentions = [self._mention(person) for person in to]
        changed = self._linker.settle()
        self._write_speakers(quote, mentions)
        changed |= self._linker.drop_shared(before)
        self._connection.execute(
            "update quote set corrected = 1, role = '', speaker_kind = coalesce("
            "(select s.kind from quote_speaker qs join speaker s on s.id = qs.speaker_id"
            " where qs.quote_id = ?1 order by position limit 1), 'unknown') where id = ?1",
            (quote,),
        )
        self._index.refresh(changed | {quote})

    def restore(self, quote: int) -> None:
        """Give a quote back what was extracted."""
        if self._is_rejected(quote):
            self._unreject(quote)
        row = self._connection.execute(
            "select speaker_kind, role from overruled_quote where quote_id = ?", (quote,)
        ).fetchone()
        if row is None:
            return
        before = self._given_up(quote)
        self._connection.execute(
            "insert into quote_speaker (quote_id, position, speaker_id, mention_id, behalf)"
            " select o.quote_id, o.position, m.speaker_id, o.mention_id, o.behalf from overruled_speaker o"
            " join mention m on m.id = o.mention_id where o.quote_id = ?",
            (quote,),
        )
        self._connection.execute(
            "update quote set corrected = 0, speaker_kind = ?, role = ? where id = ?", (*row, quote)
        )
        for table in ("overruled_speaker", "overruled_quote"):
            self._connection.execute(f"delete from {table} where quote_id = ?", (quote,))  # noqa: S608
        changed = self._linker.drop_shared(before)
        self._index.refresh(changed | {quote})

    def _given_up(self, quote: int) -> set[int]:
        """The mentions that a quote had its speakers through until now, when it has none."""
        rows = self._connection.execute(
            "select mention_id from quote_speaker where quote_id = ?", (quote,)
        ).fetchall()
        self._connection.execute("delete from quote_speaker where quote_id = ?", (quote,))
        return {mention for (mention,) in rows}

    def reject(self, quote: int) -> None:
        """Take a quote that is none out, keeping all of it."""
        if self._is_rejected(quote):
            return
        uid, article = self._connection.execute(
            "select uid, article_id from quote where id = ?", (quote,)
        ).fetchone()
        self._index.remove_quotes([quote])
        facts = {table: self._rows(table, "quote_id", quote) for table in _BELONGING}
        facts["quote"] = self._rows("quote", "id", quote)
        self._topics.withdraw([quote])
        for table in _BELONGING:
            self._connection.execute(f"delete from {table} where quote_id = ?", (quote,))  # noqa: S608
        self._connection.execute("delete from quote where id = ?", (quote,))
        self._index.changed.add(quote)
        self._connection.execute(
            "insert into rejected_quote values (?, ?, ?, ?)",
            (uid, quote, article, json.dumps(facts, ensure_ascii=False)),
        )

    def _unreject(self, quote: int) -> None:
        (written,) = self._connection.execute(
            "select facts from rejected_quote where id = ?", (quote,)
        ).fetchone()
        facts = json.loads(written)
        for table in ("quote", *_BELONGING):
            for row in facts.get(table, ()):
                columns = ", ".join(row)
                marks = ", ".join("?" * len(row))
                self._connection.execute(
                    f"insert into {table} ({columns}) values ({marks})",  # noqa: S608
                    list(row.values()),
                )
        for row in facts["suggestion"]:
            self._topics.count(row["key"], row["name"])
        for table in ("quote_speaker", "quote_reporter"):
            now_of = f"(select speaker_id from mention where id = {table}.mention_id)"  # noqa: S608
            sql = f"update {table} set speaker_id = {now_of} where quote_id = ?"  # noqa: S608
            self._connection.execute(sql, (quote,))
        self._connection.execute("delete from rejected_quote where id = ?", (quote,))
        self._articles.index_quotes([quote])
        self._index.changed.add(quote)

    def _is_rejected(self, quote: int) -> bool:
        row = self._connection.execute("select 1 from rejected_quote where id = ?", (quote,)).fetchone()
        return row is not None

    def _mention(self, person: Mapping[str, str]) -> int:
        return self._linker.shared(person["name"], person["kind"], person.get("target", ""))  # type: ignore[arg-type]

    def _write_speakers(self, quote: int, mentions: Iterable[int]) -> None:
        self._connection.executemany(
            "insert into quote_speaker (quote_id, position, mention_id, speaker_id)"
            " values (?1, ?2, ?3, (select speaker_id from mention where id = ?3))",
            [(quote, at, mention) for at, mention in enumerate(mentions)],
        )

    def _rows(self, table: str, column: str, quote: int) -> list[dict[str, Any]]:
        cursor = self._connection.execute(f"select * from {table} where {column} = ?", (quote,))  # noqa: S608
        names = [entry[0] for entry in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def overlap(one: Sequence[Sequence[int]], two: Sequence[Sequence[int]]) -> float:
    """The share of the longer of two contents' characters that both have, 0…1."""
    first = {at for start, end in one for at in range(start, end)}
    second = {at for start, end in two for at in range(start, end)}
    return len(first & second) / max(len(first), len(second), 1)
