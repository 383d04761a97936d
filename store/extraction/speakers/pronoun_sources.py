"""Whom a pronoun means that is the source of somebody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.extraction.speakers.entities import Entity
from store.extraction.speakers.labels import TURNS
from store.extraction.speakers.lexicon.bodies import DOCUMENT_NOUNS, NATIONALITIES
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.sources import Source
from store.extraction.speakers.story import Story
from store.extraction.speakers.unnamed import INDEFINITE

_OWNED = frozenset({"his", "her", "its", "their"})
_BYLINE = re.compile(r"^By ([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3})(?:,[^\n]*)?$", re.MULTILINE)
_ASKS = re.compile(r"\b(?:ask(?:ed|s)|inquir(?:ed|es)|enquir(?:ed|es)|wonder(?:ed|s)|puts?(?: it)? to)\b")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|when|if)\b")
_OFTEN = 5
"""Mentions so far from which on somebody is whom the article is about."""
_NEAR = 2
"""Sentences back in which a body was told of, at most, that is "they"."""
_TITLES = 20
"""Characters of a clause before the name of whom it is about: "that former Gov. |"."""
_READ = re.compile(r"\bread(?:s|ing)?\b", re.I)
_SEEMS = re.compile(
    r"(?:(?:also|now|still) )?(?:appear(?:s|ed)|seem(?:s|ed)|turn(?:s|ed) out|look(?:s|ed)|emerged"
    r"|transpired|(?:became|becomes) (?:known|clear))"
    r"(?: (?:like|as|that))?"
)
_REPLIES = re.compile(
    r"\b(?:repl(?:ied|ies)|answer(?:ed|s)|respond(?:ed|s)|retort(?:ed|s)|sh(?:ot|oots) back)\b"
)


class PronounSources:
    """Finds the speakers of "she said", "they said", "I said", "who said"."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.text = story.text
        self.entities = story.entities
        self.discourse = story.discourse
        self.refer = story.refer
        self.layout = story.layout
        self.floor = story.floor
        self.author = -1
        """The entity of whoever writes "I" outside quotes."""

    def speakers(self, index: int, source: Source) -> Iterator[int]:
        """The entities that the source of attribution `index`, a pronoun, means; none where nothing tells."""
        outer = self.floor.said_at(source.start, index)
        cls = source.pronoun
        if cls in {"1", "w"}:
            if outer is not None:
                yield from self.story.who[outer].entities
            elif cls == "1" or (self.author >= 0 and not TURNS.search(self.text)):
                yield self._author()
        elif cls == "r":
            found = self.refer.relatives.antecedent(source)
            if found >= 0:
                yield found
        elif cls != "2":
            barred = self.story.speakers_of(outer) | self._askers(index) | self._told_behind(index, source)
            found = self.refer.pronoun(
                source.start,
                cls,
                barred,
                self.story.attributions[index].content,
                nameless=self._nameless(index, source.start),
            )
            # "They said it was safe", in somebody's words: no single body that the article happens to name.
            vague = cls == "p" and outer is not None and found >= 0 and not self.entities[found].plural
            far = cls in "mf" and outer is not None and not self._heard_of_here(source.start, found)
            vague = vague or (cls == "n" and self._seems(index))
            vague = vague or (cls == "p" and found >= 0 and self._is_far(source.start, found))
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

    def _is_far(self, at: int, entity: int) -> bool:
        """Whether a single body, of which nothing is told just now, is hardly "they"."""
        name = self.story.cast.name_of(entity)
        if self.entities[entity].plural or (name.endswith("s") and not name.endswith("ss")):
            return False  # "the Brujas"
        here = self.layout.sentence(at)
        told = (s for s in self.discourse.recent(at) if s.entity == entity and (s.subject or s.speaker))
        return all(here - s.sentence > _NEAR for s in told)

    def _seems(self, index: int) -> bool:
        """Whether nobody is meant: "it appears that he has little chance"."""
        attribution = self.story.attributions[index]
        return any(_SEEMS.fullmatch(self.text, *span) for span in attribution.cue)

    def _reads(self, index: int, entity: int) -> bool:
        """Whether something that the entity is not is read: "…,” it read", of a letter, is no body's word."""
        read = (
            _READ.search(self.story.cue(index)) is not None
            and self.story.attributions[index].kind == "direct"
        )
        return read and not self.entities[entity].heads & DOCUMENT_NOUNS

    def _told_behind(self, index: int, source: Source) -> frozenset[int]:
        """Whom the clause behind "he said" is about by name: "He said that Moss was late" is not Moss's."""
        attribution = self.story.attributions[index]
        start, end = attribution.content[0] if attribution.content else (0, 0)
        if attribution.kind == "direct" or source.pronoun not in {"m", "f"} or start < source.end:
            return frozenset()
        if not self.text.startswith("that ", start) and not self.text.endswith("that ", 0, start):
            return frozenset()
        name = next(self.refer.named_at([(start, end)]), None)
        if (
            name is None
            or name.possessive
            or name.start - start > _TITLES
            or self.layout.in_quote(name.start)
        ):
            return frozenset()
        cast = self.story.cast
        return frozenset(cast.ambiguous.get(cast.index_of(name), [name.entity])) - {-1}

    def _askers(self, index: int) -> frozenset[int]:
        """Who asked what this answers: "Counsel asked whether there was a notice. “Never,” he replied"."""
        cues = self.story.attributions[index].cue
        before = self.floor.before(index)
        if before is None or not cues or not _REPLIES.search(self.text, cues[0][0], cues[-1][1]):
            return frozenset()
        asked = self.story.attributions[before]
        cue = self.story.cue(before)
        asks = asked.source and _ASKS.search(cue) and not _PASSIVE.search(cue)
        return self.story.speakers_of(before) if asks else frozenset()

    def _nameless(self, index: int, at: int) -> Entity | None:
        """ "A trader lamented that it was gone. “Where shall we go?” she asked": who spoke in the sentence
        before, and is somebody whose name is not told.
        """
        before = self.floor.before(index)
        source = self.story.who[before].unsettled if before is not None else None
        stranger = self.refer.stranger(at)
        if stranger is not None:
            return stranger
        if before is None or source is None or source.plural or source.head not in ROLES:
            return None
        near = self.layout.sentence(at) - self.layout.sentence(source.start)
        cue = self.story.cue(before)
        here = self.layout.paragraph(at) == self.layout.paragraph(source.start)
        # "The Ukrainian president wrote": it was not found out who that is.
        nobody_known = source.determiner in INDEFINITE | _OWNED or not NATIONALITIES.isdisjoint(
            source.modifiers
        )
        if not here or near not in {1, 2} or not nobody_known or _ASKS.search(cue):
            return None
        speaker = self.story.who[before].entities[0]
        since = (s for s in self.discourse.recent(at) if s.at > source.start and s.subject)
        others = (self.entities[s.entity] for s in since if s.entity != speaker)
        if any(other.kind in {"person", "anonymous"} for other in others):
            return None  # "A second diplomat was gloomier. “Forget it,” he said"
        return self.entities[speaker]

    def _author(self) -> int:
        """Whoever writes "I" outside quotes: the byline's name, else the "I" who tells it."""
        if self.author < 0:
            byline = _BYLINE.search(self.text, 0, 600)
            self.author = self.story.cast.clusters.new(kind="author", name=byline.group(1) if byline else "I")
        return self.author
