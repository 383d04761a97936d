"""From a `Query` to a `Plan` for one archive: words to their alternatives, fields to filter tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import get_args

from store.records import Kind, Mode
from store.search import conditions, dates, variants
from store.search.answers import Correction
from store.search.corrector import VOICES, Corrector
from store.search.lexicon import Lexicon
from store.search.names import Named, Names
from store.search.plan import EVERYWHERE, FAR, PREFIX, TYPO, Filter, Group, Plan, Test, new
from store.search.query import Clause, Field, Item, Phrase, Query, Word
from store.search.rows import Alternative
from store.search.tags import Tag, is_token, token
from store.search.words import is_private, terms

COMPLETIONS = 32
"""The most frequent words that a prefix stands for."""

CORRECTED = 4
"""Words that are corrected whatever the time: what most queries have, in a millisecond or two."""

VOICE_LETTERS = 2
"""Letters of a word, still being typed, from which on it is looked for in names."""

NAMED = 256
"""The most quoted of those whose names hold what a filter asks for."""

TOLD = 8
"""Names, the most quoted first, that are told of those that a misspelt one was read as."""

_NAMED: dict[str, tuple[Named, Tag]] = {
    "speaker": ("speaker", Tag.SPEAKER),
    "issue": ("issue", Tag.ISSUE),
    "source": ("outlet", Tag.OUTLET),
    "by": ("speaker", Tag.REPORTER),
}
_COUNTED: dict[str, Named] = {
    Tag.SPEAKER.value: "speaker",
    Tag.ISSUE.value: "issue",
    Tag.OUTLET.value: "outlet",
}
_WORDED: dict[str, tuple[tuple[str, ...], Tag]] = {
    "kind": (get_args(Kind), Tag.KIND),
    "mode": (get_args(Mode), Tag.MODE),
}
_IS = ("marked", "read", "unread", "corrected", "negated")

Personal = Callable[[str], frozenset[int]]
"""Ids of the quotes a person marked ("marked") or read ("read")."""


class Planner:
    """Compiles queries against one archive."""

    def __init__(self, lexicon: Lexicon, names: Names, personal: Personal) -> None:
        self._lexicon = lexicon
        self._names = names
        self._personal = personal
        self._corrector = Corrector(lexicon, names["speaker"])
        self._holding_of = lru_cache(maxsize=4)(self._count_holding)

    def compile(self, query: Query, today: date) -> Plan:
        """The plan of `query`. What makes no sense is told in its `error` and left out."""
        plan = Plan(error=query.error)
        bare = list(map(_bare_word, query.clauses))
        typed = frozenset(word for item in bare if item for word in _terms(item.text))
        plan.cut = any(self._is_cut(item) for clause in query.clauses for item in clause if not item.negated)
        for clause, item in zip(query.clauses, bare, strict=True):
            if item is None:
                self._clause(plan, clause, today)
            elif group := self._group(item, typed):
                plan.groups.append(group)
        return plan

    def widen(self, plan: Plan, worst: int, over: Callable[[], bool]) -> bool:
        """Fill in typos, joined and split words; if `worst` is `FAR` more typos and transliterations too.

        Returns False when the time was `over` before all words of a long query were corrected. Asked again,
        it goes on from there.
        """
        for level, corrected in ((TYPO, self._corrector.typos), (FAR, self._corrector.far_typos)):
            if not plan.widened < level <= worst:
                continue
            for group in plan.groups[plan.corrected :]:
                if plan.corrected >= CORRECTED and over():
                    return False
                some = corrected(group)
                group.widen(level, some, self._reach(some))
                plan.corrected += 1
            if level == TYPO:
                self._join(plan)
            plan.widened, plan.corrected = level, 0
        return True

    def _join(self, plan: Plan) -> None:
        for at, (one, other) in enumerate(zip(plan.groups, plan.groups[1:], strict=False)):
            if len(one.terms) == len(other.terms) == 1 and at - 1 not in plan.joins:
                joined = one.terms[0] + other.terms[0]
                found = [joined] if self._lexicon.count(joined) else []
                found += self._lexicon.completions(joined, COMPLETIONS) if other.prefix else ()
                if found:
                    plan.joins[at] = tuple(Alternative((word,)) for word in found)

    # Words.

    def _group(self, item: Word, typed: frozenset[str]) -> Group | None:
        words = _terms(item.text)
        if not words:
            return None
        last, head = words[-1], words[:-1]
        exact = [Alternative(words), *self._voices(words, typed, prefix=False)]
        other = [(*head, spelling) for spelling in variants.aliases(last)]
        if head and self._lexicon.count("".join(words)):  # cease-fire: ceasefire
            other.append(("".join(words),))
        if item.prefix:
            other += [(*head, word) for word in self._lexicon.completions(last, COMPLETIONS)]
            other += [(*head, spelling) for spelling in variants.alias_beginnings(last)]
        longer = list(map(Alternative, other))
        if item.prefix and len(last) >= VOICE_LETTERS:
            longer += self._voices(words, typed, prefix=True)
        classes = [tuple(exact), new(longer, exact), (), ()]
        known = [one for some in classes for one in some]
        frequency = self._reach(one for one in known if not one.is_tag)
        return Group(item.text, words, item.prefix, classes, frequency, self._reach(known))

    def _reach(self, some: Iterable[Alternative]) -> int:
        """In about how many quotes one of `some` stands."""
        return sum(min(map(self._frequency, one.terms)) for one in some)

    def _frequency(self, term: str) -> int:
        if not is_token(term):
            return self._lexicon.count(term)
        kind = _COUNTED.get(term[0])
        return self._names[kind].count(int(term[1:])) if kind else EVERYWHERE

    def _voices(self, words: Sequence[str], typed: frozenset[str], *, prefix: bool) -> list[Alternative]:
        """The speakers whose name holds `words`, those first whose name holds more of what is typed."""
        roster = self._names["speaker"]
        places = roster.holding(words, prefix=prefix)
        if len(places) > VOICES and len(typed) > 1:
            shared = self._holding_of(typed)
            most = max(shared[place] for place in places)
            best = roster.most_quoted((place for place in places if shared[place] == most), VOICES)
            ids = dict.fromkeys([*best, *roster.most_quoted(places, VOICES)])
        else:
            ids = dict.fromkeys(roster.most_quoted(places, VOICES))
        return [Alternative((token(Tag.SPEAKER, id_),)) for id_ in list(ids)[:VOICES]]

    def _count_holding(self, typed: frozenset[str]) -> Counter[int]:
        """How many of the words typed the names of speakers hold, by the names' places."""
        return Counter(place for word in typed for place in self._names["speaker"].places(word))

    # Everything else.

    def _clause(self, plan: Plan, clause: Clause, today: date) -> None:
        if len(clause) == 1:
            self._single(plan, clause[0], today)
            return
        found = [self._alternatives(plan, item) for item in clause]
        if all(item.negated is False and some is not None for item, some in zip(clause, found, strict=True)):
            some = tuple(one for alternatives in found for one in alternatives or ())
            plan.required.append(Filter(some, self._reach(some)))
            return
        tests = [test for item in clause if (test := self._test(plan, item, today))]
        if tests:
            plan.tests.append(conditions.either(*tests))

    def _single(self, plan: Plan, item: Item, today: date) -> None:
        if isinstance(item, Field) and item.name in ("date", "since", "until") and not item.negated:
            if days := self._days(plan, item, today):
                low, high = dates.ids_of(days)
                plan.low, plan.high = max(plan.low, low), min(plan.high, high)
        elif isinstance(item, Field) and item.name == "is" and (ids := self._ids(plan, item)) is not None:
            chosen, holds = ids
            if holds != item.negated:
                plan.only = chosen if plan.only is None else plan.only & chosen
            else:
                plan.without |= chosen
        elif not (item.negated and self._is_cut(item)) and (
            (some := self._alternatives(plan, item)) is not None
        ):
            if item.negated:
                plan.excluded += [tuple(some)] if some else []
            else:
                plan.required.append(Filter(tuple(some), self._reach(some)))
        elif test := self._test(plan, item, today):
            plan.tests.append(test)

    def _test(self, plan: Plan, item: Item, today: date) -> Test | None:
        """Whether a quote holds `item`, for what is not words; None when `item` says nothing (yet)."""
        holds: Test | None = None
        if (some := self._alternatives(plan, item)) is not None:
            holds = conditions.holding(some)
            if self._is_cut(item):
                holds = conditions.either(holds, conditions.beginning(_terms(_written(item))))
        elif isinstance(item, Field) and item.name in ("date", "since", "until"):
            if days := self._days(plan, item, today):
                holds = conditions.between(*dates.ids_of(days))
        elif isinstance(item, Field) and (ids := self._ids(plan, item)) is not None:
            holds = conditions.among(*ids)
        if holds is None or not item.negated:
            return holds
        return conditions.unless(holds)

    def _is_cut(self, item: Item) -> bool:
        """Whether `item` is the beginning of more words than are looked for."""
        words = _terms(_written(item)) if item.prefix else ()
        return bool(words) and len(self._lexicon.completions(words[-1], COMPLETIONS)) >= COMPLETIONS

    def _days(self, plan: Plan, item: Field, today: date) -> dates.Days | None:
        days = dates.read(item.name, item.value, today)
        if days is None and item.value:
            plan.complain(
                f"“{item.value}” is no date: write 2025, 2025-12, 2025-12-01..2025-12-21, 2w or yesterday.",
                item.position,
            )
        if days and days[0] > days[1]:
            plan.complain(f"“{item.value}” ends before it begins.", item.position)
            return None
        return days

    def _ids(self, plan: Plan, item: Field) -> tuple[frozenset[int], bool] | None:
        """For `is:`, the ids it speaks of and whether it wants them; None for the rest."""
        value = _completed(item, _IS) if item.name == "is" else ""
        if value in ("marked", "read", "unread"):
            return self._personal("marked" if value == "marked" else "read"), value != "unread"
        return None

    def _alternatives(self, plan: Plan, item: Item) -> list[Alternative] | None:
        """What of the index `item` asks for, of which one must hold; None when it asks for nothing of it."""
        match item:
            case Word():
                group = self._group(item, frozenset())
                return group.upto(PREFIX) if group else None
            case Phrase():
                return self._phrase(item.text, prefix=item.prefix)
            case Field(name="about"):
                return self._about(item)
            case Field(name=name) if name in _NAMED:
                return self._named(plan, item)
            case Field(name=name) if name in _WORDED:
                values, tag = _WORDED[name]
                return self._worded(plan, item, values, tag)
            case Field(name="is"):
                value = _completed(item, _IS)
                if value in ("marked", "read", "unread"):
                    return None
                return self._worded(plan, item, _IS, Tag.FLAG)
        return None

    def _phrase(self, text: str, *, prefix: bool) -> list[Alternative] | None:
        words = _terms(text)
        if not words:
            return None
        completions = self._lexicon.completions(words[-1], COMPLETIONS) if prefix else ()
        return [Alternative((*words[:-1], last)) for last in (words[-1], *completions)]

    def _about(self, item: Field) -> list[Alternative] | None:
        """The words themselves, and every name of the speakers they name, in the text."""
        found = self._phrase(item.value, prefix=item.prefix)
        if found is None:
            return None
        roster = self._names["speaker"]
        words = _terms(item.value)
        whole = roster.called(words) if len(words) > 1 else roster.holding(words, prefix=item.prefix)
        ids = roster.most_quoted(whole, VOICES)
        aliases = [Alternative(tuple(name.split())) for id_ in ids for name in roster.of(id_) if name]
        return [*found, *new(aliases, found)]

    def _named(self, plan: Plan, item: Field) -> list[Alternative] | None:
        kind, tag = _NAMED[item.name]
        if item.value[:1] == "#" and item.value[1:].isdecimal() and item.value.isascii():
            return [Alternative((token(tag, int(item.value[1:])),))]
        words = _terms(item.value)
        if not words:
            return None
        roster = self._names[kind]
        places = roster.called(words) if item.exact or len(words) > 1 else set()
        places = places or roster.holding(words, prefix=item.prefix) or roster.holding(words, prefix=True)
        if not places and (places := self._near(kind, words, item)):
            names = dict.fromkeys(roster.names[place] for place in roster.by_quotes(places))
            plan.read_as.append(Correction(item.value, tuple(names)[:TOLD]))
        if not places:
            plan.unknown = True
            plan.complain(f"No {item.name} is called “{item.value}”.", item.position, unknown=True)
        plan.cut = plan.cut or len(places) > NAMED
        return [Alternative((token(tag, id_),)) for id_ in roster.most_quoted(places, NAMED)]

    def _near(self, kind: Named, words: Sequence[str], item: Field) -> set[int]:
        """The places of the names that a misspelt one may be."""
        roster = self._names[kind]
        near = [self._lexicon.meant(word) for word in words[:-1]]
        near.append(self._lexicon.meant(words[-1], begun=item.prefix))
        return set.intersection(*({at for word in some for at in roster.places(word)} for some in near))

    def _worded(self, plan: Plan, item: Field, values: Sequence[str], tag: Tag) -> list[Alternative] | None:
        value = _completed(item, values)
        if value in values:
            return [Alternative((token(tag, value),))]
        if value:
            plan.complain(f"“{item.value}” is none of {', '.join(values)}.", item.position)
        return None


def _bare_word(clause: Clause) -> Word | None:
    """The word that a clause is, if it is nothing else."""
    item = clause[0]
    return item if len(clause) == 1 and isinstance(item, Word) and not item.negated else None


def _terms(text: str) -> tuple[str, ...]:
    """The words of what was typed. Nobody types private-use letters, and none may pass for a filter."""
    return tuple(word for word in terms(text) if not is_private(word))


def _written(item: Item) -> str:
    """What `item` asks for in the text; nothing for a filter."""
    if isinstance(item, Field):
        return item.value if item.name == "about" else ""
    return item.text


def _completed(item: Field, values: Sequence[str]) -> str:
    """The value, or the one of `values` that it begins while it is being typed."""
    value = item.value.strip().lower()
    begun = [other for other in values if value and item.prefix and other.startswith(value)]
    return begun[0] if begun and value not in values else value
