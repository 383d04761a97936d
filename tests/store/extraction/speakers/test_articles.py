"""Who says what in short invented articles of many forms, which stand in `articles.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.store.extraction.speakers.resolving import one, who


class Told(NamedTuple):
    """One quote of an article: the words for who says it, what is said, and by whom."""

    source: str
    content: str
    speakers: tuple[str, ...]


class Sample(NamedTuple):
    """An article of one form with its quotes."""

    form: str
    text: str
    told: tuple[Told, ...]


def articles() -> Iterator[Sample]:
    """The articles of the file."""
    file = Path(__file__).with_name("articles.txt").read_text(encoding="utf-8")
    for block in file.split("\n# ")[1:]:
        form, _, rest = block.partition("\n")
        text, *quotes = rest.rstrip("\n").split("\n= ")
        pieces = [[piece.strip() for piece in quote.split("|")] for quote in quotes]
        told = (Told(s, c, tuple(n for n in names.split("; ") if n)) for s, c, names in pieces)
        yield Sample(form, text, tuple(told))


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.form)
def test_every_quote_has_its_speaker(article: Sample) -> None:
    found = who(article.text, *((quote.source, quote.content) for quote in article.told))
    assert found == [quote.speakers for quote in article.told]


@pytest.mark.parametrize("label", ["Q", "A"])
def test_labels_that_stand_for_nobody_named_are_unknown(label: str) -> None:
    text = "Two people spoke.\n\nQ: Why do you bake?\n\nA: Because I eat."
    content = {"Q": "Why do you bake?", "A": "Because I eat."}[label]
    assert one(text, label, content).speaker_kind == "unknown"


def test_we_outside_quotes_are_unknown() -> None:
    assert one("We think the bridge is safe.", "We", "the bridge is safe").speaker_kind == "unknown"
