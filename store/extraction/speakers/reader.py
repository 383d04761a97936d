"""Reads an article once from beginning to end, and says for each attribution who speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.extraction.speakers.antecedents import Discourse
from store.extraction.speakers.entities import Clusters, Entity, gender_of_words, key_of
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import (
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    NATIONALITIES,
    ORGANIZATION_HEADS,
    PLACES,
    PUBLICATION_HEADS,
    PUBLICATION_NOUNS,
)
from store.extraction.speakers.lexicon.people import ANAPHORIC, ANONYMOUS, KIN, ROLES
from store.extraction.speakers.names import NameMention, bare, find_names
from store.extraction.speakers.roles import expanded, party, role_after, role_before, role_heads, role_left
from store.extraction.speakers.scan import Layout
from store.extraction.speakers.sources import Source, conjuncts, names_within, parse
from store.records import Attribution, Person, SpeakerKind

GENERIC_BODIES = WORDS["generic_bodies"]
_DEFINITE = frozenset(
    {
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "your",
        "both",
        "neither",
    }
)


@dataclass(slots=True)
class Who:
    """One attribution's speakers, as entities."""

    entities: list[int] = field(default_factory=list)
    owner: int = -1
    role: str = ""
    speakers: tuple[str, ...] = ()
    kind: SpeakerKind = "unknown"
    on_behalf_of: str = ""
    reported_by: str | None = None


class Reader:
    """One article, its names, and who says what."""

    def __init__(
        self, text: str, segments: object, attributions: Sequence[Attribution], *, title: str, outlet: str
    ) -> None:
        self.text = text
        self.title = title
        self.outlet = outlet
        self.attributions = attributions
        self.layout = Layout(text, attributions)
        self.names = find_names(text)
        self.starts = [n.start for n in self.names]
        self.clusters = Clusters()
        self.entities = self.clusters.entities
        self.discourse = Discourse(self.layout, self.entities)
        self.who = [Who() for _ in attributions]
        self.ambiguous: dict[int, list[int]] = {}

    # names -------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Clusters the names, then walks through the article."""
        self._cluster()
        self._roles()
        self._walk()

    def _cluster(self) -> None:
        for mention in self.names:
            if len(mention.words) > 1 and mention.kind != "other":
                mention.entity = self._tail_of_known(mention)
                if mention.entity < 0:
                    mention.entity = self.clusters.add_full(mention)
        singles: dict[str, int] = {}
        for at, mention in enumerate(self.names):
            if mention.entity >= 0:
                continue
            found = [e for e in self.clusters.candidates(mention) if self._agrees(mention, e)]
            if len(found) == 1:
                mention.entity = found[0]
                self.entities[found[0]].alias(" ".join(mention.words))
            elif found:
                self.ambiguous[at] = found
            else:
                key = " ".join(key_of(mention.words)) or mention.words[0]
                if key not in singles:
                    singles[key] = self.clusters.new(key=key_of(mention.words))
                entity = self.entities[singles[key]]
                mention.entity = singles[key]
                entity.alias(" ".join(mention.words))
                entity.kind = entity.kind if entity.kind == "person" else mention.kind or entity.kind
                entity.gender = entity.gender or gender_of_words(mention.title.split())

    def _tail_of_known(self, mention: NameMention) -> int:
        """A surname of several words (`van den Abeele`) that stands in full elsewhere."""
        key = key_of(mention.words)
        tails = self.clusters.by_tail.get(key, [])
        return tails[0] if len(tails) == 1 and len(key) > 1 else -1

    def _agrees(self, mention: NameMention, entity: int) -> bool:
        who = self.entities[entity]
        gender = gender_of_words(mention.title.split())
        if gender and who.gender and gender != who.gender:
            return False
        if mention.kind == "person" and who.kind in {"organization", "publication", "place"}:
            return False
        if who.kind == "organization":
            return bare(mention.words[-1]) in ORGANIZATION_HEADS or mention.words[0].isupper()
        if who.kind == "place":
            return mention.kind in {"", "place"} and False
        return True

    def _roles(self) -> None:
        for mention in self.names:
            if mention.entity < 0:
                continue
            entity = self.entities[mention.entity]
            if entity.kind in {"organization", "publication", "place"}:
                self._body_heads(mention, entity)
                continue
            left = role_left(self.text, mention) if not mention.possessive or mention.title else mention.title
            before = role_before(self.text, mention)
            after = role_after(self.text, mention) if not mention.possessive else ""
            full = len(mention.words) > 1
            for role in (left, before, after):
                self._add_role(entity, role, party(self.text, mention) if role == left else "", full)
            if (left or before or after) and not entity.kind:
                entity.kind = "person"
            if entity.kind == "person" and not entity.gender:
                entity.gender = gender_of_words((left + " " + before + " " + after).split())

    def _add_role(self, entity: Entity, role: str, suffix: str, full: bool) -> None:
        heads = role_heads(role)
        if not role or (not heads and not suffix):
            return
        written = f"{role} {suffix}".strip()
        entity.heads |= heads
        if written not in entity.roles:
            entity.roles.append(written)
        if full and not entity.main_role:
            entity.main_role = written

    def _body_heads(self, mention: NameMention, entity: Entity) -> None:
        for word in mention.words:
            low = bare(word)
            if low in ORGANIZATION_HEADS or low in PUBLICATION_HEADS:
                entity.heads.add(low)

    # the walk ----------------------------------------------------------------------------------------

    def _walk(self) -> None:
        order = sorted(range(len(self.attributions)), key=self._position)
        upto = 0
        for index in order:
            position = self._position(index)
            upto = self._see_names(upto, position)
            self._attribute(index)
        self._see_names(upto, len(self.text) + 1)

    def _position(self, index: int) -> int:
        attribution = self.attributions[index]
        spans = attribution.source or attribution.cue or attribution.content
        return spans[0][0] if spans else 0

    def _see_names(self, upto: int, position: int) -> int:
        while upto < len(self.names) and self.names[upto].start < position:
            mention = self.names[upto]
            self._choose_ambiguous(upto)
            if mention.entity >= 0:
                self.discourse.see(
                    mention.entity,
                    mention.start,
                    subject=self._is_subject(mention),
                    possessive=mention.possessive,
                )
            upto += 1
        return upto

    def _choose_ambiguous(self, at: int) -> None:
        found = self.ambiguous.get(at)
        if not found or self.names[at].entity >= 0:
            return
        mention = self.names[at]
        chosen, _ = self.discourse.best(
            mention.start, lambda e: 0.0 if any(self.entities[f] is e for f in found) else None
        )
        mention.entity = chosen if chosen >= 0 else found[0]
        self.entities[mention.entity].alias(" ".join(mention.words))

    def _is_subject(self, mention: NameMention) -> bool:
        sentence, _ = self.layout.sentence_span(self.layout.sentence(mention.start))
        lead = self.text[sentence : mention.title_start]
        return not mention.possessive and (len(lead) < 4 or ("," not in lead and len(lead.split()) <= 3))

    def _attribute(self, index: int) -> None:
        attribution = self.attributions[index]
        who = self.who[index]
        if attribution.reported_by:
            who.reported_by = self._reporter(attribution.reported_by[0])
        if not attribution.source:
            who.entities = self._floor(index)
        else:
            start, end = attribution.source[0][0], attribution.source[-1][1]
            inside = names_within(self.names, self.starts, start, end)
            for span in conjuncts(self.text, start, end, inside):
                names = [n for n in inside if n.title_start >= span[0] and n.end <= span[1] + 1]
                self._one(index, parse(self.text, *span, names))
        for entity in who.entities:
            self.discourse.see(entity, self._position(index), subject=True, speaker=True)

    def _one(self, index: int, source: Source) -> None:
        who = self.who[index]
        if source.shape == "pronoun":
            who.entities.extend(self._pronoun(index, source))
        elif source.shape == "name" and source.name is not None:
            who.entities.append(self._named(source))
        elif source.shape == "nominal":
            who.entities.extend(self._nominal(index, source))

    def _reporter(self, span: tuple[int, int]) -> str | None:
        names = names_within(self.names, self.starts, *span)
        source = parse(self.text, *span, names)
        if source.shape == "name" and source.name is not None:
            return self.name_of(self._named(source))
        if source.shape == "nominal":
            found = self._body(source, span[0])
            return self.name_of(found) if found >= 0 else source.phrase or None
        return None

    # kinds of source ---------------------------------------------------------------------------------

    def _named(self, source: Source) -> int:
        assert source.name is not None
        mention = source.name
        self._choose_ambiguous(bisect_left(self.starts, mention.start))
        entity = self.entities[mention.entity] if mention.entity >= 0 else None
        if entity is None:
            mention.entity = self.clusters.new(
                key=key_of(mention.words), kind="organization" if mention.kind == "other" else mention.kind
            )
            entity = self.entities[mention.entity]
            entity.alias(" ".join(mention.words))
        if entity.kind not in {"organization", "publication", "place"}:
            self._add_role(entity, source.role, "", len(mention.words) > 1)
        return mention.entity

    def _pronoun(self, index: int, source: Source) -> list[int]:
        at = source.start
        outer = self._outer(index)
        cls = source.pronoun
        if cls in {"1", "w"}:
            if outer is not None:
                return list(self.who[outer].entities)
            return [self._author(source)]
        if cls == "r":
            return self._relative(source)
        barred = set(self.who[outer].entities) if outer is not None else set()
        own = self.attributions[index].content

        def fits(entity: Entity) -> float | None:
            if any(self.entities[b] is entity for b in barred):
                return None
            return _pronoun_fit(cls, entity)

        del own
        chosen, _ = self.discourse.best(at, fits)
        if chosen < 0:
            return []
        if cls in "mf" and not self.entities[chosen].gender:
            self.entities[chosen].gender = cls
        if cls in "mf" and not self.entities[chosen].kind:
            self.entities[chosen].kind = "person"
        return [chosen]

    def _outer(self, index: int) -> int | None:
        """The attribution whose words this one stands in."""
        at = self._position(index)
        best: int | None = None
        size = 1 << 60
        for other, attribution in enumerate(self.attributions):
            if other == index or not attribution.content:
                continue
            for start, end in attribution.content:
                if start <= at < end and end - start < size and (attribution.kind != "indirect"):
                    best, size = other, end - start
        return best

    def _author(self, source: Source) -> int:
        for at, entity in enumerate(self.entities):
            if entity.kind == "author":
                return at
        return self.clusters.new(kind="author", name=source.phrase)

    def _relative(self, source: Source) -> list[int]:
        before = self.text[: source.start].rstrip(" ,—–-")
        at = len(before)
        first = bisect_left(self.starts, at)
        if first and abs(self.names[first - 1].end - at) <= 1 and self.names[first - 1].entity >= 0:
            return [self.names[first - 1].entity]
        return []

    def _nominal(self, index: int, source: Source) -> list[int]:
        head, determiner = source.head, source.determiner
        last = determiner.split()[-1] if determiner else ""
        owner = self._owner(source)
        who = self.who[index]
        if owner >= 0 and (role_heads(head) & {"spokesman", "spokeswoman", "spokesperson"}):
            who.owner = owner
        if not determiner or last in _DEFINITE or source.owner is not None:
            found = self._antecedent(source, owner)
            if found >= 0:
                return [found]
        return [self._fresh(source, owner)]

    def _owner(self, source: Source) -> int:
        if isinstance(source.owner, NameMention):
            self._choose_ambiguous(bisect_left(self.starts, source.owner.start))
            return source.owner.entity
        if isinstance(source.owner, str) and source.owner in {"his", "her"}:
            cls = "m" if source.owner == "his" else "f"
            return self.discourse.best(source.start, lambda e: _pronoun_fit(cls, e))[0]
        if isinstance(source.owner, str) and source.owner in {"its", "their"}:
            return self.discourse.best(
                source.start, lambda e: _pronoun_fit("n" if source.owner == "its" else "p", e)
            )[0]
        return -1

    def _antecedent(self, source: Source, owner: int) -> int:
        same = self._same_phrase(source, owner)
        if same >= 0:
            return same
        if source.determiner in {"the", "this", "that"} or (
            source.owner is not None and source.head in ROLES
        ):
            if source.head in ROLES and not source.plural:
                return self._role_holder(source, owner)
            if source.head in ORGANIZATION_HEADS | PUBLICATION_NOUNS | DOCUMENT_NOUNS:
                return self._body(source, source.start)
        return -1

    def _same_phrase(self, source: Source, owner: int) -> int:
        low = source.phrase.casefold()
        for seen in self.discourse.recent(source.start):
            entity = self.entities[seen.entity]
            if (
                low
                and any(low == form.casefold() for form in entity.forms)
                and (owner < 0 or entity.owner in {-1, owner})
            ):
                return seen.entity
        return -1

    def _role_holder(self, source: Source, owner: int) -> int:
        wanted = expanded(source.head)
        gender = gender_of_words((source.head,))

        def fits(entity: Entity) -> float | None:
            if (
                entity.kind not in {"person", ""}
                or entity.plural
                or (gender and entity.gender and entity.gender != gender)
            ):
                return None
            if owner >= 0 and self.entities[owner] is entity:
                return None
            if not wanted & entity.heads:
                return None
            overlap = sum(1 for m in source.modifiers if any(m in role.casefold() for role in entity.roles))
            return 2.0 * (source.head in entity.heads) + 1.0 * overlap

        chosen, _ = self.discourse.best(source.start, fits)
        if chosen >= 0:
            return chosen
        for at, entity in enumerate(self.entities):
            if wanted & entity.heads and entity.kind in {"person", ""} and fits(entity) is not None:
                return at
        if source.owner is None and source.head in ANAPHORIC and self.discourse.speakers:

            def salient(entity: Entity) -> float | None:
                if (
                    entity.kind != "person"
                    or entity.heads & ROLES
                    or (gender and entity.gender and entity.gender != gender)
                ):
                    return None
                return 0.0

            return self.discourse.best(source.start, salient)[0]
        return -1

    def _body(self, source: Source, at: int) -> int:
        head = source.head

        def fits(entity: Entity) -> float | None:
            if entity.kind not in {"organization", "publication", ""}:
                return None
            if head in entity.heads:
                return 3.0
            if head in PUBLICATION_NOUNS and entity.kind == "publication":
                return 2.0
            if head in GENERIC_BODIES and entity.kind == "organization":
                return 1.0
            return None

        return self.discourse.best(at, fits)[0]

    def _fresh(self, source: Source, owner: int) -> int:
        entity = Entity(kind=_nominal_kind(source), plural=source.plural, owner=owner)
        entity.name = source.phrase
        if (
            owner >= 0
            and isinstance(source.owner, str)
            and source.plural
            and source.phrase.split()[0].casefold() in {"his", "her", "their", "its"}
        ):
            entity.name = f"{self._short(owner)}'s {source.phrase.split(' ', 1)[1]}"
        entity.alias(source.phrase)
        entity.heads = {source.head, *source.head.split("-")}
        entity.gender = gender_of_words((source.head,))
        if entity.kind == "person":
            entity.roles.append(source.phrase)
            entity.main_role = source.phrase
        self.entities.append(entity)
        return len(self.entities) - 1

    def _short(self, entity: int) -> str:
        name = self.name_of(entity)
        return name.split()[-1] if self.entities[entity].kind == "person" and name else name

    def _floor(self, index: int) -> list[int]:
        attribution = self.attributions[index]
        if attribution.kind == "indirect" or not self.discourse.speakers:
            return []
        return [self.discourse.speakers[-1]]

    # the outcome -------------------------------------------------------------------------------------

    def name_of(self, index: int) -> str:
        """The canonical name of an entity: its fullest form."""
        entity = self.entities[index]
        if not entity.name and entity.forms:
            order = list(entity.forms)
            entity.name = max(order, key=lambda f: (len(f.split()), entity.forms[f], -order.index(f)))
        return entity.name

    def outcome(self) -> list[Who]:
        """One `Who` an attribution, with names."""
        for who in self.who:
            names = [self.name_of(e) for e in who.entities]
            who.speakers = tuple(n for n in dict.fromkeys(names) if n)
            if who.speakers:
                first = self.entities[who.entities[0]]
                who.kind = _speaker_kind(first)
                who.role = first.main_role or (first.roles[0] if first.roles else "")
            if who.owner >= 0:
                who.on_behalf_of = self.name_of(who.owner)
        return self.who

    def people(self) -> tuple[Person, ...]:
        """Everybody named or speaking."""
        speaking = {e for who in self.who for e in who.entities}
        out = []
        for at, entity in enumerate(self.entities):
            kind = _speaker_kind(entity)
            if at not in speaking and (kind != "person" or entity.kind != "person"):
                continue
            name = self.name_of(at)
            if not name:
                continue
            aliases = tuple(f for f in entity.forms if f != name)
            out.append(Person(name, aliases, tuple(entity.roles), kind))
        return tuple(out)


def _pronoun_fit(cls: str, entity: Entity) -> float | None:
    if cls in {"m", "f"}:
        if entity.kind not in {"person", ""} or entity.plural or (entity.gender and entity.gender != cls):
            return None
        if entity.kind == "" and (
            not entity.key
            or entity.key[0] in NATIONALITIES
            or entity.key[0] in PLACES
            or entity.key[0] in GROUP_NOUNS
        ):
            return None
        return 0.5 * (entity.gender == cls) + 1.0 * (entity.kind == "person")
    if cls == "n":
        return 0.5 if entity.kind in {"organization", "publication"} and not entity.plural else None
    if cls == "p":
        if entity.plural:
            return 1.0
        return 0.0 if entity.kind in {"organization", "publication"} else None
    return None


def _nominal_kind(source: Source) -> SpeakerKind:
    head = source.head
    if head in DOCUMENT_NOUNS or head in PUBLICATION_NOUNS:
        return "publication"
    first = source.determiner.split()[0] if source.determiner else ""
    if (
        head in ANONYMOUS
        and (first not in {"the", "his", "her", "their"} or head in {"source", "sources"})
        and first
    ):
        return "anonymous"
    if source.plural:
        return "group"
    if head in ROLES or head in KIN:
        return "person"
    if head in ORGANIZATION_HEADS:
        return "organization"
    return "group" if head.endswith("s") else "person"


def _speaker_kind(entity: Entity) -> SpeakerKind:
    if entity.kind in {"place", "acronym", "other"}:
        return "organization"
    if entity.kind == "author":
        return "person"
    if entity.kind in {"person", "organization", "group", "publication", "anonymous"}:
        return entity.kind  # type: ignore[return-value]
    return "person" if len(entity.key) > 1 else "organization" if entity.plural else "person"
