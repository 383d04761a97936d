"""Reading records out of the archive; stdlib sqlite3 only, so that it starts at once."""

from __future__ import annotations
