"""Another theme: put on in slices, seen all at once, worn by every screen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from itertools import pairwise

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from tests.tui.conftest import Opened
from tui.dressing import dress_anew
from tui.screens.help import HelpScreen
from tui.theme import LIGHT


async def test_nothing_half_dressed_is_seen_and_others_have_their_turn(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        monkeypatch.setattr("tui.turns.SLICE", 0.0)
        painted: list[object] = []
        dressed: list[DOMNode] = []
        update = Stylesheet.update_nodes

        def counted(self: Stylesheet, nodes: Iterable[DOMNode], *, animate: bool = False) -> None:
            some = list(nodes)
            dressed.extend(some)
            update(self, some, animate=animate)

        monkeypatch.setattr(type(reader.app), "_display", lambda *shown: painted.append(shown))
        monkeypatch.setattr(Stylesheet, "update_nodes", counted)
        turns: list[int] = []
        dressing = asyncio.create_task(dress_anew(reader.app))
        while not dressing.done():
            await asyncio.sleep(0)
            turns.append(len(dressed))
            assert not painted
        assert max(after - before for before, after in pairwise(turns)) == 1
        assert set(reader.screen.walk_children(with_self=True)) <= set(dressed)
        await reader.settle()
        assert painted


async def test_a_theme_is_worn_by_the_screens_below_too(opened: Opened) -> None:
    async with opened() as reader:
        main = reader.screen
        await reader.press("question_mark")
        assert isinstance(reader.screen, HelpScreen)
        reader.app.theme = LIGHT.name
        await reader.settle()
        for widget in (reader.screen.query_one("#frame"), main.query_one("#omnibox"), main.status):
            assert widget.styles.background.hex.lower() == LIGHT.surface


async def test_a_widget_that_is_new_after_a_change_of_theme_costs_no_second_reading(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        await reader.press("escape", "T")
        read: list[str] = []
        parse = Stylesheet._parse_rules

        def counted(self: Stylesheet, css: str, *details: object, **more: object) -> object:
            cached = len(self._parse_cache)
            rules = parse(self, css, *details, **more)  # type: ignore[arg-type]
            if len(self._parse_cache) > cached:
                read.append(css)
            return rules

        monkeypatch.setattr(Stylesheet, "_parse_rules", counted)
        await reader.press("m")
        assert read, "the matrix brings a style sheet of its own"
        assert not any("Omnibox" in css for css in read), "what was read once is not read again"
