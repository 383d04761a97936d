"""Nobody is a source who only listened, or of whom something is believed."""

from __future__ import annotations

import pytest

from store.extraction.attribution.drafts import Draft
from store.extraction.attribution.silent import forget_silent, is_no_statement

CASES = [
    # text, source, cue, content, whether the source stays
    ("He snapped, a jury heard on Tuesday.", "a jury", "heard", "He snapped", False),
    ("The court heard that he snapped.", "The court", "heard", "he snapped", False),
    ("He snapped, jury told", "jury", "told", "He snapped", False),
    ("The committee told ministers it was late.", "The committee", "told", "it was late", True),
    ("The judge told the jury to go home.", "The judge", "told", "to go home", True),
    ("A man, thought to be 60, was hurt.", "A man", "thought", "to be 60", False),
    ("She thought it was late.", "She", "thought", "it was late", True),
    ("When he was first asked if it was late, he left.", "he", "was first asked", "if it was late", False),
    ("Regina v Quill: jury told of lies", "Regina v Quill", ":", "jury told of lies", False),
    ("Rovers 2-2 Athletic: late goal stuns", "Rovers 2-2 Athletic", ":", "late goal stuns", False),
    ("Jury told of lies", "Jury", "told", "of lies", False),
    ("Villagers were told that it was late.", "Villagers", "were told", "it was late", False),
]  # fmt: skip


def draft(text: str, source: str, cue: str, content: str) -> Draft:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return Draft([at(content)], (at(cue),), (at(source),), 0.9, False)


@pytest.mark.parametrize(("text", "source", "cue", "content", "stays"), CASES)
def test_whoever_listened_is_no_source(text: str, source: str, cue: str, content: str, stays: bool) -> None:
    made = draft(text, source, cue, content)
    forget_silent(text, made)
    assert bool(made.source) is stays


def test_asking_for_anonymity_is_no_statement() -> None:
    text = "An envoy, who asked not to be named, asked that his name be certified."
    assert is_no_statement(text, draft(text, "who", "asked", "not to be named"))
    assert not is_no_statement(text, draft(text, "who", "asked", "that his name be certified"))
    text = "An envoy said on condition of anonymity that it was over."
    assert not is_no_statement(text, draft(text, "An envoy", "said", "anonymity that it was over"))


def test_words_that_say_who_somebody_is_are_not_theirs() -> None:
    text = "One of them, Theo, 8, explained. The bridge, Ms Orr, 40, said, is late."
    assert is_no_statement(text, draft(text, "Theo, 8,", "explained", "One of them"))
    assert not is_no_statement(text, draft(text, "Ms Orr", "said", "The bridge"))


def test_a_heading_that_asks_what_was_said_says_nothing() -> None:
    text = "What Witkoff said"
    assert is_no_statement(text, draft(text, "Witkoff", "said", "What"))


def test_who_appears_for_whom_is_no_statement() -> None:
    text = "Asked by Tom Rudge, defending, he agreed that it was late."
    assert is_no_statement(text, draft(text, "Tom Rudge", "defending", "he agreed that it was late"))
    text = "Defending the plan, she said it was late."
    assert not is_no_statement(text, draft(text, "she", "Defending", "the plan"))


def test_what_a_headline_explains_is_no_statement() -> None:
    text = "Q&A: What the new tax means"
    made = draft(text, "Q&A", ":", "What the new tax means")
    made.source = ()
    assert is_no_statement(text, made)
    text = "Morning Briefing: what you need to know today"
    assert is_no_statement(text, draft(text, "Morning Briefing", ":", "what you need to know today"))
    text = "Lee: what I need is time"
    assert not is_no_statement(text, draft(text, "Lee", ":", "what I need is time"))


def test_what_is_told_ends_with_its_sentence_before_according_to() -> None:
    text = "The minister left. It rained, he said, according to Corda."
    assert is_no_statement(text, draft(text, "Corda", "according to", "The minister left"))
    assert not is_no_statement(text, draft(text, "Corda", "according to", "It rained"))
