"""Connections to an archive file, and what SQLite's errors mean to a person."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from store.archive.errors import ArchiveError

# "ONRE": tells our files from other people's SQLite databases.
APPLICATION_ID = 0x4F4E5245

BUSY_SECONDS = 15.0
"""How long a writer waits for another one before it gives up."""


def explain(error: sqlite3.Error, path: Path) -> ArchiveError:
    """What `error` means for the archive at `path`, in a sentence a person can act on."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        text = f"Another program is writing to {path}: try again when it has finished."
    elif primary == sqlite3.SQLITE_FULL:
        text = f"The disk that holds {path} is full: make room and run this again; nothing was lost."
    elif primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        text = f"{path} cannot be written: change its permissions, or name another file with --archive."
    elif primary == sqlite3.SQLITE_CANTOPEN:
        text = _unopened(path)
    elif primary == sqlite3.SQLITE_NOTADB:
        text = f"{path} is not an onrecord archive: name another file with --archive."
    elif primary == sqlite3.SQLITE_CORRUPT:
        text = f"{path} is damaged ({error}): run `onrecord doctor`, or restore it from a copy."
    elif primary == sqlite3.SQLITE_IOERR:
        text = f"Reading or writing {path} failed ({error}): check the disk, then run `onrecord doctor`."
    else:
        text = f"{path}: {error}."
    return ArchiveError(text)


def _unopened(path: Path) -> str:
    """Why the file at `path` cannot be opened: SQLite tells this of one that is only for reading too."""
    here = path.is_file() and os.access(path, os.R_OK)
    if here and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return (
            f"{path} cannot be written: change the permissions of the file and its folder, or name another "
            "file with --archive."
        )
    return f"{path} cannot be opened: check that its folder exists and may be read and written."


def check_identity(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `ArchiveError` unless the open database is an onrecord archive."""
    (application,) = connection.execute("pragma application_id").fetchone()
    if application != APPLICATION_ID:
        raise ArchiveError(f"{path} is not an onrecord archive: name another file with --archive.")


def open_read_only(path: Path) -> sqlite3.Connection:
    """A read-only connection to the archive at `path`.

    A folder that cannot be written has no place for SQLite's shared-memory file, hence `immutable`.
    Raises `ArchiveError` when there is no archive at `path`, or none that can be read.
    """
    if not path.is_file():
        raise ArchiveError(f"There is no archive at {path}: add articles with `onrecord add PATH` first.")
    uri = path.resolve().as_uri() + "?mode=ro"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=BUSY_SECONDS)
    try:
        try:
            connection.execute("select 1 from sqlite_master").fetchall()
        except sqlite3.OperationalError:
            connection.close()
            connection = sqlite3.connect(uri + "&immutable=1", uri=True, check_same_thread=False)
            connection.execute("select 1 from sqlite_master").fetchall()
        check_identity(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise explain(error, path) from error
    except ArchiveError:
        connection.close()
        raise
    return connection
