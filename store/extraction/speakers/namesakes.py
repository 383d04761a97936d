"""Which of several bearers of a name is meant: a surname two people share, "the elder NAME"."""

from __future__ import annotations

import re

from store.extraction.speakers.antecedents import Discourse, Seen
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.entities import Entity, Key, gender_of_words, key_of
from store.extraction.speakers.lexicon.people import KIN
from store.extraction.speakers.namekinds import GENERATIONS, is_age
from store.extraction.speakers.roles import role_after, role_heads
from store.extraction.speakers.sources import Source

_PARENTS = frozenset(
    {"dad", "father", "grandfather", "grandmother", "mother", "mum", "mom", "parent", "uncle", "aunt"}
)
_CHILDREN = frozenset({"child", "daughter", "granddaughter", "grandson", "nephew", "niece", "son"})
_OF_AGE = 1000
"""What a parent counts for, and a child with a minus: more than any age."""
_GIVEN_AFTER = re.compile(r",\s+([A-Z][\w’'-]+),")
"""The given name behind "The elder Marsk, Junius,"."""
_THEMSELVES = re.compile(r"\s(her|him)self\b")


class Namesakes:
    """Chooses among the people who bear a name of one article."""

    def __init__(self, text: str, cast: Cast, discourse: Discourse) -> None:
        self.text = text
        self.cast = cast
        self.entities = cast.entities
        self.discourse = discourse

    def settle(self, at: int) -> int:
        """The entity of the `at`-th name, chosen now when several bear the name."""
        mention = self.cast.names[at]
        found = self.cast.ambiguous.get(at)
        if mention.entity >= 0 or not found:
            return mention.entity
        gender = gender_of_words(mention.title.split())
        if gender and mention.words[-1] in self.cast.of_both:
            found = [f for f in found if self.entities[f].gender == gender]
            if not found:
                return -1  # "Mr. Khan", of a couple whose given names tell nothing
        themselves = _THEMSELVES.match(self.text, mention.end)
        if themselves:
            sex = "f" if themselves.group(1) == "her" else "m"
            found = [f for f in found if self.entities[f].gender in {"", sex}] or found
        allowed = {id(self.entities[f]) for f in found}
        bearer = self._bare_bearer(found) or (self._told_of(found, mention.start) if gender else None)
        role = {w.casefold() for w in mention.title.split()} | role_heads(role_after(self.text, mention))
        if bearer is None and not mention.title and self._nobody_can_tell(found, mention.start):
            return -1

        def fits(entity: Entity) -> float | None:
            if id(entity) not in allowed:
                return None
            return 2.0 * bool(role & entity.heads) + 3.0 * (entity is bearer)

        chosen, _ = self.discourse.best(mention.start, fits)
        if chosen < 0:
            weigh = self.entities
            chosen = max(found, key=lambda f: (bool(role & weigh[f].heads), weigh[f].forms.total(), -f))
        mention.entity = chosen
        self.entities[chosen].alias(" ".join(mention.words))
        return chosen

    def _nobody_can_tell(self, found: list[int], at: int) -> bool:
        """Whether two bearers of a surname were last named together, and neither has spoken."""
        last: dict[int, Seen] = {}
        for seen in self.discourse.recent(at):
            if seen.entity in found:
                last.setdefault(seen.entity, seen)
        spoke = any(one in self.discourse.speakers for one in last)
        return (
            len(found) == len(last) == 2 and not spoke and len({seen.sentence for seen in last.values()}) == 1
        )

    def _bare_bearer(self, found: list[int]) -> Entity | None:
        """Whom a bare surname means where newspapers keep to their custom: whoever was named first, if every
        other bearer goes on being named in full.
        """
        first, *others = sorted((self.entities[f] for f in found), key=lambda e: e.first_at)
        in_full = _times_in_full(first)
        if {_without_generation(self.entities[f].key) for f in found} == {_without_generation(first.key)}:
            return first  # of "Bo Moss III" and "his father, Bo Moss Jr.", "Moss" is whose story it is
        return first if all(_times_in_full(other) > max(1, in_full) for other in others) else None

    def _told_of(self, found: list[int], at: int) -> Entity | None:
        """Whom "Ms. NAME" means, of bearers of a surname: whose story it is, named first, if the others are
        kin and none of them stands in this paragraph.
        """
        first, *others = sorted((self.entities[f] for f in found), key=lambda e: e.first_at)
        if first.heads & KIN or not all(other.heads & KIN for other in others):
            return None
        here = self.discourse.layout.paragraph(at)
        near = {s.entity for s in self.discourse.recent(at) if s.paragraph == here}
        return None if any(self.entities[one] in others for one in near) else first

    def elder_or_younger(self, source: Source) -> int:
        """ "The elder NAME": who is called father or son, or older in years; else somebody unknown, who may
        be "she" and have a sister.
        """
        assert source.name is not None
        elder = re.search(r"\b(?:elder|older)\b", source.role, re.IGNORECASE) is not None
        found = self.cast.ambiguous.get(self.cast.index_of(source.name), [])
        if len(found) == 2:
            one, other = sorted(found, key=lambda e: _seniority(self.entities[e]))
            years = _seniority(self.entities[one]), _seniority(self.entities[other])
            if years[0] < years[1] and (0 not in years or _OF_AGE in map(abs, years)):
                return other if elder else one
        given = _GIVEN_AFTER.match(self.text, source.name.end) if len(found) < 2 else None
        name = f"{given.group(1)} {source.name.words[-1]}" if given else ""
        return self.cast.clusters.new(kind="person", name=name, key=key_of(name.split()))


def _seniority(entity: Entity) -> int:
    """How old somebody must be, by their kin and else in years, 0 where nothing tells."""
    if entity.heads & _PARENTS:
        return _OF_AGE
    if entity.heads & _CHILDREN:
        return -_OF_AGE
    return next((int(head.split("-")[0]) for head in entity.heads if is_age(head)), 0)


def _without_generation(key: Key) -> Key:
    return key[:-1] if key[-1:] and key[-1] in GENERATIONS else key


def _times_in_full(entity: Entity) -> int:
    return sum(times for form, times in entity.forms.items() if " " in form)
