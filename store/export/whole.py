"""A whole archive as lines of onrecord's own form (see `store.export.jsonl`), losing nothing a person made.

Articles go out as they were extracted, before corrections; the corrections follow them. What linking made of
both follows from them again, so it is not written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from store.archive.connect import open_read_only
from store.export import jsonl
from store.export.evidence import Evidence, Heading
from store.search import fetch

_AT_ONCE = 200

_ARTICLE = """
select a.id, a.hash, a.title, a.published, coalesce(o.name, '') as source, a.text, a.url, a.author,
    a.language, a.origin, a.notes, a.added, a.extractor
from article a left join outlet o on o.id = a.outlet_id where a.id > ? order by a.id limit ?
"""

_QUOTES = """
select id, uid, text as quote, content, cue, source, kind, mode, negated, speaker_kind, role, attributed,
    on_behalf_of, reported_by, confidence
from quote where article_id = ?
"""

# A correction that gave a quote to somebody else put what stood there into `overruled_speaker`.
_SPEAKERS = """
select v.quote_id, m.name from
    (select quote_id, position, mention_id, behalf from overruled_speaker
     where quote_id in (select id from quote where article_id = :article)
     union all
     select quote_id, position, mention_id, behalf from quote_speaker
     where quote_id in (select id from quote where article_id = :article)
         and quote_id not in (select quote_id from overruled_speaker)) v
    join mention m on m.id = v.mention_id
where not v.behalf order by v.quote_id, v.position
"""

_PEOPLE = "select name, aliases, roles, kind from mention where article_id = ? order by position"

_ISSUES = """
select s.quote_id, s.name, s.evidence from suggestion s join quote q on q.id = s.quote_id
where q.article_id = ? order by s.position, s.quote_id
"""

_PERSONAL = {
    "correction": "select at, action, detail, undone from correction order by id",
    "mark": "select quote_uid as quote, position, note, at from mark order by position, quote_uid",
    "seen": "select quote_uid as quote, at from seen order by quote_uid",
    "saved_search": "select name, query from saved_search order by name",
}


def write(path: Path, heading: Heading) -> Iterator[bytes]:
    """The lines of the archive at `path`, as one state of it. Raises `ArchiveError`."""
    connection = open_read_only(path)
    connection.row_factory = sqlite3.Row
    try:
        # One transaction: a writer at work changes nothing of what is read meanwhile.
        connection.execute("begin")
        yield from jsonl.lines(
            [jsonl.header(heading, "archive")],
            _issues(connection),
            _articles(connection),
            _bulk(connection),
            *(_personal(connection, kind) for kind in _PERSONAL),
        )
    finally:
        connection.close()


def _issues(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for row in connection.execute(
        "select name, pinned, definition from issue where pinned or definition is not null order by name"
    ).fetchall():
        definition = json.loads(row["definition"]) if row["definition"] else None
        yield {"type": "issue", "name": row["name"], "pinned": bool(row["pinned"]), "definition": definition}


def _articles(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    last = -1
    while rows := connection.execute(_ARTICLE, (last, _AT_ONCE)).fetchall():
        last = rows[-1]["id"]
        for row in rows:
            fields = dict(row)
            article = fields.pop("id")
            fields["notes"] = json.loads(fields["notes"])
            yield {"type": "article", **fields, **_extraction(connection, article)}


def _extraction(connection: sqlite3.Connection, article: int) -> dict[str, Any]:
    quotes = [_quote(row) for row in connection.execute(_QUOTES, (article,)).fetchall()]
    quotes.sort(key=lambda quote: (quote["content"], quote["id"]))
    speakers: dict[int, list[str]] = {}
    for row in connection.execute(_SPEAKERS, {"article": article}).fetchall():
        speakers.setdefault(row["quote_id"], []).append(row["name"])
    place = {quote.pop("id"): at for at, quote in enumerate(quotes)}
    issues: dict[str, dict[str, Any]] = {}
    for id_, at in place.items():
        quotes[at]["speakers"] = speakers.get(id_, [])
        quotes[at]["issues"] = []
    for row in connection.execute(_ISSUES, (article,)).fetchall():
        issue = issues.setdefault(row["name"], {"name": row["name"], "quotes": [], "evidence": []})
        issue["quotes"].append(place[row["quote_id"]])
        issue["evidence"].append(row["evidence"])
        quotes[place[row["quote_id"]]]["issues"].append(row["name"])
    people = [
        {"name": name, "aliases": json.loads(aliases), "roles": json.loads(roles), "kind": kind}
        for name, aliases, roles, kind in connection.execute(_PEOPLE, (article,)).fetchall()
    ]
    return {"quotes": quotes, "people": people, "issues": list(issues.values())}


def _quote(row: sqlite3.Row) -> dict[str, Any]:
    fields = dict(row)
    for spans in ("content", "cue", "source"):
        fields[spans] = json.loads(fields[spans])
    fields["negated"] = bool(fields["negated"])
    return fields


def _bulk(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    last = -1
    while rows := connection.execute(
        "select id from quote where article_id is null and id > ? order by id limit ?", (last, _AT_ONCE)
    ).fetchall():
        last = rows[-1]["id"]
        for quote in fetch.quotes(connection, [row["id"] for row in rows]):
            yield jsonl.quote_line(Evidence(quote))


def _personal(connection: sqlite3.Connection, kind: str) -> Iterator[dict[str, Any]]:
    for row in connection.execute(_PERSONAL[kind]).fetchall():
        fields = dict(row)
        if kind == "correction":
            fields["detail"] = json.loads(fields["detail"])
        yield {"type": kind, **fields}
