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
    quote = quotebank.read(LINE)
    assert (quote.text, quote.speakers, quote.published) == (
        "The talks went well",
        ("Ana Sorel",),
        date(2019, 4, 2),
    )
    assert (quote.outlet, quote.url) == ("example.org", "https://www.example.org/a")
    assert (quote.occurrences, quote.confidence) == (3, 0.87)


def test_nobody_is_not_a_person_of_that_name() -> None:
    quote = quotebank.read(LINE | {"speaker": "None"})
    assert (quote.speakers, quote.speaker_kind, quote.confidence) == ((), "unknown", 0.13)


@pytest.mark.parametrize("line", [[], {}, {"quoteID": "x"}, {"quotation": 3, "quoteID": "x"}, None])
def test_what_is_no_quote_is_told(line: Any) -> None:
    with pytest.raises(ValueError):
        quotebank.read(line)


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
    assert quotebank.read(json.loads(json.dumps(LINE | broken))).text == LINE["quotation"]
