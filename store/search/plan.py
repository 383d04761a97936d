"""What a query asks for, as the full-text index is asked and as one quote is judged.

A quote that holds every word asked for is of a *tier*:

0. every word as typed (or its speaker's name has it);
1. completed, or in another well-known spelling;
2. one of the words with one edit, joined or split;
3. more than that, or in another transliteration;
4. and on: one of the words missing, the most frequent one first.

Within tiers 0 to 2, quotes in which the words stand side by side come first; then the newest. Everything
else that a query asks for (filters, phrases, exclusions) holds or does not.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple, get_args

from store.records import Kind
from store.search.answers import Correction, QueryError, no_ids
from store.search.rows import Alternative, Row
from store.search.tags import Tag, token

EXACT, PREFIX, TYPO, FAR = range(4)
"""The classes of a word's alternatives, and the tiers of the quotes that need no worse."""

MISSING = 4
"""The first of the tiers that lack a word."""

_PHRASES = 8
# Ways, the most frequent first: the index reads each word of each anew.


_EVERY = " OR ".join(f'"{token(Tag.KIND, kind)}"' for kind in get_args(Kind))
"""Finds every quote."""


Test = Callable[[Row], bool]

EVERYWHERE = 1 << 40
"""The frequency of a filter that most quotes may pass."""


class Filter(NamedTuple):
    """Alternatives of which a quote must hold one, and in about how many quotes they stand."""

    some: tuple[Alternative, ...]
    frequency: int = EVERYWHERE
    growing: bool = False
    """Whether it is a word that is still being typed."""


@dataclass
class Group:
    """One word of the query, with its alternatives by class."""

    typed: str
    terms: tuple[str, ...]
    prefix: bool
    classes: list[tuple[Alternative, ...]]
    frequency: int = 0
    """In about how many quotes it stands, as typed or completed."""
    reach: int = 0
    """The same with the quotes of the speakers it names."""
    wide_reach: int = 0
    """The same with what it is corrected to; known once the plan is widened."""

    def upto(self, worst: int) -> list[Alternative]:
        """Its alternatives of class `worst` or better."""
        return [alternative for some in self.classes[: worst + 1] for alternative in some]

    def widen(self, worst: int, some: tuple[Alternative, ...], reach: int) -> None:
        """Take in the corrections of class `worst`, that stand in about `reach` quotes."""
        self.classes[worst] = some
        self.wide_reach = (self.wide_reach or self.reach) + reach


@dataclass(slots=True)
class Walk:
    """A walk from the newest quote on, as far as there was time: the same question goes on from there."""

    reached: int
    """No id from here on is still to be looked at."""
    found: array[int] = field(default_factory=no_ids)
    """An array: as Python's numbers a million ids are forty megabytes."""
    done: bool = False


@dataclass
class Plan:
    """What a query asks for."""

    groups: list[Group] = field(default_factory=list)
    joins: dict[int, tuple[Alternative, ...]] = field(default_factory=dict)
    """What the word at this place and the next are when written as one."""
    required: list[Filter] = field(default_factory=list)
    excluded: list[tuple[Alternative, ...]] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    """What must hold and the full-text index cannot tell."""
    only: frozenset[int] | None = None
    """The ids it must be one of."""
    without: frozenset[int] = frozenset()
    low: int = 0
    high: int = (1 << 63) - 1
    widened: int = PREFIX
    """The worst class that is filled."""
    corrected: int = 0
    """Words for which the next one is, as far as there was time."""
    error: QueryError | None = None
    read_as: list[Correction] = field(default_factory=list)
    """Names in filters that nobody has, and those that were meant."""
    cut: bool = False
    """Whether a beginning of words or names stands for more of them than were looked for."""
    unknown: bool = False
    """Whether it asks for a name that nobody and nothing has."""
    walks: dict[tuple[str, int | None], Walk] = field(default_factory=dict)
    """By full-text expression and the id to stay under."""
    _phrases: dict[tuple[int, int], list[tuple[str, ...]]] = field(default_factory=dict)

    def complain(self, message: str, position: int, *, unknown: bool = False) -> None:
        """Note what makes no sense; the first such note stays."""
        self.error = self.error or QueryError(message, position, unknown)

    # As the full-text index is asked: None for what no quote can match, "" for what any does.

    def match(self, tier: int) -> str | None:
        """The expression of the quotes of tiers up to `tier` (0…3)."""
        if tier < TYPO:
            return self._all(any_of(group.upto(tier)) for group in self.groups)
        if tier == FAR:
            return self._all(self._joined(FAR))
        return either([self.match(PREFIX), self.anew(TYPO)])

    def anew(self, tier: int) -> str | None:
        """The expression of the quotes of a tier, and perhaps of better ones: shorter than `match`."""
        return either(self._corrected()) if tier == TYPO else self.match(tier)

    def _corrected(self) -> Iterator[str | None]:
        """One expression for each word: it alone is corrected."""
        usual = [any_of(group.upto(PREFIX)) for group in self.groups]
        for at, group in enumerate(self.groups):
            yield self._all([*usual[:at], any_of(group.classes[TYPO]), *usual[at + 1 :]])
            if at in self.joins:
                yield self._all([*usual[:at], any_of(self.joins[at]), *usual[at + 2 :]])

    def _joined(self, worst: int) -> Iterator[str | None]:
        at = 0
        while at < len(self.groups):
            one = any_of(self.groups[at].upto(worst))
            if at in self.joins:
                both = conjunction([one, any_of(self.groups[at + 1].upto(worst))])
                yield either([both, any_of(self.joins[at])])
                at += 1
            else:
                yield one
            at += 1

    def factors(self, worst: int, lacking: int | None = None) -> list[Filter]:
        """What every quote holds whose words are of classes up to `worst`, but for the word at `lacking`."""
        factors = list(self.required)
        for at, group in enumerate(self.groups):
            if at != lacking:
                some = group.upto(worst)
                if worst >= TYPO:
                    some += [*self.joins.get(at, ()), *self.joins.get(at - 1, ())]
                reach = group.wide_reach if worst >= TYPO else group.reach
                factors.append(Filter(tuple(some), reach, group.prefix))
        return factors

    def side_by_side(self, tier: int) -> str | None:
        """The expression of the quotes in which the words stand side by side, as far as `tier` allows."""
        phrases = self.phrases(tier)
        return self._all([any_of(map(Alternative, phrases))]) if phrases else None

    def phrases(self, tier: int) -> list[tuple[str, ...]]:
        """The words side by side, in each way that `tier` (0…2) allows; none for a single word."""
        if len(self.groups) < 2 or tier > TYPO:
            return []
        known = (tier, self.widened)
        if known not in self._phrases:
            self._phrases[known] = self._phrase_ways(tier)
        return self._phrases[known]

    def _phrase_ways(self, tier: int) -> list[tuple[str, ...]]:
        usual = [
            [one.terms for one in group.upto(min(tier, PREFIX)) if not one.is_tag] for group in self.groups
        ]
        rows = [usual]
        if tier == TYPO:
            for at, group in enumerate(self.groups):
                corrected = [one.terms for one in group.classes[TYPO] if not one.is_tag]
                rows.append([*usual[:at], corrected, *usual[at + 1 :]])
        ways = (sum(way, ()) for row in rows for way in islice(product(*row), _PHRASES))
        return list(dict.fromkeys(ways))

    def missing(self) -> list[str | None]:
        """Expressions of the quotes that lack a word, in the order of `droppable`."""
        usual = [any_of(group.upto(FAR)) for group in self.groups]
        return [self._all([*usual[:at], *usual[at + 1 :]]) for at in self.droppable()]

    def droppable(self) -> list[int]:
        """Places of the words that may be missing, the most frequent word first."""
        if len(self.groups) < 2:
            return []
        return sorted(range(len(self.groups)), key=lambda at: (-self.groups[at].frequency, at))

    def _all(self, expressions: Iterable[str | None]) -> str | None:
        asked = conjunction([*expressions, *(any_of(one.some) for one in self.required)])
        if asked is None or not (asked or self.excluded):
            return asked
        # FTS5 takes away only from something: every quote has a kind.
        asked = asked or _EVERY
        for alternatives in self.excluded:
            asked = f"({asked}) NOT {any_of(alternatives)}"
        return asked

    @cached_property
    def asks_for_issues(self) -> bool:
        """Whether the filter tokens of a quote's issues must be known."""
        clauses = [*(one.some for one in self.required), *self.excluded]
        issue = Tag.ISSUE.value
        return bool(self.tests) or any(one.terms[0].startswith(issue) for some in clauses for one in some)

    def admits(self, row: Row) -> bool:
        """Whether everything holds that the full-text index cannot tell."""
        return (
            self.low <= row.id <= self.high
            and (self.only is None or row.id in self.only)
            and row.id not in self.without
            and all(test(row) for test in self.tests)
        )


Widen = Callable[[Plan, int, Callable[[], bool]], bool]
"""See `store.search.planner.Planner.widen`."""


def new(alternatives: Sequence[Alternative], known: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """The `alternatives` that are not `known`, each once."""
    return tuple(one for one in dict.fromkeys(alternatives) if one not in known)


def any_of(alternatives: Iterable[Alternative]) -> str | None:
    """The alternatives, of which one must hold; None when there are none."""
    return either([one.expression for one in alternatives])


def either(expressions: Iterable[str | None]) -> str | None:
    """One of the expressions; "" as soon as one of them is, as that any quote matches."""
    some = [expression for expression in expressions if expression is not None]
    if not some or "" in some:
        return "" if some else None
    return some[0] if len(some) == 1 else "(" + " OR ".join(some) + ")"


def without(expression: str | None, other: str | None) -> str | None:
    """What `expression` finds and `other` does not."""
    if expression is None or other == "":
        return None
    return f"({expression}) NOT ({other})" if other else expression


def conjunction(expressions: Iterable[str | None]) -> str | None:
    """All of the expressions; None as soon as one of them is, "" when none says anything."""
    some = list(expressions)
    return None if None in some else " AND ".join(f"({one})" for one in some if one)
