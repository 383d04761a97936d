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
from tui.screens.overlay import Overlay
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


async def test_no_screen_that_opens_waits_for_its_style_sheet(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        await reader.screen._prepare()
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
        for opens in ("m", "question_mark", "t", "b"):
            await reader.press(opens)
            assert isinstance(reader.screen, Overlay)
            await reader.press("escape")
        # A container is Textual's own; ours were all read before, in the colours that are worn now.
        assert not any("Screen" in css for css in read), read
