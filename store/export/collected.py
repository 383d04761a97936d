"""What collections tell of quotes beyond what the archive has columns for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

Told = dict[int, dict[str, Any]]
"""By quote."""


def between(connection: sqlite3.Connection, first: int, last: int) -> Told:
    """Of the quotes with ids from `first` to `last`."""
    return _told(connection, "between ? and ?", (first, last))


def of(connection: sqlite3.Connection, ids: Sequence[int]) -> Told:
    """Of these quotes."""
    return _told(connection, "in (select value from json_each(?))", (json.dumps(list(ids)),)) if ids else {}


def _told(connection: sqlite3.Connection, which: str, parameters: Sequence[object]) -> Told:
    # An archive that is only read may be from before there was a place for it.
    if not connection.execute("select 1 from sqlite_master where name = 'collected'").fetchone():
        return {}
    sql = f"select quote_id, facts from collected where quote_id {which}"  # noqa: S608 ours
    return {quote: json.loads(facts) for quote, facts in connection.execute(sql, parameters).fetchall()}
