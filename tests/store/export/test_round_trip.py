"""A whole archive goes out, comes into an empty one, and goes out again: the same lines, the same archive."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from store.archive.bulk import BulkQuote
from store.archive.writer import Archive
from store.export import whole
from store.export.evidence import Heading
from store.export.formats import FORMATS
from store.export.gather import Selection
from store.importing import run as importing
from store.records import Article, Attribution, ExtractedQuote, Extraction, IssueMention, Person

SAID = ("The bridge is safe", "we will not close it", "nobody asked the ferry", "it was built in May")
NAMES = ("Ana Núñez", "Eva Sorel", "Priya Raman", "Tom Achterberg")
BULK = [
    BulkQuote("b1", "The ferry is late", ("Ola Berg",), published=date(2020, 1, 2)),
    BulkQuote(
        "b2",
        "We both like the bridge",
        ("Ola Berg", "Lin Okoro"),
        published=date(2020, 1, 2),
        outlet="The Courier",
        kind="mixed",
        mode="attitude",
        confidence=0.4,
        occurrences=3,
        attributed="the two of them",
        role="the ferrymen",
        negated=True,
        reported_by="The Gazette",
        on_behalf_of="Priya Raman",
        issues=("bridge works", "ferry fares"),
    ),
    BulkQuote(
        "b3",
        "No quote at all",
        ("Lin Okoro",),
        issues=("ferry fares",),
        title="Late again",
        collected='{"qids":["Q2"]}',
    ),
    BulkQuote("b4", "Somebody else's words", ("Lin Okoro",), role="the cook", collected='{"phase":"E"}'),
]
TIMES = {"made", "at"}


def fill(path: Path) -> None:
    """Four articles, bulk quotes, and every kind of thing that a person makes."""
    with Archive.open(path) as archive:
        for day, (words, name) in enumerate(zip(SAID, NAMES, strict=True), 1):
            text = f"In the evening {name} spoke.\n\n“{words},” {name}, the mayor, said on day {day}."
            start, cue = text.index(words), text.index("said")
            said = Attribution(
                ((start, start + len(words)),),
                ((cue, cue + 4),),
                ((start + len(words) + 3, cue - 12),),
                "direct",
                "speech",
                0.9,
            )
            quote = ExtractedQuote(said, words, (name,), "person", "the mayor", issues=("bridge works",))
            people = (Person(name, (name.split()[-1],), ("the mayor",)),)
            extraction = Extraction(text, (quote,), people, (IssueMention("bridge works", (0,), (words,)),))
            article = Article(
                text, f"Day {day}", date(2026, 2, day), "The Courier", f"https://c.example/{day}", "Jo", "en"
            )
            archive.add_article(
                article, extraction, extractor="test 1", added=f"2026-02-{day:02}T06:00:00+00:00"
            )
        archive.add_bulk(BULK)
        uids = {row["text"]: row["uid"] for row in Database(path)["quote"].rows}
        archive.merge_speakers("Ana Núñez", "Eva Sorel")
        archive.rename_speaker("Ana Núñez", "Ana Núñez Vega")
        archive.undo(archive.set_speaker_kind("Priya Raman", "group"))
        archive.reassign_quote(uids[SAID[2]], ["Tom Achterberg"])
        archive.reject_quote(uids[SAID[3]])
        archive.reject_quote(uids["No quote at all"])
        archive.reassign_quote(uids["Somebody else's words"], ["Tom Achterberg", "Ana Núñez"])
        archive.rename_speaker("Ola Berg", "Ola B.")
        archive.define_issue("ferries", ["ferry"])
        archive.pin_issue("ferries")
        archive.mark(uids[SAID[1]], "ask her")
        archive.mark(uids[SAID[0]])
        archive.set_seen([uids[SAID[0]]])
        archive.save_search("bridge", "bridge -ferry")


def lines(path: Path) -> list[dict[str, Any]]:
    heading = Heading("Archive", datetime(2026, 3, 1, tzinfo=UTC))
    found = [json.loads(line) for line in whole.write(path, heading)]
    return [{key: value for key, value in line.items() if key not in TIMES} for line in found]


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    database = Database(path)
    hidden = {"quote_id", "speaker_id", "issue_id", "article_id", "source_id", "marked_at"}
    views = (
        "quotes",
        "articles",
        "speakers",
        "issues",
        "sources",
        "quotes_by_speaker",
        "quotes_by_issue",
        "brief",
    )
    return {
        view: sorted(
            ({key: value for key, value in row.items() if key not in hidden} for row in database[view].rows),
            key=lambda row: json.dumps(row, sort_keys=True),
        )
        for view in views
    }


@pytest.fixture
def archives(tmp_path: Path) -> tuple[Path, Path]:
    """An archive, and another that its export was imported into."""
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    fill(first)
    file = tmp_path / "archive.jsonl"
    file.write_bytes(b"".join(whole.write(first, Heading("Archive", datetime.now(UTC)))))
    with Archive.open(second) as archive:
        report = importing.run(archive, [str(file)], "onrecord")
    assert (report.problems, dict(report.passed_over)) == ([], {})
    return first, second


def test_the_lines_are_the_same(archives: tuple[Path, Path]) -> None:
    first, second = map(lines, archives)
    assert first == second
    assert [line["type"] for line in first].count("correction") == 10


def test_what_a_person_sees_is_the_same(archives: tuple[Path, Path]) -> None:
    first, second = map(rows, archives)
    assert first == second
    assert {row["name"] for row in first["speakers"]} == {
        "Ana Núñez Vega",
        "Tom Achterberg",
        "Ola B.",
        "Lin Okoro",
        "Priya Raman",
    }
    assert {row["note"] for row in first["brief"]} == {"", "ask her"}


def test_a_correction_that_came_along_can_be_undone_there(archives: tuple[Path, Path]) -> None:
    for path in archives:
        with Archive.open(path) as archive:
            for _ in range(9):
                archive.undo()
    first, second = map(rows, archives)
    assert first == second
    assert {row["name"] for row in first["speakers"]} >= {"Ana Núñez", "Eva Sorel", "Priya Raman"}
    assert len(first["quotes"]) == len(SAID) + len(BULK)


def test_importing_twice_changes_nothing(archives: tuple[Path, Path], tmp_path: Path) -> None:
    before = lines(archives[1])
    with Archive.open(archives[1]) as archive:
        copy = tmp_path / "copy.jsonl"
        copy.write_bytes(b"\n" + (tmp_path / "archive.jsonl").read_bytes())
        report = importing.run(archive, [str(copy)], "onrecord")
    assert (report.articles, report.quotes) == (0, 0)
    assert lines(archives[1]) == before


def test_quotebanks_lines_go_out_as_they_came(tmp_path: Path) -> None:
    some = [
        {
            "quoteID": f"2019-04-02-{number:06}", "quotation": f"We said “it” {number} times",
            "speaker": speaker, "qids": ["Q1", "Q2"][:number], "date": "2019-04-02 10:11:12",
            "numOccurrences": number + 1, "probas": [[speaker, "0.6"], ["Eva Sorel", "0.4"]],
            "urls": ["https://www.one.example/a", "https://two.example/b"][:number], "phase": "E",
        }
        for number, speaker in enumerate(("None", "Ana Sorel", "Priya Raman"))
    ]  # fmt: skip
    came, path = tmp_path / "came.json", tmp_path / "archive.db"
    came.write_text("".join(json.dumps(line) + "\n" for line in some), "utf-8")
    with Archive.open(path) as archive:
        assert importing.run(archive, [str(came)], "quotebank").quotes == 3
        archive.merge_speakers("Ana Sorel", "Priya Raman")
    with Selection(path) as selection:
        heading = Heading("All quotes", datetime.now(UTC))
        went = [json.loads(line) for line in FORMATS["quotebank"].load()(selection.everything(), heading)]
    assert sorted(went, key=lambda line: line["quoteID"]) == some
