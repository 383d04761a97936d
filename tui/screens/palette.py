"""Every action by its name: the command palette."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.screen import Screen

from tui.actions import ACTIONS, Action, key_names
from tui.display import fit
from tui.screens.prompt import NameList, PickerScreen
from tui.widgets.facets import FacetRow
from tui.widgets.lines import Piece

if TYPE_CHECKING:
    from tui.app import OnRecordApp

LABEL = 26
"""Cells of an action's name, where what it does has room beside it."""
NO_ACTION = "No command is called so, nor says so of what it does."


class CommandList(NameList):
    """Actions: name, what it does, key."""

    def draw_row(self, key: int, record: FacetRow | None, width: int) -> list[list[Piece]]:
        if record is None:
            return [[]]
        action, ellipsis = ACTIONS[record.id], self.glyphs.ellipsis
        room = width - 2 - cell_len(record.note) - 2
        label = fit(action.label, min(LABEL, room), ellipsis=ellipsis)
        about = fit(action.help, room - len(label), ellipsis=ellipsis)
        return [
            [("  ", Style()), (label, Style()), (about, self.inks.dim), (f"  {record.note}", self.inks.key)]
        ]


class PaletteScreen(PickerScreen):
    """Closes with the label of the action to do."""

    ROWS = CommandList
    DEFAULT_CSS = "PaletteScreen > #ask { max-width: 104; } PaletteScreen LineList { height: 20; }"

    def __init__(self, app: OnRecordApp) -> None:
        offered = [index for index, action in enumerate(ACTIONS) if can(action, app.screen, app)]

        async def find(text: str) -> Sequence[FacetRow]:
            return rows(text, offered, app.keys)

        super().__init__("All commands", find, app.glyphs, none=NO_ACTION, takes="Enter does it")


def can(action: Action, *owners: Screen[object] | OnRecordApp) -> bool:
    """Whether `action` can be done on one of `owners`: the screen that is up, or the app."""
    return any(hasattr(owner, f"action_{action.method}") for owner in owners)


def rows(text: str, offered: Sequence[int], keymap: Mapping[str, str]) -> list[FacetRow]:
    """The actions `offered` (by index) that `text` may mean, the likeliest first."""
    found = []
    for index in offered:
        action = ACTIONS[index]
        how = likeness(text, action)
        if how is not None:
            keys = key_names(keymap.get(action.id, action.keys))
            found.append((how, index, FacetRow(index, action.label, None, note=keys)))
    return [row for _, _, row in sorted(found, key=lambda item: item[:2])]


def likeness(text: str, action: Action) -> int | None:
    """How like an action's name `text` is, 0 most; None where it is not.

    Its words begin the name's, or words of what the action does, or its letters stand in the name in order.
    """
    typed = text.casefold()
    label = action.label.casefold()
    if label.startswith(typed.strip()):
        return 0
    told = f"{action.help} {action.group} {action.id}".casefold().replace(".", " ").replace("-", " ").split()
    for rank, words in enumerate((label.split(), [*label.split(), *told]), 1):
        if all(any(word.startswith(part) for word in words) for part in typed.split()):
            return rank
    letters = iter(label)
    return 3 if all(letter in letters for letter in typed if not letter.isspace()) else None
