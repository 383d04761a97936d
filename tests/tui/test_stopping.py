"""Adding that is stopped ends at once, with all that works for it, and says what could not be read."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tui.conftest import Opened
from tui.session import ProcessSession, SessionLostError


class Adder(ProcessSession):
    """Is at a long article, after one file that could not be read."""

    def __init__(self) -> None:
        self.ended = False

    async def ask(self, question: str, *details: Any, progress: Callable[[Any], None] | None = None) -> Any:
        assert progress is not None
        progress((2, 0, 1, 5))
        await asyncio.Event().wait()

    def end(self) -> None:
        self.ended = True


async def test_what_adds_is_ended_at_once(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as reader:
        adder = Adder()
        app = type(reader.app)
        monkeypatch.setattr(app, "adding_session", property(lambda self: self.adder))
        reader.app.adder = adder
        reader.screen._begin("add", ["talks"])
        while "Adding: 3 of 5" not in reader.said:
            await asyncio.sleep(0)
        reader.screen.action_add()
        assert adder.ended
        assert reader.app.adder is None
        await reader.settle()
        assert reader.said == "Stopped: what was added is in the archive; 1 file could not be read."


async def test_a_session_that_was_ended_leaves_no_process_behind(archive: Path) -> None:
    session = ProcessSession(archive)
    assert (await session.ask("totals")).quotes == 10
    session.end()
    with pytest.raises(ProcessLookupError):
        os.kill(session.pid, 0)
    with pytest.raises(SessionLostError):
        await session.ask("totals")
