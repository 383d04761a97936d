"""Search, filter, read, copy: the path every briefing takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.conftest import Opened
from tui.actions import ACTIONS
from tui.screens.help import HelpScreen
from tui.screens.prompt import PromptScreen
from tui.screens.reader import ReaderScreen
from tui.searching import Chip
from tui.widgets.article import ArticleView
from tui.widgets.facets import FacetList
from tui.widgets.omnibox import Omnibox
from tui.widgets.quotes import QuoteList
from tui.widgets.sheet import Sheet
from tui.widgets.status import StatusLine

SIZES = [(160, 45), (100, 30), (60, 20)]


async def test_each_letter_searches(opened: Opened) -> None:
    async with opened() as reader:
        quotes = reader.app.screen.query_one(QuoteList)
        assert len(quotes.ids) == 10
        await reader.type("guar")
        assert len(quotes.ids) == 3
        await reader.type("antees bridge")
        assert quotes.current_record is not None
        assert quotes.current_record.text == "the bridge needs no guarantees"


async def test_attitudes_are_left_out_where_the_settings_say_so(opened: Opened) -> None:
    async with opened(attitudes=False) as reader:
        await reader.settle()
        assert len(reader.screen.query_one(QuoteList).ids) == 8
        await reader.press("escape", "escape")
        assert len(reader.screen.query_one(QuoteList).ids) == 8, "it is no step that could be taken back"
        await reader.press("A")
        assert len(reader.screen.query_one(QuoteList).ids) == 10


async def test_esc_where_no_step_is_left_shows_all_quotes_again_and_the_search_stays_in_the_history(
    opened: Opened,
) -> None:
    async with opened() as reader:
        quotes = reader.screen.query_one(QuoteList)
        await reader.type("guarantees")
        await reader.press("escape")
        assert (quotes.has_focus, len(quotes.ids)) == (True, 3)
        await reader.press("escape")
        assert len(quotes.ids) == 10
        await reader.press("escape")
        assert "nothing to go back to" in reader.screen.query_one(StatusLine).said
        await reader.press("ctrl+r", "enter")
        assert len(quotes.ids) == 3


async def test_choosing_a_speaker_filters_the_other_panes(opened: Opened) -> None:
    async with opened() as reader:
        await reader.press("escape", "2", "g", "enter")
        box = reader.app.screen.query_one(Omnibox)
        assert [chip.label for chip in box.search.chips] == ["speaker: Ada Lund"]
        assert len(reader.app.screen.query_one(QuoteList).ids) == 4
        sources = reader.app.screen.query_one("#sources", FacetList)
        assert [(row.name, row.quotes) for key in sources.ids if (row := sources.record(key))] == [
            ("The Ellery Post", 3),
            ("Island Radio", 1),
        ]
        speakers = reader.app.screen.query_one("#speakers", FacetList)
        assert len(speakers.ids) == 5, "the list that filters still shows the others"
        await reader.press("enter")
        assert not box.search.chips


def test_a_chosen_name_is_searched_for_as_it_is() -> None:
    assert Chip("speaker", "Trump").query == 'speaker:"Trump"'
    assert Chip("kind", "direct", negated=True).query == "-kind:direct"


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_article_at_the_quote(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as reader:
        await reader.type("winter")
        await reader.press("enter")
        article = reader.app.screen.query_one(ArticleView)
        assert article.has_focus
        assert article.quote is not None
        assert article.quote.text == "the ferry will stop in winter"
        assert any("winter" in line for line in reader.lines("#article"))


async def test_every_quote_of_the_article_is_marked_in_the_margin(opened: Opened) -> None:
    async with opened() as reader:
        await reader.type("winter")
        await reader.press("enter")
        lines = reader.lines("#article")
        for words in ("guarantees", "winter", "ferries a"):
            (line,) = [line for line in lines if words in line]
            assert line.lstrip()[0] in "│┃", line


async def test_y_copies_the_quote_with_its_citation(opened: Opened) -> None:
    async with opened(clipboard="terminal") as reader:
        await reader.type("winter")
        await reader.press("enter", "y")
        assert reader.app.clipboard.startswith(
            "Residents of the island (paraphrased; as an attitude): the ferry"
        )
        assert "Island Radio, “Ferry talks go on”, reported 12 December 2025" in reader.app.clipboard
        assert reader.said.startswith("Sent to the terminal")


async def test_esc_steps_back_to_row_and_scroll(opened: Opened) -> None:
    async with opened(size=(60, 20)) as reader:
        await reader.press("down", "down", "down", "down", "down", "down")
        quotes = reader.app.screen.query_one(QuoteList)
        before = quotes.cursor, quotes.scroll_offset.y
        await reader.press("enter", "escape")
        assert (quotes.cursor, quotes.scroll_offset.y) == before
        assert reader.app.screen.query_one("#search").has_focus


async def test_question_mark_shows_the_keys_and_q_leaves(opened: Opened) -> None:
    async with opened() as reader:
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, HelpScreen)
        await reader.press("escape")
        assert isinstance(reader.app.screen, ReaderScreen)
        await reader.press("escape", "q")
        assert not reader.app.is_running


async def test_an_empty_archive_says_what_to_do(opened: Opened, tmp_path: Path) -> None:
    async with opened(path=tmp_path / "none.db") as reader:
        screen = reader.app.screen
        assert screen.has_class("-empty")
        assert screen.query_one("#welcome").display
        assert not screen.query_one("#panes").display


async def test_fields_and_their_values_complete(opened: Opened) -> None:
    async with opened() as reader:
        box = reader.app.screen.query_one(Omnibox)
        await reader.type("kin")
        await reader.press("tab")
        assert box.search.text == "kind:"
        await reader.type("dir")
        await reader.press("tab")
        assert [chip.label for chip in box.search.chips] == ["kind: direct"]
        assert len(reader.app.screen.query_one(QuoteList).ids) == 2
        await reader.type("about:harb")
        assert not box.chip_line.suggestions


async def test_where_nothing_is_there_to_read_nothing_is_looked_for_in_it(
    opened: Opened, tmp_path: Path
) -> None:
    async with opened(path=tmp_path / "none.db") as reader:
        await reader.press("f")
        assert isinstance(reader.screen, ReaderScreen)
        assert "nothing to read" in reader.screen.query_one(StatusLine).said


async def test_an_empty_archive_takes_keys_at_once(opened: Opened, tmp_path: Path) -> None:
    async with opened(path=tmp_path / "none.db") as reader:
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, HelpScreen)
        await reader.press("escape", "a")
        assert isinstance(reader.app.screen, PromptScreen)
        path = tmp_path / "new.txt"
        path.write_text('"The pier is closed," Ada Lund said on Monday.\n')
        reader.app.screen.query_one(Input).value = str(path)
        await reader.press("enter")
        assert len(reader.app.screen.query_one(QuoteList).ids) == 1
        assert reader.app.screen.query_one("#search").has_focus


async def test_enter_says_when_nothing_was_found(opened: Opened) -> None:
    async with opened(size=(60, 20)) as reader:
        await reader.type("xqzw")
        await reader.press("enter")
        assert reader.said == "There is nothing to read: nothing was found."
        assert reader.app.screen.query_one("#search").has_focus
        assert "Nothing is found." in "\n".join(reader.lines("#quotes"))


async def test_the_foot_shows_the_keys_of_where_one_is(opened: Opened) -> None:
    async with opened(keys={"copy.quote": "f5", "card": ""}) as reader:

        def foot() -> dict[str, str]:
            return {word: key for _, key, word in reader.app.screen.query_one(StatusLine).hints}

        assert foot()["help"] == "F1", "a question mark would be typed"
        await reader.press("escape")
        assert foot()["copy"] == "F5"
        assert "large" not in foot()
        await reader.press("2")
        assert foot()["filter"] == "Enter"
        await reader.press("5")
        assert foot()["next"] == "n"
        await reader.press("t")
        assert "F5 copies" in str(reader.app.screen.query_one("#frame").border_subtitle)


async def test_tab_again_takes_the_next_suggestion_and_after_the_last_what_was_typed(opened: Opened) -> None:
    async with opened() as reader:
        box = reader.app.screen.query_one(Omnibox)
        await reader.type("is:")
        offered = [item.name for item in box.chip_line.suggestions]
        assert len(offered) > 1
        seen = []
        for _ in offered:
            await reader.press("tab")
            seen += [chip.value for chip in box.search.chips]
            assert [item.name for item in box.chip_line.suggestions] == offered
        assert seen == offered
        await reader.press("tab")
        assert (box.search.text, box.search.chips) == ("is:", ())
        await reader.press("tab")
        assert [chip.value for chip in box.search.chips] == offered[:1]
        await reader.type("x")
        assert [item.name for item in box.chip_line.suggestions] != offered


async def test_esc_steps_back_exactly_while_rows_are_still_to_come(opened: Opened) -> None:
    async with opened() as reader:
        quotes = reader.app.screen.query_one(QuoteList)
        await reader.press("escape", "down", "down", "down", "down")
        selected = quotes.current
        await reader.burst("slash", "x", "backspace", "escape")
        assert (quotes.cursor, quotes.current) == (4, selected)
        assert quotes.has_focus


async def test_the_help_explains_every_key_on_a_narrow_screen(opened: Opened) -> None:
    async with opened(size=(60, 20)) as reader:
        await reader.press("escape", "question_mark")
        sheet = reader.screen.query_one(Sheet)
        text = " ".join(words.strip() for row in sheet.rows for words, _ in row.words)
        for action in ACTIONS:
            assert action.help in text, action.id
