"""Whose words a headline gives, and whose it does not."""

from __future__ import annotations

import pytest

from store.extraction.attribution import assemble, rules
from store.extraction.segments import segment


def read(text: str) -> list[tuple[str, str]]:
    segments = segment(text)
    found = assemble(text, segments, rules.tag(text, segments))
    return [("".join(text[s:e] for s, e in a.source), text[slice(*a.content[0])]) for a in found]


@pytest.mark.parametrize(
    "headline",
    [
        "Reactor: ten questions answered",
        "Climate Change: What We Know",
        "Heating: Prices to rise in May",
        "Fact box: The parties on nuclear power",
        "Moss: why she left",
        "'Pierholm': a timeline",
    ],
)
def test_a_topic_says_nothing(headline: str) -> None:
    assert read(f"{headline}\n\nIt rained on Friday.") == []


def test_an_ordinary_word_is_a_name_where_the_text_has_it_as_one() -> None:
    text = "Brown: No new pier before May\n\nIt was Gordon Brown who spoke."
    assert read(text) == [("Brown", "No new pier before May")]


def test_the_subject_of_a_reporting_verb_says_the_words_before_the_colon() -> None:
    text = "'I heard a bang': Neighbours tell of gas blast\n\nIt rained on Friday."
    assert read(text)[0] == ("Neighbours", "I heard a bang")


def test_nobody_is_named_where_a_headline_does_not_tell() -> None:
    text = "'Nobody told us': Inside the flooded village\n\nIt rained on Friday."
    assert read(text) == [("", "Nobody told us")]


def test_whoever_says_the_same_in_the_text_says_it_in_the_headline() -> None:
    text = "'We were lied to': A village asks why\n\nTom Orr wept. 'We were lied to, all of us,' Orr said."
    assert read(text) == [("Orr", "We were lied to"), ("Orr", "We were lied to, all of us")]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [("Terror on Mill Street", "Tom Orr"), ("Neighbours", "Neighbours"), ("Tom Orr", "Tom Orr")],
)
def test_a_topic_before_the_colon_is_not_whoever_says_the_same_in_the_text(label: str, speaker: str) -> None:
    text = f"{label}: 'We were lied to'\n\nIt rained. Tom Orr, 41, said: 'We were lied to, all of us.'"
    assert read(text)[0] == (speaker, "We were lied to")
