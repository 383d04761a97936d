"""A client of the official package talks to our server: in one process, and over pipes."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from store import open_archive
from store.assistant import server
from store.records import Article, Attribution, ExtractedQuote, Extraction, IssueMention

TEXT = "“The bridge is safe,” Ana Núñez said. It was late."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    said = Attribution(((1, 20),), ((32, 36),), ((22, 31),), "direct", "speech", 0.9)
    quote = ExtractedQuote(said, TEXT[1:20], ("Ana Núñez",), "person", issues=("bridge safety",))
    extraction = Extraction(TEXT, (quote,), (), (IssueMention("bridge safety", (0,), ("bridge",)),))
    with open_archive(path) as opened:
        opened.add_article(Article(TEXT, "T", date(2026, 2, 3), "Courier", "https://c.example/1"), extraction)
    return path


async def call(client: Client, tool: str, **arguments: Any) -> Any:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    structured = result.structured_content
    return structured["result"] if structured and set(structured) == {"result"} else structured


async def test_every_tool_only_reads_and_answers_with_provenance(archive: Path) -> None:
    async with Client(server(archive)) as client:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {
            "search_quotes", "quotes_by_speaker", "quotes_by_issue",
            "speakers", "issues", "article", "citation",
        }  # fmt: skip
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
        for tool, arguments in (
            ("search_quotes", {"query": "bridge"}),
            ("quotes_by_speaker", {"speaker": "Ana Núñez", "issue": "bridge safety"}),
            ("quotes_by_issue", {"issue": "bridge safety"}),
        ):
            (quote,) = await call(client, tool, **arguments)
            assert quote["quote"] == "The bridge is safe,"
            assert (quote["outlet"], quote["published"], quote["content"]) == (
                "Courier",
                "2026-02-03",
                [[1, 20]],
            )
            assert "Courier" in quote["citation"]
        assert [row["name"] for row in await call(client, "speakers")] == ["Ana Núñez"]
        assert [row["name"] for row in await call(client, "issues")] == ["bridge safety"]
        article = await call(client, "article", article_id=quote["article_id"])
        assert article["text"] == TEXT
        assert article["quotes"][0]["uid"] == quote["uid"]
        assert "Ana Núñez" in await call(client, "citation", uid=quote["uid"], style="ap")


async def test_what_is_not_there_is_said_in_a_sentence(archive: Path) -> None:
    async with Client(server(archive)) as client:
        for tool, arguments, sentence in (
            ("article", {"article_id": 999}, "There is no article 999."),
            ("citation", {"uid": "none"}, "There is no quote none."),
            ("citation", {"uid": "none", "style": "odd"}, "There is no style odd"),
            ("quotes_by_speaker", {"speaker": 'No"body'}, "No body"),
        ):
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            assert sentence in json.dumps([block.model_dump(mode="json") for block in result.content])


async def test_the_command_serves_on_standard_input_and_output(archive: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "tui.cli", "--archive", str(archive), "mcp"],
        cwd=Path(__file__).parents[2],
    )
    async with Client(command) as client:
        (quote,) = await call(client, "search_quotes", query="safe")
    assert quote["speakers"] == ["Ana Núñez"]
