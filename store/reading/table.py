"""JSONL, JSON and CSV: an article a row, its fields from columns that are mapped or have the usual names."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from store.reading import feed
from store.reading.dates import day
from store.reading.markup import text_of
from store.reading.source import LINE_LIMIT, ReadingError, Source, refuse
from store.records import Article

FIELDS: Mapping[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "text": "text body content article full_text fulltext article_text maintext story",
        "title": "title headline heading name",
        "published": "published date published_at publish_date pub_date date_published publication_date"
        " publishedat pubdate datetime timestamp created_at",
        "outlet": "outlet source publisher publication newspaper site sitename source_name domain",
        "url": "url link web_url href address permalink",
        "author": "author authors byline creator",
        "language": "language lang",
    }.items()
}
"""An article's fields to the names of the columns they are looked for in, the likeliest first."""


_LOOKED_AT = 100
"""Lines of which one must be an object where a file of JSON lines begins with a broken one."""


def read_csv(source: Source) -> Iterator[Article]:
    """An article a row. Raises `ReadingError` when no column holds text."""
    csv.field_size_limit(LINE_LIMIT)
    encoded = _recoded(source)
    head = encoded.peek(8192)[:8192].decode("utf-8", "ignore")
    rows = csv.DictReader(
        io.TextIOWrapper(encoded, "utf-8-sig", "replace", newline=""), dialect=_dialect(head)
    )
    try:
        yield from _articles(rows, source)
    except csv.Error as error:
        raise ReadingError(f"{source.name}, line {rows.line_num}, is no CSV: {error}.") from error


def read_json(source: Source) -> Iterator[Article]:
    """An article an object: one a line, or in one array, or a JSON Feed.

    Raises `ReadingError` where it is no JSON, and when no key holds text.
    """
    first = source.stream.readline(LINE_LIMIT)
    try:
        value = json.loads(first)
    except ValueError:
        # The first line is no whole value: the file is one, or the line is broken.
        data = first + source.read()
        try:
            value = json.loads(data)
        except (ValueError, RecursionError) as error:
            if not any(_object(line) for line in data.splitlines()[:_LOOKED_AT]):
                raise ReadingError(f"{source.name} is neither JSON nor JSON lines: {error}.") from error
            yield from _by_line(b"", replace(source, stream=io.BytesIO(data)))
        else:
            yield from _value(value, data, source)
        return
    except RecursionError:
        value = None
    if isinstance(value, list) or feed.is_json_feed(value):
        yield from _value(value, first, source)
    else:
        yield from _by_line(first, source)


def _value(value: Any, data: bytes, source: Source) -> Iterator[Article]:
    if feed.is_json_feed(value):
        yield from (entry.article for entry in feed.parse(data, source).entries if entry.article.text)
    else:
        yield from _articles(_objects(value if isinstance(value, list) else [value], source), source)


def _by_line(first: bytes, source: Source) -> Iterator[Article]:
    """The articles of `first`, a line read already, and of those that follow; then lines that are none."""
    problems: list[str] = []
    yield from _articles(_lines(first, source, problems), source)
    refuse(problems)


def _lines(first: bytes, source: Source, problems: list[str]) -> Iterator[dict[str, Any]]:
    number = 0
    while line := first or source.stream.readline(LINE_LIMIT):
        first = b""
        number += 1
        if found := _object(line):
            yield found
        elif line.strip():
            problems.append(f"{source.name}, line {number}, is no JSON object: passed over.")


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _objects(values: Iterable[Any], source: Source) -> Iterator[dict[str, Any]]:
    for value in values:
        if not isinstance(value, dict):
            raise ReadingError(f"{source.name} holds a {type(value).__name__} where an object should be.")
        yield value


def _articles(rows: Iterable[Mapping[str, Any]], source: Source) -> Iterator[Article]:
    columns: dict[str, str] | None = None
    for number, row in enumerate(rows, 1):
        if columns is None or columns["text"] not in row:
            columns = _columns(row, source)
        text = _string(row.get(columns["text"]))
        if "</p>" in text or "<br" in text:
            text = text_of(text)
        if not text.strip():
            continue
        values = {field: _string(row.get(column)) for field, column in columns.items()}
        stated = values.get("published", "").strip()
        published = day(stated)
        note = f"its date was not understood: {stated[:40]}" if stated and not published else ""
        yield Article(
            text=text,
            title=" ".join(values.get("title", "").split()),
            published=published,
            outlet=values.get("outlet") or source.outlet,
            url=values.get("url") or source.url,
            author=values.get("author", ""),
            language=values.get("language", "")[:2].lower(),
            origin=f"{source.name}#{number}",
            notes=(note,) if note else (),
        )


def _columns(row: Mapping[str, Any], source: Source) -> dict[str, str]:
    unknown = set(source.columns) - set(FIELDS)
    if unknown:
        raise ReadingError(f"There is no field {sorted(unknown)[0]}: map one of {', '.join(FIELDS)}.")
    missing = [column for column in source.columns.values() if column not in row]
    if missing:
        raise ReadingError(f"{source.name} has no column {missing[0]}: it has {_names(row)}.")
    lowered = {
        str(name).strip().lower().replace(" ", "_"): name for name in reversed(list(row)) if name is not None
    }
    found = {}
    for field, names in FIELDS.items():
        column = source.columns.get(field) or next((lowered[name] for name in names if name in lowered), None)
        if column:
            found[field] = column
    if "text" not in found:
        raise ReadingError(
            f"{source.name} has no column of text: name it with `--column text=…`, of {_names(row)}."
        )
    return found


def _names(row: Mapping[str, Any]) -> str:
    return ", ".join(str(name) for name in row if name is not None)


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


def _recoded(source: Source) -> io.BufferedReader[Any]:
    stream: Any = source.stream
    buffered: io.BufferedReader[Any] = (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, 65536)
    )
    head = buffered.peek(65536)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf8(buffered, "utf-16")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _utf8(buffered, "cp1252")
    return buffered


def _utf8(stream: io.BufferedReader[Any], encoding: str) -> io.BufferedReader[Any]:
    whole: Any = io.BytesIO(stream.read().decode(encoding, "replace").encode())
    return io.BufferedReader(whole)
