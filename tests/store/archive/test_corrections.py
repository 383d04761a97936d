"""Corrections: what they do, that undo gives back the same bytes, and that they outlive everything else."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive.bulk import BulkQuote
from store.archive.errors import CorrectionError
from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.records import Article, Extraction, IssueMention, Person
from tests.store.archive.comparing import content, tables
from tests.store.archive.conftest import Rows
from tests.store.archive.making import extracted
from tests.store.linking.articles import articles

QUAY = extracted(
    "Ana Sorel said the quay is safe. Tom Reed wants a new quay wall. A. Sorel is fond of walls.",
    ("Ana Sorel", "the quay is safe"),
    ("Tom Reed", "a new quay wall"),
    people=(Person("Ana Sorel", ("Sorel",), ("mayor",)), Person("Tom Reed")),
    issues=(IssueMention("quay", (0, 1), ("quay", "quay")),),
)
LATER = extracted(
    "Anne Sorel said the tide is low. Reed spoke of the quay wall.",
    ("Anne Sorel", "the tide is low"),
    ("Reed", "of the quay wall"),
    people=(Person("Anne Sorel"), Person("Reed")),
    issues=(IssueMention("tide", (0,), ("tide",)),),
    published=date(2025, 12, 24),
)


@pytest.fixture
def quay(archive: Archive) -> Archive:
    archive.add_article(*QUAY)
    archive.add_article(*LATER)
    return archive


def said(archive: Archive) -> dict[str, tuple[str, ...]]:
    with ArchiveReader(archive.path) as reader:
        quotes = [quote for number in reader.article_ids() for quote in reader.article_quotes(number)]
    return {quote.text: quote.speakers for quote in quotes}


def uid(archive: Archive, text: str) -> str:
    with ArchiveReader(archive.path) as reader:
        return next(
            quote.uid
            for number in reader.article_ids()
            for quote in reader.article_quotes(number)
            if quote.text == text
        )


MAKE: dict[str, Callable[[Archive], int]] = {
    "merge": lambda archive: archive.merge_speakers("Ana Sorel", "Anne Sorel"),
    "merge the other way": lambda archive: archive.merge_speakers("Tom Reed", "Ana Sorel"),
    "split": lambda archive: archive.split_speaker("Ana Sorel", "A. S.", names=["Ana Sorel"]),
    "rename": lambda archive: archive.rename_speaker("Ana Sorel", "Mayor Sorel"),
    "kind": lambda archive: archive.set_speaker_kind("Ana Sorel", "organization"),
    "reassign": lambda archive: archive.reassign_quote(uid(archive, "the quay is safe"), ["Tom Reed"]),
    "reassign to two": lambda archive: archive.reassign_quote(
        uid(archive, "the tide is low"), ["Tom Reed", "Bo Quill"]
    ),
    "reassign to nobody": lambda archive: archive.reassign_quote(uid(archive, "a new quay wall"), []),
    "reject": lambda archive: archive.reject_quote(uid(archive, "the quay is safe")),
    "define": lambda archive: archive.define_issue("quay", ["quay wall*"], ["new"]),
    "define another": lambda archive: archive.define_issue("water", ["tide", "quay"]),
    "merge issues": lambda archive: archive.merge_issues("tide", "quay"),
    "split issue": lambda archive: archive.split_issue("quay", "safety", ["safe"]),
    "rename issue": lambda archive: archive.rename_issue("quay", "the old quay"),
    "delete issue": lambda archive: archive.delete_issue("quay"),
    "pin issue": lambda archive: archive.pin_issue("tide"),
}


@pytest.mark.parametrize("name", MAKE)
def test_undo_gives_back_the_same_bytes(quay: Archive, name: str) -> None:
    before = tables(quay.path)
    MAKE[name](quay)
    assert tables(quay.path) != before
    quay.undo()
    assert tables(quay.path) == before


@pytest.mark.parametrize("name", MAKE)
def test_reindex_keeps_it(quay: Archive, name: str) -> None:
    MAKE[name](quay)
    before = content(quay.path)
    quay.reindex()
    assert content(quay.path) == before


@pytest.mark.parametrize("name", MAKE)
def test_extracting_again_and_importing_again_keep_it(quay: Archive, name: str) -> None:
    MAKE[name](quay)
    before = content(quay.path)
    for article, extraction in (QUAY, LATER):
        number = quay.find(article)
        assert number is not None
        quay.replace_extraction(number, extraction)
    assert content(quay.path) == before
    for article, _ in (QUAY, LATER):
        number = quay.find(article)
        assert number is not None
        quay.remove_article(number)
    for article, extraction in (LATER, QUAY):
        quay.add_article(article, extraction)
    assert content(quay.path) == before


def test_a_quote_whose_words_moved_stays_corrected_and_marked(quay: Archive) -> None:
    quay.reassign_quote(uid(quay, "the quay is safe"), ["Tom Reed"])
    quay.mark(uid(quay, "the quay is safe"), "for the brief")
    _, extraction = QUAY
    first = extraction.quotes[0]
    start, end = first.attribution.content[0]
    moved = replace(
        first, attribution=replace(first.attribution, content=((start + 4, end),)), text="quay is safe"
    )
    quay.replace_extraction(1, replace(extraction, quotes=(moved, *extraction.quotes[1:])))
    assert said(quay)["quay is safe"] == ("Tom Reed",)
    with ArchiveReader(quay.path) as reader:
        assert [(mark.uid, mark.note) for mark in reader.marks()] == [
            (uid(quay, "quay is safe"), "for the brief")
        ]


def test_a_merge_takes_in_what_comes_later(archive: Archive) -> None:
    archive.add_article(*QUAY)
    archive.merge_speakers("Ana Sorel", "Tom Reed")
    more = extracted("Thomas Reed likes it.", ("Thomas Reed", "likes it"), people=(Person("Thomas Reed"),))
    archive.add_article(*more)
    assert said(archive)["likes it"] == ("Ana Sorel",)


def test_a_definition_takes_in_what_comes_later(archive: Archive, rows: Rows) -> None:
    archive.add_article(*QUAY)
    archive.define_issue("water", ["tide*"], ["high"])
    archive.add_article(*LATER)
    archive.add_bulk(
        [BulkQuote("1", "mind the tides"), BulkQuote("2", "a high tide"), BulkQuote("3", "walls")]
    )
    about = "select x.quote_id from quote_issue x join issue i on i.id = x.issue_id where i.name = 'water'"
    found = rows(f"select text from quote where id in ({about}) order by text")
    assert found == [("mind the tides",), ("the tide is low",)]


def test_what_was_split_is_not_joined_again(quay: Archive) -> None:
    quay.add_article(
        *extracted("Thomas Reed hums.", ("Thomas Reed", "hums"), people=(Person("Thomas Reed"),))
    )
    assert said(quay)["hums"] == said(quay)["a new quay wall"]
    quay.split_speaker("Tom Reed", "Reed the elder", names=["Thomas Reed"])
    quay.add_article(
        *extracted("Tom Reed and Thomas Reed.", people=(Person("Tom Reed"), Person("Thomas Reed")))
    )
    assert said(quay)["hums"] == ("Reed the elder",)
    assert said(quay)["a new quay wall"] == ("Tom Reed",)


def test_a_rejected_quote_is_found_nowhere(quay: Archive, rows: Rows) -> None:
    quay.reject_quote(uid(quay, "the quay is safe"))
    assert "the quay is safe" not in said(quay)
    assert rows("select rowid from quote_fts where quote_fts match 'safe'") == []
    assert rows("select * from vocabulary where term = 'safe'") == []


def test_whoever_had_a_quote_for_a_while_keeps_nothing_of_it(quay: Archive, rows: Rows) -> None:
    quote = uid(quay, "the quay is safe")
    quay.reassign_quote(quote, ["Ana Sorel"])
    quay.reassign_quote(quote, ["Tom Reed"])
    assert rows("select name from mention where article_id is null") == [("Tom Reed",)]
    quay.undo()
    assert rows("select name from mention where article_id is null") == [("Ana Sorel",)]


def test_what_is_not_there_is_said(quay: Archive) -> None:
    for wrong in (
        lambda: quay.merge_speakers("Ana Sorel", "Nobody At All"),
        lambda: quay.merge_speakers("Ana Sorel", "Sorel"),
        lambda: quay.reassign_quote("0000ffff", ["Tom Reed"]),
        lambda: quay.define_issue("x", ["***"]),
        lambda: quay.set_speaker_kind("Tom Reed", "bird"),
        lambda: quay.undo(99),
    ):
        with pytest.raises(CorrectionError, match=r"\.$"):
            wrong()


actions = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "rename", "reassign", "reject", "define", "delete"]),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=4,
)


def correct(archive: Archive, action: str, pick: int) -> None:
    """Make some correction of this kind; which, `pick` says. Nothing when the archive has nothing for it."""
    with ArchiveReader(archive.path) as reader:
        speakers = [f"#{speaker.id}" for speaker in reader.speakers(everybody=True)]
        quotes = [quote.uid for number in reader.article_ids() for quote in reader.article_quotes(number)]
        issues = [issue.name for issue in reader.issues()]
    one, two = speakers[pick % len(speakers)], speakers[pick // 7 % len(speakers)]
    with contextlib.suppress(CorrectionError):
        if action == "merge":
            archive.merge_speakers(one, two)
        elif action == "split":
            archive.split_speaker(one, "Somebody Else", articles=[1])
        elif action == "rename":
            archive.rename_speaker(one, "New Name")
        elif action == "reassign" and quotes:
            archive.reassign_quote(quotes[pick % len(quotes)], [two])
        elif action == "reject" and quotes:
            archive.reject_quote(quotes[pick % len(quotes)])
        elif action == "define":
            archive.define_issue("bridge", ["remark 1*"], ["wall 3"])
        elif action == "delete" and issues:
            archive.delete_issue(issues[pick % len(issues)])


@settings(max_examples=12, deadline=None)
@given(articles(), actions)
def test_any_corrections_taken_back_leave_the_same_bytes(
    made: list[tuple[Article, Extraction]], chosen: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        for article, extraction in made:
            archive.add_article(article, extraction)
        states: list[Any] = [tables(archive.path)]
        for action, pick in chosen:
            count = len(_holding(archive))
            correct(archive, action, pick)
            if len(_holding(archive)) > count:
                states.append(tables(archive.path))
        for before in reversed(states[:-1]):
            archive.undo()
            assert tables(archive.path) == before


@settings(max_examples=12, deadline=None)
@given(articles(), actions)
def test_any_corrections_outlive_reindex(
    made: list[tuple[Article, Extraction]], chosen: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        for article, extraction in made:
            archive.add_article(article, extraction)
        for action, pick in chosen:
            correct(archive, action, pick)
        before = content(archive.path)
        archive.reindex()
        assert content(archive.path) == before


def _holding(archive: Archive) -> list[int]:
    with ArchiveReader(archive.path) as reader:
        return [decision.id for decision in reader.decisions()]
