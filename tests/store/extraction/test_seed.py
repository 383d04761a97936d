"""The seed article's quotations, as the project's first issue lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.extraction.extract import extract
from store.records import Extraction

SEED = Path(__file__).parents[3] / "seeds" / "000_3e0c84c56ab5f31f.txt"

EXPECTED = [
    ("the consultations were proceeding well", "well", "he", "indirect", "speech"),
    ("the next round of talks could be", "held in Moscow", "he", "indirect", "speech"),
    ("the meeting constructive", "constructive", "Trump spokesman Witkoff", "indirect", "speech"),
    ("Russia remains committed", "achieving peace", "He", "indirect", "speech"),
    (
        "the Americans discussed four documents",
        "further economic development",
        "Witkoff",
        "indirect",
        "speech",
    ),
    ("the progress in the Ukraine talks", "the way for peace", "Russian experts", "indirect", "attitude"),
    ("Trump's peace initiative, like", "Russian-American contacts.", "Yuri Samonkin", "direct", "speech"),
    ("The Miami talks failed to produce", "productive", "Politico", "indirect", None),
    ("Washington for its mediation", "mediation", "Both Kyiv and Moscow", "indirect", "speech"),
    ("the parties remain far from", "key issues", "the publication", "indirect", None),
    ("the most difficult topics as territorial", "and funding", "Zelensky", "indirect", "speech"),
]


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    text = SEED.read_text(encoding="utf-8").strip()
    return extract(text.removeprefix("date 2025-12-21 "))


@pytest.mark.parametrize(("begins", "ends", "source", "kind", "mode"), EXPECTED)
def test_each_listed_quotation_is_found(
    extraction: Extraction, begins: str, ends: str, source: str, kind: str, mode: str | None
) -> None:
    found = [q for q in extraction.quotes if q.text.startswith(begins) and q.text.endswith(ends)]
    assert len(found) == 1
    (quote,) = found
    start, end = quote.attribution.source[0]
    assert extraction.text[start:end].startswith(source)
    assert quote.attribution.kind == kind
    assert mode is None or quote.attribution.mode == mode


@pytest.mark.parametrize("words", ["The Kremlin is awaiting a report", "Neither side released any details"])
def test_what_only_looks_like_speech_is_left(extraction: Extraction, words: str) -> None:
    at = extraction.text.index(words)
    assert not any(
        s < at + len(words) and at < e for q in extraction.quotes for s, e in q.attribution.content
    )
