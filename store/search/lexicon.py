"""The words that quotes hold, for completing and correcting what is typed."""

from __future__ import annotations

import sqlite3
from typing import Protocol


class Lexicon(Protocol):
    """What the plan asks of the vocabulary."""

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Words that begin with `prefix` and are longer, the most frequent first."""

    def typos(self, word: str, distance: int, *, prefix: bool) -> list[tuple[str, ...]]:
        """Words at just `distance` edits from `word`; with `prefix` also those that begin so."""


class TableLexicon:
    """The vocabulary as the archive's table has it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def completions(self, prefix: str, limit: int) -> list[str]:
        rows = self._connection.execute(
            "select term from vocabulary where term > ? and term < ? order by quotes desc, term limit ?",
            (prefix, prefix + "\U0010ffff", limit),
        )
        return [row[0] for row in rows.fetchall()]

    def typos(self, word: str, distance: int, *, prefix: bool) -> list[tuple[str, ...]]:
        return []
