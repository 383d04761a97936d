"""`onrecord import`: collections of quotes and articles into the archive."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, cast

import click

from store.text import counted
from tui.commands.output import EXIT_STATUS, UNREADABLE, faults, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.importing.run import Format, Report


@click.command(epilog=EXIT_STATUS[:-1] + ", 3 some lines or files could not be read; the rest is in.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["quotebank", "onrecord"]),
    default="onrecord",
    show_default=True,
    help="What wrote the files.",
)
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], format_: str) -> None:
    """Read quotes and articles that were collected elsewhere.

    FILEs are JSON lines, plain, gzip or bz2; - is standard input. An import that was stopped goes on where it
    was, and nothing is added twice.
    """
    from store.archive.location import archive_path
    from store.archive.writer import Archive
    from store.importing.run import run

    begun = time.monotonic()
    with faults(), Archive.open(archive_path(ctx.obj)) as archive:
        progress, finish = _progress()
        try:
            done = run(archive, files, cast("Format", format_), report=progress)
        finally:
            finish()
    _tell(done, time.monotonic() - begun)
    if done.unread:
        raise SystemExit(UNREADABLE)


def _tell(done: Report, seconds: float) -> None:
    for problem in done.problems:
        say(f"onrecord: {problem}")
    more = done.unread - len(done.problems)
    if more > 0:
        say(f"onrecord: and {counted(more, 'more line')} with no sense in {'it' if more == 1 else 'them'}.")
    for kind, count in sorted(done.passed_over.items()):
        say(f"onrecord: passed over {counted(count, 'line')} of type “{kind}”.")
    articles = f"{counted(done.articles, 'article')} and " if done.articles else ""
    rate = f", {done.quotes / seconds:,.0f} quotes a second" if done.quotes >= 1000 and seconds else ""
    known = f"; {done.known:,} known already" if done.known else ""
    say(f"{articles}{counted(done.quotes, 'quote')} added{known}{rate}.")


def _progress() -> tuple[Callable[[Report], None], Callable[[], None]]:
    """What to call after each batch, and at the end: a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return (lambda _: None), (lambda: None)
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[quotes]:,} quotes"),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None, quotes=0)
    bar.start()

    def show(report: Report) -> None:
        bar.update(
            task,
            description=report.name,
            total=report.size or None,
            completed=report.position,
            quotes=report.quotes,
        )

    return show, bar.stop
