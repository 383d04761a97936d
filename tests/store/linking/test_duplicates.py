"""One story from several outlets, one quote in several articles: known, counted, each still there."""

from __future__ import annotations

import itertools
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.records import Article, Attribution, ExtractedQuote, Extraction

SAID = "we will not close the bridge this year because it is the only crossing for ambulances"


def story(seed: int, sentences: int = 14) -> list[str]:
    """Invented sentences, others for another seed."""
    dice = random.Random(seed)
    words = [
        f"{stem}{end}"
        for stem in ("har", "bri", "coun", "fer", "may", "tow", "riv")
        for end in ("bour", "dge", "cil", "ry")
    ]
    return [" ".join(dice.choices(words, k=14)) + "." for _ in range(sentences)]


def article(
    sentences: list[str], *quotes: tuple[str, str], outlet: str = "", day: int = 1
) -> tuple[Article, Extraction]:
    text = "\n\n".join(sentences) + "\n\n" + "\n\n".join(f"“{words},” {name} said." for words, name in quotes)
    made = []
    for words, name in quotes:
        start = text.index(words)
        said = Attribution(((start, start + len(words)),), (), (), "direct", "speech", 0.9)
        made.append(ExtractedQuote(said, words, (name,) if name else (), "person" if name else "unknown"))
    return Article(text, published=date(2026, 2, day), outlet=outlet), Extraction(text, tuple(made), (), ())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def occurrences(path: Path) -> list[int]:
    return [row["occurrences"] for row in Database(path).query("select occurrences from quote order by id")]


def copies() -> list[tuple[Article, Extraction]]:
    """Agency copy as three outlets print it, and two other stories."""
    agency = story(1)
    return [
        article(agency, (SAID, "Ana Núñez"), outlet="Agency", day=1),
        article(
            [*agency[:11], "Our own reporter adds this sentence at the end of it."],
            (SAID, "Ana Núñez"),
            outlet="Post",
            day=2,
        ),
        article(agency[:7], (SAID[:60].rsplit(" ", 1)[0], "Ana Núñez"), outlet="Brief", day=3),
        article(story(2), ("nobody has asked us what we think of it", "Bo Berg"), outlet="Agency", day=4),
        article(story(3), (SAID, "Bo Berg"), outlet="Post", day=5),
    ]


def test_agency_copy_is_one_story_and_other_articles_are_not(path: Path) -> None:
    with Archive.open(path) as archive:
        for made in copies():
            archive.add_article(*made)
    rows = list(Database(path)["same_stories"].rows)
    assert sorted(row["source"] for row in rows) == ["Agency", "Brief", "Post"]
    assert len({row["story"] for row in rows}) == 1
    with ArchiveReader(path) as reader:
        assert reader.same_story(1) == [2, 3]
        assert reader.same_story(4) == []


def test_a_quote_is_counted_over_articles_also_when_it_was_cut_but_not_over_speakers(path: Path) -> None:
    with Archive.open(path) as archive:
        for made in copies():
            archive.add_article(*made)
    assert occurrences(path) == [3, 3, 3, 1, 1]
    with ArchiveReader(path) as reader:
        (quote,) = reader.article_quotes(1)
        assert [(other.outlet, other.text[:7]) for other in reader.same_quotes(quote.id)] == [
            ("Post", "we will"),
            ("Brief", "we will"),
        ]
    shown = Database(path).query("select other_source from same_quotes where quote_id = ?", [quote.id])
    assert {row["other_source"] for row in shown} >= {"Post", "Brief"}


def test_a_short_quote_is_anybodys_and_one_without_speaker_is_the_same(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.add_article(*article(story(1), ("we will see", "Ana Núñez"), (SAID, "Ana Núñez"), day=1))
        archive.add_article(*article(story(2), ("we will see", "Ana Núñez"), (SAID, ""), day=2))
    assert occurrences(path) == [1, 2, 1, 2]


def test_of_a_quote_in_several_articles_the_first_stands_for_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(path) as archive:
        for made in copies():
            archive.add_article(*made)
        archive.add_article(*article(story(4), (SAID, ""), outlet="Wire", day=6))
    ids = [row["id"] for row in Database(path).query("select id from quote order by id")]
    ana, _, brief, other, bo, nobody = ids
    with ArchiveReader(path) as reader:
        assert list(reader.without_repeats(ids)) == [ana, other, bo]
        newest_first = ids[::-1]
        whole = list(reader.without_repeats(newest_first))
        assert whole == [nobody, bo, other, brief]  # not behind nobody's
        for length in range(len(ids)):
            beginning = list(reader.without_repeats(newest_first[:length]))
            assert beginning == whole[: len(beginning)]
        monkeypatch.setattr("store.archive.echoes._MANY", 2)
        assert list(reader.without_repeats(newest_first)) == whole


def state(path: Path) -> dict[str, list[Any]]:
    database = Database(path)
    return {
        "stories": sorted((row["story"], row["source"]) for row in database["same_stories"].rows),
        "quotes": sorted((row["uid"], row["occurrences"]) for row in database["quote"].rows),
    }


def test_any_order_gives_the_same_and_rebuilding_too(tmp_path: Path) -> None:
    states = []
    for number, order in enumerate(itertools.islice(itertools.permutations(copies()), 0, 120, 23)):
        path = tmp_path / f"{number}.db"
        with Archive.open(path) as archive:
            for made in order:
                archive.add_article(*made)
        states.append(state(path))
    assert all(one == states[0] for one in states)
    with Archive.open(path) as archive:
        archive.reindex()
    assert state(path) == states[0]


def test_taking_an_article_out_leaves_what_the_others_are(path: Path) -> None:
    with Archive.open(path) as archive:
        for made in copies():
            archive.add_article(*made)
        archive.remove_article(2)
        assert occurrences(path) == [2, 2, 1, 1]
        archive.remove_article(3)
    assert list(Database(path)["same_stories"].rows) == []
    assert occurrences(path) == [1, 1, 1]


def test_extracting_again_counts_again(path: Path) -> None:
    with Archive.open(path) as archive:
        for made in copies():
            archive.add_article(*made)
        made, extraction = copies()[1]
        archive.replace_extraction(2, Extraction(made.text, (), (), ()))
        assert occurrences(path) == [2, 2, 1, 1]
        archive.replace_extraction(2, extraction)
    assert occurrences(path) == [3, 3, 3, 1, 1]


def test_who_is_said_to_have_spoken_decides_what_is_the_same(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.add_article(*article(story(1), (SAID, "Ana Núñez"), day=1))
        archive.add_article(*article(story(2), (SAID, "Bo Berg"), day=2))
        archive.add_article(*article(story(3), (SAID, "Ana Núñez"), day=3))
        assert occurrences(path) == [2, 1, 2]
        uid = next(row["uid"] for row in Database(path).query("select uid from quote order by id limit 1"))
        before = state(path)
        archive.reassign_quote(uid, ["Bo Berg"])
        assert occurrences(path) == [2, 2, 1]
        archive.undo()
        assert state(path) == before
        archive.merge_speakers("Ana Núñez", "Bo Berg")
        assert occurrences(path) == [3, 3, 3]
        archive.undo()
        assert state(path) == before
        archive.reject_quote(uid)
        assert occurrences(path) == [1, 1]
        archive.undo()
        assert state(path) == before
