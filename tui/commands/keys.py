"""`onrecord keys`: the actions and their keys."""

from __future__ import annotations

import click

from tui import settings
from tui.actions import ACTIONS, GROUPS, key_names


@click.command()
@click.option("--default", "default", is_flag=True, help="Print the default keys as TOML for settings.toml.")
def command(default: bool) -> None:
    """List the actions of the reader, their keys and ids."""
    if default:
        click.echo(keymap())
        return
    loaded = settings.load()
    for problem in loaded.problems:
        click.echo(problem, err=True)
    for group in GROUPS:
        click.echo(group)
        for action in ACTIONS:
            if action.group == group:
                keys = key_names(loaded.settings.keys.get(action.id, action.keys))
                click.echo(f"  {keys:<14} {action.id:<20} {action.help}")


def keymap() -> str:
    """The default keys, as the table [keys] of settings.toml."""
    lines = [f"# Put what you change into {settings.folder() / settings.FILE}", "[keys]"]
    for group in GROUPS:
        lines += ["", f"# {group}"]
        lines += [
            f'"{action.id}" = "{action.keys}"  # {action.label}'
            for action in ACTIONS
            if action.group == group
        ]
    return "\n".join(lines)
