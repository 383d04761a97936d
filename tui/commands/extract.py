"""`onrecord extract`: quotes out of files, without an archive."""

from __future__ import annotations

import io
import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import click

from store.extracting import run_extraction
from store.extraction.jsonform import to_json
from store.processes import worker_pool
from store.reading.headline import headline
from store.reading.language import with_language
from store.reading.registry import read_path, read_stream
from store.reading.source import ReadingError
from store.records import Article, Extraction

AHEAD = 4
"""Files under way for each process."""
UNREADABLE = 3
"""Exit status when some file could not be read; the others were done."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file."""

    lines: tuple[str, ...] = ()
    """One for each article in it, without its end."""
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read."""
    failed: bool = False


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one an article.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="Processes to use (default: one a core).",
)
@click.option(
    "--engine",
    type=click.Choice(["here", "dask"]),
    default="here",
    show_default=True,
    help="dask: on a cluster, into --output, for more articles than one machine can do.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler, such as tcp://host:8786.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER")
@click.option("--parquet", is_flag=True, help="Parts as Parquet instead of JSON lines.")
def command(
    files: tuple[str, ...],
    as_json: bool,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    output: Path | None,
    parquet: bool,
) -> None:
    """Print the quotes in FILEs (or folders; - is standard input), of any format that `onrecord add` reads.

    Exit status: 0 all done, 2 wrong usage, 3 some file could not be read (it is named on standard error; the
    others are done).
    """
    if engine == "dask":
        if not scheduler or not output:
            raise click.UsageError("--engine dask needs --scheduler ADDRESS and --output FOLDER.")
        from tui.commands.extract_on_cluster import extract_files_on

        extract_files_on(scheduler, files, output, parquet=parquet)
        return
    failed = False
    files = tuple(_files(files))
    out = sys.stdout.buffer
    for done in _all(files, as_json, jobs or _cores()):
        for note in done.notes:
            click.echo(note, err=True)
        failed |= done.failed
        for line in done.lines:
            out.write(line.encode("utf-8") + b"\n")
        out.flush()
    if failed:
        raise SystemExit(UNREADABLE)


def _files(given: Sequence[str]) -> Iterator[str]:
    """What is named, and of folders the files in them that some reader reads."""
    for name in given:
        if name != "-" and Path(name).is_dir():
            # Imported late: it knows the archive, which files alone do not need.
            from store.ingest import files_under

            yield from map(str, files_under([Path(name)]))
        else:
            yield name


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _all(files: Sequence[str], as_json: bool, jobs: int) -> Iterator[Done]:
    """What becomes of each file, in order; only so many are under way as keep `jobs` processes busy."""
    if min(jobs, len(files)) <= 1:
        yield from (_one(file, _standard_input(file), as_json) for file in files)
        return
    with worker_pool(min(jobs, len(files))) as pool:
        under_way: deque[Future[Done]] = deque()
        for file in files:
            under_way.append(pool.submit(_one, file, _standard_input(file), as_json))
            if len(under_way) >= AHEAD * jobs:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _standard_input(file: str) -> bytes | None:
    """What stands in standard input, which other processes do not have."""
    return sys.stdin.buffer.read() if file == "-" else None


def _one(file: str, data: bytes | None, as_json: bool) -> Done:
    lines: list[str] = []
    notes: list[str] = []
    articles = read_path(Path(file)) if data is None else read_stream(io.BytesIO(data), "standard input")
    try:
        for article in map(with_language, articles):
            notes += (f"{file}: {note}" for note in article.notes)
            extraction = run_extraction(article)
            lines.append(_json(file, article, extraction) if as_json else _plain(file, extraction))
    except ReadingError as error:
        return Done(tuple(lines), (*notes, str(error)), failed=True)
    return Done(tuple(lines), tuple(notes))


def _json(file: str, article: Article, extraction: Extraction) -> str:
    title = article.title or headline(article.text)
    return to_json(extraction, file=file, title=title, published=article.published, source=article.outlet)


def _plain(file: str, extraction: Extraction) -> str:
    """For reading: the file, then each quote with its speaker, a line each."""
    lines = [file]
    for quote in extraction.quotes:
        who = ", ".join(quote.speakers) or "(unknown)"
        lines.append(f"  {who}: {quote.text}")
    return "\n".join("".join(c if c.isprintable() else " " for c in line) for line in lines)
