"""Plain text. A leading `date YYYY-MM-DD` is the article's date and no part of its text; what else its first
lines say of it is told by `store.reading.opening`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from store.reading.decode import decode
from store.reading.opening import completed
from store.reading.source import ReadingError, Source
from store.records import Article

_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DATE = re.compile(r"\s*date\s+(\d{4})-(\d{2})-(\d{2})\s+")


def read(source: Source) -> Iterator[Article]:
    """One article. Raises `ReadingError` for what is no text at all."""
    text, note = decode(source.read(), source.charset)
    refuse_pictures(text, source)
    # The line ends of old Macs; those of Windows stay, so that offsets into the file hold.
    text = re.sub(r"\r(?!\n)", "\n", text)
    notes = (note,) if note else ()
    published, text = leading_date(text)
    yield completed(Article(text, published=published, origin=source.name, notes=notes), source)


def refuse_pictures(text: str, source: Source) -> None:
    """Raises `ReadingError` for what was decoded but is no text at all."""
    if len(_CONTROLS.findall(text)) * 50 > len(text):
        raise ReadingError(f"{source.name} holds no text, whatever its name says.")


def leading_date(text: str) -> tuple[date | None, str]:
    """The date that `text` begins with and the text after it; an impossible date is text like any other."""
    found = _DATE.match(text)
    if found:
        try:
            return date(int(found[1]), int(found[2]), int(found[3])), text[found.end() :]
        except ValueError:
            pass
    return None, text


def refuse_word97(source: Source) -> Iterator[Article]:
    """Word's former format is not read. Raises `ReadingError`, which says what to do."""
    raise ReadingError(f"{source.name} is of Word 97: save it as DOCX, PDF or HTML, and add that.")


def refuse_rtf(source: Source) -> Iterator[Article]:
    """Rich text is not read. Raises `ReadingError`, which says what to do."""
    raise ReadingError(f"{source.name} is rich text (RTF): save it as DOCX, PDF or HTML, and add that.")
