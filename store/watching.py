"""Folders that are watched (by watchfiles, which asks the system): the files that appear in them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from store.ingest import files_under
from store.reading.registry import suffixes


def watch(folders: Sequence[Path], stop: threading.Event, *, settle: float = 1.0) -> Iterator[list[Path]]:
    """Batches of files to read: first those that are there, then those that appeared or changed.

    A batch is given once the folders were quiet for `settle` seconds, so that a file being copied is read
    when it is whole. Ends when `stop` is set.
    """
    from watchfiles import Change
    from watchfiles import watch as notifications

    # Begun before the first look: what appears between the two would be seen by neither.
    changes = notifications(
        *folders,
        stop_event=stop,
        debounce=max(50, int(settle * 1000 * 30)),
        step=max(50, int(settle * 1000)),
        yield_on_timeout=True,
        rust_timeout=200,
        raise_interrupt=True,
    )
    next(changes, None)
    there = list(files_under(folders))
    if there:
        yield there
    roots = [folder.resolve() for folder in folders]
    for batch in changes:
        appeared = {Path(path).resolve() for change, path in batch if change != Change.deleted}
        shown = sorted(_readable(path for path in appeared if _visible(path, roots)))
        if shown:
            yield shown


def _readable(paths: Iterable[Path]) -> set[Path]:
    """What adding these files and folders would read: only what some reader reads."""
    known = suffixes()
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            # Files may be in a new folder before the system tells of changes inside it.
            found.update(files_under([path]))
        elif path.suffix.lower() in known and path.is_file():
            found.add(path)
    return found


def _visible(path: Path, roots: Sequence[Path]) -> bool:
    """Whether neither the file nor a folder above it, up to what is watched, is hidden."""
    for root in roots:
        if path.is_relative_to(root):
            return not any(part.startswith(".") for part in path.relative_to(root).parts)
    return False
