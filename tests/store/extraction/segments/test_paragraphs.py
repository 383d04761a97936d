"""Paragraphs and their roles; sentences that quotations do not cut."""

from __future__ import annotations

import pytest

from store.extraction.segments import segment, sentences


def roles(text: str) -> list[str]:
    return [p.role for p in segment(text).paragraphs]


def test_blank_lines_and_line_ends_of_every_kind_part_paragraphs() -> None:
    text = "One is here.\r\n\r\nTwo is here.\rThree is here.\u2028Four is here."
    assert [text[p.start : p.end] for p in segment(text).paragraphs] == [
        "One is here.",
        "Two is here.",
        "Three is here.",
        "Four is here.",
    ]


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    text = (
        "The harbour board said on Tuesday that the old\nlifeboat station would stay open for another\n"
        "winter, whatever the council might decide on it.\n\nNobody else spoke."
    )
    assert len(segment(text).paragraphs) == 2


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ann Lee; Editing by Bob Ray)",
        "Read more: why the pier is shut",
        "Sign up for our newsletter",
        "This article was edited for length.",
    ],
)
def test_what_is_about_the_article_is_boilerplate(line: str) -> None:
    assert roles(f"The pier is shut.\n\n{line}")[-1] == "boilerplate"


def test_a_transcript_has_turns() -> None:
    assert roles("ANN: Why now?\n\nBOB: Because.\n\nANN: I see.") == ["turn", "turn", "turn"]


def labels(text: str) -> list[tuple[str, str]]:
    """The roles of the paragraphs that name a speaker, with the name."""
    return [(p.role, text[slice(*p.label)]) for p in segment(text).paragraphs if p.label]


@pytest.mark.parametrize("stamp", ["[00:01:07] ", "(01:07) ", "00:01:07 - "])
def test_a_turn_may_begin_with_its_time(stamp: str) -> None:
    text = f"{stamp}ANN: Why now?\n\n{stamp}BOB: Because.\n\n{stamp}ANN: I see."
    assert labels(text) == [("turn", "ANN"), ("turn", "BOB"), ("turn", "ANN")]


def test_speakers_may_stand_on_lines_of_their_own() -> None:
    text = (
        "Operator\n\nGood morning, and thank you for waiting.\n\n"
        "Ann Lee - Chief Executive Officer\n\nThank you. We had a good year.\n\n"
        "Bob Ray - Fole & Co.\n\nHi, Ann. What about your debts?\n\nAnn Lee\n\nWe have none."
    )
    assert labels(text) == [("label", name) for name in ("Operator", "Ann Lee", "Bob Ray", "Ann Lee")]


def test_headings_are_no_speakers() -> None:
    text = (
        "Background\n\nThe pier is old.\n\nReactions\n\nThe mayor was pleased.\n\n"
        "Background\n\nIt was built in 1870.\n\nOutlook\n\nIt may fall."
    )
    assert labels(text) == []


def test_questions_and_answers_taken_down_in_court_are_turns() -> None:
    text = "BY MR. AMES:\n\nQ. Did anyone see you?\n\nA. My neighbor did.\n\nThe pier is shut."
    assert labels(text) == [("label", "MR. AMES"), ("turn", "Q"), ("turn", "A")]
    assert labels("A. Lee and Q. Ray met.\n\nA. Lee left first.") == []


@pytest.mark.parametrize(
    ("line", "role"), [("Some say that you failed.", "question"), ("BOB: Did you fail?", "turn")]
)
def test_whoever_is_named_again_has_been_asked_something(line: str, role: str) -> None:
    assert roles(f"ANN: I was late.\n\n{line}\n\nANN: I know.")[1] == role


def test_lines_below_a_label_are_its_speakers() -> None:
    text = "Ann Lee:\n\nI was late.\n\nI ran.\n\nBob Ray:\n\nSo did I."
    assert roles(text) == ["label", "body", "body", "label", "body"]


def test_a_debate_has_turns_though_nobody_speaks_twice() -> None:
    text = (
        "1. Ann Lee (Port Vale) (Ind): Will you resign?\n\n"
        "The Secretary of State for Harbours and Ferry Affairs (Bob Ray): I will not.\n\n"
        "Sir Cole Orr: You should.\n\nMr Speaker: Order."
    )
    paragraphs = segment(text).paragraphs
    assert [p.role for p in paragraphs] == ["turn"] * 4
    assert [text[slice(*p.label)] for p in paragraphs if p.label] == [
        "Ann Lee",
        "Bob Ray",
        "Sir Cole Orr",
        "Mr Speaker",
    ]


def test_a_list_of_terms_is_no_debate() -> None:
    assert "turn" not in roles("Time: 8 p.m.\n\nPlace: The Pier.\n\nTicket: Two pounds.\n\nDoors: Seven.")


def test_a_post_is_its_writers() -> None:
    assert roles("It rained.\n\n@tidewatch: Rain until nine.") == ["body", "turn"]


def test_a_sentence_with_a_colon_is_no_turn() -> None:
    assert roles("He said: it is over.\n\nThe result: nobody won.")[0] == "body"


def test_an_interview_has_labels_and_questions() -> None:
    text = "Why did you leave?\n\nAnn Lee:\n\n“For peace.”\n\nAnd now?\n\nLee:\n\n“Now I paint.”"
    assert roles(text) == ["question", "label", "body", "question", "label", "body"]


def test_a_live_blog_has_entries() -> None:
    text = "14:52 Harbour: we stay open\n\nThe mayor spoke.\n\n14:31 Ferries halted\n\nNo boat will sail."
    assert roles(text) == ["entry", "body", "entry", "body"]


@pytest.mark.parametrize(
    "dateline",
    ["PORT VALE, March 3 (Tide News) — ", "PORT VALE, March 3. /TIDE/. ", "PORT VALE, 3 March. ", "VALE. "],
)
def test_the_words_of_a_paragraph_begin_after_its_dateline(dateline: str) -> None:
    text = f"{dateline}The pier is shut."
    (paragraph,) = segment(text).paragraphs
    assert text[paragraph.body :] == "The pier is shut."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Lee of No. 4 left. She wept.", 2),
        ("“It is over. Go home,” he said. “Now.”", 2),
        ("“Really?” Smith said. Nobody spoke.", 2),
        ("J. K. Moss came at 4 p.m. and left.", 1),
        ("It cost $3.5m. Nobody paid.", 2),
        ("The U.S. State Department left the U.S. Nobody wept.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text, 0, len(text), segment(text).outer())) == count


def test_who_took_the_pictures_says_nothing() -> None:
    text = (
        "The ferry leaves at noon every day, the board said on Monday after a long meeting.\n\n"
        "The old lifeboat station. Image: Nils Vetter.\n\nThe pier. Image: Nils Vetter.\n\n"
        "Image: Ann Lee.\n\nCategories: ferries, the coast, harbours."
    )
    assert not {"turn", "label"} & set(roles(text))


def test_what_stands_under_sources_at_the_end_is_no_text() -> None:
    body = "The council met on Monday and spoke for hours about the ferry and the bridge.\n\n"
    text = (
        f'{body * 3}Sources\n\nTarn News: "Ferry late again". 3 May 2026\n\nThe Post: "No bridge". 4 May 2026'
    )
    assert roles(text)[-3:] == ["boilerplate"] * 3
    assert "boilerplate" not in roles(f"Sources\n\n{body * 3}")


def test_a_list_with_dashes_is_no_dialogue() -> None:
    talk = "The two met.\n\n— You came.\n\n— It was late, said the old one.\n\n— In the boat."
    assert roles(talk)[1:] == ["dialogue"] * 3
    pledges = "The party would:\n\n— Lower the harbour tax.\n\n— Build a bridge.\n\n— Keep the ferry."
    assert roles(pledges)[1:] == ["item"] * 3
