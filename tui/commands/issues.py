"""`onrecord issues`: what people speak about."""

from __future__ import annotations

import click

from tui.commands.output import EXIT_STATUS, faults, json_option, show


@click.group(invoke_without_command=True, epilog=EXIT_STATUS)
@click.option("--limit", type=click.IntRange(1), default=None, metavar="N", help="At most N issues.")
@json_option
@click.pass_context
def command(ctx: click.Context, limit: int | None, as_json: bool) -> None:
    """List the issues, pinned ones first, by how many quotes belong to them."""
    if ctx.invoked_subcommand:
        return
    from store.archive.location import archive_path
    from store.archive.reader import ArchiveReader

    with faults(), ArchiveReader(archive_path(ctx.obj)) as reader:
        rows = [
            {"issue": issue.name, "quotes": issue.quotes, "pinned": issue.pinned}
            for issue in reader.issues(limit or -1)
        ]
        show(rows, ("issue", "quotes"), as_json=as_json, numbers=("quotes",))
