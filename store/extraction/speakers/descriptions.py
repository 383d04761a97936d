"""What an article says of those it names, gathered onto the entities: roles, ages, parties and styles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import zip_longest

from store.extraction.speakers.entities import Entity, gender_of_words
from store.extraction.speakers.lexicon.bodies import ORGANIZATION_HEADS, PLACES, PUBLICATION_HEADS
from store.extraction.speakers.lexicon.closed import FUNCTION_WORDS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import NOT_PERSONS, bare
from store.extraction.speakers.roles import (
    age,
    bracketed,
    partisan,
    party,
    role_after,
    role_before,
    role_heads,
    role_left,
)
from store.extraction.speakers.wordclasses import is_common

_PRESENTED = re.compile(r"^([A-Z][a-z]+s)\b[^:.\n]{0,40}:(?= )", re.MULTILINE)
_OWN_PRONOUN = re.compile(
    r"[^\n.!?“”\"«»„;:]*?(?<!that )\b(?P<pronoun>he|she|his|her|him)\b(?: (?P<noun>[\w’'-]+))?"
)
"""The first pronoun of a name's own sentence, before any quotation."""
_ANOTHERS = re.compile(r"\b(?:he|she|(?<!One of )(?:his|her))\b[^\n.!?]*$", re.I)
"""Before a name in a sentence that has begun with somebody else: "Her predecessor, NAME, said that she"."""
_CLAUSE = 120
"""Characters behind a name in which a pronoun may be its own."""
_OWNER = re.compile(r"(?:[\w.’'-]+ )*?[\w.’'-]+['’]s? ")
"""Whose somebody is, which tells nothing of them: "Mr. Marsk's spokeswoman"."""
_SILKS = frozenset({"KC", "QC", "SC"})
"""Letters behind the name of counsel."""
_STYLES = frozenset({"emir", "emperor", "king", "patriarch", "pope", "prince", "princess", "queen", "sultan"})
"""What those of one name are known by: "Pope Leo"."""


def describe(text: str, names: Sequence[NameMention], entities: Sequence[Entity]) -> None:
    """Gathers the roles that stand with names."""
    for mention in names:
        if mention.entity < 0:
            continue
        entity = entities[mention.entity]
        entity.first_at = min(entity.first_at, mention.start)
        if entity.kind in NOT_PERSONS:
            _body_heads(mention, entity)
            continue
        _person_roles(text, mention, entity)
    _introduced(text, names, entities)
    _learn_genders(text, names, entities)


def _learn_genders(text: str, names: Sequence[NameMention], entities: Sequence[Entity]) -> None:
    """ "Sami recalled how on his first trip …": a pronoun tells the gender that a given name does not."""
    votes: defaultdict[int, Counter[str]] = defaultdict(Counter)
    people = [
        m
        for m in names
        if m.kind in {"person", ""} or (m.entity >= 0 and entities[m.entity].kind == "person")
    ]
    for mention, following in zip_longest(people, people[1:]):
        if mention.entity < 0 or mention.possessive or mention.loose:
            continue
        who = entities[mention.entity]
        perhaps = mention.initial and len(who.key) > 1 and not any(map(_is_no_surname, who.key))
        if who.gender or who.plural or not (who.kind == "person" or (not who.kind and perhaps)):
            continue
        if _ANOTHERS.search(text, max(0, mention.title_start - _CLAUSE), mention.title_start):
            continue
        stop = following.title_start if following is not None else len(text)
        found = _OWN_PRONOUN.match(text, mention.end, min(stop, mention.end + _CLAUSE))
        if found is not None and _is_own(found):
            votes[mention.entity]["m" if found["pronoun"] in {"he", "his"} else "f"] += 1
    for entity, told in votes.items():
        (gender, times), *others = told.most_common()
        if times > sum(count for _, count in others):
            entities[entity].gender = gender


def _is_no_surname(word: str) -> bool:
    return word in PLACES or is_common(word)


def _is_own(found: re.Match[str]) -> bool:
    """Whether a pronoun may be that of its sentence's subject: not "backed him", "backed her up"."""
    pronoun, noun = found["pronoun"], found["noun"] or ""
    return pronoun not in {"him", "her"} or (
        pronoun == "her" and noun != "" and noun.casefold() not in FUNCTION_WORDS
    )


def _introduced(text: str, names: Sequence[NameMention], entities: Sequence[Entity]) -> None:
    """Lines that present people: "Spokespersons on the podium: NAME (transport), NAME (trade)."."""
    for match in _PRESENTED.finditer(text):
        head = match.group(1).casefold().removesuffix("s")
        if head not in ROLES:
            continue
        stop = text.find("\n", match.end())
        at = bisect_left(names, match.end(), key=lambda name: name.start)
        while at < len(names) and (stop < 0 or names[at].start < stop):
            mention = names[at]
            if mention.entity >= 0 and len(mention.words) > 1:
                entities[mention.entity].heads.add(head)
            at += 1


def _person_roles(text: str, mention: NameMention, entity: Entity) -> None:
    left = mention.title if mention.loose else role_left(text, mention)
    before = role_before(text, mention)
    after = "" if mention.possessive or mention.loose else role_after(text, mention)
    full = len(mention.words) > 1
    if full and (years := age(text, mention)):
        entity.heads.add(years)
        entity.kind = "person"  # no body is so old: "Ora Banks, 83,"
    if member := partisan(text, mention):
        entity.heads.add(member)
    add_role(entity, left, party(text, mention), full)
    add_role(entity, before, "", full)
    add_role(entity, after, "", full)
    aside = bracketed(text, mention)
    if aside and full:
        entity.roles.append(aside)
        entity.heads |= role_heads(aside)
    if mention.title and bare(mention.title.split()[-1]) in _STYLES and len(entity.key) == 1:
        entity.style = mention.title.split()[-1].capitalize()
    if text[mention.start : mention.end].split()[-1] in _SILKS and full:
        entity.heads.add("counsel")
    if "dr" in bare(mention.title).split():
        entity.heads.add("dr")  # "the doctor", though no role says so
    if (left or before or after) and not entity.kind:
        entity.kind = "person"
    if entity.kind == "person" and not entity.gender:
        entity.gender = gender_of_words(_OWNER.sub("", f"{left} {before} {after}").split())


def add_role(entity: Entity, role: str, suffix: str, full: bool) -> None:
    """Adds a role as written; `full` when it stands with the person's fullest name."""
    heads = role_heads(role)
    if not heads and not (suffix and role == ""):
        return
    written = f"{role} {suffix}".strip()
    entity.heads |= heads
    if written and written not in entity.roles:
        entity.roles.append(written)
    if full and written and (not entity.main_role or entity.main_role_name < len(entity.key)):
        entity.main_role = entity.main_role or written
        entity.main_role_name = len(entity.key)


def _body_heads(mention: NameMention, entity: Entity) -> None:
    for word in mention.words:
        low = bare(word)
        if low in ORGANIZATION_HEADS or low in PUBLICATION_HEADS:
            entity.heads.add(low)
