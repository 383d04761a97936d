"""`onrecord add`: articles into the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.output import UNREADABLE, faults

if TYPE_CHECKING:
    from store.records import Article

_STATUS = """\
Exit status: 0 done, 1 the archive cannot be used, 2 wrong usage, 3 some could not be read (they are
named; the rest was added), 130 stopped by Ctrl+C."""


@click.command(epilog=_STATUS)
@click.argument("places", nargs=-1, metavar="PATH|URL|-…")
@click.option("--clipboard", is_flag=True, help="The text in the clipboard.")
@click.option("--outlet", default="", metavar="NAME", help="The outlet of articles that name none.")
@click.option(
    "--column",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="For CSV and JSON: where a field stands.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes to use (default: one a core).")
@click.pass_obj
def command(
    archive: str | None,
    places: tuple[str, ...],
    clipboard: bool,
    outlet: str,
    mapping: tuple[str, ...],
    jobs: int | None,
) -> None:
    """Add the articles in PATHs (files or folders), at URLs, or on standard input (-) to the archive.

    It reads text, Markdown, web pages (also MHTML and Safari web archives), PDF, DOCX, ODT, mail (EML, mbox),
    RSS, Atom and JSON Feed, JSON, JSON lines and CSV, WARC, newsboat's cache, and gzip, bzip2 and ZIP of
    these. Articles that are in the archive already are passed over, so that adding again, also after a run
    that was stopped, is safe.

    Fields of tables: text, title, published, outlet, url, author, language.
    """
    if not places and not clipboard:
        raise click.UsageError("Give a PATH, a URL, - or --clipboard.")
    columns = _columns(mapping)
    from store.archive.location import archive_path
    from store.archive.writer import Archive
    from store.reading.registry import read_path
    from tui.commands.adding import add_others, add_to

    paths = [Path(place) for place in places if not _elsewhere(place)]
    others = _others(places, clipboard, outlet, columns)
    with faults():
        failed = 0
        with Archive.open(archive_path(archive)) as opened:
            if paths:
                read = partial(read_path, columns=columns, outlet=outlet)
                failed += add_to(opened, paths, jobs, read=read).failed
            if others:
                failed += add_others(opened, others, jobs).failed
        if failed:
            raise SystemExit(UNREADABLE)


def _elsewhere(place: str) -> bool:
    return place == "-" or place.startswith(("http://", "https://"))


def _columns(mapping: Iterable[str]) -> dict[str, str]:
    columns = {}
    for pair in mapping:
        field, equals, column = pair.partition("=")
        if not equals or not field or not column:
            raise click.UsageError(f"{pair}: give FIELD=COLUMN, such as text=Body.")
        columns[field] = column
    return columns


def _others(
    places: Iterable[str], clipboard: bool, outlet: str, columns: dict[str, str]
) -> list[Callable[[], Iterable[Article]]]:
    import sys

    from store.reading.registry import read_clipboard, read_page, read_stream

    readings: list[Callable[[], Iterable[Article]]] = []
    for place in places:
        if place == "-":
            given = sys.stdin.buffer
            readings.append(partial(read_stream, given, "standard input", columns=columns, outlet=outlet))
        elif _elsewhere(place):
            readings.append(partial(read_page, place, outlet=outlet))
    if clipboard:
        readings.append(partial(read_clipboard, outlet=outlet))
    return readings
