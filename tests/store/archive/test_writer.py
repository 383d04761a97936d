"""Adding and removing articles keeps rows, index, vocabulary and tally together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.records import IssueMention, Person
from tests.store.archive.making import extracted


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


BRIDGE = extracted(
    "Ana Sorel said the bridge is safe. Tom Reed asked for a new bridge.",
    ("Ana Sorel", "the bridge is safe"),
    ("Tom Reed", "a new bridge"),
    people=(Person("Ana Sorel", ("Sorel",), ("mayor",)), Person("Tom Reed")),
    issues=(IssueMention("bridge", (0, 1), ("bridge", "bridge")),),
)


def rows(archive: Archive, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(archive.path) as connection:
        return connection.execute(sql).fetchall()


def test_an_article_is_there_with_its_quotes(archive: Archive) -> None:
    assert archive.add_article(*BRIDGE)
    with ArchiveReader(archive.path) as reader:
        quotes = reader.article_quotes(1)
        assert [(quote.text, quote.speakers, quote.issues) for quote in quotes] == [
            ("the bridge is safe", ("Ana Sorel",), ("bridge",)),
            ("a new bridge", ("Tom Reed",), ("bridge",)),
        ]
        assert [(speaker.name, speaker.quotes) for speaker in reader.speakers()] == [
            ("Ana Sorel", 1),
            ("Tom Reed", 1),
        ]


def test_adding_twice_changes_nothing(archive: Archive) -> None:
    archive.add_article(*BRIDGE)
    before = rows(archive, "select * from quote")
    assert not archive.add_article(*BRIDGE)
    assert rows(archive, "select * from quote") == before


def test_the_vocabulary_counts_quotes_a_word_stands_in(archive: Archive) -> None:
    archive.add_article(*BRIDGE)
    assert rows(archive, "select * from vocabulary where term in ('bridge', 'safe') order by term") == [
        ("bridge", 2),
        ("safe", 1),
    ]


def test_removing_an_article_leaves_nothing_of_it(archive: Archive) -> None:
    archive.add_article(*BRIDGE)
    archive.remove_article(1)
    for table in ("article", "quote", "vocabulary", "tally", "mention", "name", "speaker", "quote_speaker"):
        assert rows(archive, f"select * from {table}") == [], table
    assert rows(archive, "select rowid from quote_fts where quote_fts match 'bridge'") == []


def test_a_filter_is_a_word_of_the_index(archive: Archive) -> None:
    archive.add_article(*BRIDGE)
    ((reed,),) = rows(archive, "select id from speaker where name = 'Tom Reed'")
    found = f"select rowid from quote_fts where quote_fts match 'tags:\ue001{reed}'"
    assert rows(archive, f"select text from quote where id in ({found})") == [("a new bridge",)]
