"""What kind of thing a name is that tells it not: by the words that stand beside it in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from store.extraction.speakers.entities import Entity
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import (
    BODY_NOUNS,
    GENERIC_BODIES,
    GROUP_NOUNS,
    ORGANIZATION_HEADS,
    PUBLICATION_NOUNS,
    PUBLISHERS_AND_BODIES,
)
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.wordclasses import ambiguity

_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|across|outside|inside|throughout|to|toward|towards|into)\s$"
)
_TO_SOMEBODY = re.compile(
    r"\b(?:according|sp[eo]a?k\w*|talk\w*|wr[io]t\w+|listen\w*|letter|message|clos\w+|loyal\w*|aide|advis[eo]r|"
    r"married|gave|given|repl\w+|respon\w+|successor|refer\w*|thank\w*|appeal\w*|object\w*|oppos\w+|comparison)\s"
    r"to\s$"
)
"""Where `to` leads to a person: "according to NAME", "had spoken to NAME"."""
_NOUN_BEFORE = re.compile(r"([a-z][a-z-]+) (?:the )?$")
_NEXT_WORD = re.compile(r" ([a-z][\w-]+)")
_SHARES = re.compile(r"\b[Ss](?:hares|tock) (?:of|in) $")
_SHARES_AFTER = re.compile(r"(?:['’]s?)? (?:shares|stock)\b")
_APPOSED = re.compile(
    r", (?:the|an?) (?:(?!who\b|which\b|that\b)[\w’'-]+ ){0,5}?(?P<noun>[\w-]+)"
    r"(?=[,.;:\n]| (?:of|in|for|based|from|that|which|behind|with)\b)"
)
"""What stands behind a name and says what it is: "Coldbrook, a brewer based in Tarn,"."""
_FIRMS = WORDS["firms"] | GENERIC_BODIES | {"manufacturer", "nonprofit", "regulator", "union", "watchdog"}
_ADJECTIVE_ENDS = ("ian", "ic", "ish", "ese", "an", "ean")


def decide_kinds(text: str, names: Sequence[NameMention], entities: Sequence[Entity]) -> None:
    """Decides names that nothing tells: a place when the text is in it, goes to it or comes from it."""
    votes: Counter[int] = Counter()
    times = Counter(mention.entity for mention in names)
    for mention in names:
        if mention.entity < 0 or entities[mention.entity].kind == "person":
            continue
        entity = entities[mention.entity]
        if bare(mention.words[-1]) in GROUP_NOUNS and entity.kind in {"", "group"}:
            entity.kind, entity.plural = "group", True
            continue
        before = text[max(0, mention.start - 24) : mention.start]
        _told_by_nouns(text, mention, entity, before)
        if entity.kind == "" and len(mention.words) == 1:
            if before.endswith(("the ", "The ")) and not _modifies(text, mention):
                entity.kind = "organization"
                continue
            there = _PLACE_BEFORE.search(before) and not _TO_SOMEBODY.search(before)
            votes[mention.entity] += 1 if there and not mention.possessive else 0
    for at, count in votes.items():
        if 4 * count >= times[at] and not entities[at].kind:
            entities[at].kind = "place"


def _told_by_nouns(text: str, mention: NameMention, entity: Entity, before: str) -> None:
    """ "The brewer Coldbrook", "Coldbrook, a brewer", "shares of Coldbrook"; `before` is the text before."""
    noun = _NOUN_BEFORE.search(before)
    if noun and noun.group(1) in PUBLICATION_NOUNS and entity.kind != "organization":
        entity.kind = "publication"
    elif noun and noun.group(1) in ORGANIZATION_HEADS and entity.kind in {"", "acronym"}:
        entity.kind = "organization"
    apposed = _APPOSED.match(text, mention.end) if entity.kind in {"", "acronym", "organization"} else None
    if apposed is not None and apposed["noun"] in _FIRMS:
        entity.kind = "organization"
        entity.heads.add(apposed["noun"])
    if entity.kind == "" and (_SHARES.search(before) or _SHARES_AFTER.match(text, mention.end)):
        entity.kind = "organization"
    if noun and noun.group(1) in PUBLISHERS_AND_BODIES:
        entity.heads.add(noun.group(1))


def _modifies(text: str, mention: NameMention) -> bool:
    """Whether a name stands before the noun it says more of: "the Marsk administration"."""
    following = _NEXT_WORD.match(text, mention.end)
    if following is None:
        return False
    word = following.group(1)
    if word in BODY_NOUNS | GROUP_NOUNS | ROLES or mention.words[0].endswith(_ADJECTIVE_ENDS):
        return True
    return not set(ambiguity(word)) & set("VBIRCX")
