"""The search box: words, filters as chips, a name to complete, and how much was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tui.actions import at
from tui.answers import FIELD, Suggestion
from tui.display import clean, fit
from tui.glyphs import UNICODE, Glyphs
from tui.inks import inks_of
from tui.searching import Chip, Search
from tui.widgets.painted import SettledPart

SIGN = "/ "
HINT = 'words · "exact phrase" · -without · speaker: issue: source: date: kind: is:'


class SearchInput(SettledPart, Input, inherit_css=False):
    """The line that is typed into. Keys that mean something elsewhere pass through it.

    It is dressed five times before it is first seen, and each time Textual's own style sheet for it, of
    borders, validation and suggestions, would cost more than all the panes do.
    """

    DEFAULT_CSS = """
    SearchInput {
        width: 1fr; height: 1; margin: 0 40 0 2; background: $surface; color: $foreground;
        overflow: auto auto; scrollbar-size-horizontal: 0; pointer: text;
    }
    SearchInput:disabled { opacity: 0.7; }
    SearchInput > .input--cursor {
        background: $input-cursor-background; color: $input-cursor-foreground;
        text-style: $input-cursor-text-style;
    }
    SearchInput > .input--selection {
        background: $input-selection-background; color: $input-selection-foreground;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"input--cursor", "input--selection", "input--placeholder"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(action.keys, action.method, action.label, id=action.id, show=False)
            for action in at("search")
        ),
        Binding("down", "row(1)", "Next row", show=False),
        Binding("up", "row(-1)", "Row before", show=False),
        Binding("pagedown", "row(10)", "Ten rows on", show=False),
        Binding("pageup", "row(-10)", "Ten rows back", show=False),
        Binding("escape", "step_back", "Back", show=False, id="back"),
        Binding("shift+tab", "leave_for('pane_previous')", "Pane before", show=False, id="pane.previous"),
        Binding("ctrl+r", "leave_for('search_history')", "History", show=False, id="search.history"),
        Binding("backspace", "rub_out", "Delete left, or the last filter", show=False),
    ]

    @dataclass(eq=False, repr=False)
    class Rows(Message):
        """The list of quotes is to move while the box keeps the keys."""

        by: int

    class Dropping(Message):
        """The last filter is to go."""

    async def action_submit(self) -> None:
        """Enter reads what was found."""
        await self._screen_does("read_found")

    async def action_step_back(self) -> None:
        """Esc."""
        await self._screen_does("back")

    async def action_leave_for(self, action: str) -> None:
        """Something the screen does."""
        await self._screen_does(action)

    async def _screen_does(self, action: str) -> None:
        # At once, not by a message: the next key may be for where this one leads.
        await self.run_action(f"screen.from_box({action!r})")

    def action_row(self, by: int) -> None:
        """Move the list below by `by` rows."""
        self.post_message(self.Rows(by))

    async def action_search_complete(self) -> None:
        """Take the suggestion, or go on to the next pane where there is none."""
        await self._screen_does("complete")

    def action_rub_out(self) -> None:
        """Delete a letter, or the last filter where there is none."""
        if self.cursor_position == 0 and self.selection.is_empty:
            self.post_message(self.Dropping())
        else:
            self.action_delete_left()

    async def _on_key(self, event: events.Key) -> None:
        if not self.value and event.character in ("/", "?"):
            event.prevent_default()
            event.stop()
            if event.character == "?":
                await self._screen_does("help")
            return
        await super()._on_key(event)


class ChipLine(SettledPart, Widget):
    """Filters, each with a sign to remove it, then what Tab would add, then what went wrong."""

    @dataclass(eq=False, repr=False)
    class Removed(Message):
        """A filter was clicked away."""

        chip: Chip

    @dataclass(eq=False, repr=False)
    class Taken(Message):
        """A suggestion was clicked."""

        suggestion: Suggestion

    def __init__(self, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.glyphs = glyphs
        self.chips: tuple[Chip, ...] = ()
        self.suggestions: Sequence[Suggestion] = ()
        self.at = 0
        """Which of them Tab takes, or has taken."""
        self.note = ""
        self.error = ""
        self.idle = True
        self._targets: list[tuple[int, int, Message]] = []

    def render_line(self, y: int) -> Strip:
        """The one line there is."""
        width = self.size.width
        base = self.rich_style
        if y:
            return Strip.blank(width, base)
        inks = inks_of(self.app)
        plain = Style()
        segments: list[Segment] = []
        self._targets = []
        at = 0

        def put(text: str, style: Style = plain, target: Message | None = None) -> None:
            nonlocal at
            look = base + style
            segments.append(Segment(text, look))
            size = cell_len(text)
            if target is not None:
                self._targets.append((at, at + size, target))
            at += size

        for chip in self.chips:
            shown = f"{self.glyphs.chip_open}{clean(chip.label)} {self.glyphs.remove}{self.glyphs.chip_close}"
            put(shown, inks.chip, self.Removed(chip))
            put(" ")
        if self.error:
            put(clean(self.error), inks.warning)
        # What the words were read as is said before anything is offered: it explains the rows.
        if self.note and not self.error:
            put(f"{clean(self.note)}   ", inks.warning)
        if self.suggestions and not self.error:
            put("Tab ", inks.strong)
            for number, suggestion in enumerate(self.suggestions):
                name = clean(suggestion.name)
                shown = f"{name}:" if suggestion.kind == FIELD else f"{suggestion.kind}: {name}"
                put(shown, inks.strong if number == self.at else plain, self.Taken(suggestion))
                put(f" {suggestion.quotes:,}   " if suggestion.quotes else "   ", inks.dim)
        elif self.idle and not self.chips and not self.error:
            put(HINT.replace("·", self.glyphs.dot), inks.dim)
        return Strip(segments).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Remove the filter, or take the suggestion, under the mouse."""
        for start, end, target in self._targets:
            if start <= event.x < end:
                self.post_message(target)
                event.stop()


class Turn(NamedTuple):
    """Suggestions taken one after the other."""

    typed: Search
    """What they were offered to."""
    offered: tuple[Suggestion, ...]
    at: int
    """Which of them was taken; -1 for none, or none any more."""
    made: Search
    """What that made of what was typed: another search ends the turn."""


class Omnibox(SettledPart, Vertical):
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
