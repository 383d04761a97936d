"""Every screen, at every size and look, is the one stored (see `tests.tui.screens`)."""

from __future__ import annotations

import difflib
import re
from collections.abc import AsyncIterator
from itertools import product

import pytest
from rich.cells import cell_len

from tests.tui.screens import FOLDER, WALK, looks_and_sizes, stored, walk


@pytest.mark.parametrize(("look", "size"), looks_and_sizes())
async def test_every_screen_is_the_one_stored(
    look: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if look == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    others = [difference async for difference in _differences(look, size)]
    assert not others, "\n".join([*others, "look at `git diff` after: python -m tests.tui.screens"])


def test_nothing_else_is_stored() -> None:
    names = [*(name for name, _, _ in WALK), "empty"]
    wanted = {stored(name, size, look) for name, (look, size) in product(names, looks_and_sizes())}
    assert set(FOLDER.rglob("*.*")) == wanted


@pytest.mark.parametrize(("look", "size"), looks_and_sizes())
def test_every_line_keeps_to_the_screen(look: str, size: tuple[int, int]) -> None:
    for path in sorted(FOLDER.glob(f"*/{size[0]}x{size[1]}-{look}.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")[: size[1]]
        assert all(cell_len(line) <= size[0] for line in lines), path
        assert look != "ascii" or all(line.isascii() for line in lines), path
        assert not any(character in line for line in lines for character in "\x1b\u202e\u200d"), path


def test_no_color_means_none() -> None:
    for path in FOLDER.glob("*/*-no-colour.txt"):
        legend = path.read_text(encoding="utf-8").rsplit("\n\n", 1)[1]
        assert "#" not in legend, path
        assert "on " not in legend.replace("on default", ""), path


def test_the_columns_of_a_list_stay_in_line() -> None:
    for size in ((160, 45), (100, 30)):
        lines = stored("main", size, "colour").read_text(encoding="utf-8").split("\n")[: size[1]]
        dated = [found for line in lines if (found := re.search(r"(Eller|新聞)[^·│]*Dec 2025", line))]
        assert len(dated) > 1
        ends = {cell_len(found.string[: found.end()]) for found in dated}
        assert len(ends) == 1, lines


async def _differences(look: str, size: tuple[int, int]) -> AsyncIterator[str]:
    """The screens that are not as stored, with the lines that differ."""
    async for name, shown in walk(size, look):
        kept = stored(name, size, look).read_text(encoding="utf-8")
        if shown != kept:
            lines = difflib.unified_diff(kept.splitlines(), shown.splitlines(), "stored", name, n=0)
            yield "\n".join(lines)
