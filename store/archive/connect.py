"""Connections to an archive file."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class ArchiveError(Exception):
    """The archive cannot be used; the message is a sentence that says what to do."""


def open_read_only(path: Path) -> sqlite3.Connection:
    """A read-only connection to the archive at `path`.

    A folder that cannot be written has no place for SQLite's shared-memory file, hence `immutable`.
    Raises `ArchiveError` when there is no archive at `path`.
    """
    if not path.is_file():
        raise ArchiveError(f"There is no archive at {path}: add articles with `onrecord add PATH` first.")
    uri = path.resolve().as_uri() + "?mode=ro"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        connection.execute("select 1 from sqlite_master").fetchall()
    except sqlite3.OperationalError:
        connection = sqlite3.connect(uri + "&immutable=1", uri=True, check_same_thread=False)
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{path} is not an onrecord archive: {error}.") from error
    return connection
