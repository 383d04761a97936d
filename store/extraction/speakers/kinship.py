"""Whom kinship names: "her sister", "his wife", "her Qatari counterpart"."""

from __future__ import annotations

import re

from store.extraction.speakers.antecedents import Discourse
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.entities import Entity, gender_of_words
from store.extraction.speakers.holders import Holders
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.people import KIN
from store.extraction.speakers.salience import COUNTERPARTS
from store.extraction.speakers.sources import Source

_SHARE_A_SURNAME = WORDS["share_a_surname"]
"""Kin who mostly have the surname; an uncle or a cousin of one is anybody."""
_SPOUSES = frozenset({"husband", "partner", "spouse", "wife"})
_CHILDREN, _PARENTS = (
    frozenset({"child", "daughter", "son"}),
    frozenset({"dad", "father", "mother", "mum", "parent"}),
)
_RECIPROCAL = (
    dict.fromkeys(_SPOUSES, _SPOUSES)
    | dict.fromkeys(_CHILDREN, _PARENTS)
    | dict.fromkeys(_PARENTS, _CHILDREN)
)
"""What somebody is called whose kin another is, by what that one is called."""
_OF_WHOM = re.compile(r"(?:[\w.’'-]+ )*?(?P<whose>[\w’'-]+?)['’]s? ")
_SIBLINGS = frozenset({"brother", "sister"})


class Kinship:
    """Finds the people who are somebody's kin, friends and counterparts."""

    def __init__(self, text: str, cast: Cast, discourse: Discourse, holders: Holders) -> None:
        self.text = text
        self.cast = cast
        self.entities = cast.entities
        self.discourse = discourse
        self.holders = holders

    def of(self, source: Source, owner: int) -> int:
        """ "Her sister": the other one with the surname, or whoever is called so elsewhere."""
        spouse = self._to_whom(source, owner)
        if spouse >= 0:
            return spouse
        gender = gender_of_words((source.head,))
        surname = self.entities[owner].key[-1:]
        others = [
            e
            for e in self.cast.clusters.by_tail.get(surname, ())
            if e != owner
            and (not gender or self.entities[e].gender in {"", gender})
            and (source.head in self.entities[e].heads or not self.entities[e].heads & KIN)
        ]
        if source.head in self.entities[owner].heads & _SIBLINGS and others and not self._begins(source):
            return owner  # "His brother NAME gave an interview. …, his brother said": "his" is the other's
        if len(others) == 1 and source.head in _SHARE_A_SURNAME:
            return others[0]
        if source.head in COUNTERPARTS:
            told = set(source.modifiers)

            def fits(entity: Entity) -> float | None:
                person = entity.kind == "person" and entity.key and entity is not self.entities[owner]
                return 0.0 if person and (not told or told & entity.phrase_words()) else None

            other = self.discourse.best(source.start, fits)[0]
            if other >= 0:
                return other
        return self.holders.holder(source, owner)

    def _to_whom(self, source: Source, owner: int) -> int:
        """ "Mrs Doyle's husband, Patrick, …, his wife said": who has been called what the owner is hers."""
        back = _RECIPROCAL.get(source.head, frozenset()) & self.entities[owner].heads
        for role in self.entities[owner].roles if back else ():
            told = _OF_WHOM.match(role)
            if told is None or not back & set(role.casefold().split()):
                continue
            for entity in self.cast.clusters.by_tail.get((told["whose"].casefold(),), ()):
                gender = gender_of_words((source.head,))
                if entity != owner and self.entities[entity].gender in {
                    "",
                    gender or self.entities[entity].gender,
                }:
                    return entity
        return -1

    def _begins(self, source: Source) -> bool:
        """Whether "His brother" begins a sentence: then he is of whom the one before told."""
        return self.text[source.start].isupper()
