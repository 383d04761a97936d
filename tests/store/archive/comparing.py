"""An archive's content in a form that does not depend on the numbers it happened to give."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from store.search.tags import Tag

_TABLES = (
    "article", "outlet", "quote", "speaker", "speaker_alias", "speaker_kind", "mention", "name",
    "surname_line", "loose_part", "quote_speaker", "quote_reporter", "overruled_quote", "overruled_speaker",
    "rejected_quote", "issue", "suggestion", "topic", "quote_issue", "vocabulary", "tally", "mark", "seen",
)  # fmt: skip


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that corrections may touch, sorted.

    A mention that no article has, made for a correction that needs it and again when one is taken back,
    stands as what it says in the place of its number.
    """
    connection = sqlite3.connect(path)
    try:
        found = {
            table: sorted(
                connection.execute(f"select {_columns(connection, table)} from {table}").fetchall(), key=repr
            )
            for table in _TABLES
        }
        connection.execute("create virtual table temp.words using fts5vocab(main, quote_fts, instance)")
        found["quote_fts"] = sorted(
            connection.execute("select distinct term, doc, col from words").fetchall()
        )
        return found
    finally:
        connection.close()


def _columns(connection: sqlite3.Connection, table: str) -> str:
    number = "id" if table == "mention" else "mention_id"
    shared = (
        f"coalesce((select json_array(m.name, m.kind, m.target) from mention m"
        f" where m.id = {table}.{number} and m.article_id is null), {number})"
    )
    names = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    return ", ".join(
        shared if name == number and (table == "mention" or name != "id") else name for name in names
    )


def content(path: Path) -> dict[str, Any]:
    """What the archive says, with names and uids in the place of numbers."""
    connection = sqlite3.connect(path)
    try:
        run = lambda sql: connection.execute(sql).fetchall()  # noqa: E731
        key = {0: "", **dict(run("select id, key from speaker"))}
        issue = dict(run("select id, key from issue"))
        outlet = dict(run("select id, name from outlet"))
        kinds = {
            Tag.SPEAKER.value: key,
            Tag.ISSUE.value: issue,
            Tag.OUTLET.value: outlet,
            Tag.REPORTER.value: key,
        }
        kinds[Tag.BEHALF.value] = key

        def spelled(tags: str) -> list[str]:
            return sorted(
                f"{word[0]}{kinds[word[0]][int(word[1:])]}" if word[0] in kinds else word
                for word in tags.split()
            )

        quotes = {
            uid: (text, published, spelled(tags), json.loads(spans))
            for uid, text, published, tags, spans in run(
                "select uid, text, published, tags, content from quote"
            )
        }
        facets = {"speaker": key, "issue": issue, "outlet": outlet}
        return {
            "articles": sorted(run("select hash, title from article")),
            "quotes": quotes,
            "said": sorted(
                run(
                    "select q.uid, qs.position, s.key, qs.behalf from quote_speaker qs"
                    " join quote q on q.id = qs.quote_id join speaker s on s.id = qs.speaker_id"
                )
            ),
            "about": sorted(
                run(
                    "select q.uid, i.key, i.name, qi.evidence from quote_issue qi"
                    " join quote q on q.id = qi.quote_id join issue i on i.id = qi.issue_id"
                )
            ),
            "speakers": sorted(run("select key, name, kind from speaker")),
            "aliases": sorted((key[s], *rest) for s, *rest in run("select * from speaker_alias")),
            "mentions": sorted(
                run(
                    "select m.anchor, m.position, m.key, m.target, m.reason, m.score, s.key from mention m"
                    " join speaker s on s.id = m.speaker_id"
                )
            ),
            "names": sorted(run("select * from name")),
            "vocabulary": run("select * from vocabulary order by term"),
            "tally": sorted(
                (facet, facets[facet][number], count) for facet, number, count in run("select * from tally")
            ),
        }
    finally:
        connection.close()
