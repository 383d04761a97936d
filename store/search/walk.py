"""Walking the full-text index from the newest quote to the oldest, in steps that a deadline can fall between.

A conjunction that finds nothing is one step over the whole index. It can be stopped all the same: for each
page of the index that FTS5 reads SQLite runs a few instructions, and every so many it asks whether to go on.
What is counted is counted in ranges of ids, wider as long as they are cheap, so that what was counted before
the end of the time is known.
"""

from __future__ import annotations

import sqlite3
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from store.archive.connect import explain
from store.search.dates import EARLIEST, ids_of
from store.search.listing import Listing
from store.search.plan import Plan, Walk
from store.search.rows import Row
from store.search.tags import ALL_TAGS
from store.search.words import folded

FIRST_RANGE = 32_768
"""Quotes that the first range holds, about."""

_LOOKED_AT = 15
# Instructions of SQLite between looks at the clock: it runs three for each page of the index.

_CHEAP_MS, _DEAR_MS = 1.0, 4.0
_AT_ONCE = 400
_INDEXED = """
select rowid from quote_fts where quote_fts match ? and rowid between ? and ? order by rowid desc
"""
_PLAIN = "select id from quote where id between ? and ? order by id desc"
_FIRST_ROWS, _MOST_ROWS = 16, 4096
_KEPT_ROWS, _KEPT_FEW, _KEPT_WALK = 4096, 16, 600


Kept = tuple[str, str]
"""Words and filter tokens of a quote: plain tuples of strings, which the garbage collector passes over."""


class StoppedError(Exception):
    """Somebody wants another answer now."""


class LateError(Exception):
    """The time for a step was over within it."""


class Clock:
    """When an answer must be there; it never comes when `ms` is None."""

    def __init__(self, ms: float | None = None, each_ms: float = 0.0) -> None:
        self.begun = time.perf_counter()
        self._end = self.begun + ms / 1000 if ms is not None else None
        self._each = each_ms / 1000
        self.found = 0
        """Quotes found by now: for each of them `each_ms` is left."""

    @property
    def endless(self) -> bool:
        """Whether there is no deadline."""
        return self._end is None

    @property
    def ms(self) -> float:
        """Milliseconds since the question."""
        return (time.perf_counter() - self.begun) * 1000

    def over(self) -> bool:
        """Whether the deadline has passed."""
        return self._end is not None and time.perf_counter() >= self._end - self.found * self._each

    def share(self, share: float) -> Clock:
        """A clock for a `share` of the time that this one has left; without end if it has none."""
        return self if self._end is None else Clock(self._left() * share)

    def leaving(self, each_ms: float) -> Clock:
        """A clock for the time that this one has left, less `each_ms` for each quote that is found."""
        return self if self._end is None else Clock(self._left(), each_ms)

    def _left(self) -> float:
        return max(0.0, ((self._end or 0.0) - time.perf_counter()) * 1000)


@dataclass(slots=True)
class Extent:
    """Where the archive's ids lie."""

    first: int = 0
    last: int = -1
    dated: int = 0
    """The first id that has a date."""
    quotes: int = 0
    """How many there are, about."""

    def width(self, quotes: int) -> int:
        """How wide a range of ids is that holds about so many quotes."""
        return max(1, (self.last - self.dated) * quotes // max(1, self.quotes) + 1)


class Walker:
    """Walks the quotes of one archive."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self.extent = Extent()
        self.stopped = False
        self.cut = False
        # Whether the clock ended the last walk.
        self._late = False
        # Whether a clock ended what SQLite was doing.
        self._rows: tuple[dict[int, Kept], dict[int, Kept]] = ({}, {})
        self._few: dict[tuple[str | None, int, int, bool], Listing | None] = {}
        # The next key typed asks for much the same quotes. Rows are with the tokens of issues, or without.

    def measure(self) -> None:
        """Look where the ids lie; to be called when the archive has changed."""
        self._rows = ({}, {})
        self._few.clear()
        one = self._connection.execute
        (first, last) = one("select (select min(id) from quote), (select max(id) from quote)").fetchone()
        if last is None:
            self.extent = Extent()
            return
        earliest, _ = ids_of((EARLIEST, EARLIEST))
        (dated,) = one("select min(id) from quote where id >= ?", (earliest,)).fetchone()
        (tallied,) = one("select max(n) from (select sum(quotes) as n from tally group by facet)").fetchone()
        self.extent = Extent(first, last, first if dated is None else dated, max(1, tallied or 0))

    def newest(
        self, plan: Plan, match: str | None, limit: int, clock: Clock, *, below: int | None = None
    ) -> tuple[array[int], bool]:
        """The newest `limit` ids that `match` and the plan hold for, and whether that is all there are.

        `match` is a full-text expression, "" for every quote, None for none; `below` is an id to stay under.
        """
        low, high = self._bounds(plan, below)
        if match is None or high < low:
            return array("q"), True
        walk = plan.walks.get((match, below)) or Walk(reached=high + 1)
        if not walk.done and len(walk.found) < limit:
            self._walk(plan, match, (low, min(high, walk.reached - 1)), walk, limit, clock)
        whole = walk.done and len(walk.found) <= limit
        if len(walk.found) > _KEPT_WALK:
            # A million ids are neither kept nor copied.
            plan.walks.pop((match, below), None)
            del walk.found[limit:]
            return walk.found, whole
        plan.walks[match, below] = walk
        return walk.found[:limit], whole

    def _walk(
        self, plan: Plan, match: str, span: tuple[int, int], walk: Walk, limit: int, clock: Clock
    ) -> None:
        """Go on with a walk through a span of ids until it has `limit` of them."""
        size = _FIRST_ROWS
        # A cursor left open would keep the write-ahead log from being folded in.
        with suppress(LateError), self._until(clock), closing(self._connection.cursor()) as cursor:
            sql, parameters = (_INDEXED, (match, *span)) if match else (_PLAIN, span)
            rows = self._asked(cursor, sql, parameters)
            while len(walk.found) < limit:
                self.check()
                ids: list[int] = []
                late = False
                try:
                    for row in islice(rows, min(size, limit)):
                        ids.append(row[0])
                        clock.found += 1
                except LateError:
                    late = True
                walk.found.extend(self.kept(plan, ids))
                walk.reached = ids[-1] if ids else walk.reached
                walk.done = not ids and not late
                size = min(2 * size, _MOST_ROWS)
                if walk.done or late or clock.over():
                    return

    def few(self, plan: Plan, match: str | None, limit: int, clock: Clock) -> Listing | None:
        """All ids within the plan's dates that `match` holds for; None when they are more than `limit`.

        Whatever else the plan asks for is not looked at.
        """
        low, high = self._bounds(plan)
        key = (match, low, high, plan.asks_for_issues)
        known = self._few.get(key, Listing([], whole=False))
        if known is None or known.whole:
            return known
        # One that the clock ended is gone on with.
        clock.found = len(known.ids)
        rest = Plan(low=low, high=known.ids[-1] - 1 if known.ids else high)
        found, done = self.newest(rest, match, limit + 1 - len(known.ids), clock)
        known.ids += found
        known.whole = done
        if len(self._few) >= _KEPT_FEW and key not in self._few:
            self._few.clear()
        self._few[key] = known if len(known.ids) <= limit else None
        return self._few[key]

    def _bounds(self, plan: Plan, below: int | None = None) -> tuple[int, int]:
        high = min(plan.high, self.extent.last)
        return max(plan.low, self.extent.first), high if below is None else min(high, below - 1)

    def ranges(self, plan: Plan, clock: Clock) -> Iterator[tuple[int, int]]:
        """Ranges of ids from the newest down, until the plan's end or the clock's."""
        self.cut = False
        extent = self.extent
        low, high = self._bounds(plan)
        width = extent.width(FIRST_RANGE)
        least = extent.width(FIRST_RANGE // 8)
        while high >= low:
            self.check()
            floor = max(low, high - width + 1)
            begun = time.perf_counter()
            yield floor, high
            took = (time.perf_counter() - begun) * 1000
            high = floor - 1
            if took < _DEAR_MS or clock.endless:
                width *= 8 if took < _CHEAP_MS else 2
            else:
                width = max(least, width // 2)
            if high >= low and clock.over():
                self.cut = True
                return

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Raise `StoppedError` when SQLite is interrupted within, `ArchiveError` when it cannot read on."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise StoppedError from error
            raise explain(error, self._path) from error

    def check(self) -> None:
        """Raise `StoppedError` when somebody has asked to stop."""
        if self.stopped:
            raise StoppedError

    def fetch(
        self, sql: str, parameters: Sequence[object], clock: Clock | None = None
    ) -> list[tuple[Any, ...]]:
        """All rows of a query; `StoppedError` when stopped, `LateError` when `clock` was over."""
        with self._until(clock or Clock()), closing(self._connection.cursor()) as cursor:
            return list(self._asked(cursor, sql, parameters))

    def _asked(
        self, cursor: sqlite3.Cursor, sql: str, parameters: Sequence[object]
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one by one; an interruption inside SQLite is ours."""
        try:
            with self.stoppable():
                yield from cursor.execute(sql, parameters)
        except StoppedError as error:
            if self._late:
                raise LateError from error
            raise

    @contextmanager
    def _until(self, clock: Clock) -> Iterator[None]:
        """What SQLite does within ends with the clock."""
        self._late = False
        if clock.endless:
            yield
            return

        def look() -> bool:
            self._late = clock.over()
            return self._late

        self._connection.set_progress_handler(look, _LOOKED_AT)
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)

    @staticmethod
    def filters(plan: Plan) -> bool:
        """Whether the plan has conditions that the full-text index does not know."""
        return bool(plan.tests or plan.without or plan.only is not None)

    def kept(self, plan: Plan, ids: list[int]) -> list[int]:
        """Those of `ids` that the plan's other conditions hold for."""
        if plan.only is not None:
            ids = [id_ for id_ in ids if id_ in plan.only]
        if plan.without:
            ids = [id_ for id_ in ids if id_ not in plan.without]
        if not plan.tests:
            return ids
        return [row.id for row in self.rows(ids, plan) if all(test(row) for test in plan.tests)]

    def rows(self, ids: Sequence[int], plan: Plan) -> list[Row]:
        """The quotes of `ids` as the plan judges them, in their order; those that are gone are left out."""
        known = self._rows[plan.asks_for_issues]
        tags = ALL_TAGS if plan.asks_for_issues else "q.tags"
        if len(known) > _KEPT_ROWS:
            known.clear()
        rest = iter([id_ for id_ in ids if id_ not in known])
        while some := list(islice(rest, _AT_ONCE)):
            places = ",".join("?" * len(some))
            sql = f"select q.id, q.text, {tags} from quote q where q.id in ({places})"  # noqa: S608
            for id_, text, tokens in self.fetch(sql, some):
                known[id_] = (f" {folded(text)} ", tokens)
        return [Row(id_, *known[id_]) for id_ in ids if id_ in known]
