"""`onrecord add`: articles into the archive."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.output import UNREADABLE, faults


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes to use (default: one a core).")
@click.pass_obj
def command(archive: str | None, paths: tuple[Path, ...], jobs: int | None) -> None:
    """Add the articles in PATHs, files or folders, to the archive.

    Articles that are in the archive already are passed over, so that adding again, also after a run that was
    stopped, is safe.

    Exit status: 0 done, 1 the archive cannot be used, 2 wrong usage, 3 some of PATHs could not be read (they
    are named; the rest was added), 130 stopped by Ctrl+C.
    """
    from store.archive.location import archive_path
    from store.archive.writer import Archive
    from tui.commands.adding import add_to

    with faults():
        with Archive.open(archive_path(archive)) as opened:
            outcome = add_to(opened, paths, jobs)
        if outcome.failed:
            raise SystemExit(UNREADABLE)
