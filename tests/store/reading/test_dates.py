"""Dates as files, feeds and people write them; what may be another day is none."""

from __future__ import annotations

import io
from datetime import date

import pytest

from store.reading.dates import day
from store.reading.registry import read_source
from store.reading.source import Source

THIRD = date(2026, 3, 3)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-03", "2026-03-03T23:30:00-05:00", "20260303", "2026/03/03 23:00", "2026.03.03", "3.3.2026",
        "Tue, 03 Mar 2026 23:30:00 -0500", "Tue, 3 Mar 2026 23:30 EST", "Tue, 03 Mar 26 23:30:00 GMT",
        "1772535600", "1772535600000", "Tue Mar  3 2026", "March 3, 2026", "Mar. 3, 2026", "March 3rd, 2026",
        "3rd March 2026", "Tuesday, 3 March 2026 at 09:00:00 GMT", "3. März 2026", "3 mars 2026",
        "3 de marzo de 2026", "Di, 03 Mär 2026 23:30:00 +0100",
    ],
)  # fmt: skip
def test_a_date_is_the_day_where_it_was_written(written: str) -> None:
    assert day(written) == THIRD


@pytest.mark.parametrize(
    "written",
    [
        "", None, "03/04/2026", "2026-03", "March 2026", "yesterday", "Yesterday 2026", "May 5",
        "2026-13-45", "0001-01-01T00:00:00", "9999-99-99", "12 Dec 99", "in May 2026 3 people", "1" * 4000,
    ],
)  # fmt: skip
def test_what_may_be_another_day_is_none(written: str | None) -> None:
    assert day(written) is None


@pytest.mark.parametrize("written", ["Tue, 03 Mar 2026 23:30:00 -0500", "2026-03-03T23:30:00-05:00"])
def test_what_a_feed_brought_late_in_the_evening_is_of_that_day(written: str) -> None:
    data = (
        '<rss version="2.0"><channel><title>C</title><item><title>T</title>'
        f"<pubDate>{written}</pubDate><description>He said yes.</description></item></channel></rss>"
    ).encode()
    (article,) = read_source(Source("a.rss", io.BytesIO(data)), data)
    assert article.published == THIRD
