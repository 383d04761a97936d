"""An empty archive for each test."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store.archive.writer import Archive

Rows = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


@pytest.fixture
def rows(archive: Archive) -> Rows:
    """The rows of a query, read past the archive's own code."""

    def select(sql: str) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(archive.path)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    return select
