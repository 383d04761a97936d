"""Few quotes: listed by the rarest of what is asked for, and judged one by one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from store.search.answers import no_ids
from store.search.judging import judge
from store.search.listing import Listing
from store.search.plan import EVERYWHERE, Filter, Plan, any_of, conjunction
from store.search.walk import Clock, Walker

FEW = 600
"""Quotes that are judged one by one, at most; the next key typed finds them in memory."""

_FEW_OF_LITTLE, _SHARE_OF_MUCH = 150, 1600
# In a small archive the index is as fast with fewer: one part in so many, but no less than so many.

_NARROWED, _SETTLED = 30, 150
# Quotes that are so few that judging them costs less than asking the index for one word more; and for a word
# that is still typed, as what the others leave can be kept for the next key.
_ALONE = 100
# Quotes, about, from which on those that hold a single word are not judged one by one.
_NARROW = 4
_LIGHT = 40_000
# What has more alternatives, and stands in more quotes than this, is dear to look up for each candidate.
_JUDGING_MS = 0.015
# What fetching and judging one of the quotes that are listed takes, about: so much must be left.
_FIRST_AT_ONCE, _AT_ONCE = 4, 16
_QUICK_MS = 0.5
# Quotes that are entered between looks at the clock: more as long as a few take no longer than this. One of
# five thousand words takes a millisecond.

Key = tuple[int, bool, int]
"""Tier, whether the words stand apart, and the id, negative: the order of an answer."""


@dataclass(slots=True)
class Page:
    """What was found, in order."""

    ids: array[int] = field(default_factory=no_ids)
    complete: bool = True
    steps: list[tuple[str, str, int, float]] = field(default_factory=list)
    """What was asked, how, how much it found, and in how many milliseconds: for `--explain`."""


class Shortlist:
    """Lists and judges the quotes of one plan."""

    def __init__(self, walker: Walker, plan: Plan) -> None:
        self._walker = walker
        self._plan = plan
        self._most = min(FEW, max(_FEW_OF_LITTLE, walker.extent.quotes // _SHARE_OF_MUCH))

    def keys(
        self, page: Page, factors: Sequence[Filter], tiers: tuple[int, int], limit: int, clock: Clock
    ) -> list[Key] | None:
        """All quotes of `tiers` (from, to), of which all hold `factors`, in order; None when those are many.

        More than `limit` are given only if they are known anyway. The page is incomplete when there was no
        time for all.
        """
        listing = self._listed(page, factors, clock)
        return None if listing is None else self.ordered(page, listing, tiers, limit, clock)

    def _listed(self, page: Page, factors: Sequence[Filter], clock: Clock) -> Listing | None:
        """Quotes among which are all that hold `factors`; None if they may be many."""
        plan, extent = self._plan, self._walker.extent
        if plan.only is not None and len(plan.only) <= self._most:
            return Listing(sorted(plan.only, reverse=True))
        low, high = max(plan.low, extent.dated), min(plan.high, extent.last)
        share = min(1.0, max(0, high - low + 1) / max(1, extent.last - extent.dated + 1))
        if share == 1 and [one.frequency > _ALONE for one in factors] == [True]:
            return None  # the newest that hold one word are soon found
        # What the filters leave is the same for every key and tier: listed once, it is in memory.
        for some in (plan.required, factors) if plan.required else (factors,):
            core = self._core(some, share)
            if core is None:
                continue
            begun = clock.ms
            match = conjunction(any_of(one.some) for one in core)
            listing = self._walker.few(plan, match, self._most, clock.leaving(_JUDGING_MS))
            found = self._most + 1 if listing is None else len(listing.ids)
            page.steps.append(("listing, if few", match or "any", found, clock.ms - begun))
            if listing is not None:
                return listing
        return None

    def _core(self, factors: Sequence[Filter], share: float) -> list[Filter] | None:
        """The rarest of `factors`, as many as leave few quotes; None when all of them leave many.

        `share` of all quotes lie within the dates asked for.
        """
        total = max(1, self._walker.extent.quotes)
        left = total * share
        core: list[Filter] = []
        for one in sorted(factors, key=lambda one: one.frequency):
            # Two words under a range of dates would be sought together from the newest quote on.
            if left <= _NARROWED or (core and share < 1 and left <= self._most):
                break
            if one.growing and left <= _SETTLED:
                continue
            wide = len(one.some) > _NARROW and one.frequency * share > _LIGHT
            if left <= self._most and (wide or one.frequency > total // 2):
                break
            if not wide and one.frequency < EVERYWHERE:
                left *= min(1.0, one.frequency / total)
                core.append(one)
        return core if left <= self._most else None

    def ordered(
        self,
        page: Page,
        listing: Listing,
        tiers: tuple[int, int],
        limit: int,
        clock: Clock,
    ) -> list[Key]:
        """The quotes of `tiers` (from, to) in a listing, in order, as far as there is time.

        Where the newest come first whatever they are, no more than the first `limit` or so.
        """
        begun = clock.ms
        newest_first = tiers[0] == tiers[1] and not self._plan.phrases(tiers[0])
        keys: list[Key] = []
        for rows in self._entering(page, listing, clock):
            if newest_first and len(keys) >= limit:
                break
            keys += [(tier, apart, -row.id) for tier, apart, row in judge(self._plan, listing, rows, tiers)]
        page.complete = page.complete and listing.whole
        page.steps.append((f"tiers {tiers[0]} to {tiers[1]}, judged", "", len(keys), clock.ms - begun))
        return sorted(keys)

    def _entering(self, page: Page, listing: Listing, clock: Clock) -> Iterator[int]:
        """The rows that are entered, and then some more at a time, the newest first, as far as there is time.

        Some more are always entered: whatever the time, there is something to paint.
        """
        yield listing.since(0)
        size = _FIRST_AT_ONCE
        more = False
        while listing.looked_at < len(listing.ids):
            if more and clock.over():
                page.complete = False
                return
            more = True
            start, begun = len(listing.entered), clock.ms
            some = listing.ids[listing.looked_at : listing.looked_at + size]
            for row in self._walker.rows(some, self._plan):
                listing.enter(row)
            listing.looked_at += len(some)
            if clock.ms - begun < _QUICK_MS:
                size = min(2 * size, _AT_ONCE)
            yield listing.since(start)
