"""One matter in other words has one key; a word for a kind of matter alone has none."""

from __future__ import annotations

import pytest

from store.linking.topic_names import topic_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("voting", "the vote"),
        ("terrorist attack", "terror attacks"),
        ("climate", "climate change"),
        ("Zaporozhye NPP", "the Zaporizhzhia nuclear plant"),
        ("peace talks", "negotiations on peace"),
    ],
)
def test_one_matter_in_other_words(one: str, other: str) -> None:
    assert topic_key(one) == topic_key(other) != ""


@pytest.mark.parametrize("word", ["plan", "the campaign", "bills", "their policies"])
def test_a_kind_of_matter_alone_is_none(word: str) -> None:
    assert topic_key(word) == ""


@pytest.mark.parametrize("name", ["tax plan", "campaign finance", "foreign policy"])
def test_a_kind_with_what_it_is_about_is_a_matter(name: str) -> None:
    assert topic_key(name) != ""
