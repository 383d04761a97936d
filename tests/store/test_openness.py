"""The archive opens with Datasette and sqlite-utils, which know nothing of ours."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from datasette.app import Datasette
from sqlite_utils import Database

from store import open_archive
from store.records import Article, Attribution, ExtractedQuote, Extraction, IssueMention, Person
from store.schema_doc import document

ROOT = Path(__file__).parents[2]
TEXT = "“The bridge is safe,” Ana Núñez, the mayor, said."
VIEWS = {
    "quotes",
    "articles",
    "speakers",
    "issues",
    "sources",
    "quotes_by_speaker",
    "quotes_by_issue",
    "brief",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    said = Attribution(((1, 20),), ((44, 48),), ((23, 42),), "direct", "speech", 0.9)
    quote = ExtractedQuote(said, TEXT[1:20], ("Ana Núñez",), "person", "the mayor", issues=("bridge",))
    people = (Person("Ana Núñez", ("Núñez",), ("the mayor",)),)
    extraction = Extraction(TEXT, (quote,), people, (IssueMention("bridge", (0,), ("bridge",)),))
    with open_archive(path) as opened:
        opened.add_article(Article(TEXT, "T", date(2026, 2, 3), "Courier", "https://c.example/1"), extraction)
        (uid,) = (row["uid"] for row in Database(path)["quote"].rows)
        opened.mark(uid, "ask her")
    return path


def test_sqlite_utils_reads_the_views(archive: Path) -> None:
    database = Database(archive)
    assert set(database.view_names()) >= VIEWS
    (quote,) = database["quotes"].rows
    assert (quote["speaker"], quote["source"], quote["issues"]) == ("Ana Núñez", "Courier", "bridge")
    ((start, end),) = json.loads(quote["characters"])
    (article,) = database["articles"].rows
    assert article["text"][start:end] == quote["quote"] == "The bridge is safe,"
    (speaker,) = database["speakers"].rows
    assert (speaker["name"], speaker["quotes"], speaker["other_names"]) == ("Ana Núñez", 1, "Núñez")
    assert [row["note"] for row in database["brief"].rows] == ["ask her"]
    assert {view: database[view].count for view in VIEWS} == dict.fromkeys(VIEWS, 1)


def test_the_command_of_sqlite_utils_opens_it(archive: Path) -> None:
    query = "select quote from quotes where speaker = 'Ana Núñez'"
    run = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", "query", str(archive), query, "--csv"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines() == ["quote", '"The bridge is safe,"']


async def test_datasette_serves_it_with_our_metadata(archive: Path) -> None:
    metadata = yaml.safe_load((ROOT / "docs/datasette/metadata.yml").read_text())
    assert set(metadata["databases"]["archive"]["tables"]) >= VIEWS
    datasette = Datasette([str(archive)], metadata=metadata)
    rows = (await datasette.client.get("/archive/quotes.json?_shape=array")).json()
    assert [row["quote"] for row in rows] == ["The bridge is safe,"]
    said = await datasette.client.get("/archive/said_about.json?_shape=array&speaker=núñez&issue=bridge")
    assert [row["speaker"] for row in said.json()] == ["Ana Núñez"]
    page = await datasette.client.get("/archive/speakers")
    assert page.status_code == 200
    assert "Who is quoted, how often" in page.text


def test_the_schemas_documentation_is_the_schema(archive: Path) -> None:
    written = (ROOT / "docs/schema.md").read_text()
    assert written == document(), "run `python -m store.schema_doc > docs/schema.md`"
    database = Database(archive)
    for table in [*database.table_names(), *VIEWS]:
        internal = "_fts" in table or table.startswith(("sqlite_", "_sqlite"))
        if internal or (table not in VIEWS and "virtual table" in database[table].schema.lower()):
            continue
        assert f"### {table}\n" in written, table
        if table in VIEWS:
            listed = written.split(f"### {table}\n")[1].split("Columns: ")[1].split("\n")[0]
            assert [name.strip(" `.") for name in listed.split(",")] == [
                column.name for column in database[table].columns
            ]
