"""Opening the reader: the archive's process first, then the screen."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

from tui.importing import import_asyncio, import_textual


def read(path: Path) -> NoReturn:
    """Open the reader on the archive at `path`; ends the process."""
    # Nothing made while starting is garbage: collecting it costs a tenth of the start, and, once it is many
    # thousand objects, more than a frame each time.
    gc.disable()
    # Half the usual wait between a change and its being painted.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    import_asyncio()
    from tui.session import ProcessSession

    # Before the screen is imported: the archive's process opens the file meanwhile, and answers what the
    # screen will ask first.
    session = ProcessSession(path)
    try:
        from store.archive.errors import ArchiveError
        from tui import settings
        from tui.searching import first_rows

        loaded = settings.load()
        lines = shutil.get_terminal_size().lines
        session.ask_ahead("search", *first_rows("", 0, lines, loaded.settings.quote_lines + 1))
        session.ask_ahead("totals")
        import_textual()
        from tui.app import OnRecordApp
        from tui.keyboard import read_keys_apart
        from tui.memory import memory_path

        read_keys_apart()
        draw_on_the_terminal()
        app = OnRecordApp(
            session,
            settings=loaded.settings,
            problems=loaded.problems,
            memory_file=memory_path(),
            themes_folder=settings.folder(),
        )
        app.run(mouse=loaded.settings.mouse)
        status = app.return_code or 0
    except ArchiveError as error:
        sys.exit(f"Error: {error}")
    finally:
        session.close()
    sys.exit(status)


def draw_on_the_terminal() -> None:
    """Textual draws on standard error: where that goes to a file, on standard output.

    Served to a browser, neither is a terminal, and the one is not the other.
    """
    errors, output = sys.__stderr__, sys.__stdout__
    if output is not None and output.isatty() and (errors is None or not errors.isatty()):
        sys.__stderr__ = output  # type: ignore[misc]
