"""Names of speakers and issues at Tab."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from store import open_archive
from store.records import IssueMention
from tests.store.archive.making import extracted
from tui.commands.root import cli

SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with open_archive(path) as archive:
        article, extraction = extracted(
            "Ana Sorel said the quay is safe. Tom Achterberg said it is not. Ana Sorel said it was built.",
            ("Ana Sorel", "the quay is safe"),
            ("Tom Achterberg", "it is not"),
            ("Ana Sorel", "it was built"),
            issues=(IssueMention("quay wall", (0,), ("quay",)),),
            published=date(2026, 2, 3),
        )
        archive.add_article(article, extraction)
    return path


def completed(place: Path, shell: str, *words: str) -> list[str]:
    line = f"onrecord --archive {place} {' '.join(words)}"
    asked = {"_ONRECORD_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": words[-1]}
    if shell != "fish":
        asked["COMP_CWORD"] = str(len(words) + 2)
    result = CliRunner().invoke(cli, env=asked, prog_name="onrecord")
    assert not result.stderr
    rows = [row for row in result.stdout.splitlines() if row]
    if shell == "zsh":
        return rows[1::3]
    return [row.partition(",")[2].partition("\t")[0] for row in rows]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_name_is_completed_by_any_of_its_words(place: Path, shell: str) -> None:
    expected = "Tom\\ Achterberg" if shell == "bash" else "Tom Achterberg"
    assert completed(place, shell, "speakers", "show", "acht") == [expected]
    assert completed(place, shell, "export", "--speaker", "tom") == [expected]


def test_with_nothing_typed_the_most_quoted_come_first(place: Path) -> None:
    assert completed(place, "zsh", "speakers", "rename", "") == ["Ana Sorel", "Tom Achterberg"]


def test_issues_are_completed_too(place: Path) -> None:
    assert completed(place, "zsh", "issues", "pin", "qu") == ["quay wall"]


@pytest.mark.parametrize("shell", SHELLS)
def test_without_an_archive_nothing_is_offered_or_said(tmp_path: Path, shell: str) -> None:
    assert completed(tmp_path / "none.db", shell, "speakers", "show", "an") == []
    assert not (tmp_path / "none.db").exists()
