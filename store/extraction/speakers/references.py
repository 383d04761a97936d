"""What pronouns, nominals and names refer to, given what the article has said so far."""

from __future__ import annotations

import re
from bisect import bisect_left

from store.extraction.speakers.antecedents import Discourse
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.entities import NAMESAKES, Entity, gender_of_words, key_of
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    NATIONALITIES,
    ORGANIZATION_HEADS,
    PLACE_HEADS,
    PLACES,
    PUBLICATION_NOUNS,
    PUBLISHERS_AND_BODIES,
)
from store.extraction.speakers.lexicon.people import ANAPHORIC, ANONYMOUS, KIN, ROLES
from store.extraction.speakers.names import NameMention
from store.extraction.speakers.roles import expanded, role_heads
from store.extraction.speakers.sources import Source, strip_determiner
from store.extraction.speakers.wordclasses import TOKEN, classes, is_common
from store.records import Span, SpeakerKind

GENERIC_BODIES = WORDS["generic_bodies"]
TERRITORY = frozenset(
    {"state", "country", "city", "nation", "county", "province", "town", "republic", "kingdom"}
)
_WRITINGS = frozenset(
    {"report", "study", "survey", "poll", "analysis", "review", "paper", "document", "article", "research"}
)
_LIKE = {
    "airline": frozenset({"air", "airlines", "airways", "aviation"}),
    "carrier": frozenset({"air", "airlines", "airways", "rail", "railways"}),
    "bank": frozenset({"bank", "bancorp", "banco", "banque"}),
    "company": frozenset({"inc", "corp", "ltd", "plc", "co"}),
    "university": frozenset({"college", "school"}),
    "broadcaster": frozenset({"tv", "television", "radio", "broadcasting"}),
}
"""Words in a body's name by which a nominal may mean it."""
_NONE: frozenset[str] = frozenset()
_RULINGS = frozenset({"ruling", "decision", "opinion", "verdict", "order", "judgment"})
_PEOPLE = ROLES | GROUP_NOUNS
_SPEAKERS = _PEOPLE | ORGANIZATION_HEADS
_BODIES = BODY_NOUNS | GENERIC_BODIES
_NO_PERSON = NATIONALITIES | PLACES | GROUP_NOUNS
_TOP = 200
"""Characters at the head of an article where nominals lack their articles."""
_PAIRS = WORDS["pairs"]
_CHIEFS = frozenset(
    {
        "president",
        "premier",
        "chancellor",
        "minister",
        "king",
        "queen",
        "chairman",
        "leader",
        "secretary",
        "prime-minister",
    }
)
_COUNTERPARTS = frozenset({"interlocutor", "counterpart", "opponent"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "neither", "two", "either"})
_THIRD = frozenset({"his", "her", "its", "their"})
_THINGS = frozenset({"organization", "publication", "place", "acronym"})
_POSSESSIVE_AFTER = re.compile(r"\s+(?:[a-z]+\s+){1,3}(his|her)\s")
_POSSESSIVE = re.compile(r"['’]s\b|s['’](?=\s)")
_PARTISANS = frozenset({"republican", "democrat", "conservative", "liberal"})
_IN_PHRASE = re.compile(r"\s+(?:of|for|to|in|from|by|on|with|at)\s+(?:his|her|its|their|my|our)\b.*$")


class References:
    """Finds antecedents in one article."""

    def __init__(self, text: str, cast: Cast, discourse: Discourse) -> None:
        self.text = text
        self.cast = cast
        self.entities = cast.entities
        self.discourse = discourse
        self.learned: dict[str, int] = {}
        """Roles that only a nominal gave somebody ("the minister" for whoever just spoke)."""

    # names -------------------------------------------------------------------------------------------

    def settle(self, at: int) -> int:
        """The entity of the `at`-th name, chosen now when several bear the name."""
        mention = self.cast.names[at]
        found = self.cast.ambiguous.get(at)
        if mention.entity >= 0 or not found:
            return mention.entity
        allowed = {id(self.entities[f]) for f in found}
        role = {w.casefold() for w in mention.title.split()}

        def fits(entity: Entity) -> float | None:
            if id(entity) not in allowed:
                return None
            return 2.0 if role & entity.heads else 0.0

        chosen, _ = self.discourse.best(mention.start, fits)
        if chosen < 0:
            weigh = self.entities
            chosen = max(found, key=lambda f: (bool(role & weigh[f].heads), weigh[f].forms.total(), -f))
        mention.entity = chosen
        self.entities[chosen].alias(" ".join(mention.words))
        return chosen

    def named(self, source: Source) -> int:
        """The entity of a source that is a name."""
        mention = source.name
        assert mention is not None
        entity = self.settle(self.cast.index_of(mention))
        if entity < 0:
            kind = "organization" if mention.kind == "other" else mention.kind
            entity = mention.entity = self.cast.clusters.new(key=key_of(mention.words), kind=kind)
            self.entities[entity].alias(" ".join(mention.words))
        found = self.entities[entity]
        if found.kind not in {"organization", "publication", "place", "acronym"}:
            self.cast.add_role(found, source.role, "", len(mention.words) > 1)
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

    # pronouns ----------------------------------------------------------------------------------------

    def pronoun(
        self, at: int, cls: str, barred: set[int], own: tuple[Span, ...] = (), *, narrative: bool = False
    ) -> int:
        """The antecedent of a third-person pronoun; -1 when there is none. `narrative`: it is no source."""
        forbidden = {id(self.entities[b]) for b in barred}

        def fits(entity: Entity) -> float | None:
            return None if id(entity) in forbidden else pronoun_fit(cls, entity)

        person = "narrative" if narrative else "person"
        group = person if cls in "mf" else "thing" if cls == "n" else "several"
        chosen, _ = self.discourse.best(at, fits, group, own)
        if chosen >= 0 and cls in "mf":
            entity = self.entities[chosen]
            entity.gender = entity.gender or cls
            entity.kind = entity.kind or "person"
        return chosen

    def relative(self, source: Source) -> int:
        """The head of the noun phrase a relative pronoun follows."""
        before = self.text[max(0, source.start - 160) : source.start]
        sentence = before[max(before.rfind("\n"), before.rfind(". "), before.rfind("” "), 0) :]
        at = source.start - len(before) + len(before.rstrip(" ,—–-"))
        appositive = re.search(r",\s+(?:an?|the)\s+[^,]{2,60}$", sentence)
        human = source.phrase.casefold().startswith("who")
        for end in (source.start - len(sentence) + appositive.start() if appositive else -1, at):
            first = bisect_left(self.cast.starts, end)
            if end >= 0 and first and abs(self.cast.names[first - 1].end - end) <= 1:
                found = self.settle(first - 1)
                if found >= 0 and not (human and self.entities[found].kind in _THINGS):
                    return found
        phrase, head = _phrase_before(sentence.rstrip(" ,—–-"), human)
        if not head:
            return -1
        plural = head in GROUP_NOUNS or (head.endswith("s") and head[:-1] in ROLES)
        made = Source(source.start, source.start, "nominal", head=head, plural=plural)
        made.phrase = strip_determiner(phrase)
        made.determiner = (
            phrase.split()[0].casefold() if phrase.split()[0].casefold() in {"a", "an", "the"} else ""
        )
        same = self._same_phrase(made, -1)
        return same if same >= 0 else self.fresh(made, -1)

    # nominals ----------------------------------------------------------------------------------------

    def owner(self, source: Source) -> int:
        """Whose a nominal is: "X's lawyer", "his lawyer", "a spokesman for X"."""
        if isinstance(source.owner, NameMention):
            return self.settle(self.cast.index_of(source.owner))
        if isinstance(source.owner, str) and source.owner in _THIRD:
            return self.pronoun(
                source.start, {"his": "m", "her": "f", "its": "n", "their": "p"}[source.owner], set()
            )
        return -1

    def nominal(self, source: Source, owner: int, *, create: bool = True) -> list[int]:
        """The entities a nominal means, made when new (unless `create` is off)."""
        first = source.determiner.split()[0] if source.determiner else ""
        pair = self._pair(source, first)
        if pair:
            return pair
        derived = self._derived(source)
        if derived >= 0:
            return [derived]
        if first in _DEFINITE or not first or source.owner is not None:
            found = self._antecedent(source, owner, first)
            if found >= 0:
                return [found]
        return [self.fresh(source, owner)] if create else []

    def _derived(self, source: Source) -> int:
        """Documents and panels that speak for whoever made them: "a Reuters survey", "a study by NAME"."""
        spoken = source.head not in _SPEAKERS
        if source.by is not None and (
            source.head in DOCUMENT_NOUNS or (spoken and source.by.kind == "person")
        ):
            return self.settle(self.cast.index_of(source.by))
        document = source.head in DOCUMENT_NOUNS or source.head == "tally"
        if document and isinstance(source.owner, NameMention) and source.owner.end < source.end:
            entity = self.settle(self.cast.index_of(source.owner))
            slashed = "/" in source.phrase
            if entity >= 0 and self.entities[entity].kind == "publication" and not slashed:
                self.entities[entity].heads.add(source.head)
                return entity
        if source.head == "panel" and isinstance(source.owner, NameMention) and not source.owner.possessive:
            entity = self.settle(self.cast.index_of(source.owner))
            if (
                entity >= 0
                and self.entities[entity].kind == "organization"
                and "court" in self.entities[entity].heads
            ):
                return entity
        return -1

    def _pair(self, source: Source, first: str) -> list[int]:
        """Two speakers taken together: "The two leaders", "Neither group"."""
        if source.head not in _PAIRS or first not in _DEFINITE or source.modifiers[1:]:
            return []
        bodies = source.head in ORGANIZATION_HEADS | {"groups", "parties", "organisations", "organizations"}
        found: list[int] = []
        for seen in self.discourse.recent(source.start):
            entity = self.entities[seen.entity]
            if entity.plural or seen.entity in found or not entity.key:
                continue
            chief = bool(entity.heads & _CHIEFS)
            if (bodies and entity.kind == "organization") or (
                not bodies and entity.kind == "person" and chief
            ):
                found.append(seen.entity)
        if bodies and first in {"neither", "both", "either"} and len(found) >= 2:
            return sorted(found[:2], key=lambda e: self.entities[e].first_at)
        if not bodies and len(found) == 2:
            return sorted(found, key=lambda e: self.entities[e].first_at)
        return []

    def _antecedent(self, source: Source, owner: int, first: str) -> int:
        same = self._same_phrase(source, owner)
        if same >= 0:
            return same
        head = source.head
        if source.plural and first in {"the", "these", "those"}:
            return self._group(source)
        headline = (
            not first and source.start < _TOP and source.phrase[:1].isupper() and not source.phrase.isupper()
        )
        if source.plural or not (first in {"the", "this", "that"} or source.owner is not None or headline):
            return -1
        if head in KIN | _COUNTERPARTS and owner >= 0:
            return self._kin(source, owner)
        if head in ROLES:
            found = self._role_holder(source, owner)
            if found >= 0 or head not in PUBLICATION_NOUNS:
                return found
        if head in _RULINGS:
            return self._latest(lambda e: "court" in e.heads and e.kind == "organization", source.start)
        if head in TERRITORY and not source.modifiers:
            return self._territory(source)
        if head in _BODIES:
            return self.body(source, source.start)
        return -1

    def _territory(self, source: Source) -> int:
        """ "The state", "the city": the place the sentence names, or the article's."""
        sentence = self.discourse.layout.sentence(source.start)
        best = -1
        for seen in self.discourse.recent(source.start):
            entity = self.entities[seen.entity]
            if entity.kind != "place" or (entity.key and entity.key[-1] in PLACE_HEADS):
                continue
            if seen.sentence == sentence:
                return seen.entity
            if best < 0 or self.discourse.counts[seen.entity] > self.discourse.counts[best]:
                best = seen.entity
        return best

    def _latest(self, wanted, at: int) -> int:  # type: ignore[no-untyped-def]
        for seen in self.discourse.recent(at):
            if wanted(self.entities[seen.entity]):
                return seen.entity
        return -1

    def _same_phrase(self, source: Source, owner: int) -> int:
        low = source.phrase.casefold()
        if not low:
            return -1
        for seen in self.discourse.recent(source.start):
            entity = self.entities[seen.entity]
            if not entity.key and low in entity.phrases and (owner < 0 or entity.owner in {-1, owner}):
                return seen.entity
        return -1

    def _group(self, source: Source) -> int:
        return self._latest(lambda e: e.plural and source.head in e.heads, source.start)

    def _kin(self, source: Source, owner: int) -> int:
        """ "Her sister": the other one with the surname, or whoever is called so elsewhere."""
        gender = gender_of_words((source.head,))
        surname = self.entities[owner].key[-1:]
        others = [
            e
            for e in self.cast.clusters.by_tail.get(surname, ())
            if e != owner and (not gender or self.entities[e].gender in {"", gender})
        ]
        if len(others) == 1 and source.head not in _COUNTERPARTS:
            return others[0]
        if source.head in _COUNTERPARTS:
            other = self.discourse.best(
                source.start,
                lambda e: 0.0 if e.kind == "person" and e.key and e is not self.entities[owner] else None,
            )[0]
            if other >= 0:
                return other
        return self._role_holder(source, owner)

    def _role_holder(self, source: Source, owner: int) -> int:
        wanted = expanded(source.head)
        gender = gender_of_words((source.head,)) or self._hint(source)
        mods = [m for m in source.modifiers if len(m) > 2]

        def fits(entity: Entity) -> float | None:
            if entity.kind not in {"person", ""} or entity.plural or not wanted & entity.heads:
                return None
            if gender and entity.gender and entity.gender != gender:
                return None
            if owner >= 0 and self.entities[owner] is entity:
                return None
            roles = " ".join(entity.roles).casefold()
            return 2.0 * (source.head in entity.heads) + sum(2.5 if m in roles else -1.0 for m in mods)

        aside = self._by_modifier(source)
        if aside >= 0:
            return aside
        chosen, _ = self.discourse.best(source.start, fits)
        speaker = self._speaker_without_role(source, gender)
        if chosen >= 0 and (speaker < 0 or self.entities[chosen].key):
            return chosen
        for head in (source.head, *sorted(wanted)):
            for at in self.cast.by_head.get(head, [])[:NAMESAKES]:
                if fits(self.entities[at]) is not None:
                    return at
        if speaker >= 0 and source.owner is None and not mods:
            self._learn(speaker, source)
            return speaker
        if chosen >= 0:
            return chosen
        compound = isinstance(source.owner, NameMention) and not source.owner.possessive
        return (
            self._salient(source, gender)
            if (source.owner is None or compound) and self._points_back(source)
            else -1
        )

    @staticmethod
    def _points_back(source: Source) -> bool:
        if not source.determiner or _POSSESSIVE.search(source.phrase):
            return False
        return source.head in ANAPHORIC or bool(role_heads(source.phrase) & ANAPHORIC - _PARTISANS)

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
        if who.kind != "person" or who.heads or (gender and who.gender not in {"", gender}):
            return -1
        last = next((s for s in reversed(self.discourse.history) if s.speaker), None)
        same = last is not None and last.paragraph == self.discourse.layout.paragraph(source.start)
        return speakers[-1] if same else -1

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

    def _salient(self, source: Source, gender: str) -> int:
        """ "The senator" where nobody was called one: the person the text is about just now."""
        wanted = expanded(source.head)

        def fits(entity: Entity) -> float | None:
            if entity.kind != "person" or not entity.key or (gender and entity.gender not in {"", gender}):
                return None
            clash = entity.heads - wanted - {"nominee", "candidate"}
            return -1.0 if clash else 0.0

        return self.discourse.best(source.start, fits)[0]

    def body(self, source: Source, at: int) -> int:
        """The organisation, publication or document a nominal means."""
        head = source.head
        mods = set(source.modifiers)
        owned = source.owner is not None

        def fits(entity: Entity) -> float | None:
            if entity.kind not in {"organization", "publication", "", "acronym"} or entity.plural:
                return None
            if head in entity.heads:
                missing = 0 if not mods or mods & entity.phrase_words() else 1
                return 3.0 - 2.0 * missing if not missing or entity.key else None
            if mods or owned:
                return None
            if head in PUBLICATION_NOUNS and entity.kind == "publication" and entity.key:
                return 2.0
            if head in _WRITINGS and entity.heads & _WRITINGS:
                return 1.0
            if entity.kind != "publication" and entity.key and _LIKE.get(head, _NONE) & set(entity.key):
                return 2.0
            if head in GENERIC_BODIES and entity.kind in {"organization", "acronym"} and entity.key:
                return 1.0
            return None

        return self.discourse.best(at, fits, "thing")[0]

    def fresh(self, source: Source, owner: int) -> int:
        """A new entity for a nominal that means nobody known."""
        entity = Entity(kind=nominal_kind(source), plural=source.plural, owner=owner, first_at=source.start)
        entity.name = _without_pronoun(source.phrase) if source.head in DOCUMENT_NOUNS else source.phrase
        if (
            owner >= 0
            and isinstance(source.owner, str)
            and source.owner in _THIRD
            and self.entities[owner].key
            and self._named_for_owner(source)
        ):
            entity.name = f"{self._short(owner)}'s {source.phrase.split(' ', 1)[1]}"
        elif (
            entity.kind == "person"
            and "’s " in entity.name.replace("'s ", "’s ")
            and not isinstance(source.owner, NameMention)
        ):
            entity.name = re.split(r"['’]s\s+", entity.name)[-1]
        elif owner >= 0 and entity.kind == "organization" and self.entities[owner].kind == "person":
            entity.name = self._owned(source, owner)
        entity.alias(source.phrase)
        entity.heads = {source.head, *source.head.split("-")}
        entity.gender = gender_of_words((source.head,))
        if entity.kind == "person":
            entity.roles.append(entity.name)
            entity.main_role = entity.name
        self.entities.append(entity)
        return len(self.entities) - 1

    def _owned(self, source: Source, owner: int) -> str:
        """ "His campaign", "Mrs. Marsk's campaign": with the owner's full name."""
        found = re.match(r"(?:his|her|their|its|[^,]{1,60}?['’]s?)\s+(?=\w)", source.phrase, re.IGNORECASE)
        possessive = isinstance(source.owner, str) or (source.owner is not None and source.owner.possessive)
        if found is None or not possessive or not self.entities[owner].key:
            return source.phrase
        return f"{self.cast.name_of(owner)}'s {source.phrase[found.end() :]}"

    def _named_for_owner(self, source: Source) -> bool:
        leads = source.phrase.split()[0].casefold() in _THIRD
        return leads and (source.plural or source.head in DOCUMENT_NOUNS)

    def _short(self, entity: int) -> str:
        name = self.cast.name_of(entity)
        return name if source_keeps_full(self.entities[entity]) else name.split()[-1]


def source_keeps_full(entity: Entity) -> bool:
    """Whether an owner's name is written in full in a name made from it."""
    return entity.kind != "person"


def _without_pronoun(phrase: str) -> str:
    return _IN_PHRASE.sub("", phrase)


def _phrase_before(text: str, human: bool) -> tuple[str, str]:
    """The noun phrase that ends `text` and the noun it is about; for `who` a noun for people."""
    tokens = list(TOKEN.finditer(text))[-16:]
    words = [m.group() for m in tokens]
    tags = classes(words)
    at = len(tokens)
    head, head_at = "", -1
    while at > 0 and (tags[at - 1] in "NPJD#GI" or words[at - 1] in "\"“”'‘’"):
        at -= 1
        word = words[at].lower()
        singular = word.removesuffix("s")
        if tags[at] in "NP" and (word in _PEOPLE or singular in _PEOPLE):
            head, head_at = word, at
            break
        if tags[at] == "N" and not human and not head:
            head, head_at = word, at
        if tags[at] == "D" and head:
            break
    if head_at < 0:
        return "", ""
    at = head_at
    while at > 0 and tags[at - 1] in "NPJD#" and tags[at] != "D":
        at -= 1
    return text[tokens[at].start() :], head


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


_QUANTITIES = WORDS["quantities"]
_AGENTS = (
    "er",
    "or",
    "ist",
    "ian",
    "ant",
    "ee",
    "eur",
    "man",
    "woman",
    "one",
    "self",
    "ese",
    "old",
    "alike",
    "body",
)


def nominal_kind(source: Source) -> SpeakerKind:
    """The kind of speaker a nominal nobody is known by stands for."""
    head = source.head
    if head in DOCUMENT_NOUNS or head in PUBLICATION_NOUNS:
        return "publication"
    first = source.determiner.split()[0] if source.determiner else ""
    if (
        head in ANONYMOUS
        and first
        and (first not in {"the", "his", "her", "their"} or head in {"source", "sources"})
    ):
        return "anonymous"
    if source.plural:
        return "group"
    if head in ROLES:
        return "person"
    if head in ORGANIZATION_HEADS:
        return "organization"
    if head.endswith(("s", "%")) or head[:1].isdigit() or head in _QUANTITIES:
        return "group"
    return "person" if head.endswith(_AGENTS) or head in {first, "first", "other"} else "publication"
