"""Quotes out of an archive, each with what an exporter needs to show where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from store.archive import who
from store.archive.connect import open_read_only
from store.archive.errors import ArchiveError
from store.export import collected
from store.export.evidence import Evidence, evidence
from store.search import fetch
from store.search.engine import Engine

_AT_ONCE = 500


class _Text(NamedTuple):
    text: str
    author: str
    language: str
    hash: str


class Selection:
    """Chooses quotes of one archive. Raises `ArchiveError` when it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_read_only(path)

    def close(self) -> None:
        """Close the archive."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def query(self, query: str) -> Iterator[Evidence]:
        """What `query` finds, in the order of search. Raises `ArchiveError` for a query that is faulty."""
        engine = Engine(self.path)
        try:
            problem = engine.search(query, limit=1).error
            if problem:
                raise ArchiveError(f"The query cannot be answered: {problem.message.rstrip('.')}.")
            ids = engine.all_ids(query)
        finally:
            engine.close()
        yield from self._evidence(ids, {})

    def brief(self) -> Iterator[Evidence]:
        """The marked quotes in their order, with their notes."""
        rows = self._connection.execute(
            "select quote.id, quote.uid, mark.note from mark join quote on quote.uid = mark.quote_uid"
            " order by mark.position, mark.quote_uid"
        ).fetchall()
        yield from self._evidence([row[0] for row in rows], {uid: note for _, uid, note in rows})

    def speaker(self, name: str) -> Iterator[Evidence]:
        """What somebody says, newest first; named as `store.archive.who` reads it.

        Raises `CorrectionError` when nobody is called so, or several are.
        """
        rows = self._connection.execute(
            "select quote_id from quote_speaker where speaker_id = ? and not behalf order by quote_id desc",
            (who.speaker_id(self._connection, name),),
        ).fetchall()
        yield from self._evidence([row[0] for row in rows], {})

    def everything(self) -> Iterator[Evidence]:
        """All quotes, newest first."""
        last = 1 << 62
        while True:
            # Page by page: a cursor left open would keep the write-ahead log growing.
            rows = self._connection.execute(
                "select id from quote where id < ? order by id desc limit ?", (last, _AT_ONCE)
            ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield from self._evidence([row[0] for row in rows], {})

    def _evidence(self, ids: Iterable[int], notes: Mapping[str, str]) -> Iterator[Evidence]:
        waiting = iter(ids)
        while page := list(islice(waiting, _AT_ONCE)):
            quotes = fetch.quotes(self._connection, page)
            texts = self._texts([quote.article_id for quote in quotes if quote.article_id is not None])
            bulk = [quote.id for quote in quotes if quote.article_id is None]
            told = collected.of(self._connection, bulk)
            for quote in quotes:
                found = texts.get(quote.article_id) if quote.article_id is not None else None
                note = notes.get(quote.uid, "")
                if found is None:
                    yield Evidence(quote, note=note, collected=told.get(quote.id, {}))
                    continue
                yield evidence(
                    quote,
                    found.text,
                    author=found.author,
                    language=found.language,
                    article=found.hash,
                    note=note,
                )

    def _texts(self, articles: Sequence[int]) -> dict[int, _Text]:
        wanted = list(dict.fromkeys(articles))
        places = ",".join("?" * len(wanted))
        rows = self._connection.execute(
            f"select id, text, author, language, hash from article where id in ({places})",  # noqa: S608
            wanted,
        ).fetchall()
        return {row[0]: _Text(*row[1:]) for row in rows}
