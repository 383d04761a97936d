"""Three views of one text made one: the model's, the rules' and the layout's.

The model decides what it was trained on. The layout decides what it names. The rules mend the model's
boundaries where a second reporting verb stands inside them, and add what they are sure of and the model has
not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from store.extraction.attribution.drafts import Draft, Overlaps, same_words, shared, size
from store.extraction.attribution.mending import SURE, mend_content, mend_source
from store.extraction.attribution.silent import forget_silent, is_no_statement
from store.extraction.attribution.whole_sources import complete
from store.records import Span

_QUOTING = re.compile(r"\b(?:quot|cit)(?:es?|ed|ing)\b", re.I)


def reconcile(
    text: str, model: Sequence[Draft], ruled: Sequence[Draft], layout: Sequence[Draft], least: float
) -> list[Draft]:
    """One list without repeats, in the order of the contents.

    Args:
        text: the whole text.
        model: what the model found, unsure findings too.
        ruled: what the rules found.
        layout: what the layout makes.
        least: the confidence that one of the model's needs where no rule finds the same.
    """
    taken = Overlaps(layout)
    rules = Overlaps(ruled)
    cues = Overlaps([*ruled, *(d for d in model if d.confidence >= least)])
    kept: list[Draft] = []
    for draft in model:
        near = list(rules.near((*draft.content, *draft.cue)))
        if _quotes_another(text, draft, near) or is_no_statement(text, draft):
            continue
        if not draft.content or not (draft.confidence >= least or any(_agree(draft, r) for r in near)):
            continue
        mend_source(text, draft, near)
        if not any(_absorbs(text, other, draft) for other in taken.near((*draft.content, *draft.cue))):
            mend_content(text, draft, list(cues.near((*draft.content, *draft.cue))), near)
            draft.content = _left_over(draft, list(taken.near(draft.content)))
            if draft.content and not is_no_statement(text, draft):
                kept.append(draft)
    distinct = _distinct(text, kept)
    told = Overlaps(distinct)
    out = [*(d for d in layout if not _told_with_more(text, d, told.near(d.content))), *distinct]
    index = Overlaps(out)
    for draft in ruled:
        if not draft.content:
            continue
        forget_silent(text, draft)
        if _is_new(draft, list(index.near((*draft.content, *draft.cue)))):
            out.append(draft)
            index.add(draft)
    complete(text, out)
    return sorted(out, key=lambda d: (d.content[0], d.content, d.cue, d.source))


def _quotes_another(text: str, draft: Draft, ruled: Sequence[Draft]) -> bool:
    """ "The paper quotes an officer as saying …": what the officer said is told by a rule, through the
    paper."""
    if not any(_QUOTING.search(text, s, e) for s, e in draft.cue):
        return False
    return any(
        text[slice(*r.cue[0])] == "saying"
        and (shared(r.cue, draft.content) or same_words(r.content, draft.content))
        for r in ruled
        if r.cue
    )


def _agree(draft: Draft, rule: Draft) -> bool:
    """The same words from the same source."""
    if not same_words(draft.content, rule.content):
        return False
    return shared(draft.source, rule.source) > 0 or not (draft.source or rule.source)


def _absorbs(text: str, layout: Draft, draft: Draft) -> bool:
    """Whether the draft says again what the layout says; what it knows besides is taken over."""
    if draft.cue and layout.cue == draft.cue:
        return True
    if same_words(layout.content, draft.content):
        if draft.source and draft.cue and _knows_better(text, layout, draft):
            layout.source, layout.cue = draft.source, draft.cue
        return True
    inside = shared(layout.content, draft.content) >= 0.9 * size(draft.content)
    return inside and bool(layout.source) and shared(layout.source, draft.source) > 0


def _told_with_more(text: str, layout: Draft, drafts: Iterable[Draft]) -> bool:
    """Whether the quotation that the layout finds after a colon is part of what the same source is said to
    have said by a cue: "NAME dubbed the affair: “…”".
    """
    return not layout.cue and any(
        shared(layout.content, draft.content) == size(layout.content)
        and shared(layout.source, draft.source) > 0
        and any(c.isalpha() for s, e in draft.cue for c in text[s:e])
        for draft in drafts
    )


def _left_over(draft: Draft, layout: Sequence[Draft]) -> list[Span]:
    """The fragments that the layout has given to nobody else."""
    others = [o for o in layout if not o.headline and not (draft.cue and shared(draft.cue, o.content))]
    return [s for s in draft.content if not any(2 * shared([s], o.content) > s[1] - s[0] for o in others)]


def _knows_better(text: str, layout: Draft, draft: Draft) -> bool:
    """The layout names nobody, or names no cue where the draft has one beside the words, not in them."""
    if not layout.source:
        return True
    said = any(c.isalpha() for s, e in draft.cue for c in text[s:e])
    if layout.cue or draft.confidence < 0.6 or not said:
        return False
    return shared(draft.cue, layout.content) == 0 and shared(draft.source, layout.content) == 0


def _distinct(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts with the same cue and the same words, the surest; a fragment that two have, to the nearer
    cue."""
    out: list[Draft] = []
    index = Overlaps()
    for draft in sorted(drafts, key=lambda d: -d.confidence):
        if not any(_tells_again(text, o, draft) for o in index.near(draft.content)):
            out.append(draft)
            index.add(draft)
    for draft in out:
        if len(draft.content) > 1:
            near = list(index.near(draft.content))
            draft.content = [s for s in draft.content if not any(_nearer(text, o, draft, s) for o in near)]
    return [d for d in out if d.content]


def _tells_again(text: str, known: Draft, draft: Draft) -> bool:
    """What the same cue reports is known already: the same words, or a part of them; or the same quotation
    with another cue of the same source: "Lee added, “…,” Lee said"."""
    if known.cue != draft.cue:
        same = [text[a:b] for a, b in known.source] == [text[a:b] for a, b in draft.source]
        return same and known.direct and draft.direct and known.content == draft.content
    if same_words(known.content, draft.content):
        return True
    return shared(known.content, draft.content) >= 0.9 * size(draft.content)


def _nearer(text: str, other: Draft, draft: Draft, fragment: Span) -> bool:
    """Whether the fragment is the other's: its content begins with these words, and its cue is nearer to
    them."""
    if other is draft or not other.cue or not draft.cue or other.cue == draft.cue:
        return False
    if shared([fragment], other.content[:1]) < 0.9 * (fragment[1] - fragment[0]) or shared(
        other.cue, [fragment]
    ):
        return False
    if text[fragment[1] : fragment[1] + 1] == "," and draft.cue[0][0] < fragment[0] < other.cue[0][0]:
        return True  # “A,” she said. “B,” he said.
    return 4 * _distance(other, fragment) < _distance(draft, fragment)


def _distance(draft: Draft, fragment: Span) -> int:
    start, end = draft.cue[0]
    return max(start - fragment[1], fragment[0] - end, 0)


def _is_new(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a rule's attribution adds something it is sure of."""
    for other in others:
        if draft.cue and shared(draft.cue, other.cue) > 0:
            return False
        if same_words(draft.content, other.content) and not _nested(draft, other):
            if draft.source and not other.source:
                other.source, other.cue = draft.source, draft.cue
            return False
    return draft.confidence >= SURE


def _nested(draft: Draft, other: Draft) -> bool:
    """The draft's cue stands in the other's content: somebody's speech within what somebody says."""
    return bool(draft.cue) and shared(draft.cue, other.content) > 0
