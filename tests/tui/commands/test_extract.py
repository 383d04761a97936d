"""`onrecord extract`: what it prints, and what it says when a file cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.commands.root import cli

FIRST = 'date 2024-03-05 "The pier is shut," said harbour master Ann Lee. "It stays shut."\n'
SECOND = "Joe Ray, the mayor, told reporters the pier would open in May.\r\n\r\nNobody believed him."


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("empty.txt", "")):
        (tmp_path / name).write_bytes(text.encode())
    return [str(tmp_path / name) for name in ("b.txt", "a.txt", "empty.txt")]


def run(*args: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["extract", *args], input=data)


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_json_object_a_file_in_the_order_given(files: list[str]) -> None:
    result = run("--json", "--jobs", "1", *files)
    assert result.exit_code == 0
    assert [row["file"] for row in rows(result)] == files


def test_the_text_is_a_part_of_the_file_and_the_date_is_none_of_it(files: list[str]) -> None:
    second, first, empty = rows(run("--json", "--jobs", "1", *files))
    assert (first["published"], first["text"]) == ("2024-03-05", FIRST[16:])
    assert (second["published"], second["text"]) == (None, SECOND)
    assert (empty["text"], empty["quotes"]) == ("", [])


def test_offsets_are_into_the_text(files: list[str]) -> None:
    first = rows(run("--json", "--jobs", "1", files[1]))[0]
    (quote,) = first["quotes"]  # type: ignore[misc]
    assert [str(first["text"])[s:e] for s, e in quote["content"]] == ["The pier is shut", "It stays shut."]
    assert quote["quote"] == "The pier is shut … It stays shut."
    assert (quote["speakers"], quote["kind"], quote["mode"]) == (["Ann Lee"], "direct", "speech")


def test_the_output_is_the_same_however_many_processes_run(files: list[str]) -> None:
    assert run("--json", "--jobs", "3", *files).stdout == run("--json", "--jobs", "1", *files).stdout


def test_an_unreadable_file_is_named_and_the_others_are_done(files: list[str], tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    result = run("--json", "--jobs", "1", files[0], missing, files[1])
    assert result.exit_code == 3
    assert [row["file"] for row in rows(result)] == [files[0], files[1]]
    assert f"{missing} cannot be read" in result.stderr


def test_of_a_folder_the_files_are_done_that_some_reader_reads(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("p { color: red }")
    result = run("--json", "--jobs", "1", str(tmp_path))
    assert sorted(str(row["file"]) for row in rows(result)) == sorted(files)


def test_a_dash_is_standard_input_also_beside_files(files: list[str]) -> None:
    result = run("--json", "--jobs", "2", "-", files[1], data=SECOND.encode())
    assert [row["file"] for row in rows(result)] == ["-", files[1]]
    assert rows(result)[0]["text"] == SECOND


def test_a_file_that_is_no_utf8_is_read_and_said_so(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    text = "“It is very well as it is, and nobody here will change it before May,” said the mayor, René Roy."
    path.write_bytes(text.encode("cp1252"))
    result = run("--json", "--jobs", "1", str(path))
    assert rows(result)[0]["text"] == text
    assert "not UTF-8" in result.stderr


def test_plain_output_cannot_move_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "escape.txt"
    path.write_text('"Stop \x1b[2J now," said Ann Lee.', encoding="utf-8")
    result = run(str(path))
    assert "\x1b" not in result.stdout
    assert "Ann Lee" in result.stdout


def test_no_file_is_wrong_usage() -> None:
    assert run("--json").exit_code == 2


def test_any_format_that_is_read_can_be_extracted_from(tmp_path: Path) -> None:
    page = tmp_path / "story.html"
    words = "The harbour will stay open all winter, as will the ferry to the isles, said the mayor, Ann Lee."
    page.write_text(
        f"<html><head><title>Harbour</title></head><body><nav>Menu</nav><article><p>{words}</p></article></body>"
    )
    table = tmp_path / "two.jsonl"
    table.write_text(
        "".join(json.dumps({"text": text, "title": text[:8]}) + "\n" for text in (words, SECOND))
    )
    result = run("--json", "--jobs", "1", str(page), str(table))
    assert [(row["file"], row["title"]) for row in rows(result)] == [
        (str(page), "Harbour"), (str(table), words[:8]), (str(table), SECOND[:8]),
    ]  # fmt: skip
    assert words in str(rows(result)[0]["text"])
    assert rows(result)[0]["quotes"][0]["speakers"] == ["Ann Lee"]  # type: ignore[index]


def test_where_and_when_it_was_reported_stands_beside_the_quotes(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text("ORUNA, 3 May 2025 (Corda) — The pier is shut, said harbour master Ann Lee.")
    (row,) = rows(run("--json", str(path)))
    assert (row["published"], row["source"]) == ("2025-05-03", "Corda")


def test_another_language_is_said_and_has_no_quotes(tmp_path: Path) -> None:
    path = tmp_path / "de.txt"
    path.write_text(
        "„Wir schließen die Brücke heute nicht“, sagte die Bürgermeisterin am Dienstag in der Stadt."
    )
    result = run("--json", str(path))
    assert rows(result)[0]["quotes"] == []
    assert "its language is de" in result.stderr
