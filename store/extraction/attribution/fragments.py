"""Which fragments of a content can be one person's words: no words are put into the wrong mouth for
nearness."""

from __future__ import annotations

from store.extraction.attribution.boundaries import Boundaries
from store.extraction.attribution.drafts import Draft
from store.extraction.attribution.rules.tokens import tokenize
from store.records import Span

_SENTENCE_END = ".!?;:"
_SPEECH_END = ",.!?…"


def one_mouth(boundaries: Boundaries, draft: Draft) -> Draft:
    """The draft without what must be somebody else's, or the reporter's.

    A fragment in a later paragraph stays when that paragraph comes next and begins with it: a quotation that
    runs on or is taken up. The sentence before a quotation that its cue follows is the reporter's.
    """
    if not draft.content:
        return draft
    kept: list[Span] = []
    for span in draft.content:
        if not kept or _follows(boundaries, kept[-1], span, draft):
            kept.append(_quotation_alone(boundaries, _after_colon(boundaries, span), draft))
    draft.content = kept
    draft.direct = draft.direct or all(boundaries.filled(s) is not None for s in kept)
    if draft.direct:
        inner = [(boundaries.filled(s), s) for s in kept]
        draft.content = [boundaries.without_comma(q.inner) if q is not None else s for q, s in inner]
    return draft


def _follows(boundaries: Boundaries, before: Span, span: Span, draft: Draft) -> bool:
    segments = boundaries.segments
    one, other = segments.paragraph_at(before[0]), segments.paragraph_at(span[0])
    if other == one or any(segments.paragraph_at(s) == other for s, _ in draft.cue):
        return True
    body = segments.paragraphs[other].body
    between = boundaries.text[body : span[0]] if body < span[0] else ""
    return other == one + 1 and not any(c.isalnum() for c in between)


def _after_colon(boundaries: Boundaries, span: Span) -> Span:
    """ "sees | it otherwise: “There is no boat”": the quotation, when what introduces it is no clause."""
    start, end = span
    crossed = boundaries.crossed(span)
    if len(crossed) != 1 or crossed[0].start <= start or crossed[0].end < end:
        return span
    before = tokenize(boundaries.text, start, crossed[0].start, ())
    if not before or before[-1].text != ":" or any(t.pos == "V" for t in before):
        return span
    return crossed[0].start, crossed[0].end


def _quotation_alone(boundaries: Boundaries, span: Span, draft: Draft) -> Span:
    """ "The premier does not mind. “People got better,” she says": the quotation only."""
    text = boundaries.text
    start, end = span
    crossed = boundaries.crossed(span)
    if len(crossed) != 1 or not draft.cue or draft.cue[0][0] < end:
        return span
    (quote,) = crossed
    before = text[start : quote.start].rstrip()
    if quote.start <= start or quote.end < end or not before or before[-1] not in _SENTENCE_END:
        return span
    spoken = text[quote.inner[1] - 1] in _SPEECH_END or text[quote.end : quote.end + 1] == ","
    return (quote.start, quote.end) if spoken else span
