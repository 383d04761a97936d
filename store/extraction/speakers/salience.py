"""How likely a person is whom "the senator" means where the article calls nobody one: `Salience`."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.speakers.entities import Entity
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import DEMONYMS, NATIONALITIES
from store.extraction.speakers.lexicon.people import ANAPHORIC, KIN, PARTISANS
from store.extraction.speakers.namekinds import is_age
from store.extraction.speakers.rolematch import holds_another, of_another_party, of_that_party, places_in
from store.extraction.speakers.roles import expanded
from store.extraction.speakers.sources import Source

COUNTERPARTS = frozenset({"interlocutor", "counterpart", "opponent"})
"""Roles whose holder is the other one of two."""
SEATS = frozenset({"senator", "congressman", "congresswoman", "lawmaker", "legislator"})
"""What a member of parliament goes on being called."""
_STAFF = WORDS["staff"]
_SEEKERS = WORDS["seekers"]
"""Those who run for an office, which their staff and those who write about them do not."""
_BENCH = WORDS["bench"] | _STAFF
"""Those before a court who are not accused."""
_ACCUSED = frozenset({"accused", "defendant"})
_ANYBODY = (
    SEATS | _SEEKERS | PARTISANS | _ACCUSED | frozenset({"leader", "man", "politician", "veteran", "woman"})
)
"""What somebody may be called whatever else they are; a mogul is no senator."""
_SAY_LITTLE = KIN | COUNTERPARTS | WORDS["related"] | WORDS["say_little"]
"""Roles that leave open what else somebody is."""
_LIKELY = 2.0
"""What counts for whom the sentence before is about, and for whoever goes on speaking."""


class Salience:
    """Called with an entity: what speaks for it beside its place in the text, or None where it cannot be.

    Args:
        source: the nominal.
        gender: `m`, `f` or empty.
        barred: who cannot be meant.
        about: whom the sentence before is about.
        just_spoke: who alone has spoken in the paragraph.
        goes_on: who spoke last, where the nominal stands behind a quotation.
    """

    def __init__(
        self,
        source: Source,
        gender: str,
        *,
        barred: Sequence[Entity],
        about: Sequence[Entity],
        just_spoke: Entity | None,
        goes_on: Entity | None,
    ) -> None:
        self.source = source
        self.gender = gender
        self._barred, self._about = barred, about
        self._just_spoke, self._goes_on = just_spoke, goes_on
        self._seat = places_in(source.modifiers)
        self._nations = NATIONALITIES.intersection(source.modifiers)
        if source.head == "leader":
            # Who has just spoken may be meant by another word for them, but no spokesman is "the US leader".
            self._nations, self._just_spoke = self._nations | self._seat, None

    def __call__(self, entity: Entity) -> float | None:
        """The bonus, below zero where somebody is known to be something else."""
        if not self._may_be(entity):
            return None
        clash = self._clash(entity)
        if self._nations and clash and entity is not self._just_spoke:
            return None  # "the Russian leader" is not the spokesman who was last heard
        if clash and self.source.head == "leader" and " of " in self.source.phrase:
            return None  # "the leader of the council" is no campaigner against it
        if (self.source.head in _SEEKERS and clash & _STAFF) or (
            self.source.head in _ACCUSED and clash & _BENCH
        ):
            return -4.0
        if clash:
            return -1.0
        likely = entity is self._goes_on or any(entity is one for one in self._about)
        return _LIKELY * likely + 1.0 * of_that_party(entity, self.source)

    def is_another_trade(self, entity: Entity) -> bool:
        """Whether somebody who is best all the same is known by another trade: a mogul is no striker."""
        return self.source.head in ANAPHORIC - _ANYBODY and (self(entity) or 0.0) < 0.0

    def _may_be(self, entity: Entity) -> bool:
        told_of = any(entity is one for one in self._about)
        person = entity.kind == "person" or (told_of and may_be_person(entity))
        if not person or not entity.key or (self.gender and entity.gender not in {"", self.gender}):
            return False
        theirs = places_in([w.strip(",") for role in entity.roles for w in role.casefold().split()])
        if self._seat and theirs and not self._seat & theirs:
            return False  # "the Florida senator" is not the Texas senator
        if holds_another(entity, self.source) or of_another_party(entity, self.source):
            return False
        return not any(entity is one for one in self._barred)

    def _clash(self, entity: Entity) -> set[str]:
        """What somebody is called that the nominal does not mean."""
        if self.source.head in DEMONYMS:
            return set()  # "the Spaniard" may be anything
        clash = {head for head in entity.heads if not is_age(head)}
        clash -= expanded(self.source.head) | PARTISANS | _SAY_LITTLE
        return clash - SEATS if self.source.head in _SEEKERS else clash


def may_be_person(who: Entity) -> bool:
    """Whether a name is a person's, or may be one: two words that nothing else is known of."""
    return who.kind == "person" or (not who.kind and len(who.key) > 1)
