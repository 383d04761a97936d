"""Adding and removing articles keeps rows, index, vocabulary and tally together."""

from __future__ import annotations

import contextlib

from store.archive.bulk import BulkQuote
from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.records import IssueMention, Person
from tests.store.archive.conftest import Rows
from tests.store.archive.making import extracted

BRIDGE = extracted(
    "Ana Sorel said the bridge is safe. Tom Reed asked for a new bridge.",
    ("Ana Sorel", "the bridge is safe"),
    ("Tom Reed", "a new bridge"),
    people=(Person("Ana Sorel", ("Sorel",), ("mayor",)), Person("Tom Reed")),
    issues=(IssueMention("bridge", (0, 1), ("bridge", "bridge")),),
)
EMPTIED = (
    "article",
    "quote",
    "vocabulary",
    "tally",
    "mention",
    "name",
    "speaker",
    "speaker_alias",
    "issue",
    "topic",
)


def test_an_article_is_there_with_its_quotes(archive: Archive) -> None:
    assert archive.add_article(*BRIDGE)
    with ArchiveReader(archive.path) as reader:
        assert [(quote.text, quote.speakers, quote.issues) for quote in reader.article_quotes(1)] == [
            ("the bridge is safe", ("Ana Sorel",), ("bridge",)),
            ("a new bridge", ("Tom Reed",), ("bridge",)),
        ]
        quoted = [(speaker.name, speaker.quotes) for speaker in reader.speakers()]
        assert quoted == [("Ana Sorel", 1), ("Tom Reed", 1)]


def test_adding_twice_changes_nothing(archive: Archive, rows: Rows) -> None:
    archive.add_article(*BRIDGE)
    before = rows("select * from quote")
    assert not archive.add_article(*BRIDGE)
    assert rows("select * from quote") == before


def test_words_of_a_transaction_that_was_taken_back_are_not_counted(archive: Archive, rows: Rows) -> None:
    with contextlib.suppress(KeyboardInterrupt), archive.transaction():
        archive.add_bulk([BulkQuote("1", "the bridge")])
        raise KeyboardInterrupt
    with archive.transaction():
        archive.add_bulk([BulkQuote("2", "the quay")])
        archive.add_bulk([BulkQuote("3", "the tide")])
    assert rows("select * from vocabulary order by term") == [("quay", 1), ("the", 2), ("tide", 1)]


def test_the_vocabulary_counts_quotes_a_word_stands_in(archive: Archive, rows: Rows) -> None:
    archive.add_article(*BRIDGE)
    counted = rows("select * from vocabulary where term in ('bridge', 'safe') order by term")
    assert counted == [("bridge", 2), ("safe", 1)]


def test_removing_an_article_leaves_nothing_of_it(archive: Archive, rows: Rows) -> None:
    archive.add_article(*BRIDGE)
    archive.remove_article(1)
    assert {table: rows(f"select * from {table}") for table in EMPTIED} == {table: [] for table in EMPTIED}
    assert rows("select rowid from quote_fts where quote_fts match 'bridge'") == []


def test_a_filter_is_a_word_of_the_index(archive: Archive, rows: Rows) -> None:
    archive.add_article(*BRIDGE)
    ((reed,),) = rows("select id from speaker where name = 'Tom Reed'")
    found = f"select rowid from quote_fts where quote_fts match 'tags:\ue001{reed}'"
    assert rows(f"select text from quote where id in ({found})") == [("a new bridge",)]


def test_private_use_characters_in_a_text_are_no_filters(archive: Archive, rows: Rows) -> None:
    archive.add_article(*extracted("Ana Sorel said \ue0017 x.", ("Ana Sorel", "\ue0017 x")))
    assert rows("select term from vocabulary order by term") == [("7",), ("x",)]
