"""What of a line is highlighted for a search."""

from __future__ import annotations

import pytest

from tui.matching import needles


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("guar", "Guarantees are no safeguard", ["Guar"]),
        ("the there", "there the", ["there", "the"]),
        ('"the plan"', "The plans of the planner, the plan", ["The", "the", "the", "plan"]),
        ("a.b", "acb a b", ["a", "a", "b"]),
        ("plan speaker:Lund -date", "A plan by Lund, dated", ["plan"]),
        ("zur", "“Zürich”, he said", ["Zür"]),
        ("said", "“It’s late,” she said…", ["said"]),
        ("", "nothing", []),
    ],
)
@pytest.mark.parametrize("letter", ["", " é"])
def test_beginnings_and_whole_words(query: str, text: str, shown: list[str], letter: str) -> None:
    line = text + letter
    assert [line[start:end] for start, end in needles(query).spans(line)] == shown
