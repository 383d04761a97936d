"""Any archive goes out and comes into an empty one: equal quotes, speakers, issues, corrections and marks."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.export import whole
from store.export.evidence import Heading
from store.importing import run as importing
from store.records import Article, Extraction
from tests.store.archive.comparing import content
from tests.store.archive.test_corrections import actions, correct
from tests.store.export.test_round_trip import lines
from tests.store.linking.articles import articles

typed = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
notes = st.lists(st.tuples(st.integers(0, 99), typed), max_size=3)
"""Which quotes are marked, and with what note."""


def mark(archive: Archive, marked: list[tuple[int, str]]) -> None:
    """Marks some of an archive's quotes."""
    with ArchiveReader(archive.path) as reader:
        quotes = [quote.uid for number in reader.article_ids() for quote in reader.article_quotes(number)]
    for pick, note in marked if quotes else ():
        archive.mark(quotes[pick % len(quotes)], note)


@settings(max_examples=30, deadline=None)
@given(articles(), actions, notes, st.booleans())
def test_an_archive_that_went_out_and_came_in_is_the_same(
    made: list[tuple[Article, Extraction]],
    chosen: list[tuple[str, int]],
    marked: list[tuple[int, str]],
    undone: bool,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Archive.open(folder / "first.db") as archive:
            for article, extraction in made:
                archive.add_article(article, extraction)
            for action, pick in chosen:
                correct(archive, action, pick)
            with ArchiveReader(archive.path) as reader:
                corrected = bool(list(reader.decisions()))
            if undone and corrected:
                archive.undo()
            mark(archive, marked)
        file = folder / "archive.jsonl"
        file.write_bytes(b"".join(whole.write(folder / "first.db", Heading("Archive", datetime.now(UTC)))))
        with Archive.open(folder / "second.db") as archive:
            report = importing.run(archive, [str(file)], "onrecord")
        assert (report.problems, dict(report.passed_over)) == ([], {})
        assert content(folder / "second.db") == content(folder / "first.db")
        assert lines(folder / "second.db") == lines(folder / "first.db")
