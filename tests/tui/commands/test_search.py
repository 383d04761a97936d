"""`onrecord search`: rows, batches, articles, and how a query is answered."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from store import open_archive
from store.records import IssueMention, Person
from store.search.answers import Answer
from store.search.engine import Engine
from tests.store.archive.making import extracted
from tui.commands.root import cli

TEXT = "Ana Sorel said the harbour guarantees are safe. Tom Reed wants a new quay wall."


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with open_archive(path) as archive:
        article, extraction = extracted(
            TEXT,
            ("Ana Sorel", "the harbour guarantees are safe"),
            ("Tom Reed", "a new quay wall"),
            people=(Person("Ana Sorel"), Person("Tom Reed")),
            issues=(IssueMention("harbour", (0,), ("harbour",)),),
            published=date(2026, 2, 3),
        )
        archive.add_article(article, extraction)
    return path


def run(place: Path, *words: str, data: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["--archive", str(place), "search", *words], input=data)


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_rows_are_lines_of_cells_with_date_speaker_source_and_words(place: Path) -> None:
    result = run(place, "guarantees")
    assert (result.exit_code, result.stdout) == (
        0,
        "2026-02-03\tAna Sorel\tThe Lantern\tthe harbour guarantees are safe\n",
    )


def test_words_beside_each_other_are_one_query(place: Path) -> None:
    assert rows(run(place, "--json", "speaker:reed", "quay"))[0]["quote"] == "a new quay wall"
    assert rows(run(place, "--json", "speaker:sorel", "quay")) == []


def test_a_typo_is_forgiven_and_told(place: Path) -> None:
    result = run(place, "garantees")
    assert "harbour guarantees" in result.stdout
    assert "garantees: also guarantees" in result.stderr


@pytest.mark.parametrize(
    ("query", "status", "at", "sentence"),
    [
        ("quay date:never", 2, "date:", "“never” is no date: write 2025"),
        ("quay date:2026-13", 2, "date:", "“2026-13” is no date"),
        ("quay date:2026..2025", 2, "date:", "ends before it begins"),
        ("quay since:x", 2, "since:", "is no date"),
        ("quay kind:loud", 2, "kind:", "is none of direct, indirect, mixed"),
        ("quay is:gone", 2, "is:", "is none of marked"),
        ("日本 quay speakr:sorel", 2, "speakr:", "There is no “speakr:”: write one of speaker:, issue:"),
        ("quay OR", 2, "", "OR needs something after it"),
        ("quay speaker:nobodyatall", 1, "speaker:", "No speaker is called “nobodyatall”"),
    ],
)
@pytest.mark.parametrize("option", [(), ("--articles",), ("--json",), ("--explain",)])
def test_a_query_that_cannot_be_answered_finds_nothing_and_says_where(
    place: Path, option: tuple[str, ...], query: str, status: int, at: str, sentence: str
) -> None:
    result = run(place, *option, query)
    assert (result.exit_code, sentence in result.stderr) == (status, True)
    assert "a new quay wall" not in result.stdout
    typed, pointer = result.stderr.splitlines()[:2]
    column = cell_len(pointer[: pointer.index("^")])
    before = typed[: typed.index(at)] if at else typed
    assert column == cell_len(before)


def test_a_colon_that_is_no_fields_is_searched_for(place: Path) -> None:
    for query in ("quay http://courier.example", "quay 10:30", r"quay note\:this", "quay said: that"):
        result = run(place, query)
        assert (result.exit_code, result.stderr) == (0, "")


def test_a_batch_answers_a_line_an_object_in_order(place: Path) -> None:
    result = run(place, "--batch", "-", data="quay\n\nzebra\r\nguarante\n")
    assert result.exit_code == 0
    answers = rows(result)
    assert [(one["query"], one["total"], one["exact"]) for one in answers] == [
        ("quay", 1, True), ("", 2, True), ("zebra", 0, True), ("guarante", 1, True),
    ]  # fmt: skip
    assert set(answers[0]["hits"][0]) == {"id", "quote", "speakers", "published", "source"}
    assert answers[0]["hits"][0]["speakers"] == ["Tom Reed"]
    assert all(one["ms"] >= 0 and one["refined_ms"] >= 0 for one in answers)


def test_a_batch_tells_how_long_the_first_rows_took_and_gives_the_whole_answer(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float | None] = []
    whole = Engine.search

    def hurried(self: Engine, query: str, *, deadline_ms: float | None = None, **how: Any) -> Answer:
        asked.append(deadline_ms)
        answer = whole(self, query, **how)
        return answer if deadline_ms is None else replace(answer, ids=answer.ids[:0], complete=False, ms=1.5)

    monkeypatch.setattr(Engine, "search", hurried)
    (answer,) = rows(run(place, "--batch", "-", data="quay\n"))
    assert (len(answer["hits"]), answer["complete"], answer["ms"]) == (1, True, 1.5)
    assert asked == [6.0, None]
    (answer,) = rows(run(place, "--deadline", "3", "--batch", "-", data="quay\n"))
    assert (answer["hits"], answer["complete"]) == ([], False)


def test_a_batch_gives_as_many_hits_as_asked(place: Path) -> None:
    (answer,) = rows(run(place, "--limit", "1", "--batch", "-", data="\n"))
    assert (len(answer["hits"]), answer["total"]) == (1, 2)


def test_articles_are_found_with_the_passage(place: Path) -> None:
    (row,) = rows(run(place, "--json", "--articles", "quay"))
    assert "quay wall" in row["passage"]


def test_explaining_names_words_steps_and_times(place: Path) -> None:
    (record,) = rows(run(place, "--json", "--explain", "speaker:reed qua"))
    assert record["words"][0]["typed"] == "qua"
    assert any('"quay"' in some for some in record["words"][0]["classes"])
    assert record["filters"]
    assert all(step["ms"] >= 0 for step in record["steps"])
    printed = run(place, "--explain", "speaker:reed qua").stdout
    assert "quay" in printed
    assert printed.isascii(), "letters without a shape would print as nothing"


def test_no_archive_is_said_with_status_1(tmp_path: Path) -> None:
    result = run(tmp_path / "none.db", "x")
    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: ")


def test_a_batch_answers_lines_that_are_no_text(place: Path) -> None:
    data = b"quay\n\xff\xfe\n\x00\n" + b"w" * 100_000 + b"\nqu\xc3\nquay"
    result = CliRunner().invoke(cli, ["--archive", str(place), "search", "--batch", "-"], input=data)
    assert result.exit_code == 0
    assert [one["total"] for one in rows(result)] == [1, 2, 2, 0, 1, 1]


def test_there_may_be_no_end_of_what_is_asked_for(place: Path) -> None:
    endless = str(10**30)
    assert len(rows(run(place, "--json", "--limit", endless, ""))) == 2
    assert len(rows(run(place, "--json", "--limit", endless, "--articles", "quay"))) == 1


def test_a_damaged_page_is_said_with_status_1(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        (page,) = connection.execute("select rootpage from sqlite_master where name = 'quote'").fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
    with place.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    result = run(place, "quay")
    assert result.exit_code == 1
    assert "is damaged" in result.stderr
