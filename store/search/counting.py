"""Counts and facets of all that a plan finds: exact, or "at least" when time runs out."""

from __future__ import annotations

import json
from collections import Counter

from store.search import dates
from store.search.answers import Count, Facet, FacetCount
from store.search.plan import Plan
from store.search.walk import Clock, Walker

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
_EVERYTHING = 1 << 62
_LISTED_MOST = 1000
# Fewer quotes are listed first: where matches are rare, each range walked costs the whole index.


def count(walker: Walker, plan: Plan, match: str | None, clock: Clock) -> Count:
    """How many quotes `match` and the plan's other conditions hold for."""
    if match is None:
        return Count(0)
    if Walker.filters(plan):
        ids, done = _ids(walker, plan, match, clock)
        return Count(len(ids), done)
    ids, done = walker.newest(plan, match, _LISTED_MOST, clock)
    if done:
        return Count(len(ids))
    total = 0
    for low, high in walker.ranges(plan, clock):
        if match:
            sql = "select count(*) from quote_fts where quote_fts match ? and rowid between ? and ?"
            rows = walker.fetch(sql, (match, low, high))
        else:
            rows = walker.fetch("select count(*) from quote where id between ? and ?", (low, high))
        total += rows[0][0]
    return Count(total, not walker.cut)


def facet(
    walker: Walker, plan: Plan, match: str | None, what: Facet, limit: int, clock: Clock
) -> list[FacetCount]:
    """The most frequent speakers, issues or outlets of the quotes found; all months, the newest first."""
    if match is None:
        return []
    if _unfiltered(walker, plan, match) and what != "month":
        rows = walker.fetch("select id, quotes from tally where facet = ? and quotes > 0", (what,))
        return _named(walker, what, Counter({row[0]: row[1] for row in rows}), limit, exact=True)
    counts: Counter[int] = Counter()
    exact = True
    ids, exact = _ids(walker, plan, match, clock) if Walker.filters(plan) else ([], False)
    if match and not Walker.filters(plan):
        ids, exact = walker.newest(plan, match, _LISTED_MOST, clock)
    if exact or Walker.filters(plan):
        for id_, n in walker.fetch(_FACETS[what].format(_LISTED), (json.dumps(ids),)):
            counts[id_] += n
    else:
        sql = _FACETS[what].format(_MATCHING if match else "between ? and ?")
        for low, high in walker.ranges(plan, clock):
            for id_, n in walker.fetch(sql, (match, low, high) if match else (low, high)):
                counts[id_] += n
        exact = not walker.cut
    return _months(counts, exact) if what == "month" else _named(walker, what, counts, limit, exact=exact)


def _unfiltered(walker: Walker, plan: Plan, match: str) -> bool:
    extent = walker.extent
    whole = plan.low <= extent.first and plan.high >= extent.last
    return not match and whole and not Walker.filters(plan)


def _ids(walker: Walker, plan: Plan, match: str, clock: Clock) -> tuple[list[int], bool]:
    if plan.only is None:
        return walker.newest(plan, match, _EVERYTHING, clock)
    rows = walker.rows(sorted(plan.only, reverse=True))
    return [row.id for row in rows if plan.admits(row) and plan.tier(row) is not None], True


def _months(days: Counter[int], exact: bool) -> list[FacetCount]:
    months: Counter[int] = Counter()
    for number, n in days.items():
        day = dates.day_of(number << dates.SEQUENCE_BITS)
        months[day.year * 100 + day.month if day else 0] += n
    return [
        FacetCount(month, f"{month // 100}-{month % 100:02}" if month else "", n, exact)
        for month, n in sorted(months.items(), reverse=True)
    ]


def _named(walker: Walker, what: Facet, counts: Counter[int], limit: int, *, exact: bool) -> list[FacetCount]:
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]
    places = ",".join("?" * len(best))
    sql = f"select id, name from {_NAMES[what]} where id in ({places})"  # noqa: S608 names of tables
    names = {row[0]: row[1] for row in walker.fetch(sql, [id_ for id_, _ in best])}
    return [FacetCount(id_, str(names.get(id_, "")), n, exact) for id_, n in best]
