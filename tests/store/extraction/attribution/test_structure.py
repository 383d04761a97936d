"""Attributions that the layout makes."""

from __future__ import annotations

import pytest

from store.extraction.attribution import assemble, rules
from store.extraction.segments import segment


def read(text: str) -> list[tuple[str, str]]:
    segments = segment(text)
    return [
        (" | ".join(text[s:e] for s, e in a.source), " | ".join(text[s:e] for s, e in a.content))
        for a in assemble(text, segments, rules.tag(text, segments))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ann Lee, head of the Tide Institute (Vale):\n\n“The sea rises. We do not.”",
            [("Ann Lee", "The sea rises. We do not.")],
        ),
        (
            "At the close Ms Lee said:\n\n“One thing first.\n\n“And one thing last.”\n\nShe left.",
            [("Ms Lee", "One thing first. | And one thing last.")],
        ),
        (
            "On July 6, Ray made the following comment:\n\n“Nobody works here.”",
            [("Ray", "Nobody works here.")],
        ),
        (
            "“Nobody works here any more.”\n\n— Ann Lee, Port Vale",
            [("Ann Lee", "Nobody works here any more.")],
        ),
        ("“Nobody works here any more.” ― Ann Lee", [("Ann Lee", "Nobody works here any more.")]),
        (
            "**Overheard.** “We got what we wanted” — Aaslandic farm minister Gia Ferri, to reporters.",
            [("Aaslandic farm minister Gia Ferri", "We got what we wanted")],
        ),
        ("“We got it” — a nod to Ann Lee", []),
        ("Fole's response to that was a single word: “Never.”", [("Fole", "Never.")]),
        ("Her answer was brief: “Not today.”", [("Her", "Not today.")]),
        ("Bo Moss, asked if it was late: “I think it was.”", [("Bo Moss", "I think it was.")]),
        ("Asked if Bo knew, Ms Lee is curt: “He does not.”", [("Ms Lee", "He does not.")]),
        ("17:20 Moss: “Count us, then”\n\nThe mayor sat down.", [("Moss", "Count us, then")]),
        ("Moss: No new pier before May\n\nThe mayor spoke late.", [("Moss", "No new pier before May")]),
        (
            "Mr Ray himself was not so sure: “There are thirty of us.”",
            [("Mr Ray", "There are thirty of us.")],
        ),
        (
            "On captain Jo Reyes, who has asked to leave: “Jo is our player.”",
            [("", "Jo is our player.")],
        ),
        ("On Monday she said: “I am your player.”", [("she", "I am your player.")]),
        (
            "—We cannot go on —said Ann Lee, the mayor—. The pier is falling.\n\n—It is not! —Ray replied.",
            [("Ann Lee", "We cannot go on | The pier is falling."), ("Ray", "It is not!")],
        ),
        (
            "— The boat will come, says the elder. — In May.\n\n— So, never, answers his friend.",
            [("the elder", "The boat will come | In May."), ("his friend", "So, never")],
        ),
    ],
)
def test_the_layout_names_the_speaker(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "13:40 Correction: the lighthouse has two keepers\n\nWe are sorry.",
        "Agenda: The council meets\n\nNobody came.",
        "Q&A: “Nobody asked us”\n\nAnn Lee farms.",
        "Transcript: the interview on Radio Vale\n\nIt was short.",
        "Nurses' strike: both sides dig in\n\nIt was late.",
        "Let us imagine what she might have said. “I was warned in March.”",
    ],
)
def test_a_heading_that_names_no_speaker_is_none(text: str) -> None:
    assert read(text) == []


def test_what_happens_in_a_transcript_is_nobodys_words() -> None:
    text = "ANN: We are back.\n\n(Laughter.)\n\nBOB: Are we?\n\nANN: We are."
    assert [content for _, content in read(text)] == ["We are back.", "Are we?", "We are."]


def test_a_summary_ends_where_somebody_is_quoted() -> None:
    text = "Reds: Ten by May. “We need them,” says aide Carl Berg.\n\nBlues: None, ever.\n\nReds: Yes."
    assert ("Reds", "Ten by May.") in read(text)
    assert ("aide Carl Berg", "We need them") in read(text)


def test_whose_last_words_they_are_though_another_passes_them_on() -> None:
    text = "Her last words, according to her son, were: “Shut that window.”"
    assert ("Her", "Shut that window.") in read(text)


def test_a_short_question_after_an_answer_is_not_the_answerers() -> None:
    text = "“It is nine miles,” said Ann Lee.\n\n“And did nobody ever measure it?”"
    assert read(text) == [("Ann Lee", "It is nine miles"), ("", "And did nobody ever measure it?")]


def test_short_questions_after_an_answer_are_not_the_answerers() -> None:
    text = "“Hot iron,” said Bo Moss.\n\n“What iron was it? A clothes iron?”"
    assert read(text) == [("Bo Moss", "Hot iron"), ("", "What iron was it? A clothes iron?")]


def test_a_quotation_after_the_reporters_short_question_is_an_answer() -> None:
    text = "“It is nine miles,” said Ann Lee.\n\nAnd the pier? “It will stay where it is.”"
    segments = segment(text)
    first, second = assemble(text, segments, rules.tag(text, segments))
    assert (second.source, second.floor) == ((), first.source)


def test_a_quotation_taken_up_in_the_next_sentence_is_one_quote() -> None:
    assert read("“It breaks my heart,” Ann said. “We are short of sheep.”") == [
        ("Ann", "It breaks my heart | We are short of sheep.")
    ]


def test_a_quoted_paragraph_without_a_cue_goes_on_with_the_quotation_before_it() -> None:
    text = "“It is nine miles,” said Ann Lee, 71.\n\n“I have written to everyone.”\n\n“Nobody wrote back.”"
    assert read(text) == [("Ann Lee", "It is nine miles | I have written to everyone. | Nobody wrote back.")]


@pytest.mark.parametrize(
    "text",
    [
        "“Is it nine miles?” asked Ann Lee, 71.\n\n“Nobody has measured it.”",
        "“It is nine miles,” said Ann Lee, 71.\n\nThe road is shut.\n\n“I have written to everyone.”",
    ],
)
def test_a_quoted_paragraph_after_a_question_or_after_other_news_is_a_quote_of_its_own(text: str) -> None:
    segments = segment(text)
    first, second = assemble(text, segments, rules.tag(text, segments))
    assert (second.source, second.cue) == ((), ())
    assert second.floor == first.source


@pytest.mark.parametrize(
    ("introduction", "source"),
    [
        ("In town after town, Ms Lee repeats one sentence: ", "Ms Lee"),
        ("Each spring, many farmers make one threat: ", "many farmers"),
    ],
)
def test_a_phrase_in_front_of_the_subject_is_nobody(introduction: str, source: str) -> None:
    assert read(f"{introduction}“If it floods again, I am moving away.”") == [
        (source, "If it floods again, I am moving away.")
    ]


@pytest.mark.parametrize(
    ("between", "source"),
    [
        ("pointing at the map. Beth Lee shook her head.", "Beth Lee"),
        ("and her husband laughed.", "her husband"),
    ],
)
def test_whoever_takes_the_floor_in_between_speaks_next(between: str, source: str) -> None:
    text = f"“It is nine miles,” Ann Lee said, {between} “It is more like ten.”"
    assert read(text) == [("Ann Lee", "It is nine miles"), (source, "It is more like ten.")]


@pytest.mark.parametrize(
    "heading", ["'All Bets Are Off.'", "“A Legend In The Coal Fields.”", "'Pretty cool there.'"]
)
def test_a_quoted_line_that_is_a_heading_is_nobodys_words(heading: str) -> None:
    text = (
        f"“It is nine miles,” said Ann Lee, 71. “We walk daily.”\n\n{heading}\n\nThe firm was founded late."
    )
    assert [content for _, content in read(text)] == ["It is nine miles | We walk daily."]


def test_the_baker_whose_trade_has_fallen() -> None:
    text = "The baker of Elm Row, whose trade has fallen by half, was blunter. “They have killed us.”"
    assert read(text) == [("The baker of Elm Row", "They have killed us.")]


def test_a_name_after_what_the_person_is_speaks_next() -> None:
    text = "The gallery's president, Yvonne Marr, struck a lighter note. “We buy these shoes in Port.”"
    assert read(text) == [("Yvonne Marr", "We buy these shoes in Port.")]


def test_whoever_was_asked_answers() -> None:
    text = "Asked who was to blame, Ann Lee pointed to the empty chair. “You tell me.”"
    assert ("Ann Lee", "You tell me.") in read(text)


def test_the_landlord_was_blunter() -> None:
    assert read("The landlord, who sells beer, was blunter. “They have killed us.”") == [
        ("The landlord", "They have killed us.")
    ]


@pytest.mark.parametrize("rubric", ["Interview", "OBITUARY", "Exclusive"])
def test_a_rubric_before_a_headlines_colon_says_nothing(rubric: str) -> None:
    found = read(f"{rubric}: ‘We are no museum’, says Ann Lee\n\nShe spoke on Friday about the rain.")
    assert [source for source, _ in found] == ["Ann Lee"]


def test_a_line_that_is_signed_is_not_whoever_spoke_before() -> None:
    text = (
        "Ms Lee called it a long skirmish. “Nobody works here any more,” Ms Lee said.\n\n"
        "“A new obsession is taking hold.” Anonymous blogger, in June\n\nThe site fell."
    )
    assert all("obsession" not in content for source, content in read(text) if source == "Ms Lee")


def test_titles_under_sources_are_nobodys() -> None:
    text = "It rained all day and all night. The site fell. “It is gone,” Ms Lee said.\n\n"
    text += "Sources\n\n“Site falls at last” — Toronto Star"
    assert [source for source, _ in read(text)] == ["Ms Lee"]


def test_a_label_in_capitals_may_say_at_length_who_speaks() -> None:
    text = (
        "KARA COLLINS, CNN WHITE HOUSE CORRESPONDENT: The deal is close.\n\n(BEGIN VIDEO CLIP)\n\n"
        "DONALD TRASK, PRESIDENT OF THE UNITED STATES: We want it.\n\n"
        "SEN. AMY KOVACS (D), MINNESOTA: There is no deal.\n\nCOLLINS: Thank you."
    )
    assert [content for source, content in read(text) if source.startswith("DONALD")] == ["We want it."]
    assert [content for source, content in read(text) if "KOVACS" in source] == ["There is no deal."]


def test_what_comes_later_is_no_speaker() -> None:
    text = "The mayor posted one. An hour later came a second message: “So is all the rain.”"
    assert all("hour" not in source for source, _ in read(text))


@pytest.mark.parametrize(
    ("introduction", "source"),
    [
        ("They looked at how the site rated this statement by Moss on June 11:\n\n", "Moss"),
        ("Ray played a message from Deputy Mayor Ana Ruiz in March: ", "Deputy Mayor Ana Ruiz"),
        ("Ms Holm shared a post by the nurses' union: ", "the nurses' union"),
        ("The report opens with a quote from Bo Moss: ", "Bo Moss"),
        ("The hashtag drew a wry comment from comedian Tom Lee, 44: ", "comedian Tom Lee"),
    ],
)
def test_a_statement_before_a_colon_is_whoevers_it_is_by(introduction: str, source: str) -> None:
    assert (source, "Nobody works here.") in read(f"{introduction}“Nobody works here.”")


@pytest.mark.parametrize(
    "introduction",
    [
        "Ray was curt after a remark by Bo Moss: ",
        "Ray was curt about a message from Bo Moss: ",
        "Ray sent a message from his hospital bed: ",
    ],
)
def test_a_statement_that_only_is_the_occasion_is_not_quoted(introduction: str) -> None:
    assert read(f"{introduction}“Nobody works here.”") in ([("Ray", "Nobody works here.")], [])


@pytest.mark.parametrize(
    ("introduction", "source"),
    [
        ("When Moss died in 1998, President Lee released the following statement:\n\n", "President Lee"),
        ("Ever since she left, Ms Holm has visited to encourage staff with a message: ", "Ms Holm"),
        ("POLLS NOT NECESSARILY WRONG, JUST EARLY - Ann Lee and Bo Moss: ", "Ann Lee and Bo Moss"),
        ("From Josh Moss writing at the Vale Echo:\n\n", "Josh Moss"),
        (
            "And how about this headline from the Vale Echo, which hits them where they live: ",
            "the Vale Echo",
        ),
    ],
)
def test_whoever_introduces_the_words_and_not_whoever_else_is_named(introduction: str, source: str) -> None:
    assert read(f"{introduction}“Nobody works here.”") == [(source, "Nobody works here.")]


@pytest.mark.parametrize("introduction", ["Wait, it gets better:\n\n", "Then: "])
def test_what_only_points_to_the_words_has_not_said_them(introduction: str) -> None:
    assert {source for source, _ in read(f"{introduction}“Nobody works here.”")} <= {""}


def test_a_headline_with_a_name_is_no_turn_that_the_article_belongs_to() -> None:
    text = (
        "Lee: a pier is not a radical idea\n\nAnn Lee defended her plan on Sunday. It has drawn critics.\n\n"
        "“It is late,” Ms Lee said.\n\nLee: we will build it\n\nLee: I am no socialist"
    )
    assert ("Lee", "a pier is not a radical idea") in read(text)
    assert not any("defended" in content for _, content in read(text))


def test_what_a_table_counts_is_nobodys_words() -> None:
    assert read("The count so far\n\nLee: 2,316\n\nMoss: 1,547 votes\n\nLee: 2,320\n\nMoss: 1,600") == []


def test_where_an_article_was_written_says_nothing() -> None:
    text = "ISLAMABAD: The Supreme Court said on Thursday that the ferry was late.\n\nIt sat for an hour."
    assert [source for source, _ in read(text)] == ["The Supreme Court"]


def test_the_sections_of_a_newsletter_are_no_speakers() -> None:
    text = (
        "MARKETS: The crown fell. Analysts expect more.\n\nWEATHER: Rain in the west.\n\n"
        "SPORT: Vale won. Coach Ann Lee: “We were lucky.”\n\nTHE PICTURE: “I like it,” Bo Moss said."
    )
    assert read(text) == [("Coach Ann Lee", "We were lucky."), ("Bo Moss", "I like it")]


def test_a_figure_may_be_somebodys_answer_in_a_transcript() -> None:
    text = "MS LEE: How many did you count?\n\nMR MOSS: 1,520 votes.\n\nMS LEE: I thank you."
    assert ("MR MOSS", "1,520 votes.") in read(text)
    assert ("MS LEE", "How many did you count?") in read(text)


def test_names_in_capitals_before_talk_are_speakers() -> None:
    text = "ANN LEE: I thank you all for coming.\n\nBO MOSS: We are glad to be here."
    assert read(text) == [
        ("ANN LEE", "I thank you all for coming."),
        ("BO MOSS", "We are glad to be here."),
    ]
