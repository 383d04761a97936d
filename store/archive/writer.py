"""`Archive`: the only place that writes."""

from __future__ import annotations

from pathlib import Path
from typing import Self


class Archive:
    """One archive file, open for writing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open `path`, made or migrated where needed."""
        return cls(path)
