"""Counts and facets of all that a plan finds: exact, or "at least" when time runs out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress

from store.search import dates
from store.search.answers import Count, Facet, FacetCount, Facets
from store.search.paging import Pager
from store.search.plan import Plan
from store.search.walk import Clock, LateError, Walker

_FACETS = {
    "speaker": "select speaker_id, count(*) from quote_speaker where quote_id {} group by speaker_id",
    "issue": "select issue_id, count(*) from quote_issue where quote_id {} group by issue_id",
    "outlet": "select outlet_id, count(*) from quote indexed by quote_outlet where id {} "
    "and outlet_id is not null group by outlet_id",
    "month": "select id >> 17, count(*) from quote indexed by quote_outlet where id {} group by id >> 17",
}
_MATCHING = "in (select rowid from quote_fts where quote_fts match ? and rowid between ? and ?)"
_LISTED = "in (select value from json_each(?))"
_NAMES = {"speaker": "speaker", "issue": "issue", "outlet": "outlet"}


def count(walker: Walker, plan: Plan, pager: Pager, clock: Clock) -> Count:
    """How many quotes a plan finds."""
    found = pager.found(clock)
    if found.ids is not None or found.match is None:
        return Count(len(found.ids or ()), found.complete)
    total = 0
    with suppress(LateError):
        for low, high in walker.ranges(plan, clock):
            if found.match:
                sql = "select count(*) from quote_fts where quote_fts match ? and rowid between ? and ?"
                rows = walker.fetch(sql, (found.match, low, high), clock)
            else:
                rows = walker.fetch("select count(*) from quote where id between ? and ?", (low, high), clock)
            total += rows[0][0]
        return Count(total, found.complete and not walker.cut)
    return Count(max(total, len(found.some)), exact=False)


def facet(
    walker: Walker,
    plan: Plan,
    pager: Pager,
    what: Facet,
    limit: int,
    clock: Clock,
    only: Collection[int] | None = None,
) -> Facets:
    """The most frequent speakers, issues or outlets of the quotes found; all months, the newest first.

    With `only` these speakers, issues or outlets.
    """
    counts, exact = _counted(walker, plan, pager, what, clock)
    if what == "month":
        return _months(counts, exact)
    if only is not None:
        counts = Counter({id_: counts[id_] for id_ in only if id_ in counts})
    return _named(walker, what, counts, limit, exact=exact)


def _counted(
    walker: Walker, plan: Plan, pager: Pager, what: Facet, clock: Clock
) -> tuple[Counter[int], bool]:
    """How many quotes each id has (for months each day), and whether that is all."""
    if what != "month" and _unfiltered(walker, plan):
        rows = walker.fetch("select id, quotes from tally where facet = ? and quotes > 0", (what,))
        return Counter({row[0]: row[1] for row in rows}), True
    found = pager.found(clock)
    counts: Counter[int] = Counter()
    exact = False
    if found.ids is not None or found.match is None:
        counts, exact = _among(walker, what, found.ids or ()), found.complete
    else:
        sql = _FACETS[what].format(_MATCHING if found.match else "between ? and ?")
        with suppress(LateError):
            for low, high in walker.ranges(plan, clock):
                asked = (found.match, low, high) if found.match else (low, high)
                for id_, n in walker.fetch(sql, asked, clock):
                    counts[id_] += n
            exact = found.complete and not walker.cut
        if not counts and not exact:  # there was no time for a single range
            counts = _among(walker, what, found.some)
    return counts, exact


def _among(walker: Walker, what: Facet, ids: Sequence[int]) -> Counter[int]:
    return Counter(dict(walker.fetch(_FACETS[what].format(_LISTED), (json.dumps(list(ids)),))))


def _unfiltered(walker: Walker, plan: Plan) -> bool:
    extent = walker.extent
    whole = plan.low <= extent.first and plan.high >= extent.last
    asked = plan.groups or plan.required or plan.excluded or Walker.filters(plan)
    return whole and not asked


def _months(days: Counter[int], exact: bool) -> Facets:
    months: Counter[int] = Counter()
    for number, n in days.items():
        day = dates.day_of(number << dates.SEQUENCE_BITS)
        months[day.year * 100 + day.month if day else 0] += n
    newest = sorted(months.items(), reverse=True)
    names = {month: f"{month // 100}-{month % 100:02}" if month else "" for month in months}
    return Facets(tuple(FacetCount(month, names[month], n) for month, n in newest), exact)


def _named(walker: Walker, what: Facet, counts: Counter[int], limit: int, *, exact: bool) -> Facets:
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]
    places = ",".join("?" * len(best))
    sql = f"select id, name from {_NAMES[what]} where id in ({places})"  # noqa: S608 names of tables
    names = {row[0]: row[1] for row in walker.fetch(sql, [id_ for id_, _ in best])}
    return Facets(tuple(FacetCount(id_, str(names.get(id_, "")), n) for id_, n in best), exact)
