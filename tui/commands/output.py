"""How commands print: data on standard output, narration and faults on standard error.

On a terminal rows are a table; elsewhere they are tab-separated lines without a heading, or with `--json` one
JSON object a line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from store.archive.errors import ArchiveError

FAILED = 1
"""Exit status when the archive cannot be used, or what was asked for is not there."""

MISUSED = 2
"""Exit status of wrong usage, as click has it: a query that makes no sense."""

UNREADABLE = 3
"""Exit status when some of what was to be added could not be read; the rest was."""

INTERRUPTED = 130
"""Exit status after Ctrl+C."""

EXIT_STATUS = (
    "Exit status: 0 done, 1 the archive cannot be used or the thing named is not in it, 2 wrong usage."
)

Row = Mapping[str, Any]
_Command = TypeVar("_Command", bound=Callable[..., Any])


def json_option(command: _Command) -> _Command:
    """The `--json` switch of a command that prints rows."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")(command)


def say(sentence: str) -> None:
    """Narrate, on standard error."""
    click.echo(sentence, err=True)


@contextmanager
def faults() -> Iterator[None]:
    """Faults of the archive end the command with their sentence and status 1, Ctrl+C with 130."""
    try:
        yield
    except ArchiveError as error:
        say(f"onrecord: {error}")
        raise SystemExit(FAILED) from error
    except BrokenPipeError:
        # The reader of our output has had enough.
        sys.stderr.close()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        say("onrecord: stopped; what was added before is in the archive.")
        raise SystemExit(INTERRUPTED) from None


def show(rows: Iterable[Row], columns: Sequence[str], *, as_json: bool, numbers: Sequence[str] = ()) -> None:
    """Print rows, each with these columns; `numbers` are set to the right in tables."""
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif sys.stdout.isatty():
        _table(rows, columns, numbers)
    else:
        for row in rows:
            click.echo("\t".join(_cell(row[column]) for column in columns))


def _table(rows: Iterable[Row], columns: Sequence[str], numbers: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        # Names come out of articles: they are text, never markup.
        table.add_row(*(Text(_cell(row[column])) for column in columns))
    Console().print(table)


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        value = ", ".join(str(item) for item in value)
    # What articles wrote must neither break lines nor steer the terminal.
    text = "" if value is None else str(value)
    return "".join(c if c.isprintable() else " " for c in text)
