"""What the rules read out of a sentence: source, cue, content; and what they leave alone."""

from __future__ import annotations

import pytest

from store.extraction.attribution import assemble, rules
from store.extraction.segments import segment
from store.records import Attribution

FOUND = [
    ("Lena Moss told the board that dredging would resume.", "Lena Moss", "told", "dredging would resume"),
    (
        "The minister refused to say whether it was true.",
        "The minister",
        "refused to say",
        "whether it was true",
    ),
    ("The firm has yet to confirm that it was told.", "The firm", "has yet to confirm", "it was told"),
    ("Rain, according to the port, will stop.", "the port", "according to", "Rain"),
    ("Residents fear the dam will burst.", "Residents", "fear", "the dam will burst"),
    ("“Next question,” Ola Grahn kept repeating.", "Ola Grahn", "kept repeating", "Next question"),
    ("He denied having met her.", "He", "denied", "having met her"),
    ("The bishop urged them to “forgive”.", "The bishop", "urged", "them to “forgive”"),
    (
        "Dr. Iris Vang, 41, an economist, believes that rates will fall.",
        "Dr. Iris Vang",
        "believes",
        "rates will fall",
    ),
    (
        "Tom Hale was certain the fire had started there.",
        "Tom Hale",
        "was certain",
        "the fire had started there",
    ),
    (
        "The rebels, she stressed, had laid down their arms.",
        "she",
        "stressed",
        "The rebels | had laid down their arms",
    ),
    ("It was, the judge said, a crime.", "the judge", "said", "It was | a crime"),
    ("“Why?” asked Ms Dunne, “and for whom?”", "Ms Dunne", "asked", "Why? | and for whom?"),
    ("A paper quoted an officer as saying the deal was dead.", "an officer", "saying", "the deal was dead"),
    ("“No,” General Okoro is quoted as saying by the daily Le Phare.", "General Okoro", "saying", "No"),
    ("In her words, “it is over”.", "her", "words", "it is over"),
    ("The plan, in Mr Lee's words, is dead.", "Mr Lee's", "words", "The plan"),
    ("She was told by her lawyer that it was over.", "her lawyer", "was told", "it was over"),
    ("“We failed,” was Jon Kim's blunt verdict.", "Jon Kim's", "verdict", "We failed"),
    ("“It is,” came the reply from Mr Lee.", "Mr Lee", "came the reply", "It is"),
    ("“It is,” came the reply.", "the reply", "came", "It is"),
    ("Ms Orr is said to have replied: “I am.”", "Ms Orr", "is said to have replied", "I am."),
    ("An officer accepted that she had been called.", "An officer", "accepted", "she had been called"),
    ("She asked Lund what he thought of it.", "She", "asked", "what he thought of it"),
    ("“The sooner,” is how one guide, Rik Orr, put it.", "Rik Orr", "put it", "The sooner"),
    ("In one call, a man is heard saying, “It rose.”", "a man", "is heard saying", "It rose."),
    ("Ms Orr writes in her memoir that it was late.", "Ms Orr", "writes", "it was late"),
    ("His teacher used to say that rain is free.", "His teacher", "used to say", "rain is free"),
    ("The ad ends with footage of Ann Lee saying, “I am.”", "Ann Lee", "saying", "I am."),
    ("It had guests like Bo Orr, who joked of it, “I am late.”", "who", "joked", "I am late."),
    ("In the words of one delegate, it was over.", "one delegate", "In the words of", "it was over"),
    (
        "Weather may delay the launch (state space agency).",
        "state space agency",
        "",
        "Weather may delay the launch",
    ),
    ("Its head, Ann Lee, has said the pier is shut.", "Ann Lee", "has said", "the pier is shut"),
    ("Organisers put the crowd at 60,000.", "Organisers", "put", "the crowd at 60,000"),
]


def read(text: str) -> list[Attribution]:
    segments = segment(text)
    return list(assemble(text, segments, rules.tag(text, segments)))


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " | ".join(text[s:e] for s, e in spans)


@pytest.mark.parametrize(("text", "source", "cue", "content"), FOUND)
def test_a_reporting_clause(text: str, source: str, cue: str, content: str) -> None:
    found = [(words(text, a.source), words(text, a.cue), words(text, a.content)) for a in read(text)]
    assert (source, cue, content) in found


@pytest.mark.parametrize(
    "text",
    [
        "The report was long and the demand was high.",
        "A spokesman for the port declined to comment.",
        "Neither side released any details.",
        "The so-called “Blue Friday” sales start at nine.",
        "The film “The Salt Stair” ran for nine years.",
        "",
        "   \n\n  ",
    ],
)
def test_what_reports_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("“He said that she had lied and left,” said Ann Lee.", ["Ann Lee", "He"]),
        ("“I said it when I signed the first bill,” said Ann Lee.", ["Ann Lee"]),
        ("“You said the road was shut,” said Ann Lee.", ["Ann Lee"]),
        ("“I have not said that the yacht exists,” said Ann Lee.", ["Ann Lee", "I"]),
        ("“I told the captain, ‘There are people down there,’” said Ann Lee.", ["Ann Lee", "I"]),
        ("“The ones who will say ‘It was a mistake’ are few,” said Ann Lee.", ["Ann Lee"]),
        ("“You shouldn't say that unless you can do it,” said Ann Lee.", ["Ann Lee"]),
        ("“I'd have told you it was lost,” said Ann Lee.", ["Ann Lee"]),
        ("“Port will respond ‘very severely’ to it,” said Ann Lee.", ["Ann Lee"]),
        ("“The polling tells us it is over,” said Ann Lee.", ["Ann Lee"]),
        ("“He said it over and over, he is proud of it,” said Ann Lee.", ["Ann Lee"]),
        ("“My doctor told me that it is over,” said Ann Lee.", ["Ann Lee", "My doctor"]),
        ("“Had they told Lund that years ago, he'd have left,” said Ann Lee.", ["Ann Lee"]),
    ],
)
def test_within_a_quotation_only_what_others_said_or_what_was_not_said_is_one(
    text: str, sources: list[str]
) -> None:
    segments = segment(text)
    found = assemble(text, segments, [], rules.tag(text, segments))
    assert [words(text, a.source) for a in found] == sources


def test_a_comma_within_the_marks_leaves_any_verb_nothing_else_to_report() -> None:
    text = "“They deceived everyone,” the president underscored."
    (found,) = assemble(text, segment(text), [], rules.tag(text, segment(text)), 0.5)
    assert words(text, found.source) == "the president"


def test_in_the_words_of_somebody_the_quotation_follows() -> None:
    text = "The governor was, in the words of a senior adviser, “the torchbearer” of his party."
    assert [(words(text, a.source), words(text, a.content)) for a in read(text)] == [
        ("a senior adviser", "“the torchbearer” of his party")
    ]


def test_verbs_of_one_subject_share_it() -> None:
    text = "She stated that talks went well and hinted that a round would follow, adding that it was late."
    assert [(words(text, a.source), words(text, a.content)) for a in read(text)] == [
        ("She", "talks went well"),
        ("She", "a round would follow"),
        ("She", "it was late"),
    ]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The firm did not say who had paid.", True),
        ("The firm declined to say who had paid.", True),
        ("Neither group would say if it would go.", True),
        ("If the firm says it was told, the case ends.", True),
        ("The firm said nobody had paid.", False),
    ],
)
def test_speech_withheld_or_supposed_is_marked(text: str, negated: bool) -> None:
    assert [a.negated for a in read(text)] == [negated]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("She said it was late.", "speech"),
        ("She wrote that it was late.", "writing"),
        ("She believes it was late.", "attitude"),
        ("The report found that it was late.", "document"),
        ("The audit said it was late.", "document"),
    ],
)
def test_the_mode_is_the_cues_or_the_documents(text: str, mode: str) -> None:
    assert [a.mode for a in read(text)] == [mode]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is late,” she said.", "direct"),
        ("She said it was “late”.", "mixed"),
        ("She said it was late.", "indirect"),
    ],
)
def test_the_kind_is_the_marks(text: str, kind: str) -> None:
    assert [a.kind for a in read(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Ann Lee told the daily Le Phare it was late.", "Le Phare"),
        ("Ann Lee said on state radio that it was late.", "state radio"),
        ("“It is late,” she told the Tide Gazette.", "Tide Gazette"),
        ("“It is late,” she told Bob Ray.", ""),
        ("She told reporters it was late.", ""),
    ],
)
def test_the_outlet_it_was_told_to(text: str, outlet: str) -> None:
    (found,) = read(text)
    assert words(text, found.reported_by).removeprefix("the ") == outlet
