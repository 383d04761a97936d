"""Who has the floor, and what nobody says, in invented sentences: one test a phenomenon."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.records import Attribution
from tests.store.extraction.speakers.resolving import resolved, said, span, who


def test_a_quote_that_names_nobody_is_by_the_speaker_before() -> None:
    text = "“It is a long trip,” said Maureen Tuck.\n\n“I have written to the Pope.”"
    found = who(text, ("Maureen Tuck", "“It is a long trip,”"), ("", "“I have written to the Pope.”"))
    assert found == [("Maureen Tuck",), ("Maureen Tuck",)]


@pytest.mark.parametrize(
    "between", ["“And did nobody ever write back to you?”", "“Not once?”\n\n“I have written to the Pope.”"]
)
def test_in_an_exchange_of_lines_without_names_nobody_is_guessed(between: str) -> None:
    text = f"“It is a long trip,” said Maureen Tuck.\n\n{between}\n\nThe inn is shut."
    last = between.split("\n\n")[-1]
    assert who(text, ("Maureen Tuck", "“It is a long trip,”"), ("", last)) == [("Maureen Tuck",), ()]


def test_whoever_is_asked_has_not_put_the_question() -> None:
    text = "Tom Bray said it rained. Asked whether it was late, he laughed."
    quotes = (said(text, "Tom Bray", "it rained"), said(text, "", "whether it was late", cue="Asked"))
    assert resolved(text, *quotes).attributions[1].speakers == ()


def test_speakers_take_turns_in_dialogue_with_dashes() -> None:
    text = (
        "Two students, Aigul and Ruslan, quarrel.\n\n— It rained, says Aigul.\n\n— It did not!\n\n— It did."
    )
    first = said(text, "Aigul", "It rained", kind="direct")
    second = said(text, "", "It did not!", kind="direct")
    third = said(text, "", "It did.", kind="direct")
    found = [r.speakers for r in resolved(text, first, second, third).attributions]
    assert found == [("Aigul",), ("Ruslan",), ("Aigul",)]


def test_a_passive_without_source_is_unknown() -> None:
    text = "Tom Bray said it rained. It is being criticized as a waste."
    quotes = (said(text, "Tom Bray", "it rained"), said(text, "", "a waste", cue="is being criticized as"))
    assert resolved(text, *quotes).attributions[1].speakers == ()


def test_who_reported_it_is_named() -> None:
    text = "The troops left, an official told the daily La Lanterne."
    (at,) = span(text, "the daily La Lanterne", 0)
    quote = said(text, "an official", "The troops left")
    told = Attribution(quote.content, (), quote.source, "indirect", "speech", 1.0, reported_by=(at,))
    found = resolved(text, told).attributions[0]
    assert found.reported_by == "La Lanterne"
    assert found.speaker_kind == "anonymous"


def test_reporters_named_under_the_text_are_nobody_in_it() -> None:
    text = "The roof leaks, Helga Marsk said.\n\n(Reporting by Josef Amadi; Editing by R. Tallis)"
    found = resolved(text, said(text, "Helga Marsk", "The roof leaks"))
    assert [p.name for p in found.people] == ["Helga Marsk"]


def test_who_reported_it_earlier_is_not_whoever_spoke_before() -> None:
    text = "Tom Bray said it rained. As reported earlier, talks broke down."
    quotes = (said(text, "Tom Bray", "it rained"), said(text, "", "talks broke down", cue="reported"))
    assert resolved(text, *quotes).attributions[1].speakers == ()


def test_a_description_behind_a_quotation_is_whoever_alone_has_spoken() -> None:
    text = "NATO chief Mark Rutte warned of war. “We must be prepared,” said the ex-Dutch premier."
    found = who(text, ("Mark Rutte", "of war"), ("the ex-Dutch premier", "“We must be prepared,”"))
    assert found == [("Mark Rutte",), ("Mark Rutte",)]


def test_the_publication_is_the_one_that_reported_not_the_one_that_was_told() -> None:
    text = (
        "The Wall Street Journal reported that talks were on. A source told the Financial Times it was late. "
        "The publication noted that it rained."
    )
    found = who(text, ("The Wall Street Journal", "talks were on"), ("The publication", "it rained"))
    assert found == [("Wall Street Journal",), ("Wall Street Journal",)]


def test_it_seems_is_nobodys_view() -> None:
    text = "The Tide Party met. It appears that he has little chance."
    quote = said(text, "It", "he has little chance", cue="appears that")
    assert resolved(text, quote).attributions[0].speakers == ()


def test_whoever_made_the_remarks_is_whose_they_were() -> None:
    text = (
        "Sunhae opposes the visit, a foreign ministry spokesperson said on Wednesday.\n\n"
        "Spokesperson Mao Ning made the remarks at a briefing."
    )
    assert who(text, ("a foreign ministry spokesperson", "Sunhae opposes the visit")) == [("Mao Ning",)]
    text = text.replace("Mao Ning made the remarks", "Mao Ning read the papers")
    source = "a foreign ministry spokesperson"
    assert who(text, (source, "Sunhae opposes the visit")) == [("foreign ministry spokesperson",)]


def test_somebody_unnamed_who_has_just_spoken_goes_on() -> None:
    text = (
        "Commissioner Folake Ade said it was safe. Folake Ade left.\n\n"
        "A representative for the traders said it was lost. She added that nobody had asked."
    )
    found = who(
        text,
        ("Commissioner Folake Ade", "it was safe"),
        ("A representative for the traders", "it was lost"),
        ("She", "nobody had asked"),
    )
    assert found[2] == ("representative for the traders",)


def test_a_label_is_never_whoever_speaks_next() -> None:
    text = (
        "The Prime Minister: I am sorry.\n\nMr Speaker: Order. The House must listen.\n\n"
        "The Prime Minister: It is."
    )
    quotes = (
        said(text, "The Prime Minister", "I am sorry", kind="direct"),
        said(text, "Mr Speaker", "Order. The House must listen", kind="direct"),
    )
    assert resolved(text, *quotes).attributions[0].speakers == ("Prime Minister",)


def test_it_became_known_is_nobodys_word() -> None:
    text = "The navy left. It became known that he had gone."
    quote = said(text, "It", "he had gone", cue="became known")
    assert resolved(text, quote).attributions[0].speakers == ()


def test_the_publication_may_be_one_that_words_have_come_through() -> None:
    text = (
        "Corda said it rained. Leaders fear a bad deal, the Gull newspaper reported.\n\n"
        "The publication said Paris had a text."
    )
    through = span(text, "the Gull newspaper", 40)
    quotes = (
        said(text, "Corda", "it rained"),
        replace(said(text, "Leaders", "a bad deal"), reported_by=through),
        said(text, "The publication", "Paris had a text"),
    )
    assert resolved(text, *quotes).attributions[2].speakers == ("Gull",)


def test_who_only_a_reader_who_knows_them_can_tell_is_unknown() -> None:
    text = "Carol Pettifer met Janice Pettifer. The elder Miss Pettifer fears a delay."
    assert who(text, ("The elder Miss Pettifer", "a delay")) == [()]


def test_whoever_asked_gives_no_answer() -> None:
    text = "Ahmed Yusra said he stayed. Counsel, Peter Lange KC, asked whether it rang. “Never,” he replied."
    quotes = (
        said(text, "Ahmed Yusra", "he stayed", cue="said"),
        said(text, "Counsel, Peter Lange KC,", "whether it rang", cue="asked"),
        said(text, "he", "“Never,”", cue="replied", kind="direct"),
    )
    assert resolved(text, *quotes).attributions[2].speakers == ("Ahmed Yusra",)


def test_a_question_of_the_reporters_is_answered_by_whom_the_paragraph_is_about() -> None:
    text = (
        "“He was rich,” Ana Moss said. “Very,” Moss said.\n\n"
        "Bea Lund, a student, admitted she was tired. Why did she come? “It is Wohl.”"
    )
    quotes = [
        said(text, "Ana Moss", "He was rich", kind="direct"),
        said(text, "Moss", "Very", kind="direct"),
        said(text, "Bea Lund", "she was tired"),
        said(text, "", "It is Wohl.", kind="direct"),
    ]
    assert resolved(text, *quotes).attributions[-1].speakers == ("Bea Lund",)


@pytest.mark.parametrize(
    ("text", "source", "content", "speaker"),
    [
        (
            "The Prime Minister's official spokesman said it was late. Tory spokesman Tim Alder left.",
            "The Prime Minister's official spokesman",
            "it was late",
            "official spokesman",
        ),
        (
            "Stig Chell, the palace communications director, said so. The Russian leader called it good.",
            "The Russian leader",
            "it good",
            "Russian leader",
        ),
        ("Rep. Tom Rudd, R-Fairview, who said it was late, left.", "who", "it was late", "Tom Rudd"),
        (
            "A Tarn Polls survey of 2,014 adults found it late.",
            "A Tarn Polls survey of 2,014 adults",
            "it late",
            "Tarn Polls survey of 2,014 adults",
        ),
    ],
)
def test_nobody_speaks_for_somebody_else(text: str, source: str, content: str, speaker: str) -> None:
    before = [("Stig Chell", "so")] if "Stig" in text else []
    assert who(text, *before, (source, content))[-1] == (speaker,)


def test_words_after_a_clause_in_passing_are_nobodys() -> None:
    text = "Ana Moss resigned, hours after a panel accused her of lying.\n\n“I have served with honour.”"
    quotes = (
        said(text, "a panel", "lying", cue="accused"),
        said(text, "", "I have served with honour.", kind="direct"),
    )
    assert resolved(text, *quotes).attributions[1].speakers == ()


def test_findings_are_no_it() -> None:
    text = "The harbour board disputed the findings. It said bills would rise."
    pairs = [("The harbour board", "the findings"), ("It", "bills would rise")]
    assert who(text, *pairs)[1] == ("harbour board",)
    text = text.replace("The harbour board", "Water Tarn")
    assert who(text, ("Water Tarn", "the findings"), ("It", "bills would rise"))[1] == ()


def test_the_reply_that_came_is_whoevers_that_was_asked() -> None:
    text = "“Will you resign?” Marta Hale asked the minister, Tom Bray.\n\n“Never,” came the reply."
    asked = said(text, "Marta Hale", "“Will you resign?”", kind="direct", cue="asked")
    answered = said(text, "the reply", "“Never,”", kind="direct", cue="came")
    found = [r.speakers for r in resolved(text, asked, answered).attributions]
    assert found == [("Marta Hale",), ("Tom Bray",)]
