"""Which fragments of a content can be one person's words: no words are put into the wrong mouth for
nearness."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.extraction.attribution.boundaries import Boundaries
from store.extraction.attribution.drafts import Draft
from store.extraction.attribution.rules.cues import PRONOUNS, find_cues
from store.extraction.attribution.rules.subjects import first_subject
from store.extraction.attribution.rules.tokens import Token, tokenize
from store.extraction.segments import QuoteSpan, sentences
from store.records import Span

_SENTENCE_END = ".!?;:"
_WRITTEN = re.compile(
    r"\b(?:reading|that\sreads?|which\sreads?|bearing\s(?:the\s)?words|titled|entitled):?\s$"
)
"""Before what stands on a sign or a cover: "told protesters holding signs reading “…”"."""
_BEFORE = 24
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
        if not kept or (
            _follows(boundaries, kept[-1], span, draft) and not _taken_over(boundaries, span, draft)
        ):
            kept.append(_quotation_alone(boundaries, _after_colon(boundaries, span), draft))
    draft.content = kept
    draft.direct = draft.direct or all(boundaries.filled(s) is not None for s in kept)
    if draft.direct:
        inner = [(boundaries.filled(s), s) for s in kept]
        draft.content = [boundaries.without_comma(q.inner) if q is not None else s for q, s in inner]
    return draft


def _follows(boundaries: Boundaries, before: Span, span: Span, draft: Draft) -> bool:
    segments = boundaries.segments
    if _past_semicolon(boundaries, before, span, draft):
        return False
    one, other = segments.paragraph_at(before[0]), segments.paragraph_at(span[0])
    if other == one or any(segments.paragraph_at(s) == other for s, _ in draft.cue):
        return True
    body = segments.paragraphs[other].body
    between = boundaries.text[body : span[0]] if body < span[0] else ""
    return other == one + 1 and not any(c.isalnum() for c in between)


def _past_semicolon(boundaries: Boundaries, before: Span, span: Span, draft: Draft) -> bool:
    """ "she was hopeful; a diplomat, speaking privately, | was less so": another clause with a subject of its
    own, and no cue between."""
    if boundaries.crossed(span) or any(before[1] <= s < span[0] for s, _ in draft.cue):
        return False
    return ";" in boundaries.text[before[1] : span[0]].rstrip()[:-1]


def _taken_over(boundaries: Boundaries, span: Span, draft: Draft) -> bool:
    """Whether a further fragment is somebody else's by what stands before it."""
    quote = boundaries.filled(span)
    if quote is None:
        return False
    written = _WRITTEN.search(boundaries.text, max(0, quote.start - _BEFORE), quote.start)
    if written is not None and not any(
        written.start() < end and start < quote.start for start, end in draft.cue
    ):
        return True
    return next_speaker(boundaries, draft, quote) is not None


def next_speaker(boundaries: Boundaries, draft: Draft, quote: QuoteSpan) -> Span | None:
    """Who takes the floor between `draft` and the quotation after its cue.

    "…,” Tom said, and Betsy cut in. “He's better”": the subject of a clause or sentence about somebody
    else.
    """
    if not draft.cue or not draft.source or draft.cue[0][0] > quote.start:
        return None
    spoken = (c for c in draft.content if c[1] <= quote.start)
    told = max(end for _, end in (*draft.cue, *draft.source, *spoken))
    between = sentences(boundaries.text, told, quote.start, boundaries.outer)
    if not between or boundaries.crossed((between[0][0], between[-1][1])):
        return None
    tokens = tokenize(boundaries.text, *between[-1], ())
    if len(between) == 1 and [t.low for t in tokens[:2]] not in ([",", "and"], [",", "but"]):
        return None
    subject = first_subject(tokens, len(tokens))
    if subject is None or tokens[subject[0]].low in PRONOUNS:
        return None
    other = _names(tokens[slice(*subject)])
    own = _names([t for s in draft.source for t in tokenize(boundaries.text, *s, ())])
    same = bool(own & other) and (own <= other or other <= own)
    return None if same else (tokens[subject[0]].start, tokens[subject[1] - 1].end)


def _names(tokens: Sequence[Token]) -> set[str]:
    return {t.low for t in tokens if t.capital and not t.low.endswith(".")}


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
    if not crossed or not draft.cue or draft.cue[0][0] < end:
        return span
    quote = crossed[-1]
    if len(crossed) > 1 and not _told_between(boundaries, crossed):
        return span
    before = text[start : quote.start].rstrip()
    if quote.start <= start or quote.end < end or not before or before[-1] not in _SENTENCE_END:
        return span
    spoken = text[quote.inner[1] - 1] in _SPEECH_END or text[quote.end : quote.end + 1] == ","
    return (quote.start, quote.end) if spoken else span


def _told_between(boundaries: Boundaries, crossed: Sequence[QuoteSpan]) -> bool:
    """ "“I'd beat him,” Lane said. “I'd love to,” Lane said": each quotation has who said it behind it."""
    one, other = crossed[-2], crossed[-1]
    tokens = tokenize(boundaries.text, one.end, other.start, ())
    ended = bool(tokens) and tokens[-1].text in _SENTENCE_END
    return ended and boundaries.text[one.inner[1] - 1] in _SPEECH_END and bool(find_cues(tokens))
