"""What is passed on is the speaker's, through whoever passed it on."""

from __future__ import annotations

import pytest

from store.extraction.attribution import assemble, rules
from store.extraction.segments import segment
from store.extraction.tagged import Tagged
from store.records import Attribution

Found = tuple[str, str, str]
"""Source, content, and through which outlet."""


def told(text: str, content: str, cue: str, source: str) -> list[Found]:
    """What becomes of one finding of the model's beside the rules'."""

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    segments = segment(text)
    model = [Tagged((at(content),), (at(cue),), (at(source),), 0.9)]
    return [_shown(text, a) for a in assemble(text, segments, model, rules.tag(text, segments), 0.4)]


def _shown(text: str, a: Attribution) -> Found:
    joined = ("".join(text[s:e] for s, e in spans) for spans in (a.source, a.content, a.reported_by))
    source, content, through = joined
    return source, content, through


def test_what_an_outlet_says_somebody_said_is_theirs() -> None:
    text = "“We have other plans,” he told staff, according to the news agency Corda."
    outer = "“We have other plans,” he told staff"
    assert told(text, outer, "according to", "the news agency Corda") == [
        ("he", "We have other plans", "the news agency Corda")
    ]


def test_a_statement_and_whoever_made_it_both_stay() -> None:
    text = "Gov. Hale warned that money would run out, according to a statement from her office."
    outer = "Gov. Hale warned that money would run out"
    assert told(text, outer, "according to", "a statement from her office") == [
        ("a statement from her office", outer, ""),
        ("Gov. Hale", "money would run out", ""),
    ]


def test_a_person_who_passes_it_on_stays_the_source() -> None:
    text = "“I will spend,” Grayson said, according to Frankel."
    assert told(text, "“I will spend,” Grayson said", "according to", "Frankel")[-1][0] == "Frankel"


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "cited"),
    [
        (
            "Reuters, citing two people familiar with it, reported that he would go.",
            "reported",
            "Reuters",
            "he would go",
            "two people familiar with it",
        ),
        (
            "According to Reuters, citing two officials, the firm will close.",
            "According to",
            "Reuters",
            "two officials, the firm will close",
            "two officials",
        ),
        ("The firm will close, Reuters said, citing staff.", "said", "Reuters", "The firm will", "staff"),
    ],
)
def test_whom_an_outlet_cites_is_the_source(
    text: str, cue: str, source: str, content: str, cited: str
) -> None:
    ((found, said, through),) = told(text, content, cue, source)
    assert (found, through) == (cited, "Reuters")
    assert said == content.removeprefix(cited + ", ")


def test_what_an_outlet_cites_for_a_reason_is_no_source() -> None:
    text = "Reuters reported that the firm would close, citing higher costs."
    assert told(text, "the firm would close", "reported", "Reuters")[0][0] == "Reuters"


def test_whoever_is_quoted_by_an_outlet_has_said_it() -> None:
    text = "Ms Orr was quoted by state media as saying that Port “backs the group”."
    segments = segment(text)
    (found,) = assemble(text, segments, (), rules.tag(text, segments))
    assert _shown(text, found) == ("Ms Orr", "Port “backs the group”", "state media")


def test_the_outlet_that_quotes_after_the_words_has_not_said_them() -> None:
    text = "“We have seen nothing,” Reuters quoted Mr Pell as saying."
    found = told(text, "“We have seen nothing,”", "quoted", "Reuters")
    assert found == [("Mr Pell", "We have seen nothing", "Reuters")]
