"""A nominal source taken apart: its head, determiner and modifiers, whose it is, and who stands beside it."""

from __future__ import annotations

import re

from store.extraction.speakers.appositives import POSSESSIVES, appositive_name, maker, owner
from store.extraction.speakers.lexicon.bodies import (
    BODY_NOUNS,
    DEMONYMS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    PLACES,
)
from store.extraction.speakers.lexicon.people import KIN, ROLES, parent_of_so_many
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.sources import POSSESSIVE_END, TRIM, Source, is_plural, strip_determiner
from store.extraction.speakers.wordclasses import ambiguity

NOMINAL = ROLES | BODY_NOUNS
_DETERMINER = re.compile(
    r"(?:(?:the|a|an|this|these|that|those|his|her|their|its|my|our|your|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|several|some|many|most|both|all|neither|either|each|another|any|every|no|other|"
    r"at least one|one of|two of|three of|some of|many of|most of|none of|neither of|both of|half of|"
    r"a number of|a group of|\d[\d,.]*)\s+)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s\u00a0,;:()\"“”]+")
_ON_A_DAY = re.compile(r"\s+(?:late\s|early\s)?on(?:\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?$")
_QUANTITY = re.compile(
    r"^(?:small |large |growing )?(?:chorus|number|handful|host)s? of\s+"
    r"|^(?:small|large|growing) groups? of\s+",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"\s+(?:intent|eager|keen|bent)$")
"""An adjective whose complement is no part of the source: "donors intent | on deciding"."""
_PARTICIPLE = re.compile(
    r"\s+(?:to be )?(?:released|published|issued|conducted|taken|filed|posted|leaked|seen|obtained|reviewed"
    r"|that|which|who|from (?:his|her|its|their))\b"
    r"|\s+(?:(?:on|late|early) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:last|this) (?:week|month|year))$"
)
_HEAD_OF = re.compile(r"head of (?:the )?(?:(?P<whose>[\w-]+) )?(?P<of>state|government)\b", re.IGNORECASE)


def nominal(text: str, start: int, end: int, stop: int, names: list[NameMention]) -> Source:
    core = text[start:stop].strip(TRIM)
    found = _DETERMINER.match(core + " ")
    determiner = core[: found.end()].strip().casefold() if found else ""
    body = core[found.end() :] if found else core
    words = _compounded([low for w in _WORD.finditer(body) if (low := bare(w.group()))])
    if words[:1] == ["same"] and len(words) > 1:
        words, body = words[1:], body.partition(" ")[2]  # "the same sources"
    head = _noun(words) if words else determiner
    head = parent_of_so_many(head) or head
    definite = determiner == "the" or (determiner in POSSESSIVES and head in BODY_NOUNS)
    after = appositive_name(
        text, stop, end, names, body=definite and head in BODY_NOUNS, definite=definite, kin=head in KIN
    )
    if after is not None:
        owned_or_one = determiner in POSSESSIVES | {"one", "another"}
        role = body if owned_or_one else strip_determiner(core)
        return Source(
            start,
            end,
            "name",
            name=after,
            phrase=" ".join(after.words),
            role=" ".join(filter(None, (role, after.title))),
        )
    leading = next(
        (n for n in names if n.title_start <= start + 1 and n.end <= stop and not n.possessive), None
    )
    if leading is not None and _is_no_noun(head) and (leading.kind == "person" or leading.title):
        return Source(start, end, "name", name=leading, phrase=" ".join(leading.words), role=leading.title)
    if head == "international" and (DEMONYMS | PLACES) & set(words):
        head = "player"
    source = Source(
        start,
        end,
        "nominal",
        head=POSSESSIVE_END.sub("", head),
        determiner=determiner,
        modifiers=tuple(word.removeprefix("ex-") for word in words[:-1]),
    )
    source.owner = owner(text, stop, end, names, determiner)
    source.phrase = _phrase(text, start, stop, end, names).removeprefix("same ")
    if source.head in DOCUMENT_NOUNS:
        for further in _PARTICIPLE.finditer(source.phrase):
            if source.head in map(bare, source.phrase[: further.start()].split()):
                source.phrase = source.phrase[: further.start()]
                break
    state = _HEAD_OF.match(source.phrase)
    if state:
        source.head = "president" if state["of"].casefold() == "state" else "premier"
        source.modifiers = (state["whose"].casefold(),) if state["whose"] else ()
    source.plural = is_plural(source.head, determiner)
    source.by = maker(text, stop, end, names)
    return source


def _compounded(words: list[str]) -> list[str]:
    """With "attorney general" as one word, since no general is meant, and others by what they are."""
    if words[-2:] == ["law", "officer"]:
        return [*words[:-2], "attorney"]
    if words[-1:] and words[-1].startswith("great-") and words[-1].removeprefix("great-") in KIN:
        return [*words[:-1], words[-1].removeprefix("great-")]
    if words[-1:] == ["general"] and f"{words[-2:][0]}-general" in ROLES:
        return [*words[:-2], f"{words[-2]}-general"]
    return words


def _is_no_noun(head: str) -> bool:
    """Whether a word is a verb form and no noun: a source that ran on into its verb."""
    found = ambiguity(head)
    return ("N" not in found and found != "P") or (
        head.endswith("s") and "V" in found and head[:-1] not in ROLES
    )


def _noun(words: list[str]) -> str:
    """The noun of a core: its last word, or when that is none ("people fed up") the last that is."""
    last = words[-1]
    if not set(ambiguity(last)) & {"N", "P"} and last not in NOMINAL and last not in GROUP_NOUNS:
        return next((w for w in reversed(words) if w in NOMINAL or w in GROUP_NOUNS), last)
    return last


def _phrase(text: str, start: int, stop: int, end: int, names: list[NameMention]) -> str:
    """The source without its article, up to the first comma outside a name."""
    at = stop
    cut = end
    for match in re.finditer(r",(?!\d{3})|;|\(| [-–—]+ |(?<=\w)[–—](?=\w)", text[at:end]):
        if not any(n.start < at + match.start() < n.end for n in names):
            cut = at + match.start()
            break
    phrase = strip_determiner(text[start:cut]).strip(TRIM + ".")
    phrase = _LEADS_ON.sub("", _ON_A_DAY.sub("", _QUANTITY.sub("", phrase)))
    return phrase.replace('"', "") if phrase.count('"') % 2 else phrase
