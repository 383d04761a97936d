"""`onrecord sources`: where the archive's articles came from."""

from __future__ import annotations

import click

from tui.commands.output import EXIT_STATUS, faults, json_option, show


@click.command(epilog=EXIT_STATUS)
@json_option
@click.pass_obj
def command(archive: str | None, as_json: bool) -> None:
    """List the sources (newspapers, agencies, feeds) with their articles and quotes."""
    from store.archive.location import archive_path
    from store.archive.reader import ArchiveReader

    with faults(), ArchiveReader(archive_path(archive)) as reader:
        rows = [
            {"source": outlet.name, "articles": articles, "quotes": quotes}
            for outlet, articles, quotes in reader.outlets()
        ]
        columns = ("source", "articles", "quotes")
        show(rows, columns, as_json=as_json, numbers=("articles", "quotes"))
