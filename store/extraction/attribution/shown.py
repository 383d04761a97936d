"""Whoever is heard in a recording speaks, and not the recording: "The ad shows Lee saying, “…”" is Lee's."""

from __future__ import annotations

import re

from store.extraction.attribution.boundaries import Boundaries
from store.extraction.attribution.drafts import Draft
from store.extraction.attribution.lexicon import verbs
from store.extraction.attribution.rules.cues import PREPOSITIONS, RECORDINGS
from store.extraction.tagged import Tagged
from store.extraction.words import words
from store.records import Span

_SHOWING = words(
    """
    show shows showed shown showing play plays played playing replays replayed air airs aired airing
    broadcast broadcasts feature features featured featuring release releases released post posts
    posted publish publishes published circulated capture captures captured catch catches caught use
    uses used using include includes included opens opened closes closed ends ended begins began
    concludes concluded cuts depicts depicted surfaced
    """
)
"""What a recording does, and what one does with it."""
_RECORDING = (
    rf"(?:(?:an?|the|some|its|his|her|their)\s)?(?:[\w-]+\s){{0,2}}(?:{'|'.join(sorted(RECORDINGS))})\sof\s"
)
_JOINING = PREPOSITIONS | words("and or but who which that")
_OPENING = frozenset('“"‘«„')
_SPEAKING = (
    r"(?P<who>(?:[\w’'.&-]+\s){1,8}?)(?P<cue>[a-z]+ing)(?=[\s,:])"
    r"(?P<between>[^“”\"‘«„.!?\n]{0,80}?)(?P<told>\sthat\s|[“\"‘«„])"
)
"""Somebody with the participle of their speech: "Ann Lee telling donors, “…”"."""
_HEARD = re.compile(rf"(?:{_RECORDING})?{_SPEAKING}")
_HEARD_BEFORE = re.compile(rf"\b(?:with|of)\s(?!(?:audio|footage)\b){_SPEAKING}")
"""The same where it was taken for a part of the cue."""


def heard(boundaries: Boundaries, draft: Draft) -> Draft:
    """`draft`, or what is heard in the recording that it tells of, reported by whoever shows that."""
    text = boundaries.text
    shows = any(w in _SHOWING for s, e in draft.cue for w in text[s:e].casefold().split())
    if not shows or not draft.content:
        return draft
    start, end = draft.content[0]
    found = _HEARD.match(text, start, end) or _HEARD_BEFORE.search(text, draft.cue[0][0], start + 1)
    if found is None or not _speaks(found["cue"]) or not _is_phrase(found["who"].split()):
        return draft
    told = _told(boundaries, found, end)
    if told is None:
        return draft
    who = found.start("who"), found.start("who") + len(found["who"].rstrip())
    tagged = Tagged((told, *draft.content[1:]), (found.span("cue"),), (who,), draft.confidence)
    spoken = boundaries.draft(tagged)
    spoken.reported_by = draft.reported_by or draft.source
    return spoken if spoken.content and spoken.source else draft


def _told(boundaries: Boundaries, found: re.Match[str], end: int) -> Span | None:
    """What follows the participle, up to `end`: without whom it was said to where a quotation stands alone.
    None where the quotation is a part of the clause around it: "voters saying “no” outnumber the others"."""
    rest = found.end("cue") + 1, end
    crossed = boundaries.crossed(rest)
    if found["told"] not in _OPENING or not crossed:
        return rest
    quote, before = crossed[0], found["between"].rstrip()
    if before.endswith((",", ":")):
        return quote.start, quote.end if found.string[quote.inner[1] - 1] in ".!?…" else end
    return rest if end - quote.end <= 1 else None


def _speaks(participle: str) -> bool:
    known = verbs().get(participle)
    return known is not None and known[0].mode == "speech" and bool(known[0].frames & {"q", "t"})


def _is_phrase(who: list[str]) -> bool:
    """Whether the words can be a subject: no preposition or conjunction ends them, none is a clause's."""
    last = who[-1].casefold()
    return last not in _JOINING and not who[-1].endswith((",", "."))
