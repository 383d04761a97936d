"""`onrecord reindex`: make again what follows from the articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from store.text import counted
from tui.commands.changing import changing
from tui.commands.output import say


@click.command()
@click.option("--extract", is_flag=True, help="First find the quotes in all articles again.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes for --extract (default: one a core)."
)
@click.pass_obj
def command(archive: str | None, extract: bool, jobs: int | None) -> None:
    """Make speakers, issues, counts and the search index again. Corrections, marks and notes stay.

    Exit status: 0 done, 1 the archive cannot be used, 2 wrong usage, 130 stopped by Ctrl+C.
    """
    with changing(archive) as opened, _telling() as report:
        if extract:
            from store.ingest import extract_again

            count = extract_again(
                opened,
                report=lambda done, total: report("articles", done, total),
                problem=say,
                jobs=jobs,
            )
            say(f"Found the quotes in {counted(count, 'article')} again.")
        opened.reindex(report)
        say("Made speakers, issues, counts and the index again.")


@contextmanager
def _telling() -> Iterator[Callable[[str, int, int], None]]:
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield report
