"""The keys a screen shows at its foot, and in which words: those that do something there, as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from rich.cells import cell_len

from tui.actions import BY_ID, Action, key_name

Offer = tuple[str, str]
"""Ids of actions, with blanks between them (or, after `=`, a key as people write it), and what they do."""

Context = Literal["search", "names", "quotes", "article", "empty"]
"""What has the keys of the main screen: the search box, a side pane, the quotes, the article, or, in an
archive without articles, nothing."""

HINTS: dict[Context, tuple[Offer, ...]] = {
    "search": (
        ("open", "read"),
        ("search.complete", "take the name, or on"),
        ("=Down", "next row"),
        ("back", "back"),
        ("help", "help"),
        ("search.history", "history"),
        ("palette", "commands"),
    ),
    "names": (
        ("open", "filter"),
        ("search.focus", "search"),
        ("back", "back"),
        ("help", "help"),
        ("speaker.card", "about"),
        ("timeline", "timeline"),
        ("compare", "compare"),
        ("matrix", "matrix"),
        ("undo", "undo"),
    ),
    "quotes": (
        ("search.focus", "search"),
        ("open", "read"),
        ("copy.quote", "copy"),
        ("mark", "mark"),
        ("help", "help"),
        ("brief", "brief"),
        ("timeline", "timeline"),
        ("compare", "compare"),
        ("correct.speaker", "correct"),
        ("undo", "undo"),
        ("matrix", "matrix"),
        ("card", "large"),
    ),
    "article": (
        ("quote.next", "next"),
        ("copy.quote", "copy"),
        ("mark", "mark"),
        ("back", "back"),
        ("help", "help"),
        ("quote.next-same", "same speaker"),
        ("find", "find"),
        ("speaker.card", "about"),
        ("correct.speaker", "correct"),
        ("open.browser", "browser"),
        ("brief", "brief"),
        ("pane.zoom", "zoom"),
    ),
    "empty": (("add", "add articles"), ("help", "help"), ("quit", "quit")),
}
"""The bottom line of the main screen; where it is short, what stands last goes."""


def _key(action: Action, keymap: Mapping[str, str], *, typing: bool = False) -> str:
    """The first key of `action`; while `typing`, the first that is not a letter then."""
    keys = [key for key in keymap.get(action.id, action.keys).split(",") if key]
    if typing:
        keys = [key for key in keys if len(key) > 1 and key not in _TYPED]
    return key_name(keys[0]) if keys else ""


_TYPED = frozenset(
    ("slash", "question_mark", "colon", "space", "full_stop", "comma", "less_than_sign", "greater_than_sign")
) | {"left_square_bracket", "right_square_bracket"}
"""Keys that are letters in a box although their names are words."""


def hints(context: Context, keymap: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Method, key and word for each hint of `context`; actions without a key are left out."""
    for id_, word in HINTS[context]:
        if id_.startswith("="):
            yield "", id_[1:], word
            continue
        action = BY_ID[id_]
        if key := _key(action, keymap, typing=context == "search"):
            yield action.method, key, word


def footer(offers: Sequence[Offer], keymap: Mapping[str, str], room: int, *, typing: bool = False) -> str:
    """`offers` in one line of at most `room` cells; where it is short, what stands before the last goes."""
    parts = []
    for ids, word in offers:
        names = [
            id_[1:] if id_.startswith("=") else _key(BY_ID[id_], keymap, typing=typing) for id_ in ids.split()
        ]
        if all(names):
            parts.append(" ".join([*names, word]))
    while len(parts) > 1 and cell_len(", ".join(parts)) > room:
        del parts[-2]
    return ", ".join(parts).replace("[", r"\[")
