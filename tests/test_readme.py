"""What the README says of keys and commands is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from tui.actions import table
from tui.commands.root import COMMANDS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
KEYS = re.compile(r"<!-- keys: begin.*?-->\n(.*?)<!-- keys: end -->", re.DOTALL)


def test_the_table_of_keys_is_the_registrys() -> None:
    found = KEYS.search(README)
    assert found is not None
    assert found[1].strip() == table().strip(), "run `python -m tests.test_readme`"


def test_every_command_named_exists() -> None:
    named = set(re.findall(r"`onrecord ([a-z]+)", README))
    assert named
    assert named <= set(COMMANDS)


def test_every_file_linked_exists() -> None:
    root = Path(__file__).parent.parent
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (root / link).exists(), link


def _write() -> None:
    head, rest = README.split("<!-- keys: begin", 1)
    note, rest = rest.split("-->\n", 1)
    tail = rest.split("<!-- keys: end -->", 1)[1]
    text = f"{head}<!-- keys: begin{note}-->\n\n{table()}\n<!-- keys: end -->{tail}"
    (Path(__file__).parent.parent / "README.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write()
