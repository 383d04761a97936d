"""Who is asked in an interview, as the lines before it tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.extraction.speakers.name_mention import NameMention

_MET = re.compile(
    r"\b(?:interview(?:s|ed|ing)?(?:\s+with)?|(?:q\s?&\s?a|conversation|chat|talk)\s+with"
    r"|(?P<spoke>(?:spoke|speaks|speaking|talked|talks|talking|sat\s+down|sits\s+down|caught\s+up|chatted|met)"
    r"\s+(?:(?:this|last|on|in|over|recently|by)\s+(?:\w+\s+){0,2})?(?:with|to)))\b(?P<whom>\s+(?:him|her|them)\b)?",
    re.I,
)
_PERSON = re.compile(r"\b(?:he|she)\s+(?:recently\s+|also\s+)?$", re.I)
_ANSWERS = re.compile(
    r"[^.!?\n]{0,80}?\b(?:interviewed\s+by\b|answers\b|answered\b|in\s+conversation\b|took\s+(?:our|your|some)\s+questions\b"
    r"|(?:tells|told|talks\s+to|talked\s+to|speaks\s+to)\s+(?:[A-Z]\w+|us)\b)",
    re.I,
)
_BY = re.compile(r"\bby\b")
"""After which the interviewer is named."""
_PHRASE = re.compile(r"[^.!?\n]{0,160}")


def interviewee(lead: str, names: Sequence[NameMention]) -> NameMention | None:
    """Whom the lines before the first question introduce as who is asked; `names` are those in them."""
    names = [n for n in names if len(n.words) > 1 and n.kind in ("person", "")]
    labelled = next((name for name in names if _announced(lead, name)), None)
    if labelled is not None:
        return labelled
    for how in _MET.finditer(lead):
        before = [name for name in names if name.end < how.start()]
        # "She spoke to NAME of the Post": of the two it is the other one who answers.
        answering = how["spoke"] and before and before[-1].end + 1 == how.start()
        if before and (answering or how["whom"] or (how["spoke"] and _PERSON.search(lead, 0, how.start()))):
            return before[-1]
        after = next((name for name in names if name.title_start >= how.end()), None)
        between = lead[how.end() : after.title_start] if after else ""
        if after and _PHRASE.fullmatch(between) and not _BY.search(between):
            return after
    return next((name for name in names if _ANSWERS.match(lead, name.end)), None)


def _announced(lead: str, name: NameMention) -> bool:
    """Whether a headline has what the interviewee says: "NAME: ‘A novel is a slow crime’", "NAME on …"."""
    line = lead.rfind("\n", 0, name.start) + 1
    return (
        line == name.title_start
        and lead.startswith((":", " on "), name.end)
        and "interview" in lead.casefold()
    )
