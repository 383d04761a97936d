"""The model's attributions, the rules' and the layout's as one list."""

from __future__ import annotations

import pytest

from store.extraction.attribution import assemble
from store.extraction.segments import segment
from store.extraction.tagged import Tagged
from store.records import Attribution

TEXT = "Lund said it was late and hinted the ferry had gone. “He told me ‘Never again’ twice,” she said."


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def tagged(content: str, cue: str, source: str, confidence: float = 0.9, text: str = TEXT) -> Tagged:
    return Tagged((at(content, text),), (at(cue, text),), (at(source, text),) if source else (), confidence)


SURE = tagged("it was late", "said", "Lund")
UNSURE = tagged("the ferry had gone", "hinted", "Lund", 0.3)


def joined(model: list[Tagged], ruled: list[Tagged], text: str = TEXT) -> list[Attribution]:
    return list(assemble(text, segment(text), model, ruled, 0.4))


def said(found: list[Attribution], text: str = TEXT) -> list[str]:
    return [" | ".join(text[s:e] for s, e in a.content) for a in found if a.cue]


def test_the_unsure_stays_only_where_the_rules_find_the_same() -> None:
    assert said(joined([SURE, UNSURE], [])) == ["it was late"]
    rule = tagged("the ferry had gone", "hinted", "Lund", 0.2)
    assert said(joined([SURE, UNSURE], [rule])) == ["it was late", "the ferry had gone"]


def test_the_rules_must_mean_the_same_source() -> None:
    other = Tagged(UNSURE.content, UNSURE.cue, (at("she"),), 0.2)
    assert said(joined([SURE, UNSURE], [other])) == ["it was late"]


def test_a_content_ends_before_the_next_cue_of_its_source() -> None:
    long = tagged("it was late and hinted the ferry had gone", "said", "Lund")
    hinted = tagged("the ferry had gone", "hinted", "Lund")
    assert said(joined([long, hinted], [])) == ["it was late", "the ferry had gone"]


def test_a_rule_is_added_only_when_it_is_sure() -> None:
    inner = tagged("‘Never again’", "told", "He", 0.6)
    outer = Tagged((at("“He told me ‘Never again’ twice,”"),), ((89, 93),), ((85, 88),), 0.9)
    assert said(joined([outer], [inner])) == ["He told me ‘Never again’ twice", "Never again"]
    doubted = tagged("‘Never again’", "told", "He", 0.3)
    assert said(joined([outer], [doubted])) == ["He told me ‘Never again’ twice"]


def test_what_model_and_rules_both_find_is_there_once_as_the_model_has_it() -> None:
    rule = tagged("it was late", "said", "Lund", 0.6)
    (found,) = [a for a in joined([SURE], [rule]) if a.cue]
    assert found.confidence == 0.9


def test_a_transcript_turn_takes_in_what_the_model_has_of_it() -> None:
    text = "ANN: We must go now, all of us.\n\nBOB: Why so soon?\n\nANN: Because the boat leaves."
    model = [tagged("We must go now", "ANN:", "ANN", text=text)]
    found = joined(model, [], text)
    assert [text[slice(*a.content[0])] for a in found] == [
        "We must go now, all of us.",
        "Why so soon?",
        "Because the boat leaves.",
    ]
    assert [text[slice(*a.source[0])] for a in found] == ["ANN", "BOB", "ANN"]


def test_a_rule_names_the_source_that_the_model_left_out() -> None:
    text = "“Shame!” shouted a man at the back."
    model = [tagged("“Shame!”", "shouted", "", text=text)]
    (found,) = joined(model, [tagged("“Shame!”", "shouted", "a man at the back", 0.6, text)], text)
    assert [text[s:e] for s, e in found.source] == ["a man at the back"]
    assert found.confidence == 0.9


def test_a_name_that_nobody_is_said_to_use_is_no_quotation() -> None:
    text = "The meter, dubbed “the snitch” by tenants, is back, and Ann dubbed it “a toy”."
    model = [tagged("“the snitch”", "dubbed", "", text=text)]
    assert joined(model, [], text) == []
    theirs = [tagged("it “a toy”", "Ann dubbed", "Ann", text=text)]
    assert said(joined(theirs, [], text), text) == ["it “a toy”"]


def test_an_outlet_passes_on_what_somebody_said() -> None:
    text = "Politico reported that Ann Lee said she was tired."
    outer = [tagged("that Ann Lee said she was tired", "reported", "Politico", text=text)]
    (found,) = joined(outer, [tagged("she was tired", "said", "Ann Lee", 0.3, text)], text)
    assert [text[s:e] for s, e in (*found.source, *found.reported_by)] == ["Ann Lee", "Politico"]
    assert said([found], text) == ["she was tired"]


def test_an_outlets_own_words_stay_its_own() -> None:
    text = "Politico reported that the bill Ann Lee said she wrote is dead."
    outer = [tagged("that the bill Ann Lee said she wrote is dead", "reported", "Politico", text=text)]
    (found,) = joined(outer, [tagged("she wrote", "said", "Ann Lee", 0.3, text)], text)
    assert [text[s:e] for s, e in found.source] == ["Politico"]


def test_nothing_gives_nothing() -> None:
    assert joined([], [], "") == []


def test_a_source_ends_with_its_sentence() -> None:
    text = "“It is late,” said Ann Lee, of the Forrester. Bo Moss of Vale Bank was glad, saying it rained."
    sources = "Ann Lee, of the Forrester. Bo Moss of Vale Bank"
    found = joined(
        [tagged("It is late", "said", sources, text=text), tagged("it rained", "saying", sources, text=text)],
        [],
        text,
    )
    assert [text[slice(*a.source[0])] for a in found] == [
        "Ann Lee, of the Forrester.",
        "Bo Moss of Vale Bank",
    ]


def test_an_abbreviation_ends_no_source() -> None:
    text = "Del. Ann Lee of the Vale said it was late."
    (found,) = joined([tagged("it was late", "said", "Del. Ann Lee of the Vale", text=text)], [], text)
    assert text[slice(*found.source[0])] == "Del. Ann Lee of the Vale"


def test_a_content_begins_with_a_word() -> None:
    text = "Lund said after Sunday's defeat that some players were tired."
    (found,) = joined([tagged("'s defeat that some players were tired", "said", "Lund", text=text)], [], text)
    assert said([found], text) == ["that some players were tired"]


def test_a_word_cut_into_source_and_content_is_the_contents() -> None:
    text = "Lund left. A 23-year-old man was seen, said Kent Police."
    cut = tagged("year-old man was seen", "said", "A 23-", text=text)
    rule = tagged("A 23-year-old man was seen", "said", "Kent Police", text=text)
    (found,) = joined([cut], [rule], text)
    assert (said([found], text), found.source) == (["A 23-year-old man was seen"], (at("Kent Police", text),))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(CORDA) -- The ferry is late, Lund said.", "The ferry is late"),
        ("Lund said — the ferry is late.", "the ferry is late"),
        (
            "The ferry is never there when it should be. Lund said – in his own words – it is late.",
            "– in his own words – it is late",
        ),
    ],
)
def test_a_dash_that_only_leads_up_is_no_part_of_what_was_said(text: str, words: str) -> None:
    content = text.partition(") -")[2].partition(",")[0] or text.partition("said ")[2].rstrip(".")
    assert said(joined([tagged(content, "said", "Lund", text=text)], [], text), text) == [words]


def test_an_article_alone_is_no_fragment() -> None:
    text = "“Crumbs”, said the deputy Lund."
    quote = Tagged((at("“Crumbs”", text), at("the", text)), (at("said", text),), (at("Lund", text),), 0.9)
    assert said(joined([quote], [], text), text) == ["Crumbs"]


def test_a_content_begins_with_whose_it_is() -> None:
    text = "Lund told Radio Vale the union's demands were too high."
    (found,) = joined([tagged("'s demands were too high", "told", "Lund", text=text)], [], text)
    assert said([found], text) == ["the union's demands were too high"]


def test_a_rubric_is_no_source() -> None:
    text = "Obituary: Ann Lee, who drew the sea\n\nShe has died."
    assert joined([tagged("Ann Lee, who drew the sea", ":", "Obituary", text=text)], [], text) == []


@pytest.mark.parametrize(
    ("told", "clause"),
    [
        ("Radio Vale's Ann Lee that it rained", "that it rained"),
        ("reporters that it rained", "that it rained"),
        ("him that it rained", "that it rained"),
        ("Vale that it rained", "that it rained"),
        ("nobody knew that it rained", "nobody knew that it rained"),
        ("Moss knew that it rained", "Moss knew that it rained"),
    ],
)
def test_whom_it_was_said_to_is_no_part_of_what_was_said(told: str, clause: str) -> None:
    text = f"Lund told {told}."
    assert said(joined([tagged(told, "told", "Lund", text=text)], [], text), text) == [clause]


def test_what_a_relative_clause_describes_is_part_of_what_was_said() -> None:
    text = "Lund criticised the police that beat him."
    draft = tagged("the police that beat him", "criticised", "Lund", text=text)
    assert said(joined([draft], [], text), text) == ["the police that beat him"]


def test_a_turn_of_phrase_in_ones_own_words_is_no_other_quotation() -> None:
    text = "“It is, in my opinion, late,” Lund said."
    whole = tagged("“It is, in my opinion, late,”", "said", "Lund", text=text)
    assert len(joined([whole], [tagged("It is", "opinion", "my", text=text)], text)) == 1


REPEATED = "“I'd win,” Lane said. “I'd love to,” Lane said. Lane added, “Let him run,” Lane said."


def test_a_quotation_is_the_cues_in_its_own_sentence() -> None:
    first = Tagged(
        (at("“I'd win,”", REPEATED), at("“I'd love to,”", REPEATED)),
        (at("said", REPEATED),),
        (at("Lane", REPEATED),),
        0.9,
    )
    cue = REPEATED.index("said", REPEATED.index("love"))
    second = Tagged((at("“I'd win,” Lane said. “I'd love to,”", REPEATED),), ((cue, cue + 4),), (), 0.8)
    found = joined([first, second], [], REPEATED)
    assert said(found, REPEATED) == ["I'd win", "I'd love to"]


def test_a_quotation_with_two_cues_of_one_source_is_there_once() -> None:
    quote = at("“Let him run,”", REPEATED)
    last = REPEATED.rindex("Lane said")
    before = tagged("“Let him run,”", "added", "Lane added", 0.6, REPEATED)
    before = Tagged(before.content, before.cue, ((before.source[0][0], before.source[0][0] + 4),), 0.6)
    after = Tagged((quote,), ((last + 5, last + 9),), ((last, last + 4),), 0.9)
    (found,) = joined([before, after], [], REPEATED)
    assert found.cue == after.cue


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "kept"),
    [
        ("Asked about the job, Varga laughed and left.", "about the job", "Asked", "Varga", ""),
        ("When pressed on the job, Varga left early.", "on the job", "When pressed", "Varga", ""),
        ("“Is that all?” asked Varga, and left.", "“Is that all?”", "asked", "Varga", "Varga"),
    ],
)
def test_whoever_is_asked_has_not_said_the_question(
    text: str, content: str, cue: str, source: str, kept: str
) -> None:
    (found,) = joined([tagged(content, cue, source, text=text)], [], text)
    assert " ".join(text[s:e] for s, e in found.source) == kept


def test_a_quotation_after_a_colon_is_part_of_what_its_cue_says() -> None:
    text = "Ilse Marsk dubbed the long affair of the pier: “A gift to the sea”."
    model = tagged("the long affair of the pier: “A gift to the sea”", "dubbed", "Ilse Marsk", text=text)
    assert len(joined([model], [], text)) == 1


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("the former", "the former premier's clerk"),
        ("Mr.", "Mr. Lund"),
        ("most of", "most of the crew"),
    ],
)
def test_a_source_that_ends_before_its_noun_is_the_one_that_another_attribution_has(
    cut: str, whole: str
) -> None:
    text = f"Citing the long storm, {whole} said that it was late."
    citing = tagged("the long storm", "Citing", cut, text=text)
    saying = tagged("that it was late", "said", whole, text=text)
    found = joined([citing, saying], [], text)
    assert {text[slice(*a.source[0])] for a in found} == {whole}


def test_a_source_that_is_whole_stays_as_it_is() -> None:
    text = "Citing the long storm, Lund, a clerk, said that it was late."
    citing = tagged("the long storm", "Citing", "Lund", text=text)
    saying = tagged("that it was late", "said", "Lund, a clerk,", text=text)
    found = joined([citing, saying], [], text)
    assert {text[slice(*a.source[0])] for a in found} == {"Lund", "Lund, a clerk,"}
