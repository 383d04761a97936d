"""Which candidates are an article's issues: those that cover its quotes best, each thing said once."""

from __future__ import annotations

import math

from store.extraction.issues.candidates import Candidate, Collection
from store.extraction.issues.lexicon import ABSTRACT, EMPTY, HUMAN, TOPICS, is_abstract
from store.extraction.speakers.lexicon.bodies import ORGANIZATION_HEADS
from store.extraction.speakers.lexicon.people import ROLES

LIMIT = 8
"""At most so many issues an article."""
LEAD = 600
"""Characters at the head of an article where its matter is usually named."""


def quality(collection: Collection, candidate: Candidate) -> float:
    """How well a phrase names a matter, whichever quotes it covers."""
    stems = candidate.stems
    head = stems[-1]
    total = collection.total(candidate)
    topical = any(s in TOPICS for s in stems)
    value = {1: 0.8, 2: 1.3}.get(len(stems), 1.2)
    value *= 1.25 if head in ABSTRACT else 1.1 if is_abstract(head) else 1.0
    value *= 1.1 if topical else 0.8
    if not topical and total < 2 and not candidate.title:
        value *= 0.6
    if head in EMPTY:
        value *= 0.8
    if head in HUMAN:
        one = candidate.name.rsplit(" ", 1)[-1].lower() == head
        value *= 0.3 if one and head in ROLES else 0.8
    value *= 0.7 + 0.5 * collection.telling(candidate)
    value *= 1 + 0.45 * math.log2(total)
    if candidate.title:
        value *= 1.8
    if candidate.listed:
        value *= 1.2
    if candidate.first < LEAD:
        value *= 1.15
    if candidate.named and head not in ABSTRACT:
        value *= 0.8 if topical and head not in ORGANIZATION_HEADS else 0.4
    if len(stems) == 1 and not topical:
        value *= 0.7
    return value


def choose(collection: Collection) -> list[Candidate]:
    """The issues, best first: greedily by quality times the quotes they cover that no issue yet does."""
    pool = {
        c.stems: quality(collection, c)
        for c in collection.by_stems.values()
        if c.quotes or c.near or c.title or c.forms.total() > 1
    }
    best = sorted(pool, key=lambda s: -pool[s] * (1 + len(collection.by_stems[s].quotes)))[:60]
    covered: dict[int, int] = {}
    used: dict[str, int] = {}
    chosen: list[Candidate] = []
    limit = min(LIMIT, 3 + len(collection.text) // 400)
    while best and len(chosen) < limit:
        stems = max(best, key=lambda s: _gain(collection, s, pool[s], covered, used))
        candidate = collection.by_stems[stems]
        best.remove(stems)
        chosen.append(candidate)
        for quote in candidate.quotes:
            covered[quote] = covered.get(quote, 0) + 1
        for word in stems:
            used[word] = used.get(word, 0) + 1
    return chosen


def _gain(
    collection: Collection,
    stems: tuple[str, ...],
    value: float,
    covered: dict[int, int],
    used: dict[str, int],
) -> float:
    candidate = collection.by_stems[stems]
    fresh = sum(1 / (1 + covered.get(q, 0)) for q in candidate.quotes)
    fresh += 0.2 * sum(1 / (1 + covered.get(q, 0)) for q in candidate.near if q not in candidate.quotes)
    repeated = sum(used.get(s, 0) for s in stems) / len(stems)
    return float(value * (0.6 + fresh**0.7)) / (1 + 1.5 * repeated)
