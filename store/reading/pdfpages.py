"""What stands where on the pages of a PDF file, by PDFium: the library that shows PDF in Chromium.

PDFium is machine code and the files come from anybody: `store.reading.pdf` has this done in a process apart.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median
from typing import Any
from unicodedata import east_asian_width

import pypdfium2
import pypdfium2.raw as pdfium

from store.reading.apart import serve
from store.reading.layout import Line, PageLines
from store.reading.pdfrepair import with_page_tree

PAGES_LIMIT = 5_000
CHARACTERS_LIMIT = 64 * 1024 * 1024

_COLUMN = 4
"""Pieces of text that begin at one place, far into the page, before that place is a column's edge."""

_GAP = 1.0
"""Heights of a letter that part two pieces of a line: more than between words, but for a line that is
stretched.
"""

_WORD = re.compile(r"\S{2,}")

_NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
"""What stands for glyphs of which the font does not tell the letter."""

_MANY = 0.1
"""The share of such characters from which on a page cannot be read."""

_SPACE = 0.1
"""Heights of a letter that are room for a space; most are a quarter of one, but letters may lean over it."""

_END = re.compile(r"\r\n|[\r\n\x02\ufffe]")
"""Ends of lines as PDFium tells them; U+0002 where a hyphen breaks a word."""

_MARK = re.compile(r"(?<![\w*†‡§])[*†‡§]{1,3}(?!\w)|(?<!\d)\d{1,3}(?!\w)")
"""What may be the mark of a footnote."""

# Fonts that TeX draws dot by dot name no letters: what would be control characters is its encoding T1.
_CORK = dict(zip(range(0x10, 0x17), "“”„«»–—", strict=True)) | dict(
    zip(range(0x1B, 0x20), ("ff", "fi", "fl", "ffi", "ffl"), strict=True)
)


@dataclass(frozen=True, slots=True)
class Contents:
    """A PDF file's pages, and what it says of itself."""

    pages: list[PageLines]
    title: str = ""
    author: str = ""
    left_out: int = 0
    """Pages at its end beyond what is read."""
    cut: bool = False
    """Whether it breaks off, so that pages may be missing."""
    unreadable: int = 0
    """Pages of which fonts do not tell the letters, or are missing."""


_TOLD = ("title", "author", "left_out", "cut", "unreadable")


class ProtectedError(Exception):
    """The file opens with a password only."""


class DamagedError(Exception):
    """PDFium makes nothing of the file."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of one line as far as no gap parts it, in points as the page is seen."""

    text: str
    x: float
    end: float
    y: float
    size: float


def answer(data: bytes) -> dict[str, Any]:
    """`contents` as JSON has it, or the `problem` as what a sentence ends with."""
    try:
        found = contents(data)
    except ProtectedError:
        return {"problem": "is protected by a password"}
    except DamagedError:
        return {"problem": "is damaged, or no PDF file"}
    pages = [
        ([(line.x, line.y, line.size, line.text) for line in page.lines], page.width) for page in found.pages
    ]
    return {**{name: getattr(found, name) for name in _TOLD}, "pages": pages}


def contents(data: bytes) -> Contents:
    """Raises `ProtectedError` or `DamagedError`."""
    cut = False
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ProtectedError from error
        document, cut = _mended(data), True
    pages: list[PageLines] = []
    characters = unreadable = 0
    for number in range(len(document)):
        if number >= PAGES_LIMIT or characters > CHARACTERS_LIMIT:
            break
        page = _page(document, number)
        text = "".join(line.text for line in page.lines)
        if len(_NO_LETTER.findall(text)) > _MANY * len(text):
            page = PageLines([], page.width)
            unreadable += 1
        pages.append(page)
        characters += len(text)
    title, author = (document.get_metadata_value(key) for key in ("Title", "Author"))
    return Contents(pages, title, author, len(document) - len(pages), cut, unreadable)


def _mended(data: bytes) -> pypdfium2.PdfDocument:
    mended = with_page_tree(data)
    if mended is None:
        raise DamagedError
    try:
        return pypdfium2.PdfDocument(mended)
    except pypdfium2.PdfiumError as error:
        raise DamagedError from error


def _page(document: pypdfium2.PdfDocument, number: int) -> PageLines:
    """The lines of one page; none where it is damaged, which costs no other."""
    try:
        page = document[number]
        letters = _Letters(page)
        upright = round(letters.angle / (math.pi / 2)) * 90 % 360
        if upright != page.get_rotation():
            # PDFium orders words as the page is shown.
            page.set_rotation(upright)
            letters = _Letters(page)
    except pypdfium2.PdfiumError:
        return PageLines([], 0)
    width = page.get_width()
    return PageLines(_lines(list(letters.pieces()), width), width)


def _lines(pieces: list[_Piece], width: float) -> list[Line]:
    """Pieces put together again but at the edges of columns."""
    starts = Counter(round(piece.x) for piece in pieces if len(piece.text) > 2)
    edges = {x for x, count in starts.items() if count >= _COLUMN and x > 0.25 * width}
    lines: list[Line] = []
    last: _Piece | None = None
    for piece in pieces:
        if not piece.text.strip():
            continue
        beside = last is not None and abs(last.y - piece.y) < 0.4 * max(last.size, piece.size)
        if last and beside and piece.x > last.x and round(piece.x) not in edges - {round(lines[-1].x)}:
            space = " " if piece.x - last.end > 0.15 * piece.size else ""
            size = max(lines[-1].size, piece.size)
            lines[-1] = Line(lines[-1].x, lines[-1].y, size, lines[-1].text + space + piece.text)
        else:
            lines.append(Line(piece.x, piece.y, piece.size, piece.text))
        last = piece
    return lines


class _Letters:
    """The characters of a page, one by one as PDFium numbers them.

    Places are told with the page turned so that most of its text is upright.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        text_page = self._page = page.get_textpage()
        self._raw = text_page.raw
        count, code = text_page.count_chars(), pdfium.FPDFText_GetUnicode
        self.text = text_page.get_text_range()
        if len(self.text) != count:
            # What has no letter is left out there, and what is beyond 16 bits is cut.
            self.text = "".join([chr(code(self._raw, at)) for at in range(count)])
        self._point = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()
        self.angle = self._angle()
        self._across, self._along = math.cos(self.angle), math.sin(self.angle)
        left, bottom, right, top = page.get_bbox()
        corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
        self._left = min(x * self._across + y * self._along for x, y in corners)

    def _angle(self) -> float:
        """The angle in which most lines run."""
        angles: Counter[float] = Counter()
        for begin in re.finditer(r"(?<![^\r\n])\w", self.text):
            if pdfium.FPDFText_GetMatrix(self._raw, begin.start(), self._matrix):
                angles[round(math.atan2(self._matrix.b, self._matrix.a), 2)] += 1
        return angles.most_common(1)[0][0] if angles else 0.0

    def pieces(self) -> Iterator[_Piece]:
        """The page's text in the file's order, parted where lines end and where gaps are."""
        begin = 0
        for end in _END.finditer(self.text + "\n"):
            at = begin
            for space in re.finditer(" +", self.text[begin : end.start()]):
                before, after = begin + space.start() - 1, begin + space.end()
                if before < at or after >= end.start():
                    continue
                if self._is_gap(before, after):
                    yield self._piece(at, before + 1)
                    at = after
            if self.text[at : end.start()].strip():
                yield self._piece(at, end.start(), broken=end[0] in "\x02\ufffe")
            begin = end.end()

    def _is_gap(self, before: int, after: int) -> bool:
        # Spaces that the file itself has are as wide as its font makes them.
        if pdfium.FPDFText_IsGenerated(self._raw, after - 1) != 1:
            return False
        return self._place(after)[0] - self._loose(before)[1] > _GAP * self._size(before)

    def _piece(self, start: int, end: int, *, broken: bool = False) -> _Piece:
        while start < end - 1 and self.text[start] == " ":
            start += 1
        x, y = self._place(start)
        # The letter that an article begins with may be larger than its line.
        second = start + 1 if self.text[start + 1 : end][:1].strip() else start
        size = min(self._size(start), self._size(second))
        text = self._words(start, end).translate(_CORK)
        # Outside of the Basic Multilingual Plane, a character may come as two.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return _Piece(text + "-" * broken, x, self._loose(end - 1)[1], y, size)

    def _words(self, start: int, end: int) -> str:
        """The characters without marks of footnotes, and with the spaces that PDFium loses."""
        letters = list(self.text[start:end])
        for mark in _MARK.finditer(self.text, start, end):
            if self._is_raised(mark.start(), mark.end()):
                letters[mark.start() - start : mark.end() - start] = [""] * len(mark[0])
        for word in _WORD.finditer(self.text, start, end):
            for at in self._lost_spaces(word.start(), word.end()):
                letters[at - start] = " " + letters[at - start]
        return "".join(letters)

    def _lost_spaces(self, start: int, end: int) -> Iterator[int]:
        """Before which characters of a word there is a space.

        One that is drawn by itself has no ink: PDFium takes it for nothing where a font draws the letters
        around it closer together.
        """
        if self._drawn(start) == self._drawn(end - 1):
            return
        boxes = [self._loose(at) for at in range(start, end)]
        gaps = [after[0] - before[1] for before, after in pairwise(boxes)]
        # Letters may stand wider than their font has them, each drawn by itself.
        room = (median(gaps) if len(gaps) > 2 else 0.0) + _SPACE * self._size(start)
        for at, gap in enumerate(gaps, start + 1):
            if gap > room and not any(east_asian_width(x) in "WF" for x in self.text[at - 1 : at + 1]):
                yield at

    def _drawn(self, at: int) -> int:
        """What command of the page drew a character: a number."""
        found = pdfium.FPDFText_GetTextObject(self._raw, at)
        return ctypes.addressof(found.contents) if found else 0

    def _loose(self, at: int) -> tuple[float, float]:
        """From where to where a character reaches with the room its font gives it."""
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._raw, at, box)
        ends = self._turned(box.left, box.bottom)[0], self._turned(box.right, box.top)[0]
        return min(ends), max(ends)

    def _is_raised(self, start: int, end: int) -> bool:
        """Whether characters are small and stand above the line, beside the words they hang on."""
        size, y = self._size(start), self._place(start)[1]
        for beside in self._beside(start, end):
            other = self._size(beside)
            if other > 1.2 * size and 0.05 * other < y - self._place(beside)[1] < 0.7 * other:
                return True
        return False

    def _beside(self, start: int, end: int) -> Iterator[int]:
        """The nearest characters before and after: PDFium may end a line between a mark and its words."""
        for places in (range(start - 1, max(start - 4, -1), -1), range(end, min(end + 3, len(self.text)))):
            yield from islice((at for at in places if not self.text[at].isspace()), 1)

    def _place(self, at: int) -> tuple[float, float]:
        """Where a character begins on the page as it is seen."""
        x, y = self._point
        pdfium.FPDFText_GetCharOrigin(self._raw, at, x, y)
        return self._turned(x.value, y.value)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        return x * self._across + y * self._along - self._left, y * self._across - x * self._along

    def _size(self, at: int) -> float:
        pdfium.FPDFText_GetMatrix(self._raw, at, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d) or 1.0
        return abs(float(pdfium.FPDFText_GetFontSize(self._raw, at)) * scale) or 10.0


if __name__ == "__main__":
    serve(answer)
