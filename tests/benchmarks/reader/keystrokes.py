"""Keystrokes through a pseudo-terminal, and what the event loop was doing meanwhile."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.reader.terminal import Terminal

BACKSPACE, ENTER, ESCAPE, PALETTE = "\x7f", "\r", "\x1b", "\x10"
BUDGET_MS = 16
PANE, BESIDE = "4 Quotes", "5 Article"


@dataclass(frozen=True, slots=True)
class Late:
    """The event loop came back too late."""

    at: float
    late_ms: float
    worked_ms: float
    """Of these, what the reader itself worked; the rest is the machine's."""


def words_of(archive: str, strokes: int) -> Iterator[str]:
    """Two words each of quotes from all over the archive, as long as `strokes` keystrokes need."""
    from store.search.engine import Engine

    engine = Engine(Path(archive))
    ids = engine.all_ids("")
    left = strokes
    for quote in engine.quotes(ids[:: max(1, len(ids) // 400)]):
        plain = [word for word in quote.text.lower().split() if word.isalpha() and len(word) > 3]
        session = " ".join(plain[:2])
        if session and left > 0:
            left -= len(session)
            yield session
    engine.close()


class Sessions:
    """A person at the reader."""

    def __init__(self, archive: str, report: Path) -> None:
        self._report = report
        self.terminal = Terminal(
            [sys.executable, "-m", "tests.benchmarks.reader.watched", archive, str(report)]
        )
        self.terminal.wait(lambda text: "▌" in text)
        self.terminal.quiet(2.5)

    def rows(self) -> list[str]:
        """What the list of quotes shows."""
        lines = self.terminal.text.split("\n")
        head = next((line for line in lines if PANE in line and BESIDE in line), "")
        # The scrollbar, left of the article's border, is none of the rows: it tells how many there are.
        left, right = head.find(PANE), head.find(BESIDE) - 3
        return [line[left:right] for line in lines[5:-1]]

    def stroke(self, key: str) -> float | None:
        """Milliseconds from `key` to changed rows; None where it left them as they were.

        What arrives is stamped, and only looked at when all has come: the terminal's own work takes none of
        the reader's time.
        """
        before = self.rows()
        begun = time.perf_counter()
        self.terminal.send(key)
        took: float | None = None
        for arrived, data in self.terminal.collect(quiet=0.15, first=1.0):
            self.terminal.feed(data)
            if took is None and self.rows() != before:
                took = (arrived - begun) * 1000
        return took

    def first_uses(self) -> Iterator[tuple[str, float]]:
        """Do everything else once; what was done, and when it began."""
        terminal = self.terminal
        for what, keys in (
            ("opening an article", ENTER),
            ("the next quote", "n"),
            ("back", ESCAPE),
            ("the keys", "?"),
            ("closing them", ESCAPE),
            ("the palette", PALETTE),
            ("closing it", ESCAPE),
            ("the last row of all", ESCAPE + "G"),
            ("the first", "g"),
            ("another theme", "T"),
            ("the matrix", "m"),
            ("closing it", ESCAPE),
        ):
            yield what, time.perf_counter()
            terminal.send(keys)
            terminal.quiet(0.5)
        for size in ((100, 30), (160, 45)):
            yield f"resizing to {size[0]} columns while typing", time.perf_counter()
            terminal.send("/the ")
            terminal.resize(*size)
            terminal.send("and")
            terminal.quiet(0.5)

    def late(self) -> list[Late]:
        """What the watchdog saw."""
        if not self._report.exists():
            return []
        return [Late(**json.loads(line)) for line in self._report.read_text().splitlines()]


def keys(archive: str, strokes: int) -> None:
    """Print how long rows take after a keystroke, and each time the loop was held up."""
    with tempfile.TemporaryDirectory() as folder:
        person = Sessions(archive, Path(folder) / "late.jsonl")
        took: list[float | None] = []
        for session in words_of(archive, strokes):
            took += [person.stroke(key) for key in session]
            person.terminal.send(BACKSPACE * len(session))
            person.terminal.quiet(0.25)
        typing = len(person.late())
        uses = list(person.first_uses())
        person.terminal.close()
        late = person.late()
    # A key that leaves the rows as they were (what it adds was the only thing found) has no time.
    changed = sorted(time for time in took if time is not None)
    shares = {share: changed[int(len(changed) * share)] for share in (0.5, 0.95, 0.99)}
    print(
        f"keys   {len(took)} typed, {len(changed)} changed the rows: "
        + ", ".join(f"p{share * 100:.0f} {ms:.1f} ms" for share, ms in shares.items())
    )
    _told("typing", late[:typing])
    for (what, begun), ended in zip(uses, [at for _, at in uses[1:]] + [float("inf")], strict=True):
        _told(what, [one for one in late[typing:] if begun <= one.at < ended])


def _told(what: str, late: list[Late]) -> None:
    own = [one.worked_ms for one in late if one.worked_ms > BUDGET_MS]
    print(
        f"loop   {what:40} over {BUDGET_MS} ms of its own work: {len(own)} times,"
        f" worst {max(own, default=0):.0f} ms"
        f" (late {len(late)} times, worst {max((one.late_ms for one in late), default=0):.0f})"
    )
