"""Jumping to a name: speakers, issues, outlets and saved searches that are like what was typed.

The words of names are indexed, so that of 60,000 names only the few that can be meant are compared. Only
when none holds the words, not even with a typo, is every name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10

from rapidfuzz import fuzz, process

from store.search.answers import JumpHit, JumpKind
from store.search.lexicon import Lexicon
from store.search.names import Named, Names, Roster
from store.search.words import terms

_CALLED, _HOLDING, _MEANT = 90.0, 75.0, 55.0
"""Least scores of a name that is what was typed, that holds its words, that holds words near them."""

_LIKE = 60.0
_COMPARED = 300
_KINDS: tuple[Named, ...] = ("speaker", "issue", "outlet")


def find(text: str, names: Names, lexicon: Lexicon, saved: Sequence[str], limit: int) -> list[JumpHit]:
    """The names most like `text`, the likest first, and of those the most quoted."""
    words = terms(text)
    if not words:
        return []
    rosters: list[tuple[JumpKind, Roster]] = [(kind, names[kind]) for kind in _KINDS]
    rosters.append(("search", Roster((0, name, 0) for name in saved)))
    found = [hit for kind, roster in rosters for hit in _holding(kind, roster, words)]
    if len(found) < limit:
        near = [lexicon.meant(word, begun=word is words[-1]) for word in words]
        found += [hit for kind, roster in rosters for hit in _meant(kind, roster, words, near)]
    if not found:
        found = [hit for kind, roster in rosters for hit in _like(kind, roster, " ".join(words), limit)]
    best: dict[tuple[str, int, str], JumpHit] = {}
    for hit in sorted(found, key=lambda hit: (-hit.score, hit.name)):
        key = (hit.kind, hit.id, "" if hit.id else hit.name)
        best.setdefault(key, hit)
    return list(best.values())[:limit]


def _holding(kind: JumpKind, roster: Roster, words: Sequence[str]) -> Iterator[JumpHit]:
    called = roster.called(words)
    for place in called:
        yield _hit(kind, roster, place, _CALLED)
    yield from _best(kind, roster, roster.holding(words, prefix=True) - called, words, _HOLDING)


def _meant(
    kind: JumpKind, roster: Roster, words: Sequence[str], near: Sequence[Sequence[str]]
) -> Iterator[JumpHit]:
    places = [{place for word in some for place in roster.places(word)} for some in near]
    known = roster.holding(words, prefix=True)
    yield from _best(kind, roster, set.intersection(*places) - known, words, _MEANT)


def _best(
    kind: JumpKind, roster: Roster, places: set[int], words: Sequence[str], base: float
) -> Iterator[JumpHit]:
    typed = " ".join(words)
    quoted = sorted(places, key=lambda place: -roster.quotes[place])[:_COMPARED]
    for place in quoted:
        yield _hit(kind, roster, place, base + fuzz.ratio(typed, roster.folded[place]) / 20)


def _like(kind: JumpKind, roster: Roster, typed: str, limit: int) -> Iterator[JumpHit]:
    for _, score, place in process.extract(
        typed, roster.folded, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=limit, processor=None
    ):
        yield _hit(kind, roster, place, score / 2)


def _hit(kind: JumpKind, roster: Roster, place: int, score: float) -> JumpHit:
    quotes = roster.quotes[place]
    # Of two names that are as like, the one quoted ten times as often is a point and a half ahead.
    return JumpHit(
        kind, roster.ids[place], roster.names[place], score + min(9.0, 1.5 * log10(quotes + 1)), quotes
    )
