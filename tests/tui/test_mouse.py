"""The mouse: what is clicked is what stands under it."""

from __future__ import annotations

from tests.tui.conftest import Opened
from tui.widgets.article import ArticleView
from tui.widgets.facets import FacetList
from tui.widgets.omnibox import Omnibox
from tui.widgets.quotes import QuoteList


async def test_a_click_filters_by_the_name_under_it(opened: Opened) -> None:
    async with opened() as reader:
        speakers = reader.screen.query_one("#speakers", FacetList)
        assert "Tomas Reyes" in reader.lines("#speakers")[1]
        await reader.pilot.click(speakers, offset=(5, speakers.styles.gutter.top + 1))
        await reader.settle()
        assert [chip.value for chip in reader.screen.query_one(Omnibox).search.chips] == ["Tomas Reyes"]


async def test_a_click_on_any_line_of_a_row_selects_it_and_a_second_one_reads_it(opened: Opened) -> None:
    async with opened() as reader:
        quotes = reader.screen.query_one(QuoteList)
        last_line = quotes.styles.gutter.top + 2 * quotes.row_height - 1
        await reader.pilot.click(quotes, offset=(9, last_line))
        await reader.settle()
        assert quotes.cursor == 1
        await reader.pilot.click(quotes, offset=(9, last_line))
        await reader.settle()
        assert reader.screen.query_one(ArticleView).has_focus


async def test_a_click_on_the_border_selects_nothing(opened: Opened) -> None:
    async with opened() as reader:
        quotes = reader.screen.query_one(QuoteList)
        await reader.press("down", "down")
        await reader.pilot.click(quotes, offset=(9, 0))
        await reader.settle()
        assert quotes.cursor == 2


async def test_the_bar_scrolls_and_selects_nothing(opened: Opened) -> None:
    async with opened(size=(60, 20)) as reader:
        quotes = reader.screen.query_one(QuoteList)
        bar, top = quotes.size.width - 1 + quotes.styles.gutter.left, quotes.styles.gutter.top
        await reader.pilot.mouse_down(quotes, offset=(bar, top))
        await reader.pilot.hover(quotes, offset=(bar, quotes.size.height))
        assert quotes.scroll_offset.y == len(quotes.ids) * quotes.row_height - quotes.size.height
        await reader.pilot.mouse_up(quotes, offset=(bar, quotes.size.height))
        await reader.pilot.click(quotes, offset=(bar, top))
        await reader.settle()
        assert quotes.scroll_offset.y < quotes.size.height
        assert quotes.cursor == 0, "who scrolls does not select"
