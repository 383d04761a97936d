"""Of which tier the quotes of a listing are: what `Plan.match` asks the index, asked of rows in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.search.listing import Listing, places
from store.search.plan import FAR, MISSING, TYPO, Plan
from store.search.rows import Alternative, Row

Judged = tuple[int, bool, Row]
"""The tier of a quote, whether its words stand apart, and the quote."""


def judge(plan: Plan, listing: Listing, among: int, tiers: tuple[int, int]) -> Iterator[Judged]:
    """Those of the rows `among` that are of `tiers` (from, to), and that everything else holds for."""
    for clause in plan.required:
        among = listing.holding(clause.some, among)
    for excluded in plan.excluded:
        among &= ~listing.holding(excluded, among)
    for tier, found in enumerate(by_tier(plan, listing, among)):
        if not found or not tiers[0] <= tier <= tiers[1]:
            continue
        close = side_by_side(plan, listing, found, tier)
        for at in places(found):
            row = listing.entered[at]
            if plan.admits(row):
                yield tier, not close >> at & 1, row


def by_tier(plan: Plan, listing: Listing, among: int) -> list[int]:
    """For each tier, those of the rows `among` that are of it."""
    held = [_held(listing, group.classes, among) for group in plan.groups]
    exact, prefix, typo, far = (_Words([one[worst] for one in held], among) for worst in range(MISSING))
    tiers = [exact.all, prefix.all]
    if plan.widened >= TYPO:
        joined = {at: listing.holding(some, among) for at, some in plan.joins.items()}
        corrected = prefix.all_but_one & typo.all
        excused = [0] * len(held)
        for at, bits in joined.items():
            corrected |= bits & prefix.all_around(at, at + 2)
            if at - 1 not in joined:
                excused[at] |= bits
                excused[at + 1] |= bits
        meant = [one[FAR] | bits for one, bits in zip(held, excused, strict=True)]
        tiers += [corrected, _Words(meant, among).all]
        tiers += [far.all_but_one & ~held[at][FAR] for at in plan.droppable()]
    better = 0
    for tier, bits in enumerate(tiers):
        tiers[tier] = bits & ~better
        better |= bits
    return tiers


def side_by_side(plan: Plan, listing: Listing, among: int, tier: int) -> int:
    """Those of the rows `among` in which the words stand side by side, as far as `tier` allows."""
    return listing.holding(map(Alternative, plan.phrases(tier)), among)


def _held(listing: Listing, classes: Sequence[Sequence[Alternative]], among: int) -> list[int]:
    """For each class, the rows that hold a word of it or of a better one."""
    found = 0
    held = []
    for some in classes:
        found |= listing.holding(some, among & ~found)
        held.append(found)
    return held


class _Words:
    """The rows that hold each word of a query, together."""

    def __init__(self, held: Sequence[int], among: int) -> None:
        self._held = held
        self._among = among
        self.all, self.all_but_one = among, 0
        for one in held:
            self.all_but_one = self.all_but_one & one | self.all & ~one
            self.all &= one

    def all_around(self, start: int, end: int) -> int:
        """The rows that hold all words but, perhaps, those from `start` up to `end`."""
        found = self._among
        for one in (*self._held[:start], *self._held[end:]):
            found &= one
        return found
