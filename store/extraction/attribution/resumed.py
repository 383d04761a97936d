"""Quotations that go on behind what their speaker was doing: "“So,” he said, pointing at it, “we go.”"."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.attribution.boundaries import Boundaries
from store.extraction.attribution.drafts import Draft, shared
from store.extraction.attribution.lexicon import verbs
from store.extraction.segments import QuoteSpan, sentences

_MANNER = frozenset({"q"})
"""The frames of verbs that only stand by a quotation, as "laugh" does."""
_NEAR = 4
"""Drafts back that may have begun a sentence."""


def resumed(boundaries: Boundaries, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that take what a speaker was doing for a cue; the quotation behind it goes to
    the one that it continues. `drafts` are in the order of their contents."""
    out: list[Draft] = []
    for draft in drafts:
        quote = _behind_deed(boundaries, draft)
        begun = next(
            (d for d in out[: -_NEAR - 1 : -1] if quote and _goes_on(boundaries, d, draft, quote)), None
        )
        if quote is None or begun is None:
            out.append(draft)
        else:
            begun.content.append(boundaries.without_comma(quote.inner))
    return out


def _behind_deed(boundaries: Boundaries, draft: Draft) -> QuoteSpan | None:
    """The quotation that ends the content, when the cue tells what somebody does besides: "pointing at | it,
    “we go”", "laughing, | “we go”"."""
    text = boundaries.text
    if len(draft.content) != 1 or len(draft.cue) != 1:
        return None
    deed = text[slice(*draft.cue[0])].partition(" ")[0].casefold()
    crossed = boundaries.crossed(draft.content[0])
    known = verbs().get(deed)
    if not deed.endswith("ing") or (known and known[0].frames != _MANNER) or not crossed:
        return None
    quote = crossed[-1]
    last = quote.start <= draft.content[0][1] <= quote.end
    return quote if last and text[quote.inner[0] : quote.inner[0] + 1].islower() else None


def _goes_on(boundaries: Boundaries, begun: Draft, draft: Draft, quote: QuoteSpan) -> bool:
    """Whether `quote` continues `begun`, whose last quotation ends with a comma in the same sentence."""
    text = boundaries.text
    first, start = begun.content[-1], draft.cue[0][0]
    if not (begun.direct and begun.cue and first[1] <= begun.cue[0][0] and begun.cue[-1][1] <= start):
        return False
    if draft.source and not shared(draft.source, begun.source):
        return False
    between = text[first[1] : quote.start].rstrip()
    told = sentences(text, first[1], quote.start, boundaries.outer)
    return "," in between[:2] and between.endswith(",") and len(told) == 1
