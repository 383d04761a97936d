"""Which candidates are an article's issues: those that cover its quotes best, each thing said once."""

from __future__ import annotations

import math

from store.extraction.issues.candidate import Candidate
from store.extraction.issues.collection import Collection
from store.extraction.issues.lexicon import ABSTRACT, EMPTY, HUMAN, TOPICS, VAGUE, is_abstract
from store.extraction.speakers.lexicon.bodies import GENERIC_BODIES, MATTER_HEADS, ORGANIZATION_HEADS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.namekinds import kind_of_name

_BODIES = (ORGANIZATION_HEADS | GENERIC_BODIES) - MATTER_HEADS
LIMIT = 8
"""At most so many issues an article."""
LEAST = 1.2
"""The weight under which a phrase is hardly ever what an article is about: seen on annotated articles, where
one in eight was."""
FEW = 3
"""So many are named even when all are poor."""
REPEATED = 5.0
"""How many times less a phrase counts whose words other issues have already."""
FIGURE, BODY = 0.25, 0.5
"""What is left of the weight of a figure of speech and of a body."""
LEAD = 600
"""Characters at the head of an article where its matter is usually named."""


def quality(collection: Collection, candidate: Candidate) -> float:
    """How well a phrase names a matter, whichever quotes it covers."""
    stems = candidate.stems
    head = stems[-1]
    total = collection.total(candidate)
    topical = any(s in TOPICS for s in stems)
    value = {1: 0.8, 2: 1.3}.get(len(stems), 1.2)
    value *= 2.0 if head in ABSTRACT else 1.1 if is_abstract(head) else 1.0
    value *= 1.25 if topical else 0.75
    if not topical and total < 2 and not candidate.title:
        value *= 0.6
    if head in EMPTY:
        value *= 0.5
    if head in HUMAN:
        one = candidate.name.rsplit(" ", 1)[-1].lower() == head
        value *= 0.3 if one and head in ROLES else 0.6
    value *= 0.6 + 0.7 * collection.telling(candidate)
    value *= 1 + 0.6 * math.log2(total)
    if candidate.headline:
        value *= 2.5
    if candidate.debated:
        value *= 2.5
    if candidate.acted == candidate.forms.total():
        value *= 0.6
    if candidate.listed:
        value *= 1.2
    if candidate.first < LEAD:
        value *= 1.15
    if candidate.named and head not in ABSTRACT:
        value *= 0.8 if topical and head not in ORGANIZATION_HEADS else 0.4
    if len(stems) == 1 and not topical:
        value *= 0.7
    return value


def _is_figure(collection: Collection, candidate: Candidate) -> bool:
    """Whether a phrase stands once and only in somebody's quotation marks: mostly a figure of speech."""
    if candidate.plain or candidate.title or candidate.named or collection.total(candidate) > 1:
        return False
    topical = candidate.stems[-1] in ABSTRACT or not TOPICS.isdisjoint(candidate.stems)
    return not topical or candidate.a_byword


def _is_body(candidate: Candidate) -> bool:
    """Whether a phrase names a body, "finance ministry": it acts in a matter and is none."""
    head = candidate.stems[-1]
    if candidate.compound or head in ABSTRACT or head in TOPICS:
        return False
    named = candidate.named and kind_of_name(tuple(candidate.name.split()), False) == "organization"
    alone = head in VAGUE if len(candidate.stems) == 1 else head in _BODIES
    return alone or (named and TOPICS.isdisjoint(candidate.stems))


def weight(collection: Collection, candidate: Candidate) -> float:
    """How much the article's speakers talk about a phrase: its quality and the quotes it stands in."""
    beside = len(candidate.near.difference(candidate.quotes))
    value = quality(collection, candidate)
    if _is_figure(collection, candidate):
        value *= FIGURE
    if _is_body(candidate):
        value *= BODY
    return value * float(0.6 + (len(candidate.quotes) + 0.2 * beside) ** 0.7)


def choose(collection: Collection) -> list[Candidate]:
    """The issues, best first: greedily by weight, those with words that none yet has before the others."""
    pool = {
        c.stems: weight(collection, c)
        for c in collection.by_stems.values()
        if c.quotes or c.near or c.title or c.forms.total() > 1
    }
    best = sorted(pool, key=lambda s: -pool[s])[:60]
    poor = {
        s for s in best if _is_figure(collection, collection.by_stems[s]) or _is_body(collection.by_stems[s])
    }
    best = [s for at, s in enumerate(best) if (at < FEW and s not in poor) or pool[s] >= LEAST]
    roots = {s: tuple(map(_root, s)) for s in best}
    used: set[str] = set()
    chosen: list[Candidate] = []
    limit = min(LIMIT, 4 + len(collection.text) // 300)
    while best and len(chosen) < limit:
        stems = max(best, key=lambda s: pool[s] / (1 + REPEATED * _said(roots[s], used)))
        best.remove(stems)
        chosen.append(collection.by_stems[stems])
        used.update(roots[stems])
    return chosen


def _said(roots: tuple[str, ...], used: set[str]) -> float:
    """The share of words that an issue already has."""
    return sum(root in used for root in roots) / len(roots)


def _root(word: str) -> str:
    """What "terror", "terrorism" and "terrorist" have in common."""
    return word[:6]
