"""Where the archive lives."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "ONRECORD_ARCHIVE"
"""The environment variable that names the archive file."""


def archive_path(given: str | Path | None = None) -> Path:
    """The archive to use: the one given, else `ONRECORD_ARCHIVE`, else the user's own on this system."""
    chosen = given or os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    return platformdirs.user_data_path("onrecord", appauthor=False) / "archive.db"
