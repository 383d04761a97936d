"""Offices, bodies and honours around a name without a comma, as agencies and translations write them."""

from __future__ import annotations

import pytest

from tests.store.extraction.speakers.resolving import one, resolved, said, who


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("Minister of Foreign Affairs of Ukraine", "Andrii Bondar"),
        ("Head of the Office of the President of Ukraine", "Andriy Melnyk"),
        ("President of the European Commission", "Ursula van Loon"),
        ("Secretary-General of NATO", "Jens Holm"),
        ("NATO Secretary-General", "Mark Holm"),
        ("Leader of the opposition", "Ann Lee"),
        ("Bank of England governor", "Andrew Low"),
        ("Hearts of Oak striker", "Kofi Mensah"),
        ("Director of the Museum of Modern Art", "Glenn Moss"),
        ("Det Ch Insp", "Louise Moss"),
    ],
)
def test_an_office_before_a_name_is_its_holders_role(role: str, name: str) -> None:
    found = one(f"{role} {name} said the roof leaks.", f"{role} {name}", "the roof leaks")
    assert (found.speakers, found.role, found.speaker_kind) == ((name,), role, "person")


def test_letters_after_a_name_are_no_part_of_it() -> None:
    text = "Judge Helen Moss KC said the roof leaks."
    assert one(text, "Judge Helen Moss KC", "the roof leaks").speakers == ("Helen Moss",)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The wife of striker Kofi Mensah", "wife of striker Kofi Mensah"),
        ("The wife of Chelsea striker Kofi Mensah", "wife of Chelsea striker Kofi Mensah"),
        ("A spokesman for President Joe Moss", "spokesman for President Joe Moss"),
        ("Supporters of candidate Ann Lee", "Supporters of candidate Ann Lee"),
    ],
)
def test_who_only_stands_inside_the_phrase_does_not_speak(written: str, name: str) -> None:
    assert one(f"{written} said the roof leaks.", written, "the roof leaks").speakers == (name,)


def test_two_holders_of_like_offices_stay_two() -> None:
    text = "Head of the Ilm district Andriy Melnyk said yes. Head of the Tarn district Ismail Omari said no."
    assert who(
        text,
        ("Head of the Ilm district Andriy Melnyk", "yes"),
        ("Head of the Tarn district Ismail Omari", "no"),
    ) == [("Andriy Melnyk",), ("Ismail Omari",)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The company, Halden Power Company Holdings Inc.,", "Halden Power Company Holdings Inc"),
        ("The bank, Ostbank AG,", "Ostbank AG"),
    ],
)  # fmt: skip
def test_a_body_named_right_after_its_noun_is_that_body(written: str, name: str) -> None:
    text = f"The International Harbour Agency wrote to them. {written} said the roof leaks."
    found = one(text, written, "the roof leaks")
    assert (found.speakers, found.speaker_kind) == ((name,), "organization")


def test_whoever_is_named_after_an_unnamed_spokeswoman_is_somebody_else() -> None:
    text = (
        "A spokeswoman for Harbour Aid said the roof leaks. Its director, Ann Lee, has written to the"
        " chancellor, Rita Moss. Moss has insisted there is no alternative."
    )
    assert who(
        text,
        ("A spokeswoman for Harbour Aid", "the roof leaks"),
        ("Moss", "there is no alternative"),
    ) == [("spokeswoman for Harbour Aid",), ("Rita Moss",)]
    assert one(text, "Moss", "there is no alternative").role == "chancellor"


def test_a_programme_that_was_told_is_not_he() -> None:
    text = "The mayor told BBC Breakfast that the roof leaks. “It is old,” he said."
    (told, said) = who(text, ("The mayor", "the roof leaks"), ("he", "“It is old,”"))
    assert told == said == ("mayor",)


def test_a_month_that_is_a_name_is_a_name() -> None:
    assert one(
        "Ostbank's Jan Holm said the roof leaks.", "Ostbank's Jan Holm", "the roof leaks"
    ).speakers == ("Jan Holm",)


def test_an_office_written_with_of_the_president_is_no_presidents_name() -> None:
    written = "Adviser to the Head of the Office of the President Mykhailo Bondar"
    found = one(f"{written} believes the roof leaks.", written, "the roof leaks")
    assert found.speakers == ("Mykhailo Bondar",)


def test_a_premier_of_another_country_is_the_counterpart_who_was_named() -> None:
    text = (
        "Aaslandish Prime Minister Denys Holm said yes after talks with his Polish counterpart Donald Moss."
        " The Polish premier said no. “I am not sure,” he told reporters."
    )
    pairs = (("The Polish premier", "no"), ("he", "“I am not sure,”"))
    assert who(text, *pairs) == [("Donald Moss",), ("Donald Moss",)]


def test_a_head_of_government_is_the_premier() -> None:
    text = "Ukrainian Prime Minister Denys Holm met them. The head of the Ukrainian government said it rains."
    assert one(text, "The head of the Ukrainian government", "it rains").speakers == ("Denys Holm",)


def test_a_seat_before_a_noun_is_not_who_speaks() -> None:
    text = "Halden Inc shares fell. The Tarn, Aasland-based company said the roof leaks."
    assert one(text, "The Tarn, Aasland-based company", "the roof leaks").speakers == ("Halden Inc",)


def test_a_newspaper_by_name_is_the_publication_later() -> None:
    text = "As the Skellpost newspaper writes, it rains. The publication notes that it snows."
    assert who(text, ("the Skellpost newspaper", "it rains"), ("The publication", "it snows")) == [
        ("Skellpost",),
        ("Skellpost",),
    ]


def test_they_in_somebodys_words_are_no_body_that_was_named() -> None:
    text = "Ann Lee told Harbour News it rains. “They said it was safe,” said Bo Holm, a fisherman."
    said_by_they = one(text, "They", "it was safe")
    assert who(text, ("Bo Holm, a fisherman", "“They said it was safe,”"), ("They", "it was safe"))[1] == ()
    assert said_by_they.speakers in ((), ("Harbour News",))


def test_a_minister_spoken_of_is_not_the_speaker() -> None:
    text = "Mr LUX: It rains.\n\nRita Moss: “As the Minister of Finance said, it snows.”"
    quotes = (
        ("Rita Moss", "“As the Minister of Finance said, it snows.”"),
        ("the Minister of Finance", "it snows"),
    )
    assert who(text, *quotes) == [("Rita Moss",), ("Minister of Finance",)]


def test_the_word_that_begins_a_headline_is_not_she() -> None:
    text = "Inquest hears of chaos on ward\n\nA nurse wept as she told managers it was unsafe."
    assert one(text, "she", "it was unsafe").speakers == ("nurse",)


def test_whoever_shares_a_surname_with_the_next_name_has_it() -> None:
    text = "Margaret and Joan Holm met. “It rains,” says Margaret."
    assert who(text, ("Margaret", "“It rains,”")) == [("Margaret Holm",)]


def test_neither_alone_is_nobody() -> None:
    text = "Ann Lee and Bo Moss met. But neither imagined it would rain."
    assert one(text, "neither", "it would rain").speaker_kind == "unknown"


def test_kin_are_called_by_their_given_names() -> None:
    found = one("Their brother, Alan, said it rains.", "Their brother, Alan,", "it rains")
    assert (found.speakers, found.role) == (("Alan",), "brother")


def test_a_network_at_a_sentences_end_is_no_initial() -> None:
    text = "Ursula van Loon met them. It rains, he wrote on X. Van Loon added it snows."
    assert one(text, "Van Loon", "it snows").speakers == ("Ursula van Loon",)


@pytest.mark.parametrize("written", ["the Austrian", "the England defender", "The Catalan"])
def test_where_somebody_comes_from_means_whoever_the_text_is_about(written: str) -> None:
    text = f"Palace captain Oliver Holm was pleased. “It rains,” {written} said."
    assert who(text, (written, "“It rains,”")) == [("Oliver Holm",)]


def test_a_bare_surname_is_whoever_was_named_first_where_the_other_stays_named_in_full() -> None:
    text = (
        "Marcus Holm wept. His brother, Daniel Holm, was silent. Daniel Holm told the court it rained."
        " Holm said it snowed."
    )
    assert who(text, ("Daniel Holm", "it rained"), ("Holm", "it snowed"))[1] == ("Marcus Holm",)


@pytest.mark.parametrize(
    ("before", "written", "name"),
    [
        ("Clinton spokesman Brian Holm met them.", "A spokesman for the State Department", ""),
        ("Intel spokeswoman Ann Lee met them.", "A spokeswoman for Mr. Moss", ""),
        ("Gen. George Holm met them.", "The attorney general of Tarn", ""),
        ("Former Florida governor Jeb Moss met them.", "The New Jersey governor", ""),
        ("Republican Bo Moss met them.", "The Republican from Alabama", ""),
        ("Senator Bo Moss of Vermont met them.", "The senator from Vermont", "Bo Moss"),
        ("The Campaign Legal Center met them.", "The Carson campaign", ""),
        ("UnitedHealth Group met them.", "The trade group for the Blue Shield plans", ""),
        ("Mr. Yanukovych’s government met them.", "The government of President Petro Holm", ""),
        ("The Halden Research Institute met them.", "The party that lost", ""),
        ("Two Democratic candidates met them.", "The GOP candidates in the race", ""),
    ],
)
def test_a_description_that_says_somebody_else_is_nobody_named_before(
    before: str, written: str, name: str
) -> None:
    text = f"{before} {written} said the roof leaks."
    expected = name or written.split(" ", 1)[1]
    assert one(text, written, "the roof leaks").speakers == (expected,)


def test_an_aide_named_after_her_kinship_is_herself() -> None:
    written = "His wife, longtime Holm aide Huma Moss,"
    assert one(f"{written} said the roof leaks.", written, "the roof leaks").speakers == ("Huma Moss",)


def test_whoever_asks_for_the_minister_is_not_the_minister() -> None:
    question, answer = "Will the minister say when it opens?", "It will open in May."
    text = f"Ms Orla Holm (Harbour East): {question}\n\nThe Minister for Transport: {answer}"
    quotes = (
        said(text, "Ms Orla Holm", question, kind="direct"),
        said(text, "The Minister for Transport", answer, kind="direct"),
    )
    asked, answered = resolved(text, *quotes).attributions
    assert (asked.speakers, asked.role) == (("Orla Holm",), "")
    assert answered.speakers == ("Minister for Transport",)


LEAKS, RAINS, SNOWS, HOLDS = "the roof leaks", "it rains today", "it snows today", "the door holds"


def test_a_father_and_a_son_of_one_name_are_two() -> None:
    text = f"Bo Moss said {LEAKS}. Bo Moss Jr. said {RAINS}. Moss said {SNOWS}. Moss Jr. said {HOLDS}."
    pairs = (("Bo Moss", LEAKS), ("Bo Moss Jr.", RAINS), ("Moss", SNOWS), ("Moss Jr.", HOLDS))
    assert who(text, *pairs) == [("Bo Moss",), ("Bo Moss Jr.",), ("Bo Moss",), ("Bo Moss Jr.",)]


def test_jr_left_out_later_is_the_same_man() -> None:
    text = f"Vice President Joseph R. Moss Jr. said {LEAKS}. Joseph Moss said {RAINS}."
    (first, second) = who(text, ("Vice President Joseph R. Moss Jr.", LEAKS), ("Joseph Moss", RAINS))
    assert first == second == ("Joseph R. Moss Jr.",)


def test_other_middle_initials_are_another_person() -> None:
    text = f"Former President George H.W. Moss said {LEAKS}. George W. Moss said {RAINS}."
    assert who(text, ("Former President George H.W. Moss", LEAKS), ("George W. Moss", RAINS)) == [
        ("George H.W. Moss",),
        ("George W. Moss",),
    ]


def test_a_surname_that_is_a_title_too_is_a_name_before_jr() -> None:
    text = f"The Rev. Martin King Jr. said {LEAKS}. King said {RAINS}."
    assert who(text, ("The Rev. Martin King Jr.", LEAKS), ("King", RAINS)) == [("Martin King Jr.",)] * 2


def test_whoever_adds_something_is_who_spoke_before_if_no_role_was_told() -> None:
    text = "As Rustam Umarov noted, lists exist. The secretary of the council added that all are signed."
    first = said(text, "Rustam Umarov", "lists exist", cue="noted")
    for cue, names in {"added": ("Rustam Umarov",), "denied": ("secretary of the council",)}.items():
        told = text.replace("added", cue)
        second = said(told, "The secretary of the council", "all are signed", cue=cue)
        assert resolved(told, first, second).attributions[1].speakers == names


def test_he_in_counsels_words_is_nobody_whom_the_article_names_as_often_as_another() -> None:
    text = (
        "Graham Tindell, 58, told the court he was afraid. Ryan Tindell, 24, said he was not.\n\n"
        "Ryan Tindell said he begged. Graham Tindell wept. Graham Tindell left. Ryan Tindell sat.\n\n"
        "Graham Tindell sat too, and Ryan Tindell stood.\n\n"
        "“He said he had never seen it,” Nadia Faruk told the jury."
    )
    quotes = ("Nadia Faruk", "“He said he had never seen it,”"), ("He", "he had never seen it")
    assert who(text, *quotes) == [("Nadia Faruk",), ()]


def test_a_reflexive_tells_which_of_two_with_one_surname() -> None:
    text = "Bill Marsk spoke for Hillary Marsk. “It rains,” Bill Marsk said. Marsk herself said it did not."
    assert who(text, ("Marsk herself", "it did not")) == [("Hillary Marsk",)]


def test_his_people_in_somebodys_words_are_not_the_speakers_own() -> None:
    text = "Derek Mitchum met the board. “His people said it was over,” Mitchum said."
    found = who(text, ("Mitchum", "“His people said it was over,”"), ("His people", "it was over"))
    assert found == [("Derek Mitchum",), ("His people",)]


def test_a_mogul_is_no_senator() -> None:
    text = "Sen. Lindsey Grahame said it was odd. The billionaire mogul said it was not."
    assert who(text, ("The billionaire mogul", "it was not")) == [("billionaire mogul",)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Undersecretary for Education Ms. Tavani", "Tavani"),
        ("Minister of Transport Dr Olin", "Olin"),
        ("CEO of the Harbour Council Enver Salomo", "Enver Salomo"),
        ("Chair of the Ferry Authority Louise Brandt", "Louise Brandt"),
    ],
)
def test_an_office_with_its_body_runs_straight_into_the_holders_name(written: str, name: str) -> None:
    text = f"Nils Vetter, undersecretary to the premier, said talks go on. {written} said schools leak."
    assert who(text, ("Nils Vetter", "talks go on"), (written, "schools leak")) == [
        ("Nils Vetter",),
        (name,),
    ]


def test_a_body_and_whoever_stands_right_after_it_are_two() -> None:
    text = "Biology major at University of Texas Arlington Amne Jafar heard of it. Jafar said she was glad."
    assert who(text, ("Jafar", "she was glad")) == [("Amne Jafar",)]
    text = "The Bank Julius Brandt was founded in 1890. Brandt said profits rose."
    assert who(text, ("Brandt", "profits rose")) == [("Bank Julius Brandt",)]


def test_a_papers_name_with_and_in_it_is_one() -> None:
    text = "Ilse Marsk of The Harbour and Mail said it was late."
    assert who(text, ("Ilse Marsk of The Harbour and Mail", "it was late")) == [("Ilse Marsk",)]


def test_a_body_whose_letters_make_a_pronoun_is_that_body() -> None:
    text = "The World Health Organisation (WHO) met. WHO said it was late. Those WHO SHOUT SAY it was early."
    assert who(text, ("WHO", "it was late")) == [("World Health Organisation",)]
    text = "Officials met in Tarn. The talks failed, US said. They told us so."
    assert who(text, ("US", "The talks failed")) == [("US",)]


def test_letters_are_no_short_form_of_what_begins_with_them() -> None:
    text = "The boy wore an ESRO T-shirt. ESRO said it was glad."
    assert who(text, ("ESRO", "it was glad")) == [("ESRO",)]


@pytest.mark.parametrize("how", ["seen by", "obtained by", "reviewed by"])
def test_who_read_a_document_has_not_written_it(how: str) -> None:
    text = f"Tarn News reported. An internal letter {how} Tarn News says staff must leave."
    assert who(text, (f"An internal letter {how} Tarn News", "staff must leave")) == [("internal letter",)]
    text = "A study by Tarn News says staff must leave."
    assert who(text, ("A study by Tarn News", "staff must leave")) == [("Tarn News",)]


def test_whoever_is_asked_says_nothing_of_what_they_are_asked() -> None:
    text = "His wife, Grace Atim, laughs when asked if he is calm."
    asked = said(text, "His wife, Grace Atim,", "if he is calm", cue="asked")
    assert resolved(text, asked).attributions[0].speakers == ()


def test_what_an_inquiry_heard_is_not_whoever_spoke_before() -> None:
    text = "“They left us,” Ada Marsk said. Her husband had rung four times, the inquiry heard."
    first = said(text, "Ada Marsk", "“They left us,”", cue="said", kind="direct")
    heard = said(text, "", "Her husband had rung four times", cue="heard")
    assert resolved(text, first, heard).attributions[1].speakers == ()


def test_a_source_begins_behind_the_clause_before_it() -> None:
    text = "Ana Marsk thanked the people; Chairman Bo Falk, for his part, said the granaries were open."
    quote = said(text, "people; Chairman Bo Falk,", "the granaries were open", cue="said")
    assert resolved(text, quote).attributions[0].speakers == ("Bo Falk",)


def test_mr_and_ms_of_one_surname_are_told_apart_by_their_given_names_or_not_at_all() -> None:
    text = "The parents, {} and {} Kharn, spoke. Mr. Kharn said it was a shame. Ms. Kharn said it was late."
    quotes = ("Mr. Kharn", "it was a shame"), ("Ms. Kharn", "it was late")
    assert who(text.format("Khizr", "Ghazala"), *quotes) == [("Khizr Kharn",), ("Ghazala Kharn",)]
    assert who(text.format("Qirt", "Ozla"), *quotes) == [("Kharn",), ("Kharn",)]
