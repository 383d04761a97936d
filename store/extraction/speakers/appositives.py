"""Names that stand beside a nominal: whoever it describes, whose it is, who made it."""

from __future__ import annotations

import re

from store.extraction.speakers.lexicon import given_names
from store.extraction.speakers.lexicon.bodies import BODY_NOUNS, NATIONALITIES, ORGANIZATION_HEADS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare, is_age
from store.text import fold

POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_NAMED_AFTER = re.compile(r"[^,;.]{0,40}?\b(?:as|named|called)\s+$")

_WITH_ANOTHER = re.compile(
    r"\b(?:by|with|to|from|after|alongside|beside|before|replacing|succeeding|of|for)\b"
)
"""Before somebody else's name: "The minister, accompanied by coach NAME,"."""
_RELATIVE = re.compile(r"^\s(?:that|which|who)\s[^,.;:()“”\"]{2,60}(?=,\s$)")
"""What may tell more of a nominal before its name: "the company that owns the site, NAME,"."""
_BEFORE_TITLES = frozenset({"acting", "ex", "former", "outgoing", "retired", "the", "then", "veteran"})
_BY = re.compile(r"[^,]{0,40}?\b(?:by|from)\s+")
_READ = re.compile(
    r"\b(?:seen|obtained|reviewed|viewed|read|examined|heard|received|acquired|shared|verified|cited|quoted)$"
)
_LAST_NOUN = re.compile(r"\b(?:for|of|from|at|with)\s+(?:\S+\s+){1,4}([a-z]+),\s*$")


def _names_a_body(before: str) -> bool:
    """Whether the next name is that of a body: "a spokesperson for their company, NAME"."""
    last = _LAST_NOUN.search(before)
    return last is not None and last.group(1) in BODY_NOUNS | ORGANIZATION_HEADS


def maker(text: str, stop: int, end: int, names: list[NameMention]) -> NameMention | None:
    """The one person or publication right after `by`; not who only read it: "a letter seen by NAME"."""
    found = _BY.match(text, stop, end)
    if not found or _READ.search(text[max(0, stop - 20) : found.end()].removesuffix(" ").rpartition(" ")[0]):
        return None
    makers = [n for n in names if n.title_start >= found.end() - 1]
    if makers and re.search(r"\band\b", text[found.end() : makers[-1].start]) is None:
        last = makers[-1]
        if last.kind == "person" or (
            len(makers) == 1 and last.kind in {"publication", ""} and len(last.words) > 1
        ):
            return last
    return None


def appositive_name(
    text: str, stop: int, end: int, names: list[NameMention], *, body: bool, definite: bool, kin: bool
) -> NameMention | None:
    """The person after a nominal: "An attorney for X, NAME," or "a colonel identified as NAME"; the `body`
    right after one that means a body, or is `definite`: "The company, NAME Inc.,". Of `kin` a given name will
    do.
    """
    for name in names:
        if (
            name.title_start < stop
            or name.possessive
            or (name.kind in {"publication", "place", "acronym"} and not body)
            or (name.kind == "organization" and not definite)
        ):
            continue
        before = _RELATIVE.sub("", text[stop : name.title_start])
        if name.kind != "person" and not body and _names_a_body(before):
            continue
        beside = before.endswith(", ") if name.kind == "person" else before.strip() == ","
        if (body or name.kind == "organization") and not beside:
            continue
        after = text[name.end : end].lstrip(".").strip()
        closes = after[:1] in {"", ",", "(", "—", "–"} or after.startswith(("of ", "from ", "at "))
        comma = before.rstrip().endswith((",", "–", "—")) or (
            before.startswith(", ")
            and not _WITH_ANOTHER.search(before)
            and (
                bare(before.split()[-1]) in ROLES
                or is_age(bare(before.split()[-1]))
                or (name.title and before.split()[-1] in _BEFORE_TITLES)
            )
            # "his wife, the aide NAME,", "the patient, 82-year-old NAME,", "the panelist, former Capt. NAME"
        )
        determined = re.search(r",\s+(?:the|a|an)\s+[^,]*$", before)
        if (
            closes
            and (
                len(name.words) > 1
                or name.title
                or ((kin or body or name.kind == "acronym") and before.strip() == ",")
                or (before == ", " and fold(name.words[0]) in given_names())
            )
            and (comma or determined or _NAMED_AFTER.search(before))
        ):
            return name
    return None


def owner(
    text: str, stop: int, end: int, names: list[NameMention], determiner: str
) -> NameMention | str | None:
    last = determiner.split()[-1] if determiner else ""
    if last in POSSESSIVES:
        return last
    for name in names:
        adjective = name.kind == "other" or bare(name.words[-1]) in NATIONALITIES
        if name.end <= stop and not adjective and (name.possessive or text[name.end : name.end + 1] == " "):
            return name
    for name in names:
        if (
            name.title_start >= stop
            and text[stop : name.title_start].split()[:1] in (["of"], ["for"], ["to"])
            and len(text[stop : name.title_start].split()) <= 2
        ):
            return name
    match = re.match(r"\s+(?:of|for|to)\s+(his|her|their|its)\b", text[stop:end])
    return match.group(1) if match else None
