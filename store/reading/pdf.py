"""PDF, by pypdf: what stands in it where; `layout` makes paragraphs of that."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from store.reading.layout import Line, PageLines, article_text
from store.reading.opening import completed
from store.reading.source import ReadingError, Source
from store.records import Article

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

PAGES_LIMIT = 5_000
CHARACTERS_LIMIT = 64 * 1024 * 1024

_COLUMN = 4
"""Pieces of text that begin at one place, far into the page, before that place is a column's edge."""

_MARK = re.compile(r"[\d*†‡§]{1,3}")

_NO_TITLE = re.compile(
    r"(?i)untitled|^microsoft |^(none|null)$|\.(docx?|odt|indd|qxd|pdf|pmd|tex|rtf)$|[/\\]\w"
)


def read(source: Source) -> Iterator[Article]:
    """One article. Raises `ReadingError` for a protected, damaged, or merely photographed document."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(source.read()))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError(f"{source.name} is protected by a password.")
        pages, notes = _pages(reader)
        information = reader.metadata
    except ImportError as error:
        # pypdf needs another library for some encryption.
        raise ReadingError(
            f"{source.name} is encrypted in a way that needs another library: {error}."
        ) from error
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
    ) as error:
        # Damaged files make the library trip in many ways; none of them may stop the other files.
        raise ReadingError(f"{source.name} is damaged, or no PDF file: {error}.") from error
    stated = " ".join((information.title or "").split()) if information else ""
    title, text = article_text(pages, "" if _NO_TITLE.search(stated) else stated)
    if not text:
        raise ReadingError(
            f"{source.name} holds no text: it may be a scan, which needs character recognition first."
        )
    article = Article(
        text=text,
        title=title,
        author=" ".join((information.author or "").split()) if information else "",
        origin=source.name,
        notes=tuple(notes),
    )
    yield completed(article, source)


def _pages(reader: PdfReader) -> tuple[list[PageLines], list[str]]:
    notes: list[str] = []
    pages: list[PageLines] = []
    characters = 0
    for number, page in enumerate(reader.pages):
        if number >= PAGES_LIMIT or characters > CHARACTERS_LIMIT:
            notes.append(f"only its first {number} pages were read")
            break
        lines = _lines(page)
        characters += sum(len(line.text) for line in lines)
        pages.append(PageLines(lines, float(page.mediabox.width)))
    return pages, notes


_Piece = tuple[float, float, float, str]
"""A place, a size, and the text that begins there."""


def _is_mark(piece: _Piece, beside: Sequence[_Piece]) -> bool:
    """Whether a piece is the mark of a footnote: a small figure, raised beside the words it hangs on."""
    _, y, size, text = piece
    return bool(_MARK.fullmatch(text.strip())) and any(
        other_size > 1.2 * size and 0.05 * other_size < y - other_y < 0.7 * other_size
        for _, other_y, other_size, _ in beside
    )


def _lines(page: PageObject) -> list[Line]:
    pieces: list[_Piece] = []

    def visit(text: str, matrix: list[float], place: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
            y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
            scale = abs(place[3] or place[0] or 1) * abs(matrix[3] or matrix[0] or 1)
            pieces.append((x, y, abs(size * scale) or 10.0, text))

    page.extract_text(visitor_text=visit)
    pieces = [
        piece for at, piece in enumerate(pieces) if not _is_mark(piece, pieces[max(0, at - 1) : at + 2])
    ]
    width = float(page.mediabox.width)
    starts: dict[int, int] = {}
    for x, _, _, text in pieces:
        # Hyphens at the ends of lines stand below one another too.
        if len(text.strip()) > 2:
            starts[round(x)] = starts.get(round(x), 0) + 1
    edges = {x for x, count in starts.items() if count >= _COLUMN and x > 0.25 * width}
    lines: list[Line] = []
    for x, y, size, text in pieces:
        last = lines[-1] if lines else None
        rows = text.strip("\n").split("\n")
        same = last is not None and abs(last.y - y) < 0.4 * max(last.size, size)
        if last is not None and same and round(x) not in edges - {round(last.x)}:
            lines[-1] = Line(last.x, last.y, max(last.size, size), last.text + rows[0])
            rows = rows[1:]
        lines += [Line(x, y, size, row) for row in rows]
    return [line for line in lines if line.text.strip()]
