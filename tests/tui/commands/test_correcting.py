"""Setting things right from the command line, and taking it back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from store.archive.writer import Archive
from store.records import IssueMention, Person
from tests.store.archive.making import extracted
from tui.commands.root import cli


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Archive.open(path) as archive:
        archive.add_article(
            *extracted(
                "Ana Sorel said the quay is safe. Tom Reed wants a new quay wall.",
                ("Ana Sorel", "the quay is safe"),
                ("Tom Reed", "a new quay wall"),
                people=(Person("Ana Sorel", ("Sorel",), ("mayor",)), Person("Tom Reed")),
                issues=(IssueMention("quay", (0, 1), ("quay", "quay")),),
            )
        )
    return path


def run(place: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--archive", str(place), *words])


def listed(place: Path, *words: str) -> list[dict[str, Any]]:
    result = run(place, *words, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_speakers_are_merged_and_parted_again(place: Path) -> None:
    result = run(place, "speakers", "merge", "Ana Sorel", "Tom Reed")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "onrecord undo 1" in result.stderr
    assert [(row["speaker"], row["quotes"]) for row in listed(place, "speakers")] == [("Ana Sorel", 2)]
    assert run(place, "undo").exit_code == 0
    assert [row["speaker"] for row in listed(place, "speakers")] == ["Ana Sorel", "Tom Reed"]
    assert run(place, "undo").exit_code == 1


def test_a_quote_is_given_to_somebody_else_and_another_rejected(place: Path) -> None:
    with Archive.open(place) as archive:
        uids = dict(archive._connection.execute("select text, uid from quote").fetchall())
    assert run(place, "quotes", "reassign", uids["the quay is safe"][:12], "Bo Quill").exit_code == 0
    assert run(place, "quotes", "reject", uids["a new quay wall"]).exit_code == 0
    assert [(row["speaker"], row["quotes"]) for row in listed(place, "speakers")] == [("Bo Quill", 1)]
    assert [row["action"] for row in listed(place, "corrections")] == ["not-a-quote", "reassign-quote"]


def test_definitions_are_shared_as_toml(place: Path, tmp_path: Path) -> None:
    words = ("issues", "define", 'the "old" quay', "--any", "quay wall*", "--any", "safe", "--not", "new")
    assert run(place, *words).exit_code == 0
    shared = tmp_path / "desk.toml"
    shared.write_text(run(place, "issues", "export").stdout, "utf-8")
    other = tmp_path / "b.db"
    Archive.open(other).close()
    assert run(other, "issues", "import", str(shared)).exit_code == 0
    assert run(other, "issues", "export").stdout == shared.read_text("utf-8")
    assert {row["issue"]: row["quotes"] for row in listed(place, "issues")} == {
        'the "old" quay': 1,
        "quay": 2,
    }


@pytest.mark.parametrize(
    "document",
    ["", "nonsense [", "[[issue]]\nname = 1", '[[issue]]\nname = "x"\nany = ["*"]', "[[issue]]\ncolour = 1"],
)
def test_a_file_that_defines_nothing_is_refused_with_a_sentence(
    place: Path, tmp_path: Path, document: str
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(document, "utf-8")
    result = run(place, "issues", "import", str(file))
    assert (result.exit_code, result.stderr.count("Traceback")) == (1, 0)
    assert str(file) in result.stderr


def test_what_is_not_there_is_said_with_status_1(place: Path, tmp_path: Path) -> None:
    for words in (
        ("speakers", "merge", "x", "y"),
        ("issues", "delete", "x"),
        ("quotes", "reject", "ffff0000"),
    ):
        result = run(place, *words)
        assert result.exit_code == 1
        assert result.stderr.startswith("onrecord: ")
    assert run(tmp_path / "none.db", "speakers", "merge", "x", "y").exit_code == 1
    assert not (tmp_path / "none.db").exists()


def test_reindex_says_what_it_did(place: Path) -> None:
    before = listed(place, "speakers")
    assert run(place, "reindex").exit_code == 0
    assert listed(place, "speakers") == before
