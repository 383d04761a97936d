"""Adding paths to an archive, told on standard error: with a bar on a terminal, in lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from store.archive.writer import Archive
from store.ingest import Outcome, Progress, add_articles, add_paths, files_under
from store.reading.registry import read_path
from store.reading.source import ReadingError
from store.records import Article
from store.text import counted
from tui.commands.output import say


def add_to(
    archive: Archive,
    paths: Sequence[Path],
    jobs: int | None = None,
    *,
    read: Callable[[Path], Iterable[Article]] = read_path,
) -> Outcome:
    """Add `paths` to `archive`, telling how it goes. Raises `ArchiveError`."""
    files = list(files_under(paths))
    with _telling(len(files)) as report, _what_was_kept(report) as noted:
        outcome = add_paths(archive, files, report=noted, jobs=jobs, read=read)
    say(summary(outcome))
    return outcome


def add_others(
    archive: Archive, readings: Sequence[Callable[[], Iterable[Article]]], jobs: int | None = None
) -> Outcome:
    """Add what is read from elsewhere than files, telling how it goes. Raises `ArchiveError`."""
    problems: list[str] = []

    def articles() -> Iterator[Article]:
        for reading in readings:
            try:
                yield from reading()
            except ReadingError as error:
                problems.append(str(error))
                say(str(error))

    with _telling(len(readings)) as report, _what_was_kept(report) as noted:
        outcome = add_articles(archive, articles(), report=noted, jobs=jobs)
    whole = Outcome(outcome.added, outcome.known, outcome.failed + len(problems))
    say(summary(whole))
    return whole


def summary(outcome: Outcome) -> str:
    """What adding came to, as a sentence."""
    if not (outcome.added or outcome.known or outcome.failed):
        return "0 articles added: nothing that onrecord reads is there."
    parts = [f"{counted(outcome.added, 'article')} added"]
    if outcome.known:
        parts.append(f"{outcome.known:,} known already")
    if outcome.failed:
        parts.append(f"{outcome.failed:,} could not be read")
    return ", ".join(parts) + "."


@contextmanager
def _what_was_kept(report: Callable[[Progress], None]) -> Iterator[Callable[[Progress], None]]:
    """Passes reports on, and says how much was added when Ctrl+C stops it."""
    added = 0

    def noted(progress: Progress) -> None:
        nonlocal added
        added = progress.done
        report(progress)

    try:
        yield noted
    except KeyboardInterrupt:
        say(f"{counted(added, 'article')} added before it was stopped; adding again goes on from there.")
        raise


@contextmanager
def _telling(files: int) -> Iterator[Callable[[Progress], None]]:
    if not sys.stderr.isatty():
        yield _tell
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    rate = TextColumn("{task.fields[rate]}")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        rate,
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Adding articles", total=files or None, rate="")
        begun = time.monotonic()

        def report(progress: Progress) -> None:
            handled = progress.done + progress.known + progress.failed
            rate = (
                f"{progress.words / max(time.monotonic() - begun, 0.1):,.0f} words/s"
                if progress.words
                else ""
            )
            bar.update(task, completed=handled, total=max(files, handled), rate=rate)
            for line in _lines(progress):
                console.print(escape(line), highlight=False)

        yield report


def _tell(progress: Progress) -> None:
    for line in _lines(progress):
        say(line)


def _lines(progress: Progress) -> list[str]:
    if progress.problem:
        return [progress.problem]
    return [f"{progress.origin}: {note}" for note in progress.notes]
