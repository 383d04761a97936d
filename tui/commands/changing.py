"""What commands that change the archive share: opening it, and telling how to take a change back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store.archive.errors import ArchiveError
from tui.commands.output import faults, say

if TYPE_CHECKING:
    from store.archive.writer import Archive


@contextmanager
def changing(given: str | None) -> Iterator[Archive]:
    """The archive that exists, open for writing; its faults end the command."""
    from store.archive.location import archive_path
    from store.archive.writer import Archive

    with faults():
        path: Path = archive_path(given)
        if not path.is_file():
            raise ArchiveError(f"There is no archive at {path}: add articles with `onrecord add PATH` first.")
        with Archive.open(path) as archive:
            yield archive


def told(sentence: str, number: int) -> None:
    """Tell what was changed, and how to take it back."""
    say(f"{sentence} (`onrecord undo {number}` takes it back.)")
