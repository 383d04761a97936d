"""`onrecord speakers`: who is quoted."""

from __future__ import annotations

import click

from tui.commands.output import EXIT_STATUS, faults, json_option, show


@click.group(invoke_without_command=True, epilog=EXIT_STATUS)
@click.option("--limit", type=click.IntRange(1), default=None, metavar="N", help="At most N speakers.")
@click.option("--all", "everybody", is_flag=True, help="Also people who are named but not quoted.")
@json_option
@click.pass_context
def command(ctx: click.Context, limit: int | None, everybody: bool, as_json: bool) -> None:
    """List the speakers by how much they are quoted."""
    if ctx.invoked_subcommand:
        return
    from store.archive.location import archive_path
    from store.archive.reader import ArchiveReader

    with faults(), ArchiveReader(archive_path(ctx.obj)) as reader:
        rows = [
            {
                "speaker": speaker.name,
                "kind": speaker.kind,
                "quotes": speaker.quotes,
                "aliases": list(speaker.aliases),
            }
            for speaker in reader.speakers(limit or -1, everybody=everybody)
        ]
        columns = ("speaker", "kind", "quotes", "aliases")
        show(rows, columns, as_json=as_json, numbers=("quotes",))
