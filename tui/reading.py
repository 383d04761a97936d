"""An article laid out in lines for the screen, with what stands on each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from typing import Literal, NamedTuple

from store.provenance import publisher
from store.quote import Quote, Span
from tui.answers import Reading
from tui.dates import short_date
from tui.display import clean, paragraphs, wrap

MEASURE = 84
"""Lines of an article are no longer than this, however wide the screen: longer ones are hard to read."""


LineKind = Literal["title", "facts", "body", "blank"]


class Line(NamedTuple):
    """One line: its words are `text[start:end]` of the article, or `words` above the article's text."""

    kind: LineKind
    start: int = 0
    end: int = 0
    words: str = ""


class Ink(NamedTuple):
    """A stretch of the article that looks different: part of a quote."""

    start: int
    end: int
    part: Literal["content", "cue", "source"]
    quote: int
    """Index into the reading's quotes."""


class Layout:
    """The lines of one reading at one width."""

    def __init__(self, reading: Reading, width: int, dot: str = "·") -> None:
        self.reading = reading
        self.asked_width = width
        self.width = max(10, min(width, MEASURE))
        self.lines: list[Line] = []
        self._head(dot)
        self.body = len(self.lines)
        """The first line of the article's text."""
        for start, end in paragraphs(reading.text):
            self.lines.extend(Line("body", *span) for span in wrap(reading.text, self.width, start, end))
            self.lines.append(Line("blank", end, end))
        self._starts = [line.start for line in self.lines[self.body :]]
        self._inks = inks(reading.quotes)
        self._reach = _reach(self._inks)

    def with_quotes(self, reading: Reading) -> Layout:
        """The same lines, where only the article's quotes are others."""
        made = copy(self)
        made.reading = reading
        made._inks = inks(reading.quotes)
        made._reach = _reach(made._inks)
        return made

    def _head(self, dot: str) -> None:
        reading = self.reading
        title = clean(reading.title)
        # A title taken from the first sentence would only say twice what follows.
        if title and not clean(reading.text).startswith(title.rstrip("….")):
            self.lines.extend(Line("title", words=title[s:e]) for s, e in wrap(title, self.width))
        parts = [clean(publisher(reading.outlet)), short_date(reading.published), clean(reading.author)]
        line = f" {dot} ".join(part for part in parts if part)
        self.lines.extend(Line("facts", words=line[s:e]) for s, e in wrap(line, self.width))
        if address := clean(reading.url or reading.origin):
            self.lines.append(Line("facts", words=address))
        self.lines.append(Line("blank"))

    def line_of(self, offset: int) -> int:
        """The line on which the character at `offset` of the article stands."""
        return self.body + max(0, bisect_right(self._starts, offset) - 1)

    def on_line(self, line: Line) -> Sequence[Ink]:
        """The parts of quotes that reach into `line`, in the order they begin."""
        last = bisect_right(self._inks, line.end, key=lambda ink: ink.start)
        found = []
        for index in range(last - 1, -1, -1):
            if self._reach[index] <= line.start:
                break
            if self._inks[index].end > line.start and self._inks[index].start < line.end:
                found.append(self._inks[index])
        return found[::-1]


def inks(quotes: Sequence[Quote]) -> list[Ink]:
    """Every part of every quote, in the order it begins."""
    found: list[Ink] = []
    for index, quote in enumerate(quotes):
        found.extend(Ink(start, end, "content", index) for start, end in quote.content)
        found.extend(Ink(start, end, "cue", index) for start, end in quote.cue)
        found.extend(Ink(start, end, "source", index) for start, end in quote.source)
    return sorted(found, key=lambda ink: (ink.start, -ink.end))


def _reach(parts: Sequence[Ink]) -> list[int]:
    """For each part, the furthest end of any up to it: where to stop looking back."""
    furthest: list[int] = []
    most = 0
    for part in parts:
        most = max(most, part.end)
        furthest.append(most)
    return furthest


def first_offset(quote: Quote) -> int:
    """Where a quote begins in its article: its content, or its source where that comes first."""
    return min((start for start, _ in quote.content), default=0)


def occurrences(text: str, words: str) -> list[Span]:
    """Where `words` stand in `text`, whatever their case."""
    if not words:
        return []
    return [match.span() for match in re.finditer(re.escape(words), text, re.IGNORECASE)]
