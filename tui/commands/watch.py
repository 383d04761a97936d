"""`onrecord watch`: what appears in a folder goes into the archive."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from tui.commands.output import faults, say

_STATUS = """\
docs/headless.md has a systemd unit. It ends with status 0 on SIGTERM and 130 on Ctrl+C; 1 means that the
archive cannot be used, 2 wrong usage."""


@click.command(epilog=_STATUS)
@click.argument(
    "folders",
    nargs=-1,
    required=True,
    metavar="FOLDER…",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Processes to use."
)
@click.option(
    "--settle",
    type=click.FloatRange(0.05),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a folder must be quiet before what appeared is read: half-written files are left to end.",
)
@click.pass_obj
def command(archive: str | None, folders: tuple[Path, ...], jobs: int, settle: float) -> None:
    """Add the articles in FOLDERs, and then every one that appears or changes, until stopped."""
    import signal

    from store.archive.location import archive_path
    from store.archive.writer import Archive
    from store.watching import watch
    from tui.commands.adding import add_to

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with faults():
        for paths in watch(folders, stop, settle=settle):
            # Opened for each batch: between them nothing stands in the way of other programs.
            with Archive.open(archive_path(archive)) as opened:
                add_to(opened, paths, jobs)
    say("Stopped watching.")
