"""An archive that changes while it is searched, and questions that are cut short."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.search.engine import Engine
from tests.store.search.small import Said, build

SAID = [
    Said("The ferry sails on Friday", "Ada Lund", "ferry contract", "Coast News", "2025-12-01"),
    Said("No ferry has sailed", "Tomas Reyes", "ferry contract", "Coast News", "2025-12-03"),
    Said("Prices will fall", "Ada Lund", "economy", "Coast News", "2025-12-02"),
]


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


ON_THE_FERRY = {"Ada Lund": 1, "Tomas Reyes": 1}


def interrupted_at(engine: Engine, step: int, *, wanted: bool) -> bool:
    """Ask, and stop SQLite when it looks whether to go on for the `step`th time; False if it never did.

    Where somebody `wanted` that, the answer is none; else it is whole all the same.
    """
    seen = 0

    def look() -> bool:
        nonlocal seen
        seen += 1
        if seen == step and wanted:
            engine.interrupt()
        return seen == step

    engine._connection.set_progress_handler(look, 1)
    try:
        found = engine.facets('issue:"ferry contract" ', "speaker", deadline_ms=None)
    finally:
        engine._connection.set_progress_handler(None, 0)
    if seen >= step:
        assert found.exact != wanted
        assert {row.name: row.count for row in found.counts} == ({} if wanted else ON_THE_FERRY)
    return seen >= step


@pytest.mark.parametrize("wanted", [False, True], ids=["by nobody", "by somebody"])
@pytest.mark.parametrize("changed", [False, True], ids=["at first", "after a change"])
def test_wherever_a_question_is_cut_short_the_next_is_answered_whole(
    tmp_path: Path, changed: bool, wanted: bool
) -> None:
    path = tmp_path / "a.db"
    build(path, SAID)
    stops = 0
    for step in range(1, 1_000_000, 13):  # past the end of it, which is where the loop ends
        with closing(Engine(path)) as engine:
            if changed:
                engine.count("ferry ")
                change(path, "insert into saved_search(name, query) values (hex(randomblob(8)), 'ferry')")
            if not interrupted_at(engine, step, wanted=wanted):
                break
            stops += 1
            found = engine.facets('issue:"ferry contract" ', "speaker", deadline_ms=None)
            assert {row.name: row.count for row in found.counts} == ON_THE_FERRY
            assert engine.search("ferry ", limit=10).complete
    assert stops > 20


def test_a_name_given_a_moment_ago_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    build(path, SAID)
    with closing(Engine(path)) as engine:
        assert engine.count("speaker:lund ").n == 2
        engine._reload_after = float("inf")  # as after loading the words of a large archive
        change(path, "update speaker set name = 'Ada Marsh' where name = 'Ada Lund'")
        assert engine.count("speaker:marsh ").n == 2
        assert engine.count("speaker:nobody ").n == 0


def test_words_that_were_loaded_again_are_those_that_a_query_is_read_with(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    build(path, SAID)
    with closing(Engine(path)) as engine:
        assert engine.count("marsh ").n == 0
        engine._reload_after = float("inf")
        change(path, "update speaker set name = 'Ada Marsh' where name = 'Ada Lund'")
        engine.count("marsh ")  # read with the names of before
        engine._reload_after = 0.0
        assert engine.count("marsh ").n == 2
