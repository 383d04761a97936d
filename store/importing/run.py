"""Files into the archive, batch by batch: a few batches are one transaction, which notes how far it came.

So an import that is stopped goes on where it was, one that is run again adds nothing twice, and memory holds
two batches, however long the files are.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from store.archive.answers import Mark
from store.archive.errors import CorrectionError
from store.archive.writer import Archive
from store.importing.lines import Lines, SourceError
from store.importing.parsing import Batch, Format, Personal, ReadArticle, not_collecting, read_ahead

__all__ = ["BATCH", "Format", "Report", "run"]

BATCH = 20_000
"""Quotes that are read and written at once."""

SECONDS = 5.0
"""How long a transaction goes on taking batches in: an import that is killed loses so much, and somebody else
who wants to write waits so long.
"""

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

    def complain(self, line: int, what: str) -> None:
        """Note a line that made no sense."""
        self.unread += 1
        if self.unread <= _TOLD:
            self.problems.append(f"{self.name}, line {line}: {what}.")

    def fail(self, problem: str) -> None:
        """Note that a file could not be read, or not to its end."""
        self.problems.append(problem)
        self.unread += 1


def run(
    archive: Archive,
    names: Iterable[str],
    format_: Format,
    *,
    report: Callable[[Report], None] = lambda _: None,
    batch: int = BATCH,
    seconds: float = SECONDS,
    jobs: int | None = None,
) -> Report:
    """Import the files `names` ("-" is standard input); `report` is called after each transaction.

    `jobs` of 1 reads in this process. Raises `store.archive.errors.ArchiveError`. Files that cannot be read
    are told in the result.
    """
    done = Report()
    importer = _Import(archive, done, report, seconds)
    with not_collecting():
        for name in names:
            try:
                importer.file(Lines(name), format_, batch, jobs)
            except SourceError as error:
                done.fail(str(error))
        archive.optimize()
    return done


class _Import:
    def __init__(
        self, archive: Archive, done: Report, report: Callable[[Report], None], seconds: float
    ) -> None:
        self._archive = archive
        self._done = done
        self._report = report
        self._seconds = seconds

    def file(self, lines: Lines, format_: Format, size: int, jobs: int | None) -> None:
        """Import one file, from where an earlier import of it stopped."""
        mark = lines.fingerprint()
        key = f"import:{format_}:{mark}" if mark else ""
        reached = int(self._archive.noted(key) or 0) if key else 0
        self._done.name, self._done.size, self._done.position = lines.name, lines.size, 0
        with closing(read_ahead(lines, format_, reached, size, jobs=jobs)) as ahead:
            while (batch := next(ahead, None)) is not None:
                self._write(batch, ahead, key)
                self._report(self._done)

    def _write(self, batch: Batch | None, ahead: Iterator[Batch], key: str) -> None:
        """Write a batch, and those that are read within the next seconds, in one transaction.

        Where quotes stand in no order of their identities each transaction changes most of that index anew.
        """
        begun = time.monotonic()
        with self._archive.transaction():
            while batch is not None:
                self._take_in(batch)
                if key and batch.last:
                    self._archive.note(key, str(batch.last))
                batch = next(ahead, None) if time.monotonic() - begun < self._seconds else None

    def _take_in(self, batch: Batch) -> None:
        for line, what in batch.unread:
            self._done.complain(line, what)
        for other in batch.others:
            if isinstance(other, ReadArticle):
                self._article(other)
            else:
                self._personal(other)
        if batch.quotes:
            added = self._archive.add_bulk(batch.quotes, batch.words)
            self._done.quotes += added
            self._done.known += len(batch.quotes) - added
        if batch.problem:
            self._done.fail(batch.problem)
        self._done.position = batch.position

    def _article(self, read: ReadArticle) -> None:
        article, extraction, extractor, added = read
        if self._archive.add_article(article, extraction, extractor=extractor, added=added):
            self._done.articles += 1
            self._done.quotes += len(read.extraction.quotes)
        else:
            self._done.known += 1

    def _personal(self, other: Personal) -> None:
        """What a person kept: marks, what was read, saved searches."""
        _, kind, record = other
        if kind == "mark" and isinstance(record.get("quote"), str):
            self._mark(record)
        elif kind == "correction" and isinstance(record.get("detail"), dict):
            self._correction(other)
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

    def _correction(self, other: Personal) -> None:
        record = other.record
        try:
            self._archive.take_over(
                str(record.get("action")),
                record["detail"],
                article=str(record.get("article") or ""),
                at=str(record.get("at") or ""),
                undone=str(record["undone"]) if record.get("undone") else None,
            )
        except CorrectionError as error:
            self._done.complain(other.line, str(error))
