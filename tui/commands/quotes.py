"""`onrecord quotes`: setting single quotes right."""

from __future__ import annotations

import click

from tui.commands.changing import changing, told
from tui.commands.completing import SPEAKERS
from tui.commands.output import EXIT_STATUS


@click.group(epilog=EXIT_STATUS)
def command() -> None:
    """Set single quotes right. A quote is named by its uid, or enough of its beginning (`search --json`)."""


@command.command(epilog=EXIT_STATUS)
@click.argument("uid")
@click.argument("speakers", nargs=-1, shell_complete=SPEAKERS)
@click.pass_obj
def reassign(archive: str | None, uid: str, speakers: tuple[str, ...]) -> None:
    """SPEAKERS said it: speakers of the archive, or new names; without any, nobody known did."""
    with changing(archive) as opened:
        number = opened.reassign_quote(uid, speakers)
        told(f"{uid} is by {' and '.join(speakers) or 'nobody known'}.", number)


@command.command(epilog=EXIT_STATUS)
@click.argument("uid")
@click.pass_obj
def reject(archive: str | None, uid: str) -> None:
    """It is not a quote."""
    with changing(archive) as opened:
        told(f"{uid} is not a quote.", opened.reject_quote(uid))
