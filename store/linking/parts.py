"""Parts of names ("Witkoff", "J. Smith"): whose they are, by what stands near them in time.

All mentions of a surname stand on one line, ordered by date and then by article. A part looks at the full
names next to it on the line, a fixed number on each side, so that how it is decided depends on the set of
articles and not on the order they came in, and so that a new article makes only its neighbours be looked at
again. A surname alone is never enough: without a role or company in common the part stays loose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from store.linking.evidence import Context, Evidence, weigh
from store.linking.names import Name, plain
from store.linking.whole import alike

REACH = 5
"""Full names looked at on each side of a part."""

REPRESENTATIVES = 32
"""Loose parts of a surname that the others are compared with: those first by their articles' hashes."""

_FIRST_NAME = 3
"""The evidence that a first name alone needs: many more people share it than a surname."""

_SHARE = 0.7
"""The part of all evidence that one speaker must hold."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a part of a name stands for; `target` is empty when nothing was certain enough."""

    target: str
    reason: str
    score: float


LOOSE = Decision("", "", 1.0)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A full name near the part on its line."""

    name: Name
    cluster: str
    written: str
    context: Context


def fits(part: Name, whole: Name) -> bool:
    """Whether `part` can be short for `whole`: its surname and no other initial, or its first name."""
    if part.suffix and part.suffix != whole.suffix:
        return False
    if alike(part.surname, whole.surname) != "other":
        return not part.given or part.given[0] in (whole.given[:1], whole.words[0][:1])
    return not part.given and plain(part.surname) == plain(whole.words[0])


def decide(part: Name, context: Context, neighbours: Sequence[Neighbour]) -> Decision:
    """Which of the full names near it `part` stands for.

    The evidence of all neighbours of one speaker adds up; a speaker is taken when one neighbour alone is
    evidence and the speaker holds most of it.
    """
    mass: dict[str, float] = {}
    best: dict[str, tuple[float, str, Evidence, Neighbour]] = {}
    for neighbour in neighbours:
        if not fits(part, neighbour.name):
            continue
        evidence = weigh(context, neighbour.context)
        by_surname = alike(part.surname, neighbour.name.surname) != "other"
        if evidence.weight < (1 if by_surname else _FIRST_NAME):
            continue
        mass[neighbour.cluster] = mass.get(neighbour.cluster, 0.0) + evidence.weight
        held = best.get(neighbour.cluster)
        entry = (evidence.weight, neighbour.name.key, evidence, neighbour)
        if held is None or entry[:2] > held[:2]:
            best[neighbour.cluster] = entry
    if not mass:
        return LOOSE
    winner = max(mass, key=lambda cluster: (mass[cluster], cluster))
    share = mass[winner] / sum(mass.values())
    if share < _SHARE:
        return LOOSE
    weight, key, evidence, neighbour = best[winner]
    score = round(share * min(1.0, 0.6 + weight / 10), 3)
    return Decision(key, f"{neighbour.written}: {evidence.reason}", score)


@dataclass(frozen=True, slots=True, order=True)
class Loose:
    """A part of a name without a full one; ordered by content, the same way in every archive."""

    anchor: str
    position: int
    mention: int


def gather(
    surname: str, loose: Sequence[Loose], alike: Callable[[int, int], Evidence]
) -> dict[int, Decision]:
    """Clusters of the loose parts of one surname, given in ascending order, by mention.

    The first of them represent the rest: they are joined where `alike` finds evidence, and each other part
    joins the representative that it has most in common with.
    """
    heads, rest = loose[:REPRESENTATIVES], loose[REPRESENTATIVES:]
    decisions = _join_heads(surname, heads, alike)
    for part in rest:
        decisions[part.mention] = join_one(surname, part, heads, decisions, alike)
    return decisions


def join_one(
    surname: str,
    part: Loose,
    heads: Sequence[Loose],
    decisions: Mapping[int, Decision],
    alike: Callable[[int, int], Evidence],
) -> Decision:
    """The cluster of a part that represents nobody, by the clusters of those that do."""
    nearest = max(((alike(part.mention, head.mention).weight, head) for head in heads), default=None)
    if nearest is None or nearest[0] < 1:
        return Decision(_own_key(surname, part), "", 1.0)
    evidence = alike(part.mention, nearest[1].mention)
    return Decision(decisions[nearest[1].mention].target, evidence.reason, 0.7)


def _join_heads(
    surname: str, heads: Sequence[Loose], alike: Callable[[int, int], Evidence]
) -> dict[int, Decision]:
    first = {head: head for head in heads}
    reasons: dict[Loose, str] = {}
    for at, one in enumerate(heads):
        for two in heads[at + 1 :]:
            evidence = alike(one.mention, two.mention)
            if evidence.weight < 1:
                continue
            low, high = sorted((first[one], first[two]))
            reasons.setdefault(two, evidence.reason)
            reasons.setdefault(one, evidence.reason)
            if low != high:
                first = {part: low if root == high else root for part, root in first.items()}
    return {
        head.mention: Decision(
            _own_key(surname, first[head]), reasons.get(head, ""), 0.7 if head in reasons else 1.0
        )
        for head in heads
    }


def _own_key(surname: str, part: Loose) -> str:
    return f"u:{surname}:{part.anchor}:{part.position}"
