"""`onrecord feeds` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from store.feeds import discovery
from store.feeds.http import Client, FetchError, Page
from tui.commands.root import cli

OPML = """<opml><body><outline text="News"><outline text="Courier" xmlUrl="http://127.0.0.1:1/feed"/></outline>
<outline text="Post" xmlUrl="http://127.0.0.1:1/post"/></body></opml>"""


@pytest.fixture
def run(tmp_path: Path) -> object:
    def call(*arguments: str, status: int = 0) -> Result:
        result = CliRunner().invoke(cli, ["--archive", str(tmp_path / "a.db"), "feeds", *arguments])
        assert result.exit_code == status, result.output
        return result

    return call


def test_an_opml_file_is_taken_over_listed_and_given_back(run: object, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML)
    assert "2 added" in run("add", str(tmp_path / "feeds.opml")).stderr  # type: ignore[operator]
    assert "0 added, 2 known already" in run("add", str(tmp_path / "feeds.opml")).stderr  # type: ignore[operator]
    rows = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]  # type: ignore[operator]
    assert [(row["title"], row["tags"]) for row in rows] == [("Courier", ["News"]), ("Post", [])]
    assert 'xmlUrl="http://127.0.0.1:1/feed"' in run("export").stdout  # type: ignore[operator]
    run("remove", "http://127.0.0.1:1/post")  # type: ignore[operator]
    run("remove", "http://127.0.0.1:1/post", status=1)  # type: ignore[operator]
    assert len(run("list", "--json").stdout.splitlines()) == 1  # type: ignore[operator]


def test_a_refresh_names_what_failed_and_then_leaves_it_alone(run: object, tmp_path: Path) -> None:
    assert "no feeds yet" in run("refresh").stderr  # type: ignore[operator]
    (tmp_path / "feeds.opml").write_text(OPML)
    run("add", str(tmp_path / "feeds.opml"))  # type: ignore[operator]
    failed = run("refresh", "--quiet", status=3)  # type: ignore[operator]
    assert "Courier: its host refused the connection." in failed.stderr
    assert "left alone until" in run("refresh").stderr  # type: ignore[operator]


def test_what_lists_no_feeds_is_named(run: object, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing here")
    assert "lists no feeds" in run("add", str(tmp_path / "notes.txt"), status=3).stderr  # type: ignore[operator]
    assert "cannot be read" in run("add", str(tmp_path / "missing"), status=3).stderr  # type: ignore[operator]


PAGES = {
    "https://a.example/": b'<html><link rel="alternate" type="application/rss+xml" href="/rss"></html>',
    "https://a.example/rss": b"<rss version='2.0'><channel><title>A</title></channel></rss>",
    "https://a.example/plain": b"<html>nothing</html>",
}


class Web(Client):
    """Pages by address."""

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Page:
        return Page(url, url, PAGES[url], "text/html", "", "")


def test_the_page_of_a_site_leads_to_its_feed() -> None:
    assert discovery.discover("https://a.example/", Web()) == "https://a.example/rss"
    assert discovery.discover("feed://a.example/rss", Web()) == "https://a.example/rss"
    with pytest.raises(FetchError, match="names none"):
        discovery.discover("https://a.example/plain", Web())
