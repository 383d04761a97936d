"""`onrecord completion`: what bash, zsh and fish complete by."""

from __future__ import annotations

import click

_STATUS = """\
It needs bash 4.4 or later. The shell asks onrecord itself at each Tab, so new commands are completed at once.

Exit status: 0 done, 2 wrong usage."""


@click.command(epilog=_STATUS)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for a shell."""
    from click.shell_completion import get_completion_class

    from tui.commands.root import cli

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(cli, {}, "onrecord", "_ONRECORD_COMPLETE").source())
