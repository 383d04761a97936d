"""What a keystroke paints: rows on their own, nothing laid out anew, lines that did not change left alone."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual._compositor import CompositorUpdate
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.drivers._writer_thread import WriterThread
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from store import open_archive
from store.records import Article
from tests.tui.conftest import HARBOUR, HARBOUR_QUOTES, Opened, extraction
from tui.reading import Layout
from tui.screens.matrix import MatrixScreen
from tui.screens.painting import UNSENT, Tiles
from tui.widgets.article import ArticleView
from tui.widgets.painted import PaintedLines
from tui.widgets.quotes import QuoteList


def heard_by(post: Callable[[Message], bool], widths: list[int]) -> Callable[[Message], bool]:
    """`post`, with the width of each `Resize` that goes through it noted in `widths`."""

    def noted(message: Message) -> bool:
        if isinstance(message, events.Resize):
            widths.append(message.size.width)
        return post(message)

    return noted


async def test_typing_lays_out_nothing(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as reader:
        laid_out: list[bool] = []
        layout = Screen._refresh_layout

        def counted(self: Screen[object], *details: object, **more: bool) -> None:
            laid_out.append(True)
            layout(self, *details, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        await reader.type("winter")
        assert not laid_out


async def test_what_changed_beside_the_rows_is_painted_with_them(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        painted: list[str] = []

        def shown(_: object, screen: object, update: object) -> None:
            if isinstance(update, Tiles):
                painted.append(update.render_segments(reader.app.console))

        monkeypatch.setattr(type(reader.app), "_display", shown)
        reader.screen.say("Something was done")
        reader.screen._dirty_widgets.add(reader.screen.status)
        reader.screen.paint_now(reader.screen.quotes)
        assert any("Something was done" in text for text in painted)
        assert not reader.screen._dirty_widgets, "nothing is left to be painted again and again"


async def test_moving_the_cursor_makes_two_rows_anew(opened: Opened) -> None:
    async with opened() as reader:
        quotes = reader.screen.query_one(QuoteList)
        crop = Region(0, 0, quotes.region.width, quotes.region.height)
        before = quotes.render_lines(crop)
        quotes.move(1)
        after = quotes.render_lines(crop)
        changed = [y for y in crop.line_range if before[y] is not after[y]]
        top = quotes.styles.gutter.top
        assert changed == list(range(top, top + 2 * quotes.row_height))


@pytest.mark.parametrize("selector", ["#quotes", "#article", "#speakers"])
async def test_lines_are_those_that_textual_would_make(opened: Opened, selector: str) -> None:
    async with opened() as reader:
        widget = reader.screen.query_one(selector, PaintedLines)
        crop = Region(0, 0, widget.region.width, widget.region.height)
        ours = widget.render_lines(crop)
        textuals = Widget.render_lines(widget, crop)
        assert [strip.text for strip in ours] == [strip.text for strip in textuals]
        assert [_looks(strip) for strip in ours] == [_looks(strip) for strip in textuals]


def _looks(strip: Strip) -> list[object]:
    """How each cell looks."""
    return [
        (
            segment.style and segment.style.without_color,
            segment.style and segment.style.color,
            segment.style and segment.style.bgcolor,
        )
        for segment in strip
        for _ in range(segment.cell_length)
    ]


async def test_a_long_article_is_laid_out_beside_the_loop(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HARBOUR + "More words follow than a screen shows. " * 2_000
    path = tmp_path / "long.db"
    with open_archive(path) as archive:
        archive.add_article(Article(text, "Long"), extraction(text, HARBOUR_QUOTES))
    threads: list[bool] = []
    made = Layout.__init__

    def watched(self: Layout, *details: object) -> None:
        threads.append(threading.current_thread() is threading.main_thread())
        made(self, *details)  # type: ignore[arg-type]

    monkeypatch.setattr(Layout, "__init__", watched)
    async with opened(path=path) as reader:
        await reader.type("guarantees")
        await reader.press("enter")
        article = reader.screen.query_one(ArticleView)
        assert any("guarantees" in line for line in reader.lines("#article"))
        await reader.resize(120, 40)
        assert article.lay is not None
        assert len(article.ids) > 500
        assert threads
        assert not any(threads)


async def test_textual_still_has_what_painting_leans_on(opened: Opened) -> None:
    """It is not public: where a release of Textual has changed it, this says what and where to mend it."""
    leaned_on = {
        "": ("_compositor", "_compositor_refresh", "_dirty_widgets", "_layout_required", "_screen_resized"),
        "_compositor": ("_dirty_regions", "size", "update_widgets", "visible_widgets"),
        "app": ("_background_screens", "_batch_count", "_display", "_driver", "_update_mouse_over"),
    }
    async with opened() as reader:
        for part, names in leaned_on.items():
            owner = getattr(reader.screen, part) if part else reader.screen
            gone = [name for name in names if not hasattr(owner, name)]
            assert not gone, f"tui/screens/painting.py needs {gone} of Textual's {type(owner).__name__}"


async def test_resizing_paints_no_more_than_it_must(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as reader:
        done: list[str] = []
        layout, display = Screen._refresh_layout, type(reader.app)._display

        def laid_out(self: Screen[object], *details: object, **more: bool) -> None:
            done.append("laid out")
            layout(self, *details, **more)  # type: ignore[arg-type]

        def painted(self: object, *details: object) -> None:
            done.append("painted")
            display(self, *details)  # type: ignore[arg-type]

        monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
        monkeypatch.setattr(type(reader.app), "_display", painted)
        await reader.resize(100, 30)
        # Nothing is painted that the second breakpoint, or the article's own lines, would change at once.
        assert done.count("laid out") <= 2
        assert done.count("painted") <= 2
        assert reader.screen.has_class("-middle")
        assert reader.screen.query_one(QuoteList).region.right <= 100


async def test_a_screen_that_opens_is_dressed_once(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as reader:
        dressed: list[object] = []
        apply = Stylesheet.apply

        def counted(self: Stylesheet, node: DOMNode, **more: Any) -> None:
            dressed.append(node)
            apply(self, node, **more)

        monkeypatch.setattr(Stylesheet, "apply", counted)
        await reader.press("question_mark")
        sheet = reader.screen.query_one("#help")
        assert dressed.count(reader.screen.query_one("#frame")) <= 2, "mounted, and its child has the focus"
        assert dressed.count(sheet) <= 3


async def test_painting_is_a_step_of_its_own_however_often_it_is_asked_for(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        painted: list[object] = []
        monkeypatch.setattr(type(reader.app), "_display", lambda *update: painted.append(update))
        reader.screen._compositor._dirty_regions.add(reader.screen.status.region)
        for _ in range(3):
            reader.screen._compositor_refresh()
        assert not painted
        await reader.settle()
        assert len(painted) == 1


async def test_what_changes_while_lines_are_made_is_painted_too(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        painted: list[str] = []

        def shown(_: object, screen: object, update: CompositorUpdate) -> None:
            painted.append(update.render_segments(reader.app.console))

        async def meanwhile() -> None:
            reader.screen.say("Something was done")
            reader.screen._dirty_widgets.add(reader.screen.status)

        monkeypatch.setattr(type(reader.app), "_display", shown)
        monkeypatch.setattr(reader.screen, "_make_lines", meanwhile)
        reader.screen._compositor._dirty_regions.add(reader.screen.quotes.region)
        reader.screen._compositor_refresh()
        await asyncio.wait([reader.screen._painting])
        assert any("Something was done" in text for text in painted)


async def test_a_pane_that_changed_while_it_was_hidden_knows_its_size_when_it_opens(opened: Opened) -> None:
    async with opened(size=(60, 20)) as reader:
        screen = reader.app.screen
        article = screen.query_one(ArticleView)
        heard: list[int] = []
        article.post_message = heard_by(article.post_message, heard)  # type: ignore[method-assign]
        screen.gather({article})
        article.display = True
        assert article.room == 0, "its place is asked for before it is laid out"
        await reader.settle()
        assert heard


async def test_others_have_their_turn_while_many_lines_are_made(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.turns.SLICE", 0.0)
    async with opened() as reader:
        quotes = reader.screen.query_one(QuoteList)
        quotes.redraw()
        making = asyncio.create_task(reader.screen._make_lines())
        made: list[int] = []
        while not making.done():
            await asyncio.sleep(0)
            made.append(len(quotes._lines))
        assert set(range(2, quotes.outer_size.height)) <= set(made), "never more than one line at a time"


async def test_a_line_that_changes_while_others_are_made_is_shown_as_it_is_then(opened: Opened) -> None:
    async with opened() as reader:
        quotes = reader.screen.query_one(QuoteList)
        quotes.redraw()
        making = quotes.make_lines()
        for _ in range(quotes.outer_size.height // 2):
            next(making)
        quotes.move(1)
        assert list(making) == [], "what is made after a change begins anew"
        cursors = [line.strip()[:1] for line in reader.lines("#quotes")]
        crop = Region(0, 0, quotes.region.width, quotes.region.height)
        shown = [strip.text for strip in quotes.render_lines(crop)]
        top = quotes.styles.gutter.top + quotes.row_height
        assert shown[top].startswith("│▌"), cursors
        assert sum("▌" in line for line in shown) == quotes.row_height


async def test_what_lies_below_a_screen_that_hides_it_is_not_painted(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        below = reader.screen
        await reader.press("escape", "m")
        assert isinstance(reader.screen, MatrixScreen)
        asked: list[object] = []
        monkeypatch.setattr(type(below._compositor), "render_strips", lambda *_: asked.append(1) or [])
        reader.screen.refresh()
        await reader.settle()
        reader.screen.render_lines(Region(0, 0, 160, 45))
        assert not asked


async def test_what_a_slow_terminal_has_not_taken_yet_is_not_added_to(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        painted: list[object] = []
        monkeypatch.setattr(type(reader.app), "_display", lambda *update: painted.append(update))
        writer = WriterThread(io.StringIO())  # which never runs: nothing is taken
        for _ in range(UNSENT):
            writer.write("a frame")
        monkeypatch.setattr(reader.app._driver, "_writer_thread", writer, raising=False)
        await reader.type("winter")
        await reader.press("ctrl+p", "escape")
        assert not painted
        assert len(reader.screen.quotes.ids) == 1, "keys are dealt with all the same"
        while writer._queue.qsize():
            writer._queue.get()
        await reader.until(lambda: bool(painted))
