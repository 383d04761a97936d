"""The article: what of it is shown, which of its quotes is the current one, and finding words in it."""

from __future__ import annotations

from array import array
from asyncio import to_thread
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.message import Message

from store.quote import Quote
from tui.answers import Reading
from tui.matching import Needles
from tui.reading import Layout, first_offset, occurrences
from tui.widgets.article_lines import MARGIN, ArticleLines
from tui.widgets.lines import LineList

LONG = 40_000
"""Characters from which on an article is laid out and searched beside the event loop: it would hold it up."""


class ArticleView(ArticleLines):
    """One article; the cursor is the quote it is on."""

    @dataclass(eq=False, repr=False)
    class QuoteReached(Message):
        """Another quote of the article is the current one."""

        article: ArticleView
        quote: Quote
        index: int

        @property
        def control(self) -> ArticleView:
            return self.article

    @dataclass(eq=False, repr=False)
    class LaidOut(Message):
        """The article's lines were made anew: it is another one, or has another width."""

        article: ArticleView

        @property
        def control(self) -> ArticleView:
            return self.article

    def __init__(self, **more: object) -> None:
        super().__init__(**more)
        self._spare: Layout | None = None
        """What was laid out beside the loop, to be shown next."""
        self._aim = False
        """The current quote is yet to be brought into view: there was no room when it was chosen."""

    # What is shown

    async def prepare(self, reading: Reading) -> None:
        """Lay out a long article beside the event loop, so that showing it takes no time."""
        if len(reading.text) + 10 * len(reading.quotes) <= LONG:
            return
        # While that goes on the width may change.
        while (width := self._text_width) > 0 and self._made(reading, width) is None:
            self._spare = await to_thread(Layout, reading, width, self.glyphs.dot)

    @property
    def _text_width(self) -> int:
        return self.room - MARGIN - 1

    def _layout(self, reading: Reading, width: int) -> Layout:
        made = self._made(reading, width) or Layout(reading, width, self.glyphs.dot)
        self._spare = None
        return made

    def _made(self, reading: Reading, width: int) -> Layout | None:
        for made in (self._spare, self.lay):
            if made is not None and made.reading is reading and made.asked_width == width:
                return made
        return None

    def open(
        self,
        reading: Reading | None,
        uid: str | None = None,
        needles: Needles | None = None,
    ) -> None:
        """Show `reading`, scrolled to the quote `uid` (or to its first)."""
        same = reading is not None and self.reading is not None and reading.id == self.reading.id
        self.reading = reading
        self.needles = needles or Needles()
        if not same:
            self.found, self.found_at = [], -1
        self._lay_out()
        if reading is None:
            self.at = -1
            return
        wanted = [index for index, quote in enumerate(reading.quotes) if quote.uid == uid]
        if wanted:
            self.go(wanted[0])
        elif not same:
            self.at = 0 if reading.quotes else -1
            self.jump(0)
            self._reached()

    def update_quotes(self, quotes: Sequence[Quote]) -> None:
        """The article's quotes have changed (a correction, a mark): draw them as they are now."""
        if self.reading is None:
            return
        at = self.scroll_offset.y
        self.reading = Reading(
            self.reading.id,
            self.reading.title,
            self.reading.text,
            self.reading.published,
            self.reading.outlet,
            self.reading.url,
            self.reading.author,
            self.reading.origin,
            tuple(quotes),
        )
        if self.lay is not None:
            self.lay = self.lay.with_quotes(self.reading)
        self._lay_out()
        self.at = min(self.at, len(quotes) - 1)
        self.jump(at)

    def _lay_out(self) -> None:
        width = self._text_width
        if self.reading is None or width < 0:
            self.lay = None
            self.set_ids(array("q"))
            self.post_message(self.LaidOut(self))
            return
        self.lay = self._layout(self.reading, width)
        self._drawn.clear()
        self.set_ids(
            array("q", range(len(self.lay.lines))),
            cursor=min(self.cursor, len(self.lay.lines)),
        )
        self.post_message(self.LaidOut(self))

    @on(events.Resize)
    async def _break_anew(self) -> None:
        """Lines break elsewhere: keep the quote, or the words, that stood in view."""
        if self.reading is not None:
            await self.prepare(self.reading)
        offset = self._top_offset()
        self._lay_out()
        if self.lay is not None and self._aim:
            self.go(self.at)
        elif self.lay is not None:
            self.jump(0 if offset is None else self.lay.line_of(offset))

    def _top_offset(self) -> int | None:
        if self.lay is None or self.scroll_offset.y < self.lay.body:
            return None
        return self.lay.lines[min(self.scroll_offset.y, len(self.lay.lines) - 1)].start

    # The current quote

    @property
    def quote(self) -> Quote | None:
        """The quote the cursor is on."""
        if self.reading is None or not 0 <= self.at < len(self.reading.quotes):
            return None
        return self.reading.quotes[self.at]

    def go(self, index: int) -> None:
        """Make quote `index` the current one and bring it into view, a third down the screen."""
        if self.reading is None or not 0 <= index < len(self.reading.quotes):
            return
        self.at = index
        self._aim = self.lay is None
        if self.lay is None:
            self._reached()
            return
        line = self.lay.line_of(first_offset(self.reading.quotes[index]))
        height = self.size.height
        if not self.scroll_offset.y + 1 <= line < self.scroll_offset.y + height - 3:
            self.jump(max(0, line - height // 3))
        self.set_reactive(LineList.cursor, line)
        self.redraw()
        self._reached()

    def step(self, by: int, *, same_speaker: bool = False) -> bool:
        """Go `by` quotes on (back where negative); False where there is none that way."""
        if self.reading is None or self.quote is None:
            return False
        speakers = set(self.quote.speaker_ids)
        index = self.at + by
        while 0 <= index < len(self.reading.quotes):
            if not same_speaker or speakers & set(self.reading.quotes[index].speaker_ids):
                self.go(index)
                return True
            index += by
        return False

    def _reached(self) -> None:
        self.place_terminal_cursor()
        if self.quote is not None:
            self.post_message(self.QuoteReached(self, self.quote, self.at))

    # Finding inside

    async def find(self, words: str) -> int:
        """Highlight `words` in the article and go to the first at or below the top; how many there are.

        A long article is searched beside the event loop; when another is open by then, nothing is found.
        """
        reading = self.reading
        text = reading.text if reading is not None else ""
        found = await to_thread(occurrences, text, words) if len(text) > LONG else occurrences(text, words)
        self.found, self.found_at = (found if self.reading is reading else []), -1
        top = self._top_offset() or 0
        if self.found:
            self.go_found(next((i for i, (start, _) in enumerate(self.found) if start >= top), 0))
        self.redraw()
        return len(self.found)

    def go_found(self, index: int) -> None:
        """Bring what was found, number `index` (in a circle), into view."""
        if self.found and self.lay is not None:
            self.found_at = index % len(self.found)
            line = self.lay.line_of(self.found[self.found_at][0])
            if not self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height - 2:
                self.jump(max(0, line - self.size.height // 3))
            self.redraw()

    # Moving

    def move(self, rows: int) -> None:
        """An article scrolls; its cursor is a quote."""
        self.jump(self.scroll_offset.y + rows)

    def move_to(self, index: int) -> None:
        """Scroll to line `index`; -1 is the end."""
        self.jump(len(self.ids) if index < 0 else index)

    def show_cursor(self) -> None:
        """The view follows the quote, not the line."""

    def on_click(self, event: events.Click) -> None:
        """Make the quote under the mouse the current one."""
        under = self.line_under(event)
        line = None if under is None else self.record(under)
        if line is None or line.kind != "body" or self.lay is None:
            return
        owners = [part for part in self.lay.on_line(line) if part.part == "content"]
        at = line.start + max(0, event.x - self.styles.gutter.left - MARGIN)
        here = [part for part in owners if part.start <= at < part.end] or owners
        if here:
            self.go(here[0].quote)
