"""Tags, rules and layout to attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from store.extraction.attribution import interviews, structure
from store.extraction.attribution.boundaries import Boundaries
from store.extraction.attribution.finish import finish
from store.extraction.attribution.floor import give_floor
from store.extraction.attribution.fragments import one_mouth
from store.extraction.attribution.headlines import name_by_body
from store.extraction.attribution.reconcile import reconcile
from store.extraction.attribution.relayed import relayed
from store.extraction.attribution.reported import through
from store.extraction.attribution.resumed import resumed
from store.extraction.attribution.shown import heard
from store.extraction.segments import RUBRICS, Paragraph, Segments
from store.extraction.tagged import Tagged
from store.records import Attribution


def assemble(
    text: str,
    segments: Segments,
    tagged: Sequence[Tagged],
    ruled: Sequence[Tagged] = (),
    least: float = 0.0,
) -> tuple[Attribution, ...]:
    """Turn what the tagger, the rules and the layout say into attributions.

    Args:
        text: the whole text.
        segments: its paragraphs and quotations.
        tagged: what the tagger found, in any order.
        ruled: what the rules found, in any order.
        least: the confidence that one of `tagged` needs where no rule finds the same.

    Returns:
        The attributions in the order of their first content offset, without repeats. Every span lies in the
        text and is not empty; every attribution has content.
    """
    boundaries = Boundaries(text, segments)
    interview = interviews.find(text, segments)
    layout = []
    for laid_out in (*structure.find(text, segments), *map(structure.LaidOut, interview.answers)):
        draft = boundaries.draft(laid_out.tagged, spoken=not laid_out.headline)
        draft.by_layout, draft.headline = True, laid_out.headline
        if draft.content:
            layout.append(draft)
    silent = [p for p in segments.paragraphs if p.role == "boilerplate"]
    model = [
        heard(boundaries, one_mouth(boundaries, boundaries.draft(t)))
        for t in _ordered(tagged)
        if not (_under_rubric(text, t) or _among(silent, t) or _in_dateline(text, segments, t))
    ]
    rules = [boundaries.draft(t) for t in _ordered(ruled) if not _own_opinion(text, t)]
    model, rules = interview.left_of(text, model), interview.left_of(text, rules)
    drafts = resumed(boundaries, reconcile(text, model, rules, layout, least))
    drafts = relayed(text, drafts, rules)
    name_by_body(text, drafts)
    found = {finish(boundaries, draft) for draft in give_floor(boundaries, drafts)}
    return tuple(through(text, sorted(found, key=lambda a: (a.content[0], a.content, a.cue, a.source))))


def _own_opinion(text: str, tagged: Tagged) -> bool:
    """Whether somebody only gives their words as their opinion: "It is, in my opinion, late"."""
    return [text[s:e].casefold() in {"my", "our"} for s, e in tagged.source] == [True]


def _under_rubric(text: str, tagged: Tagged) -> bool:
    """Whether what is taken for the source is a headline's rubric: "Obituary: …"."""
    return [text[s:e].strip(": ").casefold() in RUBRICS for s, e in tagged.source] == [True]


def _in_dateline(text: str, segments: Segments, tagged: Tagged) -> bool:
    """Whether what is taken for the source only tells where it was written: "ISLAMABAD: The court …"."""
    if not tagged.source:
        return False
    start, end = tagged.source[0]
    paragraph = segments.paragraphs[segments.paragraph_at(start)]
    leads = paragraph.role == "body" and paragraph.start == start and end < paragraph.body
    return leads and text[end : end + 1] == ":"


def _among(paragraphs: Sequence[Paragraph], tagged: Tagged) -> bool:
    """Whether one of `paragraphs`, given in order, holds the beginning of what is said."""
    start = min(tagged.content)[0]
    at = bisect_right(paragraphs, start, key=lambda p: p.start) - 1
    return at >= 0 and start < paragraphs[at].end


def _ordered(tagged: Sequence[Tagged]) -> list[Tagged]:
    return sorted(tagged, key=lambda t: (t.content, t.cue, t.source))
