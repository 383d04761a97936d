"""Opening an archive: made, migrated, or refused with a sentence."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from store.archive import session
from store.archive.connect import explain, open_read_only
from store.archive.errors import ArchiveError
from store.archive.health import examine
from store.archive.location import archive_path
from store.archive.writer import Archive
from store.schema import MIGRATIONS
from tests.store.archive.conftest import Rows


def test_the_place_is_the_one_given_else_the_variable_else_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_ARCHIVE", str(tmp_path / "variable.db"))
    assert archive_path(str(tmp_path / "given.db")) == tmp_path / "given.db"
    assert archive_path() == tmp_path / "variable.db"
    monkeypatch.delenv("ONRECORD_ARCHIVE")
    assert archive_path().name == "archive.db"


def test_a_later_migration_is_applied_to_what_is_there(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.note("kept", "yes")
    later = Migrations(MIGRATIONS.name)
    for made in MIGRATIONS.pending(Database(memory=True)):
        later(name=made.name)(made.fn)

    @later(name="999_colour")
    def colour(db: Database) -> None:
        db.execute("alter table article add column colour text")

    monkeypatch.setattr(session, "MIGRATIONS", later)
    with Archive.open(archive.path) as opened:
        assert opened.noted("kept") == "yes"
        assert opened._connection.execute("select colour from article").fetchall() == []
    monkeypatch.undo()
    with pytest.raises(ArchiveError, match="newer onrecord"):
        Archive.open(archive.path)


def test_a_migration_that_fails_changes_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    later = Migrations(MIGRATIONS.name)
    for made in MIGRATIONS.pending(Database(memory=True)):
        later(name=made.name)(made.fn)

    @later(name="999_fails")
    def fails(db: Database) -> None:
        db.execute("alter table article add column colour text")
        db.execute("select no_such_function()")

    monkeypatch.setattr(session, "MIGRATIONS", later)
    with pytest.raises(ArchiveError):
        Archive.open(archive.path)
    assert "colour" not in {name for _, name, *_ in rows("pragma table_info(article)")}


def test_what_is_no_archive_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear reader, " * 100)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("create table theirs (x)")
    connection.close()
    for path in (text, other):
        before = path.read_bytes()
        for opening in (Archive.open, open_read_only):
            with pytest.raises(ArchiveError, match="not an onrecord archive"):
                opening(path)
        assert path.read_bytes() == before
    with pytest.raises(ArchiveError, match="is a folder"):
        Archive.open(tmp_path)
    with pytest.raises(ArchiveError, match="onrecord add PATH"):
        open_read_only(tmp_path / "none.db")


def test_a_locked_archive_is_waited_for_then_said(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "BUSY_SECONDS", 0.05)
    locked = pytest.raises(ArchiveError, match="Another program is writing")
    with archive.transaction(), Archive.open(archive.path) as second, locked:
        second.mark("x")


def test_a_full_disk_loses_nothing(archive: Archive) -> None:
    archive.mark("first")
    archive._connection.execute("pragma max_page_count = 1")
    with pytest.raises(ArchiveError, match="is full"):
        archive.save_search("name", "word " * 100_000)
    archive._connection.execute("pragma max_page_count = 1073741823")
    assert archive._connection.execute("select quote_uid from mark").fetchall() == [("first",)]
    archive.mark("second")


def test_the_doctor_finds_damage(archive: Archive) -> None:
    archive._connection.execute("pragma wal_checkpoint(truncate)")
    assert all(finding.well for finding in examine(archive.path) if finding.what != "disk")
    archive.close()
    data = bytearray(archive.path.read_bytes())
    data[8192:20000] = b"\xff" * 11808
    archive.path.write_bytes(bytes(data))
    assert not all(finding.well for finding in examine(archive.path))


@pytest.mark.parametrize("unwritable", ["file", "folder"])
def test_an_archive_that_is_only_for_reading_is_told_apart_from_one_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unwritable: str
) -> None:
    path = tmp_path / "archive.db"
    with pytest.raises(sqlite3.OperationalError) as missing:
        sqlite3.connect(tmp_path / "nowhere" / "archive.db")
    assert "cannot be opened: check that its folder exists" in str(explain(missing.value, path))
    path.touch()
    shut = path if unwritable == "file" else tmp_path
    # Root may write anywhere: what is asked of the system is answered here.
    monkeypatch.setattr(os, "access", lambda asked, mode: not (asked == shut and mode == os.W_OK))
    assert "cannot be written: change the permissions" in str(explain(missing.value, path))
