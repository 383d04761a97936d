"""The quote-mark machine: every glyph, apostrophes, nesting, paragraphs, and marks that do not close."""

from __future__ import annotations

import pytest

from store.extraction.segments import segment
from store.extraction.segments.marks import quote_spans

ONE_PARAGRAPH = [
    ("“Yes,” she said.", ["Yes,"]),
    ('He said "go" and "stay".', ["go", "stay"]),
    ("‘We can’t, and we won’t,’ she said.", ["We can’t, and we won’t,"]),
    ("'Get 'em out,' he said.", ["Get 'em out,"]),
    ("Back in the ’90s, rock ’n’ roll was “dead”.", ["dead"]),
    ("The workers’ hall and the dogs’ home.", []),
    ("a ‘builders’ charter’ and a ‘lie’", ["builders’ charter", "lie"]),
    ("‘The boys’ and ‘the girls’ left.", ["The boys", "the girls"]),
    ("« Jamais », dit-elle.", ["Jamais"]),
    ("»Nie«, sagte er, „niemals“, ‚nein‘.", ["Nie", "niemals", "nein"]),
    ("‹Non› and «oui»", ["Non", "oui"]),
    ("「Yes,」 he said, 『not 「no」』.", ["Yes,", "not 「no」"]),
    ("``Not now,'' he said.", ["Not now,"]),
    ("''Not now,'' he said, ''not ever.''", ["Not now,", "not ever."]),
    ("”Hej,” sade han.", ["Hej,"]),
    ("It fell by 51 percent.“", []),
    ("“It fell by half.“ He left.", ["It fell by half."]),
    ("A 6'2\" man said nothing.", []),
    ("O’Neil’s and D'Arcy's friends", []),
    ("said ‘tired fields’, not ‘green’", ["tired fields", "green"]),
]


@pytest.mark.parametrize(("text", "inner"), ONE_PARAGRAPH)
def test_outer_quotations_of_one_paragraph(text: str, inner: list[str]) -> None:
    found = quote_spans(text, [(0, len(text))])
    assert [text[slice(*q.inner)] for q in found if q.depth == 0 and q.closed] == inner


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“She said, ‘As if you’ve lost your keys,’ and wept.”", "As if you’ve lost your keys,"),
        ("‘Had he said “I saw it”, he’d be in the dock.’", "I saw it"),
        ("\"My brother shouted 'Get under!' and ran.\"", "Get under!"),
        ("“that the word ‘loss’ be restored”", "loss"),
    ],
)
def test_a_quotation_within_one_stands_one_deeper(text: str, inner: str) -> None:
    outer, within = quote_spans(text, [(0, len(text))])
    assert (outer.depth, within.depth) == (0, 1)
    assert (outer.start, outer.end) == (0, len(text))
    assert text[slice(*within.inner)] == inner


def test_a_repeated_opening_mark_continues_the_quotation() -> None:
    text = "“First.\n\n“Second, with ‘one’ in it.\n\n“Third,” she said. “Fourth.”"
    outer = segment(text).outer()
    assert [text[slice(*q.inner)] for q in outer] == [
        "First.",
        "Second, with ‘one’ in it.",
        "Third,",
        "Fourth.",
    ]
    assert [(q.continued, q.continues) for q in outer] == [
        (False, True),
        (True, True),
        (True, False),
        (False, False),
    ]


def test_a_later_closing_mark_closes_over_paragraphs_without_marks() -> None:
    text = "He wrote: “The first.\n\nThe second.\n\nThe third.” Then he left.\n\n“New,” she said."
    assert [text[slice(*q.inner)] for q in segment(text).outer()] == [
        "The first.",
        "The second.",
        "The third.",
        "New,",
    ]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "She said “it is over.\n\nThe rest goes on.\n\nAnd on.\n\nAnd on.\n\nAnd on.\n\nAnd on."
    (quote,) = segment(text).outer()
    assert not quote.closed
    assert text[slice(*quote.inner)] == "it is over."


def test_what_stands_after_a_stray_mark_is_not_inside_it() -> None:
    text = "He is 5 “tall and she said “it is over” and left."
    closed = [q for q in segment(text).quotes if q.closed]
    assert [(text[slice(*q.inner)], q.depth) for q in closed] == [("it is over", 0)]


def test_a_stray_mark_hides_nothing_that_follows_it() -> None:
    text = "He is 5 “tall and she said “it is over” and left."
    assert [text[slice(*q.inner)] for q in segment(text).outer()] == ["it is over"]
