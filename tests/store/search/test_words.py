"""Words are those of SQLite's own tokenizer."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from store.search.words import TOKENIZE, terms


def tokens_of_sqlite(text: str) -> list[str]:
    connection = sqlite3.connect(":memory:")
    quoted = TOKENIZE.replace("'", "''")
    connection.execute(f"create virtual table t using fts5(x, tokenize='{quoted}')")
    connection.execute("create virtual table v using fts5vocab(t, 'instance')")
    connection.execute("insert into t values (?)", (text,))
    return [row[0] for row in connection.execute("select term from v order by offset")]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_terms_are_what_the_index_holds(text: str) -> None:
    assert terms(text) == tokens_of_sqlite(text)


def test_case_and_diacritics_are_folded() -> None:
    assert terms("Erdoğan’s “Élysée” Ｆｕｌｌ") == ["erdogan", "s", "elysee", "ｆｕｌｌ"]


def test_lone_surrogates_separate() -> None:
    assert terms("a\ud800b") == ["a", "b"]
