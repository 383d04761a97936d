"""`?`: the keys, by what they are for."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult

from tui.actions import ACTIONS, GROUPS, Action, key_names
from tui.display import fit, wrap
from tui.screens.overlay import Overlay
from tui.widgets.painted import Frame
from tui.widgets.sheet import Row, Sheet

LEAD = (
    "Type to search; the rows change with every letter. Enter reads the selected quote in its article, "
    "y copies it with its citation, Esc steps back."
)
QUERY = (
    ('word "exact phrase" -without', "words, words in this order, words that must not be there"),
    ("speaker: issue: source:", "who, about what, where it was reported"),
    ("kind: mode: is:", "direct, indirect or mixed; speech, writing, attitude; is:marked, is:unread"),
    ("date: since: until:", "2025-12, 2025-12-21, since:2025-12-01"),
    ("one OR other", "either"),
)


class HelpScreen(Overlay[None]):
    """The keys as they are now, remapped or not."""

    def compose(self) -> ComposeResult:
        """A sheet of keys."""
        with Frame(id="frame") as frame:
            frame.border_title = "Help"
            yield Sheet(
                lambda width: rows(width, self.reader_app.keys), glyphs=self.reader_app.glyphs, id="help"
            )


def rows(width: int, keymap: Mapping[str, str]) -> list[Row]:
    """The lines of the help at `width`."""
    found = [Row((("", ""),))]
    found += [Row(((LEAD[start:end], ""),)) for start, end in wrap(LEAD, width)]
    for group in GROUPS:
        found += [Row(), Row(((group, "title"),))]
        for action in ACTIONS:
            if action.group == group:
                found += _lines(action, keymap.get(action.id, action.keys), width)
    found += [Row(), Row((("In the search box", "title"),))]
    for form, meaning in QUERY:
        found += _described(form, meaning, width)
    return found


def _described(form: str, meaning: str, width: int) -> list[Row]:
    """A form and what it means: side by side where there is room, else one below the other."""
    first = 34
    if width < first + 24:
        below = wrap(meaning, width - 4)
        return [Row(((f"  {form}", "strong"),)), *(Row(((f"    {meaning[s:e]}", "dim"),)) for s, e in below)]
    lines = [meaning[start:end] for start, end in wrap(meaning, width - first)]
    head = Row(((fit(f"  {form}", first), "strong"), (lines[0], "dim")))
    return [head, *(Row(((" " * first, ""), (line, "dim"))) for line in lines[1:])]


def _lines(action: Action, keys: str, width: int) -> list[Row]:
    first = 16
    label = 26
    room = width - first - label - 2
    head = ((fit("  " + key_names(keys), first), "strong"), (fit(action.label, label), ""))
    if room < 24:
        below = wrap(action.help, width - 4)
        return [Row(head), *(Row(((f"    {action.help[start:end]}", "dim"),)) for start, end in below)]
    lines = [action.help[start:end] for start, end in wrap(action.help, room)]
    found = [Row((*head, (lines[0], "dim")))]
    found += [Row(((" " * (first + label), ""), (line, "dim"))) for line in lines[1:]]
    return found
