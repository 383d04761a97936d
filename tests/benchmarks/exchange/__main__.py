"""Quotes in Quotebank's form in, counted, out in ours, in again: equal, at which rates, in how much memory.

`python -m tests.benchmarks exchange`; ONRECORD_BENCH_QUOTES says how many (a million unless told).
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

QUOTES = int(os.environ.get("ONRECORD_BENCH_QUOTES", "1000000"))

_STEP = "import sys; from tests.benchmarks.exchange.__main__ import {0} as step; step(*sys.argv[1:])"


def generate(path: Path, count: int) -> None:
    """Seeded quotes of 3,000 speakers over ten years, words with a natural curve."""
    dice = random.Random(7)
    ends = ("ring", "ns", "t", "der", "ly")
    words = [f"{a}{b}{c}" for a in "bcdfglmnprst" for b in ("ea", "o", "ai", "u", "i") for c in ends]
    pairs = [(dice.choice(words).title(), dice.choice(words).title()) for _ in range(3000)]
    speakers = [f"{given} {name}{number}" for number, (given, name) in enumerate(pairs)]
    with gzip.open(path, "wt", compresslevel=1) as file:
        for number in range(count):
            text = " ".join(words[min(int(dice.paretovariate(0.7)), len(words)) - 1] for _ in range(18))
            day = f"20{10 + number * 10 // count}-{1 + number % 12:02}-{1 + number % 28:02}"
            speaker = dice.choice(speakers)
            record = {
                "quoteID": f"{day}-{number:07}", "quotation": f"{text} {number}", "speaker": speaker,
                "qids": [],
                "date": f"{day} 10:00:00", "numOccurrences": 1 + number % 5, "probas": [[speaker, "0.9"]],
                "urls": [f"https://site{number % 50}.example/{number}"], "phase": "E",
            }  # fmt: skip
            file.write(json.dumps(record) + "\n")


def bring_in(archive: str, file: str, form: str) -> None:
    """Import a file; a process of its own, so that its memory is its own."""
    from store.archive.writer import Archive
    from store.importing.run import run

    begun = time.perf_counter()
    with Archive.open(archive) as opened:
        done = run(opened, [file], form)  # type: ignore[arg-type]
    assert not done.problems, done.problems
    _tell(f"import --format {form}", done.quotes, begun)


def take_out(archive: str, file: str) -> None:
    """Export the whole archive."""
    from datetime import UTC, datetime

    from store.export import whole
    from store.export.evidence import Heading

    begun = time.perf_counter()
    count = 0
    with Path(file).open("wb") as out:
        for line in whole.write(Path(archive), Heading("Archive", datetime.now(UTC))):
            out.write(line)
            count += 1
    _tell("export --all --format jsonl", count - 2, begun)


def _tell(what: str, count: int, begun: float) -> None:
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {what} | {count:,} | {seconds:.1f} | {count / seconds:,.0f} | {peak:.0f} |", flush=True)


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
        "select uid, date, speaker, quote, kind, mode, source, title, url, confidence, articles_with_it"
        " from quotes order by uid"
    )


def main() -> None:
    """Print the table; ends with an error when what came back is not what went in."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        generate(here / "quotebank.json.gz", QUOTES)
        print("| step | quotes | seconds | quotes/s | peak MB |\n|---|---|---|---|---|", flush=True)
        for step, *arguments in (
            ("bring_in", here / "a.db", here / "quotebank.json.gz", "quotebank"),
            ("take_out", here / "a.db", here / "archive.jsonl"),
            ("bring_in", here / "b.db", here / "archive.jsonl", "onrecord"),
        ):
            subprocess.run([sys.executable, "-c", _STEP.format(step), *map(str, arguments)], check=True)
        first, second = digest(here / "a.db"), digest(here / "b.db")
        if first != second or first[0] != QUOTES:
            raise SystemExit(f"What came back differs: {first} and {second}.")
        print(f"equal: {first[0]:,} quotes, {first[1][:16]}")


if __name__ == "__main__":
    main()
