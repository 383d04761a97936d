"""Second chances: definite nominals whose holder the article names only later."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from store.extraction.speakers.cast import Cast
from store.extraction.speakers.entities import gender_of_words
from store.extraction.speakers.labels import opens_turn
from store.extraction.speakers.lexicon.people import ANAPHORIC, HYPERNYMS, KIN, PARTISANS, ROLES
from store.extraction.speakers.namekinds import is_age
from store.extraction.speakers.nominal_references import NAMELESS
from store.extraction.speakers.rolematch import RoleMatch, holds_another
from store.extraction.speakers.scan import Layout
from store.extraction.speakers.sources import TOP, Source, behind_quotation
from store.extraction.speakers.unnamed import INDEFINITE
from store.extraction.speakers.voices import Who

_SAYS_MORE = re.compile(r"\b(?:of|for|at)\s")
"""In a description that only one person answers to: "head of the transport workers' union"."""
_LEAD_PARAGRAPHS = 3
"""How many paragraphs an article may go on before it names whom it began with."""
_REMARKS = re.compile(
    r"\s(?:made|was making) (?:the|these|this|his|her) (?:remarks?|comments?|statements?|announcement)\b"
)
"""What follows the name of whoever said what has been told before."""
_BESIDE = re.compile(r"(?:,\s[^.\n]{3,150},)?")
"""What may stand between that name and its verb: who they are."""
_ACCUSED = frozenset({"accused", "defendant", "plaintiff", "suspect"})
"""What anybody may be before a court."""
_WHOSE = re.compile(r"^(?:his|her|its|their)\s+", re.IGNORECASE)


class SecondChances:
    """For an article that has been read: who "the minister" was, now that it names a minister."""

    def __init__(
        self,
        cast: Cast,
        layout: Layout,
        learned: dict[str, int],
        position: Callable[[int], int],
        joined: dict[int, int],
    ) -> None:
        self.entities = cast.entities
        self.names = cast.names
        self.text = cast.text
        self.layout = layout
        self.learned = learned
        """Roles that only a nominal gave somebody, to whom."""
        self.position = position
        """Where an attribution stands, by its index."""
        self.joined = joined
        """Unnamed entities to the named ones they proved to be."""

    def take(self, voices: Sequence[Who]) -> None:
        """Gives the unsettled among `voices` their speakers, as far as any are found."""
        for index in range(len(voices)):
            self._try_again(index, voices)
        for who in voices:
            who.entities = [self.joined.get(e, e) for e in who.entities]

    def _try_again(self, index: int, voices: Sequence[Who]) -> None:
        who = voices[index]
        source = who.unsettled
        if source is None or len(who.entities) != 1 or source.plural or who.entities[0] in self.joined:
            return
        if opens_turn(self.text, source.start, source.end):
            return  # who speaks after "The Prime Minister:" is somebody else
        headline = not source.determiner and source.start < TOP and source.head not in NAMELESS
        definite = INDEFINITE.isdisjoint(source.determiner.split()[:1]) and (
            source.determiner.startswith("the") or source.owner is not None or headline
        )
        if source.head in ROLES and not definite and (maker := self._made_remarks(source)) >= 0:
            self._join(who.entities[0], maker)
        if self.entities[who.entities[0]].kind != "person" or source.head not in ROLES or not definite:
            return
        found = self._goes_on_by_name(index, source, voices)
        found = self.learned.get(source.head, -1) if found < 0 else found
        particular = source.owner is not None or source.modifiers or _SAYS_MORE.search(source.phrase)
        if found < 0 and (headline or particular):
            found = self._named_later(index, source, voices)
        if found >= 0:
            self._join(who.entities[0], found)

    def _goes_on_by_name(self, index: int, source: Source, voices: Sequence[Who]) -> int:
        """ "The senator said it was late. “I have a train,” Moss said": Moss, known by then and alone heard
        in that paragraph; else -1.
        """
        begins = self.layout.paragraphs[self.layout.paragraph(source.start)] == source.start
        if index + 1 == len(voices) or source.determiner != "the" or not begins:
            return -1
        entities, at = voices[index + 1].entities, self.position(index + 1)
        name = bisect_left(self.names, at, key=lambda name: name.title_start)
        alone = (
            name < len(self.names) and self.names[name].title_start == at and len(self.names[name].words) == 1
        )
        if (
            not alone
            or len(entities) != 1
            or self.layout.paragraph(at) != self.layout.paragraph(source.start)
        ):
            return -1
        who, gender = self.entities[entities[0]], gender_of_words((source.head,))
        known = who.kind == "person" and len(who.key) > 1 and who.first_at < source.start
        behind = behind_quotation(self.text, at)
        other = {head for head in who.heads - PARTISANS - KIN if not is_age(head)}
        same = who.gender in {"", gender or who.gender} and (not other or source.head in ANAPHORIC | _ACCUSED)
        return entities[0] if known and behind and same and not holds_another(who, source) else -1

    def _made_remarks(self, source: Source) -> int:
        """ "…, a ministry spokesperson said. Spokesperson NAME made the remarks at a briefing"; else -1."""
        end = self.text.find("\n", self.text.find("\n", source.end) + 2)
        made = _REMARKS.search(self.text, source.end, end if end > 0 else len(self.text))
        if made is None:
            return -1
        at = bisect_right(self.names, made.start(), key=lambda name: name.end)
        begins = self.layout.sentence_span(self.layout.sentence(made.start()))[0]
        while at > 1 and self.names[at - 2].start >= begins:
            at -= 1  # "NAME, deputy head of the Trade Ministry, made the remarks"
        name = self.names[at - 1] if at else None
        if name is None or name.entity < 0 or name.start <= source.end:
            return -1
        beside = _BESIDE.fullmatch(self.text, name.end, made.start())
        called = {source.head} | HYPERNYMS.get(source.head, frozenset())
        return name.entity if beside and called & self.entities[name.entity].heads else -1

    def _named_later(self, index: int, source: Source, voices: Sequence[Who]) -> int:
        """For "its director": who speaks for the first time soon after, in the same paragraph; for the first
        words of an article, in those that follow.
        """
        leads = source.start < TOP
        paragraph = self.layout.paragraph(source.start) + (_LEAD_PARAGRAPHS if leads else 0)
        for other in range(index + 1, min(index + (5 if leads else 3), len(voices))):
            found = voices[other].entities
            if len(found) != 1 or not self.entities[found[0]].key:
                continue
            who = self.entities[found[0]]
            near = self.layout.paragraph(self.position(other)) <= paragraph
            if not near or not self._is_new(found[0], source):
                return -1
            gender = gender_of_words((source.head,))
            if who.gender not in {"", gender or who.gender}:
                return -1
            roles = {head for head in who.heads - {"dr", "prof"} if not (leads and is_age(head))}
            match = RoleMatch(source, gender)
            told = match.complement & {word for role in who.roles for word in role.casefold().split()}
            return found[0] if not roles or (told and match(who) is not None) else -1
        return -1

    def _is_new(self, entity: int, source: Source) -> bool:
        """Whether somebody is the first person whom the text names after a source."""
        named = [
            e
            for e in self.entities
            if (e.kind == "person" or (not e.kind and e is self.entities[entity] and len(e.key) > 1))
            and e.key
            and source.start < e.first_at < 1 << 60
        ]
        return bool(named) and min(named, key=lambda e: e.first_at) is self.entities[entity]

    def _join(self, unnamed: int, named: int) -> None:
        target, source = self.entities[named], self.entities[unnamed]
        for role in source.roles:
            stated = _WHOSE.sub("", role)
            if stated not in target.roles:
                target.roles.append(stated)
                target.main_role = target.main_role or stated
        target.heads |= source.heads
        self.joined[unnamed] = named
