"""Every screen as text with its looks, to be compared with what is stored: `python -m tests.tui.screens`.

A stored screen is what it shows, line by line, then the looks of each line as runs (`a12b3`: twelve cells of
look a, three of b), then what each letter stands for. One app is walked from screen to screen, so that a
hundred of them cost no hundred starts.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.style import Style
from textual.widgets import Input

from store import open_archive
from store.records import Article
from tests.tui.conftest import FERRY_QUOTES, Reader, extraction, made, said
from tui.answers import Added
from tui.app import OnRecordApp
from tui.screens.adding import ProblemsScreen
from tui.settings import Settings
from tui.thread_session import ThreadSession

FOLDER = Path(__file__).parent / "snapshots"
SIZES = ((160, 45), (100, 30), (60, 20))
LOOKS = {"colour": "unicode", "no-colour": "unicode", "ascii": "ascii"}
"""Look to the glyphs it is drawn with."""

MANY_SCRIPTS = f"""\
Zoë Ångström (杨紫) said: "{FERRY_QUOTES[0].text.rstrip(",")}."

Cafe\u0301 owner 村上 believes 港は美しい, שלום and the \U0001f6a2 \U0001f44d\U0001f3fd will come.
"""

WALK: tuple[tuple[str, Sequence[str], Sequence[str]], ...] = (
    ("main", ["type:guar"], []),
    ("nothing-found", ["type:xq"], ["ctrl+u"]),
    ("filtered", ["type:lund", "tab"], ["backspace", "escape", "0"]),
    ("speakers", ["2"], ["4", "g"]),
    ("article", ["j", "enter"], []),
    ("article-zoomed", ["z"], ["z", "escape"]),
    ("prompt", ["f"], ["escape"]),
    ("picker", ["e", "type:re"], ["escape"]),
    ("help", ["question_mark"], ["escape"]),
    ("palette", ["ctrl+p"], ["escape"]),
    ("card", ["l"], ["escape"]),
    ("copy", ["Y"], ["escape"]),
    ("brief", ["space", "space", "b"], ["escape"]),
    ("speaker", ["i"], ["escape"]),
    ("timeline", ["t"], ["escape"]),
    ("compare", ["c", "down", "tab", "down", "tab", "enter"], ["escape"]),
    ("matrix", ["m", "l"], ["escape"]),
    ("adding", ["a"], ["escape"]),
    ("problems", ["problems"], ["escape"]),
    ("occurrences", ["slash", "type:on the table", "enter", "4", "g", "O"], ["escape"]),
)
"""Screen, the keys that lead there from the one before, and those that lead on from it."""


def build(path: Path) -> None:
    """The small archive of the reader's tests, and an article in many scripts that repeats a quote."""
    made(path)
    text = MANY_SCRIPTS
    quotes = [
        said(text, FERRY_QUOTES[0].text.rstrip(","), "Zoë Ångström", "Ada Lund", kind="direct"),
        said(text, "港は美しい, שלום and the \U0001f6a2 \U0001f44d\U0001f3fd will come", "村上", "村上",
             cue="believes", mode="attitude", issues=["港"]),
    ]  # fmt: skip
    article = Article(
        text, "北島 \x1b[2J\u202eferry", date(2025, 12, 28), "北島新聞", "https://news.example/1"
    )
    with open_archive(path) as archive:
        archive.add_article(article, extraction(text, quotes))


async def walk(size: tuple[int, int], look: str) -> AsyncIterator[tuple[str, str]]:
    """Each screen's name and what it looks like."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ellery.db"
        build(path)
        async for shot in _walk(path, size, look, WALK):
            yield shot
    # Named as it will be shown: the folder is another one each time.
    async for shot in _walk(Path("nothing-here.db"), size, look, (("empty", [], []),)):
        yield shot


async def _walk(
    path: Path, size: tuple[int, int], look: str, steps: Sequence[tuple[str, Sequence[str], Sequence[str]]]
) -> AsyncIterator[tuple[str, str]]:
    session = ThreadSession(path)
    app = OnRecordApp(session, settings=Settings(glyphs=LOOKS[look], clipboard="terminal"))
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot, path.parent)
        await reader.settle()
        for name, there, on in steps:
            await _go(reader, there)
            for box in app.screen.query("Input, SearchInput").results(Input):
                box.cursor_blink = False
            await reader.settle()
            yield name, dump(app)
            await _go(reader, on)
    session.close()


async def _go(reader: Reader, steps: Sequence[str]) -> None:
    for step in steps:
        if step.startswith("type:"):
            await reader.type(step.removeprefix("type:"))
        elif step == "problems":
            problems = ("There is nothing at talks.txt.", "scan.pdf has no text: it may be a scan.")
            reader.app.push_screen(ProblemsScreen(Added(3, 1, 2, problems)))
            await reader.settle()
        else:
            await reader.press(step)


def dump(app: OnRecordApp) -> str:
    """The screen that is up, as text with looks."""
    lines, looks = [], []
    letters: dict[str, str] = {}
    for strip in app.screen._compositor.render_strips():
        lines.append(strip.text.rstrip())
        runs = []
        cells = [(described(segment.style), segment.cell_length) for segment in strip if segment.text]
        for style, run in groupby(cells, key=lambda cell: cell[0]):
            letter = letters.setdefault(style, _letter(len(letters)))
            runs.append(f"{letter}{sum(length for _, length in run)}")
        looks.append("".join(runs))
    legend = [f"{letter} {style}".rstrip() for style, letter in letters.items()]
    return "\n".join([*lines, "", *looks, "", *legend, ""])


def described(style: Style | None) -> str:
    """A style in words, without what only a mouse notices."""
    return str(style.without_color + Style(color=style.color, bgcolor=style.bgcolor)) if style else ""


def _letter(number: int) -> str:
    # Digits are lengths; after z come pairs.
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return alphabet[number] if number < len(alphabet) else "_" + _letter(number - len(alphabet))


def stored(name: str, size: tuple[int, int], look: str) -> Path:
    """Where a screen is stored."""
    return FOLDER / name / f"{size[0]}x{size[1]}-{look}.txt"


def looks_and_sizes() -> Iterator[tuple[str, tuple[int, int]]]:
    """All of them."""
    for look in LOOKS:
        for size in SIZES:
            yield look, size


async def write() -> None:
    """Store every screen as it is now."""
    for look, size in looks_and_sizes():
        os.environ.pop("NO_COLOR", None)
        if look == "no-colour":
            os.environ["NO_COLOR"] = "1"
        async for name, shown in walk(size, look):
            path = stored(name, size, look)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(write())
