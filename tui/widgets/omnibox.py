"""The search box: words, filters as chips, a name to complete, and how much was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tui.answers import FIELD, Suggestion
from tui.display import clean, fit
from tui.glyphs import UNICODE, Glyphs
from tui.inks import inks_of
from tui.searching import Chip, Search
from tui.widgets.chip_line import ChipLine
from tui.widgets.painted import SettledPart
from tui.widgets.search_input import SearchInput

SIGN = "/ "


class Turn(NamedTuple):
    """Suggestions taken one after the other."""

    typed: Search
    """What they were offered to."""
    offered: tuple[Suggestion, ...]
    at: int
    """Which of them was taken; -1 for none, or none any more."""
    made: Search
    """What that made of what was typed: another search ends the turn."""


class Omnibox(SettledPart, Widget):
    """The search box as a whole; posts `Searched` with each change.

    The sign before the line that is typed into and the count after it stand in its margins.
    """

    @dataclass(eq=False, repr=False)
    class Searched(Message):
        """The words or the filters changed."""

        search: Search

    def __init__(self, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.glyphs = glyphs
        self.search = Search()
        self._count = ""
        self._turn: Turn | None = None

    def compose(self) -> ComposeResult:
        """The line typed into, and the chips below."""
        yield SearchInput(id="search", select_on_focus=False)
        yield ChipLine(self.glyphs, id="chips")

    def render_line(self, y: int) -> Strip:
        """What stands beside the line that is typed into."""
        width = self.content_size.width
        base = self.rich_style
        if y:
            return Strip.blank(width, base)
        inks = inks_of(self.app)
        count = fit(self._count, max(0, width - len(SIGN)), right=True, ellipsis=self.glyphs.ellipsis)
        return Strip([Segment(SIGN, base + inks.strong), Segment(count, base + inks.dim)])

    @property
    def input(self) -> SearchInput:
        """The line that is typed into."""
        return self.query_one(SearchInput)

    @property
    def chip_line(self) -> ChipLine:
        """The line of filters and suggestions."""
        return self.query_one(ChipLine)

    def set_search(self, search: Search) -> None:
        """Show `search` and post `Searched` when that is a change."""
        if search == self.search:
            return
        self.search = search
        if self.input.value != search.text:
            with self.prevent(Input.Changed):
                self.input.value = search.text
                self.input.cursor_position = len(search.text)
        self._show()
        self.post_message(self.Searched(search))

    def suggest(self, suggestions: Sequence[Suggestion], note: str = "", error: str = "") -> None:
        """Show what the words typed may mean, what they were read as, or what is wrong with them."""
        line, turn = self.chip_line, self._turn
        at = 0
        if turn is not None and turn.made == self.search and len(turn.offered) > 1:
            suggestions, at = turn.offered, turn.at
        if (line.suggestions, line.at, line.note, line.error) != (suggestions, at, note, error):
            line.suggestions, line.at, line.note, line.error = suggestions, at, note, error
            line.refresh()

    def count(self, text: str) -> None:
        """Show how much was found."""
        if text != self._count:
            # Only where the one or the other stands.
            length = max(cell_len(text), cell_len(self._count))
            self._count = text
            self.refresh(Region(self.content_size.width - length, 0, length, 1))

    def _show(self) -> None:
        line = self.chip_line
        idle = not self.search.text.strip()
        if (line.chips, line.idle) != (self.search.chips, idle):
            line.chips, line.idle = self.search.chips, idle
            self.set_class(bool(self.search.chips), "-chips")
            line.refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Each letter is a search."""
        event.stop()
        self.set_search(self.search.typed(event.value))

    def on_chip_line_removed(self, event: ChipLine.Removed) -> None:
        """A filter was clicked away."""
        event.stop()
        self.set_search(self.search.removed(event.chip))

    def on_search_input_dropping(self, event: SearchInput.Dropping) -> None:
        """Backspace in the empty box takes the last filter away."""
        event.stop()
        self.drop()

    def drop(self) -> None:
        """Take the last filter away."""
        if self.search.chips:
            self.set_search(self.search.removed(self.search.chips[-1]))

    def on_chip_line_taken(self, event: ChipLine.Taken) -> None:
        """A suggestion was clicked."""
        event.stop()
        self.take(event.suggestion)

    def complete(self) -> bool:
        """Take the first suggestion; at once again, the next in its place, and after the last what was typed.

        False where there is none, or no other.
        """
        turn = self._turn
        if turn is None or turn.made != self.search:
            turn = Turn(self.search, tuple(self.chip_line.suggestions), -1, self.search)
        elif len(turn.offered) == 1:
            return False
        if not turn.offered:
            return False
        at = turn.at + 1 if turn.at + 1 < len(turn.offered) else -1
        made = turn.typed if at < 0 else taken(turn.typed, turn.offered[at])
        # What a field's name is followed by is another matter.
        field = at >= 0 and turn.offered[at].kind == FIELD
        self._turn = None if field else turn._replace(at=at, made=made)
        self.set_search(made)
        return True

    def take(self, suggestion: Suggestion) -> None:
        """Turn the words that suggested it into a filter."""
        self.set_search(taken(self.search, suggestion))


def taken(search: Search, suggestion: Suggestion) -> Search:
    """`search` with the words that suggested it turned into a filter."""
    words = search.text.split(" ")
    if suggestion.kind == FIELD:
        return search.typed(" ".join([*words[:-1], f"{suggestion.name}:"]))
    typed = clean(suggestion.name).casefold()
    # The words it was recognised by are those at the end that its name holds.
    while words and (not words[-1] or words[-1].split(":")[-1].strip('"').casefold()[:3] in typed):
        words.pop()
    chip = Chip(suggestion.kind, suggestion.name)
    chips = search.chips if chip in search.chips else (*search.chips, chip)
    text = " ".join(words)
    return Search(f"{text} " if text else "", chips)
