"""Quotes by id, as lists and citations show them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from store.records import Quote, Span

_QUOTES = """
select q.id, q.uid, q.text, q.speaker_kind, q.attributed, q.role, q.kind, q.mode, q.confidence, q.negated,
    q.reported_by, q.on_behalf_of, q.published, coalesce(o.name, '') as outlet, q.article_id,
    coalesce(a.title, q.title) as title, coalesce(a.url, q.url) as url,
    q.content, q.cue, q.source, q.occurrences, q.corrected,
    exists(select 1 from mark where quote_uid = q.uid) as marked,
    exists(select 1 from seen where quote_uid = q.uid) as read
from quote q left join outlet o on o.id = q.outlet_id left join article a on a.id = q.article_id
where q.id in ({})
"""
_SPEAKERS = """
select qs.quote_id, s.id, s.name from quote_speaker qs join speaker s on s.id = qs.speaker_id
where qs.quote_id in ({}) and not qs.behalf order by qs.quote_id, qs.position
"""
_ISSUES = """
select qi.quote_id, i.name from quote_issue qi join issue i on i.id = qi.issue_id
where qi.quote_id in ({}) order by qi.quote_id, i.name
"""
_AT_ONCE = 500


def quotes(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Quote]:
    """The quotes of `ids`, in their order; ids that are gone are left out."""
    wanted = list(ids)
    found: dict[int, Quote] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for quote in _some(connection, wanted[start : start + _AT_ONCE]):
            found[quote.id] = quote
    return [found[id_] for id_ in wanted if id_ in found]


def _some(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Quote]:
    places = ",".join("?" * len(ids))

    def rows(sql: str) -> list[sqlite3.Row]:
        cursor = connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql.format(places), ids).fetchall()

    speakers: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for quote_id, speaker_id, name in rows(_SPEAKERS):
        speakers[quote_id].append((speaker_id, name))
    issues: dict[int, list[str]] = defaultdict(list)
    for quote_id, name in rows(_ISSUES):
        issues[quote_id].append(name)
    for row in rows(_QUOTES):
        yield _quote(row, speakers[row["id"]], issues[row["id"]])


def _quote(row: sqlite3.Row, speakers: list[tuple[int, str]], issues: list[str]) -> Quote:
    return Quote(
        id=row["id"],
        uid=row["uid"],
        text=row["text"],
        speakers=tuple(name for _, name in speakers),
        speaker_ids=tuple(number for number, _ in speakers),
        speaker_kind=row["speaker_kind"],
        attributed=row["attributed"],
        role=row["role"],
        kind=row["kind"],
        mode=row["mode"],
        confidence=row["confidence"],
        negated=bool(row["negated"]),
        reported_by=row["reported_by"],
        on_behalf_of=row["on_behalf_of"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        outlet=row["outlet"],
        article_id=row["article_id"],
        title=row["title"],
        url=row["url"],
        issues=tuple(issues),
        content=_spans(row["content"]),
        cue=_spans(row["cue"]),
        source=_spans(row["source"]),
        occurrences=row["occurrences"],
        corrected=bool(row["corrected"]),
        marked=bool(row["marked"]),
        read=bool(row["read"]),
    )


def _spans(written: str) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in json.loads(written)) if written != "[]" else ()
