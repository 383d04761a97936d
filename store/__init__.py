"""Everything below the screen: reading, extraction, linking, the archive, search and export.

`open_archive(path)` opens one archive file for reading and writing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.archive.writer import Archive
    from store.records import Article, Extraction, Issue, Outlet, Quote, Span, Speaker

__all__ = ["Article", "Extraction", "Issue", "Outlet", "Quote", "Span", "Speaker", "open_archive"]


def open_archive(path: str | Path) -> Archive:
    """Open the archive at `path` for reading and writing, made or migrated where needed.

    Raises `store.archive.errors.ArchiveError` when the file is no archive, is newer than this
    program, or cannot be written.
    """
    # The writing side costs start-up that a search must not pay, hence not at module level.
    from store.archive.writer import Archive

    return Archive.open(Path(path))


def __getattr__(name: str) -> Any:
    # Records too cost a start what it does not use.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from store import records

    return getattr(records, name)
