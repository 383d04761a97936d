"""Lines understood, batch by batch: ahead of the writing, in a process of their own where that pays."""

from __future__ import annotations

import gc
import json
import multiprocessing
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Literal, NamedTuple

from store.archive.bulk import BulkQuote, words_of
from store.importing import own, quotebank
from store.importing.lines import LONGEST_LINE, TOO_LONG, Line, Lines, SourceError
from store.jsonlines import loads
from store.processes import default_jobs, leave_interrupts_to_parent
from store.records import Article, Extraction

Format = Literal["quotebank", "onrecord"]

ARTICLES = 200
"""Articles of a batch at most; one weighs as much as many quotes."""

WORTH_A_PROCESS = 4 << 20
"""Bytes of a file from which on a process of its own reads it."""


class ReadArticle(NamedTuple):
    """An article of an archive, and what extracted its quotes."""

    article: Article
    extraction: Extraction
    extractor: str
    added: str
    """When it came into that archive; "" where that is not told."""


class Personal(NamedTuple):
    """A line that is neither a quote nor an article."""

    line: int
    kind: str
    record: dict[str, Any]


@dataclass(slots=True)
class Batch:
    """Lines that follow one another, understood."""

    last: int = 0
    """The number of the last of them."""
    position: int = 0
    """Bytes of the file, packed as it is, that were read with them."""
    quotes: list[BulkQuote] = field(default_factory=list)
    words: dict[str, int] | None = None
    """In how many of the quotes each word stands, where it was counted."""
    others: list[ReadArticle | Personal] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    """Lines that made no sense, by their numbers, with what is wrong."""
    problem: str = ""
    """Why the file ends with this batch, though not where it should, as a sentence."""


def batches(lines: Lines, format_: Format, reached: int, size: int) -> Iterator[Batch]:
    """The lines of a file after the first `reached`, about `size` quotes at a time."""
    batch, weight = Batch(), 0
    try:
        for line in lines:
            if line.number <= reached or not line.text.strip():
                continue
            batch.last = line.number
            weight += _take(batch, line, format_, max(1, size // ARTICLES))
            if weight >= size:
                batch.position = lines.position
                yield batch
                batch, weight = Batch(), 0
    except SourceError as error:
        # What was read before a file broke off is whole lines.
        batch.problem = str(error)
    batch.position = lines.position
    if batch.last or batch.problem:
        yield batch


def _take(batch: Batch, line: Line, format_: Format, article: int) -> int:
    """Put a line into the batch; how much it weighs, when articles weigh as much as `article` quotes."""
    if line.text == TOO_LONG:
        batch.unread.append((line.number, f"longer than {LONGEST_LINE >> 20} MiB"))
        return 1
    try:
        record = loads(line.text)
        kind = "quote" if format_ == "quotebank" else own.kind_of(record)
        if kind == "quote":
            batch.quotes.append((quotebank if format_ == "quotebank" else own).quote(record))
        elif kind == "article":
            batch.others.append(ReadArticle(*own.article(record)))
            return article
        else:
            batch.others.append(Personal(line.number, kind, record))
    except (ValueError, RecursionError) as error:
        # A decoding fault names bytes, not what to do.
        told = "not JSON" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else str(error)
        batch.unread.append((line.number, told))
    return 1


@contextmanager
def not_collecting() -> Iterator[None]:
    """What is made of lines holds no cycles: looking for some takes a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def read_ahead(
    lines: Lines, format_: Format, reached: int, size: int, *, jobs: int | None = None
) -> Generator[Batch]:
    """As `batches`, the next one being read while the last one is written, where there are cores for it."""
    if lines.size < WORTH_A_PROCESS or (jobs or default_jobs()) < 2:
        yield from batches(lines, format_, reached, size)
        return
    receiver, sender = multiprocessing.Pipe(duplex=False)
    arguments = (sender, lines.name, format_, reached, size)
    process = multiprocessing.Process(target=_send, args=arguments, daemon=True)
    process.start()
    sender.close()
    try:
        while (message := receiver.recv()) is not None:
            batch = Batch(*message)
            batch.quotes = list(map(BulkQuote._make, batch.quotes))
            reached = batch.last
            yield batch
    except (EOFError, OSError):
        # Something killed the process (out of memory, most likely): what it had not sent is read here.
        yield from batches(lines, format_, reached, size)
    finally:
        receiver.close()
        process.kill()
        process.join()


def _send(sender: Connection, name: str, format_: Format, reached: int, size: int) -> None:
    """What the process does that reads: sends batches, as tuples, and None after the last."""
    leave_interrupts_to_parent()
    with closing(sender), not_collecting():
        for batch in batches(Lines(name), format_, reached, size):
            # Plain tuples take half as long on their way.
            quotes, words = list(map(tuple, batch.quotes)), words_of(batch.quotes)
            message = batch.last, batch.position, quotes, words, batch.others, batch.unread, batch.problem
            sender.send(message)
        sender.send(None)
