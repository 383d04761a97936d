"""Quotes as CSV (RFC 4180, UTF-8): one row a quote, every column a checker needs.

Cells are verbatim, so a title that begins with "=" is one that a spreadsheet would run as a formula, and
the offsets 1-12 become the first of December: `for_spreadsheets` puts an apostrophe before such cells, as
spreadsheets expect, and a byte order mark before the file, without which Excel takes UTF-8 for something
else.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from store.export.evidence import Evidence, Heading, spans_text
from store.export.fragment import link

COLUMNS = (
    "quote", "speaker", "attributed", "role", "outlet", "published", "title", "url", "link", "kind",
    "mode", "negated", "reported_by", "on_behalf_of", "issues", "confidence", "corrected", "marked",
    "note", "occurrences", "content", "cue", "source", "context", "context_offset", "author",
    "language", "uid", "article",
)  # fmt: skip
"""Several speakers or issues are joined by "; "; offsets are `start-end`, end exclusive, in characters."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_AS_IT_STANDS = re.compile(r"\d+[-/]\d+|\d+e\d+|\d{16,}", re.I)
# A spreadsheet makes days and rounded numbers of them: of offsets, and of one hash in some thousands.


def row(item: Evidence) -> tuple[str, ...]:
    """The cells of one quote, in the order of `COLUMNS`."""
    quote = item.quote
    values = {
        "quote": item.words,
        "speaker": "; ".join(quote.speakers),
        "attributed": quote.attributed,
        "role": quote.role,
        "outlet": quote.outlet,
        "published": quote.published.isoformat() if quote.published else "",
        "title": quote.title,
        "url": quote.url,
        "link": link(item),
        "kind": quote.kind,
        "mode": quote.mode,
        "negated": str(int(quote.negated)),
        "reported_by": quote.reported_by or "",
        "on_behalf_of": quote.on_behalf_of,
        "issues": "; ".join(quote.issues),
        "confidence": f"{quote.confidence:.4g}",
        "corrected": str(int(quote.corrected)),
        "marked": str(int(quote.marked)),
        "note": item.note,
        "occurrences": str(quote.occurrences),
        "content": spans_text(quote.content),
        "cue": spans_text(quote.cue),
        "source": spans_text(quote.source),
        "context": item.context,
        "context_offset": str(item.offset) if item.context else "",
        "author": item.author,
        "language": item.language,
        "uid": quote.uid,
        "article": item.article,
    }
    return tuple(values[column] for column in COLUMNS)


def write(items: Iterable[Evidence], _heading: Heading) -> Iterator[bytes]:
    """CSV with a header row, cells verbatim."""
    return _rows(items, guarded=False)


def for_spreadsheets(items: Iterable[Evidence], _heading: Heading) -> Iterator[bytes]:
    """CSV that spreadsheets open by double-click: marked as UTF-8, no cell is taken for a formula."""
    yield b"\xef\xbb\xbf"
    yield from _rows(items, guarded=True)


def _guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) or _NOT_AS_IT_STANDS.fullmatch(cell) else cell


def _rows(items: Iterable[Evidence], *, guarded: bool) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for item in items:
        cells = row(item)
        if guarded:
            cells = tuple(map(_guarded, cells))
        writer.writerow(cells)
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()
