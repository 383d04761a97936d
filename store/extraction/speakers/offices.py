"""Who holds the office that a source begins with, where no comma parts the two."""

from __future__ import annotations

import re

from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import GROUP_NOUNS, ORGANIZATION_HEADS
from store.extraction.speakers.lexicon.people import KIN, ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare

CLOSED = re.compile(r"\s*(?:$|[,(—–])")
"""What may follow a whole source phrase."""
_ASIDE = re.compile(r"\s*\([^()]{1,30}\)")
_LINK = re.compile(r"\s(?:of|for|on|at|in|to)(?:\sthe)?\s")
_NO_OFFICE = re.compile(r"[,;:()“”\"]|\b(?:who|which|that|named|called|whose|and (?:a|an|the))\b")
_HONOURED = re.compile(r"(?:^|\s)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Baroness)\b\.?$")
"""Before a surname alone."""
_NOT_BEFORE = WORDS["before_noun_phrases"]
_RELATED = WORDS["related"]


def office_holder(text: str, start: int, end: int, names: list[NameMention]) -> NameMention | None:
    """The holder in "Minister of Justice of Aasland NAME", "Bank of Aasland governor NAME".

    None where whoever is named only stands inside the phrase: "the wife of striker NAME", "a spokesman for
    President NAME". `names` are those inside `text[start:end]`.
    """
    holder = next((n for n in reversed(names) if CLOSED.match(text[n.end : end])), None)
    if holder is None or holder.possessive or holder.kind not in {"person", ""}:
        return None
    if len(holder.words) < 2 and not _HONOURED.search(holder.title):
        return None
    # "(Bank of) Japan Governor": what the office is of stands among the title's words.
    office = holder.title.rpartition(" ")[0] if holder.title_start > start else ""
    lead, asides = _ASIDE.subn("", text[start : holder.title_start] + office)
    if _NO_OFFICE.search(lead):
        return None
    link = _LINK.search(lead + " ")
    if link is None:
        # "Apple Inc (AAPL.O) Chief Executive NAME"
        return holder if asides and _described(lead, holder) and lead[:1].isupper() else None
    head = bare(lead[: link.start()].split()[-1]) if lead[: link.start()].strip() else ""
    tail = _LINK.split(lead)[-1].split()
    related = head in _RELATED or head.startswith("spokes") or head in KIN
    if lead.endswith((" the ", " the\u00a0")) and holder.title:
        # "Office of the President NAME": nobody says "the President NAME" of a person.
        return holder if (head in ROLES or head in ORGANIZATION_HEADS) and head not in KIN else None
    if not tail or bare(tail[-1]) in _NOT_BEFORE:
        return None
    described = _described(lead, holder)
    if head in ROLES and head not in KIN:
        return None if described and related else holder
    body = lead[:1].isupper() and head not in GROUP_NOUNS and not related
    return holder if described and body and tail[0][:1].isupper() else None


def _described(lead: str, holder: NameMention) -> bool:
    """Whether a role or title stands right before the name."""
    return bool(holder.title) or bare(lead.split()[-1] if lead.strip() else "") in ROLES
