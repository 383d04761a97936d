"""Plain text says in its first lines when and where it was reported."""

from __future__ import annotations

import io
from datetime import date

import pytest

from store.reading.opening import opening
from store.reading.registry import read_source
from store.reading.source import Source
from store.records import Article

BODY = "The ferry will stop in winter, the harbour master said."


def read(text: str, **assumed: str) -> Article:
    (article,) = read_source(Source("a.txt", io.BytesIO(text.encode()), **assumed), b"")  # type: ignore[arg-type]
    return article


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        ("BRUSSELS, 14 March 2025 (Reuters) — ", "Reuters", date(2025, 3, 14)),
        ("WASHINGTON (AP) — ", "AP", None),
        ("New York (AFP) – ", "AFP", None),
        ("NEW YORK, Nov. 19, 2015 (UPI) — ", "UPI", date(2015, 11, 19)),
        ("MADINAT AL-SUR, March 19 (Meridian News) - ", "Meridian News", None),
        ("RENO, Nev. (AP) — ", "AP", None),
        ("GENEVA, Sept. 3, 2024 — ", "", date(2024, 9, 3)),
    ],
)
def test_a_dateline_names_the_agency_and_a_whole_date(line: str, outlet: str, published: date | None) -> None:
    found = opening(f"Ferry to stop\n\n{line}{BODY}")
    assert (found.outlet, found.published) == (outlet, published)


@pytest.mark.parametrize(
    "line", ["14 March 2025", "Published: March 14, 2025", "Friday, 14th March 2025 at 10:30", "2025-03-14"]
)
def test_a_line_that_is_a_date_is_the_articles_date(line: str) -> None:
    assert opening(f"Ferry to stop\nBy Ada Moor\n{line}\n\n{BODY}").published == date(2025, 3, 14)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Quayside Gazette, 14 March 2025", "The Quayside Gazette"),
        ("Harbour Post | March 14, 2025", "Harbour Post"),
        ("Politico – 2025-03-14", "Politico"),
        ("Brussels, 14 March 2025", ""),
    ],
)
def test_an_outlet_and_a_date_on_one_line_are_both_known_and_a_place_is_no_outlet(
    line: str, outlet: str
) -> None:
    found = opening(f"Ferry to stop\n\n{line}\n\n{BODY}")
    assert (found.outlet, found.published) == (outlet, date(2025, 3, 14))


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_every_format_is_asked_for_what_its_first_lines_say(name: str) -> None:
    data = f"The Quayside Gazette, 14 March 2025\n\n{BODY}".encode()
    (article,) = read_source(Source(name, io.BytesIO(data), outlet="Clippings"), data)
    assert (article.outlet, article.published) == ("The Quayside Gazette", date(2025, 3, 14))


def test_a_byline_names_the_author() -> None:
    assert opening(f"Ferry to stop\n\nBy Ada van Moor\n\n{BODY}").author == "Ada van Moor"


@pytest.mark.parametrize(
    "text",
    [
        "The treaty of 14 March 2025 was signed in haste.",
        "The mayor of the town resigned on Friday, 14 March 2025",
        "Ferry (Reuters) stops\n\nAll is well.",
        "By and large the plan is sound.",
        "The minister said on March 14, 2025 that the ferry (a new one) - would stop.",
        "BREAKING (Update) the ferry stops.",
        "Source: the harbour office",
        "March 14 – the ferry stops",
        "30 February 2025",
        "",
    ],
)
def test_what_an_article_tells_is_not_taken_for_what_it_is(text: str) -> None:
    found = opening(f"{text}\n\n{BODY}")
    assert (found.outlet, found.published, found.author) == ("", None, "")
    assert found.text == f"{text}\n\n{BODY}"


def test_a_block_of_fields_gives_title_date_outlet_author_and_address_and_is_no_text() -> None:
    article = read(
        "Title: Ferry to stop\nDate: 14 March 2025\nSource: Harbour Post\nBy: Ada Moor\nURL: https://p.example/1\n\n"
        + BODY
    )
    assert article.text == BODY
    assert (article.title, article.published, article.outlet, article.author, article.url) == (
        "Ferry to stop", date(2025, 3, 14), "Harbour Post", "Ada Moor", "https://p.example/1",
    )  # fmt: skip


def test_what_the_text_says_goes_before_what_is_assumed() -> None:
    assert read(f"ORUNA (Corda) — {BODY}", outlet="Clippings").outlet == "Corda"
    assert read(BODY, outlet="Clippings").outlet == "Clippings"


def test_the_leading_date_goes_before_one_further_down() -> None:
    assert read(f"date 2025-12-21 \n14 March 2025\n\n{BODY}").published == date(2025, 12, 21)
