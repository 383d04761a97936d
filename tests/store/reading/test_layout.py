"""Paragraphs out of lines of print."""

from __future__ import annotations

import pytest

from store.reading.layout import Line, PageLines, article_text


def lines(*texts: str, x: float = 50, y: float = 700) -> list[Line]:
    return [Line(x, y - 12 * number, 10, text) for number, text in enumerate(texts)]


def test_columns_that_the_file_crosses_are_read_one_after_the_other() -> None:
    left = lines(
        "one alpha beta gamma", "two alpha beta gamma", "three alpha beta gamma", "four alpha beta gamma."
    )
    right = lines("Five alpha beta gamma", "six alpha beta gamma", "seven alpha beta gamma", "eight.", x=300)
    crossed = [line for pair in zip(left, right, strict=True) for line in pair]
    _, text = article_text([PageLines(crossed, 500)])
    assert text.split() == " ".join(line.text for line in [*left, *right]).split()


def test_a_hyphen_stays_where_the_document_writes_it_elsewhere() -> None:
    page = lines(
        "The load-bearing wall was inter-", "nal, and the load-", "bearing one a well-", "known one too."
    )
    assert article_text([PageLines(page, 500)])[1] == (
        "The load-bearing wall was internal, and the load-bearing one a well-known one too."
    )


def test_running_heads_and_page_numbers_are_left_out() -> None:
    words = ["alpha", "beta", "gamma"]
    pages = [
        PageLines(
            [
                Line(50, 800, 8, f"The Courier, {day} May"),
                *lines(f"The {word} goes"),
                Line(50, 9, 8, str(day)),
            ],
            500,
        )
        for day, word in enumerate(words, 1)
    ]
    assert article_text(pages)[1] == "The alpha goes The beta goes The gamma goes"


def test_short_paragraphs_are_told_by_the_space_between_them() -> None:
    heights = (700, 684, 658, 642, 616, 600)
    words = ("The council met", "on Tuesday", "It will meet", "again", "The mayor", "left early")
    page = PageLines([Line(50, y, 12, text) for y, text in zip(heights, words, strict=True)], 500)
    assert article_text([page])[1].split("\n\n") == [
        "The council met on Tuesday", "It will meet again", "The mayor left early",
    ]  # fmt: skip


def test_what_a_browser_prints_around_a_page_is_left_out_and_ligatures_are_letters() -> None:
    page = PageLines(
        [
            *lines("The ﬁrst oﬃcer said", "he would not sign.", x=34),
            Line(24, 769, 8, "11/26/26, 6:19 PM Ferry row"),
            Line(24, 17, 8, "https://courier.example/ﬁrst 1/1"),
        ],
        600,
    )
    assert article_text([page])[1] == "The first officer said he would not sign."


def test_a_paragraph_that_begins_a_column_with_somebodys_words_is_one() -> None:
    left = lines("He left at noon, long before the others", "had come to the end of what they had to say.")
    right = lines("“We will not come back,” she said, and", "went after him.", x=320)
    _, text = article_text([PageLines([*left, *right], 600)])
    assert text.split("\n\n")[1] == "“We will not come back,” she said, and went after him."


def test_a_line_that_is_set_in_the_middle_stands_alone() -> None:
    byline = lines("Jane Roe", x=280)
    below = lines("The minister said that the deal was dead and that", "nobody should expect more.", y=688)
    _, text = article_text([PageLines([*byline, *below], 600)])
    assert text.split("\n\n") == [
        "Jane Roe",
        "The minister said that the deal was dead and that nobody should expect more.",
    ]


def test_paragraphs_that_begin_further_in_are_told_apart_where_each_is_a_line() -> None:
    page = [
        Line(x, 700 - 12 * number, 10, text)
        for number, (x, text) in enumerate(
            [
                (65, "The minister said that the deal was dead and that he"),
                (50, "would not come back to the capital before the spring."),
                (65, "Mr Deputy Speaker observed that the debate was drifting."),
                (65, "For the opposition, Sir Lionel described the levy as a tax"),
                (50, "on rain. He had, he confessed, once voted for it himself,"),
                (50, "and he would do so once more."),
            ]
        )
    ]
    _, text = article_text([PageLines(page, 400)])
    assert [paragraph.split()[0] for paragraph in text.split("\n\n")] == ["The", "Mr", "For"]


def test_a_quotation_that_is_set_in_is_one_paragraph() -> None:
    page = [
        *lines("She wrote to the council, in a letter that was read out:"),
        *lines(
            "We have waited for nine years. We shall wait no longer.", "Nobody asked us. Now we", x=70, y=688
        ),
        *lines("shall ask you, and we shall go on asking until we hear.", x=70, y=664),
        *lines("The council did not answer, and nobody was surprised at that.", y=640),
    ]
    _, text = article_text([PageLines(page, 400)])
    assert len(text.split("\n\n")) == 3


def test_a_line_in_the_middle_or_a_page_number_is_no_edge_that_others_are_measured_by() -> None:
    words = ("Alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda")
    texts = [f"{words[at % 11]} beta gamma delta epsilon zeta" for at in range(30)]
    page = [Line(281, 740, 10, "Jo Writer"), *lines(*texts, x=303)]
    _, text = article_text([PageLines(page, 600)])
    assert text.split("\n\n") == ["Jo Writer", " ".join(texts)]


def test_a_headline_of_two_lines_is_one_and_is_not_repeated_in_the_text() -> None:
    head = [Line(50, 740, 24, "A Meaningful Exchange"), Line(50, 704, 24, "Happened At The Debate")]
    body = [Line(50, 650 - 18 * at, 12, f"alpha beta gamma delta {at}") for at in range(4)]
    pages = [PageLines([*head, *body], 600)]
    text = (
        "alpha beta gamma delta 0 alpha beta gamma delta 1 alpha beta gamma delta 2 alpha beta gamma delta 3"
    )
    assert article_text(pages) == ("A Meaningful Exchange Happened At The Debate", text)
    assert article_text(pages, "A Meaningful Exchange Happened at the Debate")[1] == text


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("said Dag Torvald-", "Munk, who", "said Dag Torvald-Munk, who"),
        ("a 59-", "year-old from", "a 59-year-old from"),
        ("from 2019-", "20 on", "from 2019-20 on"),
        ("both pre-", "and post-war", "both pre- and post-war"),
        ("a Republican-", "“leaning” state", "a Republican- “leaning” state"),
        ("he waited -", "and left", "he waited - and left"),
    ],
)
def test_a_hyphen_that_breaks_no_word_stays(first: str, second: str, joined: str) -> None:
    assert article_text([PageLines(lines(first, second), 500)])[1] == joined


def test_where_a_document_breaks_no_words_a_hyphen_at_a_lines_end_is_the_words_own() -> None:
    many = [f"one alpha beta gamma delta {at}" for at in range(40)]
    whole = article_text([PageLines(lines(*many, "the home-", "state advantage", y=790), 500)])[1]
    assert whole.endswith("the home-state advantage")
