"""`onrecord export`: one selection, a format by name or suffix, a file that is whole or not touched."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from store import open_archive
from store.records import Article, Attribution, ExtractedQuote, Extraction
from tui.commands.root import cli

TEXT = "“=We will not close it,” Ana Núñez said."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    said = Attribution(((1, 23),), ((35, 39),), ((25, 34),), "direct", "speech", 0.9)
    quote = ExtractedQuote(said, TEXT[1:23], ("Ana Núñez",), "person")
    with open_archive(path) as opened:
        opened.add_article(Article(TEXT, "T", date(2026, 2, 3)), Extraction(TEXT, (quote,), (), ()))
    return path


def export(archive: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--archive", str(archive), "export", *arguments])


def test_a_query_goes_to_standard_output_and_the_count_to_standard_error(archive: Path) -> None:
    result = export(archive, "close", "-f", "jsonl")
    assert result.exit_code == 0
    assert json.loads(result.stdout.splitlines()[1])["quote"] == "=We will not close it,"
    assert "1 quote exported" in result.stderr


def test_the_suffix_chooses_the_format_and_formulas_are_told_of(archive: Path, tmp_path: Path) -> None:
    result = export(archive, "--all", "-o", str(tmp_path / "out.csv"))
    assert result.exit_code == 0
    assert (
        (tmp_path / "out.csv").read_text().splitlines()[1].startswith('"=We will not close it,",Ana Núñez,')
    )
    assert "use excel-csv" in result.stderr
    assert export(archive, "--speaker", "Ana Núñez", "-o", str(tmp_path / "out.html")).exit_code == 0
    assert (tmp_path / "out.html").read_text().startswith("<!doctype html>")


def test_nothing_found_and_nobody_of_that_name_are_told_with_status_1(archive: Path) -> None:
    assert export(archive, "zebra").exit_code == 1
    missing = export(archive, "--speaker", "Nobody")
    assert missing.exit_code == 1
    assert "The archive knows no speaker 'Nobody'" in missing.stderr


def test_two_selections_or_none_are_wrong_usage(archive: Path) -> None:
    assert export(archive).exit_code == 2
    assert export(archive, "close", "--all").exit_code == 2


def test_a_failing_export_leaves_the_file_before_it(archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("before")
    assert export(archive, "--speaker", "Nobody", "-o", str(target)).exit_code == 1
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".out")] == []
    assert export(archive, "--all", "-o", str(tmp_path / "no" / "out.md")).exit_code == 1


def test_quotes_are_cited_in_a_style_where_the_format_has_it(archive: Path, tmp_path: Path) -> None:
    result = export(archive, "close", "--style", "ap")
    assert (
        "“=We will not close it,” Ana Núñez said, according to a Feb. 3, 2026, report by “T”."
        in result.stdout
    )
    refused = export(archive, "close", "--style", "ap", "-o", str(tmp_path / "out.csv"))
    assert refused.exit_code == 2
    assert "markdown, html, docx" in refused.stderr
