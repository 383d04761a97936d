"""CSV, and rows of any table: an article a row, its fields from columns that are mapped or usually named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from store.reading.dates import day
from store.reading.decode import as_utf8
from store.reading.markup import text_of
from store.reading.source import LINE_LIMIT, ReadingError, Source
from store.records import Article
from store.text import counted

FIELDS: Mapping[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "text": "text body content article full_text fulltext article_text articlebody bodytext"
        " maintext story",
        "title": "title headline heading webtitle name",
        "published": "published date published_at publish_date pub_date date_published publication_date"
        " publishedat pubdate datepublished webpublicationdate datetime timestamp created_at",
        "outlet": "outlet source publisher publication newspaper site sitename source_name domain",
        "url": "url link web_url weburl href address permalink",
        "author": "author authors byline creator",
        "language": "language lang",
    }.items()
}
"""An article's fields to the names of the columns they are looked for in, the likeliest first."""


_BEYOND = "\0"
"""Under which a row has the cells for which there is no column."""


def read_csv(source: Source) -> Iterator[Article]:
    """An article a row. Raises `ReadingError` when no column holds text."""
    csv.field_size_limit(LINE_LIMIT)
    encoded = as_utf8(source.stream)
    head = encoded.peek(8192)[:8192].decode("utf-8", "ignore")
    lines = _Lines(io.TextIOWrapper(encoded, "utf-8-sig", "replace", newline=""))
    rows = csv.DictReader(lines, restkey=_BEYOND, dialect=_dialect(head))
    try:
        yield from articles(lines.by_row(rows), source)
    except csv.Error as error:
        raise ReadingError(f"{source.name}, line {rows.line_num}, is no CSV: {error}.") from error
    named = (source.columns.get("text"), *FIELDS["text"])
    if not lines.rows and not any(_lowered(name) in named for name in rows.fieldnames or ()):
        raise ReadingError(f"{source.name} holds one row only: its first row must name the columns.")
    if lines.cut:
        raise ReadingError(f"{source.name} breaks off within its last row: what came before was read.")


class _Lines:
    """The lines of a table, and whether they end within a cell: a reader of CSV takes that for its end."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self._last = ""
        self._marks = 0
        """Quotation marks of the row that is being read."""
        self.rows = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._last = line
            self._marks += line.count('"')
            yield line

    def by_row(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        """`rows`, which are read of these lines; `cut` is about the last of them."""
        for row in rows:
            self.rows += 1
            yield row
            if not self.cut:
                self._marks = 0

    @property
    def cut(self) -> bool:
        return self._marks % 2 == 1 and not self._last.endswith(("\n", "\r"))


def has_text(row: Mapping[str, Any], source: Source) -> bool:
    """Whether one of a row's columns is that of an article's text, and holds some."""
    named = source.columns.get("text")
    return any(
        isinstance(value, str) and (name == named if named else _lowered(name) in FIELDS["text"])
        for name, value in row.items()
    )


def articles(rows: Iterable[Mapping[str, Any]], source: Source) -> Iterator[Article]:
    """An article a row that has text.

    Raises `ReadingError` where no row has a column of text, and, after all others are read, for those without
    text.
    """
    columns: dict[str, str] = {}
    keys: list[Any] = []
    without = number = 0
    lacking: ReadingError | None = None
    for number, row in enumerate(rows, 1):
        if list(row) != keys:
            try:
                columns, keys = _columns(row, source, number), list(row)
            except _NoTextError as error:
                lacking = lacking or error
                without += 1
                continue
        found = _article(row, columns, source, number)
        if found.text.strip():
            yield found
        else:
            without += any(row.values())
    if lacking and without == number:
        raise lacking
    if without:
        raise ReadingError(f"{source.name} has {counted(without, 'row')} without text.")


def _article(row: Mapping[str, Any], columns: Mapping[str, str], source: Source, number: int) -> Article:
    values = {field: _string(row.get(column)) for field, column in columns.items()}
    text = values["text"]
    stated = values.get("published", "").strip()
    published = day(stated)
    notes = [f"its date was not understood: {stated[:40]}"] if stated and not published else []
    if any(str(cell).strip() for cell in row.get(_BEYOND) or ()):
        # Commas in a text that nobody has quoted.
        notes.append("its row has more cells than there are columns: some of it may be missing")
    return Article(
        text=text_of(text) if "</p>" in text or "<br" in text else text,
        title=" ".join(values.get("title", "").split()),
        published=published,
        outlet=values.get("outlet") or source.outlet,
        url=values.get("url") or source.url,
        author=values.get("author", ""),
        language=values.get("language", "")[:2].lower(),
        origin=f"{source.name}#{number}",
        notes=tuple(notes),
    )


class _NoTextError(ReadingError):
    """A row has no column of text."""


def _columns(row: Mapping[str, Any], source: Source, number: int) -> dict[str, str]:
    """Field to column. Raises `_NoTextError` where a row has no text, `ReadingError` for a wrong map."""
    unknown = set(source.columns) - set(FIELDS)
    if unknown:
        raise ReadingError(f"There is no field {sorted(unknown)[0]}: map one of {', '.join(FIELDS)}.")
    missing = [column for column in source.columns.values() if column not in row]
    if missing and number == 1:
        raise ReadingError(f"{source.name} has no column {missing[0]}: it has {_names(row)}.")
    lowered = {_lowered(name): name for name in reversed(list(row))}
    found: dict[str, str] = {}
    for field, names in FIELDS.items():
        column = source.columns.get(field) or next((lowered[name] for name in names if name in lowered), None)
        if column and column in row:
            found[field] = column
    if "text" not in found:
        raise _NoTextError(
            f"{source.name} has no column of text: name it with `--column text=…`, of {_names(row)}."
        )
    return found


def _lowered(name: Any) -> str:
    return str(name).strip().lower().replace(" ", "_")


def _names(row: Mapping[str, Any]) -> str:
    return ", ".join(str(name) for name in row if name != _BEYOND)


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_string(part) for part in value)
    if isinstance(value, dict):
        return _string(value.get("name") or value.get("title") or "")
    return "" if value is None else str(value)


def _dialect(head: str) -> type[csv.Dialect] | str:
    first = head.split("\n", 1)[0]
    # csv.Sniffer takes letters for delimiters; a header tells by counting.
    best = max(",;\t|", key=first.count)
    if best == "," or not first.count(best):
        return csv.excel

    class Delimited(csv.excel):
        delimiter = best

    return Delimited
