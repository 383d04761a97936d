"""Any text at all: no exception, spans in range, the same answer twice, and time linear in the length."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.attribution import assemble, rules
from store.extraction.extract import extract
from store.extraction.jsonform import to_json
from store.extraction.segments import segment
from store.records import Attribution

WORDS = """
“ ” " ' ‘ ’ « » „ `` '' — – - : ; , . ? ! … ( ) said says told asked that “He if not would has been by as
according to in the words of Ann Lee, Lee: NIA: 14:52 • mayor the her who quoted saying wrote No. Dr. 5 £3m
"""
PIECES = st.sampled_from(
    [*WORDS.split(), "\n", "\n\n", "\r\n", " ", "\x00", "\ud800", "\u2028", "é", "🙂", "date 2024-01-01"]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


def check(text: str, found: tuple[Attribution, ...]) -> None:
    for a in found:
        assert a.content
        for start, end in (*a.content, *a.cue, *a.source, *a.reported_by, *a.floor):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
    assert [a.content[0] for a in found] == sorted(a.content[0] for a in found)


def by_rules(text: str) -> tuple[Attribution, ...]:
    segments = segment(text)
    return assemble(text, segments, rules.tag(text, segments))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_and_the_answer_is_the_same_twice(text: str) -> None:
    found = by_rules(text)
    check(text, found)
    assert found == by_rules(text)
    for quote in segment(text).quotes:
        assert 0 <= quote.start <= quote.inner[0] <= quote.inner[1] <= quote.end <= len(text)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_the_whole_extraction_takes_any_text(text: str) -> None:
    extraction = extract(text)
    check(text, tuple(q.attribution for q in extraction.quotes))
    assert json.loads(to_json(extraction, file="x").encode("utf-8"))["text"] == text


SENTENCE = "Mr Lee said the pier was shut and that “nobody knows why”, adding he would go. "


@pytest.mark.parametrize(
    "unit",
    [
        SENTENCE,
        SENTENCE + "\n\n",
        SENTENCE.replace(".", ""),
        "\"a ” “ ' ",
        "“he said “",
        "“He said so to us.\n\n",
        "ANN: he said so.\n\n",
        "— he said so, says Ann\n\n",
        "and Ann and Bob and said ",
        "According to Ann, ",
        "Ann Lee:\n\n",
        "(x) : ",
    ],
)
def test_the_time_grows_with_the_length_only(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        begun = time.process_time()
        check(text, by_rules(text))
        return time.process_time() - begun

    seconds(20)
    short, long = seconds(150), seconds(1200)
    assert long < 24 * short + 0.3, "eight times the text may take eight times as long, not 64 times"
