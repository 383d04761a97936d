"""What nominals refer to: "the paper", "these voters", "the two leaders", "the state"."""

from __future__ import annotations

from collections.abc import Callable

from store.extraction.speakers.antecedents import Discourse
from store.extraction.speakers.bodymatch import BodyMatch
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.entities import Entity
from store.extraction.speakers.holders import Holders
from store.extraction.speakers.kinship import Kinship
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import (
    BODY_NOUNS,
    COMPOUND_PLACES,
    DEMONYMS,
    DOCUMENT_NOUNS,
    GENERIC_BODIES,
    GROUP_NOUNS,
    ORGANIZATION_HEADS,
    PLACE_HEADS,
    PLACES,
    PUBLICATION_NOUNS,
)
from store.extraction.speakers.lexicon.people import KIN, ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import is_age
from store.extraction.speakers.salience import COUNTERPARTS
from store.extraction.speakers.sources import Source
from store.extraction.speakers.unnamed import INDEFINITE, fresh

TERRITORY = frozenset(
    {"state", "country", "city", "nation", "county", "province", "town", "republic", "kingdom"}
)
_COUNTRIES = frozenset({"state", "country", "nation", "republic", "kingdom"})
_TRADES = frozenset({"distributor", "maker", "manufacturer", "miner", "producer", "supplier", "utility"})
"""What a company may be called that has just spoken."""
_RULINGS = frozenset({"ruling", "decision", "opinion", "verdict", "order", "judgment"})
_SPEAKERS = ROLES | GROUP_NOUNS | ORGANIZATION_HEADS
_BODIES = BODY_NOUNS | GENERIC_BODIES
_PAIRS = WORDS["pairs"]
_CHIEFS = frozenset(
    {
        "president",
        "premier",
        "chancellor",
        "minister",
        "king",
        "queen",
        "chairman",
        "leader",
        "secretary",
        "prime-minister",
    }
)
NAMELESS = frozenset({"anyone", "everyone", "nobody", "somebody", "someone"})
"""Nominals that no name follows."""
_SPEAKERS_OWN = frozenset({"my", "our", "your"})
"""Determiners of somebody whom only those who speak know: "my boss"."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "neither", "two", "either"})


class Nominals:
    """Finds what nominals mean: people by their roles, bodies, documents, pairs, groups, territories."""

    def __init__(
        self,
        cast: Cast,
        discourse: Discourse,
        holders: Holders,
        kinship: Kinship,
        settle: Callable[[int], int],
    ) -> None:
        self.cast = cast
        self.entities = cast.entities
        self.discourse = discourse
        self.holders = holders
        self.kinship = kinship
        self.settle = settle

    def entities_of(
        self, source: Source, owner: int, *, create: bool = True, barred: frozenset[int] = frozenset()
    ) -> list[int]:
        """The entities a nominal means, made when new (unless `create` is off).

        Whoever says the words it stands in is `barred`: they speak of somebody else.
        """
        first = source.determiner.split()[0] if source.determiner else ""
        pair = self._pair(source, first)
        if pair:
            return pair
        derived = self._derived(source)
        if derived >= 0:
            return [derived]
        if first in INDEFINITE:
            found = self.same_phrase(source, owner) if source.owner is not None else -1
            return [found] if found >= 0 else [fresh(self.cast, source, owner)] if create else []
        if first in _DEFINITE or not first or source.owner is not None:
            found = self._antecedent(source, owner, first, barred)
            if found >= 0:
                return [found]
        return [fresh(self.cast, source, owner)] if create else []

    def _derived(self, source: Source) -> int:
        """Documents and panels that speak for whoever made them: "a Reuters survey", "a study by NAME"."""
        spoken = source.head not in _SPEAKERS
        if source.by is not None and (
            source.head in DOCUMENT_NOUNS or (spoken and source.by.kind == "person")
        ):
            return self.settle(self.cast.index_of(source.by))
        document = source.head in DOCUMENT_NOUNS or source.head == "tally"
        if document and isinstance(source.owner, NameMention) and source.owner.end < source.end:
            entity = self.settle(self.cast.index_of(source.owner))
            slashed = "/" in source.phrase
            if entity >= 0 and self.entities[entity].kind == "publication" and not slashed:
                self.entities[entity].heads.add(source.head)
                return entity
        if source.head == "panel" and isinstance(source.owner, NameMention) and not source.owner.possessive:
            entity = self.settle(self.cast.index_of(source.owner))
            if (
                entity >= 0
                and self.entities[entity].kind == "organization"
                and "court" in self.entities[entity].heads
            ):
                return entity
        return -1

    def _pair(self, source: Source, first: str) -> list[int]:
        """Two speakers taken together: "The two leaders", "Neither group"."""
        if source.head not in _PAIRS or first not in _DEFINITE or source.modifiers[1:]:
            return []
        if " of " in source.phrase:
            return []  # "Two of her colleagues" are two whom nobody has named
        bodies = source.head in ORGANIZATION_HEADS | {"groups", "parties", "organisations", "organizations"}
        found: list[int] = []
        for seen in self.discourse.recent(source.start):
            entity = self.entities[seen.entity]
            if entity.plural or seen.entity in found or not entity.key:
                continue
            chief = bool(entity.heads & _CHIEFS)
            if (bodies and entity.kind == "organization") or (
                not bodies and entity.kind == "person" and chief
            ):
                found.append(seen.entity)
        if bodies and first in {"neither", "both", "either"} and len(found) >= 2:
            return sorted(found[:2], key=lambda e: self.entities[e].first_at)
        if not bodies and len(found) == 2:
            return sorted(found, key=lambda e: self.entities[e].first_at)
        return []

    def _antecedent(self, source: Source, owner: int, first: str, barred: frozenset[int]) -> int:
        head = source.head
        same = self._called_the_same(source, owner, barred)
        if same >= 0 or first in _SPEAKERS_OWN:
            return same
        if source.plural and first in {"the", "these", "those"}:
            return self._group(source)
        headline = not first and (source.in_headline or head == "counsel")
        if source.plural or not (first in {"the", "this", "that"} or source.owner is not None or headline):
            return -1
        if is_age(head):
            return self.holders.aged(source)
        if head in DEMONYMS and source.phrase.casefold().endswith(head):
            aged = next(filter(is_age, source.modifiers), "")
            of_that_age = self.cast.by_head.get(aged, [])
            return of_that_age[0] if of_that_age else self.holders.from_there(source, barred)
        if head in KIN | COUNTERPARTS and owner >= 0:
            return self.kinship.of(source, owner)
        if head in ROLES:
            found = self.holders.holder(source, owner, barred)
            firm = self._firm_that_spoke(source) if found < 0 and head in _BODIES else -1
            if max(found, firm) >= 0 or head not in PUBLICATION_NOUNS:
                return max(found, firm)
        if head in _RULINGS:
            return self._latest(lambda e: "court" in e.heads and e.kind == "organization", source.start)
        if head in TERRITORY and not source.modifiers:
            return self._territory(source)
        found = self.body(source, source.start, owner) if head in _BODIES else -1
        return self._firm_that_spoke(source) if found < 0 and head in _TRADES else found

    def _firm_that_spoke(self, source: Source) -> int:
        """ "Northline says … “Do not travel,” the operator wrote": the body that alone has spoken here."""
        spoke = self.holders.just_spoke(source)
        body = spoke is not None and spoke.kind in {"organization", "acronym", ""} and spoke.key
        plain = source.determiner == "the" and not source.modifiers and source.owner is None
        return self.discourse.speakers[-1] if body and plain else -1

    def _called_the_same(self, source: Source, owner: int, barred: frozenset[int]) -> int:
        """Whom the very phrase has meant before, or whoever has come by name since."""
        same = self.same_phrase(source, owner)
        if same < 0 or source.determiner != "the" or source.head not in ROLES:
            return same
        for last in self.discourse.speakers[-1:]:
            if self.entities[last].key and source.head in self.entities[last].heads and last not in barred:
                return last
        named = self.holders.newly_named(source, barred) if self.entities[same].headlined else -1
        return named if named >= 0 else same

    def _territory(self, source: Source) -> int:
        """ "The state", "the city": the place the sentence names, or the article's."""
        sentence = self.discourse.layout.sentence(source.start)
        best = -1
        whole = source.head in _COUNTRIES
        for seen in self.discourse.recent(source.start):
            entity = self.entities[seen.entity]
            if entity.kind != "place" or (entity.key and entity.key[-1] in PLACE_HEADS):
                continue
            if whole and "-".join(entity.key) not in PLACES | COMPOUND_PLACES:
                continue
            if seen.sentence == sentence:
                return seen.entity
            if best < 0 or self.discourse.counts[seen.entity] > self.discourse.counts[best]:
                best = seen.entity
        return best

    def _latest(self, wanted: Callable[[Entity], bool], at: int) -> int:
        for seen in self.discourse.recent(at):
            if wanted(self.entities[seen.entity]):
                return seen.entity
        return -1

    def same_phrase(self, source: Source, owner: int) -> int:
        low = source.phrase.casefold()
        if not low:
            return -1
        for seen in self.discourse.recent(source.start):
            entity = self.entities[seen.entity]
            if not entity.key and low in entity.phrases and (owner < 0 or entity.owner in {-1, owner}):
                return seen.entity
        return -1

    def _group(self, source: Source) -> int:
        mods = set(source.modifiers)

        def wanted(entity: Entity) -> bool:
            told = entity.phrase_words()
            return entity.plural and source.head in entity.heads and (not mods or bool(mods & told))

        return self._latest(wanted, source.start)

    def body(self, source: Source, at: int, owner: int = -1) -> int:
        """The organisation, publication or document a nominal means; `owner`: whose it is by a pronoun."""
        heard = self.discourse.recent(at) if source.head in PUBLICATION_NOUNS else ()
        reported = [
            self.entities[s.entity] for s in heard if s.speaker or s.entity in self.discourse.reporters
        ]
        fits = BodyMatch(
            source,
            owner=self.entities[owner] if owner >= 0 else None,
            owner_at=owner,
            just_spoke=self.holders.just_spoke(source),
            reported=reported,
        )
        found = self.discourse.best(at, fits, "thing")[0]
        if found >= 0 and not self.entities[found].kind:
            self.entities[found].kind = "organization"
        return found
