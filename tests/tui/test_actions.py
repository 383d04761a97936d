"""Every action of the registry, done by its key (or from the palette), with what it changes."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.conftest import FERRY, FERRY_QUOTES, Opened, Reader
from tui import settings
from tui.actions import ACTIONS, BY_ID, BY_LABEL, GROUPS, key_names, keymap, table
from tui.screens.brief import BriefList, BriefScreen
from tui.screens.card import CardScreen
from tui.screens.copying import CopyScreen
from tui.screens.help import HelpScreen
from tui.screens.matrix import MatrixScreen
from tui.screens.occurrences import OccurrencesScreen
from tui.screens.palette import PaletteScreen, rows
from tui.screens.prompt import NameList, PickerScreen, PromptScreen
from tui.screens.reader import ReaderScreen
from tui.screens.speaker import SpeakerScreen
from tui.screens.views import CompareScreen, TimelineScreen
from tui.searching import Search
from tui.widgets.article import ArticleView
from tui.widgets.lines import LineList
from tui.widgets.omnibox import Omnibox
from tui.widgets.quotes import QuoteList

Case = Callable[[Reader], Awaitable[None]]
CASES: dict[str, Case] = {}


def does(*ids: str) -> Callable[[Case], Case]:
    """The case shows that the actions `ids` do what they say."""

    def keep(case: Case) -> Case:
        for id_ in ids:
            CASES[id_] = case
        return case

    return keep


def quotes(reader: Reader) -> QuoteList:
    return reader.screen.query_one("#quotes", QuoteList)


def article(reader: Reader) -> ArticleView:
    return reader.screen.query_one("#article", ArticleView)


def box(reader: Reader) -> Omnibox:
    return reader.screen.query_one(Omnibox)


def focused(reader: Reader) -> str | None:
    return reader.screen.focused.id if reader.screen.focused else None


def shown(reader: Reader) -> list[str]:
    """The words of the rows on the list."""
    listed = quotes(reader)
    return [record.text for key in listed.ids if (record := listed.record(key)) is not None]


@does("search.focus")
async def _(reader: Reader) -> None:
    await reader.press("escape", "slash")
    assert focused(reader) == "search"


@does("search.complete")
async def _(reader: Reader) -> None:
    await reader.type("lund")
    await reader.press("tab")
    assert [chip.label for chip in box(reader).search.chips] == ["speaker: Ada Lund"]
    assert box(reader).search.text == ""


@does("search.drop", "search.clear")
async def _(reader: Reader) -> None:
    await reader.press("escape", "2", "enter", "3", "enter")
    assert len(box(reader).search.chips) == 2
    await reader.press("backspace")
    assert len(box(reader).search.chips) == 1
    await reader.press("0")
    assert not box(reader).search
    assert len(quotes(reader).ids) == 10


@does("search.history")
async def _(reader: Reader) -> None:
    await reader.type("winter")
    await reader.press("enter", "escape", "escape", "0", "ctrl+r")
    assert isinstance(reader.screen, PickerScreen)
    await reader.press("enter")
    assert box(reader).search.text.strip() == "winter"
    assert shown(reader)[0] == "the ferry will stop in winter"


@does("search.save", "search.saved")
async def _(reader: Reader) -> None:
    await reader.type("winter")
    await reader.press("escape", "s")
    assert isinstance(reader.screen, PromptScreen)
    await reader.press("enter")
    assert reader.said == "Search saved as winter"
    # Older than what is there already, and still new: it was not there.
    path = reader.folder / "older.txt"
    path.write_text('date 2024-02-03 "The winter will be long," Ada Lund said on Monday.\n')
    await reader.press("0", "a")
    reader.screen.query_one(Input).value = str(path)
    await reader.press("enter", "S")
    assert isinstance(reader.screen, PickerScreen)
    assert reader.lines("#names")[0].split() == ["▌", "winter", "1", "new", "of", "2"]
    await reader.press("enter")
    assert box(reader).search.query.strip() == "winter"
    await reader.press("S")
    assert reader.lines("#names")[0].split() == ["▌", "winter", "2"]


@does("search.attitudes")
async def _(reader: Reader) -> None:
    await reader.press("escape", "A")
    assert len(quotes(reader).ids) == 8
    await reader.press("A")
    assert len(quotes(reader).ids) == 10


@does("move.down", "move.up", "move.top", "move.bottom")
async def _(reader: Reader) -> None:
    listed = quotes(reader)
    await reader.press("escape", "j", "j")
    assert listed.cursor == 2
    await reader.press("k")
    assert listed.cursor == 1
    await reader.press("G")
    assert listed.cursor == 9
    await reader.press("g")
    assert listed.cursor == 0


@does("move.half-down", "move.half-up", "move.page-down", "move.page-up")
async def _(reader: Reader) -> None:
    await reader.resize(100, 24)
    listed = quotes(reader)
    await reader.press("escape", "ctrl+d")
    half = listed.cursor
    assert 0 < half < listed.page
    await reader.press("ctrl+u")
    assert listed.cursor == 0
    await reader.press("pagedown")
    assert listed.cursor == listed.page
    await reader.press("pageup")
    assert listed.cursor == 0


@does("open", "back")
async def _(reader: Reader) -> None:
    await reader.press("escape", "j", "enter")
    assert focused(reader) == "article"
    reached = article(reader).quote
    assert reached is not None
    assert reached.text == shown(reader)[1]
    await reader.press("escape")
    assert focused(reader) == "quotes"
    assert quotes(reader).cursor == 1


@does(
    "pane.next",
    "pane.previous",
    "pane.sources",
    "pane.speakers",
    "pane.issues",
    "pane.quotes",
    "pane.article",
)
async def _(reader: Reader) -> None:
    await reader.press("escape")
    seen = []
    for key in ("1", "2", "3", "4", "5", "tab", "shift+tab"):
        await reader.press(key)
        seen.append(focused(reader))
    assert seen == ["sources", "speakers", "issues", "quotes", "article", "sources", "article"]


@does("quote.next", "quote.previous", "quote.next-same", "quote.previous-same")
async def _(reader: Reader) -> None:
    await reader.type("ten years")
    await reader.press("enter")
    view = article(reader)
    places = []
    for key in ("n", "n", "N", "N", "right_square_bracket", "left_square_bracket"):
        await reader.press(key)
        places.append(view.at)
    assert places == [1, 2, 1, 0, 1, 0]
    await reader.press("left_square_bracket")
    assert reader.said.startswith("No more quotes by this speaker")


@does("quote.read", "quote.next-unread")
async def _(reader: Reader) -> None:
    await reader.press("escape", "j", "r")
    assert reader.said == "Marked as read"
    await reader.press("k", "w")
    assert quotes(reader).cursor == 2
    await reader.press("k", "r")
    assert reader.said == "Marked as not read"


@does("find", "find.next", "find.previous")
async def _(reader: Reader) -> None:
    await reader.type("winter")
    await reader.press("enter", "f")
    await reader.type("ferry")
    await reader.press("enter")
    view = article(reader)
    assert len(view.found) == FERRY.lower().count("ferry")
    first = view.found_at
    await reader.press("full_stop")
    assert view.found_at == (first + 1) % len(view.found)
    await reader.press("comma")
    assert view.found_at == first


@does("speaker.card")
async def _(reader: Reader) -> None:
    await reader.type("ten years")
    await reader.press("enter", "i")
    assert isinstance(reader.screen, SpeakerScreen)
    assert any("Mayor" in line and "4 Nov 2025" in line for line in reader.lines("#speaker"))
    await reader.press("enter")
    assert [chip.label for chip in box(reader).search.chips] == ["speaker: Ada Lund"]


@does("quote.also")
async def _(reader: Reader) -> None:
    await reader.press("escape", "O")
    assert reader.said == "This quote stands in no other article."
    path = reader.folder / "again.txt"
    words = FERRY_QUOTES[0].text.rstrip(",")
    path.write_text(f'date 2025-12-15 Ada Lund said on Sunday: "{words}."\n')
    await reader.press("a")
    reader.screen.query_one(Input).value = str(path)
    await reader.press("enter")
    box(reader).set_search(Search("on the table"))
    await reader.settle()
    assert shown(reader) == ["The guarantees are on the table."]  # one row for both
    assert ", +1" in "\n".join(reader.lines("#quotes"))
    await reader.press("4", "g", "O")
    assert isinstance(reader.screen, OccurrencesScreen)
    rows = "\n".join(reader.lines("#occurrences"))
    assert "Ferry talks go on" in rows
    await reader.press("k", "enter")
    assert isinstance(reader.screen, ReaderScreen)
    assert article(reader).reading.title == "Ferry talks go on"
    assert article(reader).quote.text == "The guarantees are on the table,"


@does("open.browser")
async def _(reader: Reader) -> None:
    opened: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
        await reader.type("winter")
        await reader.press("enter", "o")
    assert opened == ["https://radio.example/ferry"]
    await reader.press("escape", "escape", "0", "g", "o")
    assert reader.said == "This article has no address on the web."


@does("open.editor", "settings")
async def _(reader: Reader) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VISUAL", raising=False)
        patch.delenv("EDITOR", raising=False)
        await reader.press("escape", "v")
        assert reader.said == "Set $EDITOR to open article.txt in it."
        await reader.app.do("settings")
        assert reader.said == "Set $EDITOR to open settings.toml in it."
    written = Path(os.environ[settings.FOLDER_VARIABLE]) / settings.FILE
    assert settings.load().problems == ()
    assert "# citation =" in written.read_text()


@does("copy.quote")
async def _(reader: Reader) -> None:
    await reader.type("winter")
    await reader.press("enter", "y")
    assert "the ferry will stop in winter" in reader.app.clipboard
    assert reader.said.startswith("Sent to the terminal")


@does("copy.show")
async def _(reader: Reader) -> None:
    await reader.type("ten years")
    await reader.press("enter", "Y")
    assert isinstance(reader.screen, CopyScreen)
    text = "\n".join(reader.lines("#texts"))
    for name in ("Plain", "Markdown", "Chicago", "AP"):
        assert name in text
    await reader.press("j", "enter")
    assert reader.app.clipboard.startswith("> the new harbour")


@does("mark", "brief", "brief.down", "brief.up", "brief.note", "brief.copy")
async def _(reader: Reader) -> None:
    await reader.press("escape", "space", "space", "b")
    assert isinstance(reader.screen, BriefScreen)
    marked = reader.screen.query_one(BriefList)
    first, second = list(marked.ids)
    await reader.press("J")
    assert list(marked.ids) == [second, first]
    assert marked.current == first
    await reader.press("K")
    assert list(marked.ids) == [first, second]
    await reader.press("e")
    await reader.type("ask her")
    await reader.press("enter")
    assert marked.notes[first] == "ask her"
    await reader.press("Y")
    assert "ask her" in reader.app.clipboard
    assert reader.said == "Sent to the terminal to copy (Y shows it): 2 quotes"
    await reader.press("space")
    assert list(marked.ids) == [second]
    await reader.press("u")
    assert list(marked.ids) == [first, second]
    assert marked.notes[first] == "ask her"


@does("brief.export")
async def _(reader: Reader) -> None:
    path = reader.folder / "out.md"
    await reader.press("escape", "space", "b", "x")
    answer = reader.screen.query_one(Input)
    answer.value = str(path)
    await reader.press("enter")
    assert reader.said == f"1 quote written to {path}."
    assert "the bridge" in path.read_text()


@does("card")
async def _(reader: Reader) -> None:
    await reader.press("escape", "l")
    assert isinstance(reader.screen, CardScreen)
    before = reader.screen.quote
    await reader.press("n")
    assert reader.screen.quote != before
    assert any(reader.screen.quote.speakers[0] in line for line in reader.lines("#card"))


@does("timeline")
async def _(reader: Reader) -> None:
    await reader.type("ten years")
    await reader.press("enter", "t")
    assert isinstance(reader.screen, TimelineScreen)
    assert "most in" in reader.lines("#bars")[0]
    await reader.press("enter")
    assert isinstance(reader.screen, ReaderScreen)
    assert focused(reader) == "article"


@does("compare")
async def _(reader: Reader) -> None:
    await reader.press("escape", "c", "down", "tab", "enter")
    assert isinstance(reader.screen, CompareScreen)
    columns = list(reader.screen.query(QuoteList))
    assert len(columns) == 2
    assert all(column.ids for column in columns)


@does("matrix")
async def _(reader: Reader) -> None:
    await reader.press("escape", "m")
    assert isinstance(reader.screen, MatrixScreen)
    await reader.press("l", "h", "enter")
    assert {chip.field for chip in box(reader).search.chips} == {"speaker", "issue"}


@does("correct.speaker", "undo")
async def _(reader: Reader) -> None:
    await reader.press("escape", "e")
    await reader.type("Nora Vane")
    await reader.press("enter")
    assert reader.said == "Said by Nora Vane"
    record = quotes(reader).current_record
    assert record is not None
    assert record.speakers == ("Nora Vane",)
    await reader.press("u")
    assert reader.said == "Undone: said by Nora Vane"
    record = quotes(reader).current_record
    assert record is not None
    assert record.speakers != ("Nora Vane",)
    await reader.press("u")
    assert reader.said == "There is nothing to undo."


@does("correct.issue")
async def _(reader: Reader) -> None:
    await reader.press("escape", "E")
    await reader.type("crossing")
    await reader.press("enter")
    assert reader.said == "bridge is now called crossing"
    assert "crossing" in "\n".join(reader.lines("#issues"))


@does("correct.not-quote")
async def _(reader: Reader) -> None:
    gone = shown(reader)[0]
    await reader.press("escape", "X")
    assert gone not in shown(reader)
    await reader.press("u")
    assert gone in shown(reader)


@does("correct.merge")
async def _(reader: Reader) -> None:
    await reader.press("escape", "2", "j", "M")
    await reader.type("Lund")
    await reader.press("enter")
    assert reader.said == "Tomas Reyes is now Ada Lund"
    assert "Tomas Reyes" not in "\n".join(reader.lines("#speakers"))
    await reader.press("u")
    assert reader.said == "Undone: Tomas Reyes is now Ada Lund"
    assert "Tomas Reyes" in "\n".join(reader.lines("#speakers"))


@does("help")
async def _(reader: Reader) -> None:
    await reader.press("escape", "question_mark")
    assert isinstance(reader.screen, HelpScreen)
    rows = "\n".join(
        "".join(words for words, _ in row.words) for row in reader.screen.query_one("#help").rows
    )
    for action in ACTIONS:
        assert action.label in rows


@does("palette")
async def _(reader: Reader) -> None:
    await reader.press("escape", "ctrl+p")
    assert isinstance(reader.screen, PaletteScreen)
    await reader.press("escape", "colon")
    assert isinstance(reader.screen, PaletteScreen)
    await reader.type("matr")
    await reader.press("enter")
    assert isinstance(reader.screen, MatrixScreen)


@does("add", "refresh")
async def _(reader: Reader) -> None:
    path = reader.folder / "new.txt"
    path.write_text('date 2026-01-05 "The pier is closed," Ada Lund said on Monday.\n')
    await reader.press("escape", "a")
    reader.screen.query_one(Input).value = str(path)
    await reader.press("enter")
    assert reader.said == "1 article added."
    assert reader.screen.totals.articles == 4
    await reader.press("R")
    assert reader.said == "0 articles added, 1 known already."


@does("pane.zoom", "pane.hide", "pane.wider", "pane.narrower")
async def _(reader: Reader) -> None:
    await reader.press("escape")
    before = quotes(reader).outer_size.width
    await reader.press("greater_than_sign")
    await reader.until(lambda: quotes(reader).outer_size.width > before)
    await reader.press("less_than_sign")
    await reader.until(lambda: quotes(reader).outer_size.width == before)
    await reader.press("H")
    assert not reader.screen.query_one("#side").display
    await reader.press("H", "z")
    await reader.until(lambda: quotes(reader).outer_size.width == reader.screen.size.width)
    await reader.press("z")
    await reader.until(lambda: quotes(reader).outer_size.width == before)


@does("theme")
async def _(reader: Reader) -> None:
    await reader.press("escape", "T")
    assert reader.app.theme == "onrecord-light"
    assert reader.said == "Theme: onrecord-light"
    assert reader.app.memory.theme == "onrecord-light"


@does("quit")
async def _(reader: Reader) -> None:
    await reader.press("escape", "q")
    assert not reader.app.is_running


def test_every_action_has_a_case() -> None:
    assert set(CASES) == set(BY_ID)


@pytest.mark.parametrize(
    "case", dict.fromkeys(CASES.values()), ids=lambda case: next(i for i, c in CASES.items() if c is case)
)
async def test_the_action_does_what_it_says(opened: Opened, case: Case) -> None:
    async with opened(clipboard="terminal") as reader:
        await case(reader)


async def test_every_action_is_in_the_palette(opened: Opened) -> None:
    async with opened() as reader:
        await reader.press("ctrl+p")
        offered = {ACTIONS[index].id for index in reader.screen.query_one(NameList).ids}
        elsewhere = {action.id for action in ACTIONS if action.place in ("brief", "search")}
        assert offered == set(BY_ID) - elsewhere
        assert len(BY_LABEL) == len(ACTIONS), "the palette tells actions apart by their labels"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("brief", "brief"),
        ("large", "card"),
        ("next q", "quote.next"),
        ("clipboard", None),
        ("citation", "copy.quote"),
        ("$editor settings", "settings"),
        ("mtx", "matrix"),
    ],
)
def test_the_palette_finds_by_name_by_what_is_done_and_by_letters(typed: str, first: str | None) -> None:
    found = rows(typed, range(len(ACTIONS)), {"matrix": "f9"})
    assert (BY_LABEL[found[0].name].id if found else None) == first
    assert all(row.note == "F9" for row in found if row.name == "Matrix")


def test_ids_and_groups_are_sound() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert {action.group for action in ACTIONS} == set(GROUPS)


def test_no_key_means_two_things_in_one_place() -> None:
    for place in {action.place for action in ACTIONS}:
        keys = [
            key for a in ACTIONS if a.place in (place, "anywhere") and a.keys for key in a.keys.split(",")
        ]
        assert len(keys) == len(set(keys)), place


def test_a_key_that_is_given_away_is_shown_for_nothing_else() -> None:
    assert keymap({}) == {}
    assert keymap({"copy.quote": "c,slash"}) == {"copy.quote": "c,slash", "compare": "", "search.focus": ""}
    assert keymap({"brief.note": "question_mark"})["help"] == "f1"
    assert "correct.speaker" not in keymap({"brief.note": "e"}), "another screen"


def test_the_table_names_every_action() -> None:
    rows = table()
    for action in ACTIONS:
        assert action.help in rows
        assert all(f"`{name}`" in rows for name in key_names(action.keys).split())


def test_bindings_and_lists_share_nothing_unseen() -> None:
    assert all(hasattr(ReaderScreen, f"action_{a.method}") for a in ACTIONS if a.place in ("reader", "lists"))
    assert issubclass(BriefList, LineList)


async def test_a_long_article_is_searched_beside_the_loop(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.widgets.article.LONG", 10)
    async with opened() as reader:
        await reader.type("winter")
        await reader.press("enter", "f")
        await reader.type("ferry")
        await reader.press("enter")
        assert len(article(reader).found) == FERRY.lower().count("ferry")
        assert reader.said.startswith("“ferry” stands in")
