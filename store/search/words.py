"""Words as the full-text index has them.

The index folds and splits by SQLite's `unicode61` tables, which are those of one Unicode version, not
Python's. So each character's fate is asked of SQLite itself, once: a letter as it is folded, a mark that
is dropped, or something that separates words.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable

TOKENIZE = "unicode61 remove_diacritics 2 categories 'L* N* Co'"
"""As `store.schema` makes the quotes' index."""

_SEPARATOR = " "


class _Folding(dict[int, str]):
    """Code point -> its folded letter, "" for a mark, " " for a separator; filled as asked."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        for code in range(128):
            letter = chr(code)
            self[code] = letter.lower() if letter.isalnum() else _SEPARATOR

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._probe(chr(code))
        return folded

    def _probe(self, character: str) -> str:
        if 0xD800 <= ord(character) < 0xE000:  # a lone surrogate has no UTF-8
            return _SEPARATOR
        with self._lock:
            if self._connection is None:
                self._connection = _probe_index()
            run = self._connection.execute
            run("insert into probe(probe) values ('delete-all')")
            run("insert into probe(rowid, text) values (1, ?)", (f"a{character}b",))
            found = [row[0] for row in run("select term from term order by offset").fetchall()]
        return found[0][1:-1] if len(found) == 1 else _SEPARATOR


def _probe_index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    quoted = TOKENIZE.replace("'", "''")
    connection.executescript(
        f"create virtual table probe using fts5(text, content='', tokenize='{quoted}');"
        "create virtual table term using fts5vocab(probe, 'instance');"
    )
    return connection


_FOLDING = _Folding()
_ASCII = {code: _FOLDING[code] for code in range(128)}
_PUNCTUATION = re.compile("[‘’“”–—…«»\u00a0]")


def terms(text: str) -> list[str]:
    """The indexed words of `text`, in order, folded as the full-text index folds them."""
    # ASCII is translated six times as fast, and most texts are ASCII but for their punctuation.
    plain = text if text.isascii() else _PUNCTUATION.sub(_SEPARATOR, text)
    return plain.translate(_ASCII if plain.isascii() else _FOLDING).split()


def folded(text: str) -> str:
    """The indexed words of `text`, with one space between."""
    return _SEPARATOR.join(terms(text))


def counted(texts: Iterable[str]) -> Counter[str]:
    """In how many of `texts` each indexed word stands."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(terms(text)))
    return counts


def is_private(term: str) -> bool:
    """Whether `term` holds letters of the private-use area, as the filter tokens do."""
    return not term.isascii() and any(
        "\ue000" <= letter <= "\uf8ff" or letter >= "\U000f0000" for letter in term
    )
