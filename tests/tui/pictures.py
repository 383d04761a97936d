"""The pictures in the README and the walk-through, made of the seed article: `python -m tests.tui.pictures`.

The article's quotes are written down here, so that a picture changes only when the screen does.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from store import open_archive
from store.records import Article, ExtractedQuote
from tests.tui.conftest import Reader, extraction, said
from tui.app import OnRecordApp
from tui.settings import Settings
from tui.thread_session import ThreadSession

DOCS = Path(__file__).parents[2] / "docs"
SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))

TALKS = ["peace plan"]
GUARANTEES = ["security guarantees"]


def seed_quotes(text: str) -> list[ExtractedQuote]:
    """The seed article's quotes."""
    envoy, representative = "US Special Envoy", "Russian Presidential Special Representative"
    political = "political scientist and head of the Eurasian Institute of Youth Initiatives (Russia)"
    peace = text[text.index("Trump's peace initiative") : text.index('contacts."') + len("contacts.")]
    breakthrough = (
        "The Miami talks failed to produce a breakthrough, although all parties officially described"
    )
    topics = text[text.index("territorial disputes") : text.index(", and funding") + len(", and funding")]
    documents = text[text.index("the Americans discussed") : text.index("economic development") + 20]
    return [
        said(text, "the consultations were proceeding well", "he", "Kirill Dmitriev", cue="stated",
             role=representative, issues=["peace plan"]),
        said(text, "the next round of talks could be held in Moscow", "he", "Kirill Dmitriev", cue="hinted",
             role=representative),
        said(text, "the meeting constructive", "Trump spokesman Witkoff", "Steve Witkoff", cue="called",
             role="Trump spokesman"),
        said(text, "Russia remains committed to achieving peace", "He", "Steve Witkoff", cue="stated",
             role=envoy, issues=TALKS),
        said(text, documents, "Witkoff", "Steve Witkoff", cue="According to", role=envoy,
             issues=[*GUARANTEES, *TALKS]),
        said(text, "the progress in the Ukraine talks is positive and paves the way for peace",
             "Russian experts", "Russian experts", cue="believe", mode="attitude", issues=TALKS),
        said(text, peace, "Yuri Samonkin", "Yuri Samonkin", cue=":", kind="direct", role=political,
             issues=GUARANTEES),
        said(text, f"{breakthrough} them as productive", "Politico", "Politico", cue="reports",
             mode="writing"),
        said(text, "Washington for its mediation", "Both Kyiv and Moscow", "Kyiv", cue="publicly thanked"),
        said(text, "the parties remain far from reaching a compromise on key issues", "the publication",
             "Politico", cue="According to", mode="writing"),
        said(text, topics, "Zelensky", "Zelensky", cue="explicitly identifies",
             issues=[*GUARANTEES, "territorial disputes", "Zaporozhye Nuclear Power Plant", "funding"]),
    ]  # fmt: skip


def build(path: Path) -> None:
    """An archive of the seed article."""
    text = SEED.read_text(encoding="utf-8").split("2025-12-21", 1)[1].strip()
    title = "The Kremlin is awaiting a report …"
    with open_archive(path) as archive:
        article = Article(text, title, date(2025, 12, 21), origin=f"seeds/{SEED.name}")
        archive.add_article(article, extraction(text, seed_quotes(text)))


STEPS: dict[str, tuple[tuple[int, int], Sequence[str]]] = {
    "reader": ((160, 45), ["type:witkoff guarant", "enter"]),
    "walk-1-open": ((100, 30), []),
    "walk-2-help": ((100, 30), ["question_mark"]),
    "walk-3-search": ((100, 30), ["type:witkoff guarant"]),
    "walk-4-read": ((100, 30), ["type:witkoff guarant", "enter"]),
    "walk-5-copy": ((100, 30), ["type:witkoff guarant", "enter", "y"]),
}
"""Picture to its terminal's size and the keys that lead to it."""


async def picture(size: tuple[int, int], steps: Sequence[str]) -> str:
    """The screen after the keys `steps` in a terminal of `size`, as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefing.db"
        build(path)
        session = ThreadSession(path)
        app = OnRecordApp(session, settings=Settings(glyphs="unicode", clipboard="terminal"))
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot, Path(folder))
            app.screen.omnibox.input.cursor_blink = False  # type: ignore[attr-defined]
            await reader.settle()
            for step in steps:
                if step.startswith("type:"):
                    await reader.type(step.removeprefix("type:"))
                else:
                    await reader.press(step)
            picture = app.export_screenshot(title="onrecord")
        session.close()
    return picture


def main() -> None:
    """Write them all."""
    DOCS.mkdir(exist_ok=True)
    os.environ.pop("NO_COLOR", None)
    for name in STEPS:
        (DOCS / f"{name}.svg").write_text(asyncio.run(picture(*STEPS[name])), encoding="utf-8")


if __name__ == "__main__":
    main()
