"""Speakers, issues and quotes, as corrections name them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from store.archive.errors import CorrectionError
from store.linking.issue_overrides import defined_key
from store.linking.topic_names import topic_key
from store.text import folded_name


def reference(connection: sqlite3.Connection, speaker: int) -> dict[str, Any]:
    """How corrections name a speaker: by a name, and the article where that is not enough."""
    row = connection.execute(
        "select name, key, anchor, block, target from mention where speaker_id = ?"
        " order by block = '', anchor = '', anchor, position limit 1",
        (speaker,),
    ).fetchone()
    if row is None:
        raise CorrectionError(f"There is no speaker #{speaker}.")
    name, key, anchor, block, target = row
    found = {"name": name, "key": key, "anchor": anchor}
    return found if block or anchor else {**found, "target": target}


def as_target(connection: sqlite3.Connection, speaker: int) -> dict[str, str]:
    """How a quote is given to a speaker: a full name where it has one, else the very part that is meant."""
    row = connection.execute(
        "select name, kind, target, block from mention where speaker_id = ?"
        " order by block = '', anchor = '', anchor, position limit 1",
        (speaker,),
    ).fetchone()
    if row is None:
        raise CorrectionError(f"There is no speaker #{speaker}.")
    name, kind, target, block = row
    return {"name": name, "kind": kind} if block else {"name": name, "kind": kind, "target": target}


def issue_key(connection: sqlite3.Connection, typed: str) -> str:
    """The key of the issue called `typed`. Raises `CorrectionError` when there is none."""
    folded = folded_name(typed)
    row = connection.execute(
        "select key from issue where name = ?1 or folded = ?2 or key = ?3 or key = ?4"
        " order by name = ?1 desc, key limit 1",
        (typed.strip(), folded, defined_key(typed), f"t:{topic_key(typed)}"),
    ).fetchone()
    if row is None:
        raise CorrectionError(f"The archive knows no issue {typed!r}: see `onrecord issues`.")
    return str(row[0])


def quote_place(connection: sqlite3.Connection, uid: str) -> tuple[dict[str, Any], str]:
    """How corrections name a quote (`uid` and `content`), and the hash of its article.

    The beginning of a uid is enough. Raises `CorrectionError` when there is no such quote, or several.
    """
    rows = connection.execute(
        "select q.uid, q.content, coalesce(a.hash, '')"
        " from quote q left join article a on a.id = q.article_id"
        " where q.uid >= ?1 and q.uid < ?1 || 'g' limit 2",
        (uid.strip().lower(),),
    ).fetchall()
    if len(uid.strip()) < 4 or not rows:
        raise CorrectionError(f"The archive has no quote {uid!r}: `onrecord search --json` gives their uids.")
    if len(rows) > 1:
        raise CorrectionError(f"Several quotes begin with {uid!r}: give more of it.")
    found, content, article = rows[0]
    return {"uid": found, "content": json.loads(content)}, str(article)
