"""New entities for nominals that mean nobody known: what they are called and of what kind."""

from __future__ import annotations

import re

from store.extraction.speakers.cast import Cast
from store.extraction.speakers.entities import Entity, gender_of_words
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import (
    DEMONYMS,
    DOCUMENT_NOUNS,
    ORGANIZATION_HEADS,
    PUBLICATION_NOUNS,
)
from store.extraction.speakers.lexicon.people import ANONYMOUS, KIN, ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.sources import Source
from store.records import SpeakerKind

_THIRD = frozenset({"his", "her", "its", "their"})
INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
"""Determiners of somebody new, unless the very phrase comes again."""
_IN_PHRASE = re.compile(r"\s+(?:of|for|to|in|from|by|on|with|at)\s+(?:his|her|its|their|my|our)\b.*$")


def fresh(cast: Cast, source: Source, owner: int) -> int:
    """A new entity for a nominal that means nobody known."""
    entity = Entity(kind=nominal_kind(source), plural=source.plural, owner=owner, first_at=source.start)
    entity.name = _without_pronoun(source.phrase) if source.head in DOCUMENT_NOUNS else source.phrase
    if (
        owner >= 0
        and isinstance(source.owner, str)
        and source.owner in _THIRD
        and (cast.entities[owner].key or _of_a_writing(source, cast.entities[owner]))
        and _named_for_owner(source)
    ):
        entity.name = f"{_short(cast, owner)}'s {source.phrase.split(' ', 1)[1]}"
    elif (
        entity.kind == "person"
        and "’s " in entity.name.replace("'s ", "’s ")
        and not isinstance(source.owner, NameMention)
        and source.head not in KIN
    ):
        last = re.split(r"['’]s\s+", entity.name)[-1]
        if source.head.split("-")[-1] in map(bare, last.split()):  # but "lawmaker in Kenya's Rift County"
            entity.name = last
    elif owner >= 0 and entity.kind == "organization" and cast.entities[owner].kind == "person":
        entity.name = _owned(cast, source, owner)
    first = source.determiner.split()[0] if source.determiner else ""
    alone = source.owner is None and not source.modifiers and first == "the"
    entity.stranger = entity.kind in {"person", "anonymous"} and (first in INDEFINITE or alone)
    entity.headlined = not source.determiner and not source.plural
    entity.alias(source.phrase)
    entity.heads = {source.head, *source.head.split("-")}
    entity.gender = gender_of_words((source.head,))
    if entity.kind == "person":
        entity.roles.append(entity.name)
        entity.main_role = entity.name
    cast.entities.append(entity)
    return len(cast.entities) - 1


def _owned(cast: Cast, source: Source, owner: int) -> str:
    """ "His campaign", "Mrs. Marsk's campaign": with the owner's full name."""
    found = re.match(r"(?:his|her|their|its|[^,]{1,60}?['’]s?)\s+(?=\w)", source.phrase, re.IGNORECASE)
    possessive = isinstance(source.owner, str) or (source.owner is not None and source.owner.possessive)
    if found is None or not possessive or not cast.entities[owner].key:
        return source.phrase
    return f"{cast.name_of(owner)}'s {source.phrase[found.end() :]}"


def _named_for_owner(source: Source) -> bool:
    leads = source.phrase.split()[0].casefold() in _THIRD
    return leads and (source.plural or source.head in DOCUMENT_NOUNS)


def _of_a_writing(source: Source, owner: Entity) -> bool:
    """ "Its authors", of a study."""
    return source.owner == "its" and owner.kind == "publication" and bool(owner.heads & DOCUMENT_NOUNS)


def _short(cast: Cast, entity: int) -> str:
    name = cast.name_of(entity)
    return name if cast.entities[entity].kind != "person" else name.split()[-1]


def _without_pronoun(phrase: str) -> str:
    return _IN_PHRASE.sub("", phrase)


_QUANTITIES = WORDS["quantities"]
_AGENTS = (
    "er",
    "or",
    "ist",
    "ian",
    "ant",
    "ee",
    "eur",
    "man",
    "woman",
    "one",
    "self",
    "ese",
    "old",
    "alike",
    "body",
)


def nominal_kind(source: Source) -> SpeakerKind:
    """The kind of speaker a nominal nobody is known by stands for."""
    head = source.head
    if head in DOCUMENT_NOUNS or head in PUBLICATION_NOUNS:
        return "publication"
    first = source.determiner.split()[0] if source.determiner else ""
    if (
        head in ANONYMOUS
        and first
        and (first not in {"the", "his", "her", "their"} or head in {"source", "sources"})
    ):
        return "anonymous"
    if source.plural:
        return "group"
    if head in ROLES or head in DEMONYMS:
        return "person"
    if head in ORGANIZATION_HEADS:
        return "organization"
    if head.endswith(("s", "%")) or head[:1].isdigit() or head in _QUANTITIES:
        return "group"
    return "person" if head.endswith(_AGENTS) or head in {first, "first", "other"} else "publication"
