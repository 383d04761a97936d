"""The writing connection: opened, checked, migrated; transactions that begin at once and end whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from store.archive.connect import APPLICATION_ID, BUSY_SECONDS, explain
from store.archive.errors import ArchiveError
from store.schema import MIGRATIONS


def open_for_writing(path: Path) -> sqlite3.Connection:
    """A connection to the archive at `path`, made or migrated where needed.

    Raises `ArchiveError` when the file is something else, is newer than this program, or cannot be written.
    """
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder: name a file for the archive.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"The folder {path.parent} cannot be made: {error.strerror}.") from error
    connection = _connect(path)
    try:
        _check(connection, path)
        _migrate(connection)
        connection.execute("pragma journal_mode = wal").fetchall()
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma temp_store = memory")
        connection.execute("pragma cache_size = -65536")
        # In pages: most that an article changes are changed by the next one too, and are then copied once.
        connection.execute("pragma wal_autocheckpoint = 4000").fetchall()
    except sqlite3.Error as error:
        connection.close()
        raise explain(error, path) from error
    except ArchiveError:
        connection.close()
        raise
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
    except sqlite3.Error as error:
        raise explain(error, path) from error


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("pragma application_id").fetchone()
    tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
    if application != APPLICATION_ID and tables - {"_sqlite_migrations"}:
        raise ArchiveError(f"{path} is not an onrecord archive: name another file with --archive.")
    if "_sqlite_migrations" not in tables:
        return
    applied = {
        migration.name for migration in MIGRATIONS.applied(Database(connection, execute_plugins=False))
    }
    known = {migration.name for migration in MIGRATIONS.pending(Database(memory=True, execute_plugins=False))}
    if applied - known:
        raise ArchiveError(f"{path} was written by a newer onrecord: update this one to open it.")


def _migrate(connection: sqlite3.Connection) -> None:
    database = Database(connection, execute_plugins=False)
    if not MIGRATIONS.pending(database):
        return
    # Two programs that open a new file at once must not both make its tables.
    connection.execute("begin immediate")
    try:
        MIGRATIONS.apply(database)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Everything inside happens or nothing does; inside another one it is part of that.

    Raises `ArchiveError` for what SQLite cannot do: a full disk, a lock that is not let go, a damaged file.
    """
    if connection.in_transaction:
        yield
        return
    try:
        connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    except sqlite3.Error as error:
        connection.rollback()
        raise explain(error, path) from error
