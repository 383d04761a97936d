"""`onrecord undo` and `onrecord corrections`: what a person decided, and taking it back."""

from __future__ import annotations

import click

from tui.commands.changing import changing
from tui.commands.output import EXIT_STATUS, say


@click.command(epilog=EXIT_STATUS)
@click.argument("number", type=int, required=False)
@click.pass_obj
def command(archive: str | None, number: int | None) -> None:
    """Take back the correction with this NUMBER (see `onrecord corrections`), or the last one."""
    with changing(archive) as opened:
        taken, action, _ = opened.undo(number)
        say(f"Took back correction {taken} ({action}).")
