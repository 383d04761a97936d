"""Who has the role a nominal names: "the minister", "his lawyer"."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from store.extraction.speakers.antecedents import Discourse
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.clusters import NAMESAKES
from store.extraction.speakers.entities import Entity, gender_of_words
from store.extraction.speakers.lexicon.bodies import NATIONALITIES
from store.extraction.speakers.lexicon.people import ANAPHORIC, HYPERNYMS, KIN, PARTISANS
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import is_age
from store.extraction.speakers.rolematch import RoleMatch, holds_another, places_in
from store.extraction.speakers.roles import role_heads
from store.extraction.speakers.salience import SEATS, Salience, may_be_person
from store.extraction.speakers.sources import Source, behind_quotation

_SAY_LITTLE = PARTISANS | KIN | frozenset({"boy", "girl", "man", "woman"})
"""What leaves open what somebody does."""
_ONCE = re.compile(r"(?:ex-|former\b|one-time\b|retired\b)", re.I)
_PASSING = frozenset({"current", "former", "longtime", "new", "outgoing", "retiring", "veteran", "young"})
"""What may be told of somebody besides."""
_ABROAD = re.compile(r"\b(?:foreign|state department|embassy)\b", re.IGNORECASE)
"""What makes a spokesman a diplomat."""
_INVERTED = re.compile(r"[”\"’»][^\S\n]+\w+[^\S\n]+$")
"""Before a source that stands behind its quotation and its verb."""
_INVERSION = 40
"""Characters before a source in which its verb and its quotation's end are looked for."""
_THEMSELVES = re.compile(r"\s(?:him|her)self\b")
_POSSESSIVE = re.compile(r"['’]s\b|s['’](?=\s)")
_POSSESSIVE_AFTER = re.compile(r"\s+(?:[a-z]+\s+){1,3}(his|her)\s|\s+(?:said|says)\s(?:that\s)?(s?he)\s")


class Holders:
    """Finds the people whom roles name."""

    def __init__(self, text: str, cast: Cast, discourse: Discourse) -> None:
        self.text = text
        self.cast = cast
        self.entities = cast.entities
        self.discourse = discourse
        self.learned: dict[str, int] = {}
        """Roles that only a nominal gave somebody ("the minister" for whoever just spoke)."""

    def holder(self, source: Source, owner: int, barred: frozenset[int] = frozenset()) -> int:
        """Whoever has the role a nominal names; -1 when nobody has. `barred` only if the text says so."""
        gender = gender_of_words((source.head,)) or self._hint(source)
        aside = self._by_modifier(source)
        if aside >= 0:
            return aside
        fits = RoleMatch(source, gender, self.just_spoke(source))
        if owner >= 0:
            fits.owner, fits.owner_at = self.entities[owner], owner
        chosen, _ = self.discourse.best(source.start, fits)
        speaker = self._speaker_without_role(source, gender)
        if speaker in barred:
            speaker = -1
        if speaker >= 0 and self._goes_on(source, chosen):
            self._learn(speaker, source)
            return speaker
        if chosen >= 0 and (speaker < 0 or self.entities[chosen].key):
            return chosen
        elsewhere = self._anywhere(source, fits)
        if elsewhere >= 0:
            return elsewhere
        plain = source.owner is None and (NATIONALITIES | _PASSING).issuperset(source.modifiers)
        if speaker >= 0 and plain and not fits.complement:
            self._learn(speaker, source)
            return speaker
        if chosen >= 0:
            return chosen
        found = (find(source, gender) for find in (self._once_was, self._by_hypernym))
        near = next((one for one in found if one >= 0), -1)
        if near < 0:
            near = self._told_of_before_the_quotation(source, gender, barred)
        return near if near >= 0 else self._unstated(source, gender, barred)

    def _goes_on(self, source: Source, chosen: int) -> bool:
        """Whether "“…,” said the Aldham boss" is whoever has just spoken, as nothing tells of `chosen`, who
        has the role, that it is of Aldham.
        """
        if not isinstance(source.owner, NameMention) or source.owner.possessive:
            return False
        told = set() if chosen < 0 else self.entities[chosen].phrase_words()
        return self._is_inverted(source) and told.isdisjoint(source.modifiers)

    def _anywhere(self, source: Source, fits: RoleMatch) -> int:
        """Who has the role anywhere in the article; only whom it has named already where another word is used
        for it, and where the nominal is no source.
        """
        heads = (source.head, *sorted(fits.wanted))
        if source.in_headline and not self.cast.by_head.get(source.head):
            # "Star reveals all": whoever the text names first.
            first = {h: min(self.cast.by_head.get(h) or [-1], key=self._first_at) for h in heads}
            heads = tuple(sorted(heads, key=lambda h: self._first_at(first[h])))
        for head in heads:
            for at in self.cast.by_head.get(head, [])[:NAMESAKES]:
                later = self.entities[at].first_at > source.start
                beside = 0 <= self.entities[at].first_at - source.end <= len(", ")
                unsure = (source.passing and not beside) or source.owner == "its" or head != source.head
                if (not (later and unsure) or source.in_headline) and fits(self.entities[at]) is not None:
                    return at
        return -1

    def _first_at(self, entity: int) -> int:
        return self.entities[entity].first_at if entity >= 0 else sys.maxsize

    def _unstated(self, source: Source, gender: str, barred: frozenset[int]) -> int:
        """For "the senator", where the article calls nobody one: whom it is about just now."""
        compound = isinstance(source.owner, NameMention) and not source.owner.possessive
        if (source.owner is not None and not compound) or not self._points_back(source):
            return -1
        plain = _PASSING.issuperset(source.modifiers)  # "the Labour candidate" says more
        about = [e for e in self._just_told_of(source, gender) if plain and e not in barred]
        found = self.salient(source, gender, barred, about if len(about) == 1 else ())
        if found >= 0 and source.head in SEATS:
            self.entities[found].heads.add(source.head)
            if places_in(source.modifiers) and source.phrase not in self.entities[found].roles:
                self.entities[found].roles.append(source.phrase)  # so that another's state is not theirs
        return found

    @staticmethod
    def _points_back(source: Source) -> bool:
        if not source.determiner or _POSSESSIVE.search(source.phrase):
            return False
        further = source.phrase.split()[len(source.modifiers) + 1 :]
        if further and further[0] != "of":
            return False  # "the Republican from Aasland" says who is meant
        return source.head in ANAPHORIC or bool(role_heads(source.phrase) & ANAPHORIC - PARTISANS)

    def _hint(self, source: Source) -> str:
        """The gender that a pronoun right after a nominal tells: "The nominee attacked her rival"."""
        found = _POSSESSIVE_AFTER.match(self.text, source.end)
        return "" if found is None else "f" if found.group(found.lastindex or 0) in {"her", "she"} else "m"

    def _speaker_without_role(self, source: Source, gender: str) -> int:
        """Who spoke last, in this paragraph, named and with no role so far; else -1."""
        speakers = self.discourse.speakers
        if not speakers or not self.entities[speakers[-1]].key:
            return -1
        who = self.entities[speakers[-1]]
        if not may_be_person(who) or who.heads - PARTISANS or (gender and who.gender not in {"", gender}):
            return -1
        return speakers[-1] if self.just_spoke(source) is who else -1

    def without_role(self, source: Source) -> int:
        """Who spoke last, in this paragraph, by name, if no role of theirs is told; else -1."""
        return self._speaker_without_role(source, gender_of_words((source.head,)))

    def newly_named(self, source: Source, barred: frozenset[int]) -> int:
        """ "The minister", of a label "Minister: ...", for whoever has spoken since by name; else -1."""
        speaker = self.without_role(source)
        if speaker < 0 or speaker in barred or not NATIONALITIES.issuperset(source.modifiers):
            return -1
        self._learn(speaker, source)
        return speaker

    def _once_was(self, source: Source, gender: str) -> int:
        """ "…,” said the ex-Dutch premier": whoever alone has spoken in this paragraph, by name; and whom the
        sentence before is about.
        """
        if source.owner is None and _ONCE.match(source.phrase):
            about = self._just_told_of(source, gender, anyhow=" of " in source.phrase)
            if len(about) == 1 and not holds_another(self.entities[about[0]], source):
                return about[0]
        if not self._is_inverted(source):
            return -1
        last = next((s.entity for s in reversed(self.discourse.history) if s.speaker), -1)
        if last < 0 or source.owner is not None or not _ONCE.match(source.phrase):
            return -1
        who = self.entities[last]
        fits = who.kind == "person" and who.key and who.gender in {"", gender or who.gender}
        return last if fits and self.just_spoke(source) is who else -1

    def just_spoke(self, source: Source) -> Entity | None:
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
        abroad = source.head == "diplomat" and any(map(_ABROAD.search, who.roles))
        fits = who.kind == "person" and who.key and (who.heads & below or abroad)
        return last.entity if near and fits and who.gender in {"", gender or who.gender} else -1

    def aged(self, source: Source) -> int:
        """ "The 54-year-old": who is said to be so old, else whom the text is about if no age is known."""
        known = self.cast.by_head.get(source.head, [])
        if known:
            return known[0]
        aged = (at for at, who in enumerate(self.entities) if any(map(is_age, who.heads)))
        return self.salient(source, "", frozenset(aged))

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
        gender = "f" if source.head.endswith("woman") else "m" if source.head.endswith("man") else ""
        gender = "" if source.head in NATIONALITIES else gender  # "the German"
        named = [e for e in self._just_told_of(source, gender) if e not in barred]
        return named[0] if len(named) == 1 else self.salient(source, gender, barred)

    def _just_told_of(self, source: Source, gender: str, *, anyhow: bool = False) -> list[int]:
        """The people, by name, that the sentence before is about; `anyhow`: whom it names at all."""
        sentence = self.discourse.layout.sentence(source.start)
        paragraph = self.discourse.layout.paragraph(source.start)
        about = dict.fromkeys(
            seen.entity
            for seen in self.discourse.recent(source.start)
            if (seen.subject or anyhow)
            and seen.sentence == sentence - 1
            and seen.paragraph == paragraph
            and not seen.quoted
        )
        people = ((e, self.entities[e]) for e in about)
        return [
            e
            for e, who in people
            if may_be_person(who) and who.key and who.gender in {"", gender or who.gender}
        ]

    def salient(self, source: Source, gender: str, barred: frozenset[int], about: Sequence[int] = ()) -> int:
        """ "The senator" where nobody was called one: the person the text is about now; whom the sentence
        before is `about` rather than others.
        """
        speakers = self.discourse.speakers
        if _THEMSELVES.match(self.text, source.end):
            barred |= frozenset(speakers[-1:])  # whom others have spoken of so far
        fits = Salience(
            source,
            gender,
            barred=[self.entities[one] for one in barred],
            about=[self.entities[one] for one in about],
            just_spoke=self.just_spoke(source),
            goes_on=self.entities[speakers[-1]] if speakers and self._is_inverted(source) else None,
        )
        found = self.discourse.best(source.start, fits)[0]
        return -1 if found >= 0 and fits.is_another_trade(self.entities[found]) else found

    def _told_of_before_the_quotation(self, source: Source, gender: str, barred: frozenset[int]) -> int:
        """ "Priya Nair, 27, took the lift. “I screamed,” said the marketing assistant": the one person that
        the sentence before is about, of whom it is not told what they do.
        """
        behind = source.determiner == "the" and behind_quotation(self.text, source.start)
        about = self._just_told_of(source, gender) if behind else []
        if len(about) != 1 or about[0] in barred or source.owner is not None or source.passing:
            return -1
        other = {head for head in self.entities[about[0]].heads - _SAY_LITTLE if not is_age(head)}
        if other or not NATIONALITIES.isdisjoint(source.modifiers):
            return -1
        self._learn(about[0], source)
        return about[0]

    def _is_inverted(self, source: Source) -> bool:
        """ "“We were poor,” said | the Spaniard": a source behind its quotation and its verb."""
        return _INVERTED.search(self.text, max(0, source.start - _INVERSION), source.start) is not None
