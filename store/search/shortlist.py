"""Few quotes: listed by the rarest of what is asked for, and judged one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from store.search.plan import EVERYWHERE, Filter, Plan, any_of, conjunction
from store.search.walk import Clock, Walker

FEW = 600
"""Quotes that are judged one by one; the next key typed finds them in memory."""

_NARROWED = 150
# Quotes that are so few that judging them costs less than asking the index for one word more.
_NARROW = 4
_LIGHT = 40_000
# What has more alternatives, and stands in more quotes than this, is dear to look up for each candidate.
_LISTING_SHARE = 0.7
# Of the time left, what listing quotes may take: they must still be judged.
_JUDGED_AT_ONCE = 64

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

    def listed(self, page: Page, name: str, factors: Sequence[Filter], clock: Clock) -> list[int] | None:
        """Quotes among which are all that hold `factors`; None if they may be many."""
        plan, extent = self._plan, self._walker.extent
        if plan.only is not None and len(plan.only) <= FEW:
            return sorted(plan.only, reverse=True)
        low, high = max(plan.low, extent.dated), min(plan.high, extent.last)
        share = max(0, high - low + 1) / max(1, extent.last - extent.dated + 1)
        share = min(1.0, share)
        # What the filters leave is the same for every key and tier: listed once, it is in memory.
        core = self._core(plan.required, share) if plan.required else None
        if core is None:
            core = self._core(factors, share)
        if core is None:
            return None
        begun = clock.ms
        match = conjunction(any_of(one.some) for one in core)
        ids, done = self._walker.few(plan, match, FEW, clock.share(_LISTING_SHARE))
        page.complete = page.complete and done
        found = FEW + 1 if ids is None else len(ids)
        page.steps.append((f"{name}, if few", match or "any", found, clock.ms - begun))
        return ids

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
            wide = len(one.some) > _NARROW and one.frequency * share > _LIGHT
            if left <= FEW and (wide or one.frequency > total // 2):
                break
            if not wide and one.frequency < EVERYWHERE:
                left *= min(1.0, one.frequency / total)
                core.append(one)
        return core if left <= FEW else None

    def ordered(self, page: Page, ids: Sequence[int], best: int, worst: int, clock: Clock) -> list[Key]:
        """The quotes of tiers from `best` to `worst` among `ids`, in order, as far as there is time."""
        plan = self._plan
        keys: list[Key] = []
        for start in range(0, len(ids), _JUDGED_AT_ONCE):
            if start and clock.over():
                page.complete = False
                break
            for row in self._walker.rows(ids[start : start + _JUDGED_AT_ONCE], plan):
                found = plan.tier(row)
                if found is not None and best <= found[0] <= worst and plan.admits(row):
                    keys.append((*found, -row.id))
        return sorted(keys)
