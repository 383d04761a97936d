"""A small archive with invented articles, and the app on it."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from store import open_archive
from store.records import (
    Article,
    Attribution,
    ExtractedQuote,
    Extraction,
    IssueMention,
    Kind,
    Mode,
    Person,
    Span,
)
from tui.app import OnRecordApp
from tui.settings import Settings
from tui.thread_session import ThreadSession

HARBOUR = """\
The harbour authority of Port Ellery presented its plan on Tuesday.

Mayor Ada Lund said the new harbour would pay for itself in ten years. "We will not raise the harbour fees," \
she told reporters.

According to Tomas Reyes, the ferry contract was never offered to anyone else.

The Ellery Post reported that the ferry company had asked for guarantees. \
Reyes denied that the harbour was sold.
"""
FERRY = """\
Talks about the ferry contract went on in Port Ellery.

"The guarantees are on the table," Ada Lund said on Friday.

Residents of the island fear that the ferry will stop in winter, they say. \
Tomas Reyes promised two ferries a day.
"""
BRIDGE = "Ada Lund wrote that the bridge needs no guarantees. Ilse Brandt believes the bridge will be late."


def said(
    text: str,
    content: str,
    source: str,
    speaker: str,
    *,
    cue: str = "said",
    kind: Kind = "indirect",
    mode: Mode = "speech",
    role: str = "",
    issues: Sequence[str] = (),
    confidence: float = 0.9,
    negated: bool = False,
) -> ExtractedQuote:
    """A quote of `text`, found by its words."""
    start = text.index(content)

    def near(words: str) -> tuple[Span, ...]:
        whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        before = [match.span() for match in whole.finditer(text, 0, start)]
        if before:
            return (before[-1],)
        after = whole.search(text, start)
        assert after is not None
        return (after.span(),)

    attribution = Attribution(
        ((start, start + len(content)),), near(cue), near(source), kind, mode, confidence, negated
    )
    return ExtractedQuote(attribution, content, (speaker,), "person", role, issues=tuple(issues))


def extraction(text: str, quotes: Sequence[ExtractedQuote]) -> Extraction:
    """What extracting `text` would have given."""
    names = list(dict.fromkeys(name for quote in quotes for name in quote.speakers))
    people = []
    for name in names:
        roles = tuple(
            dict.fromkeys(quote.role for quote in quotes if quote.speakers == (name,) and quote.role)
        )
        people.append(Person(name, (name.split()[-1],), roles))
    issues = list(dict.fromkeys(issue for quote in quotes for issue in quote.issues))
    mentions = tuple(
        IssueMention(issue, tuple(index for index, quote in enumerate(quotes) if issue in quote.issues))
        for issue in issues
    )
    return Extraction(text, tuple(quotes), tuple(people), mentions)


HARBOUR_QUOTES = (
    said(HARBOUR, "the new harbour would pay for itself in ten years", "Mayor Ada Lund", "Ada Lund",
         role="Mayor", issues=["harbour"]),
    said(HARBOUR, "We will not raise the harbour fees,", "she", "Ada Lund", cue="told", kind="direct",
         role="Mayor", issues=["harbour"]),
    said(HARBOUR, "the ferry contract was never offered to anyone else", "Tomas Reyes", "Tomas Reyes",
         cue="According to", issues=["ferry contract"]),
    said(HARBOUR, "the ferry company had asked for guarantees", "The Ellery Post", "The Ellery Post",
         cue="reported", mode="writing", issues=["ferry contract"], confidence=0.4),
    said(HARBOUR, "the harbour was sold", "Reyes", "Tomas Reyes", cue="denied", issues=["harbour"],
         negated=True),
)  # fmt: skip
FERRY_QUOTES = (
    said(FERRY, "The guarantees are on the table,", "Ada Lund", "Ada Lund", kind="direct",
         issues=["ferry contract"]),
    said(FERRY, "the ferry will stop in winter", "Residents of the island", "Residents of the island",
         cue="fear", mode="attitude", issues=["ferry contract"]),
    said(FERRY, "two ferries a day", "Tomas Reyes", "Tomas Reyes", cue="promised", issues=["ferry contract"]),
)  # fmt: skip
BRIDGE_QUOTES = (
    said(BRIDGE, "the bridge needs no guarantees", "Ada Lund", "Ada Lund", cue="wrote", mode="writing",
         issues=["bridge"]),
    said(BRIDGE, "the bridge will be late", "Ilse Brandt", "Ilse Brandt", cue="believes", mode="attitude",
         issues=["bridge"]),
)  # fmt: skip


def made(path: Path) -> Path:
    """The archive, made at `path`."""
    articles = (
        (Article(HARBOUR, "Harbour plan presented", date(2025, 11, 4), "The Ellery Post",
                 "https://post.example/harbour"), HARBOUR_QUOTES),
        (Article(FERRY, "Ferry talks go on", date(2025, 12, 12), "Island Radio",
                 "https://radio.example/ferry"), FERRY_QUOTES),
        (Article(BRIDGE, "The bridge", date(2025, 12, 20), "The Ellery Post"), BRIDGE_QUOTES),
    )  # fmt: skip
    with open_archive(path) as archive:
        for article, quotes in articles:
            archive.add_article(article, extraction(article.text, quotes))
    return path


@pytest.fixture(scope="session")
def made_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, made once."""
    return made(tmp_path_factory.mktemp("archive") / "ellery.db")


@pytest.fixture
def archive(made_archive: Path, tmp_path: Path) -> Path:
    """A copy of the archive, to be changed."""
    path = tmp_path / "ellery.db"
    copyfile(made_archive, path)
    return path


Opened = Callable[..., AbstractAsyncContextManager["Reader"]]


class Reader:
    """The running app with ways to wait for what it does."""

    def __init__(self, app: OnRecordApp, pilot: Pilot[None], folder: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.folder = folder

    @property
    def screen(self) -> Any:
        """The screen that is up."""
        return self.app.screen

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys, each after everything the one before set off is done."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type into the box that has the keys."""
        for letter in text:
            self.app.post_message(events.Key(_character_to_key(letter), letter))
        await self.settle()

    async def burst(self, *keys: str) -> None:
        """Press keys faster than the app can follow."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
        await self.settle()

    async def settle(self) -> None:
        """Wait until no work goes on, no message waits and nothing is left to paint.

        Pilot's own pause waits until the process is idle by its CPU time, which a busy machine never grants.
        """
        quiet = 0
        while quiet < 8:
            before = len(self.app.workers)
            with contextlib.suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self._handled()
            quiet = quiet + 1 if not before and not len(self.app.workers) else 0

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what a later layout brings. Raises `TimeoutError` when it does not."""
        async with asyncio.timeout(20):
            while not holds():
                await self.settle()

    async def _handled(self) -> None:
        """Until every widget has handled what was posted to it."""
        if not self.app.is_running or not self.app.screen_stack:
            return
        nodes = [
            self.app,
            *(node for top in self.app.screen_stack for node in top.walk_children(with_self=True)),
        ]
        waiting = [asyncio.Event() for _ in nodes]
        posted = [node.call_later(event.set) for node, event in zip(nodes, waiting, strict=True)]
        for event, sent in zip(waiting, posted, strict=True):
            if sent and self.app.is_running:
                await asyncio.wait_for(event.wait(), 20)
        await self._painted()

    async def _painted(self) -> None:
        """Until what was left to lay out and to paint is on the screen."""
        if self.app.is_running and self.app.screen.is_running:
            painted = asyncio.Event()
            self.app.screen.call_after_refresh(painted.set)
            await asyncio.wait_for(painted.wait(), 20)
            if (painting := self.screen._painting) is not None:
                await asyncio.wait([painting])

    @property
    def said(self) -> str:
        """What the bottom line says."""
        from tui.widgets.status import StatusLine

        return self.app.screen.query_one(StatusLine).said

    def lines(self, selector: str) -> list[str]:
        """What a list shows, line by line."""
        from tui.widgets.lines import LineList

        widget = self.app.screen.query_one(selector, LineList)
        return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and memory of their own."""
    monkeypatch.setenv("ONRECORD_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ONRECORD_STATE", str(tmp_path / "state"))


@pytest.fixture
def opened(archive: Path) -> Opened:
    """Opens the app: `async with opened(size=(160, 45)) as reader`."""

    @asynccontextmanager
    async def open_app(
        *, size: tuple[int, int] = (160, 45), path: Path | None = None, **settings: object
    ) -> AsyncIterator[Reader]:
        settings.setdefault("glyphs", "unicode")
        session = ThreadSession(path or archive)
        app = OnRecordApp(session, settings=Settings(**settings))  # type: ignore[arg-type]
        try:
            async with app.run_test(size=size) as pilot:
                reader = Reader(app, pilot, archive.parent)
                await reader.settle()
                yield reader
        finally:
            session.close()

    return open_app
