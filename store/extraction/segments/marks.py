"""The quote-mark machine: which marks open, which close, and which are apostrophes.

One pass over the marks of each paragraph with a stack, so the work grows linearly with the text however many
marks stand in it. A quotation never runs past the end of its paragraph unless the text says so: the next
paragraph repeats the opening mark, or a later one holds the closing mark that is missing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from store.records import Span

MARK = re.compile(r"``|''|[“”„‟\"«»‹›‘’‚‛'`「」『』]")
OPENING_BEFORE = frozenset("([{—–-/:“‘«„‹\"'¿¡•·|")
"""Characters after which a straight mark opens."""
REACH = 4
"""Paragraphs over which a quotation may run without repeating its opening mark."""

_FAMILY = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', "``", "''"), "double"),
    **dict.fromkeys(("‘", "’", "‚", "‛", "'", "`"), "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
}
_ELISION = re.compile(
    r"(?:\d0s?|\d\ds|em|tis|twas|twere|til|till|cause|cos|cuz|n|round|bout|nuff|sup|im|er|ere|ang|ave|ow|ello)\b",
    re.I,
)
"""What follows an apostrophe that stands for letters left out: ’90s, ’em, ’tis, rock ’n’ roll."""
_CLOSING: dict[str, tuple[str, ...]] = {
    "“": ("”",),
    "„": ("“", "”"),
    "‟": ("”",),
    "”": ("”",),
    '"': ('"',),
    "``": ("''",),
    "''": ("''",),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "›": ("‹", "›"),
    "「": ("」",),
    "『": ("』",),
}
"""The closing marks that go with an opening one."""
_REPEATED = re.compile(r"[ \t\u00a0]*(?:[—–•-][ \t\u00a0]*)?(``|[“„\"«‘'»「])")
"""An opening mark at a paragraph's beginning."""


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """One quotation (or, of a quotation over several paragraphs, the part in one of them)."""

    start: int
    """Where the opening mark stands."""
    end: int
    """After the closing mark, or where a quotation that is not closed is taken to end."""
    inner: Span
    """What stands between the marks, blanks at its ends left out."""
    depth: int
    """0 outside any other quotation."""
    closed: bool = True
    """A closing mark was found (for all but the last part of a longer quotation: it runs on)."""
    continues: bool = False
    """It runs on into the next paragraph."""
    continued: bool = False
    """It began in an earlier paragraph."""


@dataclass(slots=True)
class _Open:
    """An opening mark not closed yet."""

    at: int
    glyph: str
    family: str
    depth: int
    continued: bool = False


@dataclass(slots=True)
class _Mark:
    """A mark with what stands around it: the character before and after, "" at the paragraph's ends."""

    at: int
    glyph: str
    family: str
    before: str
    after: str
    elision: bool

    @property
    def end(self) -> int:
        return self.at + len(self.glyph)

    @property
    def apostrophe(self) -> bool:
        """Inside a word, or in place of letters left out at a word's beginning."""
        if self.family != "single" or self.glyph in "‚`":
            return False
        return (self.before.isalnum() and self.after.isalnum()) or (
            self.elision and not self.before.isalnum()
        )

    @property
    def left_free(self) -> bool:
        """Nothing before it that a closing mark could close."""
        return not self.before or self.before.isspace() or self.before in OPENING_BEFORE

    @property
    def right_bound(self) -> bool:
        """Something right after it that an opening mark could open."""
        return bool(self.after) and not self.after.isspace() and self.after not in ",.;:?!)]}"

    @property
    def may_open(self) -> bool:
        """Whether the mark and its surroundings allow it to open a quotation."""
        if self.glyph in "」』":
            return False
        if self.glyph in "“„‟‘‚‛``「『":
            return bool(self.after)
        if self.glyph in "«»‹›":
            return self.left_free or self.glyph in "«‹"
        return self.left_free and self.right_bound

    @property
    def must_open(self) -> bool:
        """Cannot be read as closing: a blank before it, or an opening bracket, and text after it."""
        return (not self.before or self.before.isspace() or self.before in "([{") and self.right_bound

    @property
    def weak(self) -> bool:
        """A single mark at a word's end that may be a plural's apostrophe (workers’ rights) or a dropped
        g's."""
        return self.before in "sxzSXZn" and (self.after.isspace() or not self.after)


def quote_spans(text: str, paragraphs: Sequence[Span]) -> tuple[QuoteSpan, ...]:
    """Find every quotation in `text`.

    Args:
        text: the whole text.
        paragraphs: its paragraphs in order; quotations are found inside these only.

    Returns:
        The quotations in the order of their opening marks; an inner one follows the one that holds it.
    """
    machine = _Machine(text)
    for i, (start, end) in enumerate(paragraphs):
        machine.paragraph(start, end, paragraphs[i + 1][0] if i + 1 < len(paragraphs) else None)
    return tuple(sorted(machine.found, key=lambda q: (q.start, -q.end)))


class _Machine:
    """The state that lasts from one paragraph to the next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[QuoteSpan] = []
        self.first = 0
        """Index into `found` of the first of this paragraph."""
        self.runs_on: _Open | None = None
        """The quotation that the last paragraph left open and this one is to continue by repeating its
        mark."""
        self.pending: list[tuple[int, Span]] = []
        """Index into `found` of a quotation left open, and the paragraphs passed since then."""

    def paragraph(self, start: int, end: int, following: int | None) -> None:
        """Read one paragraph; `following` is where the next one begins."""
        marks = list(self._marks(start, end))
        closable = _strong_closer_ahead(marks)
        self.first = len(self.found)
        stack: list[_Open] = []
        first = True
        for mark, strong_ahead in zip(marks, closable, strict=True):
            if mark.apostrophe and not (first and self._repeats(mark, start)):
                continue
            opened = self._closes(mark, stack, strong_ahead)
            if opened is not None:
                self._close(mark, stack, opened)
            elif mark.may_open and not self._ends_pending(mark, stack):
                continued = first and self._repeats(mark, start)
                stack.append(_Open(mark.at, mark.glyph, mark.family, len(stack), continued))
            elif not stack:
                self._close_pending(mark, start)
            first = False
        self._leave(stack, start, end, following)

    def _marks(self, start: int, end: int) -> Iterator[_Mark]:
        text = self.text
        for m in MARK.finditer(text, start, end):
            glyph = m.group()
            before = text[m.start() - 1] if m.start() > start else ""
            after = text[m.end()] if m.end() < end else ""
            elision = glyph in "‘’'" and _ELISION.match(text, m.end(), end) is not None
            yield _Mark(m.start(), glyph, _FAMILY[glyph], before, after, elision)

    def _repeats(self, mark: _Mark, start: int) -> bool:
        """Whether the mark opens this paragraph as a continuation of the one before."""
        return (
            self.runs_on is not None
            and mark.family == self.runs_on.family
            and not self.text[start : mark.at].strip(" \t\u00a0—–-•")
        )

    @staticmethod
    def _closes(mark: _Mark, stack: list[_Open], strong_ahead: bool) -> _Open | None:
        """The open quotation that the mark closes."""
        same = [o for o in stack[-8:] if o.family == mark.family]
        if not same:
            return None
        top = same[-1]
        if mark.glyph in "“‘«‹„‚‛``「『" and not _closes_reversed(mark, top):
            return None
        if mark.glyph in ('"', "'", "''") and mark.must_open:
            return None
        if mark.glyph in "”»›" and mark.must_open and top.glyph == mark.glyph:
            return None
        if mark.family == "single":
            if stack[-1].family != "single" or not mark.before or mark.before.isspace():
                return None
            if mark.weak and strong_ahead:
                return None
            return top
        alike = [o for o in same if _pairs(o.glyph, mark.glyph)]
        return alike[-1] if alike else top

    def _close(self, mark: _Mark, stack: list[_Open], opened: _Open) -> None:
        while stack[-1] is not opened:
            stack.pop()  # opened inside and never closed: no quotation
        stack.pop()
        inner = self._inner(opened.at + len(opened.glyph), mark.at)
        if inner[0] < inner[1]:
            self.found.append(QuoteSpan(opened.at, mark.end, inner, opened.depth, continued=opened.continued))

    def _ends_pending(self, mark: _Mark, stack: list[_Open]) -> bool:
        """A curly mark that can only close ends what an earlier paragraph left open."""
        return mark.glyph == "”" and not stack and bool(self.pending) and not mark.left_free

    def _close_pending(self, mark: _Mark, start: int) -> None:
        if not self.pending or mark.glyph not in "”»›" or mark.left_free:
            return
        index, _ = self.pending[0]
        left = self.found[index]
        if _FAMILY[self.text[left.start]] != mark.family:
            return
        self.found[index] = replace(left, end=left.inner[1], continues=True, closed=False)
        for _, span in self.pending[1:]:
            inner = self._inner(*span)
            self.found.append(QuoteSpan(inner[0], inner[1], inner, 0, False, True, True))
        inner = self._inner(start, mark.at)
        self.found.append(QuoteSpan(inner[0], mark.end, inner, 0, True, False, True))
        self.pending = []

    def _leave(self, stack: list[_Open], start: int, end: int, following: int | None) -> None:
        """Decide what becomes of the quotations still open at the paragraph's end."""
        self.runs_on = None
        if self.pending:
            self.pending = (
                [*self.pending, (-1, (start, end))] if len(self.pending) <= REACH and not stack else []
            )
        repeated = self._first_glyph(following)
        latest: dict[str, int] = {}
        for i in range(self.first, len(self.found)):
            opening = MARK.match(self.text, self.found[i].start)
            family = _FAMILY[opening.group()] if opening else ""
            latest[family] = max(self.found[i].start, latest.get(family, -1))
        for opened in reversed(stack):
            if repeated and _FAMILY[repeated] == opened.family and self.runs_on is None:
                self.runs_on = opened
            elif opened.family == "single" or latest.get(opened.family, -1) > opened.at:
                continue  # an apostrophe, or a stray mark: another quotation opens after it
            latest[opened.family] = opened.at
            inner = self._inner(opened.at + len(opened.glyph), end)
            runs_on = self.runs_on is opened
            if inner[0] < inner[1]:
                self.found.append(QuoteSpan(opened.at, inner[1], inner, 0, False, runs_on, opened.continued))
                if not runs_on and opened.glyph in "“«":
                    self.pending = [(len(self.found) - 1, (start, end))]
        self._lift(stack)

    def _lift(self, stack: list[_Open]) -> None:
        """What stood inside a quotation that was never closed stands outside of one after all."""
        strays = [o for o in stack if o is not self.runs_on]
        if not strays:
            return
        lowest = min(o.at for o in strays)
        for i in range(len(self.found) - 1, -1, -1):
            q = self.found[i]
            if q.end <= lowest:
                break
            above = sum(1 for o in strays[:8] if o.at < q.start)
            if q.closed and above and q.depth:
                self.found[i] = replace(q, depth=max(0, q.depth - above))

    def _first_glyph(self, following: int | None) -> str | None:
        if following is None:
            return None
        m = _REPEATED.match(self.text, following)
        return m.group(1) if m else None

    def _inner(self, start: int, end: int) -> Span:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end


def _pairs(opening: str, closing: str) -> bool:
    return closing in _CLOSING.get(opening, ())


def _closes_reversed(mark: _Mark, top: _Open) -> bool:
    """„German“, ‚German‘ and »German«: a mark that elsewhere opens closes here."""
    if mark.glyph == top.glyph and mark.glyph in "“‘":  # typed the wrong way round at the end
        return not mark.left_free and not mark.right_bound
    reversed_pairs = {"„": "“", "‚": "‘", "»": "«", "›": "‹"}
    return reversed_pairs.get(top.glyph) == mark.glyph and not mark.must_open


def _strong_closer_ahead(marks: Sequence[_Mark]) -> list[bool]:
    """For each mark: whether a single mark that surely closes comes before the next single one that opens."""
    ahead, out = False, [False] * len(marks)
    for i in range(len(marks) - 1, -1, -1):
        out[i] = ahead
        mark = marks[i]
        if mark.family != "single" or mark.apostrophe:
            continue
        if mark.glyph in "‘‚`" or mark.must_open:
            ahead = False
        elif not mark.weak and mark.before and not mark.before.isspace():
            ahead = True
    return out
