"""`Engine`: answers queries over one archive, newest first, as they are typed."""

from __future__ import annotations

import sqlite3
import time
from array import array
from collections import Counter
from datetime import date
from pathlib import Path

from store.archive.connect import open_read_only
from store.records import Quote
from store.search import dates, fetch
from store.search.answers import Answer, ArticleHit, Count, Facet, FacetCount, JumpHit
from store.search.lexicon import TableLexicon
from store.search.names import Names
from store.search.plan import EXACT, PREFIX, Plan, Planner
from store.search.query import parse


class Engine:
    """Searches the archive at `path`. One thread at a time may ask; any may `interrupt`.

    Nothing that a person can type raises. Raises `store.archive.connect.ArchiveError` when there is no
    archive at `path`.
    """

    def __init__(self, path: Path) -> None:
        self._connection = open_read_only(path)
        self._planner = Planner(TableLexicon(self._connection), Names(self._connection))

    def close(self) -> None:
        """Close the archive."""
        self._connection.close()

    def search(
        self, query: str, *, limit: int = 50, after: int | None = None, deadline_ms: float | None = None
    ) -> Answer:
        """The first `limit` quotes of `query`, or those that follow the quote `after`."""
        begun = time.perf_counter()
        plan = self._plan(query)
        ids = self._ids(plan)
        start = ids.index(after) + 1 if after is not None and after in ids else 0
        taken = array("q", ids[start : start + limit])
        return Answer(taken, True, tuple(plan.corrected), plan.error, (time.perf_counter() - begun) * 1000)

    def count(self, query: str) -> Count:
        """How many quotes `query` finds."""
        return Count(len(self._ids(self._plan(query))))

    def facets(self, query: str, facet: Facet, limit: int = 50) -> list[FacetCount]:
        """The speakers, issues, outlets or months with the most of the query's quotes."""
        ids = self._ids(self._plan(query))
        if facet == "month":
            days = Counter(dates.day_of(id_) for id_ in ids)
            months: Counter[int] = Counter()
            for day, n in days.items():
                months[day.year * 100 + day.month if day else 0] += n
            return [
                FacetCount(m, f"{m // 100}-{m % 100:02}" if m else "", n) for m, n in sorted(months.items())
            ]
        sql = {
            "speaker": "select s.id, s.name from quote_speaker f join speaker s on s.id = f.speaker_id "
            "where f.quote_id = ?",
            "issue": "select s.id, s.name from quote_issue f join issue s on s.id = f.issue_id "
            "where f.quote_id = ?",
            "outlet": "select s.id, s.name from quote f join outlet s on s.id = f.outlet_id where f.id = ?",
        }[facet]
        counts = Counter(row for id_ in ids for row in self._connection.execute(sql, (id_,)).fetchall())
        return [FacetCount(id_, name, n) for (id_, name), n in counts.most_common(limit)]

    def all_ids(self, query: str) -> array[int]:
        """All quotes of `query`, in the order of `search`."""
        return self._ids(self._plan(query))

    def quotes(self, ids: array[int]) -> list[Quote]:
        """The quotes of `ids`, in their order; ids that are gone are left out."""
        return fetch.quotes(self._connection, ids)

    def articles(self, query: str, limit: int = 20) -> list[ArticleHit]:
        """Articles that the query's words stand in, newest first."""
        return []

    def jump(self, text: str, limit: int = 20) -> list[JumpHit]:
        """Speakers, issues, outlets and saved searches whose name is like `text`, the likest first."""
        return []

    def interrupt(self) -> None:
        """Cut short what is being answered; callable from any thread."""
        self._connection.interrupt()

    def _plan(self, query: str) -> Plan:
        return self._planner.compile(parse(query), date.today())

    def _ids(self, plan: Plan) -> array[int]:
        found: dict[int, None] = {}
        for worst in (EXACT, PREFIX):
            match = plan.match(worst)
            sql, parameters = (
                "select id from quote where id between ? and ? order by id desc",
                [plan.low, plan.high],
            )
            if match:
                sql = (
                    "select rowid from quote_fts where quote_fts match ? and rowid between ? and ? "
                    "order by rowid desc"
                )
                parameters = [match, plan.low, plan.high]  # type: ignore[list-item]
            try:
                found.update((row[0], None) for row in self._connection.execute(sql, parameters).fetchall())
            except sqlite3.OperationalError as error:
                if "interrupt" not in str(error):
                    raise
        return array("q", found)
