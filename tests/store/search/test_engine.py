"""The engine on small archives."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from store.archive.writer import Archive
from store.search import variants
from store.search.answers import Correction, Count
from store.search.engine import Engine
from tests.store.archive.making import extracted
from tests.store.search.small import Said, build

SAID = [
    Said("Security guarantees must come first", "Steve Witkoff", "peace plan", "Reuters", "2025-12-01"),
    Said("We discussed security", "Kirill Dmitriev", "peace plan", "Politico", "2025-12-03", by="Axios"),
    Said("The guarantee is secure", "Steve Witkoff", "", "Reuters", "2024-05-01"),
    Said("Prices will fall", "Donald Trump", "economy", "Politico", "2025-12-02", kind="indirect"),
]


def found(tmp_path: Path, query: str) -> list[int]:
    ids = build(tmp_path / "a.db", SAID)
    answer = Engine(tmp_path / "a.db").search(query)
    return [ids.index(id_) for id_ in answer.ids]


def test_everything_newest_first_without_a_query(tmp_path: Path) -> None:
    assert found(tmp_path, "") == [1, 3, 0, 2]


def test_the_last_word_is_completed(tmp_path: Path) -> None:
    assert found(tmp_path, "guarant") == [0, 2]


def test_a_speakers_name_finds_what_they_said(tmp_path: Path) -> None:
    assert found(tmp_path, "witkoff guarant") == [0, 2]


def test_filters(tmp_path: Path) -> None:
    assert found(tmp_path, "speaker:witkoff source:reuters date:2025") == [0]


def test_a_name_in_quotes_is_the_one_called_just_that_where_there_is_one(tmp_path: Path) -> None:
    said = [Said("Fees rise", "Trump"), Said("Fees fall", "Melania Trump"), Said("No fees", "Ada Lund")]
    ids = build(tmp_path / "b.db", said)
    engine = Engine(tmp_path / "b.db")

    def whose(query: str) -> set[int]:
        return {ids.index(id_) for id_ in engine.search(query).ids}

    assert whose("speaker:trump ") == {0, 1}
    assert whose('speaker:"trump"') == {0}
    assert whose('-speaker:"trump"') == {1, 2}
    assert whose('speaker:"melania"') == {1}, "nobody is called just that"


def test_exclusion(tmp_path: Path) -> None:
    assert found(tmp_path, "security -guarantees") == [1]


def test_exclusion_of_everything_found(tmp_path: Path) -> None:
    assert found(tmp_path, "-speaker:witkoff ") == [1, 3]


def test_excluding_nobody_hides_nothing(tmp_path: Path) -> None:
    said = [
        Said("None of it is true", "Ada Lund"),
        *(Said(f"Fees rise by {n}", "Ben Oh") for n in range(700)),
    ]
    build(tmp_path / "b.db", said)
    engine = Engine(tmp_path / "b.db")
    for query in ("-speaker:nobody ", "-issue:nothing "):
        assert len(engine.all_ids(query)) == engine.count(query).n == len(said)
    engine.close()


def test_a_misspelt_name_in_a_filter_is_told_and_a_short_one_is_nobody(tmp_path: Path) -> None:
    ids = build(tmp_path / "b.db", [Said("Fees rise", "Steve Witkoff"), Said("Fees fall", "Tom Oh")])
    engine = Engine(tmp_path / "b.db")
    for typed in ("wtikoff", "wtiko"):
        answer = engine.search(f"speaker:{typed}")
        assert list(answer.ids) == ids[:1]
        assert answer.corrected == (Correction(typed, ("Steve Witkoff",)),)
    for query in ("speaker:tam ", 'speaker:"tam"', "by:tam fees"):
        answer = engine.search(query)
        assert (list(answer.ids), answer.corrected) == ([], ())
        assert answer.error is not None
    engine.close()


def test_a_beginning_of_more_words_than_are_looked_for(tmp_path: Path) -> None:
    words = [f"pre{chr(97 + one)}{chr(97 + other)}" for one in range(8) for other in range(8)]
    said = [Said(f"fees {word}") for word in words] + [Said("fees fall")]
    ids = build(tmp_path / "b.db", said)
    engine = Engine(tmp_path / "b.db")
    for query in ("-pre* ", "fees -pre*", "fall OR -pre* "):
        assert list(engine.all_ids(query)) == ids[-1:]
        assert engine.count(query) == Count(1)
    for query in ("pre", "pre* OR fall ", '"fees pre', "about:pre"):
        assert engine.count(query) == Count(len(engine.all_ids(query)), exact=False)
    assert engine.count("prea").exact
    engine.close()


def test_undated_quotes_that_overflow_their_day_stay_undated(tmp_path: Path) -> None:
    build(tmp_path / "b.db", [Said("Fees rise", day="2025-12-01"), Said("Fees fall", day="")])
    with closing(sqlite3.connect(tmp_path / "b.db")) as connection, connection:
        connection.execute("update quote set id = 3 << 17 where published is null")
    engine = Engine(tmp_path / "b.db")
    found = {
        query: engine.count(query).n
        for query in ("date:undated ", "until:2030 ", "date:..2030 ", "date:0001 ")
    }
    assert found == {"date:undated ": 1, "until:2030 ": 1, "date:..2030 ": 1, "date:0001 ": 2}
    assert [(month.name, month.count) for month in engine.facets("", "month").counts] == [
        ("2025-12", 1),
        ("", 1),
    ]
    engine.close()


def test_quotes_come_as_records(tmp_path: Path) -> None:
    ids = build(tmp_path / "a.db", SAID)
    engine = Engine(tmp_path / "a.db")
    (quote,) = engine.quotes(engine.search("prices ").ids)
    assert (quote.id, quote.speakers, quote.outlet) == (ids[3], ("Donald Trump",), "Politico")
    assert quote.issues == ("economy",)


def test_a_range_that_ends_before_it_begins_is_told_and_left_out(tmp_path: Path) -> None:
    build(tmp_path / "a.db", SAID)
    engine = Engine(tmp_path / "a.db")
    answer = engine.search("date:2025-12-20..2025-12-01 ")
    assert len(answer.ids) == len(SAID)
    assert answer.error is not None
    assert (answer.error.message, answer.error.position) == (
        "“2025-12-20..2025-12-01” ends before it begins.",
        0,
    )
    engine.close()


def test_a_person_is_asked_about_by_every_name(tmp_path: Path) -> None:
    said = [
        Said("Witkoff flew home", "Ada Lund"),
        Said("Steve spoke", "Ada Lund"),
        Said("Prices fall", "Ben Oh"),
    ]
    ids = build(tmp_path / "b.db", [*said, Said("Yes", "Steve Witkoff")])
    with closing(sqlite3.connect(tmp_path / "b.db")) as connection, connection:
        connection.execute(
            "insert into speaker_alias(speaker_id, alias, folded, named, seen)"
            " select id, 'Steve', 'steve', 1, 1 from speaker where name = 'Steve Witkoff'"
        )
    engine = Engine(tmp_path / "b.db")
    assert set(engine.search('about:"Steve Witkoff" ').ids) == {ids[1]}
    engine.close()


def test_what_is_longer_than_a_word_is_not_looked_up_in_other_spellings() -> None:
    def looked_up(word: str) -> int:
        raise AssertionError(word)

    assert variants.respellings("kiyv" * 500, lambda word: bool(looked_up(word)), bool) == []
    assert variants.splits("kiev" * 500, looked_up) == []


def test_articles_are_none_where_what_is_asked_for_is_of_single_quotes(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "b.db") as archive:
        text = "The ferry sails. Ada Lund said fees rise."
        archive.add_article(*extracted(text, ("Ada Lund", "fees rise"), published=date(2025, 12, 1)))
    engine = Engine(tmp_path / "b.db")
    found = {
        query: len(engine.articles(query))
        for query in ("ferry", "date:2024 OR speaker:oh ferry", "is:marked ferry")
    }
    assert found == {"ferry": 1, "date:2024 OR speaker:oh ferry": 0, "is:marked ferry": 0}
    engine.close()


def test_an_article_is_found_by_the_beginning_of_a_word_that_no_quote_holds(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "b.db") as archive:
        for text in (
            "The ferrywoman sails. Ada Lund said fees rise.",
            "大使习近平表示欢迎。 Ada Lund said fees fall.",
        ):
            archive.add_article(*extracted(text, ("Ada Lund", text[-10:-1].strip()), outlet="The Lantern"))
    engine = Engine(tmp_path / "b.db")
    passages = {
        query: [hit.passage for hit in engine.articles(query)] for query in ("ferryw", "大使", "ferryw ")
    }
    assert passages["ferryw "] == []
    assert [passage[:7] for passage in passages["大使"]] == ["大使习近平表示"]
    (hit,) = engine.articles("ferryw")
    assert [hit.passage[start:end] for start, end in hit.marks] == ["ferrywoman"]
    engine.close()
