"""`onrecord import`: what it says of what it read."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.commands.root import cli


def line(number: int, **more: object) -> str:
    return json.dumps(
        {
            "quoteID": f"2019-04-02-{number:06}",
            "quotation": f"The talks went well for the {number}th time",
            "speaker": "Ana Sorel",
            "qids": [],
            "date": "2019-04-02 10:11:12",
            "numOccurrences": 1,
            "probas": [["Ana Sorel", "0.9"]],
            "urls": ["https://www.example.org/a"],
            "phase": "E",
        }
        | more
    )


LINES = "".join(line(number) + "\n" for number in range(3))


def run(place: Path, *words: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["--archive", str(place), "import", *words], input=data)


def quotes(place: Path) -> int:
    result = CliRunner().invoke(cli, ["--archive", str(place), "search", "--json", "talks"])
    return len(result.stdout.splitlines())


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
def test_plain_and_packed_files_are_read_once(tmp_path: Path, pack: type[bytes]) -> None:
    place, file = tmp_path / "a.db", tmp_path / "quotes.json"
    file.write_bytes(pack(LINES.encode()))
    first = run(place, "--format", "quotebank", str(file))
    assert (first.exit_code, first.stdout) == (0, "")
    assert "3 quotes added" in first.stderr
    assert quotes(place) == 3
    again = run(place, "--format", "quotebank", str(file))
    assert "0 quotes added" in again.stderr
    assert quotes(place) == 3


def test_standard_input_is_a_file_too(tmp_path: Path) -> None:
    result = run(tmp_path / "a.db", "--format", "quotebank", "-", data=LINES.encode())
    assert "3 quotes added" in result.stderr


def test_a_line_that_makes_no_sense_is_named_and_the_rest_is_in(tmp_path: Path) -> None:
    place, file = tmp_path / "a.db", tmp_path / "quotes.json"
    file.write_text(line(1) + "\n{broken\n" + line(2) + "\n")
    result = run(place, "--format", "quotebank", str(file))
    assert result.exit_code == 3
    assert "quotes.json" in result.stderr
    assert "2 quotes added" in result.stderr
    assert quotes(place) == 2


def test_a_missing_file_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    place, file = tmp_path / "a.db", tmp_path / "quotes.json"
    file.write_text(LINES)
    result = run(place, "--format", "quotebank", str(tmp_path / "none.json"), str(file))
    assert result.exit_code == 3
    assert "none.json" in result.stderr
    assert quotes(place) == 3
