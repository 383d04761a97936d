"""The engine finds what a slow and obvious search finds, in the same order, for every operator."""

from __future__ import annotations

import random
from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from store.search import engine as engines
from store.search import paging, plan, shortlist, walk
from store.search.answers import Facet
from store.search.engine import Engine
from tests.store.search.reference import TODAY, Reference
from tests.store.search.small import Said, build

_WORDS = """
guarantee guarantees guaranteed guarantor security secure peace plan planet ceasefire cease fire kiev kyiv
zaporozhye form from 2025 not the none naïve 乌克兰 😀
"""
WORDS = _WORDS.split()
SPEAKERS = [
    "Steve Witkoff", "Kirill Dmitriev", "Donald Trump", "Donald Tusk", "Ana Peace", "José O’Brien-Núñez",
    "李强", "",
]  # fmt: skip
ISSUES = ["peace plan", "security guarantees", ""]
OUTLETS = ["Reuters", "New York Times", ""]
DAYS = ["", "2024-05-01", "2025-11-30", "2025-12-02", "2025-12-03", "2025-12-20"]


def invented(seed: int, count: int) -> list[Said]:
    choose = random.Random(seed)
    return [
        Said(
            " ".join(choose.choices(WORDS, k=choose.randint(1, 7))),
            choose.choice(SPEAKERS),
            choose.choice(ISSUES),
            choose.choice(OUTLETS),
            choose.choice(DAYS),
            choose.choice(["direct", "indirect", "mixed"]),
            choose.choice(["speech", "writing", "attitude", "document"]),
            by=choose.choice(["Axios", "New York Times", "", ""]),
            corrected=choose.random() < 0.2,
            marked=choose.random() < 0.3,
            seen=choose.random() < 0.3,
        )
        for _ in range(count)
    ]


_TYPED = """
guar guarante gaurantee guarantes secuirty pece peac plna ceas cease-fire zaporizhzhia witkof witk dmitr trupm
securityplan peaceplan guaran tees fire xyzzy nobody naive naïv 乌克 o'brien jose
"""
TYPED = [*WORDS, *_TYPED.split()]
_VALUES = """
witkoff steve donald trmup axios peace plan reut indirect dir speech marked read unread corrected 2025 2025-12
2025-12-03 2025-11..2025-12-02 ..2024 2w yesterday undated nonsense nobody tam wtikof jose 李强
"""
VALUES = [*_VALUES.split(), '"Donald Trump"', '"donald t', '"new york"', ""]
FIELDS = ["speaker", "issue", "source", "kind", "mode", "by", "about", "date", "since", "until", "is"]
items = st.one_of(
    st.sampled_from(TYPED),
    st.builds('"{} {}"'.format, st.sampled_from(WORDS), st.sampled_from(WORDS)),
    st.builds("-{}".format, st.sampled_from(TYPED)),
    st.builds("{}*".format, st.sampled_from(TYPED)),
    st.builds(
        "{}{}:{}".format, st.sampled_from(["", "", "-"]), st.sampled_from(FIELDS), st.sampled_from(VALUES)
    ),
)
queries = st.builds(
    lambda first, rest, end: " ".join([first, *(f"{glue}{item}" for glue, item in rest)]) + end,
    items,
    st.lists(st.tuples(st.sampled_from(["", "", "", "OR "]), items), max_size=3),
    st.sampled_from(["", " "]),
)


_MARKS = "\" - : * \\ ( ) OR NEAR AND \0 \ud800 \ue001 speaker: date: ^ { + ' ;"
PIECES = [*TYPED, *_MARKS.split(" ")]
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
"""No shrinking: the queries are short as they are."""


class Fixed(date):
    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return TODAY


class Pair:
    """An archive, and both ways to search it."""

    def __init__(self, path: Path, seed: int, count: int, enough: int, scarce: int) -> None:
        said = invented(seed, count)
        self.ids = build(path, said)
        self.engine = Engine(path)
        self.reference = Reference(said, self.ids, enough=enough, scarce=scarce)


@pytest.fixture(
    scope="module",
    params=[(1, 12, 50, 5, 500), (2, 60, 8, 3, 500), (3, 60, 5, 2, 12), (3, 60, 8, 3, 0), (4, 0, 50, 5, 500)],
)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Small archives; with few quotes for "enough", so that every stage of an answer comes up."""
    seed, count, enough, scarce, few = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "ENOUGH", enough)
        patch.setattr(paging, "SCARCE", scarce)
        patch.setattr(shortlist, "FEW", few)
        patch.setattr(shortlist, "_NARROWED", few // 6)
        patch.setattr(shortlist, "_SETTLED", few // 3)
        patch.setattr(plan, "_PHRASES", 1000)
        patch.setattr(walk, "FIRST_RANGE", 16)
        patch.setattr(engines, "date", Fixed)
        yield Pair(tmp_path_factory.mktemp("search") / "a.db", seed, count, enough, scarce)


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(query=queries)
@example(query="guaran tees")
@example(query="peaceplan ")
@example(query="gaurantee witkof")
@example(query="zaporizhzhia ")
@example(query="-speaker:donald OR is:marked peace")
@example(query="date:2024 OR peace")
def test_the_same_quotes_in_the_same_order(pair: Pair, query: str) -> None:
    expected = pair.reference.search(query)
    assert list(pair.engine.all_ids(query)) == expected
    assert pair.engine.count(query, deadline_ms=None).n == len(expected)


@settings(max_examples=8, deadline=None, phases=PHASES)
@given(query=queries, size=st.integers(1, 7))
def test_pages_follow_one_another(pair: Pair, query: str, size: int) -> None:
    whole = list(pair.engine.all_ids(query))
    paged: list[int] = []
    while page := pair.engine.search(query, limit=size, after=paged[-1] if paged else None).ids:
        paged += page
        assert len(paged) <= len(whole)
    assert paged == whole


class Ticking:
    """A clock that goes on by a millisecond each time it is looked at."""

    def __init__(self) -> None:
        self.now = 0.0

    def perf_counter(self) -> float:
        self.now += 0.001
        return self.now


@settings(max_examples=12, deadline=None, phases=PHASES)
@given(query=queries, looks=st.integers(1, 60))
def test_an_answer_cut_short_says_so(pair: Pair, query: str, looks: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "time", Ticking())
        answer = pair.engine.search(query, deadline_ms=looks)
        count = pair.engine.count(query, deadline_ms=looks)
    expected = pair.reference.search(query)
    if answer.complete:
        assert list(answer.ids) == expected[:50]
    assert len(set(answer.ids)) == len(answer.ids)
    assert set(answer.ids) <= set(pair.reference.search(query, loosely=True))
    assert count.n == len(expected) if count.exact else count.n <= len(pair.reference.said)


@settings(max_examples=12, deadline=None, phases=PHASES)
@given(query=queries, looks=st.lists(st.integers(1, 60), min_size=1, max_size=3), limit=st.integers(1, 9))
def test_an_answer_cut_short_is_gone_on_with_to_the_whole(
    pair: Pair, query: str, looks: list[int], limit: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "time", Ticking())
        for some in looks:
            pair.engine.search(query, deadline_ms=some)
    expected = pair.reference.search(query)
    assert list(pair.engine.search(query, limit=limit).ids) == expected[:limit]
    assert list(pair.engine.all_ids(query)) == expected


def facets_of(pair: Pair, query: str) -> dict[Facet, Counter[str]]:
    """By facet, in how many of the quotes found each name stands."""
    said = [pair.reference.said[id_] for id_ in pair.reference.search(query)]
    names: dict[Facet, list[str]] = {
        "speaker": [one.speaker for one in said],
        "issue": [one.issue for one in said],
        "outlet": [one.outlet for one in said],
        "month": [one.day[:7] or "-" for one in said],
    }
    return {facet: Counter(filter(None, some)) for facet, some in names.items()}


@settings(max_examples=8, deadline=None, phases=PHASES)
@given(query=queries)
def test_facets_count_what_is_found(pair: Pair, query: str) -> None:
    for facet, expected in facets_of(pair, query).items():
        found = pair.engine.facets(query, facet, deadline_ms=None)
        assert {one.name or "-": one.count for one in found.counts} == expected
        assert found.exact


@settings(max_examples=12, deadline=None, phases=PHASES)
@given(query=queries, looks=st.integers(1, 60))
def test_facets_cut_short_say_so_and_count_no_quote_too_many(pair: Pair, query: str, looks: int) -> None:
    for facet, expected in facets_of(pair, query).items():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(walk, "time", Ticking())
            found = pair.engine.facets(query, facet, deadline_ms=looks)
        counted = Counter({one.name or "-": one.count for one in found.counts})
        assert counted == expected if found.exact else counted <= expected


def test_facets_without_time_for_more_count_the_newest_quotes(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> Iterator[tuple[int, int]]:
        raise walk.LateError
        yield

    monkeypatch.setattr(walk.Walker, "ranges", late)
    found = pair.engine.facets("kind:direct", "month")
    assert bool(found.counts) == bool(facets_of(pair, "kind:direct")["month"])
    assert not (found.counts and found.exact)


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(text=st.text(max_size=60) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_is_answered(pair: Pair, text: str) -> None:
    answer = pair.engine.search(text, deadline_ms=8)
    assert isinstance(answer.ids, array)
    assert pair.engine.count(text).n >= 0
    pair.engine.facets(text, "speaker")
    pair.engine.articles(text)
    pair.engine.jump(text)
    pair.engine.explain(text)
