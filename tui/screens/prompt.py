"""Asking for one line, and choosing one or several names out of many."""

from __future__ import annotations

from array import array
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from tui.display import clean
from tui.glyphs import Glyphs
from tui.screens.app_screen import AppScreen
from tui.screens.working import job
from tui.widgets.facets import FacetList, FacetRow
from tui.widgets.lines import LineList
from tui.widgets.painted import Frame

_FRAME = """
    {name} {{ align: center middle; }}
    {name} > #ask {{
        width: 90%; max-width: 76; height: auto; background: $surface; border: round $primary;
        border-title-color: $primary; border-title-style: bold; border-subtitle-color: $muted; padding: 0 1;
    }}
    {name} #about {{ color: $muted; max-height: 3; margin-bottom: 1; }}
    {name} Input {{ background: $surface; }}
    {name} Input:focus {{ background-tint: transparent; }}
    {name} LineList {{ background: $surface; height: 14; max-height: 60vh; margin-top: 1; }}
"""


def steady(screen: Screen[Any]) -> None:
    """Let no cursor of `screen` blink where nothing is to be animated."""
    if screen.app.animation_level == "none":
        for box in screen.query(Input):
            box.cursor_blink = False


class PromptScreen(AppScreen, ModalScreen[str | None]):
    """Ask for one line of text."""

    DEFAULT_CSS = _FRAME.format(name="PromptScreen")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", id="back", show=False)]

    def __init__(self, title: str, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def compose(self) -> ComposeResult:
        """A line and what it is for."""
        with Frame(id="ask") as frame:
            frame.border_title = self._title
            frame.border_subtitle = "Enter keeps, Esc leaves"
            yield Input(self._value, id="answer", compact=True, select_on_focus=False)
            if self._hint:
                yield Static(self._hint, markup=False)

    def on_mount(self) -> None:
        """A cursor that blinks is an animation too."""
        steady(self)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers."""
        self.dismiss(event.value)

    def action_close(self) -> None:
        """No answer."""
        self.dismiss(None)


class NameList(FacetList):
    """Names to pick from: the box above has the keys, and still the row that Enter takes must be seen."""

    def _cursor_mark(self, selected: bool) -> str:
        return self.glyphs.cursor if selected else " "

    def _cursor_style(self) -> Style:
        return self.inks.cursor(True)

    def place_terminal_cursor(self) -> None:
        """The terminal's cursor stays in the box."""


class PickerInput(Input):
    """The line a name is looked for with; arrows go to the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.row(1)", "Next row", show=False),
        Binding("up", "screen.row(-1)", "Row before", show=False),
        Binding("pagedown", "screen.row(10)", "Ten rows on", show=False),
        Binding("pageup", "screen.row(-10)", "Ten rows back", show=False),
        Binding("ctrl+space,ctrl+t", "screen.choose", "Choose or not", show=False),
    ]


Find = Callable[[str], Awaitable[Sequence[FacetRow]]]
"""The names that what is typed may mean, the likeliest first."""


class PickerScreen(AppScreen, ModalScreen[list[str] | None]):
    """Choose a name, or up to `most`, out of those that `find` gives; with `free`, also one that is new."""

    ROWS: ClassVar[type[NameList]] = NameList
    """How what there is to pick from is drawn."""
    DEFAULT_CSS = _FRAME.format(name="PickerScreen")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", id="back", show=False)]

    def __init__(
        self,
        title: str,
        find: Find,
        glyphs: Glyphs,
        *,
        chosen: Sequence[str] = (),
        most: int = 1,
        free: bool = False,
        none: str = "No name is like this.",
        about: str = "",
        takes: str = "Enter takes",
    ) -> None:
        super().__init__()
        self._takes = takes
        self._title, self._find, self._glyphs = title, find, glyphs
        self._most, self._free, self._none, self._about = most, free, none, about
        self.chosen = list(chosen)
        self._rows: list[FacetRow] = []
        self._answered: str | None = None
        self._taking = False

    def compose(self) -> ComposeResult:
        """The line and the list."""
        with Frame(id="ask") as frame:
            frame.border_title = self._title
            several = f"Tab chooses, up to {self._most}; " if self._most > 1 else ""
            frame.border_subtitle = f"{several}{self._takes}, Esc leaves"
            if self._about:
                yield Static(clean(self._about), id="about", markup=False)
            yield PickerInput(id="wanted", compact=True)
            names = self.ROWS(glyphs=self._glyphs, id="names")
            names.can_focus = False
            names.empty = self._none
            yield names

    def on_mount(self) -> None:
        """The likeliest names before anything is typed."""
        steady(self)
        self._look("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look with each letter."""
        self._look(event.value)

    def _look(self, text: str) -> None:
        self._taking = False
        self.run_worker(job(self._found, text), group="find", exclusive=True)

    async def _found(self, text: str) -> None:
        rows = list(await self._find(text))
        known = {row.name for row in rows}
        if self._free and text.strip() and text.strip().casefold() not in {name.casefold() for name in known}:
            rows.append(FacetRow(-1, text.strip(), None, note="new name"))
        self._rows, self._answered = rows, text
        self._show(0)
        if self._taking:
            self._take()

    def _show(self, cursor: int) -> None:
        names = self.query_one(NameList)
        names.forget()
        names.put((row.id, row._replace(chosen=row.name in self.chosen)) for row in self._rows)
        names.set_ids(array("q", [row.id for row in self._rows]), cursor=cursor)

    def action_row(self, by: int) -> None:
        """Move in the list."""
        self.query_one(NameList).move(by)

    def on_key(self, event: events.Key) -> None:
        """Tab chooses where several can be."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_choose()

    def action_choose(self) -> None:
        """Choose the name, or not."""
        names = self.query_one(NameList)
        row = names.current_record
        if row is None or self._most == 1:
            return
        if row.name in self.chosen:
            self.chosen.remove(row.name)
        elif len(self.chosen) < self._most:
            self.chosen.append(row.name)
        self._show(names.cursor)

    def on_input_submitted(self) -> None:
        """Enter takes what is chosen, or the selected name: of what was typed, never of the text before."""
        if self._answered == self.query_one(PickerInput).value:
            self._take()
        else:
            self._taking = True

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A click takes a name, or chooses it where several can be."""
        if self._most == 1:
            self._take()
        else:
            self.action_choose()

    def _take(self) -> None:
        row = self.query_one(NameList).current_record
        if self.chosen and self._most > 1:
            self.dismiss(self.chosen)
        elif row is not None:
            self.dismiss([row.name])

    def action_close(self) -> None:
        """None of them."""
        self.dismiss(None)
