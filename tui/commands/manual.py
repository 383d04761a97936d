"""`onrecord manual`: the manual page, made from the commands themselves."""

from __future__ import annotations

import click


@click.command(epilog="Exit status: 0 done.")
def command() -> None:
    """Print the manual page, onrecord(1), in roff."""
    from tui.manual import page

    click.echo(page(), nl=False)
