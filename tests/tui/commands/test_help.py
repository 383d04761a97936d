"""Help with examples that work, completion that three shells take, a manual page that has every command."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tui.commands.examples import EXAMPLES
from tui.commands.root import COMMANDS, cli
from tui.manual import page

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_examples_in_its_help(name: str) -> None:
    shown = CliRunner().invoke(cli, [name, "--help"])
    assert shown.exit_code == 0
    assert EXAMPLES[name][0] in shown.output


@pytest.mark.parametrize("line", [line for lines in EXAMPLES.values() for line in lines])
def test_every_example_is_right_usage(line: str) -> None:
    words = shlex.split(line.rpartition("| ")[2] if "| onrecord" in line else line.split(" | ")[0])
    end = next((at for at, word in enumerate(words) if word in "<>"), len(words))
    words = words[1:end]
    # Read as the command line would, one command after the other, without doing it.
    context: click.Context = cli.make_context("onrecord", list(words))
    while isinstance(context.command, click.Group) and (rest := [*context._protected_args, *context.args]):
        name, command, left = context.command.resolve_command(context, rest)
        assert command is not None
        context = command.make_context(name, left, parent=context)
    assert context.command is not cli or words == []


@pytest.mark.parametrize(
    ("shell", "sign"), [("bash", "complete -o"), ("zsh", "#compdef onrecord"), ("fish", "complete ")]
)
def test_completion_scripts_are_for_their_shells(shell: str, sign: str) -> None:
    # For bash, click asks the bash that is there for its version.
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert sign in result.stdout
    assert "_ONRECORD_COMPLETE" in result.stdout
    program = shutil.which(shell)
    if program:
        subprocess.run([program, "-n"], input=result.stdout, text=True, check=True)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("exp", {"export"}), ("export --f", {"--format"}), ("export -f cs", {"csv", "csl-json"})],
)
def test_commands_options_and_choices_are_completed(typed: str, offered: set[str]) -> None:
    line = f"onrecord {typed}"
    environment = {
        **os.environ,
        "_ONRECORD_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - 1),
    }
    run = subprocess.run(
        [sys.executable, "-m", "tui.cli"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {row.partition(",")[2] for row in run.stdout.splitlines()} >= offered


def test_the_manual_has_every_command_with_its_options() -> None:
    roff = page()
    for name in COMMANDS:
        assert f".SS onrecord {name}".replace("-", "\\-") in roff
    assert ".SS onrecord feeds refresh" in roff
    assert "\\-\\-speaker NAME" in roff
    assert all(row.startswith((".TH", ".SH", ".SS", ".PP", ".TP", ".B ", ".I ", ".nf", ".fi"))
               for row in roff.splitlines() if row.startswith((".", "'")))  # fmt: skip


def test_groff_has_nothing_to_say_against_the_manual() -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    run = subprocess.run(
        ["groff", "-man", "-ww", "-Kutf8", "-Tutf8"], input=page(), capture_output=True, text=True, check=True
    )
    assert "who said what" in run.stdout
    assert run.stderr == ""
