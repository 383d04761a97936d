"""What is counted: all of it, or said to be at least so much, and never nothing because nobody waited."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from store.search import walk
from store.search.answers import Facets
from store.search.engine import Engine
from tests.store.search.small import Said, build
from tests.tui.conftest import Opened
from tui.answers import Matrix
from tui.desk.lanes import UnwantedError
from tui.desk.questions import Questions

BY_FACET = {"outlet": "", "speaker": "", "issue": ""}


@contextmanager
def asking(path: Path) -> Iterator[Questions]:
    """Questions to the archive at `path`."""
    questions = Questions(path)
    yield questions
    questions.close()


def test_a_cell_is_counted_however_many_others_say_more_on_the_issue(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    said = [Said(f"The ferry sails at {hour}", f"Sailor {hour // 2}", "ferry") for hour in range(300)]
    said += [Said(f"The pier is {thing}", "Ada Lund", "pier") for thing in ("old", "new", "closed")]
    build(path, [*said, Said("The ferry is late", "Ada Lund", "ferry")])
    with asking(path) as questions:
        found: Matrix = questions.answer("matrix", ("", 3, 2))
    assert found.speakers[0].name == "Ada Lund"
    assert found.counts == ((1, 3), (2, 0), (2, 0))


@pytest.mark.parametrize(
    ("question", "details"),
    [("matrix", ("", 9, 9)), ("tallies", ("guar", BY_FACET)), ("months", ("guar",))],
)
def test_what_sqlite_cuts_short_though_nobody_wants_it_is_counted_all_the_same(
    archive: Path, question: str, details: tuple[Any, ...]
) -> None:
    with asking(archive) as questions:
        expected = questions.answer(question, details)
        connection = questions._engines["slow"]._connection
        stops = 0
        for step in range(1, 200, 9):
            looks = count()
            connection.set_progress_handler(partial(_is_next, looks, step), 10)
            assert questions.answer(question, details) == expected
            stops += next(looks) > step
    assert stops


def _is_next(looks: Iterator[int], step: int) -> bool:
    return next(looks) == step


class Leaping:
    """A clock that leaps ahead at one of the times it is looked at, as where a machine stood still."""

    def __init__(self, at: int) -> None:
        self.looks, self._at, self._ahead = 0, at, 0.0

    def perf_counter(self) -> float:
        self.looks += 1
        if self.looks == self._at:
            self._ahead = 60.0
        return time.perf_counter() + self._ahead


@pytest.mark.parametrize("issue", ["", "ferry "])
def test_the_matrix_is_whole_wherever_time_was_lost(
    archive: Path, monkeypatch: pytest.MonkeyPatch, issue: str
) -> None:
    clock = Leaping(0)
    monkeypatch.setattr(walk, "time", clock)
    with asking(archive) as questions:
        expected = questions.answer("matrix", (issue, 9, 9))
    assert clock.looks > 20
    for at in range(1, clock.looks + 1):
        monkeypatch.setattr(walk, "time", Leaping(at))
        with asking(archive) as questions:
            assert questions.answer("matrix", (issue, 9, 9)) == expected


def test_an_answer_that_was_cut_short_is_none(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with asking(archive) as questions:
        facets = Engine.facets

        def interrupted(engine: Engine, *details: Any, **more: Any) -> Facets:
            questions.interrupt("slow")
            return facets(engine, *details, **more)

        monkeypatch.setattr(Engine, "facets", interrupted)
        for question in (("matrix", ("", 9, 9)), ("tallies", ("", BY_FACET)), ("months", ("",))):
            with pytest.raises(UnwantedError):
                questions.answer(*question)


async def test_counts_that_took_too_long_are_counted_on(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    facets = Engine.facets

    def late(engine: Engine, *details: Any, deadline_ms: float | None, **more: Any) -> Facets:
        if deadline_ms is None:
            return facets(engine, *details, deadline_ms=None, **more)
        return Facets(exact=False)

    monkeypatch.setattr(Engine, "facets", late)
    async with opened() as reader:
        await reader.type("guar")
        assert [line.split() for line in reader.lines("#speakers")[:2]] == [
            ["Ada", "Lund", "2"],
            ["The", "Ellery", "Post", "1"],
        ]


async def test_a_pane_whose_names_are_not_counted_yet_says_so(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Engine, "facets", lambda *_, **__: Facets(exact=False))
    async with opened() as reader:
        assert "Still counting." in "\n".join(reader.lines("#issues"))
