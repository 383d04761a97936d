"""The same articles give the same archive, whatever order and batches they came in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive.writer import Archive
from store.records import Article, Extraction
from tests.store.archive.comparing import content
from tests.store.linking.articles import articles

Added = tuple[Article, Extraction]


def added(batches: Iterable[list[Added]], *, removed: list[Added] = []) -> dict[str, Any]:  # noqa: B006
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        with Archive.open(path) as archive:
            for batch in batches:
                with archive.transaction():
                    for article, extraction in batch:
                        archive.add_article(article, extraction)
            for article, _ in removed:
                number = archive.find(article)
                assert number is not None
                archive.remove_article(number)
        return content(path)


@settings(max_examples=25, deadline=None)
@given(articles(), st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_or_all_at_once(made: list[Added], random: Any) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)
    assert added([[one] for one in made]) == added([shuffled])


@settings(max_examples=20, deadline=None)
@given(articles(), articles())
def test_articles_that_came_and_went_leave_no_trace(made: list[Added], more: list[Added]) -> None:
    keys = {article.text for article, _ in made}
    guests = [pair for pair in more if pair[0].text not in keys]
    assert added([guests, made], removed=guests) == added([made])


@st.composite
def batches(draw: st.DrawFn) -> tuple[list[Added], list[list[Added]]]:
    """Articles, and the same in another order and in batches of any sizes."""
    made = draw(articles())
    rest = draw(st.permutations(made))
    parts = []
    while rest:
        size = draw(st.integers(1, len(rest)))
        parts.append(rest[:size])
        rest = rest[size:]
    return made, parts


@settings(max_examples=25, deadline=None)
@given(batches())
def test_in_batches_of_any_sizes(made: tuple[list[Added], list[list[Added]]]) -> None:
    together, parts = made
    assert added(parts) == added([together])


@settings(max_examples=15, deadline=None)
@given(batches(), st.integers(0, 7))
def test_made_again_in_between(made: tuple[list[Added], list[list[Added]]], when: int) -> None:
    together, parts = made
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        for number, batch in enumerate(parts):
            with archive.transaction():
                for article, extraction in batch:
                    archive.add_article(article, extraction)
            if number == when % len(parts):
                archive.reindex()
        assert content(archive.path) == added([together])
