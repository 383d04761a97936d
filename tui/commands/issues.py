"""`onrecord issues`: what people speak about, as suggested and as defined."""

from __future__ import annotations

from pathlib import Path

import click

from store.text import counted
from tui.commands.changing import changing, told
from tui.commands.completing import ISSUES
from tui.commands.output import EXIT_STATUS, faults, json_option, say, show


@click.group(invoke_without_command=True, epilog=EXIT_STATUS)
@click.option("--limit", type=click.IntRange(1), default=None, metavar="N", help="At most N issues.")
@json_option
@click.pass_context
def command(ctx: click.Context, limit: int | None, as_json: bool) -> None:
    """List the issues, pinned ones first, by how many quotes belong to them; or change them."""
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


@command.command(epilog=EXIT_STATUS)
@click.argument("name")
@click.option("--any", "any_", multiple=True, required=True, help="A phrase that makes a quote belong.")
@click.option("--not", "none", multiple=True, help="A phrase that keeps a quote out.")
@click.pass_obj
def define(archive: str | None, name: str, any_: tuple[str, ...], none: tuple[str, ...]) -> None:
    """Quotes with one of the --any phrases, and none of the --not ones, are about NAME, now and later.

    A * at a phrase's end stands for any ending: "security guarantee*".
    """
    with changing(archive) as opened:
        number = opened.define_issue(name, any_, none)
        told(f"{name}: {counted(opened.issue_quotes(name), 'quote')}.", number)


@command.command(epilog=EXIT_STATUS)
@click.argument("issue", shell_complete=ISSUES)
@click.argument("name")
@click.pass_obj
def rename(archive: str | None, issue: str, name: str) -> None:
    """ISSUE goes by NAME."""
    with changing(archive) as opened:
        told(f"{issue} goes by {name}.", opened.rename_issue(issue, name))


@command.command(epilog=EXIT_STATUS)
@click.argument("keep", shell_complete=ISSUES)
@click.argument("other", shell_complete=ISSUES)
@click.pass_obj
def merge(archive: str | None, keep: str, other: str) -> None:
    """KEEP and OTHER are one issue, which goes by KEEP's name."""
    with changing(archive) as opened:
        told(f"{keep} and {other} are one.", opened.merge_issues(keep, other))


@command.command(epilog=EXIT_STATUS)
@click.argument("issue", shell_complete=ISSUES)
@click.option(
    "--any", "any_", multiple=True, required=True, help="A phrase that tells the other issue's quotes."
)
@click.option("--into", required=True, metavar="NAME", help="What the other issue is called.")
@click.pass_obj
def split(archive: str | None, issue: str, any_: tuple[str, ...], into: str) -> None:
    """Those quotes of ISSUE with one of the --any phrases are about another."""
    with changing(archive) as opened:
        told(f"{into} is split from {issue}.", opened.split_issue(issue, into, any_))


@command.command(epilog=EXIT_STATUS)
@click.argument("issue", shell_complete=ISSUES)
@click.pass_obj
def delete(archive: str | None, issue: str) -> None:
    """ISSUE is none, and is not suggested again."""
    with changing(archive) as opened:
        told(f"{issue} is gone.", opened.delete_issue(issue))


@command.command(epilog=EXIT_STATUS)
@click.argument("issue", shell_complete=ISSUES)
@click.option("--off", is_flag=True, help="No longer.")
@click.pass_obj
def pin(archive: str | None, issue: str, off: bool) -> None:
    """ISSUE stands first in the list."""
    with changing(archive) as opened:
        told(f"{issue} is {'no longer ' if off else ''}pinned.", opened.pin_issue(issue, not off))


@command.command("export", epilog=EXIT_STATUS)
@click.pass_obj
def export_(archive: str | None) -> None:
    """Print the definitions as TOML, to share them."""
    from store.linking.definitions import to_toml

    with changing(archive) as opened:
        click.echo(to_toml(opened.definitions()), nl=False)


@command.command("import", epilog=EXIT_STATUS)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_(archive: str | None, file: Path) -> None:
    """Take over the definitions in FILE, as `export` prints them; those of the same names are replaced."""
    from store.archive.errors import CorrectionError
    from store.linking.definitions import DefinitionError, from_toml

    with changing(archive) as opened:
        try:
            definitions = from_toml(file.read_text("utf-8"))
        except (DefinitionError, UnicodeDecodeError) as error:
            raise CorrectionError(f"{file}: {error}") from error
        with opened.transaction():
            for definition in definitions:
                opened.define_issue(definition.name, definition.any, definition.none)
                if definition.pinned:
                    opened.pin_issue(definition.name)
        say(f"{counted(len(definitions), 'issue')} defined.")
