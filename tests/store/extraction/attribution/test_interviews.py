"""Interviews without labels: who answers, and which lines are answers."""

from __future__ import annotations

import pytest

from store.extraction.attribution import interviews
from store.extraction.segments import segment

ASKED = """\
You said last year that you would stay. What changed?

I turned sixty-five, and my knees told me.

Do you think the ferry will survive?

I do. We need two smaller boats.

"Two boats cost twice as much," the mayor said.

I know the mayor, and he is wrong about that.

What will you miss?

The fog. My crew laugh at me for that.

Ilse Brandt leaves office on 31 March.
"""


def answered(lead: str, talk: str = ASKED) -> dict[str, list[str]]:
    """The answers by the name of who gives them."""
    text = f"{lead}\n\n{talk}"
    found: dict[str, list[str]] = {}
    for answer in interviews.find(text, segment(text)).answers:
        name = text[slice(*answer.source[0])]
        found.setdefault(name, []).append(" … ".join(text[s:e] for s, e in answer.content))
    return found


def test_what_follows_a_question_is_the_answer_of_whoever_is_interviewed() -> None:
    assert answered("The Post interviewed Ilse Brandt, harbour master of Tarn, about her last winter.") == {
        "Ilse Brandt": [
            "I turned sixty-five, and my knees told me.",
            "I do. We need two smaller boats. … I know the mayor, and he is wrong about that.",
            "The fog. My crew laugh at me for that.",
        ]
    }


@pytest.mark.parametrize(
    "lead",
    [
        "Interview with harbour master Ilse Brandt",
        "Ilse Brandt has run the port for years. She spoke to Nils Vetter of the Post about her last winter.",
        "The Post spoke to Ilse Brandt about her last winter.",
        "Ilse Brandt was interviewed by Nils Vetter on a wet morning.",
        "Ilse Brandt: ‘The sea does not wait’\n\nInterview by Nils Vetter",
        "Harbour master Ilse Brandt answers questions about her last winter.",
        "Interview: ‘The sea does not wait’\n\nIlse Brandt on leaving the port",
    ],
)
def test_the_lead_tells_who_of_the_two_answers(lead: str) -> None:
    assert list(answered(f"The harbour\n\n{lead}\n\nThe port was built in 1890 and is still in use.")) == [
        "Ilse Brandt"
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "The port of Tarn was built in 1890.",
        "Nils Vetter wrote this.",
    ],
)
def test_where_no_interview_is_announced_nobody_answers(lead: str) -> None:
    assert answered(f"The harbour\n\n{lead}\n\nIt is still in use, and it has two cranes.") == {}


def test_whoever_is_asked_may_have_no_name() -> None:
    text = f"The harbour\n\nInterview by Nils Vetter\n\nIt is still in use.\n\n{ASKED}"
    found = interviews.find(text, segment(text)).answers
    assert [answer.source for answer in found] == [(), (), ()]


def test_an_article_that_asks_itself_is_no_interview() -> None:
    lead = "The Post interviewed Ilse Brandt, harbour master of Tarn, about her last winter."
    talk = ASKED.replace("You", "She").replace("you", "she")
    assert answered(lead, talk) == {}


def test_questions_that_an_article_answers_itself_are_no_interview() -> None:
    lead = "The Post spoke to Ilse Brandt, harbour master of Tarn, and looks at what will change."
    talk = ASKED.replace("I ", "She ").replace(" my ", " her ").replace("My ", "Her ").replace(" me", " her")
    assert answered(lead, talk) == {}
