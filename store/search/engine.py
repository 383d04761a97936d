"""`Engine`: answers queries over one archive, newest first, as they are typed."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from store.archive.connect import open_read_only
from store.records import Quote
from store.search import articles, counting, fetch, jump
from store.search.answers import (
    Answer,
    ArticleHit,
    Correction,
    Count,
    Explanation,
    Facet,
    Facets,
    JumpHit,
)
from store.search.judging import by_tier
from store.search.lexicon import Lexicon, load
from store.search.listing import Listing
from store.search.names import Names
from store.search.paging import Pager
from store.search.plan import FAR, TYPO, Plan
from store.search.planner import COMPLETIONS, Planner
from store.search.query import parse
from store.search.shortlist import Page
from store.search.walk import Clock, StoppedError, Walker

_FIRST_MS = ((250_000, 6.0), (4_000_000, 8.0))
_MOST_MS = 16.0
# By how many quotes there are at most: a small archive's answers are mostly whole by then; a frame at most.

FOLLOW_UP_MS = 80.0
"""How long counts and facets may take before they are "at least"."""

_SEARCHING = 0.85
# Of the time to a deadline, what is spent on finding: what is found is still to be handed over.
_RELOAD_SHARE = 40
# While somebody else writes, words and names are loaded again for at most one part in so many of the time.
_ATTEMPTS = 8
# Times that a question is asked which SQLite cuts short though nobody wants another one.

_PERSONAL = {
    "marked": "select q.id from mark m join quote q on q.uid = m.quote_uid",
    "read": "select q.id from seen s join quote q on q.uid = s.quote_uid",
}

Answered = TypeVar("Answered")


class Engine:
    """Searches the archive at `path`. One thread at a time may ask; any may `interrupt`.

    What was interrupted finds nothing, and says that there may be more. Nothing that a person can type
    raises. Raises `store.archive.errors.ArchiveError` when there is no archive at `path`, and when it cannot
    be read on.
    """

    def __init__(self, path: Path) -> None:
        self._connection = open_read_only(path)
        self._connection.execute("pragma cache_size = -16384")
        self._walker = Walker(self._connection, path)
        self._version = -1
        self._planner: Planner | None = None
        self._names: Names | None = None
        self._stale = False
        self._reload_after = 0.0
        self._personal = lru_cache(maxsize=4)(self._read_personal)
        self._compiled = lru_cache(maxsize=32)(self._compile)

    def close(self) -> None:
        """Close the archive."""
        self._connection.close()

    def warm(self) -> None:
        """Load the vocabulary and the names, so that the first word typed need not wait for them."""
        with suppress(StoppedError):
            lexicon, _ = self._uninterrupted(self._words)
            lexicon.warm(COMPLETIONS)

    @property
    def first_ms(self) -> float:
        """How long the first rows may take while somebody waits for them."""
        with suppress(StoppedError):
            self._uninterrupted(lambda: None)
        quotes = self._walker.extent.quotes
        return next((ms for most, ms in _FIRST_MS if quotes <= most), _MOST_MS)

    def search(
        self, query: str, *, limit: int = 50, after: int | None = None, deadline_ms: float | None = None
    ) -> Answer:
        """The first `limit` quotes of `query`, or those that follow the quote `after`."""
        clock = Clock(deadline_ms if deadline_ms is None else deadline_ms * _SEARCHING)

        def ask() -> Answer:
            plan, page = self._page(query, limit, after, clock)
            corrected: tuple[Correction, ...] = ()
            if page.complete or not clock.over():  # else they come with the refined answer
                corrected = self._corrections(plan, page.ids)
            return Answer(page.ids, page.complete, corrected, plan.error, clock.ms)

        with suppress(StoppedError):
            return self._uninterrupted(ask)
        return Answer(array("q"), complete=False, ms=clock.ms)

    def count(self, query: str, *, deadline_ms: float | None = FOLLOW_UP_MS) -> Count:
        """How many quotes `query` finds."""
        clock = Clock(deadline_ms)

        def ask() -> Count:
            plan = self._plan(query)
            found = counting.count(self._walker, plan, Pager(self._walker, plan, self._widen), clock)
            return Count(found.n, found.exact and not plan.cut)

        with suppress(StoppedError):
            return self._uninterrupted(ask)
        return Count(0, exact=False)

    def facets(
        self,
        query: str,
        facet: Facet,
        limit: int = 50,
        *,
        only: Collection[int] | None = None,
        deadline_ms: float | None = FOLLOW_UP_MS,
    ) -> Facets:
        """The speakers, issues or outlets with the most of the query's quotes; or all its months.

        With `only` these of them.
        """
        clock = Clock(deadline_ms)

        def ask() -> Facets:
            plan = self._plan(query)
            pager = Pager(self._walker, plan, self._widen)
            return counting.facet(self._walker, plan, pager, facet, limit, clock, only)

        with suppress(StoppedError):
            return self._uninterrupted(ask)
        return Facets(exact=False)

    def all_ids(self, query: str) -> array[int]:
        """All quotes of `query`, in the order of `search`."""
        return self.search(query, limit=1 << 60).ids

    def quotes(self, ids: Iterable[int]) -> list[Quote]:
        """The quotes of `ids`, in their order; ids that are gone are left out."""
        wanted = list(ids)

        def ask() -> list[Quote]:
            with self._walker.stoppable():
                return fetch.quotes(self._connection, wanted)

        with suppress(StoppedError):
            return self._uninterrupted(ask)
        return []

    def articles(self, query: str, limit: int = 20) -> list[ArticleHit]:
        """Articles that the query's words stand in, newest first."""
        with suppress(StoppedError):
            return self._uninterrupted(
                lambda: articles.find(self._walker, self._plan(query), self._widen, limit)
            )
        return []

    def jump(self, text: str, limit: int = 20) -> list[JumpHit]:
        """Speakers, issues, outlets and saved searches whose name is like `text`, the likest first."""

        def ask() -> list[JumpHit]:
            lexicon, names = self._words()
            saved = [row[0] for row in self._walker.fetch("select name from saved_search", ())]
            return jump.find(text, names, lexicon, saved, limit)

        with suppress(StoppedError):
            return self._uninterrupted(ask)
        return []

    def explain(self, query: str, *, limit: int = 50) -> Explanation:
        """How `query` is answered: its words with what they stand for, and each step."""
        clock = Clock()
        plan, page = self._uninterrupted(lambda: self._page(query, limit, None, clock))
        words = tuple(
            (group.typed, tuple(tuple(one.expression for one in some) for some in group.classes))
            for group in plan.groups
        )
        filters = tuple(one.expression for asked in plan.required for one in asked.some)
        return Explanation(words, filters, tuple(page.steps), clock.ms, plan.error)

    def interrupt(self) -> None:
        """Cut short what is being answered; callable from any thread."""
        self._walker.stopped = True
        self._connection.interrupt()

    def _uninterrupted(self, ask: Callable[[], Answered]) -> Answered:
        """What `ask` gives, of the archive as it is now. Raises `StoppedError` when somebody interrupts.

        An interruption holds in SQLite as long as a statement that it found runs on, and may so end the
        next question too: as nobody interrupted that one, it is asked again.
        """
        self._walker.stopped = False
        for _ in range(_ATTEMPTS):
            try:
                self._begin()
                return ask()
            except StoppedError:
                if self._walker.stopped:
                    raise
        raise StoppedError

    # What an answer needs to know of the archive.

    def _begin(self) -> None:
        """Forget what was learnt of the archive if it has changed since."""
        with self._walker.stoppable():
            (version,) = self._connection.execute("pragma data_version").fetchone()
            if version != self._version:
                self._stale = True
                self._personal.cache_clear()
                self._compiled.cache_clear()
                self._walker.measure()
                self._version = version  # last: whatever stops this, the next question does it again
        if self._stale and time.monotonic() >= self._reload_after:
            self._forget_words()

    def _forget_words(self) -> None:
        self._planner = None
        self._compiled.cache_clear()

    def _words(self) -> tuple[Lexicon, Names]:
        if self._planner is None or self._names is None:
            begun = time.monotonic()
            with self._walker.stoppable():
                self._names = Names(self._connection)
                rosters = self._names.rosters.values()
                self._lexicon = load(self._connection, (word for roster in rosters for word in roster.words))
            self._planner = Planner(self._lexicon, self._names, self._personal)
            self._compiled.cache_clear()
            self._stale = False
            now = time.monotonic()
            self._reload_after = now + (now - begun) * _RELOAD_SHARE
        return self._lexicon, self._names

    def _read_personal(self, what: str) -> frozenset[int]:
        return frozenset(row[0] for row in self._walker.fetch(_PERSONAL[what], ()))

    def _plan(self, query: str) -> Plan:
        return self._compiled(query, date.today())

    def _compile(self, query: str, today: date) -> Plan:
        parsed = parse(query)
        if not parsed.clauses:  # what the screen opens with must not wait for the vocabulary
            return Plan(error=parsed.error)
        self._words()
        assert self._planner is not None
        plan = self._planner.compile(parsed, today)
        if plan.unknown and self._stale:
            # What nobody was called may be somebody's name by now, in the words of the one who gave it.
            self._forget_words()
            self._words()
            plan = self._planner.compile(parsed, today)
        return plan

    def _page(self, query: str, limit: int, after: int | None, clock: Clock) -> tuple[Plan, Page]:
        plan = self._plan(query)
        return plan, Pager(self._walker, plan, self._widen).page(limit, after, clock)

    def _widen(self, plan: Plan, worst: int, over: Callable[[], bool]) -> bool:
        self._words()
        assert self._planner is not None
        return self._planner.widen(plan, worst, over)

    def _corrections(self, plan: Plan, ids: Sequence[int]) -> tuple[Correction, ...]:
        """The other words that the quotes of a page hold in place of those typed."""
        if plan.widened < TYPO:
            return tuple(plan.read_as)
        listing = Listing(list(ids[:50]))
        for row in self._walker.rows(listing.ids, plan):
            listing.enter(row)
        usual = sum(by_tier(plan, listing, listing.since(0))[:TYPO])
        others = listing.since(0) & ~usual
        found = list(plan.read_as)
        for at, group in enumerate(plan.groups):
            likely = [*group.classes[TYPO], *group.classes[FAR], *plan.joins.get(at, ())]
            used = [one for one in likely if not one.is_tag and listing.holding([one], others)]
            if used:
                found.append(Correction(group.typed, tuple(" ".join(one.terms) for one in used)))
        return tuple(found)
