"""One page of a plan's quotes: tier by tier, newest first within each.

Where a query finds few quotes they are fetched and judged one by one; where it finds many, the index is
asked for each tier in turn. Both put them in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from store.search.plan import EXACT, FAR, MISSING, PREFIX, TYPO, Plan, Row, either
from store.search.walk import Clock, Walker

ENOUGH = 50
"""With fewer quotes than this, typos are looked for too."""

SCARCE = 5
"""With fewer still, quotes that lack a word are."""

JUDGED = 120
"""Candidates that are judged one by one."""

FEW = 600
"""Quotes that filters leave to be judged one by one: the next key typed finds them in memory."""

RARE = 2000
"""Quotes, about, that a rare word stands in at most."""

RARE_TOGETHER = 40_000
"""The same for one of two rare words, or for one under a filter."""

_PHRASE_MS = 2.5

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


class Pager:
    """Pages through the quotes of one plan."""

    def __init__(self, walker: Walker, plan: Plan, widen: Callable[[Plan], None]) -> None:
        self._walker = walker
        self._plan = plan
        self._widen = widen

    def page(self, limit: int, after: int | None, clock: Clock) -> Page:
        """`limit` quotes, or those that follow the quote `after`."""
        page = Page()
        plan = self._plan
        if plan.only is not None:
            self._judged(page, sorted(plan.only, reverse=True), limit, after)
            return page
        if plan.groups and (few := self._few(page, clock)) is not None:
            self._judged(page, few, limit, after)
            return page
        start = self._key_of(after) if after is not None else None
        if not plan.groups:
            found, done = self._walk(page, "newest", plan.match(EXACT), limit, clock, after)
            page.ids, page.complete = found, done or len(found) >= limit
            return page
        strict = self._strict(page, limit, start, clock)
        if len(page.ids) < limit and strict < ENOUGH:
            if clock.over():
                page.complete = False
            else:
                self._loose(page, strict, limit, start, clock)
        return page

    def _few(self, page: Page, clock: Clock) -> list[int] | None:
        """The quotes for which everything but the words holds, if they are few; else None."""
        plan = self._plan
        extent = self._walker.extent
        if not plan.required and min(plan.high, extent.last) - plan.low > extent.width(2 * FEW):
            return None
        return self._asked_few(page, "filters", plan.filters(), FEW, clock)

    def _asked_few(
        self, page: Page, name: str, match: str | None, most: int, clock: Clock
    ) -> list[int] | None:
        begun = clock.ms
        found = self._walker.few(self._plan, match, most, clock)
        count = len(found) if found is not None else most + 1
        page.steps.append(
            (f"{name}, if few", match if match is not None else "nothing", count, clock.ms - begun)
        )
        return found

    def _candidates(self, page: Page, worst: int, name: str, clock: Clock) -> tuple[list[int], bool]:
        """The newest quotes that may hold every word, and whether that is all of them.

        A rare word's quotes are few and soon judged; the index would look every other word up for each.
        """
        plan = self._plan
        rarity = [group.frequency if worst <= PREFIX else group.wide_frequency for group in plan.groups]
        order = sorted(range(len(rarity)), key=rarity.__getitem__)
        rarest: list[int] = []
        if len(order) > 1 and rarity[order[0]] <= (RARE_TOGETHER if plan.required else RARE):
            rarest = order[:1]
        elif len(order) > 2 and rarity[order[1]] <= RARE_TOGETHER:
            rarest = order[:2]
        if rarest:
            few = self._asked_few(page, f"{name}, rarest", plan.holding(rarest, worst), JUDGED, clock)
            if few is not None:
                return few, True
        strict = plan.match(PREFIX)
        stage = Stage(worst, True, plan.match(worst), None if worst <= PREFIX else strict)
        return self._walk(page, name, stage.expression, JUDGED, clock)

    # Quotes that hold every word.

    def _strict(self, page: Page, limit: int, start: Key | None, clock: Clock) -> int:
        """Tiers 0 and 1 onto the page; how many quotes they have, `ENOUGH` for more."""
        plan = self._plan
        if len(plan.groups) > 1:
            found, done = self._candidates(page, PREFIX, "all words", clock)
            if done or len(found) < JUDGED:
                page.complete = done
                keys = [key for key in self._ordered(found) if key[0] <= PREFIX]
                self._take(page, keys, limit, start)
                return len(keys)
        self._staged(page, self.stages(EXACT, PREFIX), limit, start, clock)
        if len(page.ids) >= limit and limit >= ENOUGH:
            return ENOUGH
        if start is None and len(plan.groups) == 1:
            return len(page.ids)
        found, _ = self._walk(page, "enough?", plan.match(PREFIX), ENOUGH, clock)
        return len(found)

    def stages(self, first: int, last: int) -> Iterator[Stage]:
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
            own = clock if stage.apart else clock.part(_PHRASE_MS)
            if not stage.apart and not clock.endless and (stage.tier == TYPO or clock.ms > _PHRASE_MS):
                page.complete = False  # they come first when there is time to look for them
                continue
            name = f"tier {stage.tier}" + ("" if stage.apart else ", side by side")
            expression = stage.expression if page.complete else stage.match
            found, done = self._walk(page, name, expression, wanted, own, below)
            page.complete = page.complete and (done or len(found) >= wanted)
            page.ids += [id_ for id_ in found if id_ not in known][: limit - len(page.ids)]
            known.update(found)

    # Quotes that hold what the words may have meant, or lack one.

    def _loose(self, page: Page, strict: int, limit: int, start: Key | None, clock: Clock) -> None:
        plan = self._plan
        self._widen(plan)
        found, done = self._candidates(page, FAR, "typos", clock)
        if done or len(found) < JUDGED:
            page.complete = done
            keys = [key for key in self._ordered(found) if PREFIX < key[0] < MISSING]
            self._take(page, keys, limit, start)
            loose = len(keys)
        else:
            self._staged(page, self.stages(TYPO, FAR), limit, start, clock)
            loose = len(found)
        if strict + loose < SCARCE and page.complete:
            self._staged(page, self._lacking(), limit, start, clock)

    def _lacking(self) -> Iterator[Stage]:
        before = self._plan.match(FAR)
        for number, match in enumerate(self._plan.missing()):
            yield Stage(MISSING + number, True, match, before)
            before = either([before, match])

    def level(self, clock: Clock) -> str | None:
        """The full-text expression of all that the plan finds, in whatever order."""
        plan = self._plan
        strict = plan.match(PREFIX)
        if not plan.groups:
            return strict
        found, _ = self._walker.newest(plan, strict, ENOUGH, clock)
        if len(found) >= ENOUGH:
            return strict
        self._widen(plan)
        loose = plan.match(FAR)
        found, _ = self._walker.newest(plan, loose, SCARCE, clock)
        if len(found) >= SCARCE or not plan.droppable():
            return loose
        return either([loose, *plan.missing()])

    # Judging one by one.

    def _judged(self, page: Page, ids: list[int], limit: int, after: int | None) -> None:
        """The page out of a few given ids."""
        plan = self._plan
        rows = [row for row in self._walker.rows(ids) if plan.admits(row)]
        keys = [key for key in _keys(plan, rows) if key[0] <= PREFIX]
        if plan.groups and len(keys) < ENOUGH:
            self._widen(plan)
            keys = _keys(plan, rows)
            loose = [key for key in keys if key[0] < MISSING]
            keys = loose if len(loose) >= SCARCE else keys
        start = next((key for key in keys if -key[2] == after), None)
        self._take(page, keys, limit, start)

    def _ordered(self, ids: list[int]) -> list[Key]:
        return _keys(self._plan, self._walker.rows(ids))

    def _key_of(self, id_: int) -> Key:
        """Where a quote stands in the order, that it may be gone from by now."""
        for row in self._walker.rows([id_]):
            if (found := self._plan.tier(row)) is None:
                self._widen(self._plan)
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


def _keys(plan: Plan, rows: list[Row]) -> list[Key]:
    return sorted((*found, -row.id) for row in rows if (found := plan.tier(row)) is not None)
