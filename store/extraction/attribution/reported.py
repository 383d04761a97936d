"""Through whom a quotation came: the outlet it was told to, or the one that reports it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from store.extraction.attribution.drafts import BUCKET, shared
from store.extraction.speakers.namekinds import kind_of_name
from store.extraction.words import words
from store.records import Attribution, Span

_PART = r"[A-ZÀ-Þ](?:\.|[\w’'&-]*)"
_NAME = rf"{_PART}(?:\s(?:(?:of|the|de|del|di|du|la|le|al|der|den|von)\s)?{_PART}){{0,5}}"
_KIND = (
    r"(?:newspapers?|news\s(?:agency|site|website|channel|portal|service)|dail(?:y|ies)|weekl(?:y|ies)|magazine|"
    r"broadcaster|tabloid|broadsheet|agency|journal|website|portal|blog|station|channel|network|paper|podcast)"
)
_OUTLET = re.compile(
    rf"(?P<nominal>(?:the\s+|its\s+|a\s+)?(?:(?:state|public|local|national|regional|private|government)\s)?"
    rf"(?:radio|television|TV)|(?:the\s+)?(?:state|local|national|foreign)\s+media|(?:the|the\s+same)\s+{_KIND})(?=[\s,.;:]|$)(?!\s[A-Z])"
    rf"|(?:(?:the|its|a)\s+)?(?:[\w-]+\s+){{0,3}}{_KIND}\s+(?P<called>{_NAME})"
    rf"|(?:(?:[Tt]he)\s+)?(?P<name>{_NAME})"
)
_TOLD = re.compile(r"\s+(?:reporters\s+(?:from|for|of)\s+)?")
_THROUGH = re.compile(
    r"[^.!?;:\n]{0,40}?\b(?:on|(?:in|during)\s+(?:an?\s+|his\s+|her\s+|their\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:interview|editorial|article|column|op-ed|essay|letter|poll|survey|podcast)\s+(?:with|in|for|to|on|by|"
    r"published\s+(?:on\s+\w+\s+)?(?:by|in)))\s+"
)
_IN_PRINT = re.compile(
    rf"[^.!?;:\n]{{0,40}}?\bin\s+an?\s+(?:[\w-]+\s+){{0,2}}(?:editorial|article|column|op-ed|essay|piece)"
    rf"\s+(?:in|for)\s+(?:[Tt]he\s+(?:{_KIND}\s+)?)?({_NAME})"
)
_BY = re.compile(r"\s+by\s+")
_ASIDE = re.compile(r"[^.!?\n]{0,120}?\bin\s+a\s+(?:poll|survey)\s+(?:[\w-]+\s+){0,4}?(?:by|for)\s+", re.I)
_DATELINE = re.compile(r"\(([^()\n]{2,40})\)\s*[-–—]")
_REPORTING = words(
    "reports reported writes wrote quotes quoted quoting cites cited citing publishes published according"
)
_OUTLET_NOUNS = words(
    "outlet portal paper newspaper magazine daily weekly agency broadcaster publication website"
    " channel station media"
)


def through(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """`found` with `reported_by` where the text names another outlet than its own."""
    own = {m.group(1).casefold() for m in _DATELINE.finditer(text[:400])}
    holders = _holders(text, found)
    out = []
    for a in found:
        span = a.reported_by[0] if a.reported_by else _outlet_of(text, a) or _outer(text, a, holders)
        if span is not None and text[slice(*span)].casefold() not in own and not shared([span], a.source):
            a = replace(a, reported_by=(span,))
        out.append(a)
    return out


def _outlet_of(text: str, a: Attribution) -> Span | None:
    """The outlet named right after the cue, or after the source that follows it."""
    if not a.cue:
        return None
    at = max(a.cue[-1][1], a.source[-1][1] if a.source and a.source[0][0] - a.cue[-1][1] in range(4) else 0)
    cue = text[slice(*a.cue[-1])].lower()
    limit = min(len(text), at + 160)
    if cue.endswith(("told", "tells", "telling", "tell")):
        found = _match(text, _TOLD, at, limit)
        if found:
            return found
    if cue.endswith("saying"):
        found = _match(text, _BY, at, limit) or _quoter(text, a)
        if found:
            return found
    if (quoted := _quoted_by(text, a)) is not None:
        return quoted
    printed = _IN_PRINT.match(text, at, limit)
    if printed:
        return printed.start(1), printed.start(1) + len(printed.group(1).rstrip(".’'"))
    return _match(text, _THROUGH, at, limit)


def _match(text: str, lead: re.Pattern[str], at: int, limit: int) -> Span | None:
    m = lead.match(text, at, limit)
    return _outlet(text, m.end(), limit) if m else None


def _outlet(text: str, at: int, limit: int) -> Span | None:
    """The outlet that is named at `at`."""
    m = _OUTLET.match(text, at, limit)
    if m is None:
        return None
    if m.group("nominal"):
        return m.start("nominal"), m.end("nominal")
    if m.group("called"):
        return m.start("called"), m.start("called") + len(m.group("called").rstrip(".’'"))
    name = m.group("name").rstrip(".’'")
    if kind_of_name(tuple(name.split()), False) != "publication":
        return None
    return m.start("name"), m.start("name") + len(name)


_QUOTER = re.compile(
    rf"(?:(?:the|The|state|State)\s+)?(?:[\w-]+\s+){{0,3}}?"
    rf"({_NAME}|(?:the\s+)?(?:magazine|paper|newspaper|daily|weekly|agency|broadcaster))"
    r"\s+(?:has\s+)?quot(?:ed|es)\s+$"
)


def _quoter(text: str, a: Attribution) -> Span | None:
    """ "Der Wagen quotes an officer as saying": the subject of "quotes"."""
    if not a.source:
        return None
    at = a.source[0][0]
    m = _QUOTER.search(text, max(0, at - 90), at)
    return m.span(1) if m else None


def _quoted_by(text: str, a: Attribution) -> Span | None:
    """ "Lee, quoted by TASS, said", "Lee was quoted by state media as saying": who stands before the cue."""
    at = a.cue[0][0]
    by = text.rfind(" by ", max(0, at - 90), at)
    if by < 0 or not text.endswith(("quoted", "cited"), 0, by):
        return None
    end = at - len(text[by:at]) + len(text[by:at].rstrip(" ,").removesuffix(" as"))
    return _outlet(text, by + len(" by "), end)


def _holders(text: str, found: Sequence[Attribution]) -> dict[int, list[Attribution]]:
    """Attributions to publications, by the places that their contents cover."""
    out: dict[int, list[Attribution]] = {}
    for a in found:
        if not a.source or not is_outlet(text, a.source[0], a.cue):
            continue
        for start, end in a.content:
            for bucket in range(start // BUCKET, end // BUCKET + 1):
                out.setdefault(bucket, []).append(a)
    return out


def is_outlet(text: str, source: Span, cue: Sequence[Span]) -> bool:
    """Whether `source` is a publication that reports something by `cue`."""
    reporting = {w for s, e in cue for w in text[s:e].lower().split()}
    return bool(reporting & _REPORTING) and names_outlet(text, source)


def names_outlet(text: str, source: Span) -> bool:
    """Whether `source` is a publication, by its name or by its noun."""
    noun = text[slice(*source)].rstrip(" ,").split()[-1:] or [""]
    return noun[0].lower() in _OUTLET_NOUNS or _outlet(text, *source) is not None


def _outer(text: str, a: Attribution, holders: dict[int, list[Attribution]]) -> Span | None:
    """ "Politico reports that Lee said …": the source of the attribution that holds this one's cue."""
    if not a.cue:
        return None
    for holder in holders.get(a.cue[0][0] // BUCKET, ()):
        if (
            holder is not a
            and shared(a.cue, holder.content)
            and shared(a.content, holder.content)
            and not shared(a.source, holder.source)
        ):
            return _outlet(text, *holder.source[0]) or holder.source[0]
    return None
