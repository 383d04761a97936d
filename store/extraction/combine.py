"""What the trained tagger finds, with what the rules know better.

The corpus that the tagger learned from leaves out speech within somebody else's quotation, and its annotators
let a content run on over a second cue with the same source; and where tagger and rules agree, less confidence
is enough.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from store.extraction.tagged import Tagged
from store.records import Span

AGREED = 0.2
"""What the tagger finds with at least this confidence stays where the rules find the same."""
NESTED = 0.5
"""The confidence of a quotation within somebody else's that only the rules find."""

_CONJUNCTION = re.compile(r"[\s,;]*(?:\b(?:and|but|or|then|also|later|while|yet)\b[\s,;]*)+$")


def combine(
    text: str, found: Sequence[Tagged], ruled: Sequence[Tagged], inner: Sequence[Span], least: float
) -> list[Tagged]:
    """Attributions of the tagger and of the rules as one list.

    Args:
        text: the article.
        found: the tagger's, from a confidence of `AGREED` on.
        ruled: the rules'.
        inner: what stands between quotation marks within a quotation, in order.
        least: the confidence that the tagger's need where the rules do not find them.
    """
    by_paragraph = _Overlaps(ruled)
    kept = [t for t in found if t.confidence >= least or any(_same(t, r) for r in by_paragraph.near(t))]
    out = _parted(text, kept)
    taken = _Overlaps(out)
    for rule in ruled:
        if rule.source and _nested(rule, inner) and not any(_like(rule, t) for t in taken.near(rule)):
            out.append(replace(rule, confidence=NESTED))
    return sorted(out, key=lambda t: (t.content, t.cue))


class _Overlaps:
    """Attributions by where their contents stand, so that few are compared with few."""

    BLOCK = 400

    def __init__(self, given: Iterable[Tagged]) -> None:
        self.blocks: dict[int, list[Tagged]] = {}
        for one in given:
            for block in self._blocks(one):
                self.blocks.setdefault(block, []).append(one)

    def _blocks(self, one: Tagged) -> set[int]:
        return {b for s, e in one.content for b in range(s // self.BLOCK, (e - 1) // self.BLOCK + 1)}

    def near(self, one: Tagged) -> list[Tagged]:
        """Those that may share a character of content with `one`."""
        return [other for block in sorted(self._blocks(one)) for other in self.blocks.get(block, ())]


def _shared(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(e, f) - max(s, r)) for s, e in a for r, f in b)


def _like(a: Tagged, b: Tagged) -> bool:
    """Half of each content is the other's."""
    longer = max(sum(e - s for s, e in one.content) for one in (a, b))
    return 2 * _shared(a.content, b.content) >= longer


def _same(a: Tagged, b: Tagged) -> bool:
    """The same content from the same source."""
    return _like(a, b) and (_shared(a.source, b.source) > 0 or not (a.source or b.source))


def _nested(one: Tagged, inner: Sequence[Span]) -> bool:
    """Whether its content is a quotation within a quotation."""
    start = one.content[0][0]
    k = bisect_right(inner, start + 1, key=lambda q: q[0]) - 1
    return k >= 0 and abs(inner[k][0] - start) <= 1


def _parted(text: str, given: Sequence[Tagged]) -> list[Tagged]:
    """Contents that end where another cue of the same source begins ("said it was late | and hinted …")."""
    places = _Overlaps(given)
    out = []
    for one in given:
        content = list(one.content)
        for other in places.near(one):
            if other is one or not other.cue or (other.source and not _shared(other.source, one.source)):
                continue
            cue = other.cue[0][0]
            for i, (s, e) in enumerate(content):
                if s < cue < e and not any(s <= at < e for at, _ in other.source):
                    joint = _CONJUNCTION.search(text, s, cue)
                    if joint is not None and joint.start() > s:
                        content[i] = (s, joint.start())
        out.append(replace(one, content=tuple(content)))
    return out
