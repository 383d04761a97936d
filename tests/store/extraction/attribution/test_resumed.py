"""A quotation that its speaker's doing interrupts is one quotation."""

from __future__ import annotations

import pytest

from store.extraction.attribution import assemble
from store.extraction.segments import segment
from store.extraction.tagged import Tagged


def contents(text: str, cue: str, content: str) -> list[str]:
    """The contents that come of the model's reading of `text`: "Tester" said the first quotation, and what
    `cue` and `content` tell."""

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    first = text[: text.index("”") + 1]
    model = [
        Tagged((at(first),), (at("said"),), (at("Tester"),), 0.9),
        Tagged((at(content),), (at(cue),), (at("Tester"),), 0.8),
    ]
    found = assemble(text, segment(text), model, least=0.4)
    return [" … ".join(text[s:e] for s, e in a.content) for a in found]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "“Every time you say that,” Tester said, referring to the excuse, “you help them.”",
            "referring to",
            "the excuse, “you help them.”",
        ),
        (
            "“Every time you say that,” said Sen. Tester, pointing at it, “you help them.”",
            "pointing at",
            "it, “you help them.”",
        ),
        (
            "“Every time you say that,” Tester said, laughing, “you help them.”",
            "laughing",
            "“you help them.”",
        ),
    ],
)
def test_what_is_done_while_speaking_parts_no_quotation(text: str, cue: str, content: str) -> None:
    assert contents(text, cue, content) == ["Every time you say that … you help them."]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "“It is late,” Tester said, adding that it was short, “because people suffer.”",
            "adding",
            "that it was short, “because people suffer.”",
        ),
        (
            "“We lost,” Tester said, referring to the match as “a long night.”",
            "referring to",
            "the match as “a long night.”",
        ),
    ],
)
def test_further_words_of_a_speaker_stay_an_attribution_of_their_own(
    text: str, cue: str, content: str
) -> None:
    assert len(contents(text, cue, content)) == 2
