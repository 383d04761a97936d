"""For screen readers: words for signs, the terminal's cursor on the row, one line that tells, no motion."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.conftest import Opened
from tui.widgets.lines import LineList


async def test_states_are_words_and_nothing_is_drawn(opened: Opened) -> None:
    async with opened(accessible=True) as reader:
        await reader.press("escape", "space", "k")
        first = reader.lines("#quotes")[0]
        assert "marked" in first
        assert "unread" in first
        await reader.press("r")
        assert "unread" not in reader.lines("#quotes")[0]
        assert any("guess" in line for line in reader.lines("#quotes"))
        shown = "\n".join(strip.text for strip in reader.screen._compositor.render_strips())
        assert not set(shown) & set("─━│┃╭╮╰╯┌┐◆•▌‹›✓✎")
        await reader.press("2", "enter")
        assert reader.lines("#speakers")[0].rstrip(" #").endswith("filters 4")


async def test_the_terminals_cursor_stands_on_the_selected_row(opened: Opened) -> None:
    async with opened(accessible=True) as reader:
        await reader.press("escape", "j", "j")
        listed = reader.screen.query_one("#quotes", LineList)
        at = reader.app.cursor_position.y - listed.content_region.y
        assert at == 2 * listed.row_height


async def test_what_was_found_is_told_in_the_one_line(opened: Opened) -> None:
    async with opened(accessible=True) as reader:
        await reader.type("guarantees")
        assert reader.said == "3 of 10 quotes"


async def test_nothing_moves_by_itself(opened: Opened) -> None:
    async with opened(accessible=True) as reader:
        for keys in (["escape", "e"], ["escape", "f"], ["escape", "ctrl+p"]):
            assert reader.app.animation_level == "none"
            await reader.press(*keys)
            boxes = reader.screen.query(Input)
            assert boxes
            assert not any(box.cursor_blink for box in boxes)


async def test_adding_tells_its_end_and_not_its_progress(opened: Opened) -> None:
    async with opened(accessible=True) as reader:
        told: list[str] = []
        say = reader.screen.say
        reader.screen.say = lambda text, **more: (told.append(text), say(text, **more))  # type: ignore[method-assign]
        path = reader.folder / "new.txt"
        path.write_text('"The pier is closed," Ada Lund said on Monday.\n')
        await reader.press("escape", "a")
        reader.screen.query_one(Input).value = str(path)
        await reader.press("enter")
        assert [line for line in told if line] == [
            "Adding: reading what is there; a stops it",
            "1 article added.",
        ]


async def test_no_toast_pops_up(opened: Opened) -> None:
    async with opened(clipboard="terminal") as reader:
        await reader.press("escape", "2", "t", "y")
        assert not list(reader.app._notifications)
        assert "Sent to the terminal" in str(reader.screen.query_one("#frame").border_subtitle)
        await reader.press("j")
        assert "closes" in str(reader.screen.query_one("#frame").border_subtitle)
