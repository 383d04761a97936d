"""The command line, read with click: thin, each command a few lines over `store`.

A command's module is imported only when it is run, so that none pays for what another needs.
"""

from __future__ import annotations

import importlib
from typing import Any

import click

from tui.commands.examples import with_examples
from tui.commands.output import INTERRUPTED

COMMANDS: dict[str, tuple[str, str]] = {
    "add": ("tui.commands.add", "Add articles to the archive."),
    "completion": ("tui.commands.completion", "Print what a shell completes by."),
    "corrections": ("tui.commands.corrections", "List what a person decided."),
    "doctor": ("tui.commands.doctor", "Check that everything is as it should be."),
    "export": ("tui.commands.export", "Write quotes to files, as evidence."),
    "extract": ("tui.commands.extract", "Print the quotes in files, without an archive."),
    "feeds": ("tui.commands.feeds", "Subscribe to feeds and fetch their news."),
    "import": ("tui.commands.import_", "Add quotes and articles collected elsewhere."),
    "issues": ("tui.commands.issues", "List and change what people speak about."),
    "keys": ("tui.commands.keys", "List the reader's actions and their keys."),
    "manual": ("tui.commands.manual", "Print the manual page."),
    "mcp": ("tui.commands.mcp", "Serve the archive to assistants."),
    "quotes": ("tui.commands.quotes", "Set single quotes right."),
    "read": ("tui.commands.read", "Open the reader (the default command)."),
    "reindex": ("tui.commands.reindex", "Make speakers, issues and the search index again."),
    "search": ("tui.commands.search", "Find quotes."),
    "serve": ("tui.commands.serve", "Serve the reader to a browser."),
    "sources": ("tui.commands.sources", "List where the articles came from."),
    "speakers": ("tui.commands.speakers", "List and correct who is quoted."),
    "undo": ("tui.commands.undo", "Take a correction back."),
    "watch": ("tui.commands.watch", "Add what appears in a folder."),
}
"""Command name to its module (which defines a click command `command`) and its line in `--help`."""

DEFAULT = "read"


class LazyCommands(click.Group):
    """A group whose commands are imported on use; words that are no command go to the default one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return with_examples(cmd_name, command)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            # Click's own answer is exit status 1, as for a command that failed.
            click.echo("onrecord: stopped.", err=True)
            raise SystemExit(INTERRUPTED) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not args or args[0] not in COMMANDS:
            args = [DEFAULT, *args]
        return super().resolve_command(ctx, args)


@click.group(cls=LazyCommands, invoke_without_command=True, no_args_is_help=False)
@click.option("--archive", envvar="ONRECORD_ARCHIVE", metavar="FILE", help="The archive file to use.")
@click.version_option(package_name="onrecord")
@click.pass_context
def cli(ctx: click.Context, archive: str | None) -> None:
    """Who said what, about which issue, when, and where it was reported."""
    ctx.obj = archive
    if ctx.invoked_subcommand is None:
        command = cli.get_command(ctx, DEFAULT)
        assert command is not None
        ctx.invoke(command)
