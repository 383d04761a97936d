"""One page of a plan's quotes: tier by tier, newest first within each.

Where a query finds few quotes they are listed and judged one by one; where it finds many, the index is
asked for each tier in turn. Both put them in the same order.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from store.search.answers import no_ids
from store.search.judging import by_tier, side_by_side
from store.search.listing import Listing
from store.search.plan import EXACT, FAR, MISSING, PREFIX, TYPO, Plan, Widen, either, without
from store.search.shortlist import Key, Page, Shortlist
from store.search.walk import Clock, Walker

ENOUGH = 50
"""With fewer quotes than this, typos are looked for too."""

SCARCE = 5
"""With fewer still, quotes that lack a word are."""

_PHRASE_SHARE = 0.6
# Of the time left, what looking for words side by side may take: the next tier must still be painted.
_CHOSEN_AT_ONCE = 64
_ALL = 1 << 60


@dataclass(slots=True)
class Stage:
    """The quotes of one tier: those of `match`, first those of `phrase`, but for those of `before`."""

    tier: int
    match: str | None
    phrase: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """All that a plan finds: listed, or the full-text expression of it."""

    ids: Sequence[int] | None
    match: str | None = None
    some: Sequence[int] = ()
    """Ids of a few of those that `match` has."""
    complete: bool = True


class Pager:
    """Pages through the quotes of one plan."""

    def __init__(self, walker: Walker, plan: Plan, widen: Widen) -> None:
        self._walker = walker
        self._plan = plan
        self._widen = widen
        self._shortlist = Shortlist(walker, plan)

    def page(self, limit: int, after: int | None, clock: Clock) -> Page:
        """`limit` quotes, or those that follow the quote `after`."""
        page = Page()
        plan = self._plan
        if not plan.groups and plan.only is not None:
            self._chosen(page, plan.only, limit, after, clock)
            return page
        start = self._key_of(after) if after is not None else None
        keys = self._strict_keys(page, limit if start is None else _ALL, clock)
        if keys is not None:
            self._take(page, keys, limit, start)
            strict = len(keys)
        elif plan.groups:
            strict = self._staged_strict(page, limit, start, clock)
        else:
            found, done = self._walk(page, "newest", plan.match(EXACT), limit, clock, after)
            page.ids, page.complete = found, done or len(found) >= limit
        if plan.groups and len(page.ids) < limit and strict < ENOUGH:
            self._loose(page, strict, limit, start, clock)
        return page

    def found(self, clock: Clock) -> Found:
        """All that the plan finds, in whatever order."""
        plan = self._plan
        if (few := self._few(clock)) is not None:
            return Found(few.ids, complete=few.complete)
        match = plan.match(PREFIX)
        some, done = self._walker.newest(plan, match, ENOUGH, clock)
        if plan.groups and done and len(some) < ENOUGH:
            if not self._widen(plan, FAR, clock.over):
                return Found(None, match, some, complete=False)
            match = plan.match(FAR)
            some, done = self._walker.newest(plan, match, SCARCE, clock)
            if done and len(some) < SCARCE and plan.droppable():
                match, done = either([match, *plan.missing()]), True
        done = done or len(some) >= SCARCE
        if match is not None and self._walker.filters(plan):
            ids, done = self._walker.newest(plan, match, _ALL, clock)
            return Found(ids, complete=done)
        return Found(None, match, some, complete=done)

    def _few(self, clock: Clock) -> Page | None:
        """All quotes of the plan, if they are so few that they are judged one by one; else None."""
        page = Page()
        plan = self._plan
        if not plan.groups and plan.only is not None:
            self._chosen(page, plan.only, _ALL, None, clock)
            return page
        strict = self._strict_keys(page, _ALL, clock)
        if strict is None:
            return None
        self._take(page, strict, len(strict), None)
        if not plan.groups or len(strict) >= ENOUGH:
            return page
        if not self._widen(plan, FAR, clock.over):
            page.complete = False
            return page
        loose = self._loose_keys(page, (TYPO, FAR), _ALL, clock)
        if loose is None:
            return None
        self._take(page, loose, len(strict) + len(loose), None)
        if len(page.ids) < SCARCE:
            self._lacking(page, _ALL, None, clock)
        return page

    # Few quotes: listed, and judged one by one.

    def _strict_keys(self, page: Page, limit: int, clock: Clock) -> list[Key] | None:
        """The quotes that hold every word, in order; None when they may be many."""
        tiers = (EXACT, PREFIX if self._plan.groups else EXACT)
        return self._shortlist.keys(page, self._plan.factors(PREFIX), tiers, limit, clock)

    def _loose_keys(self, page: Page, tiers: tuple[int, int], limit: int, clock: Clock) -> list[Key] | None:
        """The quotes of these tiers, which hold what was meant, in order; None when they may be many."""
        return self._shortlist.keys(page, self._plan.factors(tiers[1]), tiers, limit, clock)

    def _chosen(self, page: Page, only: frozenset[int], limit: int, after: int | None, clock: Clock) -> None:
        """The newest quotes of a person's own choice that the filters hold for."""
        ids = sorted((id_ for id_ in only if after is None or id_ < after), reverse=True)
        for start in range(0, len(ids), _CHOSEN_AT_ONCE):
            if len(page.ids) >= limit:
                break
            some = Listing(ids[start : start + _CHOSEN_AT_ONCE])
            keys = self._shortlist.ordered(page, some, (EXACT, EXACT), _ALL, clock)
            self._take(page, keys, limit, None)
            if clock.over():
                page.complete = False
                break

    # Many quotes: the index is asked for each tier.

    def _staged_strict(self, page: Page, limit: int, start: Key | None, clock: Clock) -> int:
        """Tiers 0 and 1 onto the page; how many quotes they have, `ENOUGH` for more."""
        self._staged(page, self._stages(EXACT, PREFIX), max(limit, ENOUGH), start, clock)
        strict = len(page.ids)
        del page.ids[limit:]
        if start is None or strict >= ENOUGH:
            return strict
        found, _ = self._walk(page, "enough?", self._plan.match(PREFIX), ENOUGH, clock)
        return len(found)

    def _stages(self, first: int, last: int) -> Iterator[Stage]:
        """The stages of the tiers from `first` to `last`, none over `FAR`."""
        plan = self._plan
        before: str | None = plan.match(first - 1) if first else None
        for tier in range(first, last + 1):
            close = plan.side_by_side(tier) if plan.phrases(tier) else None
            yield Stage(tier, plan.anew(tier), close, before)
            before = plan.match(tier)

    def _staged(
        self, page: Page, stages: Iterator[Stage], limit: int, start: Key | None, clock: Clock
    ) -> None:
        for stage in stages:
            if len(page.ids) >= limit:
                return
            if clock.over():
                page.complete = False
                return
            if start is not None and stage.tier == start[0]:
                self._continued(page, stage, limit, start, clock)
            elif start is None or stage.tier > start[0]:
                self._stage(page, stage, limit, clock)

    def _stage(self, page: Page, stage: Stage, limit: int, clock: Clock) -> None:
        """The newest quotes of a stage onto the page."""
        wanted = limit - len(page.ids)
        name = f"tier {stage.tier}"
        # A rare phrase of common words may take long to find: the rest must be there to be painted.
        found, done = self._walk(page, name, without(stage.match, stage.before), wanted, clock)
        close = no_ids()
        if stage.phrase is not None and found:
            expression = without(stage.phrase, stage.before)
            own = clock.share(_PHRASE_SHARE)
            close, all_ = self._walk(page, f"{name}, side by side", expression, wanted, own)
            done = (done or len(found) >= wanted) and (all_ or len(close) >= wanted)
        self._append(page, close, limit, done=True)
        self._append(page, found, limit, done=done)

    def _continued(self, page: Page, stage: Stage, limit: int, start: Key, clock: Clock) -> None:
        """The quotes of a stage that follow the one at `start`."""
        name = f"tier {stage.tier}"
        below: int | None = -start[2]
        if stage.phrase is not None and not start[1]:
            expression = without(stage.phrase, stage.before)
            wanted = limit - len(page.ids)
            found, done = self._walk(page, f"{name}, side by side", expression, wanted, clock, below)
            self._append(page, found, limit, done=done)
            below = None
        if (wanted := limit - len(page.ids)) > 0:
            expression = without(stage.match, either([stage.before, stage.phrase]))
            found, done = self._walk(page, name, expression, wanted, clock, below)
            self._append(page, found, limit, done=done)

    @staticmethod
    def _append(page: Page, found: array[int], limit: int, *, done: bool) -> None:
        known = set(page.ids)
        new = (id_ for id_ in found if id_ not in known) if known else found
        page.ids.extend(islice(new, limit - len(page.ids)))
        page.complete = page.complete and (done or len(page.ids) >= limit)

    # Quotes that hold what the words may have meant, or lack one.

    def _loose(self, page: Page, strict: int, limit: int, start: Key | None, clock: Clock) -> None:
        count = strict
        for tier in (TYPO, FAR):
            # While quotes that hold every word may be missing, others do not take their place.
            late = clock.over() or (not page.complete and not page.ids)
            if late or not self._widen(self._plan, tier, clock.over):
                page.complete = False
                return
            count += self._loose_tier(page, tier, count, limit, start, clock)
            if len(page.ids) >= limit:
                return
        if count < SCARCE:
            self._lacking(page, limit, start, clock)

    def _loose_tier(
        self, page: Page, tier: int, before: int, limit: int, start: Key | None, clock: Clock
    ) -> int:
        """One tier onto the page; how many quotes it has, or as many as make `SCARCE` with those `before`."""
        wanted = max(limit, SCARCE) if start is None else _ALL
        keys = self._loose_keys(page, (tier, tier), wanted, clock)
        if keys is not None:
            self._take(page, keys, limit, start)
            return len(keys)
        taken = len(page.ids)
        self._staged(page, self._stages(tier, tier), max(limit, SCARCE), start, clock)
        found = len(page.ids) - taken
        del page.ids[limit:]
        if start is not None and before + found < SCARCE:
            found = len(self._walk(page, "enough?", self._plan.match(tier), SCARCE, clock)[0]) - before
        return found

    def _lacking(self, page: Page, limit: int, start: Key | None, clock: Clock) -> None:
        plan = self._plan
        before = plan.match(FAR)
        for number, (at, match) in enumerate(zip(plan.droppable(), plan.missing(), strict=True)):
            if clock.over():
                page.complete = False
                return
            tier = MISSING + number
            wanted = limit if start is None else _ALL
            factors = plan.factors(FAR, lacking=at)
            keys = self._shortlist.keys(page, factors, (tier, tier), wanted, clock)
            if keys is not None:
                self._take(page, keys, limit, start)
            else:
                self._staged(page, iter([Stage(tier, match, None, before)]), limit, start, clock)
            before = either([before, match])

    def _key_of(self, id_: int) -> Key:
        """Where a quote stands in the order, that it may be gone from by now."""
        plan, listing = self._plan, Listing([id_])
        for row in self._walker.rows(listing.ids, plan):
            listing.enter(row)
        for worst in (PREFIX, FAR):
            if worst == FAR:
                self._widen(plan, FAR, Clock().over)
            for tier, found in enumerate(by_tier(plan, listing, listing.since(0))):
                if found:
                    return (tier, not side_by_side(plan, listing, found, tier), -id_)
        return (EXACT, len(self._plan.groups) < 2, -id_)

    @staticmethod
    def _take(page: Page, keys: list[Key], limit: int, start: Key | None) -> None:
        rest = [-key[2] for key in keys if start is None or key > start]
        page.ids.extend(rest[: limit - len(page.ids)])

    def _walk(
        self, page: Page, name: str, match: str | None, limit: int, clock: Clock, below: int | None = None
    ) -> tuple[array[int], bool]:
        begun = clock.ms
        found, done = self._walker.newest(self._plan, match, limit, clock, below=below)
        page.steps.append((name, match if match is not None else "nothing", len(found), clock.ms - begun))
        return found, done
