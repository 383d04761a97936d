"""Quotes in Quotebank's form in, counted, out in ours, in again: equal, at which rates, in how much memory.

Processor time and memory are those of all processes of a step.

`python -m tests.benchmarks exchange [--quotes N]`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.options import Options
from tests.benchmarks.search.corpus import Corpus, Invented

_STEP = "import sys; from tests.benchmarks.exchange.__main__ import {0} as step; step(*sys.argv[1:])"


def generate(path: Path, count: int) -> None:
    """The search benchmark's seeded quotes (natural words, 3,000 speakers, ten years) as Quotebank has them.

    A year's quotes stand in no order, as in its yearly files.
    """
    corpus = Corpus(count)
    dice = random.Random(7)
    year: list[Invented] = []
    with gzip.open(path, "wt", compresslevel=1) as file:
        for number, quote in enumerate(corpus, 1):
            year.append(quote)
            if len(year) == count // 10 or number == count:
                dice.shuffle(year)
                file.writelines(_line(corpus, one, number - at) for at, one in enumerate(year))
                year = []


def _line(corpus: Corpus, quote: Invented, number: int) -> str:
    name = corpus.speakers[quote.speaker]
    site = corpus.outlets[quote.outlet].lower().replace(" ", "-")
    record = {
        "quoteID": f"{quote.day}-{number:07}", "quotation": quote.text, "speaker": name, "qids": ["Q1"],
        "date": f"{quote.day} 10:00:00", "numOccurrences": 1 + number % 5, "probas": [[name, "0.9"]],
        "urls": [f"https://www.{site}.example/{number}"], "phase": "E",
    }  # fmt: skip
    return json.dumps(record) + "\n"


def bring_in(archive: str, file: str, form: str) -> None:
    """Import a file; a process of its own, so that its memory is its own."""
    from store.archive.writer import Archive
    from store.importing.run import run

    begun = time.perf_counter(), _processor()
    with Archive.open(archive) as opened:
        done = run(opened, [file], form)  # type: ignore[arg-type]
    assert not done.problems, done.problems
    _tell(f"import --format {form}", done.quotes, begun)


def take_out(archive: str, file: str) -> None:
    """Export the whole archive."""
    from datetime import UTC, datetime

    from store.export import whole
    from store.export.evidence import Heading

    begun = time.perf_counter(), _processor()
    count = 0
    with Path(file).open("wb") as out:
        for line in whole.write(Path(archive), Heading("Archive", datetime.now(UTC))):
            out.write(line)
            count += 1
    _tell("export --all --format jsonl", count - 2, begun)


def _tell(what: str, count: int, begun: tuple[float, float]) -> None:
    seconds, processor = time.perf_counter() - begun[0], _processor() - begun[1]
    peak = sum(
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"| {what} | {count:,} | {seconds:.1f} | {count / seconds:,.0f} | {processor:.1f} |"
        f" {count / processor:,.0f} | {peak:.0f} |",
        flush=True,
    )


def _processor() -> float:
    """Seconds of processor time that this process and those it started have used."""
    return sum(os.times()[:4])


def digest(archive: Path) -> tuple[int, str]:
    """How many quotes, and a hash of everything that is shown of each."""
    connection = sqlite3.connect(archive)
    summed = hashlib.sha256()
    count = 0
    for row in _rows(connection):
        summed.update(repr(row).encode())
        count += 1
    connection.close()
    return count, summed.hexdigest()


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    yield from connection.execute(
        "select uid, date, speaker, attributed_to, quote, kind, mode, source, title, url, confidence,"
        " articles_with_it"
        " from quotes order by uid"
    )


def main(given: Options) -> None:
    """Print the table; ends with an error when what came back is not what went in."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        generate(here / "quotebank.json.gz", given.quotes)
        print("| step | quotes | seconds | a second | processor s | a processor s | peak MB |")
        print("|---|---|---|---|---|---|---|", flush=True)
        for step, *arguments in (
            ("bring_in", here / "a.db", here / "quotebank.json.gz", "quotebank"),
            ("take_out", here / "a.db", here / "archive.jsonl"),
            ("bring_in", here / "b.db", here / "archive.jsonl", "onrecord"),
        ):
            subprocess.run([sys.executable, "-c", _STEP.format(step), *map(str, arguments)], check=True)
        first, second = digest(here / "a.db"), digest(here / "b.db")
        if first != second or first[0] != given.quotes:
            raise SystemExit(f"What came back differs: {first} and {second}.")
        print(f"equal: {first[0]:,} quotes, {first[1][:16]}")


if __name__ == "__main__":
    main(Options.given())
