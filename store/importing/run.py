"""Files into the archive, batch by batch: each batch is one transaction, and notes how far it came.

So an import that is stopped goes on where it was, one that is run again adds nothing twice, and memory holds
one batch, however long the files are.
"""

from __future__ import annotations

import gc
import json
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from store.archive.bulk import BulkQuote
from store.archive.errors import CorrectionError
from store.archive.reader import Mark
from store.archive.writer import Archive
from store.importing import own, quotebank
from store.importing.lines import Line, Lines, SourceError
from store.text import storable

Format = Literal["quotebank", "onrecord"]

BATCH = 20_000
"""Quotes written in one transaction."""

ARTICLES = 200
"""Articles written in one transaction."""

_TOLD = 10


@dataclass(slots=True)
class Report:
    """What an import has come to so far."""

    name: str = ""
    """The file being read."""
    position: int = 0
    size: int = 0
    """Bytes of it read, and to read; 0 where that is not known."""
    quotes: int = 0
    """New quotes; those that the archive had are not counted."""
    articles: int = 0
    known: int = 0
    """Quotes and articles that the archive had."""
    unread: int = 0
    """Lines that made no sense."""
    problems: list[str] = field(default_factory=list)
    """The first of them, and files that could not be read to their end, as sentences."""
    passed_over: Counter[str] = field(default_factory=Counter)
    """Lines of types that an import does not take in."""

    def complain(self, name: str, line: Line, what: str) -> None:
        """Note a line that made no sense."""
        self.unread += 1
        if self.unread <= _TOLD:
            self.problems.append(f"{name}, line {line.number}: {what}.")


def run(
    archive: Archive,
    names: Iterable[str],
    format_: Format,
    *,
    report: Callable[[Report], None] = lambda _: None,
    batch: int = BATCH,
) -> Report:
    """Import the files `names` ("-" is standard input); `report` is called after each batch.

    Raises `store.archive.errors.ArchiveError`. Files that cannot be read are told in the result.
    """
    done = Report()
    importer = _Import(archive, format_, done, report, batch)
    with _no_collecting():
        for name in names:
            try:
                importer.file(Lines(name))
            except SourceError as error:
                done.problems.append(str(error))
                done.unread += 1
        archive.optimize()
    return done


@contextmanager
def _no_collecting() -> Iterator[None]:
    """What an import makes of its lines holds no cycles: looking for some takes a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


# As an escape, half of a pair or whole, or raw; and the zero character.
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]|\\u0000")
_decoded = json.JSONDecoder().decode
# json.loads looks for the encoding of each line anew.


def _record(text: bytes) -> Any:
    """What a line says, without what SQLite cannot store. Raises `ValueError`."""
    record = _decoded(text.removeprefix(BOM_UTF8).decode("utf-8", "surrogatepass"))
    # Few lines have an escape or a letter that could be half of a pair, which is soon seen.
    if (b"\\u" in text or b"\xed" in text) and _SURROGATE.search(text):
        return _storable(record)
    return record


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return {key: _storable(item) for key, item in value.items()} if isinstance(value, dict) else value


class _Import:
    def __init__(
        self, archive: Archive, format_: Format, done: Report, report: Callable[[Report], None], batch: int
    ) -> None:
        self._archive = archive
        self._format = format_
        self._done = done
        self._report = report
        self._batch = batch

    def file(self, lines: Lines) -> None:
        """Import one file, from where an earlier import of it stopped."""
        mark = lines.fingerprint()
        key = f"import:{self._format}:{mark}" if mark else ""
        reached = int(self._archive.noted(key) or 0) if key else 0
        self._done.name, self._done.size, self._done.position = lines.name, lines.size, 0
        pending: list[tuple[Line, Any]] = []
        waiting = 0
        try:
            for line in lines:
                if line.number <= reached or not line.text.strip():
                    continue
                if (record := self._read(lines.name, line)) is not None:
                    pending.append((line, record))
                    waiting += self._weight(record)
                if waiting >= self._batch:
                    self._write(lines, pending, key)
                    pending, waiting = [], 0
        finally:
            # What was read before a file broke off is whole lines.
            if pending:
                self._write(lines, pending, key)

    def _weight(self, record: Any) -> int:
        """How much of a batch a record is: an article with its quotes is many quotes."""
        is_article = self._format == "onrecord" and record[0] == "article"
        return max(1, self._batch // ARTICLES) if is_article else 1

    def _read(self, name: str, line: Line) -> Any:
        try:
            record = _record(line.text)
            return quotebank.read(record) if self._format == "quotebank" else (own.kind_of(record), record)
        except (ValueError, RecursionError) as error:
            # A decoding fault names bytes, not what to do.
            told = "not JSON" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else str(error)
            self._done.complain(name, line, told)
            return None

    def _write(self, lines: Lines, pending: list[tuple[Line, Any]], key: str) -> None:
        last = pending[-1][0]
        with self._archive.transaction():
            if self._format == "quotebank":
                self._quotes([quote for _, quote in pending])
            else:
                self._own(lines.name, pending)
            if key:
                self._archive.note(key, str(last.number))
        self._done.position = lines.position
        self._report(self._done)

    def _quotes(self, quotes: list[BulkQuote]) -> None:
        added = self._archive.add_bulk(quotes)
        self._done.quotes += added
        self._done.known += len(quotes) - added

    def _own(self, name: str, pending: list[tuple[Line, Any]]) -> None:
        quotes: list[BulkQuote] = []
        for line, (kind, record) in pending:
            try:
                if kind == "quote":
                    quotes.append(own.quote(record))
                elif kind == "article":
                    self._article(record)
                else:
                    self._personal(kind, record)
            except ValueError as error:
                self._done.complain(name, line, str(error))
        if quotes:
            self._quotes(quotes)

    def _article(self, record: dict[str, Any]) -> None:
        article, extraction, extractor = own.article(record)
        if self._archive.add_article(article, extraction, extractor=extractor):
            self._done.articles += 1
            self._done.quotes += len(extraction.quotes)
        else:
            self._done.known += 1

    def _personal(self, kind: str, record: dict[str, Any]) -> None:
        """What a person kept: marks, what was read, saved searches."""
        if kind == "mark" and isinstance(record.get("quote"), str):
            self._mark(record)
        elif kind == "correction" and isinstance(record.get("detail"), dict):
            self._correction(record)
        elif kind == "seen" and isinstance(record.get("quote"), str):
            self._archive.set_seen([record["quote"]])
        elif kind == "saved_search" and record.get("name"):
            self._archive.save_search(str(record["name"]), str(record.get("query", "")))
        elif kind not in ("onrecord", "end"):
            self._done.passed_over[kind] += 1

    def _mark(self, record: dict[str, Any]) -> None:
        uid, note, at = record["quote"], str(record.get("note") or ""), record.get("at")
        if isinstance(record.get("position"), int) and isinstance(at, str):
            self._archive.restore_mark(Mark(uid, record["position"], note, at))
        else:
            self._archive.mark(uid, note)

    def _correction(self, record: dict[str, Any]) -> None:
        try:
            self._archive.take_over(
                str(record.get("action")),
                record["detail"],
                article=str(record.get("article") or ""),
                at=str(record.get("at") or ""),
                undone=str(record["undone"]) if record.get("undone") else None,
            )
        except CorrectionError as error:
            raise ValueError(str(error)) from error
