"""onrecord(1) in roff (see man(7)), out of the commands, their options and their help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import click

from tui.commands.root import COMMANDS, cli

_FILES = """\
.TP
.I archive.db
The archive, one SQLite file, in the user's data folder of this system unless \\-\\-archive or
ONRECORD_ARCHIVE name another.
.TP
.I settings.toml
Keys and looks of the reader, in the user's configuration folder.
"""


def page() -> str:
    """The whole page."""
    root = click.Context(cli, info_name="onrecord")
    parts = [
        f'.TH ONRECORD 1 "" "onrecord {_version()}" "User Commands"\n',
        ".SH NAME\nonrecord \\- who said what, about which issue, when, and where it was reported\n",
        ".SH SYNOPSIS\n.B onrecord\n[\\-\\-archive FILE] [COMMAND] [ARGUMENT]...\n",
        ".SH DESCRIPTION\n" + _text(cli.help or ""),
        "Without a command, or with paths in its place, the reader opens.\n",
        ".SH OPTIONS\n" + _options(cli, root),
        ".SH COMMANDS\n",
    ]
    for name in sorted(COMMANDS):
        command = cli.get_command(root, name)
        assert command is not None
        parts += _command(command, click.Context(command, info_name=name, parent=root))
    parts += [".SH ENVIRONMENT\n.TP\n.B ONRECORD_ARCHIVE\nThe archive file to use.\n", ".SH FILES\n", _FILES]
    return "".join(parts)


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS {_escape(context.command_path)} {_escape(usage)}\n"
    yield _text(command.help or "")
    yield _options(command, context)
    yield _text(command.epilog or "")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _command(below, click.Context(below, info_name=name, parent=context))


def _options(command: click.Command, context: click.Context) -> str:
    lines = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            lines.append(f".TP\n.B {_escape(record[0])}\n{_escape(' '.join(record[1].split()))}\n")
    return "".join(lines)


def _text(help_: str) -> str:
    """Click's help as roff: paragraphs, and blocks that are kept as they stand after a \\b."""
    lines = []
    for block in re.split(r"\n\s*\n", help_.strip("\n")):
        rows = [row.strip() for row in block.split("\n") if row.strip() not in ("", "\b")]
        if not rows:
            continue
        if "\b" in block:
            lines.append(".PP\n.nf\n" + "".join(f"{_escape(row)}\n" for row in rows) + ".fi\n")
        else:
            lines.append(f".PP\n{_escape(' '.join(rows))}\n")
    return "".join(lines)


def _escape(text: str) -> str:
    """`text` so that roff prints it: backslashes, hyphens to be typed, dots that begin a line."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\\&" + escaped if escaped.startswith((".", "'")) else escaped


def _version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return ""
