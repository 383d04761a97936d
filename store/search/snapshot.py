"""The lexicon as the archive carries it: flat arrays in a table, so that a search starts at once.

Made again after a bulk import, by `onrecord reindex`, and when enough words have come since. What came since
stands in `vocabulary_new`, which a trigger fills.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array

from store.search.lexicon import Shelf
from store.search.words import terms

WORTH = 5_000
"""Words that must have come before a snapshot is made again."""

_SEPARATOR = "\n"
_NAMES = """
select alias from speaker_alias union select name from speaker union select name from issue
union select name from outlet
"""


def read(connection: sqlite3.Connection) -> Shelf | None:
    """The snapshot's words; None when there is none."""
    # An archive that was not written to for long may hold others, and large ones.
    sql = "select part, data from lexicon where part in ('words', 'counts', 'order')"
    parts = dict(connection.execute(sql).fetchall())
    if not parts or parts["order"] != sys.byteorder.encode():
        return None
    words = tuple(parts["words"].decode().split(_SEPARATOR)) if parts["words"] else ()
    counts = array("I")
    counts.frombytes(parts["counts"])
    return Shelf(words, counts)


def due(connection: sqlite3.Connection) -> bool:
    """Whether so many words have come that the snapshot should be made again."""
    (recent,) = connection.execute("select count(*) from vocabulary_new").fetchone()
    return int(recent) >= WORTH


def refresh(connection: sqlite3.Connection) -> None:
    """Make the snapshot again from the vocabulary and the names. Runs inside the caller's transaction."""
    counted = dict(connection.execute("select term, quotes from vocabulary").fetchall())
    for (name,) in connection.execute(_NAMES):
        for word in terms(name):
            counted.setdefault(word, 0)
    words = sorted(counted)
    rows = {
        "words": _SEPARATOR.join(words).encode(),
        "counts": array("I", [counted[word] for word in words]).tobytes(),
        "order": sys.byteorder.encode(),
    }
    connection.execute("delete from lexicon")
    connection.executemany("insert into lexicon values (?, ?)", rows.items())
    connection.execute("delete from vocabulary_new")


def rebuild(connection: sqlite3.Connection) -> None:
    """Count the vocabulary again from the full-text index, then make the snapshot.

    Runs inside the caller's transaction; `onrecord reindex` and the bulk import call it.
    """
    connection.execute(
        "create virtual table if not exists temp.indexed using fts5vocab(main, quote_fts, row)"
    )
    connection.execute("delete from vocabulary")
    connection.execute(
        "insert into vocabulary select term, doc from temp.indexed "
        "where term < char(0xe000) or term >= char(0xf900) order by term"
    )
    connection.execute("drop table temp.indexed")
    refresh(connection)
