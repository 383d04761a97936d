"""One page of a plan's quotes: tier by tier, newest first within each.

Where a query finds few quotes they are listed and judged one by one; where it finds many, the index is
asked for each tier in turn. Both put them in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from store.search.plan import (
    EVERYWHERE,
    EXACT,
    FAR,
    MISSING,
    PREFIX,
    TYPO,
    Filter,
    Plan,
    any_of,
    conjunction,
    either,
)
from store.search.walk import Clock, Walker

ENOUGH = 50
"""With fewer quotes than this, typos are looked for too."""

SCARCE = 5
"""With fewer still, quotes that lack a word are."""

FEW = 500
"""Quotes that are judged one by one; the next key typed finds them in memory."""

_NARROWED = 150
# Quotes that are so few that judging them costs less than asking the index for one word more.
_NARROW = 4
_LIGHT = 40_000
# What has more alternatives, and stands in more quotes than this, is dear to look up for each candidate.
_PHRASE_SHARE = 0.6
# Of the time left, what looking for words side by side may take: the rest must still be painted.
_LISTING_SHARE = 0.7
# The same for listing quotes: they must still be judged.
_JUDGED_AT_ONCE = 64
_ALL = 1 << 60

Key = tuple[int, bool, int]
"""Tier, whether the words stand apart, and the id, negative: the order of an answer."""


@dataclass(slots=True)
class Stage:
    """The quotes of one tier, with the words side by side or not: `match` but not `unless`."""

    tier: int
    apart: bool
    match: str | None
    unless: str | None

    @property
    def expression(self) -> str | None:
        """The full-text expression of the stage."""
        if self.match is None or self.unless == "":
            return None
        return f"({self.match}) NOT ({self.unless})" if self.unless else self.match


@dataclass(slots=True)
class Page:
    """What was found, in order."""

    ids: list[int] = field(default_factory=list)
    complete: bool = True
    steps: list[tuple[str, str, int, float]] = field(default_factory=list)
    """What was asked, how, how much it found, and in how many milliseconds: for `--explain`."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that a plan finds: listed, or the full-text expression of it."""

    ids: list[int] | None
    match: str | None = None
    least: int = 0
    """As many as `match` has at least."""
    complete: bool = True


class Pager:
    """Pages through the quotes of one plan."""

    def __init__(self, walker: Walker, plan: Plan, widen: Callable[[Plan, int], None]) -> None:
        self._walker = walker
        self._plan = plan
        self._widen = widen

    def page(self, limit: int, after: int | None, clock: Clock) -> Page:
        """`limit` quotes, or those that follow the quote `after`."""
        page = Page()
        plan = self._plan
        if not plan.groups and plan.only is not None:
            self._chosen(page, plan.only, limit, after, clock)
            return page
        keys = self._strict_keys(page, clock)
        start = self._key_of(after) if after is not None else None
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
        least, done = self._walker.newest(plan, match, ENOUGH, clock)
        if plan.groups and done and len(least) < ENOUGH:
            self._widen(plan, FAR)
            match = plan.match(FAR)
            least, done = self._walker.newest(plan, match, SCARCE, clock)
            if done and len(least) < SCARCE and plan.droppable():
                match, done = either([match, *plan.missing()]), True
        done = done or len(least) >= SCARCE
        if match is not None and self._walker.filters(plan):
            ids, done = self._walker.newest(plan, match, _ALL, clock)
            return Found(ids, complete=done)
        return Found(None, match, len(least), complete=done)

    def _few(self, clock: Clock) -> Page | None:
        """All quotes of the plan, if they are so few that they are judged one by one; else None."""
        page = Page()
        plan = self._plan
        if not plan.groups and plan.only is not None:
            self._chosen(page, plan.only, _ALL, None, clock)
            return page
        strict = self._strict_keys(page, clock)
        if strict is None:
            return None
        self._take(page, strict, len(strict), None)
        if not plan.groups or len(strict) >= ENOUGH:
            return page
        self._widen(plan, FAR)
        loose = self._loose_keys(page, TYPO, FAR, clock)
        if loose is None:
            return None
        self._take(page, loose, len(strict) + len(loose), None)
        if len(page.ids) < SCARCE:
            self._lacking(page, _ALL, None, clock)
        return page

    # Few quotes: listed, and judged one by one.

    def _strict_keys(self, page: Page, clock: Clock) -> list[Key] | None:
        """All quotes that hold every word, in order; None when they may be many."""
        rows = self._listed(page, "all words", self._plan.factors(PREFIX), clock)
        return None if rows is None else self._ordered(page, rows, EXACT, PREFIX, clock)

    def _loose_keys(self, page: Page, best: int, worst: int, clock: Clock) -> list[Key] | None:
        """All quotes of these tiers, which hold what was meant, in order; None when they may be many."""
        rows = self._listed(page, f"typos, tier {worst}", self._plan.factors(worst), clock)
        return None if rows is None else self._ordered(page, rows, best, worst, clock)

    def _listed(self, page: Page, name: str, factors: Sequence[Filter], clock: Clock) -> list[int] | None:
        """Quotes among which are all that hold `factors`; None if they may be many."""
        plan, extent = self._plan, self._walker.extent
        if plan.only is not None and len(plan.only) <= FEW:
            return sorted(plan.only, reverse=True)
        low, high = max(plan.low, extent.dated), min(plan.high, extent.last)
        share = max(0, high - low + 1) / max(1, extent.last - extent.dated + 1)
        core = self._core(factors, min(1.0, share))
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

    def _ordered(self, page: Page, ids: Sequence[int], best: int, worst: int, clock: Clock) -> list[Key]:
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

    def _chosen(self, page: Page, only: frozenset[int], limit: int, after: int | None, clock: Clock) -> None:
        """The newest quotes of a person's own choice that the filters hold for."""
        ids = sorted((id_ for id_ in only if after is None or id_ < after), reverse=True)
        for start in range(0, len(ids), _JUDGED_AT_ONCE):
            if len(page.ids) >= limit:
                break
            keys = self._ordered(page, ids[start : start + _JUDGED_AT_ONCE], EXACT, EXACT, clock)
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
            whole = plan.match(tier)
            phrase = plan.side_by_side(tier) if plan.phrases(tier) else None
            if phrase is not None:
                yield Stage(tier, False, phrase, before)
            yield Stage(tier, True, whole, either([before, phrase]))
            before = whole

    def _staged(
        self, page: Page, stages: Iterator[Stage], limit: int, start: Key | None, clock: Clock
    ) -> None:
        known = set(page.ids)
        for stage in stages:
            if clock.over():
                page.complete = False
                return
            place = (stage.tier, stage.apart)
            if len(page.ids) >= limit or (start is not None and place < start[:2]):
                continue
            below = -start[2] if start is not None and place == start[:2] else None
            wanted = limit - len(page.ids) + (0 if page.complete else len(known))
            # A rare phrase of common words may take long to find: the rest must still be painted in time.
            own = clock if stage.apart else clock.share(_PHRASE_SHARE)
            name = f"tier {stage.tier}" + ("" if stage.apart else ", side by side")
            expression = stage.expression if page.complete else stage.match
            found, done = self._walk(page, name, expression, wanted, own, below)
            page.complete = page.complete and (done or len(found) >= wanted)
            page.ids += [id_ for id_ in found if id_ not in known][: limit - len(page.ids)]
            known.update(found)

    # Quotes that hold what the words may have meant, or lack one.

    def _loose(self, page: Page, strict: int, limit: int, start: Key | None, clock: Clock) -> None:
        count = strict
        for tier in (TYPO, FAR):
            # While quotes that hold every word may be missing, others do not take their place.
            if clock.over() or (not page.complete and not page.ids):
                page.complete = False
                return
            self._widen(self._plan, tier)
            count += self._loose_tier(page, tier, count, limit, start, clock)
            if len(page.ids) >= limit:
                return
        if count < SCARCE:
            self._lacking(page, limit, start, clock)

    def _loose_tier(
        self, page: Page, tier: int, before: int, limit: int, start: Key | None, clock: Clock
    ) -> int:
        """One tier onto the page; how many quotes it has, or as many as make `SCARCE` with those `before`."""
        keys = self._loose_keys(page, tier, tier, clock)
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
            ids = self._listed(page, f"tier {tier}", plan.factors(FAR, lacking=at), clock)
            if ids is not None:
                self._take(page, self._ordered(page, ids, tier, tier, clock), limit, start)
            else:
                self._staged(page, iter([Stage(tier, True, match, before)]), limit, start, clock)
            before = either([before, match])

    def _key_of(self, id_: int) -> Key:
        """Where a quote stands in the order, that it may be gone from by now."""
        for row in self._walker.rows([id_], self._plan):
            if (found := self._plan.tier(row)) is None:
                self._widen(self._plan, FAR)
                found = self._plan.tier(row)
            if found is not None:
                return (*found, -id_)
        return (EXACT, len(self._plan.groups) < 2, -id_)

    @staticmethod
    def _take(page: Page, keys: list[Key], limit: int, start: Key | None) -> None:
        rest = [-key[2] for key in keys if start is None or key > start]
        page.ids += rest[: limit - len(page.ids)]

    def _walk(
        self, page: Page, name: str, match: str | None, limit: int, clock: Clock, below: int | None = None
    ) -> tuple[list[int], bool]:
        begun = clock.ms
        found, done = self._walker.newest(self._plan, match, limit, clock, below=below)
        page.steps.append((name, match if match is not None else "nothing", len(found), clock.ms - begun))
        return found, done
