"""What is passed on: “Politico reports that Lee said …” is Lee's, through Politico; so is what Politico says
“citing two officials”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.extraction.attribution.drafts import Draft, Overlaps, same_words, shared, size
from store.extraction.attribution.reported import is_outlet, names_outlet
from store.extraction.speakers.lexicon.bodies import BODY_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.words import words
from store.records import Span

_THAT = "that "
_ACCORDING = re.compile(r"according to\b", re.I)
_CITING = re.compile(r"[\s,]*(?:[\w ]{0,30},\s)?citing\s(?P<cited>(?:[^,.;:!?“”\"\n]|\.(?=\w))+)")
"""Beside a cue or its source: on whose word an outlet reports."""
_CITED_NOUNS = ROLES | GROUP_NOUNS | DOCUMENT_NOUNS | BODY_NOUNS | words("sources source people person those")
_RECORDS = DOCUMENT_NOUNS | words(
    "remarks audio video footage account recording recordings transcripts excerpts notes"
)
_REACH = 160
"""Characters after an outlet in which the people it cites are named."""


def relayed(text: str, drafts: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """`drafts`, with the speaker in place of the outlet that passes on their words.

    Where a content is nothing but somebody's reporting clause, its speaker takes the outlet's place; what a
    document says is told as well.

    Args:
        text: the whole text.
        drafts: what was found, one attribution a clause.
        ruled: what the rules found, clauses within clauses too.
    """
    clauses = Overlaps(ruled)
    cues = [draft.cue for draft in drafts]
    out = [d for draft in drafts for d in _passed_on(text, draft, clauses)]
    renamed = {d.cue: d for d, cue in zip(drafts, cues, strict=True) if d.cue != cue}
    return [d for d in out if renamed.get(d.cue, d) is d and not _only_cites(text, d)]


def _only_cites(text: str, draft: Draft) -> bool:
    """ "Bloomberg, citing | two officials": nothing is said but on whose word."""
    return (
        any(_CITING.match(text, s, e + _REACH) for s, e in draft.cue)
        and bool(draft.source)
        and (names_outlet(text, draft.source[0]) or draft.source[0] == draft.content[0])
        and _speaks(text[slice(*draft.content[0])].split())
    )


def _passed_on(text: str, outer: Draft, clauses: Overlaps) -> Iterator[Draft]:
    if not outer.source or not outer.cue:
        yield outer
        return
    by_outlet = is_outlet(text, outer.source[0], outer.cue)
    record = any(_ACCORDING.match(text, s, e) for s, e in outer.cue) and _is_record(text, outer.source[0])
    inner = _clause_within(text, outer, clauses) if by_outlet or record else None
    if inner is None:
        if names_outlet(text, outer.source[0]):
            _name_cited(text, outer)
        yield outer
        return
    source = outer.source if by_outlet else ()
    if outer.direct:
        outer.source, outer.cue, outer.reported_by = inner.source, inner.cue, source
        yield outer
        return
    if not by_outlet:
        yield outer
    inner.confidence, inner.reported_by = outer.confidence, source
    yield inner


def _is_record(text: str, source: Span) -> bool:
    """A document or a recording: "a statement released by her office", "a transcript of the show"."""
    head = re.split(
        r"\b(?:of|by|from|in|on|for|to|released|obtained|provided|seen|that)\b|,", text[slice(*source)]
    )[0]
    return bool(_RECORDS & set(head.lower().split()))


def _clause_within(text: str, outer: Draft, clauses: Overlaps) -> Draft | None:
    """The reporting clause that the outer content is."""
    told = [c for c in outer.content if c[1] <= outer.cue[0][0]] or outer.content
    begin = told[0][0] + len(_THAT) if text.startswith(_THAT, told[0][0]) else told[0][0]
    for inner in clauses.near(outer.content):
        if inner.source and inner.cue and not shared(inner.cue, outer.cue):
            if outer.direct and inner.direct and _said_between(outer, inner):
                return inner
            if _is_all(begin, told, inner):
                return inner
    return None


def _said_between(outer: Draft, inner: Draft) -> bool:
    """“…,” Lee said, according to the outlet."""
    return (
        same_words(outer.content[:1], inner.content[:1])
        and outer.content[0][1] <= min(inner.cue[0][0], inner.source[0][0])
        and max(inner.cue[0][1], inner.source[0][1]) <= outer.cue[0][0]
    )


def _is_all(begin: int, outer: Sequence[Span], inner: Draft) -> bool:
    """Whether `inner` begins where the outer content does, and goes on to its end."""
    told = [inner.source[0], *inner.cue, *inner.content]
    ends = inner.content[-1][1] >= outer[-1][1] - 2
    within = shared(inner.content, outer) >= 0.9 * size(inner.content)
    return (
        inner.source[0][0] == begin
        and inner.cue[0][0] < inner.content[0][0]
        and ends
        and within
        and all(span[0] >= begin for span in told)
    )


def _name_cited(text: str, draft: Draft) -> None:
    """ "Bloomberg, citing two officials, reported that …": the officials, through Bloomberg."""
    for at in (draft.source[0][1], draft.cue[-1][1]):
        citing = _CITING.match(text, at, min(len(text), at + _REACH))
        if citing is None or not _speaks(text[citing.start("cited") : citing.end("cited")].split()):
            continue
        cited = citing.start("cited"), citing.end("cited")
        draft.reported_by, draft.source = draft.source, (cited,)
        start, end = draft.content[0]
        if start <= cited[1] < end:  # "According to Yonhap, citing | two officials, the ministry …"
            draft.content[0] = (
                cited[1] + len(text[cited[1] : end]) - len(text[cited[1] : end].lstrip(" ,")),
                end,
            )
        return


def _speaks(cited: Sequence[str]) -> bool:
    """Whether the words name people, a body or a document: not "citing costs"."""
    return any(w.lower() in _CITED_NOUNS or w.lower().rstrip("s") in _CITED_NOUNS for w in cited) or (
        cited[0][:1].isupper()
    )
