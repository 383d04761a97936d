"""Names as they are written, in invented sentences: one test a phenomenon."""

from __future__ import annotations

import pytest

from tests.store.extraction.speakers.resolving import one, resolved, said, who


def test_a_surname_is_the_full_name_even_when_that_comes_later() -> None:
    text = "Envoy Marsk said talks went well. Later Helga Marsk flew home."
    assert who(text, ("Envoy Marsk", "talks went well")) == [("Helga Marsk",)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Rep. Helga Marsk (D-Ohio)", "Helga Marsk"),
        ("Secretary of State Helga Marsk", "Helga Marsk"),
        ("Minister of Agriculture Tôn Thu Hà", "Tôn Thu Hà"),
        ("Det. Sgt. Prue Lund-Achebe", "Prue Lund-Achebe"),
        ("J. K. Lowe", "J. K. Lowe"),
        ("Marc d'Aubry-Sainte", "Marc d'Aubry-Sainte"),
        ("Piet van der Velde", "Piet van der Velde"),
        ("White House press secretary Tom Bray", "Tom Bray"),
        ("Tulsa police Chief Tom Bray", "Tom Bray"),
        ("Tom Bray, the head of the mill,", "Tom Bray"),
        ("An attorney for the mill, Tom Bray,", "Tom Bray"),
        ("Pensioner Edie Marsh", "Edie Marsh"),
    ],
)
def test_titles_parties_and_appositives_are_no_part_of_the_name(written: str, name: str) -> None:
    text = f"{written} said the roof leaks."
    assert one(text, written, "the roof leaks").speakers == (name,)


def test_a_role_before_and_after_the_name_is_kept_as_written() -> None:
    text = "Tom Bray, 54, chair of the Millers' Union, said the roof leaks."
    assert one(text, "Tom Bray", "the roof leaks").role == "chair of the Millers' Union"
    text = "US Special Envoy Tom Bray said the roof leaks."
    assert one(text, "US Special Envoy Tom Bray", "the roof leaks").role == "US Special Envoy"


def test_the_role_with_the_fullest_name_is_the_main_one() -> None:
    text = "Trump spokesman Bray said the roof leaks. US Special Envoy Tom Bray's trip ended."
    found = resolved(text, said(text, "Trump spokesman Bray", "the roof leaks"))
    assert found.attributions[0].role == "US Special Envoy"
    (person,) = [p for p in found.people if p.name == "Tom Bray"]
    assert set(person.roles) == {"US Special Envoy", "Trump spokesman"}
    assert "Bray" in person.aliases


def test_two_people_with_one_surname_are_kept_apart_by_their_titles() -> None:
    text = (
        "Verity Ashby and Rupert Ashby voted. Mrs Ashby insisted the bill was fair. "
        "Mr Ashby said the bill was a bad one."
    )
    found = who(text, ("Mrs Ashby", "the bill was fair"), ("Mr Ashby", "the bill was a bad one"))
    assert found == [("Verity Ashby",), ("Rupert Ashby",)]


def test_a_given_name_alone_is_its_bearer() -> None:
    text = "Carol Pettifer and Janice Pettifer differ. The school is short of sheep, Carol said."
    assert who(text, ("Carol", "The school is short of sheep")) == [("Carol Pettifer",)]


def test_a_family_name_that_stands_first_is_recognised() -> None:
    text = "Lim Chae-won has been premier for a year. Premier Lim said the forms were abolished."
    assert who(text, ("Premier Lim", "the forms were abolished")) == [("Lim Chae-won",)]


def test_capital_labels_of_a_transcript_are_the_people() -> None:
    text = "Jo Mbeki and Nia Vander talk.\n\nNIA: It rained.\n\nJO: It did."
    assert who(text, ("NIA", "It rained."), ("JO", "It did.")) == [("Nia Vander",), ("Jo Mbeki",)]


def test_a_headline_in_capitals_makes_no_names_of_its_verbs() -> None:
    text = "Helen Marsk Goes After Tom Bray\n\nThe roof leaks, Marsk said on Monday."
    assert who(text, ("Marsk", "The roof leaks")) == [("Helen Marsk",)]


def test_a_source_cut_inside_a_name_is_made_whole() -> None:
    text = "The roof leaks, said Nell Carden Grey."
    assert who(text, ("Nell Carden", "The roof leaks")) == [("Nell Carden Grey",)]


def test_a_source_that_is_only_the_title_is_made_whole() -> None:
    text = "Of course, Mr. Bray said. Tom Bray left."
    assert who(text, ("Mr", "Of course")) == [("Tom Bray",)]


def test_a_title_after_a_trade_is_no_part_of_the_name() -> None:
    text = "Geologist Prof. Ines Amado said it was concrete."
    assert who(text, ("Geologist Prof. Ines Amado", "it was concrete")) == [("Ines Amado",)]


def test_a_word_that_the_text_writes_small_elsewhere_is_no_name() -> None:
    text = (
        "Jo Marsk called the split “amicable”.\n\n“Amicable? She wrote to me,” Tom Bray said.\n\n"
        "Marsk sighed. “I rang him,” she said."
    )
    assert who(text, ("Tom Bray", "“Amicable? She wrote to me,”"), ("she", "“I rang him,”"))[1] == (
        "Jo Marsk",
    )


def test_the_name_after_a_body_is_the_bodys() -> None:
    text = "A spokesperson for their company, Tin Roof, said it was late."
    found = one(text, "A spokesperson for their company, Tin Roof,", "it was late")
    assert found.speakers != ("Tin Roof",)


def test_letters_are_the_body_whose_name_they_begin() -> None:
    text = "Talks with the International Tide Energy Agency go on. The ITEA said they were long."
    assert who(text, ("The ITEA", "they were long")) == [("International Tide Energy Agency",)]


def test_a_secretary_of_another_thing_is_somebody_else_also_when_named_later() -> None:
    text = (
        "Union general secretary Tracey Bell spoke as the health secretary accused her of delay.\n\n"
        "The health secretary, Miles Denholm, left early."
    )
    assert who(text, ("the health secretary", "her of delay")) == [("Miles Denholm",)]


def test_an_age_before_the_name_is_no_hindrance() -> None:
    text = "One patient asked. The patient, 82-year-old Walter Finch, said it was fine."
    assert who(text, ("The patient, 82-year-old Walter Finch,", "it was fine")) == [("Walter Finch",)]


def test_a_name_that_begins_with_a_common_word_is_kept_whole() -> None:
    text = "The loan is at First Meridian. First Meridian said it was safe. “It is,” Per Lund, a clerk, said."
    found = who(text, ("First Meridian", "it was safe"), ("Per Lund, a clerk,", "“It is,”"))
    assert found == [("First Meridian",), ("Per Lund",)]


def test_a_word_like_first_before_a_name_that_stands_alone_elsewhere_is_no_part_of_it() -> None:
    text = "Meridian lost money. First Meridian said it was safe."
    assert who(text, ("Meridian", "it was safe")) == [("Meridian",)]


def test_what_stands_behind_a_name_says_that_it_is_a_body() -> None:
    text = "Coldbrook, a brewer based in Tarn, will close, the company said."
    assert who(text, ("the company", "will close")) == [("Coldbrook",)]
    text = "Meridian, the country's third-largest lender, will close, the bank said."
    assert who(text, ("the bank", "will close")) == [("Meridian",)]


def test_right_begins_a_name_as_well_as_a_title() -> None:
    text = "Right Wing Watch said it rained."
    assert who(text, ("Right Wing Watch", "it rained")) == [("Right Wing Watch",)]
    text = "The Right Rev Tom Bray said it rained."
    assert who(text, ("The Right Rev Tom Bray", "it rained")) == [("Tom Bray",)]


def test_a_role_before_a_name_has_no_verb_and_no_bench() -> None:
    text = "“We will miss her,” said the university's provost, Dan Whitlock."
    found = one(text, "the university's provost, Dan Whitlock", "We will miss her")
    assert found.role == "university's provost"
    text = "A bench of Chief Justice Anil Mehra sat. Justice Mehra said it was late."
    assert one(text, "Justice Mehra", "it was late").role == "Chief Justice"


def test_whoever_gives_a_name_of_their_own_has_it() -> None:
    text = "A trader, who simply identified herself as Mama Nkechi, said it was late. “Where to?” she asked."
    found = who(text, ("A trader", "it was late"), ("she", "“Where to?”"))
    assert found == [("Mama Nkechi",), ("Mama Nkechi",)]


def test_doctors_without_borders_is_one_name() -> None:
    text = "Doctors Without Borders said funds were short."
    found = one(text, "Doctors Without Borders", "funds were short")
    assert (found.speakers, found.speaker_kind) == (("Doctors Without Borders",), "organization")


def test_a_lawmaker_in_a_county_is_not_the_county() -> None:
    text = "A lawmaker in Kenya's Rift County said it was late."
    found = who(text, ("A lawmaker in Kenya's Rift County", "it was late"))
    assert found == [("lawmaker in Kenya's Rift County",)]


def test_a_given_name_behind_a_role_is_who_has_it() -> None:
    text = "The keeper of the lamp, Abel, said nobody came."
    assert who(text, ("The keeper of the lamp, Abel,", "nobody came")) == [("Abel",)]


def test_a_body_with_and_in_its_name_behind_a_role_is_no_second_speaker() -> None:
    source = "Mark Thurber, director for research on Coal and Sustainable Steel,"
    assert who(f"{source} said it was late.", (source, "it was late")) == [("Mark Thurber",)]
    source = "Mark Thurber, a director, and Ana Lee, a clerk,"
    assert who(f"{source} said it was late.", (source, "it was late")) == [("Mark Thurber", "Ana Lee")]


def test_that_before_several_is_no_part_of_what_they_are_called() -> None:
    text = "Rathbun claimed that police officers knew. They said it was late."
    assert who(text, ("They", "it was late")) == [()]
    text = "This administration met. The administration said it was late."
    assert who(text, ("The administration", "it was late")) == [("administration",)]


def test_whoever_stands_right_behind_a_university_is_no_part_of_it() -> None:
    source = "Psychology student at University of Texas Arlington Amneh Jafari"
    text = f"{source} said it was late. Jafari left."
    assert who(text, (source, "it was late")) == [("Amneh Jafari",)]


def test_will_behind_a_comma_is_a_name_before_a_name() -> None:
    text = "A spokesman, Will Dray, said it was late."
    assert who(text, ("A spokesman, Will Dray,", "it was late")) == [("Will Dray",)]


def test_a_line_that_presents_people_gives_them_their_role() -> None:
    text = (
        "Spokespersons: Ben Laurac (transport), Tom Rag (trade).\n\nThe trade spokesperson said it was late."
    )
    assert who(text, ("The trade spokesperson", "it was late")) == [("Tom Rag",)]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Tom Bray, who runs the mill, and Ann Lee, a nurse,", ("Tom Bray", "Ann Lee")),
        ("The Sur Front and the Rural Alliance, the two main parties,", ("Sur Front", "Rural Alliance")),
        ("Tom Bray, an adviser to Ann Lee and Will Hurst,", ("Tom Bray",)),
        ("Dean Baker, Center for Economic and Policy Research", ("Dean Baker",)),
        ("Belmark, Lomaria and Quessant", ("Belmark", "Lomaria", "Quessant")),
    ],
)
def test_what_is_said_of_speakers_makes_no_more_speakers(source: str, names: tuple[str, ...]) -> None:
    assert one(f"{source} urged restraint.", source, "restraint").speakers == names


def test_a_dateline_is_no_part_of_the_source() -> None:
    text = "ILM RIDGE, Oct 2 (Meridian News) - Sarovia's defence command said nine were killed."
    source = "ILM RIDGE, Oct 2 (Meridian News) - Sarovia's defence command"
    assert one(text, source, "nine were killed").speakers == ("Sarovia's defence command",)


def test_people_named_after_a_plural_are_the_speakers() -> None:
    text = "Two students, Aigul Sar and Ruslan Ter, said it rained."
    assert who(text, ("Two students, Aigul Sar and Ruslan Ter,", "it rained")) == [
        ("Aigul Sar", "Ruslan Ter")
    ]


def test_hardly_anybody_calls_themselves_by_name() -> None:
    text = "For Kevin Alder, who paints, Ansel Wohl was a legend. He said Wohl was the centre of the age."
    assert who(text, ("He", "Wohl was the centre of the age")) == [("Kevin Alder",)]


def test_a_clause_behind_a_name_is_no_role_of_its() -> None:
    text = "Ana Moss stood at the resort now called Tarn National, the candidate boasted of her skill."
    assert who(text, ("the candidate", "her skill")) != [("Tarn National",)]
    text = "Ana Moss, a candidate backed by the unions, left. The candidate said it was late."
    assert who(text, ("The candidate", "it was late")) == [("Ana Moss",)]


def test_a_speakers_name_ends_before_the_clause_that_says_more() -> None:
    text = "Club owners who hoped for more said it was late."
    assert who(text, ("Club owners who", "it was late")) == [("Club owners",)]
