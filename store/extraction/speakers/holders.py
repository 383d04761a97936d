"""Who has the role a nominal names: "the minister", "his lawyer", "her sister"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from store.extraction.speakers.antecedents import Discourse
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.entities import NAMESAKES, Entity, gender_of_words
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import COMPOUND_PLACES, NATIONALITIES, PLACES
from store.extraction.speakers.lexicon.people import ANAPHORIC, HYPERNYMS, KIN, PARTISANS, PORTFOLIOS
from store.extraction.speakers.namekinds import bare, is_age
from store.extraction.speakers.names import NameMention
from store.extraction.speakers.roles import expanded, role_heads
from store.extraction.speakers.sources import Source

_RANKED = (PORTFOLIOS | WORDS["functions"]) - {"and", "the"}
"""What tells one minister, secretary or director of a body from the others."""
_SHARE_A_SURNAME = WORDS["share_a_surname"]
"""Kin who mostly have the surname; an uncle or a cousin of one is anybody."""
_OFFICES = WORDS["offices"]
"""What every country has: whose nationality is not told is not the holder that a nationality is told of."""
_STAFF = WORDS["staff"]
_SEEKERS = WORDS["seekers"]
"""Those who run for an office, which their staff and those who write about them do not."""
COUNTERPARTS = frozenset({"interlocutor", "counterpart", "opponent"})
"""Roles whose holder is the other one of two."""
_ONCE = re.compile(r"(?:ex-|former\b|one-time\b|retired\b)", re.I)
_INVERTED = re.compile(r"[”\"’»]\s+\w+\s+$")
"""Before a source that stands behind its quotation and its verb."""
_POSSESSIVE = re.compile(r"['’]s\b|s['’](?=\s)")
_POSSESSIVE_AFTER = re.compile(r"\s+(?:[a-z]+\s+){1,3}(his|her)\s")


def _words(text: str) -> list[str]:
    return [bare(word.strip(",()")) for word in text.split()]


def _portfolio_of(entity: Entity, head: str, portfolio: frozenset[str]) -> bool:
    """Whether somebody is minister or secretary of another thing: no "transport minister" is the first."""
    if not portfolio:
        return False
    theirs: set[str] = set()
    general = False
    for role in entity.roles:
        words = _words(role)
        if head in words:
            theirs |= _RANKED.intersection(words)
            general |= "general" in words or f"{head}-general" in words
    return bool(theirs or general) and not theirs & portfolio


def places_in(words: Sequence[str]) -> frozenset[str]:
    """The places that words name, those of two words joined by a hyphen."""
    pairs = {"-".join(pair) for pair in pairwise(words)} & COMPOUND_PLACES
    parts = {part for pair in pairs for part in pair.split("-")}
    return frozenset(pairs | ((PLACES & set(words)) - parts))


class Holders:
    """Finds the people whom roles and kinship name."""

    def __init__(self, text: str, cast: Cast, discourse: Discourse) -> None:
        self.text = text
        self.cast = cast
        self.entities = cast.entities
        self.discourse = discourse
        self.learned: dict[str, int] = {}
        """Roles that only a nominal gave somebody ("the minister" for whoever just spoke)."""

    def kin(self, source: Source, owner: int) -> int:
        """ "Her sister": the other one with the surname, or whoever is called so elsewhere."""
        gender = gender_of_words((source.head,))
        surname = self.entities[owner].key[-1:]
        others = [
            e
            for e in self.cast.clusters.by_tail.get(surname, ())
            if e != owner
            and (not gender or self.entities[e].gender in {"", gender})
            and (source.head in self.entities[e].heads or not self.entities[e].heads & KIN)
        ]
        if len(others) == 1 and source.head in _SHARE_A_SURNAME:
            return others[0]
        if source.head in COUNTERPARTS:
            other = self.discourse.best(
                source.start,
                lambda e: 0.0 if e.kind == "person" and e.key and e is not self.entities[owner] else None,
            )[0]
            if other >= 0:
                return other
        return self.holder(source, owner)

    def holder(self, source: Source, owner: int, barred: frozenset[int] = frozenset()) -> int:
        """Whoever has the role a nominal names; -1 when nobody has. `barred` only if the text says so."""
        wanted = expanded(source.head)
        gender = gender_of_words((source.head,)) or self._hint(source)
        fits = self._fit(source, owner, wanted, gender)
        aside = self._by_modifier(source)
        if aside >= 0:
            return aside
        chosen, _ = self.discourse.best(source.start, fits)
        speaker = self._speaker_without_role(source, gender)
        if speaker in barred:
            speaker = -1
        if chosen >= 0 and (speaker < 0 or self.entities[chosen].key):
            return chosen
        for head in (source.head, *sorted(wanted)):
            for at in self.cast.by_head.get(head, [])[:NAMESAKES]:
                if fits(self.entities[at]) is not None:
                    return at
        told = NATIONALITIES.issuperset(source.modifiers)
        if speaker >= 0 and source.owner is None and told:
            self._learn(speaker, source)
            return speaker
        if chosen >= 0:
            return chosen
        former = self._once_was(source, gender)
        if former >= 0:
            return former
        above = self._by_hypernym(source, gender)
        if above >= 0:
            return above
        compound = isinstance(source.owner, NameMention) and not source.owner.possessive
        if (source.owner is None or compound) and self._points_back(source):
            return self.salient(source, gender, barred)
        return -1

    def _fit(
        self, source: Source, owner: int, wanted: frozenset[str], gender: str
    ) -> Callable[[Entity], float | None]:
        """How well an entity's roles are those a nominal names."""
        mods = [m for m in source.modifiers if len(m) > 2]
        nations = NATIONALITIES.intersection(mods)
        seat = places_in(source.modifiers)
        phrase = source.phrase.casefold()
        surely = gender_of_words((source.head,))
        told = {word for word in _words(phrase) if word not in mods} - {source.head}
        apart = source.head in PARTISANS and bool(told)
        just_spoke = self._just_spoke(source)
        portfolio = _RANKED.intersection(mods)

        def fits(entity: Entity) -> float | None:
            if entity.kind not in {"person", "", "anonymous"} or entity.plural:
                return None
            known = (
                NATIONALITIES.intersection(" ".join(entity.roles).casefold().split()) if nations else set()
            )
            elsewhere = places_in(_words(" ".join(entity.roles))) if seat else seat
            if (known and not known & nations) or (elsewhere and not elsewhere & seat):
                return None
            if _portfolio_of(entity, source.head, portfolio):
                return None
            if nations and not known and source.head in _OFFICES and entity is not just_spoke:
                return None
            # "His Polish counterpart NAME" holds the office that is spoken of.
            if not wanted & entity.heads and not (known and "counterpart" in entity.heads):
                return None
            roles = " ".join(entity.roles).casefold()
            stated_so = bool(mods) and phrase in roles
            if gender and entity.gender not in {"", gender} and not (stated_so and surely != gender):
                return None
            if owner >= 0 and self.entities[owner] is entity:
                return None
            if stated_so:
                return 8.0
            if apart and not told & set(_words(roles)):
                return None  # "the Republican from Aasland" is not any Republican
            stated = sum(2.5 if m in roles else -1.0 for m in mods)
            return 2.0 * (source.head in entity.heads) + stated + 3.0 * bool(known)

        return fits

    @staticmethod
    def _points_back(source: Source) -> bool:
        if not source.determiner or _POSSESSIVE.search(source.phrase):
            return False
        further = source.phrase.split()[len(source.modifiers) + 1 :]
        if further and further[0] != "of":
            return False  # "the Republican from Aasland" says who is meant
        return source.head in ANAPHORIC or bool(role_heads(source.phrase) & ANAPHORIC - PARTISANS)

    def _hint(self, source: Source) -> str:
        """The gender that a possessive right after a nominal tells: "The nominee attacked her rival"."""
        found = _POSSESSIVE_AFTER.match(self.text, source.end)
        return "" if found is None else "f" if found.group(1) == "her" else "m"

    def _speaker_without_role(self, source: Source, gender: str) -> int:
        """Who spoke last, in this paragraph, named and with no role so far; else -1."""
        speakers = self.discourse.speakers
        if not speakers or not self.entities[speakers[-1]].key:
            return -1
        who = self.entities[speakers[-1]]
        person = who.kind == "person" or (not who.kind and len(who.key) > 1)
        if not person or who.heads - PARTISANS or (gender and who.gender not in {"", gender}):
            return -1
        return speakers[-1] if self._just_spoke(source) is who else -1

    def _once_was(self, source: Source, gender: str) -> int:
        """ "…,” said the ex-Dutch premier": whoever alone has spoken in this paragraph, by name."""
        if not _INVERTED.search(self.text, max(0, source.start - 40), source.start):
            return -1
        last = next((s.entity for s in reversed(self.discourse.history) if s.speaker), -1)
        if last < 0 or source.owner is not None or not _ONCE.match(source.phrase):
            return -1
        who = self.entities[last]
        fits = who.kind == "person" and who.key and who.gender in {"", gender or who.gender}
        return last if fits and self._just_spoke(source) is who else -1

    def _just_spoke(self, source: Source) -> Entity | None:
        """The only one who has spoken in this paragraph so far; None where nobody or several have."""
        here = self.discourse.layout.paragraph(source.start)
        spoke = set()
        for seen in reversed(self.discourse.history):
            if seen.paragraph < here:
                break
            if seen.speaker and seen.at < source.start:
                spoke.add(seen.entity)
        return self.entities[spoke.pop()] if len(spoke) == 1 else None

    def _by_hypernym(self, source: Source, gender: str) -> int:
        """ "The official" for the minister who spoke last, in this paragraph or the one before."""
        below = HYPERNYMS.get(source.head)
        last = next((s for s in reversed(self.discourse.history) if s.speaker), None)
        if below is None or last is None or not source.determiner.startswith("the"):
            return -1
        who = self.entities[last.entity]
        near = self.discourse.layout.paragraph(source.start) - last.paragraph <= 1
        fits = who.kind == "person" and who.key and who.heads & below
        return last.entity if near and fits and who.gender in {"", gender or who.gender} else -1

    def aged(self, source: Source) -> int:
        """ "The 54-year-old": who is said to be so old, else whom the text is about if no age is known."""
        known = self.cast.by_head.get(source.head, [])
        if known:
            return known[0]
        found = self.salient(source, "", frozenset())
        return found if found >= 0 and not any(map(is_age, self.entities[found].heads)) else -1

    def _learn(self, entity: int, source: Source) -> None:
        self.entities[entity].heads.add(source.head)
        self.learned[source.head] = entity
        self.cast.by_head[source.head].append(entity)
        if source.phrase not in self.entities[entity].roles:
            self.entities[entity].roles.append(source.phrase)

    def _by_modifier(self, source: Source) -> int:
        """ "The trade spokesperson": the one introduced with "(trade)"."""
        for mod in source.modifiers:
            found = [
                s.entity
                for s in self.discourse.recent(source.start)
                if self.entities[s.entity].kind == "person" and mod in self.entities[s.entity].roles
            ]
            if found:
                return found[0]
        return -1

    def from_there(self, source: Source, barred: frozenset[int]) -> int:
        """ "The Austrian": the one person the sentence before is about, else whom the text is about."""
        sentence = self.discourse.layout.sentence(source.start)
        paragraph = self.discourse.layout.paragraph(source.start)
        about = {
            seen.entity
            for seen in self.discourse.recent(source.start)
            if seen.subject
            and seen.sentence == sentence - 1
            and seen.paragraph == paragraph
            and not seen.quoted
        }
        named = [e for e in about - barred if self.entities[e].kind == "person" and self.entities[e].key]
        return named[0] if len(named) == 1 else self.salient(source, "", barred)

    def salient(self, source: Source, gender: str, barred: frozenset[int]) -> int:
        """ "The senator" where nobody was called one: the person the text is about just now."""
        wanted = expanded(source.head)
        nations = NATIONALITIES.intersection(source.modifiers)
        just_spoke = self._just_spoke(source)

        def fits(entity: Entity) -> float | None:
            if entity.kind != "person" or not entity.key or (gender and entity.gender not in {"", gender}):
                return None
            if any(entity is self.entities[one] for one in barred):
                return None
            clash = entity.heads - wanted - PARTISANS - {"nominee", "candidate"}
            if nations and clash and entity is not just_spoke:
                return None  # "the Russian leader" is not the spokesman who was last heard
            if source.head in _SEEKERS and clash & _STAFF:
                return -4.0
            return -1.0 if clash else 0.0

        return self.discourse.best(source.start, fits)[0]
