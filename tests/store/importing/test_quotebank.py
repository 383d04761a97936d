"""Quotebank's lines."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from store.importing import quotebank

LINE: dict[str, Any] = {
    "quoteID": "2019-04-02-000123",
    "quotation": "The talks went well",
    "speaker": "Ana Sorel",
    "qids": ["Q1"],
    "date": "2019-04-02 10:11:12",
    "numOccurrences": 3,
    "probas": [["Ana Sorel", "0.87"], ["None", "0.13"]],
    "urls": ["https://www.example.org/a", "https://other.example/b"],
    "phase": "E",
}


def test_a_line_is_a_quote() -> None:
    quote = quotebank.quote(LINE)
    assert (quote.text, quote.speakers, quote.published) == (
        "The talks went well",
        ("Ana Sorel",),
        date(2019, 4, 2),
    )
    assert (quote.outlet, quote.url) == ("example.org", "https://www.example.org/a")
    assert (quote.occurrences, quote.confidence) == (3, 0.87)


def test_nobody_is_not_a_person_of_that_name() -> None:
    quote = quotebank.quote(LINE | {"speaker": "None"})
    assert (quote.speakers, quote.speaker_kind, quote.confidence) == ((), "unknown", 0.13)


@pytest.mark.parametrize("line", [[], {}, {"quoteID": "x"}, {"quotation": 3, "quoteID": "x"}, None])
def test_what_is_no_quote_is_told(line: Any) -> None:
    with pytest.raises(ValueError):
        quotebank.quote(line)


@pytest.mark.parametrize(
    "broken",
    [
        {"date": "last week"},
        {"date": None},
        {"urls": ["http://[broken"]},
        {"urls": "x"},
        {"probas": [["Ana Sorel", "much"]]},
        {"numOccurrences": "many"},
    ],
)
def test_broken_details_lose_only_themselves(broken: dict[str, Any]) -> None:
    assert quotebank.quote(json.loads(json.dumps(LINE | broken))).text == LINE["quotation"]


def again(record: dict[str, Any]) -> dict[str, Any]:
    quote = quotebank.quote(record)
    return quotebank.line(
        json.loads(quote.collected),
        uid="0123",
        text=quote.text,
        speaker=" and ".join(quote.speakers),
        published=quote.published,
        url=quote.url,
        occurrences=quote.occurrences,
        confidence=quote.confidence,
    )


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"speaker": "None", "qids": [], "probas": [["None", "0.8"], ["Ana Sorel", "0.2"]]},
        {"speaker": " Ana Sorel ", "urls": [], "date": "last week", "phase": None},
        {"urls": ["https://www.example.org/a"], "numOccurrences": "many", "found by": {"a": [1]}},
    ],
)
def test_a_line_is_given_back_as_it_came(more: dict[str, Any]) -> None:
    assert list(again(LINE | more).items()) == list((LINE | more).items())


def test_what_an_article_says_once_is_kept_once() -> None:
    assert set(json.loads(quotebank.quote(LINE).collected)) == {
        "quoteID", "qids", "date", "probas", "urls", "phase",
    }  # fmt: skip
    assert "urls" not in json.loads(quotebank.quote(LINE | {"urls": LINE["urls"][:1]}).collected)


def test_a_quote_from_elsewhere_is_a_line_too() -> None:
    line = quotebank.line(
        {}, uid="a1", text="So be it", speaker="", published=date(2020, 1, 2), url="", occurrences=1,
        confidence=0.25,
    )  # fmt: skip
    assert (line["quoteID"], line["speaker"], line["date"]) == ("a1", "None", "2020-01-02")
    assert (line["probas"], line["urls"]) == ([["None", "0.25"]], [])
    assert list(line) == list(LINE)
