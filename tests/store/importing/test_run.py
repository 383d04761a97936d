"""Importing files: packed or plain, stopped and gone on with, run twice."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.archive.writer import Archive
from store.extraction.jsonform import to_json
from store.importing import quotebank
from store.importing import run as importing
from store.importing.run import run
from store.records import Attribution, ExtractedQuote, Extraction, IssueMention, Person
from store.search.engine import Engine


def lines(count: int, start: int = 0) -> bytes:
    made = (
        {
            "quoteID": f"2019-04-02-{at}",
            "quotation": f"remark number {at}",
            "speaker": "Ana Sorel",
            "date": "2019-04-02",
            "urls": ["http://example.org/"],
        }
        for at in range(start, start + count)
    )
    return b"".join(json.dumps(line).encode() + b"\n" for line in made)


def counted(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        return int(connection.execute("select count(*) from quote").fetchone()[0])


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
def test_plain_and_packed_files(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / "q.jsonl").write_bytes(pack(lines(5)))
    with Archive.open(tmp_path / "a.db") as archive:
        assert run(archive, [str(tmp_path / "q.jsonl")], "quotebank").quotes == 5
    assert len(Engine(tmp_path / "a.db").search("remark").ids) == 5


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(lines(3))

    monkeypatch.setattr(sys, "stdin", Input)
    with Archive.open(tmp_path / "a.db") as archive:
        assert run(archive, ["-"], "quotebank").quotes == 3


def test_twice_adds_nothing_twice(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_bytes(lines(5))
    (tmp_path / "more.jsonl").write_bytes(lines(5, start=3))
    with Archive.open(tmp_path / "a.db") as archive:
        run(archive, [str(tmp_path / "q.jsonl")], "quotebank")
        again = run(archive, [str(tmp_path / "q.jsonl"), str(tmp_path / "more.jsonl")], "quotebank")
    assert (again.quotes, again.known) == (3, 2)
    assert counted(tmp_path / "a.db") == 8


def test_a_stopped_import_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "q.jsonl").write_bytes(lines(10))

    def stop(report: importing.Report) -> None:
        if report.quotes == 6:
            raise KeyboardInterrupt

    with Archive.open(tmp_path / "a.db") as archive:
        with pytest.raises(KeyboardInterrupt):
            run(archive, [str(tmp_path / "q.jsonl")], "quotebank", report=stop, batch=3, seconds=0)
        assert counted(tmp_path / "a.db") == 6
        parsed: list[Any] = []
        read = quotebank.quote
        monkeypatch.setattr(quotebank, "quote", lambda record: parsed.append(record) or read(record))
        assert run(archive, [str(tmp_path / "q.jsonl")], "quotebank", batch=3).quotes == 4
    assert len(parsed) == 4
    assert counted(tmp_path / "a.db") == 10


def test_lines_that_make_no_sense_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_bytes(lines(1) + b"{oops\n\n\xff\xfe\n[1]\n" + lines(1, start=1))
    with Archive.open(tmp_path / "a.db") as archive:
        done = run(archive, [str(tmp_path / "q.jsonl"), str(tmp_path / "none.jsonl")], "quotebank")
    assert (done.quotes, done.unread) == (2, 4)
    assert [problem.split(": ")[0].split(", ")[-1] for problem in done.problems[:3]] == [
        "line 2",
        "line 4",
        "line 5",
    ]
    assert "none.jsonl" in done.problems[3]


def test_a_packed_file_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    import random

    noise = random.Random(1)
    body = b"".join(
        json.dumps({"quoteID": str(at), "quotation": f"{noise.random()} said"}).encode() + b"\n"
        for at in range(9000)
    )
    packed = gzip.compress(body)
    (tmp_path / "q.gz").write_bytes(packed[: len(packed) // 2])
    with Archive.open(tmp_path / "a.db") as archive:
        done = run(archive, [str(tmp_path / "q.gz")], "quotebank")
    assert done.problems
    assert 0 < done.quotes < 9000


def test_what_extract_prints_comes_back(tmp_path: Path) -> None:
    text = "“Peace is near,” Ana Sorel said."
    attribution = Attribution(((1, 14),), ((27, 31),), ((17, 26),), "direct", "speech", 0.9)
    quote = ExtractedQuote(attribution, "Peace is near", ("Ana Sorel",), "person", issues=("peace plan",))
    people = (Person("Ana Sorel", ("Sorel",), ("envoy",)),)
    extraction = Extraction(text, (quote,), people, (IssueMention("peace plan", (0,), ("Peace",)),))
    line = to_json(extraction, file="a.txt", title="Talks", source="Example")
    (tmp_path / "x.jsonl").write_text(line + "\n", encoding="utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        done = run(archive, [str(tmp_path / "x.jsonl")], "onrecord")
        assert (done.articles, done.quotes, done.problems) == (1, 1, [])
        assert run(archive, [str(tmp_path / "x.jsonl")], "onrecord", batch=1).articles == 0
    engine = Engine(tmp_path / "a.db")
    (found,) = engine.quotes(engine.search("speaker:sorel peace").ids)
    assert (found.text, found.outlet, found.title) == ("Peace is near", "Example", "Talks")
    assert text[slice(*found.content[0])] == found.text


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "ab", "quotes": [{"content": [[0, 9]]}]}',
        '{"text": "ab", "quotes": [{"content": "x"}]}',
        '{"text": "ab", "quotes": 3}',
        '{"text": "ab", "published": "soon"}',
        '{"type": "quote"}',
        '{"other": 1}',
    ],
)
def test_broken_lines_of_our_own_are_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "x.jsonl").write_text(line + "\n", encoding="utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        done = run(archive, [str(tmp_path / "x.jsonl")], "onrecord")
    assert (done.unread, done.quotes, done.articles) == (1, 0, 0)
    assert "line 1" in done.problems[0]


@pytest.mark.parametrize("form", ["quotebank", "onrecord"])
def test_half_a_surrogate_pair_loses_itself_only(tmp_path: Path, form: importing.Format) -> None:
    name, uid = ("quotation", "quoteID") if form == "quotebank" else ("quote", "uid")
    written = json.dumps({"type": "quote", uid: "a1", name: "half \ud83d, whole \U0001f600, zero \0"})
    article = json.dumps({"text": "half \ud83d of a pair", "title": "\udc00", "quotes": []})
    (tmp_path / "x.jsonl").write_text(f"{written}\n{article}\n", encoding="utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        done = run(archive, [str(tmp_path / "x.jsonl")], form)
    assert done.quotes == 1
    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("select text from quote").fetchall() == [
            ("half \ufffd, whole \U0001f600, zero \ufffd",)
        ]


def test_the_same_story_is_known_again_when_it_is_imported(tmp_path: Path) -> None:
    story = " ".join(f"word{at} of the long story" for at in range(40))
    told = [{"text": f"{story} {outlet}", "source": outlet, "quotes": []} for outlet in ("Post", "Times")]
    (tmp_path / "x.jsonl").write_text("".join(json.dumps(line) + "\n" for line in told), encoding="utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        assert run(archive, [str(tmp_path / "x.jsonl")], "onrecord").articles == 2
    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("select count(*), count(distinct story) from same_stories").fetchone() == (
            2,
            1,
        )
