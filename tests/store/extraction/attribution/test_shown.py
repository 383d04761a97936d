"""Whoever is heard in a recording speaks, and not the recording."""

from __future__ import annotations

import pytest

from store.extraction.attribution import assemble
from store.extraction.segments import segment
from store.extraction.tagged import Tagged


def found(text: str, source: str, cue: str) -> list[tuple[str, str, str]]:
    """Source, content and through whom, where the model takes all that follows `cue` for the words of
    `source`."""

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    content = at(cue)[1] + 1, len(text.rstrip("."))
    model = [Tagged((content,), (at(cue),), (at(source),), 0.9)]

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(text[s:e] for s, e in spans)

    return [
        (words(a.source), words(a.content), words(a.reported_by))
        for a in assemble(text, segment(text), model, least=0.4)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        (
            "The ad uses footage of Ann Lee asking, “Where is the pier?”",
            "The ad",
            "uses",
            ("Ann Lee", "Where is the pier?", "The ad"),
        ),
        (
            "The clip shows the mayor shouting, “Get off my pier!” at a fisherman.",
            "The clip",
            "shows",
            ("the mayor", "Get off my pier!", "The clip"),
        ),
        (
            "A video shows Officer Bo Ray saying that he “did not care” about it.",
            "A video",
            "shows",
            ("Officer Bo Ray", "that he “did not care” about it", "A video"),
        ),
        (
            "Radio Vale aired a recording of Ms Lee telling staff, “Half of you will go.”",
            "Radio Vale",
            "aired",
            ("Ms Lee", "Half of you will go.", "Radio Vale"),
        ),
        (
            "It opens on the sea and closes with his rival asking, “Who pays for this?”",
            "It",
            "closes with his rival asking",
            ("his rival", "Who pays for this?", "It"),
        ),
    ],
)
def test_whoever_is_heard_has_said_it(
    text: str, source: str, cue: str, expected: tuple[str, str, str]
) -> None:
    assert found(text, source, cue) == [expected]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The poll shows voters saying “no” outnumber the others.",
            "The poll",
            "shows",
            "voters saying “no” outnumber the others",
        ),
        ("The report shows prices rising faster.", "The report", "shows", "prices rising faster"),
    ],
)
def test_what_a_poll_or_a_report_shows_stays_its_own(text: str, source: str, cue: str, content: str) -> None:
    assert found(text, source, cue) == [(source, content, "")]
