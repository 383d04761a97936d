"""Small archives for search tests, written straight into the tables."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from store.schema import MIGRATIONS
from store.search.tags import Tag, token
from store.search.words import terms


def tag_text(tokens: Iterable[str]) -> str:
    """What stands in `quote.tags`: the tokens, each once, in one order whatever theirs was."""
    return " ".join(sorted(set(tokens)))


@dataclass(frozen=True)
class Said:
    """One quote of a small archive."""

    text: str
    speaker: str = ""
    issue: str = ""
    outlet: str = ""
    day: str = "2025-12-01"
    kind: str = "direct"
    mode: str = "speech"
    by: str = ""
    corrected: bool = False
    marked: bool = False
    seen: bool = False


class _Ids:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def speaker(self, name: str) -> int:
        key = name.lower()
        row = self.connection.execute("select id from speaker where key = ?", (key,)).fetchone()
        if row:
            return int(row[0])
        made = self.connection.execute(
            "insert into speaker(key, name, folded, kind) values (?, ?, ?, 'person')", (key, name, key)
        ).lastrowid
        self.connection.execute(
            "insert into speaker_alias(speaker_id, alias, folded, named, seen) values (?, ?, ?, 1, 1)",
            (made, name, key),
        )
        assert made
        return made

    def named(self, table: str, name: str) -> int:
        row = self.connection.execute(f"select id from {table} where name = ?", (name,)).fetchone()
        if row:
            return int(row[0])
        values = {"name": name} | ({"key": name, "folded": name.lower()} if table == "issue" else {})
        columns = ", ".join(values)
        places = ", ".join("?" * len(values))
        made = self.connection.execute(
            f"insert into {table}({columns}) values ({places})", list(values.values())
        )
        assert made.lastrowid
        return made.lastrowid


def build(path: Path, said: Iterable[Said]) -> list[int]:
    """Make the archive `path` of `said`; the quotes' ids, in the order given."""
    connection = sqlite3.connect(path)
    MIGRATIONS.apply(Database(connection))
    ids = _Ids(connection)
    days: Counter[int] = Counter()
    words: Counter[str] = Counter()
    made = []
    for quote in said:
        day = date.fromisoformat(quote.day).toordinal() if quote.day else 0
        id_ = day << 17 | days[day]
        days[day] += 1
        made.append(id_)
        words.update(set(terms(quote.text)))
        _insert(connection, ids, id_, quote)
    connection.executemany("insert into vocabulary values (?, ?)", words.items())
    connection.commit()
    connection.close()
    return made


def _insert(connection: sqlite3.Connection, ids: _Ids, id_: int, quote: Said) -> None:
    tags = [token(Tag.KIND, quote.kind), token(Tag.MODE, quote.mode)]
    outlet = ids.named("outlet", quote.outlet) if quote.outlet else None
    speaker = ids.speaker(quote.speaker) if quote.speaker else None
    issue = ids.named("issue", quote.issue) if quote.issue else None
    for tag, number in ((Tag.OUTLET, outlet), (Tag.SPEAKER, speaker), (Tag.ISSUE, issue)):
        tags += [token(tag, number)] if number else []
    tags += [token(Tag.REPORTER, ids.speaker(quote.by))] if quote.by else []
    tags += [token(Tag.FLAG, "corrected")] if quote.corrected else []
    connection.execute(
        "insert into quote(id, uid, text, tags, kind, mode, confidence, published, outlet_id, corrected) "
        "values (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
        (
            id_,
            f"u{id_}",
            quote.text,
            tag_text(tags),
            quote.kind,
            quote.mode,
            quote.day or None,
            outlet,
            quote.corrected,
        ),
    )
    connection.execute(
        "insert into quote_fts(rowid, text, tags) values (?, ?, ?)", (id_, quote.text, tag_text(tags))
    )
    counted = (("outlet", outlet), ("speaker", speaker), ("issue", issue))
    connection.executemany(
        "insert into tally values (?, ?, 1) on conflict do update set quotes = quotes + 1",
        [(facet, number) for facet, number in counted if number],
    )
    if speaker:
        connection.execute("insert into quote_speaker values (?, 0, ?, 0, 0)", (id_, speaker))
    if issue:
        connection.execute("insert into quote_issue values (?, ?, '')", (id_, issue))
    if quote.marked:
        connection.execute("insert into mark values (?, ?, '', '')", (f"u{id_}", id_))
    if quote.seen:
        connection.execute("insert into seen values (?, '')", (f"u{id_}",))
