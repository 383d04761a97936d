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
_BROKEN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_OPENING = tuple('“«„‘"')
_CENTRED = 4
"""Heights of a letter that a line begins right of the next where it is set in the middle, on its own."""
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
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    blocks = _paragraphs(flow, words)
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


def _paragraphs(flow: Sequence[Sequence[Line]], words: Counter[str]) -> list[tuple[float, str]]:
    blocks: list[tuple[float, str]] = []
    last: Line | None = None
    for page in flow:
        if not page:
            continue
        step = _step(page)
        longest = _longest(page)
        lefts = [line.x for line in page]
        for line in page:
            text = " ".join(line.text.translate(_LIGATURES).replace("\u00ad\n", "").split())
            if last is None or _begins(last, line, step, longest, lefts):
                blocks.append((line.size, text))
            else:
                size, before = blocks[-1]
                blocks[-1] = (size, _joined(before, text, words))
            last = line
    return blocks


def _step(page: Sequence[Line]) -> float:
    steps = sorted(above.y - below.y for above, below in pairwise(page) if above.y > below.y)
    # Where paragraphs are short, most steps are those between them.
    return steps[len(steps) // 4] if steps else 0.0


def _longest(page: Sequence[Line]) -> int:
    lengths = sorted(len(line.text) for line in page)
    return lengths[int(0.9 * (len(lengths) - 1))]


def _begins(last: Line, line: Line, step: float, longest: int, lefts: Sequence[float]) -> bool:
    """Whether `line` begins a paragraph."""
    if abs(last.size - line.size) > 0.08 * line.size:
        return True
    below = last.y > line.y
    if below and step and last.y - line.y > 1.45 * max(step, line.size):
        return True
    if below and last.x - line.x > _CENTRED * line.size:
        return True
    if not below and _ENDS.search(last.text.rstrip()) and line.text.lstrip()[:1] in _OPENING:
        # At the top of a column or page; within a paragraph few sentences begin with somebody's words.
        return True
    left = min(x for x in lefts if abs(x - line.x) < 4 * line.size)
    indented = line.x - left > 0.5 * line.size
    if indented:
        return not (below and abs(last.x - line.x) < 0.2 * line.size)
    return bool(_ENDS.search(last.text.rstrip())) and len(last.text) < 0.75 * longest


def _joined(before: str, after: str, words: Counter[str]) -> str:
    if not _BROKEN.search(before) or not after[:1].islower():
        return f"{before} {after}"
    head = _WORD.findall(before[:-1])[-1].lower()
    tail = _WORD.findall(after)[0].lower() if _WORD.findall(after) else ""
    with_hyphen = f"{head}-{tail}"
    keeps = words[with_hyphen] > words[head + tail] or (
        before[-1] == "-" and not words[head + tail] and head.rpartition("-")[2] in _KEEPS_HYPHEN
    )
    return before + after if keeps else before[:-1] + after
