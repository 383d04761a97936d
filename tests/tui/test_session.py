"""Questions to the archive: what is cut short is the question that nobody waits for, and no other."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from tui.answers import Totals
from tui.desk.changes import Desk
from tui.desk.lanes import Lane
from tui.session import ProcessSession
from tui.thread_session import ThreadSession


class SlowDesk:
    """Answers when it is told to, or when it is cut short."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self.cut: list[str] = []
        self.asked = ""

    def lane(self, question: str) -> Lane:
        return "slow"

    def answer(self, question: str, details: Sequence[Any]) -> str:
        self.asked = question
        self.begun.set()
        assert self.go_on.wait(20)
        self.go_on.clear()
        return question

    def interrupt(self, lane: Lane) -> None:
        self.cut.append(self.asked)
        self.go_on.set()

    def close(self) -> None:
        self.go_on.set()


async def _begun(desk: SlowDesk) -> None:
    assert await asyncio.to_thread(desk.begun.wait, 20)
    desk.begun.clear()


async def test_a_question_that_waits_its_turn_is_cancelled_without_another_being_cut_short() -> None:
    desk = SlowDesk()
    session = ThreadSession(Path("none.db"), cast(Desk, desk))
    first = asyncio.ensure_future(session.ask("first"))
    await _begun(desk)
    waiting = asyncio.ensure_future(session.ask("waiting"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    desk.go_on.set()
    assert await first == "first"
    assert desk.cut == []
    session.close()


async def test_the_question_that_is_answered_is_cut_short_when_nobody_waits() -> None:
    desk = SlowDesk()
    session = ThreadSession(Path("none.db"), cast(Desk, desk))
    asked = asyncio.ensure_future(session.ask("first"))
    await _begun(desk)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    assert desk.cut == ["first"]
    session.close()


async def test_a_package_of_the_same_name_in_the_current_folder_is_not_what_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("tui", "store"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('not the one')")
    monkeypatch.chdir(tmp_path)
    session = ProcessSession(tmp_path / "none.db")
    assert await session.ask("totals") == Totals()
    session.close()
