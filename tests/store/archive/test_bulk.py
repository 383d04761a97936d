"""Quotes in bulk, without articles."""

from __future__ import annotations

from datetime import date

import pytest

from store.archive import numbering
from store.archive.bulk import BulkQuote
from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from tests.store.archive.conftest import Rows

DAY = date(2015, 12, 1)


def quotes(count: int, *, published: date | None = DAY) -> list[BulkQuote]:
    return [
        BulkQuote(f"set:{at}", f"remark number {at}", "Ana Sorel", published=published) for at in range(count)
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
