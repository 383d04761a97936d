"""The signs the screen draws with: one set for Unicode terminals, one for ASCII."""

from __future__ import annotations

import locale
import sys
from typing import NamedTuple


class Glyphs(NamedTuple):
    """Signs with a meaning; every state has one, so that none is shown by colour alone."""

    cursor: str
    """Beside the selected row."""
    marked: str
    unread: str
    guess: str
    """Beside a speaker the extraction is not sure of."""
    corrected: str
    quote_bar: str
    """In the article's margin, along a quote."""
    current_bar: str
    """In the article's margin, along the quote the cursor is on."""
    chosen: str
    """Beside a facet that filters."""
    dot: str
    """Between facts on one line."""
    ellipsis: str
    remove: str
    rule: str
    thumb: str
    track: str
    bars: str
    """A sparkline's steps, lowest first."""
    chip_open: str
    chip_close: str
    opening: str
    closing: str
    negated: str
    arrow: str


UNICODE = Glyphs(
    cursor="▌",
    marked="◆",
    unread="•",
    guess="?",
    corrected="✎",
    quote_bar="│",
    current_bar="┃",
    chosen="✓",
    dot="·",
    ellipsis="…",
    remove="×",
    rule="─",
    thumb="┃",
    track=" ",
    bars="▁▂▃▄▅▆▇█",
    chip_open="‹",
    chip_close="›",
    opening="“",
    closing="”",
    negated="¬",
    arrow="→",
)

ASCII = Glyphs(
    cursor=">",
    marked="*",
    unread=".",
    guess="?",
    corrected="~",
    quote_bar="|",
    current_bar="#",
    chosen="x",
    dot="-",
    ellipsis="~",
    remove="x",
    rule="-",
    thumb="#",
    track=" ",
    bars="_.-=+*%#",
    chip_open="[",
    chip_close="]",
    opening='"',
    closing='"',
    negated="!",
    arrow="->",
)


SPOKEN = ASCII._replace(
    marked=" ",
    unread=" ",
    guess="",
    corrected="",
    chosen=" ",
    thumb=" ",
    ellipsis="…",
    chip_open="",
    chip_close="",
)
"""For screen readers: what a sign would say is said in words, and nothing is drawn that would be read out."""


def speaks_unicode() -> bool:
    """Whether the terminal's encoding can carry the Unicode set."""
    encoding = getattr(sys.__stdout__, "encoding", None) or locale.getpreferredencoding(False)
    return encoding.lower().replace("-", "") in ("utf8", "utf16", "utf32", "gb18030")
