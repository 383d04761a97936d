"""Keys typed faster than the screen follows go where they would have gone when typed slowly."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.conftest import Opened
from tui.screens.prompt import PromptScreen
from tui.widgets.article import ArticleView
from tui.widgets.omnibox import Omnibox


async def test_a_letter_right_after_enter_is_a_key_of_the_article(opened: Opened) -> None:
    async with opened(clipboard="terminal") as reader:
        await reader.burst(*"winter", "enter", "y")
        assert reader.screen.query_one(Omnibox).search.text == "winter"
        assert reader.screen.query_one(ArticleView).has_focus
        assert "the ferry will stop in winter" in reader.app.clipboard


async def test_keys_after_enter_wait_for_the_rows_that_it_opens(opened: Opened) -> None:
    async with opened(clipboard="terminal") as reader:
        await reader.burst("down", "enter", "slash", *"winter", "enter", "n", "y")
        await reader.until(lambda: "two ferries a day" in reader.app.clipboard)  # the one after that opened


async def test_backspace_takes_the_letter_that_was_typed_before_it(opened: Opened) -> None:
    async with opened() as reader:
        await reader.burst(*"winx", "backspace", *"ter")
        assert reader.screen.query_one(Omnibox).search.text == "winter"


async def test_tab_between_letters_leaves_the_box_in_time(opened: Opened) -> None:
    async with opened() as reader:
        await reader.burst("tab", "z")
        assert reader.screen.query_one(Omnibox).search.text == ""
        assert reader.screen.zoomed


async def test_what_is_typed_right_after_a_screen_opens_is_typed_into_it(opened: Opened) -> None:
    async with opened() as reader:
        await reader.burst("escape", "f", *"ferry")
        assert isinstance(reader.screen, PromptScreen)
        assert reader.screen.query_one(Input).value == "ferry"


async def test_a_key_whose_widget_goes_away_keeps_the_next_ones_waiting_only_for_a_moment(
    opened: Opened,
) -> None:
    async with opened() as reader:
        await reader.burst("question_mark", "escape", *"winter")
        await reader.until(lambda: reader.screen.query_one(Omnibox).search.text == "winter")


async def test_an_undo_typed_at_once_takes_back_what_was_typed_before_it(opened: Opened) -> None:
    async with opened() as reader:
        await reader.press("escape", "4", "X")
        left = len(reader.screen.quotes.ids)
        second = reader.screen.quotes.current
        await reader.burst("X", "u")
        assert reader.said.startswith("Undone: not a quote")
        assert len(reader.screen.quotes.ids) == left
        assert second in reader.screen.quotes.ids


async def test_changes_typed_quickly_are_each_about_the_row_that_is_there_by_then(opened: Opened) -> None:
    async with opened() as reader:
        await reader.press("escape", "4")
        before = list(reader.screen.quotes.ids)
        await reader.burst("X", "X", "X")
        assert list(reader.screen.quotes.ids) == before[3:]
        await reader.burst("u", "u", "u")
        assert list(reader.screen.quotes.ids) == before
