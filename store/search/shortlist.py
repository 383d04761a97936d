"""Few quotes: listed by the rarest of what is asked for, and judged one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from store.search.plan import EVERYWHERE, Filter, Plan, any_of, conjunction
from store.search.rows import Listing
from store.search.walk import Clock, Walker

FEW = 600
"""Quotes that are judged one by one; the next key typed finds them in memory."""

_NARROWED, _SETTLED = 30, 150
# Quotes that are so few that judging them costs less than asking the index for one word more; and for a word
# that is still typed, as what the others leave can be kept for the next key.
_NARROW = 4
_LIGHT = 40_000
# What has more alternatives, and stands in more quotes than this, is dear to look up for each candidate.
_LISTING_SHARE = 0.7
# Of the time left, what listing quotes may take, and then what indexing them may: they must still be judged.
_JUDGED_AT_ONCE = 32

Key = tuple[int, bool, int]
"""Tier, whether the words stand apart, and the id, negative: the order of an answer."""


@dataclass(slots=True)
class Page:
    """What was found, in order."""

    ids: list[int] = field(default_factory=list)
    complete: bool = True
    steps: list[tuple[str, str, int, float]] = field(default_factory=list)
    """What was asked, how, how much it found, and in how many milliseconds: for `--explain`."""


class Shortlist:
    """Lists and judges the quotes of one plan."""

    def __init__(self, walker: Walker, plan: Plan) -> None:
        self._walker = walker
        self._plan = plan

    def keys(
        self, page: Page, factors: Sequence[Filter], best: int, worst: int, clock: Clock
    ) -> list[Key] | None:
        """All quotes of tiers from `best` to `worst`, in order, of which all hold `factors`.

        None when those are many. The page is incomplete when there was no time for all.
        """
        listing = self._listed(page, factors, clock)
        return None if listing is None else self.ordered(page, listing, factors, best, worst, clock)

    def _listed(self, page: Page, factors: Sequence[Filter], clock: Clock) -> Listing | None:
        """Quotes among which are all that hold `factors`; None if they may be many."""
        plan, extent = self._plan, self._walker.extent
        if plan.only is not None and len(plan.only) <= FEW:
            return Listing(sorted(plan.only, reverse=True))
        low, high = max(plan.low, extent.dated), min(plan.high, extent.last)
        share = min(1.0, max(0, high - low + 1) / max(1, extent.last - extent.dated + 1))
        # What the filters leave is the same for every key and tier: listed once, it is in memory.
        for some in (plan.required, factors) if plan.required else (factors,):
            core = self._core(some, share)
            if core is None:
                continue
            begun = clock.ms
            match = conjunction(any_of(one.some) for one in core)
            listing = self._walker.few(plan, match, FEW, clock.share(_LISTING_SHARE))
            found = FEW + 1 if listing is None else len(listing.ids)
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
            if left <= _NARROWED or (core and share < 1 and left <= FEW):
                break
            if one.growing and left <= _SETTLED:
                continue
            wide = len(one.some) > _NARROW and one.frequency * share > _LIGHT
            if left <= FEW and (wide or one.frequency > total // 2):
                break
            if not wide and one.frequency < EVERYWHERE:
                left *= min(1.0, one.frequency / total)
                core.append(one)
        return core if left <= FEW else None

    def ordered(
        self, page: Page, listing: Listing, factors: Sequence[Filter], best: int, worst: int, clock: Clock
    ) -> list[Key]:
        """The quotes of tiers from `best` to `worst` in a listing, in order, as far as there is time."""
        begun = clock.ms
        plan = self._plan
        self._index(listing, clock.share(_LISTING_SHARE))
        page.complete = page.complete and listing.whole and listing.indexed == len(listing.ids)
        keys: list[Key] = []
        ids = listing.holding(one.some for one in factors)
        for start in range(0, len(ids), _JUDGED_AT_ONCE):
            if start and clock.over():
                page.complete = False
                break
            for row in self._walker.rows(ids[start : start + _JUDGED_AT_ONCE], plan):
                found = plan.tier(row)
                if found is not None and best <= found[0] <= worst and plan.admits(row):
                    keys.append((*found, -row.id))
        page.steps.append((f"tiers {best} to {worst}, judged", "", len(keys), clock.ms - begun))
        return sorted(keys)

    def _index(self, listing: Listing, clock: Clock) -> None:
        """Index what is not yet indexed of a listing, as far as there is time."""
        while listing.indexed < len(listing.ids):
            begun = listing.indexed
            if begun and clock.over():
                return
            some = listing.ids[begun : begun + _JUDGED_AT_ONCE]
            for row in self._walker.rows(some, self._plan):
                listing.enter(row)
            listing.indexed = begun + len(some)
