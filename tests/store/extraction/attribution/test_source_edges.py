"""Where the words that name a source begin and end."""

from __future__ import annotations

import pytest

from store.extraction.attribution.source_edges import edged
from store.extraction.segments import segment
from store.extraction.tagged import Tagged

CASES = [
    # text with the cue between stars, source as tagged, source as it is
    ("At Port Crown Court, Ann Lee, a QC, *said* no.", "Port Crown Court, Ann Lee, a QC,", "Ann Lee, a QC,"),
    ("In a letter seen by The Gull, Kim Arden *accused* both.", "The Gull, Kim Arden", "Kim Arden"),
    ("“It is,” *said* Ann Lee, a guide, “but late.”", "Ann Lee, a guide, “but", "Ann Lee, a guide"),
    ("»Knapp«, *said* Timo Reuss, »aber gut.«", "Timo Reuss, »", "Timo Reuss"),
    ("An envoy, who asked for tea, *said* it was over.", "An envoy, who", "An envoy"),
    ("Dmitri Pell, quoted by CORDA, *said* no.", "Dmitri Pell, quoted", "Dmitri Pell"),
    ("Tom Rudd, who last week *told* a host no, left.", "who last week", "who"),
    ("The party, in a note by its clerk, Ada, *called* it late.", "by its clerk, Ada,", "its clerk, Ada,"),
    ("It fell, *according to* the bank, from 62% a week ago.", "the bank, from 62% a week", "the bank"),
    ("It is late, *according to* the Gull, a charity.", "the Gull, a charity", "the Gull, a charity"),
    ("The text, which he shows me, *reads* so.", "The text, which he", "The text"),
    ("Through a spokesman she *said* it was late.", "a spokesman she", "she"),
    ("A spokesman she knew *said* it was late.", "A spokesman she knew", "A spokesman she knew"),
    ("Ann Lee, who *said* it was late, left.", "Ann Lee, who", "Ann Lee, who"),
    ("He was *named by* police as Dan Croft.", "police as Dan Croft", "police"),
    ("His campaign sued the board, *claiming* it was late.", "His campaign sued", "His campaign"),
    ("Ann Lee and those affected *said* no.", "Ann Lee and those affected", "Ann Lee and those affected"),
    ("The mayor of Port, Ann Lee, *said* no.", "The mayor of Port, Ann Lee,", "The mayor of Port, Ann Lee,"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "source", "expected"), CASES)
def test_a_source_is_the_words_that_name_it(marked: str, source: str, expected: str) -> None:
    before, cue, after = marked.split("*")
    text = before + cue + after

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    tagged = Tagged((), ((len(before), len(before) + len(cue)),), (at(source),), 0.9)
    (span,) = edged(text, segment(text).outer(), tagged)
    assert text[slice(*span)] == expected


@pytest.mark.parametrize("cut", ["s premier", "'s premier"])
def test_a_source_begins_where_a_word_does(cut: str) -> None:
    text = "Discussing his plan, Vesland's premier said it was late."
    source = (text.index(cut), text.index(" said"))
    tagged = Tagged(
        ((text.index("it was"), len(text) - 1),), ((source[1] + 1, source[1] + 5),), (source,), 0.9
    )
    ((start, end),) = edged(text, (), tagged)
    assert text[start:end] == "Vesland's premier"


def test_an_article_alone_names_nobody() -> None:
    text = "They are as loud as the chants and promises to build."
    at = text.index("the chants")
    cue = text.index("promises")
    tagged = Tagged((), ((cue, cue + 8),), ((at, at + 3),), 0.9)
    assert edged(text, segment(text).outer(), tagged) == ()
