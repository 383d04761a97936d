"""`onrecord mcp`: the archive for assistants."""

from __future__ import annotations

import click

from tui.commands.output import FAILED, faults, say

_STATUS = """\
Exit status: 0 the client hung up, 1 the archive or the mcp package is missing, 2 wrong usage."""


@click.command(epilog=_STATUS)
@click.pass_obj
def command(archive: str | None) -> None:
    """Serve the archive over the Model Context Protocol, on standard input and output.

    Tools: search quotes, quotes by speaker and by issue, speakers, issues, an article, a citation. They only
    read.
    """
    from store.archive.location import archive_path
    from store.archive.reader import ArchiveReader

    path = archive_path(archive)
    with faults():
        # Told now, on standard error, rather than to the assistant at its first question.
        ArchiveReader(path).close()
        try:
            from store.assistant import server

            made = server(path)
        except ImportError as error:
            say("onrecord: this needs the mcp package: pip install 'onrecord[mcp]'")
            raise SystemExit(FAILED) from error
        made.run()
