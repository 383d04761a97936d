"""What other programs do to an archive while the reader shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from store import open_archive
from store.archive.reader import ArchiveReader
from store.records import Article
from tests.tui.conftest import Opened, Reader, extraction, made, said
from tui.widgets.header import Header

PIER = "Ada Lund said that the pier is closed for good."


def add(path: Path, text: str = PIER) -> None:
    with open_archive(path) as archive:
        quotes = [said(text, "the pier is closed for good", "Ada Lund", "Ada Lund")]
        archive.add_article(Article(text, "The pier", date(2026, 1, 5)), extraction(text, quotes))


def replace(path: Path) -> None:
    """Put an archive of one article where another one is."""
    other = path.with_name("other.db")
    add(other)
    for left in path.parent.glob(f"{path.name}-*"):
        left.unlink()
    other.replace(path)


def holds(reader: Reader) -> str:
    return reader.screen.query_one(Header).holds


async def test_what_another_program_adds_is_counted_at_the_next_search(opened: Opened, archive: Path) -> None:
    async with opened() as reader:
        assert "3 articles" in holds(reader)
        add(archive)
        await reader.type("pier")
        assert "4 articles" in holds(reader)
        assert "1 of 11" in "".join(strip.text for strip in reader.screen._compositor.render_strips())


async def test_an_archive_put_in_the_place_of_another_is_shown(opened: Opened, archive: Path) -> None:
    async with opened() as reader:
        replace(archive)
        await reader.type("pier")
        assert "another one has taken its place" in reader.said
        assert "1 article " in holds(reader)
        assert len(reader.screen.quotes.ids) == 1
        assert any("the pier is closed" in line for line in reader.lines("#quotes"))


async def test_a_change_is_never_made_to_an_archive_that_is_gone(opened: Opened, archive: Path) -> None:
    async with opened() as reader:
        await reader.press("escape", "4", "space")  # the writing side is open on the old one now
        replace(archive)
        await reader.press("X")
        assert "has no quote" in reader.said
        await reader.press("slash")
        await reader.type("pier")
        await reader.press("escape", "4", "space")
        assert reader.said == "Marked for the brief"
    with ArchiveReader(archive) as now:
        assert len(now.marks()) == 1


async def test_what_was_changed_in_an_archive_is_not_taken_back_in_another(
    opened: Opened, archive: Path
) -> None:
    async with opened() as reader:
        await reader.press("escape", "4", "X")
        other = made(archive.with_name("other.db"))
        with open_archive(other) as there:
            number = there.merge_speakers("Ada Lund", "Ilse Brandt")
        other.replace(archive)
        await reader.press("u")
        assert reader.said == "There is nothing to undo."
    with open_archive(archive) as there:
        assert there.undo()[0] == number


async def test_an_archive_that_is_deleted_is_shown_as_empty(opened: Opened, archive: Path) -> None:
    async with opened() as reader:
        for part in archive.parent.glob(f"{archive.name}*"):
            part.unlink()
        await reader.type("a")
        assert "0 articles" in holds(reader)
        assert "was deleted" in reader.said
        assert reader.screen.has_class("-empty")
