"""Whether an archive, and what it needs, is as it should be."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.archive.connect import explain, open_read_only
from store.archive.errors import ArchiveError
from store.text import counted

_ENOUGH_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    well: bool
    detail: str
    """What was found; for a fault also what to do."""


def examine(path: Path) -> list[Finding]:
    """Everything that can be looked at without changing anything; never raises for what it finds."""
    findings = [_sqlite(), _model(), _room(path)]
    if not path.exists():
        findings.append(Finding("archive", True, f"none yet at {path}: `onrecord add PATH` makes it"))
        return findings
    try:
        connection = open_read_only(path)
    except ArchiveError as error:
        return [*findings, Finding("archive", False, str(error))]
    try:
        findings += [_about(path, what, look, connection) for what, look in _LOOKS]
    finally:
        connection.close()
    return findings


def _about(
    path: Path,
    what: str,
    look: Callable[[sqlite3.Connection], tuple[bool, str]],
    connection: sqlite3.Connection,
) -> Finding:
    try:
        return Finding(what, *look(connection))
    except sqlite3.Error as error:
        return Finding(what, False, str(explain(error, path)))


def _sqlite() -> Finding:
    enough = sqlite3.sqlite_version_info >= (3, 35)
    detail = sqlite3.sqlite_version + ("" if enough else ": onrecord needs 3.35 or later")
    return Finding("SQLite", enough, detail)


def _model() -> Finding:
    folder = Path(__file__).parent.parent / "extraction" / "model"
    files = sorted(file.name for file in folder.glob("*.onnx")) if folder.is_dir() else []
    if not files:
        return Finding("model", True, "none: quotes are found by rules alone")
    if importlib.util.find_spec("onnxruntime") is None:
        return Finding("model", False, "onnxruntime is not installed: install onrecord again")
    return Finding("model", True, ", ".join(files))


def _room(path: Path) -> Finding:
    folder = next((parent for parent in path.resolve().parents if parent.is_dir()), Path.cwd())
    free = shutil.disk_usage(folder).free
    detail = f"{free / 2**30:.1f} GiB free in {folder}"
    return Finding("disk", free >= _ENOUGH_BYTES, detail + ("" if free >= _ENOUGH_BYTES else ": make room"))


def _content(connection: sqlite3.Connection) -> tuple[bool, str]:
    articles, quotes = connection.execute(
        "select (select count(*) from article), (select count(*) from quote)"
    ).fetchone()
    return True, f"{counted(articles, 'article')}, {counted(quotes, 'quote')}"


def _file(connection: sqlite3.Connection) -> tuple[bool, str]:
    rows = connection.execute("pragma quick_check(3)").fetchall()
    faults = [row[0] for row in rows if row[0] != "ok"]
    return not faults, "; ".join(faults) + ": restore it from a copy" if faults else "sound"


def _tally(connection: sqlite3.Connection) -> tuple[bool, str]:
    wrong = connection.execute(
        "select count(*) from tally t where t.facet = 'speaker'"
        " and t.quotes > (select count(*) from quote_speaker s where s.speaker_id = t.id)"
    ).fetchone()[0]
    return not wrong, f"{wrong:,} wrong: run `onrecord reindex`" if wrong else "right"


def _index(connection: sqlite3.Connection) -> tuple[bool, str]:
    lost = connection.execute("select count(*) from quote where tags = ''").fetchone()[0]
    if lost:
        return False, f"{counted(lost, 'quote')} not indexed: run `onrecord reindex`"
    unread = connection.execute(
        "select (select count(*) from quote) > 0 and not exists(select 1 from vocabulary)"
    ).fetchone()[0]
    return not unread, "the vocabulary is empty: run `onrecord reindex`" if unread else "complete"


_LOOKS: tuple[tuple[str, Callable[[sqlite3.Connection], tuple[bool, str]]], ...] = (
    ("archive", _content),
    ("file", _file),
    ("index", _index),
    ("counts", _tally),
)
