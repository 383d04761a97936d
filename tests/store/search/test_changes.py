"""An engine that stays open while articles come, go and are corrected answers as one that was just opened."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store.archive.writer import Archive
from store.records import IssueMention, Person
from store.search.answers import Facet
from store.search.engine import Engine
from tests.store.archive.making import extracted

PEOPLE = ["Ada Lund", "Ben Oh", "Tomas O’Brien", "Zoë Krüger"]
ISSUES = ["ferry contract", "harbour"]
WORDS = ["the", "ferry", "harbour", "sails", "sailing", "contract", "fees", "rise", "naïve", "none"]
TYPED = [
    "",
    "ferr",
    "sails ",
    "fery ",
    "lund",
    "krug",
    '"the ferry"',
    "ferry -fees",
    "fees OR harbour ",
    "non",
]
FILTERS = [
    "", "speaker:lund ", "speaker:krüger OR speaker:oh ", 'issue:"ferry contract" ', "-issue:harbour ",
    "date:2025-12 ", "is:marked ", "is:unread ", "is:corrected ", "by:nobody ",
    "source:lantern since:2025-12-02 ",
]  # fmt: skip
FACETS: tuple[Facet, ...] = ("speaker", "issue", "outlet", "month")


class Changes:
    """Random changes of one archive."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.archive = archive
        self.choose = random.Random(seed)
        self.number = 0

    def one(self) -> None:
        kinds: list[Callable[[], Any]] = [
            self.add, self.add, self.remove, self.reassign, self.reject, self.mark, self.see, self.rename,
            self.define, self.undo,
        ]  # fmt: skip
        self.choose.choice(kinds)()

    def add(self) -> None:
        self.number += 1
        said = [" ".join(self.choose.choices(WORDS, k=5)) for _ in range(3)]
        who = [self.choose.choice(PEOPLE) for _ in said]
        text = f"Report {self.number}. " + " ".join(
            f"{name} said {words}." for name, words in zip(who, said, strict=True)
        )
        article, extraction = extracted(
            text,
            *zip(who, said, strict=True),
            people=tuple(map(Person, dict.fromkeys(who))),
            issues=(IssueMention(self.choose.choice(ISSUES), (0, 2), ("ferry",)),),
            published=self.choose.choice([None, date(2025, 11, 30), date(2025, 12, 1), date(2025, 12, 3)]),
            outlet=self.choose.choice(["The Lantern", "Coast News"]),
        )
        self.archive.add_article(article, extraction)

    def some(self, sql: str) -> Any:
        rows = self.archive._connection.execute(sql).fetchall()
        return self.choose.choice(rows)[0] if rows else None

    def uid(self) -> Any:
        return self.some("select uid from quote")

    def remove(self) -> None:
        if (article := self.some("select id from article")) is not None:
            self.archive.remove_article(article)

    def reassign(self) -> None:
        if uid := self.uid():
            self.archive.reassign_quote(uid, [self.choose.choice([*PEOPLE, "Mara Quist"])])

    def reject(self) -> None:
        if uid := self.uid():
            self.archive.reject_quote(uid)

    def mark(self) -> None:
        if uid := self.uid():
            self.archive.mark(uid)

    def see(self) -> None:
        if uid := self.uid():
            self.archive.set_seen([uid])

    def rename(self) -> None:
        if name := self.some("select name from speaker"):
            self.archive.rename_speaker(name, f"{name.split()[0]} Quist")

    def define(self) -> None:
        if self.some("select id from quote") is not None:
            self.archive.define_issue("harbour", ["harbour", self.choose.choice(WORDS)])

    def undo(self) -> None:
        if self.some("select id from correction where undone is null") is not None:
            self.archive.undo()


def answers(engine: Engine, queries: list[str]) -> list[Any]:
    return [
        (
            query,
            list(engine.all_ids(query)),
            engine.count(query, deadline_ms=None),
            [engine.facets(query, facet, deadline_ms=None) for facet in FACETS],
            [quote.text for quote in engine.quotes(engine.search(query, limit=5).ids)],
        )
        for query in queries
    ]


@pytest.mark.parametrize("seed", range(3))
def test_an_open_engine_answers_as_a_new_one(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path) as archive:
        changes = Changes(archive, seed)
        for _ in range(4):
            changes.add()
        with closing(Engine(path)) as open_all_along:
            for _ in range(15):
                changes.one()
                queries = [changes.choose.choice(FILTERS) + changes.choose.choice(TYPED) for _ in range(4)]
                open_all_along._reload_after = (
                    0.0  # which spares a large archive from loading its words again
                )
                found = answers(open_all_along, queries)
                with closing(Engine(path)) as new:
                    assert found == answers(new, queries)
