"""Every action of the reader, once: its id, keys, label and help.

Bindings, the command palette, the `?` screen, the keymap file (`onrecord keys --default`) and the table in
the README are all made of this. A screen does action `copy.quote` in its method `action_copy_quote`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

Place = Literal["reader", "search", "lists", "brief", "anywhere"]
"""Where an action can be done; `search` is the search box, `lists` any list on any screen."""

GROUPS = ("Search", "Moving", "Reading", "Copying and the brief", "Views", "Correcting", "Screen")


class Action(NamedTuple):
    """Something a person can ask for."""

    id: str
    """What the keymap file calls it."""
    keys: str
    """Default keys, Textual's names, separated by commas; empty where only the palette offers it."""
    label: str
    help: str
    group: str
    place: Place = "reader"

    @property
    def method(self) -> str:
        """The action's name in Textual: `copy.quote` is done by `action_copy_quote`."""
        return self.id.replace(".", "_").replace("-", "_")


_PLACES: dict[str, Place] = {
    "search.complete": "search",
    "move.down": "lists",
    "move.up": "lists",
    "move.top": "lists",
    "move.bottom": "lists",
    "move.half-down": "lists",
    "move.half-up": "lists",
    "move.page-down": "lists",
    "move.page-up": "lists",
    "open": "lists",
    "brief.down": "brief",
    "brief.up": "brief",
    "brief.note": "brief",
    "brief.export": "brief",
    "brief.copy": "brief",
    "help": "anywhere",
    "palette": "anywhere",
    "quit": "anywhere",
}
"""Where an action can be done, where that is not the main screen."""


def _group(name: str, *rows: tuple[str, str, str, str]) -> tuple[Action, ...]:
    return tuple(
        Action(id_, keys, label, help_, name, _PLACES.get(id_, "reader")) for id_, keys, label, help_ in rows
    )


_SEARCH = _group(
    "Search",
    ("search.focus", "slash", "Search", "Type in the search box; results change with every letter."),
    ("search.complete", "tab", "Take the suggestion", "Narrow by the name offered; again, by the next."),
    ("search.drop", "backspace", "Remove the last filter", "Take away the filter added last."),
    ("search.clear", "0", "Clear the search", "Take away every word and filter."),
    ("search.history", "ctrl+r", "Search history", "Choose from the searches made before."),
    ("search.save", "s", "Save this search", "Keep the search under a name."),
    ("search.saved", "S", "Saved searches", "Choose a saved search; each shows how many quotes are new."),
    ("search.attitudes", "A", "Hide or show attitudes", "Leave out what people believe or hope, or show it."),
)  # fmt: skip

_MOVING = _group(
    "Moving",
    ("move.down", "j,down", "Down", "To the next row, or a line down the article."),
    ("move.up", "k,up", "Up", "To the row before, or a line up the article."),
    ("move.top", "g,home", "Top", "To the first row."),
    ("move.bottom", "G,end", "Bottom", "To the last row."),
    ("move.half-down", "ctrl+d", "Half a page down", "Half a screen down."),
    ("move.half-up", "ctrl+u", "Half a page up", "Half a screen up."),
    ("move.page-down", "pagedown,ctrl+f", "Page down", "A screen down."),
    ("move.page-up", "pageup,ctrl+b", "Page up", "A screen up."),
    ("open", "enter", "Open", "Open a quote in its article; in the other panes, filter by the row."),
    ("back", "escape", "Back", "Step back to where you were: row, scroll and filters."),
    ("pane.next", "tab", "Next pane", "To the next pane."),
    ("pane.previous", "shift+tab", "Previous pane", "To the pane before."),
    ("pane.sources", "1", "Sources", "To the sources."),
    ("pane.speakers", "2", "Speakers", "To the speakers."),
    ("pane.issues", "3", "Issues", "To the issues."),
    ("pane.quotes", "4", "Quotes", "To the quotes."),
    ("pane.article", "5", "Article", "To the article."),
)  # fmt: skip

_READING = _group(
    "Reading",
    ("quote.next", "n", "Next quote", "To the next quote, in the list or in the article."),
    ("quote.previous", "N", "Previous quote", "To the quote before."),
    ("quote.next-same", "right_square_bracket", "Next by speaker", "To the speaker's next quote."),
    ("quote.previous-same", "left_square_bracket", "Previous by speaker", "To the speaker's quote before."),
    ("quote.next-unread", "w", "Next unread", "To the next quote not read yet."),
    ("quote.read", "r", "Read or unread", "Mark the quote as read, or as not read."),
    ("find", "f", "Find in the article", "Find words inside the article."),
    ("find.next", "full_stop", "Next found", "To the next place found in the article."),
    ("find.previous", "comma", "Previous found", "To the place found before."),
    ("quote.also", "O", "Also in", "Other articles in which the same quote stands; Enter reads it there."),
    ("speaker.card", "i", "About the speaker", "Names, dated roles and quotes of the speaker."),
    ("open.browser", "o", "Open in the browser", "Open the article's page in the browser."),
    ("open.editor", "v", "Open in the editor", "Open the article's text in $EDITOR."),
)  # fmt: skip

_BRIEFING = _group(
    "Copying and the brief",
    ("copy.quote", "y", "Copy with citation", "Copy the quote with its citation."),
    ("copy.show", "Y", "Show to copy", "Show the quote in every citation style, to be copied by hand."),
    ("mark", "space", "Mark", "Mark the quote for the brief, or take the mark away."),
    ("brief", "b", "Brief", "The marked quotes, in order, with notes."),
    ("brief.down", "J", "Move down", "In the brief: move the quote down."),
    ("brief.up", "K", "Move up", "In the brief: move the quote up."),
    ("brief.note", "e", "Note", "In the brief: write a note to the quote."),
    ("brief.export", "x", "Export", "In the brief: write it to a file."),
    ("brief.copy", "Y", "Copy the brief", "In the brief: copy all of it, each quote with its citation."),
)  # fmt: skip

_VIEWS = _group(
    "Views",
    ("card", "l", "Large card", "One quote, large, to be read out."),
    ("timeline", "t", "Timeline", "The speaker's quotes on the search over time."),
    ("compare", "c", "Compare speakers", "Two to four speakers side by side."),
    ("matrix", "m", "Matrix", "Speakers by issues, with counts."),
)

_CORRECTING = _group(
    "Correcting",
    ("correct.speaker", "e", "Correct the speaker", "Say who said this."),
    (
        "correct.issue",
        "E",
        "Correct the issue",
        "Rename an issue, merge it into another, or say that it is none.",
    ),
    ("correct.not-quote", "X", "Not a quote", "Say that this is no quote: it disappears."),
    ("correct.merge", "M", "Merge speakers", "Say that two speakers are one."),
    ("undo", "u", "Undo", "Take back the last change to the archive, step by step."),
)

_SCREEN = _group(
    "Screen",
    ("help", "question_mark,f1", "Help", "Show the keys."),
    ("palette", "ctrl+p,colon", "All commands", "Find any command by its name."),
    ("add", "a", "Add articles", "Add files, folders or addresses to the archive."),
    ("refresh", "R", "Refresh", "Read again the files that articles came from, and the feeds."),
    ("pane.zoom", "z", "Zoom the pane", "Give the pane the whole screen, or put it back."),
    ("pane.hide", "H", "Hide or show the side", "Hide sources, speakers and issues, or show them."),
    ("pane.wider", "greater_than_sign", "Wider", "Make the pane wider."),
    ("pane.narrower", "less_than_sign", "Narrower", "Make the pane narrower."),
    ("theme", "T", "Next theme", "Dark, light, high contrast, the terminal's own colours."),
    ("settings", "f2", "Settings", "Open the settings file in $EDITOR."),
    ("quit", "q,ctrl+q", "Quit", "Leave."),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (*_SEARCH, *_MOVING, *_READING, *_BRIEFING, *_VIEWS, *_CORRECTING, *_SCREEN)
BY_ID = {action.id: action for action in ACTIONS}
BY_LABEL = {action.label: action for action in ACTIONS}
"""What the command palette lists; no two are called the same."""


def at(*places: Place) -> list[Action]:
    """The actions that can be done at any of `places`."""
    return [action for action in ACTIONS if action.place in places]


def meet(one: Place, other: Place) -> bool:
    """Whether actions of both places can be done on one screen, so that no key may mean both."""
    return one == other or "anywhere" in (one, other) or {one, other} == {"reader", "lists"}


def keymap(given: Mapping[str, str]) -> dict[str, str]:
    """The keys `given` to actions, and what keys they leave to those that had them: each means one thing."""
    found = dict(given)
    for name, keys in given.items():
        taken = set(keys.split(","))
        for other in ACTIONS:
            if other.id not in given and meet(BY_ID[name].place, other.place):
                left = [key for key in found.get(other.id, other.keys).split(",") if key not in taken]
                if ",".join(left) != found.get(other.id, other.keys):
                    found[other.id] = ",".join(left)
    return found


_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "full_stop": ".",
    "comma": ",",
    "colon": ":",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "down": "Down",
    "up": "Up",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
}


def key_name(key: str) -> str:
    """A key as people write it: `/` for `slash`, `Ctrl+D` for `ctrl+d`."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return "Ctrl+" + key.removeprefix("ctrl+").upper()
    return key.upper() if re.fullmatch(r"f\d+", key) else key


def key_names(keys: str) -> str:
    """Several keys as people write them."""
    return " ".join(key_name(key) for key in keys.split(",")) if keys else ""


def table(actions: Iterable[Action] = ACTIONS) -> str:
    """The README's table of keys, in Markdown."""
    lines: list[str] = []
    for group in GROUPS:
        rows = [action for action in actions if action.group == group]
        if not rows:
            continue
        lines += [f"**{group}**", "", "| Key | Action | |", "|---|---|---|"]
        for action in rows:
            keys = " ".join(f"`{key_name(key)}`" for key in action.keys.split(",")) if action.keys else ""
            lines.append(f"| {keys} | {action.label} | {action.help} |")
        lines.append("")
    return "\n".join(lines).replace("`|`", "`\\|`").rstrip() + "\n"
