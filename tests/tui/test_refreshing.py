"""R: the feeds that the archive follows are read too, and what could not be had is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import open_archive
from store.feeds import refresh
from store.feeds.http import Client, FetchError, Page
from tests.tui.conftest import Opened
from tui.screens.adding import ProblemsScreen

NEWS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><item><guid>pier</guid>
<title>The pier</title><link>https://courier.example/pier</link>
<description>"The pier is closed for good," Ada Lund said on Monday in Port Ellery.</description>
</item></channel></rss>"""


class Web(Client):
    """One feed there is, and one that there is not."""

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Page:
        if "gone" in url:
            raise FetchError("there is nothing at this address")
        return Page(url, url, NEWS, "application/rss+xml", "", "")


def follow(archive: Path, *urls: str) -> None:
    with open_archive(archive) as opened, opened.transaction():
        for url in urls:
            opened.subscriptions.add(url, "Courier", (), full_page=False)


async def test_what_is_new_in_a_feed_is_found(
    opened: Opened, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "Client", Web)
    follow(archive, "https://courier.example/rss")
    async with opened() as reader:
        await reader.press("escape", "R")
        assert reader.said == "1 article added."
        await reader.press("slash")
        await reader.type("pier")
        assert any("The pier is closed for good" in line for line in reader.lines("#quotes"))


async def test_a_feed_that_cannot_be_had_is_named(
    opened: Opened, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "Client", Web)
    follow(archive, "https://courier.example/gone")
    async with opened() as reader:
        await reader.press("escape", "R")
        assert isinstance(reader.screen, ProblemsScreen)
        assert any("nothing at this address" in line for line in reader.lines("#problems"))


async def test_an_archive_without_files_and_feeds_says_so(opened: Opened) -> None:
    async with opened() as reader:
        await reader.press("escape", "R")
        assert "nothing to read again" in reader.said
