"""Labels of transcripts that are a role."""

from __future__ import annotations

import pytest

from store.extraction.speakers.resolve import resolve
from store.records import Attribution


def labelled(text: str, label: str) -> tuple[str, ...]:
    """The speakers of the first turn that the label begins."""
    start = text.index(f"{label}: ")
    end = start + len(label)
    stop = text.find("\n", end)
    content = (end + 2, stop if stop > 0 else len(text))
    quote = Attribution((content,), (), ((start, end),), "direct", "speech", 1.0)
    return resolve(text, None, [quote]).attributions[0].speakers


@pytest.mark.parametrize(
    "text",
    [
        "HOST: Good morning. I'm your host, Ann Ferris.\n\nKENT: Good morning.",
        "HOST: Good morning. I'm Ann Ferris and with me is Joe Kent.\n\nKENT: Good morning.",
        "HOST: This is the brief with me, host Ann Ferris.\n\nKENT: Good morning.",
        "The brief is hosted by Ann Ferris. She talks to the TV host Joe Kent.\n\nHOST: Good morning.",
    ],
)
def test_the_host_is_who_introduces_themselves_or_is_said_to_host(text: str) -> None:
    assert labelled(text, "HOST") == ("Ann Ferris",)


@pytest.mark.parametrize(
    "text",
    [
        "She talks to the television host Joe Kent.\n\nHOST: Good morning.",
        "HOST: Good morning. With me is Joe Kent.\n\nKENT: I'm Joe Kent.",
    ],
)
def test_a_guest_is_not_the_host(text: str) -> None:
    assert labelled(text, "HOST") == ("HOST",)


def test_an_office_is_its_only_holder() -> None:
    text = "JUDGE: Do you understand?\n\nJudge Rosa Klein adjourned the hearing."
    assert labelled(text, "JUDGE") == ("Rosa Klein",)
    text = "JUDGE: Do you understand?\n\nJudge Rosa Klein relieved Judge Tom Bray."
    assert labelled(text, "JUDGE") == ("JUDGE",)


def test_a_reporter_may_be_another_each_time() -> None:
    text = "REPORTER: Will you go?\n\nReporter Sam Hale was there."
    assert labelled(text, "REPORTER") == ("REPORTER",)
