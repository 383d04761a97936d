"""The query language: any text parses, and what parses prints."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.search.query import Field, Phrase, Query, Word, parse, print_query

PIECES = [
    "a",
    "b",
    "-",
    '"',
    "“",
    "”",
    "*",
    ":",
    "\\",
    " ",
    "\t",
    "OR",
    "speaker:",
    "date:",
    ".",
    "é",
    "\u2028",
]
queries = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text()


def only(text: str) -> object:
    ((item,),) = parse(text).clauses
    return item


@given(queries)
@example('0"')
@example("-a*")
@example('speaker:"')
def test_what_parses_prints_and_parses_to_the_same(text: str) -> None:
    query = parse(text)
    assert parse(print_query(query)) == query
    assert print_query(parse(print_query(query))) == print_query(query)


def test_last_word_is_a_prefix_until_a_space_follows() -> None:
    assert parse("trump guarant") == Query(((Word("trump"),), (Word("guarant", prefix=True),)))
    assert parse("trump guarant ") == Query(((Word("trump"),), (Word("guarant"),)))


def test_star_makes_a_prefix_anywhere() -> None:
    assert parse("guarant* trump ") == Query(((Word("guarant", prefix=True),), (Word("trump"),)))


def test_phrase_is_open_until_its_quote_closes() -> None:
    assert only('"peace pl') == Phrase("peace pl", prefix=True)
    assert only('"peace plan"') == Phrase("peace plan")
    assert only("“peace plan”") == Phrase("peace plan")


@pytest.mark.parametrize("name", ["speaker", "SPEAKER", "Speaker"])
def test_field_names_in_any_case(name: str) -> None:
    assert only(f'{name}:"Steve Witkoff"') == Field("speaker", "Steve Witkoff")


def test_a_colon_after_anything_else_is_part_of_the_word() -> None:
    assert only("12:30 ") == Word("12:30")


def test_exclusions() -> None:
    assert only("-trump") == Word("trump", negated=True)
    assert only('-"peace plan"') == Phrase("peace plan", negated=True)
    assert only("-is:read ") == Field("is", "read", negated=True)


def test_or_joins_the_items_beside_it() -> None:
    assert parse("a b OR c d ").clauses == ((Word("a"),), (Word("b"), Word("c")), (Word("d"),))


@pytest.mark.parametrize(("text", "position"), [("OR a", 0), ("a OR", 4), ("a OR OR b", 5)])
def test_a_misplaced_or_is_told_where_and_the_rest_is_kept(text: str, position: int) -> None:
    query = parse(text)
    assert query.clauses
    assert query.error
    assert query.error.position == position


def test_backslash_takes_the_meaning_from_the_next_character() -> None:
    assert only(r"\-a ") == Word("-a")
    assert only(r"\OR ") == Word("OR")
    assert only(r"speaker\:x ") == Word("speaker:x")


def test_long_queries_are_cut_and_told() -> None:
    assert parse("a " * 5000).error
