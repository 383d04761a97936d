"""Bodies, publications, groups and roles without a name, in invented sentences: one test a phenomenon."""

from __future__ import annotations

import pytest

from tests.store.extraction.speakers.resolving import one, resolved, said, who


def test_capitals_stay_as_named_and_are_organizations() -> None:
    text = "Both Kyiv and Moscow thanked Washington for its mediation."
    found = one(text, "Both Kyiv and Moscow", "Washington for its mediation")
    assert found.speakers == ("Kyiv", "Moscow")
    assert found.speaker_kind == "organization"


def test_several_speakers_stay_several() -> None:
    text = (
        "The United Sur Front and the Teachers' Bloc urged restraint. Neither group would send a delegation."
    )
    found = who(
        text,
        ("The United Sur Front and the Teachers' Bloc", "restraint"),
        ("Neither group", "send a delegation"),
    )
    assert found == [("United Sur Front", "Teachers' Bloc")] * 2


def test_the_publication_is_the_one_named_before() -> None:
    text = "The talks failed, Politico reports. According to the publication, the sides remain apart."
    found = resolved(
        text, said(text, "Politico", "The talks failed"), said(text, "the publication", "the sides")
    )
    assert [r.speakers for r in found.attributions] == [("Politico",), ("Politico",)]
    assert found.attributions[1].speaker_kind == "publication"


def test_the_paper_is_the_daily_named_before_even_when_unknown() -> None:
    text = "The private daily Al-Mina reported that talks were held. He is tired, the paper said."
    found = who(text, ("The private daily Al-Mina", "talks were held"), ("the paper", "He is tired"))
    assert found == [("Al-Mina",), ("Al-Mina",)]


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("Russian experts", "group", "Russian experts"),
        ("Many Democrats", "group", "Many Democrats"),
        ("A senior official", "anonymous", "senior official"),
        ("a source in her office", "anonymous", "source in her office"),
        ("Two Western diplomats", "anonymous", "Two Western diplomats"),
        ("The finance ministry", "organization", "finance ministry"),
        ("a postwoman", "person", "postwoman"),
        ("A Quinnipiac University poll released last week", "publication", "Quinnipiac University poll"),
        ("Residents of the old city", "group", "Residents of the old city"),
    ],
)
def test_unnamed_sources_keep_their_words_and_get_their_kind(source: str, kind: str, name: str) -> None:
    text = f"{source} said the roof leaks."
    found = one(text, source, "the roof leaks")
    assert found.speakers == (name,)
    assert found.speaker_kind == kind


def test_a_study_by_somebody_is_that_somebody() -> None:
    text = "A 2014 study by law professor Tom Bray found that fraud is rare."
    assert one(text, "A 2014 study by law professor Tom Bray", "fraud is rare").speakers == ("Tom Bray",)


def test_an_account_is_named_without_its_sign() -> None:
    text = "@FinnAas: “I came in undecided.”"
    assert one(text, "@FinnAas", "I came in undecided.").speakers == ("FinnAas",)


def test_the_minister_is_the_one_with_that_role() -> None:
    text = (
        "Interior Minister Khaled Tawil met Tom Bray. “No aircraft was cleared,” he said. "
        "Bray left. The minister added that police would act."
    )
    assert who(text, ("The minister", "police would act")) == [("Khaled Tawil",)]


def test_a_role_that_nobody_has_stays_a_role() -> None:
    text = "Verity Ashby, the environment secretary, left. The prime minister believes it will pass."
    found = one(text, "The prime minister", "it will pass")
    assert found.speakers == ("prime minister",)
    assert found.role == "prime minister"


def test_the_senator_points_back_at_whom_the_text_is_about() -> None:
    text = "Bernie Sands told a crowd that banks are too big. The Vermont senator said taxes must rise."
    found = who(text, ("Bernie Sands", "banks are too big"), ("The Vermont senator", "taxes must rise"))
    assert found == [("Bernie Sands",), ("Bernie Sands",)]


def test_his_lawyer_is_the_lawyer_named_elsewhere() -> None:
    text = (
        "An attorney for Tom Pagley, Mark Dougall, said his client was ready. "
        "Pagley's lawyer has said he will refuse to answer."
    )
    found = who(
        text,
        ("An attorney for Tom Pagley, Mark Dougall,", "his client was ready"),
        ("Pagley's lawyer", "he will refuse to answer"),
    )
    assert found == [("Mark Dougall",), ("Mark Dougall",)]


def test_her_sister_is_the_other_one_with_the_surname() -> None:
    text = "Carol Pettifer met Janice Pettifer. Carol said it was late. Her sister said it was early."
    found = who(text, ("Carol", "it was late"), ("Her sister", "it was early"))
    assert found == [("Carol Pettifer",), ("Janice Pettifer",)]


def test_the_two_leaders_are_both() -> None:
    text = "President Nur Abdi received Chairman Kon Gradov. The two leaders agreed to build a dam."
    assert who(text, ("The two leaders", "to build a dam")) == [("Nur Abdi", "Kon Gradov")]


def test_a_spokesman_speaks_on_behalf_of_somebody() -> None:
    text = "Helga Marsk's spokesman said the roof leaks."
    found = one(text, "Helga Marsk's spokesman", "the roof leaks")
    assert found.on_behalf_of == "Helga Marsk"
    assert found.speakers != ("Helga Marsk",)
    text = "Marsk spokeswoman Ann Lee said the roof leaks. Helga Marsk was ill."
    found = one(text, "Marsk spokeswoman Ann Lee", "the roof leaks")
    assert (found.speakers, found.on_behalf_of) == (("Ann Lee",), "Helga Marsk")


def test_a_second_subject_of_the_cue_is_a_speaker_too() -> None:
    text = "The Sur Front and the Rural Alliance, both in opposition, urged restraint."
    quote = said(text, "The Sur Front", "restraint", cue="urged")
    assert resolved(text, quote).attributions[0].speakers == ("Sur Front", "Rural Alliance")


def test_who_after_a_seat_in_brackets_is_whose_seat_it_is() -> None:
    text = "Jurors heard Sen. Paul Ferrante (R-Ariz.), who shouted that it was a farce."
    assert who(text, ("who", "it was a farce")) == [("Paul Ferrante",)]


def test_the_leader_of_a_country_is_not_the_spokesman_who_was_last_heard() -> None:
    text = (
        "Kremlin rejects claims\n\nUN deputy spokesman Farhan Haq said it was wheat.\n\n"
        "Earlier, the Russian leader said that they lied."
    )
    found = who(text, ("UN deputy spokesman Farhan Haq", "it was wheat"), ("the Russian leader", "they lied"))
    assert found == [("Farhan Haq",), ("Russian leader",)]


def test_a_state_is_not_the_university_that_is_called_after_it() -> None:
    text = "Dan Scala of the University of New Hampshire spoke. New Hampshire said it was ready."
    assert who(text, ("New Hampshire", "it was ready")) == [("New Hampshire",)]


def test_somebody_in_two_roles_is_one() -> None:
    text = "Tom Bray, the front-runner and former host of the show, said it rained."
    source = "Tom Bray, the front-runner and former host of the show,"
    assert who(text, (source, "it rained")) == [("Tom Bray",)]


def test_his_brother_is_who_is_called_so() -> None:
    text = (
        "Richard Osman flew. His brother Alastair Osman called him kind.\n\nHe had a child, his brother said."
    )
    found = who(text, ("His brother Alastair Osman", "him kind"), ("his brother", "He had a child"))
    assert found[1] == ("Alastair Osman",)


def test_the_actor_may_be_called_a_comedian() -> None:
    text = "Comedian Tim Bray won. Tom Marsk left. The actor said it was late."
    assert who(text, ("The actor", "it was late")) == [("Tim Bray",)]


def test_a_senator_of_another_state_is_another() -> None:
    text = "Marco Bray stressed defense beside Sen. Joni Marsk, R-Iowa. The Florida senator said it was late."
    assert who(text, ("The Florida senator", "it was late")) == [("Marco Bray",)]


def test_a_body_that_a_name_owns_is_it() -> None:
    text = "A board met. In an email to Ana Cruz's campaign, Bray asked. The campaign said it was late."
    assert who(text, ("The campaign", "it was late")) == [("Ana Cruz's campaign",)]


def test_the_russian_spokesman_is_the_kremlins() -> None:
    text = (
        "Kremlin spokesman Dmitry Orlov said it rained. The Russian presidential spokesman said it was late."
    )
    found = who(
        text,
        ("Kremlin spokesman Dmitry Orlov", "it rained"),
        ("The Russian presidential spokesman", "it was late"),
    )
    assert found[1] == ("Dmitry Orlov",)


def test_the_star_of_a_headline_is_whoever_is_named_first() -> None:
    text = (
        "Star reveals split\n\nSinger Lola Vance spoke of her split from actor Brett Cole.\n\n"
        "Vance said she wept. “It is over,” the star said."
    )
    found = who(text, ("Star", "split"), ("Vance", "she wept"), ("the star", "“It is over,”"))
    assert found == [("Lola Vance",), ("Lola Vance",), ("Lola Vance",)]


def test_a_role_said_of_somebody_is_theirs() -> None:
    text = (
        "Lim Chae-won has been premier of Sunhae for a year. Ms. Gwak resigned. The premier said it was time."
    )
    found = one(text, "The premier", "it was time")
    assert (found.speakers, found.role) == (("Lim Chae-won",), "premier of Sunhae")


def test_a_source_that_stops_before_its_noun_goes_on_to_it() -> None:
    text = "“Who pays?” shouted a man at the back. It rained."
    assert who(text, ("a man at the", "“Who pays?”")) == [("man at the back",)]


@pytest.mark.parametrize("noun", ["campaign staffer", "ferry passenger", "fly fisher", "lacemaker"])
def test_whoever_stands_before_who_is_a_person(noun: str) -> None:
    text = f"It was late, said one former {noun}, who said the boat was full."
    assert who(text, ("who", "the boat was full")) == [(f"one former {noun}",)]
