"""What follows from the articles, made again: speakers, issues, counts and the search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from itertools import islice

from store.archive.indexing import Index
from store.archive.numbering import day_of
from store.linking.linker import Linker
from store.linking.names import parse
from store.linking.topics import Topics
from store.provenance import provenance
from store.search.tags import without_private_use

Report = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""

_BATCH = 2000


def rebuild(
    connection: sqlite3.Connection, index: Index, linker: Linker, topics: Topics, report: Report
) -> None:
    """Rebuild inside the caller's transaction. Corrections hold as before."""
    _outlets(connection)
    _mentions(connection, linker, report)
    _issues(connection, topics, report)
    _index(connection, index, report)
    _issues_by_definition(connection, index, topics)
    index.optimize()


def _outlets(connection: sqlite3.Connection) -> None:
    """Articles that name no outlet, added before their place was kept in its stead, get it now."""
    rows = connection.execute("select id, url, origin from article where outlet_id is null").fetchall()
    for article, url, origin in rows:
        name = provenance(url, origin)
        if name:
            connection.execute("insert or ignore into outlet (name) values (?)", (name,))
            (outlet,) = connection.execute("select id from outlet where name = ?", (name,)).fetchone()
            for table, key in (("article", "id"), ("quote", "article_id")):
                connection.execute(f"update {table} set outlet_id = ? where {key} = ?", (outlet, article))  # noqa: S608


def _mentions(connection: sqlite3.Connection, linker: Linker, report: Report) -> None:
    for table in ("name", "surname_line", "loose_part", "speaker_alias", "speaker_kind", "speaker"):
        connection.execute(f"delete from {table}")  # noqa: S608
    rows = connection.execute(
        "select id, name, kind, article_id, anchor from mention order by anchor, position, id"
    ).fetchall()
    days = dict(connection.execute("select id, published from article").fetchall())
    report("speakers", 0, len(rows))
    for mention, written, kind, article, anchor in rows:
        name = parse(written, kind)
        published = days.get(article)
        day = day_of(date.fromisoformat(published)) if published else 0
        connection.execute(
            "update mention set key = ?, block = ?, day = ?, speaker_id = null, reason = '', score = 1"
            " where id = ?",
            (name.key, name.block, day, mention),
        )
        if name.whole:
            connection.execute("update mention set target = ? where id = ?", (name.key, mention))
        linker.enter(name, article is not None, day, anchor, mention)
    linker.settle()
    for table in ("quote_speaker", "quote_reporter"):
        found = f"(select speaker_id from mention where id = {table}.mention_id)"  # noqa: S608
        connection.execute(f"update {table} set speaker_id = {found}")  # noqa: S608
    report("speakers", len(rows), len(rows))


def _issues(connection: sqlite3.Connection, topics: Topics, report: Report) -> None:
    for table in ("quote_issue", "issue", "topic"):
        connection.execute(f"delete from {table}")  # noqa: S608
    topics.clear()
    topics.rekey()
    connection.execute("insert into topic select key, name, count(*) from suggestion group by key, name")
    keys = sorted(topics.all_keys())
    report("issues", 0, len(keys))
    topics.rebuild((key for key in keys if key.startswith("t:")), lambda _: set())
    report("issues", len(keys), len(keys))


def _index(connection: sqlite3.Connection, index: Index, report: Report) -> None:
    index.clear()
    connection.execute("update quote set tags = ''")
    articles = connection.execute("select id from article order by id").fetchall()
    for (article,) in articles:
        title, text = connection.execute(
            "select title, text from article where id = ?", (article,)
        ).fetchone()
        connection.execute(
            "insert into article_fts(rowid, title, text) values (?, ?, ?)",
            (article, without_private_use(title), without_private_use(text)),
        )
    ids = [quote for (quote,) in connection.execute("select id from quote order by id").fetchall()]
    rest = iter(ids)
    done = 0
    while chunk := list(islice(rest, _BATCH)):
        index.add_quotes(chunk)
        done += len(chunk)
        report("index", done, len(ids))


def _issues_by_definition(connection: sqlite3.Connection, index: Index, topics: Topics) -> None:
    """Definitions look into the full-text index, hence after it."""

    def matching(expression: str) -> set[int]:
        rows = connection.execute(
            "select rowid from quote_fts where quote_fts match ?", (f"text : {expression}",)
        ).fetchall()
        return {quote for (quote,) in rows}

    keys = topics.all_keys()
    index.change_issues(topics.rebuild(keys, matching))
    for key in sorted(keys):
        topics.keep(key)
