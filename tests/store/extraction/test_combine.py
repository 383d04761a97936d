"""The tagger's attributions and the rules' as one list."""

from __future__ import annotations

from store.extraction.combine import NESTED, combine
from store.extraction.tagged import Tagged

TEXT = "Lund said it was late and hinted the ferry had gone. “He told me ‘Never again’ twice,” she said."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def tagged(content: str, cue: str, source: str, confidence: float = 0.9) -> Tagged:
    return Tagged((at(content),), (at(cue),), (at(source),) if source else (), confidence)


SURE = tagged("it was late", "said", "Lund")
UNSURE = tagged("the ferry had gone", "hinted", "Lund", 0.3)
INNER = [at("Never again")]


def test_the_unsure_stays_only_where_the_rules_find_the_same() -> None:
    assert combine(TEXT, [SURE, UNSURE], [], [], 0.4) == [SURE]
    rule = tagged("the ferry had gone", "hinted", "Lund", 0.5)
    assert combine(TEXT, [SURE, UNSURE], [rule], [], 0.4) == [SURE, UNSURE]


def test_the_rules_must_mean_the_same_source() -> None:
    other = Tagged(UNSURE.content, UNSURE.cue, (at("she"),), 0.5)
    assert combine(TEXT, [SURE, UNSURE], [other], [], 0.4) == [SURE]


def test_a_content_ends_before_the_next_cue_of_its_source() -> None:
    long = tagged("it was late and hinted the ferry had gone", "said", "Lund")
    hinted = tagged("the ferry had gone", "hinted", "Lund")
    assert combine(TEXT, [long, hinted], [], [], 0.4) == [SURE, hinted]


def test_a_quotation_within_a_quotation_is_added_from_the_rules() -> None:
    outer = tagged("“He told me ‘Never again’ twice,”", "said.", "she")
    inner = tagged("‘Never again’", "told", "He", 0.8)
    found = combine(TEXT, [outer], [inner], INNER, 0.4)
    assert [t.confidence for t in found] == [0.9, NESTED]
    assert combine(TEXT, [outer], [inner], [], 0.4) == [outer]
    assert len(combine(TEXT, [outer, tagged("‘Never again’", "told", "He")], [inner], INNER, 0.4)) == 2


def test_nothing_gives_nothing() -> None:
    assert combine("", [], [], [], 0.4) == []
