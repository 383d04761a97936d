"""Names, nominals and pronouns outside of sources: what later words may point back at."""

from __future__ import annotations

import re
from bisect import bisect_left

from store.extraction.speakers.introductions import Introductions
from store.extraction.speakers.lexicon.bodies import BODY_NOUNS, DOCUMENT_NOUNS
from store.extraction.speakers.lexicon.closed import PRONOUNS
from store.extraction.speakers.lexicon.people import ANAPHORIC, ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.nominal_references import TERRITORY
from store.extraction.speakers.sources import Source
from store.extraction.speakers.story import Story
from store.extraction.speakers.wordclasses import ambiguity

_OWNED = re.compile(r"['’]s? (?P<head>[a-z-]+)\b(?: (?P<next>[a-z]+))?")
"""What stands behind a name that it belongs to."""
_APPOSED = re.compile(
    r"(?:the|an?|its|his|her|their|our|one|another|[\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}['’]s)\s"
    r"(?:(?!who\b|which\b|said\b)[^\n,.;:()“”\"]){2,70},\s(?:(?:the|an?)\s[^\n,.;:()“”\"]{2,40}\s"
    r"|(?:former|retired|then|acting|veteran)\s)?",
    re.IGNORECASE,
)
"""What stands before a name in apposition to the subject: "Her colleague, the Green member NAME, agreed"."""

_LEADS_UP = re.compile(
    r"^(?:(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed|[Ss]peaking|[Rr]esponding|[Rr]eplying|[Aa]ddressing|[Ww]riting|[Cc]iting"
    r"|[Cc]ommenting|[Rr]eferring|[Tt]alking|[Aa]nswering|[Rr]eacting)\b[^,.;:()“”\"\n]{2,120}),\s"
)
"""A clause before the subject, which is about it too: "Asked about the strike, | the minister"."""
_OF_THEIRS = re.compile(r"(?:His|Her) [a-z][^,.;:()“”\"\n]{2,50}, (?:[a-z-]+ ){0,3}")
"""What leads up to the name of somebody close to whoever has just been told of."""


class Mentions:
    """Takes what an article mentions into its discourse, in the order of the text."""

    def __init__(self, story: Story, introductions: Introductions) -> None:
        self.story = story
        self.introductions = introductions
        self.text = story.text
        self.cast = story.cast
        self.entities = story.entities
        self.discourse = story.discourse
        self.refer = story.refer
        self.layout = story.layout
        self.floor = story.floor
        self._before = (-1, -1, False)
        """The mention just seen: its entity, where it ends, and whether it is a subject."""

    def name(self, mention: NameMention) -> None:
        """A name, and what it is said to own."""
        entity = self.refer.namesakes.settle(self.cast.index_of(mention))
        if entity >= 0:
            self.introductions.name(mention, entity)
            subject = self._is_subject(mention.title_start) and not mention.possessive
            self.discourse.see(entity, mention.start, subject=subject, possessive=mention.possessive)
            self._join(entity, mention.title_start, mention.end, subject=subject)
            if mention.possessive:
                self._see_owned(mention, entity)

    def nominal(self, source: Source) -> None:
        """A nominal, unless it says who somebody is that has just been named."""
        before = bisect_left(self.cast.starts, source.start) - 1
        if before >= 0 and self.text[self.cast.names[before].end : source.start] == ", ":
            return  # "NAME, a mayor,": a role of whoever was named
        # Whoever speaks of "the minister" is another.
        barred = self.story.speakers_of(self.floor.outer_at(source.start))
        owner = self.refer.owner(source, barred) if source.owner else -1
        barred |= self._told_of_others(source)
        create = source.head not in TERRITORY
        for entity in self.refer.nominals.entities_of(source, owner, create=create, barred=barred):
            self.introductions.bring_up(source, entity)
            self.discourse.see(entity, source.start, subject=self._is_subject(source.start))
            self._join(entity, source.start, source.end, subject=self._is_subject(source.start))

    def _told_of_others(self, source: Source) -> frozenset[int]:
        """Whom a sentence is about that goes on to tell of "the captain": of herself she says "her"."""
        if (
            source.determiner != "the"
            or source.head not in ROLES - ANAPHORIC
            or self._is_subject(source.start)
        ):
            return frozenset()
        return self.refer.subjects_before(source.start)

    def pronoun(self, match: re.Match[str]) -> None:
        """A pronoun of the third person."""
        word = match.group().casefold()
        at = match.start()
        before = bisect_left(self.cast.starts, at + 1) - 1
        if before >= 0 and self.cast.names[before].end > at:
            return  # "spokesman He Dongmei"
        outer = self.floor.said_at(at)
        barred = self.story.speakers_of(outer)
        if outer is not None and not barred and self._other_pronoun(outer, PRONOUNS[word]):
            # "“She knows it,” he said", who is mostly whoever spoke last.
            barred = frozenset(self.discourse.speakers[-1:])
        back = 1 if word in {"he", "she"} and self._is_subject(at) else 0
        # "A friend spoke of him": not of the friend.
        stranger = self.refer.stranger(at, back) if word != "him" else None
        entity = self.refer.pronoun(at, PRONOUNS[word], barred, narrative=True, nameless=stranger)
        if entity >= 0 and not self._introduces(match):
            subject = word in {"he", "she"}
            self.discourse.see(entity, at, subject=subject, possessive=not subject, pronoun=True)

    def _introduces(self, match: re.Match[str]) -> bool:
        """Whether "His guest, NAME, was late" only leads up to whom the sentence is about."""
        named = _OF_THEIRS.match(self.text, match.start())
        if named is None or not self._is_subject(match.start()):
            return False
        at = bisect_left(self.cast.starts, named.end())
        return at < len(self.cast.names) and self.cast.names[at].title_start == named.end()

    def _see_owned(self, owner: NameMention, entity: int) -> None:
        """ "Murphy's campaign": whoever "it", "they" or "she" may mean then."""
        owned = _OWNED.match(self.text, owner.end)
        head = owned["head"] if owned else ""
        if owned is None or head not in BODY_NOUNS - DOCUMENT_NOUNS:
            return
        if owned["next"] and ambiguity(owned["next"])[0] == "N":
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
            self.discourse.see(self.story.together(both), start, subject=first)
        self._before = entity, end, subject

    def _other_pronoun(self, attribution: int, cls: str) -> bool:
        """Whether an attribution's source is a pronoun of the other gender than this class."""
        words = [
            self.text[start:end].casefold() for start, end in self.story.attributions[attribution].source
        ]
        own = PRONOUNS.get(words[0]) if len(words) == 1 else None
        return own in {"m", "f"} and own != cls

    def _is_subject(self, at: int) -> bool:
        """Whether a noun phrase begins its sentence, up to a short lead."""
        start, _ = self.layout.sentence_span(self.layout.sentence(at))
        lead = self.text[start:at]
        if ", " in lead:
            lead = _LEADS_UP.sub("", lead, count=1)
        if len(lead) < 4 or (len(lead) < 40 and "," not in lead[:-2] and len(lead.split()) <= 4):
            return True
        return _APPOSED.fullmatch(lead) is not None
