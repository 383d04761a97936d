"""Commands that only look: the digest, `sources`, `doctor`, `keys`."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from store import open_archive
from store.records import IssueMention, Person
from tests.store.archive.making import extracted
from tui.actions import ACTIONS
from tui.commands.root import cli


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_CONFIG", str(tmp_path / "config"))
    path = tmp_path / "a.db"
    with open_archive(path) as archive:
        article, extraction = extracted(
            "Ana Sorel, the mayor, said the quay is safe.",
            ("Ana Sorel", "the quay is safe"),
            people=(Person("Ana Sorel", (), ("the mayor",)),),
            issues=(IssueMention("quay", (0,), ("quay",)),),
            published=date(2026, 2, 3),
            outlet="Ellery Post",
        )
        archive.add_article(article, extraction)
    return path


def run(place: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--archive", str(place), *words])


def test_without_a_terminal_the_reader_is_a_digest(place: Path) -> None:
    result = run(place)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "1 article, 1 quote, 1 speaker, 1 issue"
    assert "  Ana Sorel, the mayor: 1 quote" in lines
    assert "    “the quay is safe” (direct, 2026-02-03)" in lines
    assert "  quay: 1 quote" in lines


def test_a_digest_of_nothing_says_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path / "none.db")
    assert result.exit_code == 0
    assert "onrecord add" in result.stdout


def test_sources_have_their_articles_and_quotes(place: Path) -> None:
    assert json.loads(run(place, "sources", "--json").stdout) == {
        "source": "Ellery Post",
        "articles": 1,
        "quotes": 1,
    }


def test_doctor_finds_nothing_wrong_with_a_sound_archive(place: Path) -> None:
    result = run(place, "doctor", "--json")
    assert result.exit_code == 0, result.stdout
    states = {row["what"]: row["state"] for row in map(json.loads, result.stdout.splitlines())}
    assert states.keys() >= {"SQLite", "model", "disk", "archive", "file", "index", "counts"}
    assert set(states.values()) == {"ok"}


def test_doctor_names_what_is_wrong_and_the_command_that_mends_it(place: Path) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("update tally set quotes = 7 where facet = 'speaker'")
        connection.execute("delete from vocabulary")
    connection.close()
    result = run(place, "doctor", "--json")
    assert result.exit_code == 1
    faults = {row["what"]: row for row in map(json.loads, result.stdout.splitlines()) if row["state"] != "ok"}
    assert faults.keys() == {"counts", "index"}
    assert all("onrecord reindex" in row["detail"] for row in faults.values())
    assert run(place, "reindex").exit_code == 0
    assert run(place, "doctor").exit_code == 0


def test_doctor_says_that_a_file_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear editor, " * 100)
    result = run(path, "doctor")
    assert result.exit_code == 1
    assert str(path) in result.stdout


def test_the_default_keys_are_a_table_that_settings_take(place: Path, tmp_path: Path) -> None:
    printed = run(place, "keys", "--default").stdout
    assert tomllib.loads(printed)["keys"] == {action.id: action.keys for action in ACTIONS}
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text(printed)
    listed = run(place, "keys")
    assert (listed.exit_code, listed.stderr) == (0, "")
    assert all(action.id in listed.stdout for action in ACTIONS)


def test_a_key_of_ones_own_is_listed_and_a_wrong_one_named_with_its_line(place: Path, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('[keys]\n"copy.quote" = "ctrl+y"\n"fly.away" = "x"\n')
    listed = run(place, "keys")
    (line,) = (line for line in listed.stdout.splitlines() if " copy.quote " in line)
    assert "Ctrl+Y" in line
    assert "settings.toml, line 3" in listed.stderr
