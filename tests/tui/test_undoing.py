"""u where it cannot be done: the step is kept for when it can, or left out for good."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from store import open_archive
from store.archive import session
from tests.tui.conftest import Opened


@contextmanager
def held(archive: Path) -> Iterator[None]:
    """Another program writes to the archive."""
    with closing(sqlite3.connect(archive, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


async def test_a_step_that_cannot_be_undone_now_is_undone_when_it_can(
    opened: Opened, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "BUSY_SECONDS", 0.05)
    async with opened() as reader:
        quotes = reader.screen.quotes
        await reader.press("escape", "X")
        assert len(quotes.ids) == 9
        with held(archive):
            await reader.press("u")
            assert reader.said.startswith("Not undone: Another program is writing to")
            assert len(quotes.ids) == 9
        await reader.press("u")
        assert reader.said == "Undone: not a quote: it is gone from the lists"
        assert len(quotes.ids) == 10
        await reader.press("u")
        assert reader.said == "There is nothing to undo."


async def test_a_step_that_was_taken_back_elsewhere_does_not_stand_before_those_under_it(
    opened: Opened, archive: Path
) -> None:
    async with opened() as reader:
        await reader.press("escape", "X", "X")
        with open_archive(archive) as other:
            other.undo()
        await reader.press("u")
        assert reader.said.startswith("It cannot be undone any more: ")
        await reader.press("u")
        assert reader.said.startswith("Undone: ")
        assert len(reader.screen.quotes.ids) == 10


async def test_in_the_brief_too(opened: Opened, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "BUSY_SECONDS", 0.05)
    async with opened() as reader:
        await reader.press("escape", "space", "b")
        with held(archive):
            await reader.press("u")
            assert reader.said.startswith("Not undone: Another program is writing to")
        await reader.press("u")
        assert reader.said.startswith("Undone: marked")
