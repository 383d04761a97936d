"""How fast the reader starts and answers: `python -m tests.benchmarks.reader ARCHIVE [RUNS]`.

start: from process start to the first painted rows, beside an empty Textual app in the same run.
keys: search sessions typed through a pseudo-terminal; from each keystroke to the changed screen.
loop: how late the event loop was meanwhile.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.reader.terminal import Terminal

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("HELLO")
Empty().run()
"""
BACKSPACE = "\x7f"


def start(archive: str, runs: int) -> None:
    """Start times, in turns, so that what else the machine does meets both."""
    times: dict[str, list[float]] = {"empty": [], "onrecord": []}
    used: dict[str, list[float]] = {"empty": [], "onrecord": []}
    memory = 0
    for _ in range(runs):
        for name, command, sign in (
            ("empty", [sys.executable, "-c", EMPTY], "HELLO"),
            ("onrecord", [sys.executable, "-m", "tui.cli", "--archive", archive], "▌"),
        ):
            terminal = Terminal(command)
            terminal.wait(lambda text, sign=sign: sign in text)  # type: ignore[misc]
            times[name].append(time.perf_counter() - terminal.begun)
            if name == "onrecord":
                terminal.quiet()
                memory = max(memory, terminal.memory())
            used[name].append(terminal.close()[0])
    low = {name: min(some) * 1000 for name, some in times.items()}
    middle = {name: statistics.median(some) * 1000 for name, some in times.items()}
    cpu = {name: statistics.median(some) * 1000 for name, some in used.items()}
    for name in times:
        print(f"start  {name}: median {middle[name]:.0f} ms, best {low[name]:.0f}, processor {cpu[name]:.0f}")
    ratios = [some["onrecord"] / some["empty"] for some in (middle, low, cpu)]
    print("start  ratios: " + ", ".join(f"{ratio:.2f}" for ratio in ratios))
    print(f"memory {memory / 1e6:.0f} MB resident, the archive's process included")


def words_of(archive: str, count: int) -> list[str]:
    """Words of the archive's quotes, for sessions that find something."""
    from store.search.engine import Engine

    engine = Engine(Path(archive))
    ids = engine.search("", limit=4000).ids
    words: list[str] = []
    for quote in engine.quotes(ids[:: max(1, len(ids) // count)]):
        plain = [word for word in quote.text.lower().split() if word.isalpha() and len(word) > 3]
        words.append(" ".join(plain[:2]))
    engine.close()
    return words[:count]


def keys(archive: str, strokes: int) -> None:
    """Type, and time each keystroke until the screen has changed in its rows or its count."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "late.jsonl"
        command = [sys.executable, "-m", "tests.benchmarks.reader.watched", archive, str(report)]
        terminal = Terminal(command)
        terminal.wait(lambda text: "▌" in text)
        terminal.quiet(1.5)
        took: list[float] = []
        for session in words_of(archive, strokes):
            for key in session:
                before = terminal.text.split("\n")[5:]
                begun = time.perf_counter()
                terminal.send(key)
                while terminal.text.split("\n")[5:] == before and time.perf_counter() - begun < 1:
                    terminal.read(0.05)
                took.append((time.perf_counter() - begun) * 1000)
                terminal.quiet(0.12)
            terminal.send(BACKSPACE * len(session))
            terminal.quiet(0.25)
            if len(took) >= strokes:
                break
        # A key that leaves the rows as they were (what it adds was the only thing found) has no time.
        changed = sorted(time for time in took if time < 1000)
        terminal.close()
        blocks = [json.loads(line) for line in report.read_text().splitlines()] if report.exists() else []
    at = {share: changed[int(len(changed) * share)] for share in (0.5, 0.95, 0.99)}
    print(
        f"keys   {len(took)} typed, {len(changed)} changed the rows: "
        + ", ".join(f"p{share * 100:.0f} {ms:.1f} ms" for share, ms in at.items())
    )
    own = [block["worked_ms"] for block in blocks if block["worked_ms"] > 16]
    worst = max((block["late_ms"] for block in blocks), default=0.0)
    print(f"loop   late by over 16 ms: {len(blocks)} times, worst {worst:.0f} ms")
    print(f"loop   of these by its own work: {len(own)} times, worst {max(own, default=0.0):.0f} ms")


if __name__ == "__main__":
    start(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 7)
    keys(sys.argv[1], 500)
