"""Several speakers in one source: "Both NAME and NAME", "the Front and the Alliance"."""

from __future__ import annotations

import re
from itertools import pairwise

from store.extraction.speakers.lexicon.bodies import GROUP_NOUNS, ORGANIZATION_HEADS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.source_phrases import is_nominal_name
from store.extraction.speakers.sources import trimmed

_ASIDE = re.compile(
    r"(?:who|which|whose|where|an?|the (?:two|three|four|main)|both|all)\s|\d{1,3}\b", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:who|which|whose|whom|like|including|such as)\b")
_TITLED = re.compile(r"\b(?:of|from|for|at|with) The [A-Z]\w+$")
"""A paper's name has its article with a capital: "NAME of The Globe and Mail"."""
_DETERMINED = frozenset({"a", "an", "her", "his", "its", "the", "their"})
_SPLIT = re.compile(r",\s+and\s+|\s+and\s+|,\s+|\s+&\s+(?=the\b)")


def conjuncts(text: str, start: int, end: int, names: list[NameMention]) -> list[tuple[int, int]]:
    """The spans of several speakers named together; the whole span when there is one."""
    start, end = trimmed(text, start, end)
    if " and " not in text[start:end] and " or " not in text[start:end]:
        return [(start, end)]
    both = re.match(r"both\s+|neither\s+", text[start:end], re.IGNORECASE)
    begin = start + (both.end() if both else 0)
    parts: list[tuple[int, int]] = []
    at = begin
    for match in _SPLIT.finditer(text, begin, end):
        if any(n.title_start < match.start() < n.end for n in names):
            continue
        if match.group() == " and " and _TITLED.search(text[begin : match.start()]):
            continue
        parts.append((at, match.start()))
        at = match.end()
    parts.append((at, end))
    if _is_one_in_two_roles(text, parts, names):
        return [(start, end)]
    parts = _without_asides(text, parts)
    linked = any(re.search(r"\b(?:and|or)\b", text[a[1] : b[0]]) for a, b in pairwise(parts))
    if linked and len(parts) > 2 and _is_plural(text, *parts[0]):
        # "Two students, NAME and NAME,": those are the two.
        parts = parts[1:]
    if not linked or not all(_stands_alone(text, s, e, names) for s, e in parts):
        return [(start, end)]
    kinds = {n.kind == "person" for n in names if n.kind and any(abs(n.end - e) <= 1 for _, e in parts)}
    # "Dean Baker, Center for Policy": after a comma stands where somebody is from.
    return [(start, end)] if len(parts) > 2 and len(kinds) > 1 else parts


def _is_one_in_two_roles(text: str, parts: list[tuple[int, int]], names: list[NameMention]) -> bool:
    """ "NAME, the front-runner and former host of the show", "NAME, director for research on Coal and Steel":
    what stands behind the second "and" is nobody else.
    """
    if (
        len(parts) < 3
        or text[parts[0][1] : parts[1][0]] != ", "
        or text[parts[1][1] : parts[2][0]] != " and "
    ):
        return False
    one, other = (text[slice(*part)].split() for part in parts[1:3])
    if not one or not other or any(n.kind == "person" and n.start >= parts[2][0] for n in names):
        return False
    called = one[0] in {"the", "a", "an"} and bare(one[-1]) in ROLES
    at = one[0].islower() and one[0] not in _DETERMINED and any(bare(word) in ROLES for word in one)
    return at or (called and other[0].islower() and other[0] not in _DETERMINED)


def _is_plural(text: str, start: int, end: int) -> bool:
    words = text[start:end].split()
    last = bare(words[-1]) if words else ""
    return last in GROUP_NOUNS or (last.endswith("s") and last[:-1] in ROLES)


def _without_asides(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without what only says more of the speaker before: "NAME, who …, and NAME, a nurse"."""
    kept = parts[:1]
    for at, (start, end) in enumerate(parts[1:], start=1):
        closed = at + 1 == len(parts) or text[end : end + 1] == ","
        if closed and text[parts[at - 1][1]] == "," and _ASIDE.match(text, start):
            continue
        kept.append((start, end))
    return kept


def _stands_alone(text: str, start: int, end: int, names: list[NameMention]) -> bool:
    """A conjunct that is a speaker by itself: a name with its role, or "the" with a body."""
    start, end = trimmed(text, start, end)
    inside = [n for n in names if n.title_start >= start and n.end <= end + 1]
    words = text[start:end].split()
    if words and (words[0].casefold() in {"a", "an"} or _RELATIVE.search(text, start, end)):
        return False
    if inside and abs(inside[-1].end - end) <= 1:
        return not is_nominal_name(text, start, inside[-1])
    head = bare(words[-1]) if words else ""
    return (
        len(words) <= 6
        and words[:1] != []
        and words[0].casefold() == "the"
        and (head in ORGANIZATION_HEADS or head in ROLES)
    )
