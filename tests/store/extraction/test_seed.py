"""The seed article's quotations, as the project's first issue lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.extraction.extract import extract
from store.records import Extraction

SEED = Path(__file__).parents[3] / "seeds" / "000_3e0c84c56ab5f31f.txt"

DMITRIEV = ("Kirill Dmitriev",)
WITKOFF = ("Steve Witkoff",)
EXPECTED = [
    ("the consultations were", "proceeding well", "he", DMITRIEV, "indirect", "speech"),
    ("the next round of talks", "held in Moscow", "he", DMITRIEV, "indirect", "speech"),
    ("the meeting constructive", "constructive", "Trump spokesman Witkoff", WITKOFF, "indirect", "speech"),
    ("Russia remains committed", "achieving peace", "He", WITKOFF, "indirect", "speech"),
    ("the Americans discussed", "economic development", "Witkoff", WITKOFF, "indirect", "speech"),
    (
        "the progress in the Ukraine talks",
        "the way for peace",
        "Russian experts",
        ("Russian experts",),
        "indirect",
        "attitude",
    ),
    ("Trump's peace initiative", "contacts.", "Yuri Samonkin", ("Yuri Samonkin",), "direct", "speech"),
    ("The Miami talks failed", "productive", "Politico", ("Politico",), "indirect", None),
    ("Washington for", "its mediation", "Both Kyiv and Moscow", ("Kyiv", "Moscow"), "indirect", "speech"),
    ("the parties remain far", "key issues", "the publication", ("Politico",), "indirect", None),
    ("the most difficult topics", "and funding", "Zelensky", ("Zelensky",), "indirect", "speech"),
]
INSTITUTE = "political scientist and head of the Eurasian Institute of Youth Initiatives (Russia)"


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    text = SEED.read_text(encoding="utf-8").strip()
    return extract(text.removeprefix("date 2025-12-21 "))


@pytest.mark.parametrize(("begins", "ends", "source", "speakers", "kind", "mode"), EXPECTED)
def test_each_listed_quotation_is_found(
    extraction: Extraction,
    begins: str,
    ends: str,
    source: str,
    speakers: tuple[str, ...],
    kind: str,
    mode: str | None,
) -> None:
    found = [q for q in extraction.quotes if q.text.startswith(begins) and q.text.endswith(ends)]
    assert len(found) == 1
    (quote,) = found
    start, end = quote.attribution.source[0]
    assert extraction.text[start:end].startswith(source)
    assert quote.speakers == speakers
    assert quote.attribution.kind == kind
    assert mode is None or quote.attribution.mode == mode


@pytest.mark.parametrize("words", ["The Kremlin is awaiting a report", "Neither side released any details"])
def test_what_only_looks_like_speech_is_left(extraction: Extraction, words: str) -> None:
    at = extraction.text.index(words)
    assert not any(
        s < at + len(words) and at < e for q in extraction.quotes for s, e in q.attribution.content
    )


def test_roles_are_as_the_article_states_them(extraction: Extraction) -> None:
    roles = {q.speakers[0]: q.role for q in extraction.quotes if q.speakers}
    assert roles["Kirill Dmitriev"] == "Russian Presidential Special Representative"
    assert roles["Steve Witkoff"] == "US Special Envoy"
    assert roles["Yuri Samonkin"] == INSTITUTE
    people = {p.name: p.roles for p in extraction.people}
    assert set(people["Steve Witkoff"]) == {"US Special Envoy", "Trump spokesman"}


def test_groups_and_publications_are_told_from_people(extraction: Extraction) -> None:
    kinds = {q.speakers: q.speaker_kind for q in extraction.quotes}
    assert kinds[("Russian experts",)] == "group"
    assert kinds[("Politico",)] == "publication"
    assert kinds[WITKOFF] == "person"


def test_its_issues_are_among_those_found(extraction: Extraction) -> None:
    assert {
        "security guarantees",
        "territorial disputes",
        "Zaporozhye Nuclear Power Plant",
        "funding",
        "peace plan",
    } <= {issue.name for issue in extraction.issues}


def test_the_same_text_gives_the_same_answer(extraction: Extraction) -> None:
    assert extract(extraction.text) == extraction
