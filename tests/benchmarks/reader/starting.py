"""Start-up and memory: the reader beside an empty Textual app and its peers, in turns, in the same run."""

from __future__ import annotations

import compileall
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import store
import tui
from tests.benchmarks.reader.terminal import Terminal

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("HELLO")
Empty().run()
"""
PEERS = Path(tempfile.gettempdir()) / "onrecord-peers"
"""Virtual environments, one for each peer: they need different releases of Textual, and none is ours."""


@dataclass
class Program:
    """A program, and what its screen shows when it has started."""

    name: str
    command: list[str]
    sign: str
    wall: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)
    """Seconds from its start to that sign; seconds of its processor time until then."""


def programs(archive: str) -> list[Program]:
    """The reader, an empty Textual app, and those peers that are installed."""
    found = [
        Program("empty Textual app", [sys.executable, "-c", EMPTY], "HELLO"),
        Program("onrecord", [sys.executable, "-m", "tui.cli", "--archive", archive], "▌"),
    ]
    for name, sign in (("posting", "Collection"), ("harlequin", "Data Catalog")):
        folder = PEERS / name
        command = folder / "bin" / name
        if command.exists():
            found.append(Program(name, [str(command)], sign))
        else:
            print(f"{name} is not installed: python3 -m venv {folder} && {folder}/bin/pip install {name}")
    return found


def start(archive: str, runs: int) -> None:
    """Print how long each takes to start, and what the reader holds of the machine's memory."""
    # As pip compiles what it installs: the others are installed, we may be run out of a checkout.
    for package in (store, tui):
        compileall.compile_dir(Path(package.__path__[0]), quiet=1)
    some = programs(archive)
    resident = shared = 0
    with tempfile.TemporaryDirectory() as home:
        for _ in range(runs):
            for program in some:
                terminal = Terminal(program.command, environment={"HOME": home, "XDG_CONFIG_HOME": home})
                try:
                    program.wall.append(terminal.painted(program.sign) * 1000)
                except (TimeoutError, OSError):
                    terminal.close()
                    continue
                program.used.append(terminal.used() * 1000)
                if program.name == "onrecord":
                    terminal.quiet(1.0)
                    resident = max(resident, terminal.memory())
                    shared = max(shared, terminal.memory(proportional=True))
                terminal.close()
    empty = some[0]
    for program in some:
        if not program.wall:
            print(f"start  {program.name} did not start")
            continue
        wall, used = statistics.median(program.wall), statistics.median(program.used)
        ratios = (
            wall / statistics.median(empty.wall),
            min(program.wall) / min(empty.wall),
            used / statistics.median(empty.used),
            min(program.used) / min(empty.used),
        )
        print(
            f"start  {program.name:18} median {wall:5.0f} ms, best {min(program.wall):5.0f};"
            f" processor {used:5.0f}, best {min(program.used):5.0f};"
            f" to empty {', '.join(f'{ratio:.2f}' for ratio in ratios)}"
        )
    print(f"memory {shared / 1e6:.0f} MB of both processes, pages they share counted once (PSS, judged)")
    print(f"memory {resident / 1e6:.0f} MB when such pages are counted in each (RSS)")
