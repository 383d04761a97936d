"""Articles that name no outlet still come from somewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.export.citation import STYLES, Style, cite
from store.ingest import add_paths
from store.provenance import provenance
from store.records import Article, Extraction
from store.search.engine import Engine
from tests.store.archive.making import extracted


@pytest.mark.parametrize(
    ("url", "origin", "name"),
    [
        ("https://www.example.org/a?b", "saved/page.html", "example.org"),
        ("", "https://news.example.org/a.txt", "news.example.org"),
        ("http://[half", "/data/briefing/a.txt", "briefing/"),
        ("", "/data/briefing/a.txt", "briefing/"),
        ("", "/data/export.jsonl#12", "export.jsonl/"),
        ("", "/data/issue #3/a.txt", "issue #3/"),
        ("", "standard input", ""),
        ("", "", ""),
    ],
)
def test_the_site_else_the_folder_or_file(url: str, origin: str, name: str) -> None:
    assert provenance(url, origin) == name


def test_a_file_in_the_current_folder_is_of_that_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "today").mkdir()
    monkeypatch.chdir(tmp_path / "today")
    assert provenance("", "a.txt") == "today/"


def said(outlet: str = "", origin: str = "/data/briefing/a.txt") -> tuple[Article, Extraction]:
    article, extraction = extracted(
        "Ana Sorel said the bridge is safe.", ("Ana Sorel", "the bridge is safe"), outlet=outlet
    )
    return Article(article.text, "Bridge", date(2026, 2, 3), article.outlet, origin=origin), extraction


def found(path: Path, query: str) -> list[str]:
    engine = Engine(path)
    try:
        return [quote.outlet for quote in engine.quotes(engine.search(query, limit=9).ids)]
    finally:
        engine.close()


def test_the_folder_is_listed_and_found_as_a_source(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path) as archive:
        archive.add_article(*said())
    with ArchiveReader(path) as reader:
        assert [outlet.name for outlet, _, _ in reader.outlets()] == ["briefing/"]
    assert found(path, "source:briefing") == ["briefing/"]
    assert found(path, 'source:"briefing/"') == ["briefing/"]
    assert found(path, "source:elsewhere") == []


@pytest.mark.parametrize("style", STYLES)
def test_a_folder_is_never_cited(tmp_path: Path, style: Style) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add_article(*said())
    with ArchiveReader(tmp_path / "a.db") as reader:
        (quote,) = reader.article_quotes(1)
    cited = cite(quote, style)
    assert "briefing" not in cited
    assert "Bridge" in cited


def test_an_outlet_that_is_named_stands(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add_article(*said("The Lantern"))
    assert found(tmp_path / "a.db", "bridge") == ["The Lantern"]


def test_reindex_gives_older_articles_their_source(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path) as archive:
        archive.add_article(*said())
    database = Database(path)
    for table in ("article", "quote"):
        database.execute(f"update {table} set outlet_id = null")
    database.execute("delete from outlet")
    database.conn.commit()
    database.close()
    assert found(path, "bridge") == [""], "an archive from before opens as it is"
    with Archive.open(path) as archive:
        archive.reindex()
    assert found(path, "source:briefing") == ["briefing/"]


def test_adding_a_folder_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "a.txt").write_text('"The pier is closed," Ada Lund said on Monday.\n')
    with Archive.open(tmp_path / "a.db") as archive:
        add_paths(archive, [folder], jobs=1)
    assert found(tmp_path / "a.db", "") == ["wire/"]
