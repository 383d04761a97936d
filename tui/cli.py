"""The `onrecord` command, and `python -m tui.cli`.

The reader is opened here straight away where nothing else is asked for: making ready to read a command line
would cost a start as much as opening the archive does.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

from tui.streams import open_missing, written_whole

_INTERRUPTED = 130
"""Exit status after Ctrl+C."""


def main(argv: list[str] | None = None) -> Any:
    """Run the command line; the process's exit status is the command's."""
    open_missing()
    words = sys.argv[1:] if argv is None else argv
    if _opens_reader(words) and sys.stdout.isatty() and sys.stdin.isatty():
        # Nothing made while starting is garbage: collecting it costs a tenth of the start, and, once it is
        # many thousand objects, more than a frame each time.
        gc.disable()
        from store.archive.location import archive_path
        from tui.opening import read

        read(archive_path(words[1] if words else None))
    try:
        from tui.commands.root import cli
    except KeyboardInterrupt:
        # Before there is anything that could tell of it.
        raise SystemExit(_INTERRUPTED) from None
    with written_whole():
        return cli.main(args=argv, prog_name="onrecord")


def _opens_reader(words: list[str]) -> bool:
    """Whether a command line asks for the reader and nothing else: no word, or only which archive to open."""
    return not words or (len(words) == 2 and words[0] == "--archive" and words[1][:1] not in ("", "-"))


def __getattr__(name: str) -> Any:
    # `tui.cli.cli`, for who calls a command from Python.
    if name != "cli":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tui.commands import root

    return root.cli


if __name__ == "__main__":
    main()
