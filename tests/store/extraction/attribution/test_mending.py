"""Where the rules see better than the model whose words those are, and where they begin and end."""

from __future__ import annotations

import pytest

from store.extraction.attribution import assemble, rules
from store.extraction.segments import segment
from store.extraction.tagged import Tagged


def mended(text: str, contents: list[str], cue: str, source: str) -> list[tuple[str, str]]:
    """Source and words of all that comes of one finding of the model's beside the rules'."""

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    segments = segment(text)
    model = [Tagged(tuple(at(c) for c in contents), (at(cue),), (at(source),) if source else (), 0.9)]
    found = assemble(text, segments, model, rules.tag(text, segments), 0.4)
    return [
        (" ".join(text[s:e] for s, e in a.source), " | ".join(text[s:e] for s, e in a.content)) for a in found
    ]


@pytest.mark.parametrize(
    ("text", "content", "cue", "clause"),
    [
        (
            "Lund told Tuesday's planning panel the lane was shut.",
            "panel the lane was shut",
            "told",
            "the lane was shut",
        ),
        (
            "Lund said after talks in Port that it was hard.",
            "in Port that it was hard",
            "said",
            "it was hard",
        ),
        ("Lund said last week it was hard.", "week it was hard", "said", "it was hard"),
        ("Lund asked Ann Lee if it was late.", "Ann Lee if it was late", "asked", "if it was late"),
        ("Lund urged Ann Lee to go home.", "Ann Lee to go home", "urged", "Ann Lee to go home"),
    ],
)
def test_whom_when_and_where_are_no_part_of_what_was_said(
    text: str, content: str, cue: str, clause: str
) -> None:
    ((_, said),) = mended(text, [content], cue, "Lund")
    assert said.removeprefix("that ") == clause


def test_who_is_said_to_have_said_it_is_the_source() -> None:
    text = "Solti is said to have remarked that she was too loud."
    content = "to have remarked that she was too loud"
    assert mended(text, [content], "is said", "Solti") == [("Solti", "she was too loud")]


def test_whose_reply_came_is_the_source() -> None:
    text = "“It is what it is,” came the reply from Mr Lee."
    assert mended(text, ["“It is what it is,”"], "came the", "reply from Mr Lee") == [
        ("Mr Lee", "It is what it is")
    ]


def test_a_quotation_with_a_clause_of_its_own_behind_it_is_another() -> None:
    text = "“Not bad,” he grinned. “We failed,” was Jon Kim's blunt verdict."
    assert mended(text, ["“Not bad,”", "“We failed,”"], "grinned", "he") == [
        ("he", "Not bad"),
        ("Jon Kim's", "We failed"),
    ]


def test_an_earlier_sentence_with_a_cue_of_its_own_is_another() -> None:
    text = "We cannot pay, they say. Trade is crying out, they say."
    content = "We cannot pay, they say. Trade is crying out"
    last = text.rindex("they say")
    model = [Tagged(((0, len(content)),), ((last + 5, last + 8),), ((last, last + 4),), 0.9)]
    found = assemble(text, segment(text), model, rules.tag(text, segment(text)), 0.4)
    assert "Trade is crying out" in [text[slice(*a.content[0])] for a in found]


def test_a_scrap_of_anothers_quotation_is_not_taken_along() -> None:
    text = "People ask, “Why a goat?” Then I say, “Have you ever lived with one?”"
    assert mended(text, ["“Why a goat?”", "with one?”"], "ask", "People")[0] == ("People", "Why a goat?")


def test_whoever_pressed_is_the_source() -> None:
    text = "He was pressed by Justice Lee: “Where does it say so?”"
    assert mended(text, ["“Where does it say so?”"], "was pressed", "He") == [
        ("Justice Lee", "Where does it say so?")
    ]


def test_whoever_is_asked_is_not_and_answers() -> None:
    text = "Moss, asked by Radio Vale whether he knew, replied that he did."
    found = mended(text, ["whether he knew, replied"], "asked", "Moss")
    assert found[0] == ("Radio Vale", "whether he knew")


def test_the_reporters_sentence_between_two_quotations_is_nobodys() -> None:
    text = "“Before we begin,” she said, “a word on the bridge.” Nobody spoke. “Four people are dead.”"
    rest = "“a word on the bridge.” Nobody spoke. “Four people are dead.”"
    assert mended(text, ["“Before we begin,”", rest], "said", "she")[0] == (
        "she",
        "Before we begin | a word on the bridge. | Four people are dead.",
    )


def test_a_later_sentences_own_cue_has_its_own_words() -> None:
    text = "According to the minutes, it ended at six. Galli later told us that he had been “ambushed”."
    found = mended(text, ["it ended at six", "he had been “ambushed”"], "According to", "the minutes")
    assert found == [("the minutes", "it ended at six"), ("Galli", "he had been “ambushed”")]


def test_a_relative_clause_ends_before_the_verb_of_its_noun() -> None:
    text = "Thomas, who told us that he had been ill, didn't respond."
    assert mended(text, ["that he had been ill, didn't respond"], "told", "who") == [
        ("who", "that he had been ill")
    ]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "kept"),
    [
        (
            "Moss said he trusted her. Pressed on it, Lee left.",
            "he trusted her. Pressed on it",
            "said",
            "Moss",
            ("Moss", "he trusted her"),
        ),
        (
            "Moss disputed the account, saying that “nobody” knew.",
            "the account, saying that",
            "disputed",
            "Moss",
            ("Moss", "the account"),
        ),
        (
            "According to the Sun, which calls her “Ms Tax”, a pint will cost more.",
            "her “Ms Tax”, a pint will cost more",
            "According to",
            "the Sun",
            ("the Sun", "a pint will cost more"),
        ),
        (
            "His caddie offers this: “He is nicer than he thinks.”",
            "this: “He is nicer than he thinks.”",
            "offers",
            "His caddie",
            ("His caddie", "He is nicer than he thinks."),
        ),
    ],
)
def test_only_what_was_said_is_left(
    text: str, content: str, cue: str, source: str, kept: tuple[str, str]
) -> None:
    contents = content.split(": ", 1) if ": " in content else [content]
    assert kept in mended(text, contents, cue, source)


def test_the_word_after_an_inverted_cue_is_the_source() -> None:
    text = "“Pay them,” wrote a third."
    assert mended(text, ["“Pay them,”"], "wrote a", "")[0] == ("a third", "Pay them")


def test_a_closing_mark_before_the_source_stays() -> None:
    text = "Ministers must act “firmly and calmly,” he said."
    content = "Ministers must act “firmly and calmly,”"
    assert mended(text, [content], "said", "he") == [("he", content)]


def test_a_clause_ends_before_the_outlet_that_reports_it() -> None:
    text = "The ministry reiterated that it “covers the pier,” Reuters reported."
    outer = "The ministry reiterated that it “covers the pier,”"
    assert mended(text, [outer], "reported", "Reuters") == [("The ministry", "it “covers the pier,”")]


def test_what_somebody_called_it_stands_before() -> None:
    text = "“Vindication” was how Ms Doyle described it. “But it is hard.”"
    found = mended(text, ["it. “But it is hard.”"], "described", "Ms Doyle")
    assert found == [("Ms Doyle", "Vindication | But it is hard.")]


def test_what_stands_on_a_sign_is_not_the_speakers() -> None:
    text = "“Do sit down,” Lady Orr told protesters with signs reading “The dead can't hear you.”"
    found = mended(text, ["“Do sit down,”", "“The dead can't hear you.”"], "told", "Lady Orr")
    assert found[0] == ("Lady Orr", "Do sit down")


def test_whom_a_line_is_about_does_not_say_it() -> None:
    text = "On Zelensky: “He wants peace.”"
    assert mended(text, ["“He wants peace.”"], ":", "Zelensky") == [("", "He wants peace.")]


def test_what_another_says_meanwhile_is_no_part_of_it() -> None:
    text = "Lund wrote that it was late, while Ann Lee told Corda that he should go."
    found = mended(text, ["that it was late, while Ann Lee"], "wrote", "Lund")
    assert found[0] == ("Lund", "that it was late")
