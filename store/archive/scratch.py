"""New texts in a full-text table of their own: their words as FTS5 splits and folds them, and which match
what.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

TOKENIZER = "unicode61 remove_diacritics 2 categories ''L* N* Co''"
"""As `quote_fts` splits text, with SQL's doubled quotes."""


class Scratch:
    """Holds some texts, outside the archive file, until the next ones are loaded."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._made = False

    def load(self, texts: Sequence[tuple[int, str]]) -> None:
        """Hold these texts, given as (number, text) in ascending order, and no others."""
        if not self._made:
            self._connection.execute(
                "create virtual table if not exists temp.scratch using"
                f" fts5(text, content='', columnsize=0, tokenize='{TOKENIZER}')"
            )
            self._connection.execute(
                "create virtual table if not exists temp.scratch_words using fts5vocab(temp, scratch, row)"
            )
            self._made = True
        self._connection.execute("insert into temp.scratch(scratch) values ('delete-all')")
        self._connection.executemany("insert into temp.scratch(rowid, text) values (?, ?)", texts)

    def count_words(self, sign: int) -> None:
        """Add the texts' words to the vocabulary, or with `sign` -1 take them off."""
        self._connection.execute(
            "insert into vocabulary select term, doc * ? from temp.scratch_words where true"
            " on conflict do update set quotes = quotes + excluded.quotes",
            (sign,),
        )
        if sign < 0:
            self._connection.execute(
                "delete from vocabulary where quotes <= 0 and term in (select term from temp.scratch_words)"
            )

    def matching(self, expression: str) -> set[int]:
        """The numbers of the texts that a full-text expression finds."""
        rows = self._connection.execute(
            "select rowid from temp.scratch where scratch match ?", (expression,)
        ).fetchall()
        return {number for (number,) in rows}
