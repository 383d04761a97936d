"""What names, pronouns and relative clauses refer to, given what the article has said so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from store.extraction.speakers.antecedents import Discourse, Seen
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.descriptions import add_role
from store.extraction.speakers.entities import Entity, Key, gender_of_words, key_of
from store.extraction.speakers.holders import Holders
from store.extraction.speakers.lexicon.bodies import (
    GROUP_NOUNS,
    NATIONALITIES,
    PLACES,
    PUBLICATION_NOUNS,
    PUBLISHERS_AND_BODIES,
)
from store.extraction.speakers.lexicon.people import KIN, ROLES
from store.extraction.speakers.namekinds import GENERATIONS, is_age
from store.extraction.speakers.names import NameMention
from store.extraction.speakers.nominal_references import Nominals
from store.extraction.speakers.sources import Source, strip_determiner
from store.extraction.speakers.unnamed import fresh
from store.extraction.speakers.wordclasses import TOKEN, classes, is_common
from store.records import Span

_PEOPLE = ROLES | GROUP_NOUNS
_NO_PERSON = NATIONALITIES | PLACES | GROUP_NOUNS
_THIRD = frozenset({"his", "her", "its", "their"})
_IN_BRACKETS = re.compile(r"\s\([^()\n]{1,40}\)$")
_PARENTS = frozenset(
    {"dad", "father", "grandfather", "grandmother", "mother", "mum", "mom", "parent", "uncle", "aunt"}
)
_CHILDREN = frozenset({"child", "daughter", "granddaughter", "grandson", "nephew", "niece", "son"})
_OF_AGE = 1000
"""What a parent counts for, and a child with a minus: more than any age."""
_GIVEN_AFTER = re.compile(r",\s+([A-Z][\w’'-]+),")
"""The given name behind "The elder Marsk, Junius,"."""
_ONE = frozenset({"a", "an", "one", "another"})
_SEAT = re.compile(r"[RDI]-[A-Z]")
_THEMSELVES = re.compile(r"\s(her|him)self\b")
_UNNAMED = 2.0
"""What makes good that no name is told of whoever has just spoken: the weights were fitted on names."""
_PERHAPS, _HARDLY = -0.7, -1.5
"""How much less likely than a person a single name is that may be a company's: if it has spoken, if not."""
_THINGS = frozenset({"organization", "publication", "place", "acronym"})


class References:
    """Finds antecedents in one article."""

    def __init__(self, text: str, cast: Cast, discourse: Discourse) -> None:
        self.text = text
        self.cast = cast
        self.entities = cast.entities
        self.discourse = discourse
        self.holders = Holders(text, cast, discourse)
        self.nominals = Nominals(cast, discourse, self.holders, self.settle)

    def settle(self, at: int) -> int:
        """The entity of the `at`-th name, chosen now when several bear the name."""
        mention = self.cast.names[at]
        found = self.cast.ambiguous.get(at)
        if mention.entity >= 0 or not found:
            return mention.entity
        gender = gender_of_words(mention.title.split())
        if gender and mention.words[-1] in self.cast.of_both:
            found = [f for f in found if self.entities[f].gender == gender]
            if not found:
                return -1  # "Mr. Khan", of a couple whose given names tell nothing
        themselves = _THEMSELVES.match(self.text, mention.end)
        if themselves:
            sex = "f" if themselves.group(1) == "her" else "m"
            found = [f for f in found if self.entities[f].gender in {"", sex}] or found
        allowed = {id(self.entities[f]) for f in found}
        bearer = self._bare_bearer(found) or (self._told_of(found, mention.start) if gender else None)
        role = {w.casefold() for w in mention.title.split()}
        if bearer is None and not mention.title and self._nobody_can_tell(found, mention.start):
            return -1

        def fits(entity: Entity) -> float | None:
            if id(entity) not in allowed:
                return None
            return 2.0 * bool(role & entity.heads) + 3.0 * (entity is bearer)

        chosen, _ = self.discourse.best(mention.start, fits)
        if chosen < 0:
            weigh = self.entities
            chosen = max(found, key=lambda f: (bool(role & weigh[f].heads), weigh[f].forms.total(), -f))
        mention.entity = chosen
        self.entities[chosen].alias(" ".join(mention.words))
        return chosen

    def _nobody_can_tell(self, found: list[int], at: int) -> bool:
        """Whether two bearers of a surname were last named together, and neither has spoken."""
        last: dict[int, Seen] = {}
        for seen in self.discourse.recent(at):
            if seen.entity in found:
                last.setdefault(seen.entity, seen)
        spoke = any(one in self.discourse.speakers for one in last)
        return (
            len(found) == len(last) == 2 and not spoke and len({seen.sentence for seen in last.values()}) == 1
        )

    def _bare_bearer(self, found: list[int]) -> Entity | None:
        """Whom a bare surname means where newspapers keep to their custom: whoever was named first, if every
        other bearer goes on being named in full.
        """
        first, *others = sorted((self.entities[f] for f in found), key=lambda e: e.first_at)
        in_full = _times_in_full(first)
        if {_without_generation(self.entities[f].key) for f in found} == {_without_generation(first.key)}:
            return first  # of "Bo Moss III" and "his father, Bo Moss Jr.", "Moss" is whose story it is
        return first if all(_times_in_full(other) > max(1, in_full) for other in others) else None

    def _told_of(self, found: list[int], at: int) -> Entity | None:
        """Whom "Ms. NAME" means, of bearers of a surname: whose story it is, named first, if the others are
        kin and none of them stands in this paragraph.
        """
        first, *others = sorted((self.entities[f] for f in found), key=lambda e: e.first_at)
        if first.heads & KIN or not all(other.heads & KIN for other in others):
            return None
        here = self.discourse.layout.paragraph(at)
        near = {s.entity for s in self.discourse.recent(at) if s.paragraph == here}
        return None if any(self.entities[one] in others for one in near) else first

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

    def elder_or_younger(self, source: Source) -> int:
        """ "The elder NAME": who is called father or son, or older in years; else somebody unknown, who may
        be "she" and have a sister.
        """
        assert source.name is not None
        elder = re.search(r"\b(?:elder|older)\b", source.role, re.IGNORECASE) is not None
        found = self.cast.ambiguous.get(self.cast.index_of(source.name), [])
        if len(found) == 2:
            one, other = sorted(found, key=lambda e: _seniority(self.entities[e]))
            years = _seniority(self.entities[one]), _seniority(self.entities[other])
            if years[0] < years[1] and (0 not in years or _OF_AGE in map(abs, years)):
                return other if elder else one
        given = _GIVEN_AFTER.match(self.text, source.name.end) if len(found) < 2 else None
        name = f"{given.group(1)} {source.name.words[-1]}" if given else ""
        return self.cast.clusters.new(kind="person", name=name, key=key_of(name.split()))

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

    def _named_in(self, content: Sequence[Span]) -> frozenset[int]:
        """Whom a content names: hardly anybody calls themselves by name."""
        return frozenset(name.entity for name in self.named_at(content))

    def named_at(self, spans: Sequence[Span]) -> Iterator[NameMention]:
        """The names that begin in `spans`."""
        names, starts = self.cast.names, self.cast.starts
        for start, end in spans:
            yield from names[bisect_left(starts, start) : bisect_left(starts, end)]

    def relative(self, source: Source) -> int:
        """The head of the noun phrase a relative pronoun follows."""
        before = self.text[max(0, source.start - 160) : source.start]
        sentence = before[max(before.rfind("\n"), before.rfind(". "), before.rfind("” "), 0) :]
        kept = before.rstrip(" ,—–-")
        bracketed = _IN_BRACKETS.search(kept)  # "Sen. NAME (R-Ariz.), who …"
        at = source.start - len(before) + (bracketed.start() if bracketed else len(kept))
        appositive = re.search(r",\s+(?:an?|the)\s+[^,]{2,60}$", sentence)
        human = source.phrase.casefold().startswith("who")
        for end in (source.start - len(sentence) + appositive.start() if appositive else -1, at):
            first = bisect_left(self.cast.starts, end)
            if first > 1 and _SEAT.match(self.text, self.cast.names[first - 1].start):
                first -= 1  # "NAME, R-Ohio, who"
                end = self.cast.names[first - 1].end
            if end >= 0 and first and abs(self.cast.names[first - 1].end - end) <= 1:
                found = self.settle(first - 1)
                if human and first > 1 and found >= 0 and self.entities[found].kind == "place":
                    # "Senator NAME of Aasland, who"
                    link = self.text[self.cast.names[first - 2].end : self.cast.names[first - 1].title_start]
                    found = self.settle(first - 2) if link.strip() in {"of", "from"} else found
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
        same = self.nominals.same_phrase(made, -1)
        return same if same >= 0 else fresh(self.cast, made, -1)

    def owner(self, source: Source, barred: frozenset[int] = frozenset()) -> int:
        """Whose a nominal is: "X's lawyer", "his lawyer", "a spokesman for X". Whoever says the words it
        stands in is `barred`: they would say "my lawyer".
        """
        if isinstance(source.owner, NameMention):
            return self.settle(self.cast.index_of(source.owner))
        if isinstance(source.owner, str) and source.owner in _THIRD:
            cls = {"his": "m", "her": "f", "its": "n", "their": "p"}[source.owner]
            return self.pronoun(source.start, cls, barred)
        return -1


def _seniority(entity: Entity) -> int:
    """How old somebody must be, by their kin and else in years, 0 where nothing tells."""
    if entity.heads & _PARENTS:
        return _OF_AGE
    if entity.heads & _CHILDREN:
        return -_OF_AGE
    return next((int(head.split("-")[0]) for head in entity.heads if is_age(head)), 0)


def _without_generation(key: Key) -> Key:
    return key[:-1] if key[-1:] and key[-1] in GENERATIONS else key


def _times_in_full(entity: Entity) -> int:
    return sum(times for form, times in entity.forms.items() if " " in form)


def _phrase_before(text: str, human: bool) -> tuple[str, str]:
    """The noun phrase that ends `text` and the noun it is about; for `who` a noun for people, if any."""
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
    named = head_at >= 0
    if not named and tags and tags[-1] == "N":
        head, head_at = words[-1].lower(), len(words) - 1
    if head_at < 0:
        return "", ""
    at = head_at
    while at > 0 and tags[at - 1] in "NPJD#" and tags[at] != "D":
        at -= 1
    if not named and words[at].lower() not in _ONE:  # "one former staffer, who", but not "their support, who"
        return "", ""
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
