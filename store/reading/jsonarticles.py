"""JSON: an article an object, one a line, in an array, one after the other, or in what an API answered."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from store.reading import feed
from store.reading.decode import as_utf8
from store.reading.source import LINE_LIMIT, ReadingError, Source, refuse
from store.reading.table import articles, has_text
from store.records import Article

_LOOKED_AT = 100
"""Lines of which one must be a value where a file of JSON lines begins with a broken one."""

_DEPTH = 3
"""Objects within an object in which articles are looked for."""

# Between values that follow one another, also in an array; RFC 7464 begins each with a record separator.
_BETWEEN = re.compile(r"[\s,\[\]\x1e]*")


def read(source: Source) -> Iterator[Article]:
    """An article an object; the entries of a JSON Feed.

    Raises `ReadingError` where it is no JSON, and when no key holds text; and, after all others are read, for
    lines that are no JSON and for a file that breaks off.
    """
    source = replace(source, stream=as_utf8(source.stream))
    first = source.stream.readline(LINE_LIMIT)
    if (value := _value(first)) is not None and not feed.is_json_feed(value):
        yield from _by_line(first, source)
        return
    # The first line is no whole value: the file is one, or the line is broken.
    data = first + source.read()
    value = _value(data)
    if feed.is_json_feed(value):
        yield from (entry.article for entry in feed.parse(data, source).entries if entry.article.text)
    elif value is not None:
        yield from articles(_objects([value], source), source)
    elif any(_value(line) is not None for line in data.splitlines()[:_LOOKED_AT] if line[:1] in b"{["):
        yield from _by_line(b"", replace(source, stream=io.BytesIO(data)))
    else:
        yield from _one_by_one(data.decode("utf-8", "replace"), source)


def _by_line(first: bytes, source: Source) -> Iterator[Article]:
    """The articles of `first`, a line read already, and of those that follow; then lines that are none."""
    problems: list[str] = []
    yield from articles(_objects(_lines(first, source, problems), source), source)
    refuse(problems)


def _lines(first: bytes, source: Source, problems: list[str]) -> Iterator[Any]:
    """The value of each line; where the first is an array of names, the others are of what they name."""
    names: list[str] = []
    number = 0
    while line := first or source.stream.readline(LINE_LIMIT):
        first = b""
        number += 1
        value = _value(line)
        flat = isinstance(value, list) and not any(isinstance(item, dict | list) for item in value)
        if flat and number == 1 and value and all(isinstance(item, str) for item in value):
            names = value
        elif flat and names:
            yield dict(zip(names, value, strict=False))
        elif isinstance(value, dict | list) and not flat:
            yield value
        elif line.strip():
            problems.append(f"{source.name}, line {number}, is no JSON object: passed over.")


def _one_by_one(text: str, source: Source) -> Iterator[Article]:
    """The articles of values that follow one another, up to where they break off."""
    problems: list[str] = []
    yield from articles(_objects(_values(text, source, problems), source), source)
    refuse(problems)


def _values(text: str, source: Source, problems: list[str]) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    at = _next(text, 0)
    found = within = False
    while at < len(text):
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            inner = text.find("[", at)
            if not found and not within and inner >= 0:
                # What an API answered, cut: its articles stand in an array.
                at, within = _next(text, inner), True
                continue
            if not found:
                raise ReadingError(f"{source.name} is neither JSON nor JSON lines: {error}.") from error
            line = text.count("\n", 0, at) + 1
            problems.append(f"{source.name} is no JSON from line {line} on: what came before was read.")
            return
        found = True
        yield value
        at = _next(text, end)
    if not found:
        raise ReadingError(f"{source.name} is neither JSON nor JSON lines.")


def _next(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    assert found is not None
    return found.end()


def _value(data: bytes) -> Any:
    """What `data` says; None where it is no JSON."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _objects(values: Iterable[Any], source: Source) -> Iterator[dict[str, Any]]:
    """The objects that are articles in `values`: themselves, in arrays, or in what an API wraps them in."""
    for value in values:
        if isinstance(value, dict):
            yield from _within(value, source, _DEPTH) or [value]
        elif isinstance(value, list):
            yield from _objects(value, source)
        else:
            raise ReadingError(f"{source.name} holds a {type(value).__name__} where an object should be.")


def _within(value: dict[str, Any], source: Source, depth: int) -> list[dict[str, Any]]:
    """The articles in an object that is one, or holds a list of some; none where it is neither."""
    if has_text(value, source):
        return [value]
    inner: list[list[dict[str, Any]]] = []
    for item in value.values():
        if isinstance(item, list):
            inner.append([one for one in item if isinstance(one, dict) and has_text(one, source)])
        elif isinstance(item, dict) and depth:
            inner.append(_within(item, source, depth - 1))
    return max(inner, key=len, default=[])
