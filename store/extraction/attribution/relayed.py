"""What an outlet passes on: “Politico reports that Lee said …” is Lee's, through Politico."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.attribution.drafts import Draft, Overlaps, shared, size
from store.extraction.attribution.reported import is_outlet
from store.records import Span

_THAT = "that "


def relayed(text: str, drafts: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """`drafts`, with the speaker in place of the outlet where a content is nothing but somebody's reporting
    clause.

    Args:
        text: the whole text.
        drafts: what was found, one attribution a clause.
        ruled: what the rules found, clauses within clauses too.
    """
    clauses = Overlaps(ruled)
    return [_speaker(text, draft, clauses) or draft for draft in drafts]


def _speaker(text: str, outer: Draft, clauses: Overlaps) -> Draft | None:
    if not outer.source or not outer.cue or not is_outlet(text, outer.source[0], outer.cue):
        return None
    begin = _past_that(text, outer.content[0])
    for inner in clauses.near(outer.content):
        if inner.source and inner.cue and _is_all(begin, outer, inner):
            inner.confidence, inner.reported_by = outer.confidence, outer.source
            return inner
    return None


def _past_that(text: str, span: Span) -> int:
    return span[0] + len(_THAT) if text.startswith(_THAT, span[0]) else span[0]


def _is_all(begin: int, outer: Draft, inner: Draft) -> bool:
    """Whether `inner` begins where the outer content does, and goes on to its end."""
    told = [inner.source[0], *inner.cue, *inner.content]
    ends = inner.content[-1][1] >= outer.content[-1][1] - 2
    within = shared(inner.content, outer.content) >= 0.9 * size(inner.content)
    return (
        inner.source[0][0] == begin
        and inner.cue[0][0] < inner.content[0][0]
        and ends
        and within
        and all(span[0] >= begin for span in told)
    )
