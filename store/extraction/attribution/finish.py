"""The last word on an attribution: its kind, its mode, and whether it was said at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from store.extraction.attribution.boundaries import Boundaries
from store.extraction.attribution.drafts import Draft
from store.extraction.attribution.lexicon import DOCUMENT_NOUNS, verbs
from store.extraction.attribution.rules.cues import NEGATIONS
from store.extraction.words import words
from store.records import Attribution, Kind, Mode

_REFUSED = words("declined declines declining refused refuses refusing yet without deny")
_NOBODY = ("neither", "nobody", "no one", "none of")
_CONDITION = re.compile(r"\b(?:if|unless|whether|had|should)\s+(?:only\s+)?$", re.I)
_HYPOTHETICAL = re.compile(r"\b(?:would|could|might|should)\s+(?:have|say|tell|answer)\b", re.I)
_REACH = 12
"""Characters before a source in which "if" makes what follows hypothetical."""


def finish(boundaries: Boundaries, draft: Draft) -> Attribution:
    """The attribution that a draft has become."""
    text = boundaries.text
    content = tuple(sorted(set(draft.content)))
    cue = " ".join(text[s:e] for s, e in draft.cue).lower().replace("’", "'")
    source = " ".join(text[s:e] for s, e in draft.source)
    return Attribution(
        content=content,
        cue=draft.cue,
        source=draft.source,
        kind="direct" if draft.direct else _kind(boundaries, draft),
        mode=_mode(cue.split(), source),
        confidence=draft.confidence,
        negated=_negated(cue, source) or _conditional(text, draft),
        reported_by=draft.reported_by,
        floor=draft.floor,
    )


def _kind(boundaries: Boundaries, draft: Draft) -> Kind:
    if draft.by_layout and not draft.headline:
        return "direct"
    starts = boundaries.starts
    for s, e in draft.content:
        k = bisect_left(starts, s)
        if k < len(starts) and starts[k] < e:
            return "mixed"
    return "indirect"


def _mode(cue: Sequence[str], source: str) -> Mode:
    table = verbs()
    found = [table[w][0] for w in cue if w in table]
    mode = found[-1].mode if found else "speech"
    if mode in ("writing", "attitude"):
        return mode
    head = re.split(r"\s+(?:of|by|for|from|in|on)\s+|,", source)[0].split()
    if head and head[-1].lower() in DOCUMENT_NOUNS:
        return "document"
    return "speech" if mode == "document" and source[:1].isupper() and len(head) < 3 else mode


def _negated(cue: str, source: str) -> bool:
    parts = cue.split()
    return (
        any(w in NEGATIONS or w in _REFUSED or w.endswith("n't") for w in parts[:-1])
        or source.lower().startswith(_NOBODY)
        or _HYPOTHETICAL.search(cue) is not None
    )


def _conditional(text: str, draft: Draft) -> bool:
    """ "If she says …", "had he said …": nobody has said it yet."""
    if not draft.source or not draft.cue or draft.source[0][0] > draft.cue[0][0]:
        return False
    at = draft.source[0][0]
    return _CONDITION.search(text, max(0, at - _REACH), at) is not None
