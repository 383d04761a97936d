"""Words near a typed one are those that comparing it with every word finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive.session import open_for_writing
from store.search import snapshot
from store.search.engine import Engine
from store.search.lexicon import LONGEST, SHORTEST, Lexicon, Shelf, load
from tests.store.search.reference import distance
from tests.store.search.small import Said, build

letters = st.sampled_from("abßшб京")
spelt = st.text(letters, min_size=1, max_size=7)


def lexicon_of(*shelves: Iterable[str]) -> Lexicon:
    return Lexicon(Shelf.of((word, 1 + at) for at, word in enumerate(some)) for some in shelves)


@settings(deadline=None)
@given(old=st.sets(spelt, max_size=30), recent=st.sets(spelt, max_size=5), typed=spelt)
def test_the_words_at_one_edit(old: set[str], recent: set[str], typed: str) -> None:
    found = lexicon_of(old, recent - old).near(typed, 1)
    expected = {word for word in old | recent if distance(word, typed) == 1 and len(word) >= SHORTEST}
    assert set(found) == expected
    assert len(found) == len(expected)


@settings(deadline=None)
@given(words=st.sets(spelt, max_size=30), typed=spelt)
def test_the_words_with_a_beginning_at_one_edit(words: set[str], typed: str) -> None:
    found = lexicon_of(words).near_beginning(typed, 1, 100)
    expected = {
        word
        for word in words
        if not word.startswith(typed)
        and any(distance(word[:length], typed) == 1 for length in range(len(word) + 1))
    }
    assert set(found) == expected


def test_nothing_is_corrected_to_what_is_too_long_to_be_a_word() -> None:
    word, longer = "ab" * (LONGEST // 2), "ab" * LONGEST
    assert lexicon_of([word, longer]).near(f"x{word}", 1) == (word,)
    assert lexicon_of([word, longer]).near(f"x{longer}", 1) == ()


def with_snapshot(path: Path) -> sqlite3.Connection:
    build(path, [Said("guarantees were given"), Said("guarantees and peace")])
    connection = sqlite3.connect(path)
    snapshot.refresh(connection)
    connection.commit()
    return connection


def test_a_snapshot_is_little_larger_than_its_words(tmp_path: Path) -> None:
    connection = with_snapshot(tmp_path / "a.db")
    size, words = connection.execute(
        "select (select sum(length(data)) from lexicon), (select sum(length(term) + 1) from vocabulary)"
    ).fetchone()
    assert size < words + 4 * len(load(connection, [])._known) + 16
    assert load(connection, []).count("guarantees") == 2


def test_a_snapshot_of_an_earlier_release_is_read_and_made_smaller_by_the_next_write(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    connection = with_snapshot(path)
    connection.executemany(
        "insert into lexicon values (?, ?)", [("keys", b"\0" * 80), ("owners", b"\0" * 80)]
    )
    connection.execute("delete from _sqlite_migrations where name = '008_snapshot_of_words'")
    connection.commit()
    connection.close()
    engine = Engine(path)
    assert len(engine.search("guarntees ").ids) == 2
    engine.close()
    writer = open_for_writing(path)
    parts = {part for (part,) in writer.execute("select part from lexicon")}
    writer.close()
    assert parts == {"words", "counts", "order"}
