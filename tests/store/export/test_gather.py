"""From an archive to evidence: what is chosen, with its context and notes; the whole archive as lines."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store import open_archive
from store.archive.errors import ArchiveError
from store.export import whole
from store.export.evidence import Heading
from store.export.gather import Selection
from store.records import Article, Attribution, ExtractedQuote, Extraction, IssueMention, Person

WORDS = ("The bridge is safe", "we will not close it")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two articles, with a quote of Ana Núñez each; the second quote is marked with a note."""
    path = tmp_path / "desk.db"
    with open_archive(path) as opened:
        for day, words in enumerate(WORDS, 1):
            text = f"In the evening the mayor spoke.\n\n“{words},” Ana Núñez, the mayor, said on day {day}."
            start = text.index(words)
            said = Attribution(
                ((start, start + len(words)),),
                ((text.index("said"), text.index("said") + 4),),
                (),
                "direct",
                "speech",
                0.9,
            )
            quote = ExtractedQuote(said, words, ("Ana Núñez",), "person", "the mayor", issues=("bridge",))
            extraction = Extraction(
                text,
                (quote,),
                (Person("Ana Núñez", ("Núñez",), ("the mayor",)),),
                (IssueMention("bridge", (0,), (words,)),),
            )
            article = Article(
                text,
                f"Day {day}",
                date(2026, 2, day),
                "The Courier",
                f"https://c.example/{day}",
                "Jo",
                "en",
                "x.txt",
                ("n",),
            )
            opened.add_article(article, extraction)
        with Selection(path) as selection:
            newest = next(selection.everything())
        opened.mark(newest.quote.uid, "ask her")
    return path


def test_a_query_gives_quotes_with_their_context_and_their_articles_facts(archive: Path) -> None:
    with Selection(archive) as selection:
        (item,) = selection.query("bridge safe")
    assert item.pieces == ("The bridge is safe",)
    assert item.context == "“The bridge is safe,” Ana Núñez, the mayor, said on day 1."
    assert (item.author, item.language, item.quote.outlet) == ("Jo", "en", "The Courier")
    assert len(item.article) == 64


def test_a_brief_has_the_marked_quotes_with_notes_and_a_speaker_all_of_theirs(archive: Path) -> None:
    with Selection(archive) as selection:
        assert [(item.quote.text, item.note) for item in selection.brief()] == [(WORDS[1], "ask her")]
        for name in ("Ana Núñez", "ana nunez", "Ana-Nuñez", "Núñez", "#1"):
            assert [item.quote.text for item in selection.speaker(name)] == [WORDS[1], WORDS[0]]
        with pytest.raises(ArchiveError, match="knows no speaker 'Bo'"):
            next(selection.speaker("Bo"))


def test_everything_is_every_quote_newest_first(archive: Path) -> None:
    with Selection(archive) as selection:
        assert [item.quote.text for item in selection.everything()] == [WORDS[1], WORDS[0]]


def test_the_whole_archive_is_its_articles_as_extracted_and_what_a_person_made(archive: Path) -> None:
    heading = Heading("Archive", datetime(2026, 3, 1, tzinfo=UTC))
    lines = [json.loads(line) for line in whole.write(archive, heading)]
    assert [line["type"] for line in lines] == ["onrecord", "article", "article", "mark", "end"]
    article = lines[1]
    (quote,) = article["quotes"]
    (start, end) = quote["content"][0]
    assert article["text"][start:end] == quote["quote"] == WORDS[0]
    assert (quote["speakers"], quote["issues"]) == (["Ana Núñez"], ["bridge"])
    assert article["people"] == [
        {"name": "Ana Núñez", "aliases": ["Núñez"], "roles": ["the mayor"], "kind": "person"}
    ]
    assert article["issues"] == [{"name": "bridge", "quotes": [0], "evidence": [WORDS[0]]}]
    assert (article["author"], article["url"], article["notes"]) == ("Jo", "https://c.example/1", ["n"])
    assert lines[3]["note"] == "ask her"
    assert lines[-1]["lines"] == {"article": 2, "mark": 1, "onrecord": 1}
