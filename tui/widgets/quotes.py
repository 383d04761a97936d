"""The list of quotes: who, where and when on the first line of a row, the words below it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

from store.quote import Quote
from tui.dates import short_date
from tui.display import clean, cut, fit, wrap
from tui.glyphs import SPOKEN
from tui.matching import Needles
from tui.theme import SPEAKER_COLORS
from tui.widgets.lines import LineList, Piece

UNSURE = 0.5
"""Below this confidence a speaker is shown as a guess."""
LEAST_NAME = 8
"""Cells of a name that are kept before what must be known of a quote goes to a line of its own."""
LEAST_OUTLET = 4
"""Cells of an outlet's name that tell something."""
ROOMY = 60
"""Cells of a row's first line from which on there is room for words in place of signs."""


def speaker_label(quote: Quote) -> str:
    """Who said it, as a list names them; the words of the article where nobody is known."""
    if quote.speakers:
        return " and ".join(quote.speakers) if len(quote.speakers) < 3 else ", ".join(quote.speakers)
    return f"unknown: {quote.attributed}" if quote.attributed else "unknown speaker"


def speaker_color(quote: Quote) -> int:
    """Which of the speakers' colours is this quote's; the same for a speaker everywhere."""
    return quote.speaker_ids[0] % SPEAKER_COLORS if quote.speaker_ids else -1


def told(quote: Quote) -> list[str]:
    """What makes the words another thing than something said."""
    found = []
    if quote.negated:
        found.append("not said")
    if quote.mode != "speech":
        found.append({"writing": "in writing", "attitude": "attitude", "document": "document"}[quote.mode])
    return found


def facts(quote: Quote) -> list[str]:
    """What a reader must know of a quote besides who said it, in words."""
    found = told(quote)
    if quote.reported_by:
        found.append(f"via {clean(quote.reported_by)}")
    if quote.on_behalf_of:
        found.append(f"for {clean(quote.on_behalf_of)}")
    return found


def also_in(quote: Quote) -> str:
    """In how many other articles the same quote stands; empty where in none."""
    return f"also in {quote.occurrences - 1:,}" if quote.occurrences > 1 else ""


def states(quote: Quote, *, sure: bool) -> list[str]:
    """What signs stand for, in words."""
    found = [] if sure else ["guess"]
    for holds, word in ((quote.corrected, "corrected"), (quote.marked, "marked"), (not quote.read, "unread")):
        if holds:
            found.append(word)
    return found


class QuoteList(LineList[Quote]):
    """Quotes, newest first; a row is one line about the quote and the rest its words."""

    needles: Needles = Needles()
    show_speaker = True
    """Off where the list is of one speaker."""

    def highlight(self, needles: Needles) -> None:
        """Highlight these words from now on."""
        if needles != self.needles:
            self.needles = needles
            self.redraw()

    def draw_row(self, key: int, record: Quote | None, width: int) -> list[list[Piece]]:
        if record is None:
            return [[(f" {self.glyphs.ellipsis}", self.inks.dim)]]
        room, left = self.row_height - 1, width - 2
        head, over = self._head(record, width, crowded=room < 2)
        lines = [head]
        if over:
            # Words that were not said, or are a guess, must not look like any others for want of room.
            lines.append([("  ", Style()), (fit(over, left, ellipsis=self.glyphs.ellipsis), self.inks.dim)])
            room -= 1
        lines.extend(self._words(record, left, room))
        return lines

    @property
    def worded(self) -> bool:
        """Whether states are said in words, not shown by signs."""
        return self.glyphs is SPOKEN

    def heading(self, quote: Quote) -> str:
        """What a row begins with."""
        # Where all are of one speaker, those who say it too are told.
        return speaker_label(quote) if self.show_speaker or len(quote.speakers) > 1 else quote.role

    def _sign(self, quote: Quote, *, sure: bool) -> str:
        if quote.corrected:
            return f" {self.glyphs.corrected}"
        return "" if sure else f"{self.glyphs.guess} guess"

    def _head(self, quote: Quote, width: int, *, crowded: bool) -> tuple[list[Piece], str]:
        """The line about the quote, and what must be told below it; nothing there where that is crowded."""
        dim = self.inks.dim
        strong = self.inks.strong
        state = self.glyphs.marked if quote.marked else " " if quote.read else self.glyphs.unread
        # The date is the last column, always as wide, so that dates stand in line.
        date = fit(short_date(quote.published), 11, right=True)
        room = width - 3 - len(date)
        who = self.text(self.heading(quote))
        sure = quote.confidence >= UNSURE or quote.corrected
        note = "" if self.worded else self._sign(quote, sure=sure)
        known = [*(states(quote, sure=sure) if self.worded else ()), *facts(quote)]
        rest = "".join((note, *(f" {self.glyphs.dot} {fact}" for fact in known)))
        rest = rest if who else rest.removeprefix(f" {self.glyphs.dot} ")
        # What makes the words another thing: of the rest of what is known the end gives way.
        vital = cell_len(rest) if self.worded else cell_len(note) + sum(3 + len(fact) for fact in told(quote))
        # The outlet has what is left, or a third: names, and what must be known, are more than outlets.
        least = min(cell_len(who), LEAST_NAME)
        third = min(room // 3, room - least - vital - 2)
        where = self._where(quote, room, max(0, third, room - cell_len(who) - cell_len(rest) - 2))
        space = room - cell_len(where) - (2 if where else 0)
        over = ""
        if vital > space - least and not crowded:
            over, rest = rest.strip(f" {self.glyphs.dot}"), ""
            where = self._where(quote, room, max(0, room - cell_len(who) - 2, third))
            space = room - cell_len(where) - (2 if where else 0)
        rest = fit(rest, min(cell_len(rest), space - least), ellipsis=self.glyphs.ellipsis)
        space -= cell_len(rest)
        name = who if cell_len(who) <= space else fit(who, space, ellipsis=self.glyphs.ellipsis)
        rest = fit(rest, space + cell_len(rest) - cell_len(name))
        pieces: list[Piece] = [
            (f"{state} ", strong),
            (name, self.inks.speaker(speaker_color(quote), bold=True)),
        ]
        pieces.append((rest, dim))
        if where:
            pieces.append((f"  {where}", dim))
        pieces.append((f" {date}", dim))
        return pieces, over

    def _where(self, quote: Quote, room: int, most: int) -> str:
        """The outlet and in how many more the quote stands; of a long name the end gives way."""
        outlet = self.text(quote.outlet)
        again = also_in(quote) if room >= ROOMY else f"+{quote.occurrences - 1:,}" if also_in(quote) else ""
        if cell_len(again) > most:
            again = ""
        space = max(0, most - cell_len(again) - (2 if again else 0))
        shown = fit(outlet, min(cell_len(outlet), space), ellipsis=self.glyphs.ellipsis)
        if space < min(cell_len(outlet), LEAST_OUTLET):
            shown = ""  # a letter or two name nobody
        return ", ".join(part for part in (shown, again) if part)

    def _words(self, quote: Quote, width: int, height: int) -> list[list[Piece]]:
        if height <= 0 or width <= 4:
            return []
        # A row shows a few lines: wrapping a page-long quote would cost what nobody sees.
        enough = width * (height + 1)
        text = self.text(quote.text[: enough * 2])
        if quote.kind == "direct":
            text = f"{self.glyphs.opening}{text}{self.glyphs.closing}"
        spans = wrap(text, width)
        plain = Style()
        match = self.inks.match
        lines: list[list[Piece]] = []
        for number, (start, end) in enumerate(spans[:height]):
            line = text[start:end]
            if number == height - 1 and len(spans) > height:
                line = cut(line, width - 1).rstrip() + self.glyphs.ellipsis
            lines.append([("  ", plain), *painted(line, self.needles, plain, match)])
        return lines


def painted(line: str, needles: Needles, plain: Style, match: Style) -> list[Piece]:
    """`line` in pieces: what matches the search, and what stands between."""
    pieces: list[Piece] = []
    done = 0
    for start, end in needles.spans(line):
        if start > done:
            pieces.append((line[done:start], plain))
        pieces.append((line[start:end], match))
        done = end
    if done < len(line):
        pieces.append((line[done:], plain))
    return pieces
