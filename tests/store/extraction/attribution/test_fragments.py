"""No words are put into the wrong mouth because they stand near."""

from __future__ import annotations

import pytest

from store.extraction.attribution.boundaries import Boundaries
from store.extraction.attribution.fragments import one_mouth
from store.extraction.segments import segment
from store.extraction.tagged import Tagged


def kept(text: str, contents: list[str], cue: str) -> list[str]:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    boundaries = Boundaries(text, segment(text))
    draft = boundaries.draft(Tagged(tuple(at(c) for c in contents), (at(cue),), (), 0.9))
    return [text[s:e] for s, e in one_mouth(boundaries, draft).content]


def test_a_paragraph_that_begins_with_other_words_is_somebody_elses() -> None:
    text = "“We can see it,” said Ann.\n\n“I wrote to all.”\n\nThe landlord was blunter. “They killed us.”"
    contents = ["“We can see it,”", "“I wrote to all.”", "“They killed us.”"]
    assert kept(text, contents, "said") == ["We can see it", "I wrote to all."]


def test_a_quotation_is_not_taken_up_after_another_paragraph() -> None:
    text = "“We can see it,” said Ann.\n\nAnd after that?\n\n“I wrote to all.”"
    assert kept(text, ["“We can see it,”", "“I wrote to all.”"], "said") == ["We can see it"]


def test_the_sentence_before_a_quotation_is_the_reporters() -> None:
    text = "The premier does not mind. “People got better,” she says."
    assert kept(text, ["The premier does not mind. “People got better,”"], "says") == ["People got better"]


def test_a_clause_that_a_quotation_ends_stays_whole() -> None:
    text = "The bill was “dead on arrival,” she says."
    assert kept(text, ["The bill was “dead on arrival,”"], "says") == ["The bill was “dead on arrival,”"]


def test_what_the_reporter_adds_after_her_cue_is_no_part_of_a_quotation() -> None:
    text = "“You winning?” she said, but Kevin was asleep."
    assert kept(text, ["“You winning?”", "but Kevin was asleep"], "said") == ["You winning?"]


def test_what_stands_before_a_colon_introduces_the_quotation() -> None:
    text = "Ann Lee sees it otherwise: “There is no boat.”"
    assert kept(text, ["it otherwise: “There is no boat.”"], "sees") == ["There is no boat."]


def test_a_clause_before_a_colon_is_part_of_what_was_said() -> None:
    text = "He said there was one reason: “They never asked.”"
    content = "there was one reason: “They never asked.”"
    assert kept(text, [content], "said") == [content]


def test_what_follows_a_semicolon_with_a_subject_of_its_own_is_another_clause() -> None:
    text = "She said she was hopeful; a diplomat, speaking in private, was less so."
    assert kept(text, ["she was hopeful", "was less so"], "said") == ["she was hopeful"]


def test_the_first_words_of_a_source_are_no_part_of_a_content() -> None:
    text = "Nothing has changed, ministry spokeswoman Mei Lin said."
    boundaries = Boundaries(text, segment(text))
    source = text.index("spokeswoman")
    tagged = Tagged(((0, source - 1),), ((50, 54),), ((source, 49),), 0.9)
    assert [text[s:e] for s, e in boundaries.draft(tagged).content] == ["Nothing has changed"]


def test_the_sentence_after_a_whole_utterance_is_the_reporters() -> None:
    text = "The report says otherwise: “They were given dates and sites.” I have read it twice."
    content = "otherwise: “They were given dates and sites.” I have read it twice"
    assert kept(text, [content], "says") == ["They were given dates and sites."]


def test_the_first_words_of_the_next_sentence_are_no_part_of_a_content() -> None:
    text = "The tunnel, he says, will be ready in May. Costs are up."
    assert kept(text, ["The tunnel", "will be ready in May. Costs"], "says") == [
        "The tunnel",
        "will be ready in May",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“Don't do it,” until shots are heard", ["Don't do it"]),
        ("a partial “quotation of", ["a partial “quotation of words”"]),
        ("words” and more", ["and more"]),
    ],
)
def test_quotations_are_wholly_in_or_wholly_out(content: str, expected: list[str]) -> None:
    text = "He says “Don't do it,” until shots are heard and a partial “quotation of words” and more."
    assert kept(text, [content], "says") == expected
