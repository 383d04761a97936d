"""Whoever a source names that has said nothing: who was told, who heard, of whom it is believed."""

from __future__ import annotations

import re

from store.extraction.attribution.drafts import Draft
from store.extraction.words import BEING_ASKED

_WAS_TOLD = re.compile(
    r"\b(?:am|are|is|was|were|be|been|being)\s+(?:\w+ly\s+)?(?:told|asked|informed|warned|advised|reminded)$",
    re.I,
)
_HEARING = re.compile(
    r"(?:(?:the|an?|his|her|their|its)\s+)?(?:[\w’'-]+\s+){0,3}?"
    r"(?:jury|jurors|court|inquest|hearing|tribunal|inquiry|trial|judge|panel|magistrates|committee|meeting"
    r"|conference|crowd|audience)",
    re.I,
)
_LISTENING = re.compile(
    r"(?:(?:has|have|had|was|were|is|are|also|later|earlier|previously|been)\s+)*(?:told|heard|hears)$", re.I
)
_HELD = re.compile(
    r"(?:(?:am|are|is|was|were|be|been|being)\s+)?(?:\w+ly\s+)?"
    r"(?:believed|thought|understood|said|reported|expected|feared|alleged|known|rumou?red|considered)$",
    re.I,
)
_SUPPOSED = re.compile(r"to\s+(?:be|have)\b")
_ANONYMITY = re.compile(
    r"(?:(?:that\s)?(?:not\s+)?to\s+(?:be\s+(?:named|identified|quoted)|remain\s+anonymous|give\s+(?:his|her|their)"
    r"\s+(?:\w+\s)?names?)|(?:on\s+)?anonymity|(?:that\s+)?(?:his|her|their)\s+(?:\w+\s)?names?\s+(?:not\s+)?be\s(?:used|published|printed|withheld))",
    re.I,
)


def forget_silent(text: str, draft: Draft) -> None:
    """Take the source from `draft` where it names somebody who did not say it."""
    if (
        draft.source
        and draft.cue
        and (_addressed(text, draft) or _listened(text, draft) or _held(text, draft))
    ):
        draft.source = ()


def asks_not_to_be_named(text: str, draft: Draft) -> bool:
    """ "…, who asked not to be named": how a source came to be nameless is no news of theirs."""
    return any(_ANONYMITY.match(text, *span) for span in draft.content[:1])


def _addressed(text: str, draft: Draft) -> bool:
    """ "Villagers were told that …", "Asked whether …, he laughed": they did not say it."""
    (source, _), (cue, end) = draft.source[0], draft.cue[0]
    if source < cue:
        told = any(_WAS_TOLD.search(text, s, e) for s, e in draft.cue)
        return told or (text[cue].isupper() and BEING_ASKED.match(text[cue:end]) is not None)
    between = cue < draft.content[0][0] and draft.content[-1][1] < source
    return between and BEING_ASKED.match(text[cue:end]) is not None


def _listened(text: str, draft: Draft) -> bool:
    """ "The court heard that …", "…, a jury was told": somebody spoke there, and nobody is named."""
    (start, end), cue = draft.source[0], draft.cue[0]
    heard = _LISTENING.match(text, *cue)
    if heard is None or start > cue[0] or _HEARING.fullmatch(text[start:end].strip(" ,")) is None:
        return False
    spoke = text[cue[0] : cue[1]].lower() == "told" and draft.content[0][0] >= cue[1]
    return not spoke  # "the judge told the jury that …"


def _held(text: str, draft: Draft) -> bool:
    """ "A man, thought to be 60", "the bill is expected to pass": who thinks so is not told."""
    held = _HELD.fullmatch(text[slice(*draft.cue[0])])
    if held is None or _SUPPOSED.match(text, *draft.content[0]) is None:
        return False
    passive = " " in held.group() or text[: draft.cue[0][0]].rstrip().endswith(",")
    return passive and draft.source[0][0] < draft.cue[0][0]
