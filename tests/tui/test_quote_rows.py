"""A row of quotes tells in any width what makes its words another thing than something said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store import open_archive
from store.records import Article
from tests.tui.conftest import FERRY_QUOTES, Opened, extraction, said


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (60, 20), (40, 20)])
async def test_what_was_not_said_and_what_is_a_guess_are_told_in_any_width(
    opened: Opened, size: tuple[int, int]
) -> None:
    async with opened(size=size) as reader:
        for words, sign in (("sold", "not said"), ("asked", "guess"), ("winter", "attitude")):
            await reader.press("slash", "ctrl+u")
            await reader.type(words)
            assert any(sign in line for line in reader.lines("#quotes")), (words, sign)


async def test_what_was_not_said_is_told_where_speakers_are_compared_side_by_side(opened: Opened) -> None:
    async with opened(size=(60, 20)) as reader:
        await reader.press("escape", "c", "down", "tab", "down", "tab", "enter")
        shown = ["\n".join(reader.lines(f"#speaker-{number}")) for number in (0, 1, 2)]
        assert any("not said" in lines and "the harbour" in lines for lines in shown)
        assert not any(line.lstrip().startswith(",") for lines in shown for line in lines.split("\n"))


async def test_the_date_is_whole_in_the_narrowest_column(opened: Opened, archive: Path) -> None:
    text = '"The guarantees are on the table," Ada Lund said again.'
    with open_archive(archive) as there:
        quotes = [said(text, FERRY_QUOTES[0].text, "Ada Lund", "Ada Lund", kind="direct")]
        there.add_article(Article(text, "Ferry", date(2025, 12, 28), "Echo"), extraction(text, quotes))
    async with opened(size=(60, 20)) as reader:
        await reader.press("escape", "c", "down", "tab", "down", "tab", "enter")
        assert any("28 Dec 2025" in line for line in reader.lines("#speaker-0"))
