"""What the network reads: word pieces, each with a shape, a quotation state and its offsets.

The pieces are lower-cased and every glyph of quotation is made plain, so that a corpus with one style of
marks teaches all of them; what that loses comes back as two small features a piece: the shape of its word,
and whether it opens, closes or stands inside a quotation according to the quote-mark machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from store.records import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

PART, AT_ONCE = 8192, 64
"""Characters that are cut into pieces in one go, and how many such parts at a time."""

_DOUBLE = "“”„‟«»〝〞＂″"
_SINGLE = "‘’‚‛‹›`´′"
_MARKS = frozenset(_DOUBLE + _SINGLE + "\"'")
_PLAIN = {ord(c): '"' for c in _DOUBLE} | {ord(c): "'" for c in _SINGLE}
_LONE = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no encoding of characters has."""
_WORD = re.compile(r"\w+|[^\w\s]")
_OUTSIDE, _INSIDE, _OPENING, _CLOSING = range(4)
_OTHER = 7


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text: parallel arrays with one entry a piece."""

    ids: Ints
    starts: Ints
    """Where the piece begins, in characters of the text."""
    ends: Ints
    shapes: Ints
    """0…8, see `shape`."""
    states: Ints
    """0 outside quotation marks, 1 inside, 2 an opening mark, 3 a closing one."""
    paragraphs: Ints
    """Index of the paragraph."""
    joined: NDArray[np.bool_]
    """The piece continues the word of the one before."""


def shape(word: str) -> int:
    """The class of a word (or single mark): 1 lower case, 2 Capitalised, 3 CAPITALS, 4 mIxed, 5 with a digit,
    6 quotation mark, 8 sentence end, 7 anything else."""
    first = word[0]
    if first.isalpha():
        if word.islower():
            return 1
        if len(word) > 1 and word.isupper():
            return 3
        return 2 if first.isupper() and (len(word) == 1 or word[1:].islower()) else 4
    if any(c.isdigit() for c in word):
        return 5
    if first in _MARKS:
        return 6
    return 8 if first in ".!?…" else _OTHER


def pieces(tokenizer: Tokenizer, text: str, paragraphs: Sequence[Span], quoted: Sequence[Span]) -> Pieces:
    """Cut `text` into word pieces with their features.

    Args:
        tokenizer: lower-casing, without special tokens, truncation and padding.
        text: the article.
        paragraphs: the blocks of it to read, in order.
        quoted: what stands between the outermost quotation marks, the marks left out.
    """
    plain, opening, closing = _canonical(text, quoted)
    state = np.full(len(text) + 1, _OUTSIDE, np.int64)
    for start, end in quoted:
        state[start:end] = _INSIDE
    state[opening] = _OPENING
    state[closing] = _CLOSING
    ids: list[Ints] = [np.zeros(0, np.int64)]
    offsets: list[Ints] = [np.zeros((0, 2), np.int64)]
    index: list[Ints] = [np.zeros(0, np.int64)]
    parts = [part for n, (start, end) in enumerate(paragraphs) for part in _parts(plain, n, start, end)]
    for at in range(0, len(parts), AT_ONCE):
        some = parts[at : at + AT_ONCE]
        codes = tokenizer.encode_batch([plain[s:e] for _, s, e in some], add_special_tokens=False)
        for (paragraph, base, _), code in zip(some, codes, strict=True):
            if code.ids:
                ids.append(np.array(code.ids, np.int64))
                offsets.append(np.array(code.offsets, np.int64) + base)
                index.append(np.full(len(code.ids), paragraph, np.int64))
    starts, ends = np.concatenate(offsets).T
    letters = np.fromiter(map(str.isalnum, text), np.bool_, len(text))
    joined = np.zeros(len(starts), np.bool_)
    joined[1:] = (starts[1:] == ends[:-1]) & letters[starts[1:]] & letters[ends[:-1] - 1]
    shapes = _shapes(text)[starts]
    return Pieces(np.concatenate(ids), starts, ends, shapes, state[starts], np.concatenate(index), joined)


def _parts(text: str, paragraph: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The paragraph in parts that end at a blank: the tokenizer keeps a lot for each piece it cuts."""
    while end - start > PART:
        blank = text.rfind(" ", start + PART // 2, start + PART)
        cut = blank if blank > 0 else start + PART
        yield paragraph, start, cut
        start = cut
    yield paragraph, start, end


def _canonical(text: str, quoted: Sequence[Span]) -> tuple[str, list[int], list[int]]:
    """The text with plain marks, of the same length, and where the quotations' own marks stand."""
    chars = list(_LONE.sub("\ufffd", text.translate(_PLAIN)))
    opening = [at for start, _ in quoted if (at := _mark(text, start - 1, -1)) >= 0]
    closing = [at for _, end in quoted if (at := _mark(text, end, 1)) >= 0]
    for at in (*opening, *closing):
        chars[at] = '"'
    return "".join(chars), opening, closing


def _mark(text: str, at: int, step: int) -> int:
    """The mark at `at`, or one blank further; -1 where there is none."""
    if 0 <= at < len(text) and text[at].isspace():
        at += step
    return at if 0 <= at < len(text) and text[at] in _MARKS else -1


def _shapes(text: str) -> Ints:
    """The shape of the word that each character stands in."""
    known: dict[str, int] = {}
    values, firsts = [_OTHER], [0]
    for match in _WORD.finditer(text):
        word = match.group()
        value = known.get(word)
        if value is None:
            value = known[word] = shape(word)
        values.append(value)
        firsts.append(match.start())
    ends = np.array([*firsts[1:], len(text)], np.int64)
    return np.repeat(np.array(values, np.int64), ends - np.array(firsts, np.int64))
