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

_BREAKS = dict.fromkeys("\t\n\v\f\r\x85\u2028\u2029", " ")
# What reorders a line (embeddings, overrides, isolates, marks), what no reader sees (zero-width and tag
# characters, the soft hyphen, the byte-order mark), and what changes the width of its neighbours: a joiner, a
# variation selector or a skin tone is two cells in one terminal and six in another.
_GONE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_FLAGS = {0x1F1E6 + index: chr(ord("A") + index) for index in range(26)}
_TABLE = str.maketrans({**_BREAKS, **{chr(code): letter for code, letter in _FLAGS.items()}})
_PILE = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})"
                   "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")  # fmt: skip


def clean(text: str) -> str:
    """`text` without anything that could steer the terminal or make its width uncertain.

    Line breaks and tabs become spaces; control, bidirectional-override, zero-width and tag characters,
    lone surrogates and private-use characters go; flags become their letters; piles of combining marks
    are cut to three.
    """
    if text.isascii() and text.isprintable():
        return text
    return _PILE.sub(r"\1", _GONE.sub("", text.translate(_TABLE)))


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
    A paragraph without a word is one empty line.
    """
    end = len(text) if end is None else end
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
