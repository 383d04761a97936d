"""What names and pronouns refer to, given what the article has said so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from store.extraction.speakers.antecedents import Discourse
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.descriptions import add_role
from store.extraction.speakers.entities import Entity, key_of
from store.extraction.speakers.holders import Holders
from store.extraction.speakers.kinship import Kinship
from store.extraction.speakers.lexicon.bodies import (
    GROUP_NOUNS,
    NATIONALITIES,
    PLACES,
    PUBLICATION_NOUNS,
    PUBLISHERS_AND_BODIES,
)
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namesakes import Namesakes
from store.extraction.speakers.nominal_references import Nominals
from store.extraction.speakers.relatives import Relatives
from store.extraction.speakers.sources import Source
from store.extraction.speakers.wordclasses import is_common
from store.records import Span

_NO_PERSON = NATIONALITIES | PLACES | GROUP_NOUNS
_THIRD = frozenset({"his", "her", "its", "their"})
_UNNAMED = 2.0
"""What makes good that no name is told of whoever has just spoken: the weights were fitted on names."""
_PERHAPS, _HARDLY = -0.7, -1.5
"""How much less likely than a person a single name is that may be a company's: if it has spoken, if not."""


class References:
    """Finds antecedents in one article."""

    def __init__(self, text: str, cast: Cast, discourse: Discourse) -> None:
        self.text = text
        self.cast = cast
        self.entities = cast.entities
        self.discourse = discourse
        self.holders = Holders(text, cast, discourse)
        self.namesakes = Namesakes(text, cast, discourse)
        kinship = Kinship(text, cast, discourse, self.holders)
        self.nominals = Nominals(cast, discourse, self.holders, kinship, self.namesakes.settle)
        self.relatives = Relatives(text, cast, self.namesakes, self.nominals)

    def named(self, source: Source) -> int:
        """The entity of a source that is a name."""
        mention = source.name
        assert mention is not None
        entity = self.namesakes.settle(self.cast.index_of(mention))
        if entity < 0:
            kind = "organization" if mention.kind == "other" else mention.kind
            entity = mention.entity = self.cast.clusters.new(key=key_of(mention.words), kind=kind)
            self.entities[entity].alias(" ".join(mention.words))
        found = self.entities[entity]
        # "The University's NAME" is from there, not the university.
        whose = (
            self.text[max(0, mention.title_start - 3) : mention.title_start]
            .rstrip()
            .endswith(("'s", "’s", "s'", "s’"))
        )
        called = [] if whose else source.role.casefold().split()[-1:]
        if found.kind != "person" and called and called[0] in PUBLICATION_NOUNS:
            found.kind = "publication"
        elif found.kind in {"", "acronym"} and called and called[0] in PUBLISHERS_AND_BODIES:
            found.kind = "organization"
        if found.kind not in {"organization", "publication", "place", "acronym"}:
            add_role(found, source.role, "", len(mention.words) > 1)
        elif source.role:
            found.heads |= {w for w in source.role.casefold().split() if w in PUBLISHERS_AND_BODIES}
        return entity

    def handle(self, source: Source) -> int:
        """The account `@handle` of a network."""
        for at in self.cast.by_head.get("@" + source.phrase.casefold(), ()):
            return at
        made = self.cast.clusters.new(kind=source.head, key=(source.phrase.casefold(),), name=source.phrase)
        self.entities[made].alias("@" + source.phrase)
        self.cast.by_head["@" + source.phrase.casefold()].append(made)
        return made

    def pronoun(
        self,
        at: int,
        cls: str,
        barred: frozenset[int],
        own: tuple[Span, ...] = (),
        *,
        narrative: bool = False,
        nameless: Entity | None = None,
    ) -> int:
        """The antecedent of a third-person pronoun; -1 when there is none. `narrative`: it is no source.
        `nameless`: whoever has just spoken and whose name is not told.
        """
        forbidden = {id(self.entities[b]) for b in barred}
        heard = [id(self.entities[one]) for one in self.discourse.speakers]

        def fits(entity: Entity) -> float | None:
            if id(entity) in forbidden:
                return None
            found = pronoun_fit(cls, entity)
            if found is not None and entity is nameless:
                return found + _UNNAMED
            if (
                found is None
                or cls not in "mf"
                or entity.kind
                or len(entity.key) > 1
                or id(entity) in heard[-1:]
            ):
                return found
            return _PERHAPS if id(entity) in heard else _HARDLY

        person = "narrative" if narrative else "person"
        group = person if cls in "mf" else "thing" if cls == "n" else "several"
        chosen, _ = self.discourse.best(at, fits, group, own, self._named_in(own))
        if chosen >= 0 and cls in "mf":
            entity = self.entities[chosen]
            entity.gender = entity.gender or cls
            entity.kind = entity.kind or "person"
        return chosen

    def subjects_before(self, at: int) -> frozenset[int]:
        """Whom the sentence that holds offset `at` has been about so far, by name or noun."""
        here = self.discourse.layout.sentence(at)
        told = takewhile(lambda seen: seen.sentence == here, self.discourse.recent(at))
        return frozenset(seen.entity for seen in told if seen.subject and not seen.pronoun)

    def stranger(self, at: int, back: int = 1) -> Entity | None:
        """ "A woman in red stopped. “You're late,” she said": who the sentence `back` is about, and only that
        one, if it is somebody whose name is not told and nobody is named since.
        """
        layout = self.discourse.layout
        sentence, paragraph = layout.sentence(at), layout.paragraph(at)
        told = takewhile(lambda seen: seen.sentence >= sentence - back, self.discourse.recent(at))
        near = [seen for seen in told if not seen.quoted and seen.paragraph == paragraph]
        about = {seen.entity for seen in near if seen.subject}
        who = self.entities[about.pop()] if len(about) == 1 else None
        if who is None or not who.stranger:
            return None
        others = (seen for seen in near if self.entities[seen.entity] is not who)
        people = ((seen, self.entities[seen.entity]) for seen in others)
        named = any(one.kind == "person" and (one.key or seen.pronoun) for seen, one in people)
        return None if named else who

    def _named_in(self, content: Sequence[Span]) -> frozenset[int]:
        """Whom a content names: hardly anybody calls themselves by name."""
        return frozenset(name.entity for name in self.named_at(content))

    def named_at(self, spans: Sequence[Span]) -> Iterator[NameMention]:
        """The names that begin in `spans`."""
        names, starts = self.cast.names, self.cast.starts
        for start, end in spans:
            yield from names[bisect_left(starts, start) : bisect_left(starts, end)]

    def owner(self, source: Source, barred: frozenset[int] = frozenset()) -> int:
        """Whose a nominal is: "X's lawyer", "his lawyer", "a spokesman for X". Whoever says the words it
        stands in is `barred`: they would say "my lawyer".
        """
        if isinstance(source.owner, NameMention):
            return self.namesakes.settle(self.cast.index_of(source.owner))
        if isinstance(source.owner, str) and source.owner in _THIRD:
            cls = {"his": "m", "her": "f", "its": "n", "their": "p"}[source.owner]
            return self.pronoun(source.start, cls, barred)
        return -1


def pronoun_fit(cls: str, entity: Entity) -> float | None:
    """Whether a pronoun of this class may mean an entity, with a bonus when number and gender are sure."""
    if cls in {"m", "f"}:
        if entity.kind not in {"person", "", "anonymous"} or entity.plural or entity.gender not in {"", cls}:
            return None
        if not entity.kind and (
            not entity.key
            or entity.key[0] in _NO_PERSON
            or all(is_common(w) for w in entity.key)
            or (len(entity.key) == 1 and any("." in form for form in entity.forms))
        ):
            return None
        return 0.5 if entity.gender == cls else 0.0
    if cls == "n":
        if entity.plural or entity.kind not in {"organization", "publication", "acronym"}:
            return None
        return 0.0 if entity.kind == "publication" and not entity.key else 0.5
    if cls == "p":
        if entity.plural:
            return 0.5
        return 0.0 if entity.kind in {"organization", "publication"} and entity.key else None
    return None
