"""`onrecord add` from files, standard input, tables with other columns, and the clipboard."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyperclip
import pytest
from click.testing import CliRunner, Result

from store import ingest
from store.archive.reader import ArchiveReader
from store.reading import registry
from store.records import Article
from tui.commands.root import cli


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def add(archive: Path) -> Callable[..., Result]:
    def run(*arguments: str, input: str | None = None) -> Result:  # noqa: A002 - as click calls it
        return CliRunner().invoke(
            cli, ["--archive", str(archive), "add", "--jobs", "1", *arguments], input=input
        )

    return run


def articles(archive: Path) -> list[Article]:
    with ArchiveReader(archive) as reader:
        return [article for id_ in reader.article_ids() if (article := reader.article(id_))]


def test_standard_input_is_an_article(add: Callable[..., Result], archive: Path) -> None:
    result = add("-", "--outlet", "Desk", input="date 2026-02-03 The mayor said yes.")
    assert (result.exit_code, result.stderr) == (0, "1 article added.\n")
    (article,) = articles(archive)
    assert (article.text, article.outlet, article.origin) == ("The mayor said yes.", "Desk", "standard input")


def test_columns_are_mapped(add: Callable[..., Result], archive: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Words,Who\nThe mayor said yes.,Courier\n")
    assert add(str(tmp_path / "t.csv"), "--column", "text=Words", "--column", "outlet=Who").exit_code == 0
    assert articles(archive)[0].outlet == "Courier"
    assert add(str(tmp_path / "t.csv"), "--column", "text").exit_code == 2


def test_the_clipboard_is_an_article_or_its_absence_is_told(
    add: Callable[..., Result], archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyperclip, "paste", lambda: "The mayor said yes.")
    assert add("--clipboard").exit_code == 0
    assert articles(archive)[0].origin == "clipboard"

    def absent() -> str:
        raise pyperclip.PyperclipException

    monkeypatch.setattr(pyperclip, "paste", absent)
    result = add("--clipboard")
    assert result.exit_code == 3
    assert "The clipboard cannot be read here" in result.stderr


def test_an_address_that_cannot_be_had_is_named_and_nothing_to_add_is_wrong_usage(
    add: Callable[..., Result],
) -> None:
    result = add("http://127.0.0.1:1/story")
    assert result.exit_code == 3
    assert "http://127.0.0.1:1/story was not read: its host refused the connection." in result.stderr
    assert add().exit_code == 2


def test_ctrl_c_says_what_was_kept(
    add: Callable[..., Result], archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("The mayor said yes.")
    (tmp_path / "b.txt").write_text("The mayor said no.")
    read = registry.read_path

    def interrupted(path: Path, **more: object) -> Iterator[Article]:
        if path.name == "b.txt":
            raise KeyboardInterrupt
        return read(path)

    monkeypatch.setattr(registry, "read_path", interrupted)
    monkeypatch.setattr(ingest, "_WORTH_A_POOL", 1)
    result = add(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert result.exit_code == 130
    assert "1 article added before it was stopped" in result.stderr
    assert [article.text for article in articles(archive)] == ["The mayor said yes."]


def test_a_folder_that_may_not_be_opened_is_named(
    add: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "clips" / "closed"
    closed.mkdir(parents=True)
    (tmp_path / "clips" / "open.txt").write_text("The mayor said yes.")
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    result = add(str(tmp_path / "clips"))
    assert result.exit_code == 3
    assert f"{closed} cannot be read" in result.stderr
    assert "1 article added, 1 could not be read." in result.stderr


def test_ctrl_c_before_a_command_has_begun_is_told_as_any(
    add: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importlib, "import_module", interrupted)
    result = add("-", input="The mayor said yes.")
    assert (result.exit_code, result.stderr) == (130, "onrecord: stopped.\n")


def test_a_word_that_is_no_command_is_wrong_usage_and_a_missing_file_is_told_with_the_digest(
    archive: Path, tmp_path: Path
) -> None:
    wrong = CliRunner().invoke(cli, ["--archive", str(archive), "frobnicate"])
    assert wrong.exit_code == 2
    assert "frobnicate is neither a command nor a file" in wrong.stderr
    missing = CliRunner().invoke(cli, ["--archive", str(archive), str(tmp_path / "missing.txt")])
    assert missing.exit_code == 3
    assert "missing.txt cannot be read" in missing.stderr
    assert "0 articles" in missing.stdout
