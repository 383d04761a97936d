"""Whom an article brings up as "a former teacher" and names at the head of a later paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.people import ANONYMOUS, ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import is_age
from store.extraction.speakers.sources import Source
from store.extraction.speakers.story import Story

_TOP_PARAGRAPHS = 4
"""How far down an article whom it is about is brought up, headline and byline counted."""
_REACH = 3
"""How many paragraphs later the name stands, at most."""
_ANYBODY = frozenset({"boy", "girl", "man", "woman"})
_OF_THE_CASE = WORDS["bench"] | WORDS["staff"] | WORDS["officials"] | WORDS["of_the_case"] | ANONYMOUS
"""Those who only tell of somebody else whom the next paragraph names with an age."""


@dataclass(frozen=True, slots=True)
class _BroughtUp:
    entity: int
    source: Source
    paragraph: int


class Introductions:
    """ "A Finglas man told the court that … / Declan Roche (47) denies it": he is the man."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.entities = story.entities
        self.joined: dict[int, int] = {}
        """Those who came up without a name to those they proved to be."""
        self._about: _BroughtUp | None = None

    def bring_up(self, source: Source, entity: int) -> None:
        """Takes note of a nominal of running text or of a source, and of whom it means."""
        layout = self.story.layout
        paragraph = layout.paragraph(source.start)
        first = self._about is None and paragraph < _TOP_PARAGRAPHS and not self.joined
        begins = layout.paragraphs[paragraph] == source.start
        if first and begins and source.determiner in {"a", "an"} and self.entities[entity].stranger:
            self._about = _BroughtUp(entity, source, paragraph)

    def name(self, mention: NameMention, entity: int) -> None:
        """Joins the first full name after it with whoever came up, if it introduces that one."""
        if self._about is None or len(mention.words) < 2 or self.entities[entity].kind not in {"person", ""}:
            return
        about, self._about = self._about, None
        layout = self.story.layout
        paragraph = layout.paragraph(mention.title_start)
        begins = layout.paragraphs[paragraph] == mention.title_start
        near = 0 < paragraph - about.paragraph <= _REACH
        if begins and near and self._introduces(about, entity):
            self._join(about.entity, entity)

    def _introduces(self, about: _BroughtUp, entity: int) -> bool:
        unnamed, named = self.entities[about.entity], self.entities[entity]
        if named.first_at < about.source.start or named.gender not in {"", unnamed.gender or named.gender}:
            return False
        if named.heads & (unnamed.heads & ROLES):
            return True
        aged = any(map(is_age, named.heads))
        head = about.source.head
        return aged and (head in _ANYBODY or head not in _OF_THE_CASE)

    def _join(self, unnamed: int, named: int) -> None:
        target, source = self.entities[named], self.entities[unnamed]
        target.kind = "person"
        target.gender = target.gender or source.gender
        target.heads |= source.heads
        for head in source.heads:
            self.story.cast.by_head[head].append(named)
        # Nothing that follows means whoever had no name.
        source.heads, source.phrases, source.stranger = set(), set(), False
        self.joined[unnamed] = named
