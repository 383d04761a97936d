"""How often the same quote stands, counted for many at once, is what asking for each of them gives."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from store.archive.echoes import occurrences, same_quotes

few = st.integers(1, 4)
quotes = st.lists(st.tuples(few, st.sets(st.sampled_from("abcd"), min_size=1), st.sets(few, max_size=2), few))


def archive(rows: list[tuple[int, set[str], set[int], int]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "create table quote (id integer primary key, article_id integer, occurrences integer);"
        "create table quote_echo (key text, quote_id integer);"
        "create table quote_speaker (quote_id integer, speaker_id integer, behalf integer);"
    )
    for id_, (article, keys, speakers, behalf) in enumerate(rows, 1):
        connection.execute("insert into quote values (?, ?, 7)", (id_, article))
        connection.executemany("insert into quote_echo values (?, ?)", [(key, id_) for key in keys])
        said = [(id_, speaker, 0) for speaker in speakers]
        connection.executemany("insert into quote_speaker values (?, ?, ?)", [*said, (id_, behalf, 1)])
    return connection


@given(rows=quotes, asked=st.sets(st.integers(1, 8)))
def test_counting_many_is_counting_each(
    rows: list[tuple[int, set[str], set[int], int]], asked: set[int]
) -> None:
    connection = archive(rows)
    expected = {
        id_: (len(same_quotes(connection, id_)) + 1, 7) for id_ in range(1, len(rows) + 1) if id_ in asked
    }
    assert occurrences(connection, asked) == expected
