"""Text as a terminal may see it: safe, measured in cells, cut and wrapped.

Articles are data that strangers wrote. What reaches the screen passes `clean`, so that nothing in an
article can move the cursor, change colours, reverse the line, or be as wide as only some terminals think.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from rich.cells import cell_len, get_character_cell_size

from store.quote import Span


class _Shown(dict[int, str | int | None]):
    """What `str.translate` makes of each character, worked out when it is first met.

    A pattern of all these ranges costs more to compile than the rest of a start's text takes.
    """

    _BREAKS = frozenset(map(ord, "\t\n\v\f\r\x85\u2028\u2029"))
    _GONE = (
        (0x00, 0x1F), (0x7F, 0x9F),  # control characters
        (0xAD, 0xAD), (0x180E, 0x180E), (0x200B, 0x200D), (0x2060, 0x2065), (0xFEFF, 0xFEFF),  # not seen
        (0x61C, 0x61C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x206F),  # what reorders a line
        # What changes the width of its neighbours: a joiner, a variation selector or a skin tone is two cells
        # in one terminal and six in another.
        (0xFE00, 0xFE0F), (0x1F3FB, 0x1F3FF), (0xE0100, 0xE01EF),
        (0xFFF9, 0xFFFB), (0xE0000, 0xE00FF),  # annotations and tags
        (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xF0000, 0x10FFFF),  # lone surrogates, private use
    )  # fmt: skip
    _FLAG_A, _FLAG_Z = 0x1F1E6, 0x1F1FF

    def __missing__(self, code: int) -> str | int | None:
        shown: str | int | None = code
        if code in self._BREAKS:
            shown = " "
        elif self._FLAG_A <= code <= self._FLAG_Z:
            shown = chr(code - self._FLAG_A + ord("A"))
        elif any(first <= code <= last for first, last in self._GONE):
            shown = None
        self[code] = shown
        return shown


_SHOWN = _Shown()
_MARKS = "".join(
    chr(code)
    for first, last in ((0x300, 0x36F), (0x483, 0x489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF))
    for code in range(first, last + 1)
)
"""Combining marks."""
_COMBINING = frozenset(_MARKS)


@cache
def _pile() -> re.Pattern[str]:
    return re.compile(f"([{_MARKS}]{{3}})[{_MARKS}]+")


def clean(text: str) -> str:
    """`text` without anything that could steer the terminal or make its width uncertain.

    Line breaks and tabs become spaces; control, bidirectional-override, zero-width and tag characters,
    lone surrogates and private-use characters go; flags become their letters; piles of combining marks
    are cut to three.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = text.translate(_SHOWN)
    return shown if _COMBINING.isdisjoint(shown) else _pile().sub(r"\1", shown)


_ASCII = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "~",
        "·": "-",
        "•": "*",
        "\u00a0": " ",
        "\u202f": " ",
        "\U0001f50e": "/ ",
        **dict.fromkeys("─━▔▁", "-"),
        **dict.fromkeys("│┃▏▕", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛", "+"),
    }
)


@lru_cache(4096)
def asciify(text: str) -> str:
    """Cleaned `text` in ASCII, as wide as before: accents dropped, what has no likeness shown as `?`."""
    if text.isascii():
        return text
    return "".join(_ascii_letter(character) for character in text.translate(_ASCII))


def _ascii_letter(character: str) -> str:
    if character.isascii():
        return character
    width = get_character_cell_size(character)
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain if len(plain) == width else "?" * width


def fit(text: str, width: int, *, right: bool = False, ellipsis: str = "…") -> str:
    """Cleaned `text` cut or padded to exactly `width` cells; `right` pads on the left."""
    if width <= 0:
        return ""
    size = cell_len(text)
    if size > width:
        text = cut(text, width - 1) + ellipsis
        size = cell_len(text)
    padding = " " * (width - size)
    return padding + text if right else text + padding


def cut(text: str, width: int) -> str:
    """The longest beginning of cleaned `text` of at most `width` cells, never half a wide character."""
    if text.isascii():
        return text[: max(0, width)]
    used = 0
    for index, character in enumerate(text):
        used += get_character_cell_size(character)
        if used > width:
            return text[:index]
    return text


_SPACED = re.compile(r"\S+")
_FIRST_WIDE = "\u2e80"
_WIDE = "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\U0001f300-\U0003fffd"


@cache
def _ideograph_or_word() -> re.Pattern[str]:
    # Ten times as much work to make as any other pattern here: only where there is something for it.
    return re.compile(f"[{_WIDE}]|[^\\s{_WIDE}]+")


def _words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words of `text[start:end]`, or single ideographs: scripts without spaces may break after each."""
    wide = not text.isascii() and max(text[start:end], default="") >= _FIRST_WIDE
    return (_ideograph_or_word() if wide else _SPACED).finditer(text, start, end)


def wrap(text: str, width: int, start: int = 0, end: int | None = None) -> list[Span]:
    """The lines of `text[start:end]` (one paragraph) at `width` cells, as `[start, end)` offsets.

    Offsets count characters of `text` as it is; widths are of what `clean` leaves of it.
    A paragraph without a word is one empty line; no line is narrower than one cell.
    """
    end, width = len(text) if end is None else end, max(1, width)
    if _narrow().fullmatch(text, start, end):
        return _wrap_narrow(text, width, start, end)
    lines: list[Span] = []
    line_start = line_end = start
    used = 0
    begun = False
    for match in _words(text, start, end):
        word_start, word_end = match.span()
        size = cell_len(clean(match.group()))
        gap = cell_len(clean(text[line_end:word_start])) if begun else 0
        if begun and used + gap + size > width:
            lines.append((line_start, line_end))
            used = gap = 0
            begun = False
        if not begun:
            line_start = word_start
            begun = True
        if size > width:
            pieces = _pieces(text, word_start, word_end, width)
            lines.extend(pieces[:-1])
            line_start, word_end = pieces[-1]
            size = cell_len(clean(text[line_start:word_end]))
        used += gap + size
        line_end = word_end
    if begun or not lines:
        lines.append((line_start, line_end))
    return lines


@cache
def _narrow() -> re.Pattern[str]:
    """Text of which each character is one cell, and only the space is one: nearly all there is in Latin."""
    return re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]*")


def _wrap_narrow(text: str, width: int, start: int, end: int) -> list[Span]:
    """`wrap` without looking at each word."""
    lines: list[Span] = []
    at = start
    while True:
        while at < end and text[at] == " ":
            at += 1
        if at >= end:
            return lines or [(start, start)]
        stop = end if end - at <= width else text.rfind(" ", at, at + width + 1)
        # A word wider than the line is broken.
        at, begun = (stop, at) if stop >= 0 else (at + width, at)
        stop = at
        while text[stop - 1] == " ":
            stop -= 1
        lines.append((begun, stop))


def _pieces(text: str, start: int, end: int, width: int) -> list[Span]:
    """A word wider than the line, in pieces of at most `width` cells."""
    pieces: list[Span] = []
    used = 0
    piece = start
    for index in range(start, end):
        size = cell_len(clean(text[index]))
        if used and used + size > width:
            pieces.append((piece, index))
            piece, used = index, 0
        used += size
    pieces.append((piece, end))
    return pieces


_PARAGRAPH = re.compile(r"[^\n\u2028\u2029]+")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of an article (its non-empty lines) as `[start, end)` offsets."""
    return [match.span() for match in _PARAGRAPH.finditer(text) if not match.group().isspace()]
