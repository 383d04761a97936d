"""A whole archive as lines of onrecord's own form (see `store.export.jsonl`), losing nothing a person made.

Articles go out as they were extracted, before corrections; the corrections follow them. What linking made of
both follows from them again, so it is not written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from store.archive.connect import open_read_only
from store.export import collected, jsonl
from store.export.evidence import Heading

_AT_ONCE = 200
_BULK_AT_ONCE = 2000

_ARTICLE = """
select a.id, a.hash, a.title, a.published, coalesce(o.name, '') as source, a.text, a.url, a.author,
    a.language, a.origin, a.notes, a.added, a.extractor
from article a left join outlet o on o.id = a.outlet_id where a.id > ? order by a.id limit ?
"""

# A correction puts what stood there into the `overruled` tables, and what it took out into `rejected_quote`.
_QUOTES = """
select q.id, q.uid, q.text as quote, q.content, q.cue, q.source, q.kind, q.mode, q.negated,
    coalesce(o.speaker_kind, q.speaker_kind) as speaker_kind, coalesce(o.role, q.role) as role, q.attributed,
    q.on_behalf_of, q.reported_by, q.confidence
from quote q left join overruled_quote o on o.quote_id = q.id where q.article_id = ?
"""

_SPEAKERS = """
select v.quote_id, m.name from
    (select quote_id, position, mention_id, behalf from overruled_speaker
     where quote_id in (select id from quote where article_id = :article)
     union all
     select quote_id, position, mention_id, behalf from quote_speaker
     where quote_id in (select id from quote where article_id = :article)
         and quote_id not in (select quote_id from overruled_quote)) v
    join mention m on m.id = v.mention_id
where not v.behalf order by v.quote_id, v.position
"""

_REJECTED = "select facts from rejected_quote where article_id = ?"

_BULK_FIELDS = (
    "id", "uid", "quote", "kind", "mode", "negated", "speaker_kind", "role", "attributed", "on_behalf_of",
    "reported_by", "confidence", "published", "outlet", "title", "url", "occurrences",
)  # fmt: skip

_BULK = """
select q.id, q.uid, q.text as quote, q.kind, q.mode, q.negated,
    coalesce(o.speaker_kind, q.speaker_kind) as speaker_kind, coalesce(o.role, q.role) as role, q.attributed,
    q.on_behalf_of, coalesce(q.reported_by, '') as reported_by, q.confidence, q.published,
    coalesce(u.name, '') as outlet, q.title, q.url, q.occurrences
from quote q left join overruled_quote o on o.quote_id = q.id left join outlet u on u.id = q.outlet_id
where q.article_id is null and q.id > ? order by q.id limit ?
"""

_BULK_SPEAKERS = """
select v.quote_id, m.name from
    (select quote_id, position, mention_id, behalf from overruled_speaker where quote_id between ?1 and ?2
     union all
     select quote_id, position, mention_id, behalf from quote_speaker where quote_id between ?1 and ?2
         and quote_id not in (select quote_id from overruled_quote)) v
    join mention m on m.id = v.mention_id
where not v.behalf order by v.quote_id, v.position
"""

_BULK_ISSUES = """
select quote_id, name from suggestion where quote_id between ?1 and ?2 order by quote_id, position
"""

_BULK_REJECTED = "select facts from rejected_quote where article_id is null order by uid"

_PEOPLE = "select name, aliases, roles, kind from mention where article_id = ? order by position"

_ISSUES = """
select s.quote_id, s.position, s.name, s.evidence from suggestion s join quote q on q.id = s.quote_id
where q.article_id = ? order by s.position, s.quote_id
"""

_PERSONAL = {
    "correction": "select at, action, article, detail, undone from correction order by id",
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
            _articles(connection),
            _bulk(connection),
            *(_personal(connection, kind) for kind in _PERSONAL),
        )
    finally:
        connection.close()


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
    quotes = [_quote(dict(row)) for row in connection.execute(_QUOTES, (article,)).fetchall()]
    speakers: dict[int, list[str]] = {}
    for row in connection.execute(_SPEAKERS, {"article": article}).fetchall():
        speakers.setdefault(row["quote_id"], []).append(row["name"])
    suggested = [tuple(row) for row in connection.execute(_ISSUES, (article,)).fetchall()]
    for (facts,) in connection.execute(_REJECTED, (article,)).fetchall():
        quote, names, about = _rejected(connection, json.loads(facts))
        quotes.append(quote)
        speakers[quote["id"]] = names
        suggested += about
    quotes.sort(key=lambda quote: (quote["content"], quote["id"]))
    place = {quote.pop("id"): at for at, quote in enumerate(quotes)}
    for id_, at in place.items():
        quotes[at]["speakers"] = speakers.get(id_, [])
        quotes[at]["issues"] = []
    issues: dict[str, dict[str, Any]] = {}
    for id_, position, name, evidence in sorted(suggested, key=lambda row: (row[1], place[row[0]])):
        del position
        issue = issues.setdefault(name, {"name": name, "quotes": [], "evidence": []})
        issue["quotes"].append(place[id_])
        issue["evidence"].append(evidence)
        quotes[place[id_]]["issues"].append(name)
    people = [
        {"name": name, "aliases": json.loads(aliases), "roles": json.loads(roles), "kind": kind}
        for name, aliases, roles, kind in connection.execute(_PEOPLE, (article,)).fetchall()
    ]
    return {"quotes": quotes, "people": people, "issues": list(issues.values())}


_Suggested = tuple[int, int, str, str]


def _rejected(
    connection: sqlite3.Connection, facts: dict[str, Any]
) -> tuple[dict[str, Any], list[str], list[_Suggested]]:
    """A quote that a person said is none, as it was extracted, with its speakers and issues."""
    (row,) = facts["quote"]
    before = facts["overruled_quote"][0] if facts["overruled_quote"] else row
    fields = {**row, "quote": row["text"], "speaker_kind": before["speaker_kind"], "role": before["role"]}
    quote = _quote({name: fields[name] for name in _FIELDS})
    voices = facts["overruled_speaker"] if facts["overruled_quote"] else facts["quote_speaker"]
    names = [
        connection.execute("select name from mention where id = ?", (voice["mention_id"],)).fetchone()[0]
        for voice in sorted(voices, key=lambda voice: voice["position"])
        if not voice["behalf"]
    ]
    about = [(row["id"], one["position"], one["name"], one["evidence"]) for one in facts["suggestion"]]
    return quote, names, about


_FIELDS = (
    "id", "uid", "quote", "content", "cue", "source", "kind", "mode", "negated", "speaker_kind", "role",
    "attributed", "on_behalf_of", "reported_by", "confidence",
)  # fmt: skip


def _quote(fields: dict[str, Any]) -> dict[str, Any]:
    for spans in ("content", "cue", "source"):
        fields[spans] = json.loads(fields[spans])
    fields["negated"] = bool(fields["negated"])
    return fields


def _bulk(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    last = -1
    while rows := connection.execute(_BULK, (last, _BULK_AT_ONCE)).fetchall():
        span = (rows[0]["id"], rows[-1]["id"])
        last = span[1]
        speakers = _grouped(connection.execute(_BULK_SPEAKERS, span))
        issues = _grouped(connection.execute(_BULK_ISSUES, span))
        told = collected.between(connection, *span)
        for row in rows:
            yield _bulk_line(dict(row), speakers, issues, told)
    for (written,) in connection.execute(_BULK_REJECTED).fetchall():
        yield _rejected_bulk(connection, json.loads(written))


def _rejected_bulk(connection: sqlite3.Connection, facts: dict[str, Any]) -> dict[str, Any]:
    """A quote of bulk data that a person said is none: the correction follows among the others."""
    quote, names, about = _rejected(connection, facts)
    (row,) = facts["quote"]
    outlet = connection.execute("select name from outlet where id = ?", (row["outlet_id"],)).fetchone()
    fields = {
        **row,
        **quote,
        "reported_by": quote["reported_by"] or "",
        "outlet": outlet[0] if outlet else "",
    }
    issues = [name for _, _, name, _ in sorted(about)]
    told = {one["quote_id"]: json.loads(one["facts"]) for one in facts.get("collected", ())}
    only = {key: fields[key] for key in _BULK_FIELDS}
    return _bulk_line(only, {row["id"]: names}, {row["id"]: issues}, told)


def _bulk_line(
    fields: dict[str, Any],
    speakers: Mapping[int, list[str]],
    issues: Mapping[int, list[str]],
    told: Mapping[int, dict[str, Any]],
) -> dict[str, Any]:
    id_ = fields.pop("id")
    fields["negated"] = bool(fields["negated"])
    line = {"type": "quote", **fields, "speakers": speakers.get(id_, []), "issues": issues.get(id_, [])}
    return {**line, "collected": told[id_]} if id_ in told else line


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for quote, name in rows:
        found.setdefault(quote, []).append(name)
    return found


def _personal(connection: sqlite3.Connection, kind: str) -> Iterator[dict[str, Any]]:
    for row in connection.execute(_PERSONAL[kind]).fetchall():
        fields = dict(row)
        if kind == "correction":
            fields["detail"] = json.loads(fields["detail"])
        yield {"type": kind, **fields}
