"""From a `Query` to what the full-text index is asked.

A word is looked for in classes, the best first: as typed, completed, with one edit, with more. A quote's
tier is the worst class it needs for any word. Everything else (filters, phrases, exclusions) holds or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from store.search import dates
from store.search.answers import Correction, QueryError
from store.search.lexicon import Lexicon
from store.search.names import Names
from store.search.query import Clause, Field, Item, Phrase, Query, Word
from store.search.tags import Tag, token
from store.search.words import is_private, terms

COMPLETIONS = 32
"""The most frequent words a prefix stands for."""

EXACT, PREFIX, TYPO, FAR = range(4)
"""The classes of a word's alternatives."""

Test = Callable[[int, Sequence[str], frozenset[str]], bool]
"""Whether a quote (id, words of its text, filter tokens) holds something."""


class Alternative(NamedTuple):
    """Words side by side in the text, or one filter token."""

    terms: tuple[str, ...]

    @property
    def expression(self) -> str:
        return '"' + " ".join(self.terms) + '"'

    def holds(self, words: Sequence[str], tags: frozenset[str]) -> bool:
        """Whether a quote with these words and filter tokens has it."""
        if is_private(self.terms[0]):
            return self.terms[0] in tags
        length = len(self.terms)
        return any(tuple(words[at : at + length]) == self.terms for at in range(len(words) - length + 1))


@dataclass(frozen=True, slots=True)
class Group:
    """One word of the query with its alternatives, by class."""

    typed: str
    classes: tuple[tuple[Alternative, ...], ...]

    def upto(self, worst: int) -> list[Alternative]:
        return [alternative for some in self.classes[: worst + 1] for alternative in some]


@dataclass(slots=True)
class Plan:
    """What a query asks for."""

    groups: list[Group] = field(default_factory=list)
    required: list[str] = field(default_factory=list)
    """Full-text expressions that must hold."""
    excluded: list[str] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    """What must hold and the full-text index cannot tell."""
    low: int = 0
    high: int = (1 << 63) - 1
    error: QueryError | None = None
    corrected: list[Correction] = field(default_factory=list)

    def match(self, worst: int) -> str:
        """The full-text expression of the quotes of tiers up to `worst`; "" when any quote will do."""
        groups = [any_of(one.expression for one in group.upto(worst)) for group in self.groups]
        asked = " AND ".join(groups + self.required)
        for expression in self.excluded if asked else ():
            asked = f"({asked}) NOT {expression}"
        return asked


NOTHING = '"\ue000"'
"""An expression that no quote matches."""


def any_of(expressions: Iterable[str]) -> str:
    """The expressions, of which one must hold."""
    some = list(expressions)
    return "(" + " OR ".join(some) + ")" if some else NOTHING


class Planner:
    """Compiles queries against one archive."""

    def __init__(self, lexicon: Lexicon, names: Names) -> None:
        self._lexicon = lexicon
        self._names = names

    def compile(self, query: Query, today: date) -> Plan:
        """The plan of `query`; what makes no sense is told in its `error` and left out."""
        plan = Plan(error=query.error)
        for clause in query.clauses:
            self._clause(plan, clause, today)
        return plan

    def _clause(self, plan: Plan, clause: Clause, today: date) -> None:
        first = clause[0]
        if len(clause) == 1 and isinstance(first, Field) and first.name in ("date", "since", "until"):
            self._days(plan, first, today)
        elif len(clause) == 1 and isinstance(first, Word) and not first.negated:
            if group := self._group(first):
                plan.groups.append(group)
        elif len(clause) == 1 and first.negated:
            if (expression := self._expression(plan, first)) is not None:
                plan.excluded.append(expression)
        else:
            found = [self._expression(plan, item) for item in clause if not item.negated]
            if some := [expression for expression in found if expression is not None]:
                plan.required.append(any_of(some))

    def _days(self, plan: Plan, item: Field, today: date) -> None:
        days = dates.read(item.name, item.value, today)
        if days is None:
            if item.value:
                told = f"“{item.value}” is no date: write 2025, 2025-12, 2025-12-01..2025-12-21 or 2w."
                plan.error = plan.error or QueryError(told, item.position)
            return
        low, high = dates.ids_of(days)
        plan.low, plan.high = max(plan.low, low), min(plan.high, high)

    def _group(self, item: Word) -> Group | None:
        words = [word for word in terms(item.text) if not is_private(word)]
        if not words:
            return None
        exact = (Alternative(tuple(words)), *self._said_by(item.text, prefix=False))
        longer: list[Alternative] = []
        if item.prefix:
            completions = self._lexicon.completions(words[-1], COMPLETIONS)
            longer = [Alternative((*words[:-1], completion)) for completion in completions]
            longer += [one for one in self._said_by(item.text, prefix=True) if one not in exact]
        return Group(item.text, (exact, tuple(longer), (), ()))

    def _said_by(self, value: str, *, prefix: bool) -> list[Alternative]:
        ids = self._names.named("speaker", value, prefix=prefix)
        return [Alternative((token(Tag.SPEAKER, id_),)) for id_ in ids]

    def _expression(self, plan: Plan, item: Item) -> str | None:
        """The full-text expression of `item`; None when it says nothing yet."""
        match item:
            case Word():
                group = self._group(item)
                return any_of(one.expression for one in group.upto(PREFIX)) if group else None
            case Phrase():
                words = [word for word in terms(item.text) if not is_private(word)]
                if not words:
                    return None
                lasts = [words[-1]]
                if item.prefix:
                    lasts += self._lexicon.completions(words[-1], COMPLETIONS)
                return any_of(Alternative((*words[:-1], last)).expression for last in lasts)
            case Field():
                return self._field(plan, item)

    def _field(self, plan: Plan, item: Field) -> str | None:
        if not terms(item.value):
            return None
        tags = {"speaker": Tag.SPEAKER, "issue": Tag.ISSUE, "source": Tag.OUTLET, "by": Tag.REPORTER}
        kinds = {"kind": Tag.KIND, "mode": Tag.MODE, "is": Tag.FLAG}
        if item.name in tags:
            kind = {"issue": "issue", "source": "outlet"}.get(item.name, "speaker")
            ids = self._names.named(kind, item.value, prefix=item.prefix)  # type: ignore[arg-type]
            if not ids:
                plan.error = plan.error or QueryError(
                    f"No {item.name} is called “{item.value}”.", item.position
                )
            return any_of(Alternative((token(tags[item.name], id_),)).expression for id_ in ids)
        if item.name in kinds:
            return Alternative((token(kinds[item.name], item.value.lower()),)).expression
        return None
