"""One name in two spellings."""

from __future__ import annotations

import pytest

from store.extraction.speakers.resolve import resolve
from store.extraction.speakers.spellings import same_name
from store.records import Attribution


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("timour", "arseniev"), ("timur", "arsenyev")),
        (("farid", "karimow"), ("ferid", "kerimov")),
        (("yusuf", "al-harrani"), ("youssouf", "el", "harrani")),
        (("volodymyr", "zelensky"), ("volodimir", "zelenskyy")),
    ],
)
def test_transliterations_are_one_name(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("maria", "lopez"), ("mario", "lopez")),
        (("dan", "brown"), ("dean", "brown")),
        (("tom", "bray"), ("tom", "gray")),
        (("li", "wu"), ("lu", "wei")),
    ],
)
def test_like_names_of_two_people_stay_two(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert not same_name(one, other)


def test_a_name_spelled_anew_is_the_same_speaker() -> None:
    text = "Timour Arseniev said it was late. Others spell him Timur Arsenyev. It rained, Arsenyev added."
    quotes = []
    for source, content in (("Timour Arseniev", "it was late"), ("Arsenyev added", "It rained")):
        at, start = text.index(source), text.index(content)
        spans = ((start, start + len(content)),), (), ((at, at + len(source.removesuffix(" added"))),)
        quotes.append(Attribution(*spans, "indirect", "speech", 1.0))
    assert [r.speakers for r in resolve(text, None, quotes).attributions] == [("Timour Arseniev",)] * 2
