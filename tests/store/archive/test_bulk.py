"""Quotes in bulk, without articles."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from store.archive import numbering
from store.archive.bulk import BulkQuote
from store.archive.numbering import quote_uids
from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.search.engine import Engine
from tests.store.archive.comparing import content
from tests.store.archive.conftest import Rows
from tests.store.archive.making import extracted

DAY = date(2015, 12, 1)


def quotes(count: int, *, published: date | None = DAY) -> list[BulkQuote]:
    return [
        BulkQuote(f"set:{at}", f"remark number {at}", ("Ana Sorel",), published=published)
        for at in range(count)
    ]


def test_each_is_added_once(archive: Archive) -> None:
    assert archive.add_bulk(quotes(3)) == 3
    assert archive.add_bulk(quotes(5)) == 2
    with ArchiveReader(archive.path) as reader:
        assert [(speaker.name, speaker.quotes) for speaker in reader.speakers()] == [("Ana Sorel", 5)]


def test_ids_ascend_with_dates(archive: Archive, rows: Rows) -> None:
    archive.add_bulk([*quotes(2), BulkQuote("early", "before", published=date(2014, 1, 1))])
    assert [text for (text,) in rows("select text from quote order by id")] == [
        "before",
        "remark number 0",
        "remark number 1",
    ]


@pytest.mark.parametrize("published", [DAY, None])
def test_a_day_with_too_many_quotes_goes_on(
    archive: Archive, rows: Rows, monkeypatch: pytest.MonkeyPatch, published: date | None
) -> None:
    monkeypatch.setattr(numbering, "SEQUENCE_BITS", 2)
    archive.add_bulk(quotes(6, published=published))
    archive.add_bulk(quotes(11, published=published))
    assert rows("select count(distinct id) from quote") == [(11,)]
    assert rows("select value from meta where key = 'overflow'") == [("1",)]


def test_a_quote_of_nobody_has_no_speaker(archive: Archive, rows: Rows) -> None:
    archive.add_bulk([BulkQuote("x", "who said this")])
    ((number,),) = rows("select id from quote")
    with ArchiveReader(archive.path) as reader:
        (quote,) = reader.quotes([number])
    assert (quote.speakers, quote.speaker_kind) == ((), "unknown")


def test_every_speaker_and_detail_is_kept(archive: Archive, rows: Rows) -> None:
    archive.add_bulk(
        [
            BulkQuote(
                "x",
                "we both agree",
                ("Ana Sorel", "Tom Reed"),
                role="the mayors",
                negated=True,
                reported_by="The Gazette",
                on_behalf_of="Bo Quill",
                issues=("quay wall",),
            )
        ]
    )
    ((number,),) = rows("select id from quote")
    with ArchiveReader(archive.path) as reader:
        (quote,) = reader.quotes([number])
    assert (quote.speakers, quote.role, quote.negated) == (("Ana Sorel", "Tom Reed"), "the mayors", True)
    assert (quote.reported_by, quote.on_behalf_of, quote.issues) == (
        "The Gazette",
        "Bo Quill",
        ("quay wall",),
    )
    engine = Engine(archive.path)
    for query in ("speaker:reed", "speaker:quill", "by:gazette", 'issue:"quay wall"'):
        assert len(engine.search(f"agree {query}").ids) == 1, query


def test_the_article_that_comes_later_takes_its_quotes_over(
    archive: Archive, rows: Rows, tmp_path: Path
) -> None:
    """As when a colleague's selection was imported first."""
    article, extraction = extracted("“Mind the tide,” Ana Sorel said.", ("Ana Sorel", "Mind the tide"))
    with Archive.open(tmp_path / "other.db") as other:
        other.add_article(article, extraction)
        expected = content(other.path)
    ((uid,),) = sqlite3.connect(tmp_path / "other.db").execute("select uid from quote").fetchall()
    archive.add_bulk([BulkQuote("x", "Mind the tide", ("Anna Sorel", "Bo Quill"), published=DAY, uid=uid)])
    archive.mark(uid, "ask her")
    archive.reassign_quote(uid, ["Tom Reed"])
    archive.undo()
    archive.add_article(article, extraction)
    assert content(archive.path) == expected
    assert rows("select quote, note from brief") == [("Mind the tide", "ask her")]


def test_a_correction_holds_when_the_article_takes_its_quote_over(archive: Archive, rows: Rows) -> None:
    article, extraction = extracted("“Mind the tide,” Ana Sorel said.", ("Ana Sorel", "Mind the tide"))
    uid = quote_uids(archive.key(article), [quote.attribution.content for quote in extraction.quotes])[0]
    archive.add_bulk([BulkQuote("x", "Mind the tide", ("Ana Sorel",), published=DAY, uid=uid)])
    archive.reassign_quote(uid, ["Tom Reed"])
    archive.add_article(article, extraction)
    assert rows("select speaker, corrected_by_a_person from quotes") == [("Tom Reed", 1)]
    archive.undo()
    assert rows("select speaker, corrected_by_a_person from quotes") == [("Ana Sorel", 0)]
    archive.reject_quote(uid)
    assert archive.add_bulk([BulkQuote("x", "Mind the tide", ("Ana Sorel",), uid=uid)]) == 0


def test_a_rejected_quote_keeps_the_speaker_that_an_undone_correction_gave_to_another(
    archive: Archive, rows: Rows
) -> None:
    archive.add_bulk([BulkQuote("1", "the tide is low", ("Ana Sorel",)), BulkQuote("2", "the quay is safe")])
    uids = dict(rows("select text, uid from quote"))
    given = archive.reassign_quote(uids["the quay is safe"], ["Ana Sorel"])
    archive.reject_quote(uids["the tide is low"])
    archive.undo(given)
    archive.undo()
    assert rows("select quote, speaker from quotes where speaker > ''") == [("the tide is low", "Ana Sorel")]
