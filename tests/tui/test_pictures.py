"""The pictures in the documentation are those of the program as it is."""

from __future__ import annotations

import pytest

from tests.tui.pictures import DOCS, STEPS, picture


@pytest.mark.parametrize("name", STEPS)
async def test_the_picture_is_up_to_date(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    stored = (DOCS / f"{name}.svg").read_text(encoding="utf-8")
    assert await picture(*STEPS[name]) == stored, "make it again: python -m tests.tui.pictures"


def test_the_walk_through_shows_each_of_its_pictures() -> None:
    text = (DOCS / "walkthrough.md").read_text(encoding="utf-8")
    for name in STEPS:
        assert name == "reader" or f"({name}.svg)" in text
