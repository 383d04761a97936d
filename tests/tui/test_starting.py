"""What the start leaves out, so that the first rows are there sooner."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = """
import sys
from tui.importing import import_asyncio, import_textual
import_asyncio()
import_textual()
import tui.app, tui.settings, tui.session
print(*sorted(name for name in {names!r} if name in sys.modules))
import ssl
assert ssl.create_default_context()
from textual.command import CommandPalette
assert CommandPalette.BINDINGS
assert not tui.app.OnRecordApp.ENABLE_COMMAND_PALETTE
"""


@pytest.mark.parametrize(
    "names",
    [
        ("ssl", "json", "tomllib", "sqlite3", "rapidfuzz"),
        ("store.records", "store.search", "store.archive.reader", "store.extraction", "tui.desk"),
        ("textual.command", "textual.types", "textual.widgets._select"),
        ("tui.screens.help", "tui.screens.palette", "tui.screens.views", "tui.screens.card"),
    ],
)
def test_what_the_first_rows_do_without_is_not_imported_for_them(names: tuple[str, ...]) -> None:
    code = LOADED.format(names=names)
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (found.stdout.strip(), found.stderr) == ("", "")
