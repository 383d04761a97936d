"""Reads an article once from beginning to end, and says for each attribution who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import merge

from store.extraction.speakers.antecedents import Discourse
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.chances import SecondChances
from store.extraction.speakers.conjuncts import conjuncts
from store.extraction.speakers.entities import Entity
from store.extraction.speakers.extents import Extents
from store.extraction.speakers.floor import Floor
from store.extraction.speakers.labels import Labels
from store.extraction.speakers.lexicon.bodies import BODY_NOUNS, COMPOUND_PLACES, DOCUMENT_NOUNS, PLACES
from store.extraction.speakers.lexicon.closed import PRONOUNS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.names import NameMention
from store.extraction.speakers.nominal_references import INDEFINITE, TERRITORY
from store.extraction.speakers.nominals import find_nominals
from store.extraction.speakers.references import References
from store.extraction.speakers.scan import Layout
from store.extraction.speakers.source_phrases import parse
from store.extraction.speakers.sources import Source, names_within
from store.extraction.speakers.voices import Who
from store.extraction.speakers.wordclasses import ambiguity
from store.records import Attribution, Span

_THIRD_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
_BYLINE = re.compile(r"^By ([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3})(?:,[^\n]*)?$", re.MULTILINE)
_TURNS = re.compile(r"^(?:Q|QUESTION|Question)(?:\s\([^)\n]*\))?[.:]", re.MULTILINE)
"""Where the turns of an interview begin."""
_ADDS = re.compile(r"\b(?:add(?:ed|s)|also|further|continu(?:ed|es)|conclud(?:ed|es)|went on|goes on)\b")
_WHEN_ASKED = re.compile(r"\s?(?:when|if|being)\s(?:asked|pressed|questioned)(?: (?:about|by|whether|if))?")
_TOLD_WHO = re.compile(r"\s\(([^()\n]{3,60})\)[.:]")
"""Who asks, behind the label of a question: "QUESTION (NAME, AFP):"."""
_ASKS = re.compile(r"\b(?:ask(?:ed|s)|inquir(?:ed|es)|enquir(?:ed|es)|wonder(?:ed|s))\b")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|when|if)\b")
_OFTEN = 5
"""Mentions so far from which on somebody is whom the article is about."""
_OWNED = re.compile(r"['’]s? (?P<head>[a-z-]+)\b(?: (?P<next>[a-z]+))?")
"""What stands behind a name that it belongs to."""
_GIVES_NAME = re.compile(
    r"[^.;\n“”\"]{0,60}?\b(?:identified|introduced) (?:him|her|them)sel(?:f|ves)(?: \w+)? as "
)
"""What stands before the name that somebody gives for their own."""
_READ = re.compile(r"\bread(?:s|ing)?\b", re.I)
_SEEMS = re.compile(
    r"(?:(?:also|now|still) )?(?:appear(?:s|ed)|seem(?:s|ed)|turn(?:s|ed) out|look(?:s|ed))"
    r"(?: (?:like|as|that))?"
)
_REPLIES = re.compile(
    r"\b(?:repl(?:ied|ies)|answer(?:ed|s)|respond(?:ed|s)|retort(?:ed|s)|sh(?:ot|oots) back)\b"
)
_ELDER = re.compile(r"\b(?:elder|older|younger|other)\b", re.IGNORECASE)
_APPOSED = re.compile(
    r"(?:the|an?|its|his|her|their|our|one|another|[\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}['’]s)\s"
    r"(?:(?!who\b|which\b|said\b)[^\n,.;:()“”\"]){2,70},\s(?:(?:the|an?)\s[^\n,.;:()“”\"]{2,40}\s)?",
    re.IGNORECASE,
)
"""What stands before a name in apposition to the subject: "Her colleague, the Green member NAME, agreed"."""
_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespersons", "spokesmen"})


class Reader:
    """One article, its cast, and who says what."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self.text = text
        self.attributions = attributions
        self.layout = Layout(text, attributions)
        self.cast = Cast(text)
        self.entities = self.cast.entities
        self.extents = Extents(text, self.cast, self.layout)
        self.discourse = Discourse(self.layout, self.entities)
        self.refer = References(text, self.cast, self.discourse)
        self.labels = Labels(text, self.cast)
        self.floor = Floor(text, attributions, self.layout)
        self.who = [Who() for _ in attributions]
        self.author = -1
        """The entity of whoever writes "I" outside quotes."""
        self.groups: dict[tuple[int, ...], int] = {}
        """Speakers who spoke together to the entity that stands for them all."""
        self._before = (-1, -1, False)
        """The mention just seen: its entity, where it ends, and whether it is a subject."""
        self.sources = sorted((a.source[0][0], a.source[-1][1]) for a in attributions if a.source)

    def read(self) -> None:
        """Walks through the article, then gives those who found nobody a second chance."""
        names = ((n.start, 0, n) for n in self.cast.names)
        nominals = ((n.start, 1, n) for n in find_nominals(self.text))
        pronouns = ((m.start(), 2, m) for m in _THIRD_PERSON.finditer(self.text))
        order = sorted((self._turn(i), 3, i) for i in range(len(self.attributions)))
        for at, kind, item in merge(names, nominals, pronouns, order, key=lambda e: e[:2]):
            if kind == 0:
                self._see_name(item)  # type: ignore[arg-type]
            elif kind == 3:
                self._attribute(item)  # type: ignore[arg-type]
            elif not self._in_source(int(at)):
                if kind == 1:
                    self._see_nominal(item)  # type: ignore[arg-type]
                else:
                    self._see_pronoun(item)  # type: ignore[arg-type]
        SecondChances(self.cast, self.layout, self.refer.holders.learned, self._position).take(self.who)

    # mentions outside sources ------------------------------------------------------------------------

    def _in_source(self, at: int) -> bool:
        i = bisect_left(self.sources, (at + 1, 0)) - 1
        return i >= 0 and self.sources[i][0] <= at < self.sources[i][1]

    def _see_name(self, mention: NameMention) -> None:
        entity = self.refer.settle(self.cast.index_of(mention))
        if entity >= 0:
            subject = self._is_subject(mention.title_start) and not mention.possessive
            self.discourse.see(entity, mention.start, subject=subject, possessive=mention.possessive)
            self._join(entity, mention.title_start, mention.end, subject=subject)
            if mention.possessive:
                self._see_owned(mention, entity)

    def _see_nominal(self, source: Source) -> None:
        before = bisect_left(self.cast.starts, source.start) - 1
        if before >= 0 and self.text[self.cast.names[before].end : source.start] == ", ":
            return  # "NAME, a mayor,": a role of whoever was named
        # Whoever speaks of "the minister" is another.
        barred = self._speakers_of(self.floor.outer_at(source.start))
        owner = self.refer.owner(source, barred) if source.owner else -1
        create = source.head not in TERRITORY
        for entity in self.refer.nominals.entities_of(source, owner, create=create, barred=barred):
            self.discourse.see(entity, source.start, subject=self._is_subject(source.start))
            self._join(entity, source.start, source.end, subject=self._is_subject(source.start))

    def _see_owned(self, owner: NameMention, entity: int) -> None:
        """ "Murphy's campaign": whoever "it", "they" or "she" may mean then."""
        owned = _OWNED.match(self.text, owner.end)
        head = owned["head"] if owned else ""
        if owned is None or head not in BODY_NOUNS - DOCUMENT_NOUNS:
            return
        if owned["next"] and ambiguity(owned["next"], first=False)[0] == "N":
            return  # "Murphy's campaign manager"
        stop = owned.end("head")
        source = Source(owner.title_start, stop, "nominal", head=head, owner=owner, passing=True)
        source.phrase = self.text[owner.start : stop]
        for found in self.refer.nominals.entities_of(source, entity):
            self.discourse.see(found, source.start, subject=self._is_subject(source.start))

    def _join(self, entity: int, start: int, end: int, *, subject: bool) -> None:
        """ "The union and the federation met": two whom "they" may mean."""
        other, last, first = self._before
        both = (other, entity)
        # "Soldiers left Iraq and Syria. They said": places are they where the sentence is about them.
        several = first or all(self.entities[one].kind == "person" for one in both)
        if other != entity and several and self.text[last:start] == " and ":
            self.discourse.see(self._together(both), start, subject=first)
        self._before = entity, end, subject

    def _see_pronoun(self, match: re.Match[str]) -> None:
        word = match.group().casefold()
        at = match.start()
        before = bisect_left(self.cast.starts, at + 1) - 1
        if before >= 0 and self.cast.names[before].end > at:
            return  # "spokesman He Dongmei"
        outer = self.floor.said_at(at)
        barred = self._speakers_of(outer)
        if outer is not None and not barred and self._other_pronoun(outer, PRONOUNS[word]):
            # "“She knows it,” he said", who is mostly whoever spoke last.
            barred = frozenset(self.discourse.speakers[-1:])
        entity = self.refer.pronoun(at, PRONOUNS[word], barred, narrative=True)
        if entity >= 0:
            subject = word in {"he", "she"}
            self.discourse.see(entity, at, subject=subject, possessive=not subject, pronoun=True)

    def _other_pronoun(self, attribution: int, cls: str) -> bool:
        """Whether an attribution's source is a pronoun of the other gender than this class."""
        words = [self.text[start:end].casefold() for start, end in self.attributions[attribution].source]
        own = PRONOUNS.get(words[0]) if len(words) == 1 else None
        return own in {"m", "f"} and own != cls

    def _speakers_of(self, attribution: int | None) -> frozenset[int]:
        """Who speaks the words of an attribution; nobody outside of any."""
        return frozenset(self.who[attribution].entities) if attribution is not None else frozenset()

    def _is_subject(self, at: int) -> bool:
        """Whether a noun phrase begins its sentence, up to a short lead."""
        start, _ = self.layout.sentence_span(self.layout.sentence(at))
        lead = self.text[start:at]
        if len(lead) < 4 or (len(lead) < 40 and "," not in lead[:-2] and len(lead.split()) <= 4):
            return True
        return _APPOSED.fullmatch(lead) is not None

    # attributions ------------------------------------------------------------------------------------

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
            self.discourse.see(self._together(tuple(who.entities)), at, subject=True)

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

    def _together(self, members: tuple[int, ...]) -> int:
        """Several speakers as one, for `they`."""
        if members not in self.groups:
            self.groups[members] = self.cast.clusters.new(kind="group", plural=True, members=members)
        return self.groups[members]

    def _one(self, index: int, source: Source) -> None:
        who = self.who[index]
        source = self._by_own_name(source)
        labelled = self.labels.holder(source.start, source.end)
        if labelled >= 0:
            who.entities.append(labelled)
        elif source.shape == "pronoun":
            who.entities.extend(self._pronoun(index, source))
        elif source.shape == "turn":
            who.entities.extend(self._in_interview(source))
        elif source.shape == "handle":
            who.entities.append(self.refer.handle(source))
        elif source.shape == "name" and _ELDER.search(source.role) and self._is_one_of_two(source):
            who.entities.append(self.refer.elder_or_younger(source))
        elif source.shape == "name":
            both = self._all_of_them(source)
            if both:
                who.entities.extend(both)
                return
            who.entities.append(self.refer.named(source))
            who.owner = self._speaks_for(source, who.entities[-1])
        elif source.shape == "nominal":
            barred = self._speakers_of(self.floor.outer(index))
            owner = self.refer.owner(source, barred)
            goes_on = self._goes_on(index, source)
            found = (
                [goes_on] if goes_on >= 0 else self.refer.nominals.entities_of(source, owner, barred=barred)
            )
            who.entities.extend(found)
            if len(found) == 1:
                self.entities[found[0]].called(source.phrase)
            if source.head in _SPOKESMEN:
                who.owner = owner
            if found and not self.entities[found[0]].key:
                who.unsettled = source

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
        cue = " ".join(self.text[s:e] for s, e in self.attributions[index].cue)
        if not _ADDS.search(cue) or source.determiner != "the" or source.plural or source.head not in ROLES:
            return -1
        speaker = self.refer.holders.without_role(source)
        known = any(source.head in entity.heads for entity in self.entities if entity.key)
        return -1 if known or speaker in self._speakers_of(self.floor.outer(index)) else speaker

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

    def _pronoun(self, index: int, source: Source) -> Iterator[int]:
        outer = self.floor.said_at(source.start, index)
        cls = source.pronoun
        if cls in {"1", "w"}:
            if outer is not None:
                yield from self.who[outer].entities
            elif cls == "1" or (self.author >= 0 and not _TURNS.search(self.text)):
                yield self._author()
        elif cls == "r":
            found = self.refer.relative(source)
            if found >= 0:
                yield found
        elif cls != "2":
            barred = self._speakers_of(outer) | self._askers(index)
            found = self.refer.pronoun(
                source.start,
                cls,
                barred,
                self.attributions[index].content,
                nameless=self._nameless(index, source.start),
            )
            # "They said it was safe", in somebody's words: no single body that the article happens to name.
            vague = cls == "p" and outer is not None and found >= 0 and not self.entities[found].plural
            far = cls in "mf" and outer is not None and not self._heard_of_here(source.start, found)
            vague = vague or (cls == "n" and self._seems(index))
            if found >= 0 and not vague and not far and not (cls == "n" and self._reads(index, found)):
                yield from self.entities[found].members or (found,)

    def _heard_of_here(self, at: int, entity: int) -> bool:
        """Whether the paragraph has told of somebody already, or the article tells of them all the time.

        "He", in somebody's words, is hardly whoever else was named last.
        """
        here = self.layout.paragraph(at)
        near = min(
            (here - s.paragraph for s in self.discourse.recent(at) if s.entity == entity), default=here
        )
        often = self.discourse.counts[entity] >= _OFTEN and self._most_told_of(
            entity, 0.75 if near == 1 else 0.5
        )
        return near == 0 or often

    def _seems(self, index: int) -> bool:
        """Whether nobody is meant: "it appears that he has little chance"."""
        attribution = self.attributions[index]
        return any(_SEEMS.fullmatch(self.text, *span) for span in attribution.cue)

    def _reads(self, index: int, entity: int) -> bool:
        """Whether something that the entity is not is read: "…,” it read", of a letter, is no body's word."""
        cue = " ".join(self.text[s:e] for s, e in self.attributions[index].cue)
        read = _READ.search(cue) is not None and self.attributions[index].kind == "direct"
        return read and not self.entities[entity].heads & DOCUMENT_NOUNS

    def _askers(self, index: int) -> frozenset[int]:
        """Who asked what this answers: "Counsel asked whether there was a notice. “Never,” he replied"."""
        cues = self.attributions[index].cue
        before = self.floor.before(index)
        if before is None or not cues or not _REPLIES.search(self.text, cues[0][0], cues[-1][1]):
            return frozenset()
        asked = self.attributions[before]
        cue = " ".join(self.text[start:end] for start, end in asked.cue)
        asks = asked.source and _ASKS.search(cue) and not _PASSIVE.search(cue)
        return self._speakers_of(before) if asks else frozenset()

    def _nameless(self, index: int, at: int) -> Entity | None:
        """ "A trader lamented that it was gone. “Where shall we go?” she asked": who spoke in the sentence
        before, and is somebody whose name is not told.
        """
        before = self.floor.before(index)
        source = self.who[before].unsettled if before is not None else None
        if before is None or source is None or source.plural or source.head not in ROLES:
            return None
        near = self.layout.sentence(at) - self.layout.sentence(source.start)
        cue = " ".join(self.text[start:end] for start, end in self.attributions[before].cue)
        here = self.layout.paragraph(at) == self.layout.paragraph(source.start)
        if not here or near not in {1, 2} or source.determiner not in INDEFINITE or _ASKS.search(cue):
            return None
        speaker = self.who[before].entities[0]
        others = (
            s for s in self.discourse.recent(at) if s.at > source.start and s.subject and s.entity != speaker
        )
        if any(self.entities[s.entity].kind in {"person", "anonymous"} for s in others):
            return None  # "A second diplomat was gloomier. “Forget it,” he said"
        return self.entities[speaker]

    def _most_told_of(self, entity: int, share: float) -> bool:
        """Whether any other person whom the same pronoun fits has had at most this share of the mentions."""
        gender, most = self.entities[entity].gender, share * self.discourse.counts[entity]
        return not any(
            count > most
            for other, count in self.discourse.counts.items()
            if other != entity
            and self.entities[other].kind == "person"
            and self.entities[other].key
            and self.entities[other].gender in {"", gender}
        )

    def _author(self) -> int:
        """Whoever writes "I" outside quotes: the byline's name, else the "I" who tells it."""
        if self.author < 0:
            byline = _BYLINE.search(self.text, 0, 600)
            self.author = self.cast.clusters.new(kind="author", name=byline.group(1) if byline else "I")
        return self.author

    def _in_interview(self, source: Source) -> list[int]:
        """Whom "Q" and "A" stand for: the one publication and the one person named before the interview."""
        told = _TOLD_WHO.match(self.text, source.end)
        if told is not None:
            inside = names_within(self.cast.names, self.cast.starts, *told.span(1))
            who = [
                n.entity for n in inside if n.entity >= 0 and self.entities[n.entity].kind in {"person", ""}
            ]
            return who[:1]
        first = _TURNS.search(self.text)
        stop = first.start() if first else 0
        asks = source.head == "Q"
        named = dict.fromkeys(n.entity for n in self.cast.names if n.end <= stop and n.entity >= 0)
        kind = "publication" if asks else "person"
        found = [e for e in named if self.entities[e].kind == kind and len(self.entities[e].key) > 1]
        return found if len(found) == 1 else []

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
        if source.shape == "name":
            return self.cast.name_of(self.refer.named(source))
        if source.shape == "nominal":
            found = self.refer.nominals.body(source, span[0])
            return self.cast.name_of(found) if found >= 0 else source.phrase or None
        return None
