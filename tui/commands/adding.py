"""Adding paths to an archive, told on standard error: with a bar on a terminal, in lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from store.archive.writer import Archive
from store.ingest import Outcome, Progress, add_paths, files_under
from tui.commands.output import say


def add_to(archive: Archive, paths: Sequence[Path], jobs: int | None = None) -> Outcome:
    """Add `paths` to `archive`, telling how it goes. Raises `ArchiveError`."""
    files = list(files_under(paths))
    with _telling(len(files)) as report:
        outcome = add_paths(archive, files, report=report, jobs=jobs)
    say(summary(outcome))
    return outcome


def summary(outcome: Outcome) -> str:
    """What adding came to, as a sentence."""
    parts = [f"{_articles(outcome.added)} added"]
    if outcome.known:
        parts.append(f"{outcome.known:,} known already")
    if outcome.failed:
        parts.append(f"{outcome.failed:,} could not be read")
    return ", ".join(parts) + "."


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


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
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Adding articles", total=files or None)

        def report(progress: Progress) -> None:
            handled = progress.done + progress.known + progress.failed
            bar.update(task, completed=handled, total=max(files, handled))
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
