"""Reads an article once from beginning to end, and says for each attribution who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from heapq import merge

from store.extraction.speakers.chances import SecondChances
from store.extraction.speakers.conjuncts import conjuncts
from store.extraction.speakers.extents import Extents
from store.extraction.speakers.introductions import Introductions
from store.extraction.speakers.labels import Labels, opens_turn
from store.extraction.speakers.lexicon.bodies import COMPOUND_PLACES, PLACES
from store.extraction.speakers.lexicon.people import ANAPHORIC, ROLES
from store.extraction.speakers.mentions import Mentions
from store.extraction.speakers.nominals import find_nominals
from store.extraction.speakers.pronoun_sources import PronounSources
from store.extraction.speakers.replies import is_reply, who_replied
from store.extraction.speakers.source_phrases import parse
from store.extraction.speakers.sources import Source, names_within
from store.extraction.speakers.story import Story
from store.extraction.speakers.unnamed import fresh
from store.records import Attribution, Span

_THIRD_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
_ADDS = re.compile(r"\b(?:add(?:ed|s)|also|further|continu(?:ed|es)|conclud(?:ed|es)|went on|goes on)\b")
_WHEN_ASKED = re.compile(r"\s?(?:when|if|being)\s(?:asked|pressed|questioned)(?: (?:about|by|whether|if))?")
_GIVES_NAME = re.compile(
    r"[^.;\n“”\"]{0,60}?\b(?:(?:identified|introduced) (?:him|her|them)sel(?:f|ves)(?: \w+)?"
    r"|(?:gave|give|giving) (?:only )?(?:his|her|their)(?: first| given)? names?(?: only)?"
    r"|(?:be|is|was) (?:identified|known|named)(?: only)?) (?:only )?(?:as|by (?:his|her|their) first name,) "
)
"""What stands before the name that somebody gives for their own."""
_ELDER = re.compile(r"\b(?:elder|older|younger|other)\b", re.IGNORECASE)
_ACCOUNTS = frozenset(
    {"account", "admission", "description", "recollection", "reckoning", "telling", "testimony", "version"}
)
"""What somebody gives who tells something."""
_OCCASIONS = frozenset({"appearance", "briefing", "conference", "interview", "speech"})
"""Where somebody speaks."""
_HELD_AT = re.compile(
    r"\b(?:said|says|told|spoke|speaking|tells|added) (?:[\w’']+ ){0,3}?(?:at|in|during) (?:[\w-]+ ){0,3}$"
)
_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespersons", "spokesmen"})


class Reader:
    """One article, its cast, and who says what."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self.story = story = Story(text, attributions)
        self.text = text
        self.attributions = attributions
        self.cast = story.cast
        self.entities = story.entities
        self.discourse = story.discourse
        self.refer = story.refer
        self.floor = story.floor
        self.who = story.who
        self.extents = Extents(text, self.cast, story.layout)
        self.labels = Labels(text, self.cast)
        self.introductions = Introductions(story)
        self.mentions = Mentions(story, self.introductions)
        self.pronouns = PronounSources(story)
        self.sources = sorted((a.source[0][0], a.source[-1][1]) for a in attributions if a.source)

    def read(self) -> None:
        """Walks through the article, then gives those who found nobody a second chance."""
        names = ((n.start, 0, n) for n in self.cast.names)
        nominals = ((n.start, 1, n) for n in find_nominals(self.text))
        pronouns = ((m.start(), 2, m) for m in _THIRD_PERSON.finditer(self.text))
        order = sorted((self._turn(i), 3, i) for i in range(len(self.attributions)))
        for at, kind, item in merge(names, nominals, pronouns, order, key=lambda e: e[:2]):
            if kind == 0:
                self.mentions.name(item)  # type: ignore[arg-type]
            elif kind == 3:
                self._attribute(item)  # type: ignore[arg-type]
            elif not self._in_source(int(at)):
                if kind == 1:
                    self.mentions.nominal(item)  # type: ignore[arg-type]
                else:
                    self.mentions.pronoun(item)  # type: ignore[arg-type]
        SecondChances(
            self.cast,
            self.story.layout,
            self.refer.holders.learned,
            self._position,
            self.introductions.joined,
        ).take(self.who)

    def _in_source(self, at: int) -> bool:
        i = bisect_left(self.sources, (at + 1, 0)) - 1
        return i >= 0 and self.sources[i][0] <= at < self.sources[i][1]

    def _turn(self, index: int) -> float:
        """When an attribution is read: at its source, but never before the one whose words it stands in."""
        position = float(self._position(index))
        outer = self.floor.outer(index)
        return position if outer is None else max(position, self._position(outer) + 0.5)

    def _position(self, index: int) -> int:
        attribution = self.attributions[index]
        spans = attribution.source or attribution.cue or attribution.content
        return spans[0][0] if spans else 0

    def _attribute(self, index: int) -> None:
        attribution = self.attributions[index]
        who = self.who[index]
        if attribution.reported_by:
            who.reported_by = self._reporter(attribution.reported_by[0])
        if attribution.source and not self._was_asked(attribution) and not self._is_dateline(attribution):
            start, end = self.extents.of(attribution)
            inside = names_within(self.cast.names, self.cast.starts, start, end)
            for span in conjuncts(self.text, start, end, inside):
                names = [n for n in inside if n.start >= span[0] and n.end <= span[1] + 1]
                self._one(index, parse(self.text, *span, names))
        elif not attribution.source:
            who.entities = list(self.floor.holder(index, self.who)) or self._partner(index)
        at = self._position(index)
        for entity in who.entities:
            self.discourse.see(entity, at, subject=True, speaker=True)
        if len(who.entities) > 1:
            self.discourse.see(self.story.together(tuple(who.entities)), at, subject=True)

    def _is_dateline(self, attribution: Attribution) -> bool:
        """ "ISLAMABAD: The court ruled": where it was written, and nobody's words."""
        start, end = attribution.source[0]
        place = self.text[start:end]
        begins = start == 0 or self.text[start - 1] == "\n"
        known = "-".join(place.casefold().split()) in PLACES | COMPOUND_PLACES
        return begins and known and place.isupper() and self.text[end : end + 1] == ":"

    def _was_asked(self, attribution: Attribution) -> bool:
        """ "She laughs when asked whether he is": whoever is asked says nothing of it."""
        if not attribution.cue:
            return False
        start, end = attribution.cue[0]
        return _WHEN_ASKED.fullmatch(self.text, max(0, self.text.rfind(" ", 0, start - 1)), end) is not None

    def _one(self, index: int, source: Source) -> None:
        who = self.who[index]
        source = self._by_own_name(source)
        labelled = self.labels.holder(source.start, source.end)
        if labelled >= 0:
            who.entities.append(labelled)
        elif source.shape == "pronoun":
            who.entities.extend(self.pronouns.speakers(index, source))
        elif source.shape == "turn":
            who.entities.extend(self.labels.interviewed(source))
        elif source.shape == "handle":
            who.entities.append(self.refer.handle(source))
        elif source.shape == "name" and _ELDER.search(source.role) and self._is_one_of_two(source):
            who.entities.append(self.refer.namesakes.elder_or_younger(source))
        elif source.shape == "name":
            both = self._all_of_them(source)
            if both:
                who.entities.extend(both)
                return
            who.entities.append(self.refer.named(source))
            who.owner = self._speaks_for(source, who.entities[-1])
        elif is_reply(self.story, index, source):
            answering = who_replied(self.story, index, source)
            who.entities.extend([answering] if answering >= 0 else [])
        elif source.shape == "nominal":
            self._nominal(index, source)

    def _nominal(self, index: int, source: Source) -> None:
        who = self.who[index]
        if source.head in ANAPHORIC and opens_turn(self.text, source.start, source.end):
            # "THE ACCUSED:" is whoever was called so, and nobody who has just spoken.
            same = self.refer.nominals.same_phrase(source, -1)
            who.entities.append(same if same >= 0 else fresh(self.cast, source, -1))
            return
        barred = self.story.speakers_of(self.floor.outer(index))
        owner = self.refer.owner(source, barred)
        subordinate = self.story.layout.subordinate(source.start)
        others = self.refer.subjects_before(source.start) if subordinate else frozenset()
        barred |= others  # "Moss was leaving when | the man shouted"
        # "The candidate blasted Moss": another.
        if self.attributions[index].kind != "direct":
            barred |= {name.entity for name in self.refer.named_at(self.attributions[index].content)}
        goes_on = self._goes_on(index, source)
        if goes_on < 0:
            goes_on = (
                self._whose_account(source, owner) if owner >= 0 else self._at_an_occasion(index, source)
            )
        found = [goes_on] if goes_on >= 0 else self.refer.nominals.entities_of(source, owner, barred=barred)
        if not others.isdisjoint(found) and source.head in ANAPHORIC:
            who.entities.append(fresh(self.cast, source, owner))
            return
        who.entities.extend(found)
        if len(found) == 1:
            self.entities[found[0]].called(source.phrase)
        if source.head in _SPOKESMEN:
            who.owner = owner
        if found and not self.entities[found[0]].key:
            who.unsettled = source
            self.introductions.bring_up(source, found[0])

    def _by_own_name(self, source: Source) -> Source:
        """ "A trader, who identified herself as NAME, …": NAME, a trader."""
        gives = _GIVES_NAME.match(self.text, source.start) if source.shape == "nominal" else None
        at = bisect_left(self.cast.starts, gives.end()) if gives else len(self.cast.names)
        if gives is None or at == len(self.cast.names) or self.cast.names[at].title_start != gives.end():
            return source
        name = self.cast.names[at]
        words = " ".join(name.words)
        return Source(source.start, source.end, "name", name=name, phrase=words, role=source.phrase)

    def _goes_on(self, index: int, source: Source) -> int:
        """ "As NAME noted, … The secretary of the council added": somebody of whom no role has been told."""
        if (
            not _ADDS.search(self.story.cue(index))
            or source.determiner != "the"
            or source.plural
            or source.head not in ROLES
        ):
            return -1
        speaker = self.refer.holders.without_role(source)
        known = any(source.head in entity.heads for entity in self.entities if entity.key)
        return -1 if known or speaker in self.story.speakers_of(self.floor.outer(index)) else speaker

    def _whose_account(self, source: Source, owner: int) -> int:
        """ "By Moss's own admission", "according to her account": theirs."""
        person = self.entities[owner].kind in {"person", "anonymous"}
        return owner if person and source.head in _ACCOUNTS else -1

    def _at_an_occasion(self, index: int, source: Source) -> int:
        """ "“…,” she said at | a news conference announcing that …": hers, who has spoken in the sentence."""
        before = self.floor.before(index)
        if source.head not in _OCCASIONS or before is None or len(self.who[before].entities) != 1:
            return -1
        sentence = self.story.layout.sentence
        same = sentence(int(self._position(before))) == sentence(source.start)
        beside = _HELD_AT.search(self.text, max(0, source.start - 40), source.start)
        return self.who[before].entities[0] if same and beside else -1

    def _is_one_of_two(self, source: Source) -> bool:
        """Whether "the younger NAME" tells two bearers of a name apart; of one, he is whoever is named."""
        assert source.name is not None
        several = len(self.cast.ambiguous.get(self.cast.index_of(source.name), [])) > 1
        return several or not re.search(r"\byounger\b", source.role, re.IGNORECASE)

    def _all_of_them(self, source: Source) -> list[int]:
        """ "Neither Baek", "both Tuckwells": everybody with the name."""
        if source.name is None or source.role.casefold() not in {"neither", "both"}:
            return []
        found = self.cast.ambiguous.get(self.cast.index_of(source.name), [])
        return sorted(found, key=lambda e: self.entities[e].first_at) if len(found) == 2 else []

    def _speaks_for(self, source: Source, speaker: int) -> int:
        """Whom a named spokesman speaks for: the name before "spokesman" in the role."""
        words = source.role.casefold().split()
        spokesman = next((i for i, w in enumerate(words) if w.strip(",") in _SPOKESMEN), -1)
        if spokesman <= 0:
            return -1
        start = source.start
        stop = source.name.start if source.name else source.end
        for name in names_within(self.cast.names, self.cast.starts, start, stop):
            if name.entity >= 0 and name.entity != speaker:
                return name.entity
        return -1

    def _partner(self, index: int) -> list[int]:
        """In dialogue with dashes where only one has spoken: the other person just named."""
        if not self.floor.is_dialogue(index) or self.attributions[index].cue or not self.discourse.speakers:
            return []
        last = self.discourse.speakers[-1]
        for seen in self.discourse.recent(self._position(index)):
            entity = self.entities[seen.entity]
            if seen.entity != last and entity.key and entity.kind in {"person", ""} and not seen.quoted:
                return [seen.entity]
        return []

    def _reporter(self, span: Span) -> str | None:
        names = names_within(self.cast.names, self.cast.starts, *span)
        source = parse(self.text, *span, names)
        found = -1
        if source.shape == "name":
            found = self.refer.named(source)
        elif source.shape == "nominal":
            found = self.refer.nominals.body(source, span[0])
        if found >= 0:
            self.discourse.reporters.add(found)
            return self.cast.name_of(found)
        return source.phrase or None if source.shape == "nominal" else None
