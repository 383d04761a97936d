"""What the reader remembers of itself between two runs: sizes of panes, the theme chosen last."""

from __future__ import annotations

import contextlib
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import platformdirs

FOLDER_VARIABLE = "ONRECORD_STATE"
"""The environment variable that names another folder for it."""
FILE = "reader.json"


@dataclass
class Memory:
    """Sizes and choices made with keys, not in settings."""

    side: int = 30
    """Cells of the side panes."""
    share: int = 50
    """Hundredths of the rest that the quotes have; the article has the others."""
    side_hidden: bool = False
    theme: str = ""

    @classmethod
    def load(cls, path: Path) -> Memory:
        """What is remembered in `path`; the defaults where nothing is, or nothing sensible."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return cls()
        import json

        try:
            table = json.loads(text)
        except ValueError:
            return cls()
        known = {item.name: type(getattr(cls(), item.name)) for item in fields(cls)}
        if not isinstance(table, dict):
            return cls()
        return cls(**{name: value for name, value in table.items() if type(value) is known.get(name)})

    def save(self, path: Path) -> None:
        """Remember it in `path`; a folder that cannot be written is no reason to complain."""
        import json

        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def memory_path() -> Path:
    """Where it is kept."""
    named = os.environ.get(FOLDER_VARIABLE)
    folder = Path(named) if named else platformdirs.user_state_path("onrecord", appauthor=False)
    return folder / FILE
