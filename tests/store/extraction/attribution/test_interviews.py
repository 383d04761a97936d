"""Interviews printed as questions and answers without a name before either."""

from __future__ import annotations

from store.extraction.attribution import assemble
from store.extraction.segments import segment

INTERVIEW = """An interview with Ana Laverde

Your novel took eleven years. Why?

Life. My mother fell ill.

And I had a goat.

Do you regret it?

Every day. I weep.

What are your plans?

I have a book on bees.
"""


def contents(text: str) -> list[list[str]]:
    return [[text[s:e] for s, e in a.content] for a in assemble(text, segment(text), ())]


def test_answers_are_the_interviewees() -> None:
    assert contents(INTERVIEW) == [
        ["Life. My mother fell ill.", "And I had a goat."],
        ["Every day. I weep."],
        ["I have a book on bees."],
    ]


def test_a_text_that_asks_itself_is_no_interview() -> None:
    assert contents(INTERVIEW.replace("your", "the").replace("Your", "The").replace("you ", "they ")) == []
    assert contents(INTERVIEW.replace("interview with", "essay on")) == []
    assert contents(INTERVIEW.replace("I ", "He ").replace("My ", "His ")) == []
