"""`onrecord [PATH…]`: open the reader."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH…]")
@click.pass_obj
def command(archive: str | None, paths: tuple[Path, ...]) -> None:
    """Open the reader, adding PATHs to the archive first.

    Where standard output is no terminal, print a digest of the archive instead.

    Exit status: 0 done, 1 the archive cannot be used, 2 wrong usage, 3 (with a digest) some PATHs could not
    be read, 130 stopped by Ctrl+C.
    """
    from store.archive.location import archive_path
    from tui.commands.output import UNREADABLE

    if len(paths) == 1 and _is_a_wrong_command(paths[0]):
        raise click.UsageError(f"{paths[0]} is neither a command nor a file.")
    path = archive_path(archive)
    failed = bool(paths) and _add(path, paths)
    if sys.stdout.isatty() and sys.stdin.isatty():
        from tui.opening import read

        read(path)
    else:
        _digest(path)
        if failed:
            raise SystemExit(UNREADABLE)


def _is_a_wrong_command(path: Path) -> bool:
    """Whether a word names no file and looks like no name of one."""
    return path.name.replace("-", "").isalpha() and len(path.parts) == 1 and not path.exists()


def _add(path: Path, paths: tuple[Path, ...]) -> bool:
    """Whether some of `paths` could not be read."""
    from store.archive.writer import Archive
    from tui.commands.adding import add_to
    from tui.commands.output import faults

    # What cannot be read is named on standard error; the rest is there to be read.
    with faults(), Archive.open(path) as opened:
        return add_to(opened, paths).failed > 0


def _digest(path: Path) -> None:
    from tui.commands.output import faults

    with faults():
        if not path.is_file():
            click.echo("The archive is empty: add articles with `onrecord add PATH`.")
            return
        from store.archive.reader import ArchiveReader
        from tui.commands.digest import digest

        with ArchiveReader(path) as reader:
            for line in digest(reader):
                click.echo(line)
