"""Paragraphs out of lines that are known by place and size, as a page of print has them.

Columns are put one after the other, running heads and page numbers taken out, words that were broken
at a line's end joined again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PAGE_NUMBER = re.compile(r"(?i)^\W*(?:page|p\.|seite)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$")
_BROWSER_EDGE = re.compile(
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?\b.*"
    r"|(?:https?|file)://\S+ ?\d+/\d+)$"
)
# What browsers print above and below a page: when it was printed, its title, its address.
_LIGATURES = {0xFB00 + at: letters for at, letters in enumerate(["ff", "fi", "fl", "ffi", "ffl", "st", "st"])}
_ENDS = re.compile(r"[.!?:][\"'”’»)\]]*$")
_BROKEN = re.compile(r"[^\W_][-\u00ad\u2010]$")
_SUSPENDED = re.compile(r"(?:and|or|to|und|oder|bis|et|ou|y|o|e|en|of)\b")
"""What follows a hyphen that stands for the rest of a word: "pre- and post-war"."""
_OPENING = tuple('“«„‘"')
_CENTRED = 4
"""Heights of a letter that a line begins right of the next where it is set in the middle, on its own."""
_SELDOM = 0.04
"""Lines that end in a hyphen where no word is broken: a compound comes to a line's end now and then."""
_KEEPS_HYPHEN = frozenset({"self", "ex", "vice", "well", "half", "cross"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print; `x` and `y` of its beginning in points, `y` upwards, `size` of its letters."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's lines in the order the file has them."""

    lines: list[Line]
    width: float


def article_text(pages: Sequence[PageLines], title: str = "") -> tuple[str, str]:
    """The title (found as the largest letters of the first page where none is given) and the text."""
    furniture = _furniture(pages)
    flow = [
        [line for line in _by_column(page) if _shape(line.text) not in furniture and not _edge(line, page)]
        for page in pages
    ]
    lines = [line for page in flow for line in page]
    if not lines:
        return title, ""
    blocks = _paragraphs(flow, _Hyphens.of(lines))
    body = median(line.size for line in lines)
    if not title and blocks[0][0] >= 1.15 * body:
        title = blocks[0][1]
    texts = [text for _, text in blocks]
    return title, "\n\n".join(without_title(texts, title))


def without_title(blocks: list[str], title: str) -> list[str]:
    """`blocks` without the headline, where the first of them is that."""
    if blocks and title and " ".join(blocks[0].split()).casefold() == " ".join(title.split()).casefold():
        return blocks[1:]
    return blocks


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _edge_lines(page: PageLines) -> list[Line]:
    ordered = sorted(page.lines, key=lambda line: line.y)
    return ordered[:2] + ordered[-2:]


def _furniture(pages: Sequence[PageLines]) -> set[str]:
    """What stands at the top or bottom of most pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line.text) for line in _edge_lines(page)})
    return {shape for shape, count in seen.items() if count >= 2 and 2 * count > len(pages)}


def _edge(line: Line, page: PageLines) -> bool:
    """Whether a line is a page's number, or what a browser prints around it."""
    return line in _edge_lines(page) and any(
        edge.match(line.text.translate(_LIGATURES).strip()) for edge in (_PAGE_NUMBER, _BROWSER_EDGE)
    )


def _by_column(page: PageLines) -> list[Line]:
    """The page's lines, columns one after the other where the file goes from left to right across them."""
    lines = page.lines
    jumps = [
        position
        for position in range(1, len(lines))
        if abs(lines[position].y - lines[position - 1].y) < 0.4 * lines[position].size
        and lines[position].x - lines[position - 1].x > 0.25 * page.width
    ]
    if len(jumps) < 4 or 4 * len(jumps) < len(lines):
        return lines
    edge = median(lines[position].x for position in jumps) - 2
    first, last = jumps[0] - 1, jumps[-1] + 1
    middle = lines[first:last]
    left = [line for line in middle if line.x < edge]
    right = [line for line in middle if line.x >= edge]
    return [*lines[:first], *left, *right, *lines[last:]]


def _paragraphs(flow: Sequence[Sequence[Line]], hyphens: _Hyphens) -> list[tuple[float, str]]:
    blocks: list[tuple[float, str]] = []
    last: Line | None = None
    for page in flow:
        if not page:
            continue
        setting = _Setting.of(page)
        for line in page:
            text = " ".join(line.text.translate(_LIGATURES).replace("\u00ad\n", "").split())
            if last is None or setting.begins(last, line):
                blocks.append((line.size, text))
            else:
                size, before = blocks[-1]
                blocks[-1] = (size, hyphens.joined(before, text))
            last = line
    return blocks


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a page is set: what tells where its paragraphs begin."""

    leading: float
    """From line to line, in heights of a letter."""
    longest: int
    """Characters of its longer lines."""
    lefts: tuple[float, ...]
    """Where lines begin that are not alone in it."""
    indents: frozenset[int]
    """Where, to the point, lines begin that begin a paragraph each, however many follow one another."""

    @classmethod
    def of(cls, page: Sequence[Line]) -> _Setting:
        """Of a page that has lines."""
        lengths = sorted(len(line.text) for line in page)
        longest = lengths[int(0.9 * (len(lengths) - 1))]
        # A line in the middle of the page, or its number, is no edge that others are measured by.
        starts = Counter(round(line.x) for line in page)
        lefts = tuple(line.x for line in page if starts[round(line.x)] > 0.05 * len(page))
        return cls(_leading(page), longest, lefts, _indents(page))

    def begins(self, last: Line, line: Line) -> bool:
        """Whether `line` begins a paragraph, where it follows `last`."""
        if abs(last.size - line.size) > 0.08 * line.size:
            return True
        below = last.y > line.y
        if below and self.leading and last.y - line.y > 1.45 * max(self.leading, 1.0) * line.size:
            return True
        if below and last.x - line.x > _CENTRED * line.size:
            return True
        ended = _ENDS.search(last.text.rstrip()) is not None
        if not below and ended and line.text.lstrip()[:1] in _OPENING:
            # At the top of a column or page; within a paragraph few sentences begin with somebody's words.
            return True
        left = min((x for x in self.lefts if abs(x - line.x) < 4 * line.size), default=line.x)
        if line.x - left > 0.5 * line.size:
            beside = below and abs(last.x - line.x) < 0.2 * line.size
            return not beside or (ended and round(line.x) in self.indents)
        return ended and len(last.text) < 0.75 * self.longest


def _leading(page: Sequence[Line]) -> float:
    steps = sorted((above.y - below.y) / below.size for above, below in pairwise(page) if above.y > below.y)
    if not steps:
        return 0.0
    # Where paragraphs are short, most steps are those between them: then the least that comes twice.
    near = (step for step in steps if step > 0.9 and sum(abs(step - other) < 0.05 for other in steps) > 1)
    return min(next(near, steps[-1]), steps[len(steps) // 4])


def _indents(page: Sequence[Line]) -> frozenset[int]:
    """A quotation that is set in has one line that is followed by one further left; paragraphs that begin
    further in, most.
    """
    out: Counter[int] = Counter()
    along: Counter[int] = Counter()
    for line, after in pairwise(page):
        if 0.5 * line.size < line.x - after.x < 4 * line.size:
            out[round(line.x)] += 1
        elif abs(line.x - after.x) < 0.2 * line.size:
            along[round(line.x)] += 1
    return frozenset(x for x, count in out.items() if count >= 2 and 2 * count >= along[x])


@dataclass(frozen=True, slots=True)
class _Hyphens:
    """Which hyphens at the ends of lines are part of the word."""

    words: Counter[str]
    """How often each word stands unbroken."""
    breaks: bool
    """Whether the document breaks words at all."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Hyphens:
        """As the document's other lines tell."""
        words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
        ends = sum(_BROKEN.search(line.text.rstrip()) is not None for line in lines)
        return cls(words, ends > _SELDOM * len(lines))

    def joined(self, before: str, after: str) -> str:
        """Two lines of one paragraph, a word that the line's end has broken put together again."""
        if not _BROKEN.search(before) or not after[:1].isalnum() or _SUSPENDED.match(after):
            return f"{before} {after}"
        heads, tails = _WORD.findall(before[:-1]), _WORD.findall(after)
        head, tail = heads[-1].lower() if heads else "", tails[0].lower() if tails else ""
        return (
            before + after
            if before[-1] == "-" and self._keeps(before, head, tail, after)
            else before[:-1] + after
        )

    def _keeps(self, before: str, head: str, tail: str, after: str) -> bool:
        if not (before[-2].isalpha() and after[0].islower()):
            # Only letters are broken, and never before a capital: a name, a figure, what was written so.
            return True
        whole = self.words[head + tail]
        return self.words[f"{head}-{tail}"] > whole or (
            not whole and (not self.breaks or head.rpartition("-")[2] in _KEEPS_HYPHEN)
        )
