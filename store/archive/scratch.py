"""New texts in a full-text table of their own: which of them match what."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from store.search.words import TOKENIZE

HELD = 64 << 20
"""Bytes of words that FTS5 gathers at most before it writes a segment.

Texts by the ten thousand it would write in many small ones, and then merge.
"""


class Scratch:
    """Some texts, indexed outside the archive file when somebody first asks what they match."""

    def __init__(self, connection: sqlite3.Connection, texts: Sequence[tuple[int, str]]) -> None:
        """`texts` are given as (number, text), in ascending order."""
        self._connection = connection
        self._texts = texts
        self._loaded = False

    def matching(self, expression: str) -> set[int]:
        """The numbers of the texts that a full-text expression finds."""
        if not self._loaded:
            self._load()
        rows = self._connection.execute(
            "select rowid from temp.scratch where scratch match ?", (expression,)
        ).fetchall()
        return {number for (number,) in rows}

    def _load(self) -> None:
        tokenizer = TOKENIZE.replace("'", "''")
        self._connection.execute(
            "create virtual table if not exists temp.scratch using"
            f" fts5(text, content='', columnsize=0, tokenize='{tokenizer}')"
        )
        self._connection.execute("insert into temp.scratch(scratch, rank) values ('hashsize', ?)", (HELD,))
        self._connection.execute("insert into temp.scratch(scratch) values ('delete-all')")
        self._connection.executemany("insert into temp.scratch(rowid, text) values (?, ?)", self._texts)
        self._loaded = True
