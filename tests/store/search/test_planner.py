"""Plans that are corrected word by word, as far as there is time."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from store.archive.connect import open_read_only
from store.search.lexicon import load
from store.search.names import Names
from store.search.plan import FAR, TYPO
from store.search.planner import CORRECTED, Planner
from store.search.query import parse
from tests.store.search.small import Said, build


def test_a_long_query_is_corrected_as_far_as_there_is_time_and_then_from_there(tmp_path: Path) -> None:
    words = ["bridges", "remain", "closed", "until", "spring", "because", "engineers", "found", "cracks"]
    build(tmp_path / "a.db", [Said(" ".join(words))])
    with closing(open_read_only(tmp_path / "a.db")) as connection:
        planner = Planner(load(connection, ()), Names(connection), lambda _: frozenset())
    plan = planner.compile(parse(" ".join(word[1] + word[0] + word[2:] for word in words)), date(2026, 1, 1))

    def corrected() -> list[bool]:
        return [bool(group.classes[TYPO]) for group in plan.groups]

    assert not planner.widen(plan, FAR, lambda: True)
    assert corrected() == [True] * CORRECTED + [False] * (len(words) - CORRECTED)
    assert not planner.widen(plan, FAR, iter([False, True]).__next__)
    assert corrected() == [True] * (CORRECTED + 1) + [False] * (len(words) - CORRECTED - 1)
    assert planner.widen(plan, FAR, lambda: False)
    assert all(corrected())
    assert plan.widened == FAR
