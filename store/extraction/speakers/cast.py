"""The people and bodies an article names: its names clustered, with kinds, roles and genders."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from store.extraction.speakers.entities import (
    Clusters,
    Entity,
    Key,
    gender_of_words,
    generation,
    is_firm,
    key_of,
    middles,
)
from store.extraction.speakers.lexicon import given_names
from store.extraction.speakers.lexicon.bodies import (
    BODY_NOUNS,
    GROUP_NOUNS,
    ORGANIZATION_HEADS,
    PUBLICATION_HEADS,
    PUBLICATION_NOUNS,
    PUBLISHERS_AND_BODIES,
)
from store.extraction.speakers.lexicon.closed import PARTICLES, PATRONYMIC
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.namekinds import GENERATIONS, bare, kind_of_name
from store.extraction.speakers.names import NameMention, find_names
from store.extraction.speakers.roles import (
    age,
    bracketed,
    partisan,
    party,
    role_after,
    role_before,
    role_heads,
    role_left,
)
from store.extraction.speakers.spellings import same_name
from store.extraction.speakers.wordclasses import ambiguity, is_common
from store.text import fold

_NOBODYS_WORDS = re.compile(
    r"^[^\S\n]*(?P<dateline>[A-Z][\w .,’'-]{2,60}?\s*\([^)\n]{2,40}\)\s*[-—–]{1,2}"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{2,}(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,2}(?:, [A-Z][\w. ]{1,20})?\s[-—–]{1,2}\s)"
    r"|\([A-Z]{1,5}\.[A-Z]{1,2}\)|\((?:NYSE|NASDAQ|Nasdaq|LSE|LON|TSX|ASX): ?[A-Z]{1,5}\)"
    r"|\(?(?:Reporting|Additional reporting|Writing|Editing|Compiled|Edited) by\b[^)\n]*\)?",
    re.MULTILINE,
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|across|outside|inside|throughout|to|toward|towards|into)\s$"
)
_TO_SOMEBODY = re.compile(
    r"\b(?:according|sp[eo]a?k\w*|talk\w*|wr[io]t\w+|listen\w*|letter|message|clos\w+|loyal\w*|aide|advis[eo]r|"
    r"married|gave|given|repl\w+|respon\w+|successor|refer\w*|thank\w*|appeal\w*|object\w*|oppos\w+|comparison)\s"
    r"to\s$"
)
"""Where `to` leads to a person: "according to NAME", "had spoken to NAME"."""
_NOUN_BEFORE = re.compile(r"([a-z][a-z-]+) (?:the )?$")
_NEXT_WORD = re.compile(r" ([a-z][\w-]+)")
_SHARES = re.compile(r"\b[Ss](?:hares|tock) (?:of|in) $")
_SHARES_AFTER = re.compile(r"(?:['’]s?)? (?:shares|stock)\b")
_ADJECTIVE_ENDS = ("ian", "ic", "ish", "ese", "an", "ean")
_PRESENTED = re.compile(r"^([A-Z][a-z]+s)\b[^:.\n]{0,40}:(?= )", re.MULTILINE)
_NOT_PERSONS = frozenset({"organization", "publication", "place", "acronym"})


_PATRONYMICS = ("ovich", "evich", "ovna", "evna", "ichna", "ovych", "evych", "ivna")
_STYLES = frozenset({"emir", "emperor", "king", "patriarch", "pope", "prince", "princess", "queen", "sultan"})
"""What those of one name are known by: "Pope Leo"."""


class Cast:
    """Everybody and every body a text names, and every mention of theirs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.silent = [m.span() for m in _NOBODYS_WORDS.finditer(text)]
        """Datelines and lines of credits: nobody in them is in the story."""
        self.names = [n for n in find_names(text) if not _touches(self.silent, n)]
        self.starts = [n.start for n in self.names]
        self.clusters = Clusters()
        self.entities = self.clusters.entities
        self.ambiguous: dict[int, list[int]] = {}
        """Index of a mention to the entities it may mean; the walk through the text decides."""
        self.by_head: defaultdict[str, list[int]] = defaultdict(list)
        """Role and category nouns to the entities they may point at."""
        self._cluster()
        self._kinds()
        self._describe()

    def _cluster(self) -> None:
        self.clusters.two_generations.update(self._two_generations())
        self.clusters.borrowed.update(self._borrowed())
        for mention in self.names:
            if len(mention.words) > 1 and not mention.loose and mention.kind != "other":
                mention.entity = self._tail_of_known(mention)
                if mention.entity < 0:
                    mention.entity = self.clusters.add_full(mention)
        self._shared_surnames()
        self._headline_fulls()
        self._known_by_inner_name()
        singles: dict[str, int] = {}
        # Titles that tell the gender come first: they show that a surname has another bearer.
        gendered = [bool(gender_of_words(m.title.split())) for m in self.names]
        for wanted in (True, False):
            for at, mention in enumerate(self.names):
                if (
                    mention.entity < 0
                    and not mention.loose
                    and at not in self.ambiguous
                    and gendered[at] is wanted
                ):
                    self._partial(at, mention, singles)
        if any(m.loose for m in self.names):
            self._headlines(singles)

    def _two_generations(self) -> Iterator[str]:
        """Surnames of names that stand both with Jr. (or Sr.) and without: two people."""
        fulls = {m.words for m in self.names if len(key_of(m.words)) > 1}
        told = defaultdict(set)
        for words in fulls:
            told[key_of(words)].add(generation(words))
        initialled = {key_of(words) for words in fulls if not generation(words) and middles(words)}
        for words in sorted(fulls):
            # "Bo Moss Jr." and "Bo J. Moss": a form that is no shorter one.
            other = not middles(words) and key_of(words) in initialled
            several = len(told[key_of(words)] - {""}) > 1
            if generation(words) and (words[:-1] in fulls or other or several):
                yield key_of(words)[-1]

    def _borrowed(self) -> Iterator[Key]:
        """Names of a group, and a common word before a name that the text has used without it, or with the
        given name it belongs to.
        """
        used = {m.words[-1] for m in self.names if len(m.words) > 1 and fold(m.words[0]) in given_names()}
        for mention in self.names:
            *before, last = mention.words
            if not before:
                used.add(last)
                continue
            first = mention.words[0].lower()
            common = is_common(first) and fold(first) not in given_names() and mention.kind != "person"
            alone = len(before) == 1 and last in used and bare(last) not in ORGANIZATION_HEADS - {"house"}
            if bare(last) in GROUP_NOUNS or (common and alone):
                yield key_of(mention.words)

    def _shared_surnames(self) -> None:
        """ "Margaret and Joan Whitlock": the first has the surname too, unless the text gives another."""
        for mention, other in zip(self.names, self.names[1:], strict=False):
            if len(mention.words) > 1 or len(other.words) < 2 or other.kind != "person" or mention.loose:
                continue
            given = key_of(mention.words)
            alone = self.text[mention.end : other.title_start] == " and " and not mention.title
            if alone and given and given[0] in given_names() and not self.clusters.by_first.get(given[0]):
                words = (mention.words[0], other.words[-1])
                both = NameMention(mention.start, mention.end, words, kind="person")
                mention.entity = self.clusters.add_full(both)

    def _known_by_inner_name(self) -> None:
        """Those whom the text calls by the first of two surnames: "Lula" for "Luiz Inácio Lula da Silva"."""
        alone = {key[0] for m in self.names if not m.loose and len(key := key_of(m.words)) == 1}
        for entity, who in enumerate(self.entities):
            if len(who.key) < 3 or who.kind != "person" or any(map(is_common, who.key[2:])):
                continue
            *before, tail = who.key
            for given, inner in pairwise(before):
                called = inner in alone and tail not in alone and given not in PATRONYMIC
                if called and inner not in given_names().keys() | PARTICLES:
                    self.clusters.learn_tail(entity, inner)

    def _headline_fulls(self) -> None:
        """Full names that only a headline gives, when the text goes on with the surname."""
        surnames = {m.words[-1] for m in self.names if len(m.words) == 1 and not m.loose}
        for mention in self.names:
            if not mention.loose:
                continue
            for first, second in zip(mention.words, mention.words[1:], strict=False):
                key = key_of((first, second))
                if (
                    second in surnames
                    and key[:1]
                    and key[0] in given_names()
                    and key not in self.clusters.full
                ):
                    start = self.text.find(first, mention.start)
                    made = NameMention(
                        start, start + len(first) + 1 + len(second), (first, second), kind="person"
                    )
                    self.clusters.add_full(made)

    def _headlines(self, singles: dict[str, int]) -> None:
        """Finds the article's names inside lines that capitalise every word."""
        names: list[NameMention] = []
        known: list[list[int]] = []
        for at, mention in enumerate(self.names):
            pieces = list(self._known_parts(mention, singles)) if mention.loose else [mention]
            names.extend(pieces)
            known.extend([self.ambiguous.get(at, [])] if not mention.loose else [[] for _ in pieces])
        self.names = names
        self.starts = [n.start for n in names]
        self.ambiguous = {at: found for at, found in enumerate(known) if found}
        for at, mention in enumerate(names):
            if mention.loose and mention.entity < 0:
                self._partial(at, mention, singles)

    def _known_parts(self, mention: NameMention, singles: dict[str, int]) -> Iterator[NameMention]:
        words = mention.words
        first, place, none = 0, mention.start, True
        while first < len(words):
            for size in range(min(4, len(words) - first), 0, -1):
                part = words[first : first + size]
                key = key_of(part)
                full = self.clusters.full.get(key, -1) if size > 1 else -1
                before = key_of(words[first - 1 : first + 1]) if size == 1 and first else ()
                if len(before) == 2 and " ".join(key) in singles and before[0] in given_names():
                    full = self._fuller(singles[" ".join(key)], before, words[first - 1 : first + 1])
                    part, place = words[first - 1 : first + 1], mention.start
                if full >= 0 or (key and (key in self.clusters.by_tail or " ".join(key) in singles)):
                    start = self.text.find(part[0], place)
                    end = self.text.find(part[-1], start) + len(part[-1])
                    title = mention.title if first == 0 else ""
                    found = NameMention(start, end, part, title, mention.title_start if title else start)
                    found.kind, found.loose, found.entity = kind_of_name(part, bool(title)), True, full
                    found.possessive = mention.possessive and end == mention.end
                    if full >= 0:
                        self.entities[full].alias(" ".join(part))
                    yield found
                    place, none = end, False
                    break
            else:
                size = 1
            first += size
        common = [is_common(w.lower().strip("'\"‘’“”")) for w in words]
        if none and not all(common) and not (mention.title and common[0]):
            if mention.kind == "person" and len(words) > 2:
                mention.words, mention.end = (
                    words[:2],
                    self.text.find(words[1], mention.start) + len(words[1]),
                )
            if len(mention.words) > 1:
                mention.entity = self.clusters.add_full(mention)
            yield mention

    def _fuller(self, entity: int, key: Key, words: tuple[str, ...]) -> int:
        """Gives an entity known by its surname the given name that a headline or byline has."""
        who = self.entities[entity]
        if len(who.key) == 1 and who.kind in {"", "person"}:
            who.key, who.kind = key, "person"
            self.clusters.learn(entity, key)
            who.alias(" ".join(words))
            return entity
        return -1

    def _tail_of_known(self, mention: NameMention) -> int:
        """A surname of several words (`van den Abeele`) that stands in full elsewhere, or a given name with a
        patronymic.
        """
        key = self.clusters.key(mention.words)
        tails = self.clusters.by_tail.get(key, [])
        if len(tails) == 1:
            return tails[0]
        if len(key) != 2 or not key[1].endswith(_PATRONYMICS):
            return -1
        known = [e for e in self.clusters.by_first.get(key[0], []) if self.entities[e].key[:2] == key]
        return known[0] if len(known) == 1 else -1

    def _partial(self, at: int, mention: NameMention, singles: dict[str, int]) -> None:
        bearers = self._by_label(mention) or self.clusters.candidates(mention)
        found = [e for e in bearers if self._agrees(mention, e)]
        single = singles.get(" ".join(key_of(mention.words)), -1)
        if single >= 0 and single not in found and self._agrees(mention, single):
            found.append(single)
        if len(found) == 1:
            mention.entity = found[0]
            bearer = self.entities[found[0]]
            # "said Baker", when a Teal Baker was named: no baker.
            trade = len(bearer.key) > 1 and not mention.initial and bare(mention.words[-1]) in ROLES
            if bearer.kind == "person" or (not bearer.kind and trade):
                mention.kind = "person"
            self.entities[found[0]].alias(" ".join(mention.words))
            return
        if found:
            self.ambiguous[at] = found
            return
        key = " ".join(key_of(mention.words)) or mention.words[0]
        if key not in singles:
            singles[key] = self.clusters.new(key=key_of(mention.words))
        entity = self.entities[singles[key]]
        mention.entity = singles[key]
        entity.alias(" ".join(mention.words))
        entity.kind = entity.kind if entity.kind == "person" else mention.kind or entity.kind
        entity.gender = entity.gender or gender_of_words(mention.title.split())

    def _by_label(self, mention: NameMention) -> list[int]:
        """The person whose initials begin a turn of an interview: "BM: Why?"."""
        begins = not mention.start or self.text[mention.start - 1] == "\n"
        if mention.kind != "acronym" or not begins or self.text[mention.end : mention.end + 1] != ":":
            return []
        found = self.clusters.by_initials.get(mention.words[0].casefold(), [])
        return [e for e in found if self.entities[e].kind in {"person", ""}]

    def _agrees(self, mention: NameMention, entity: int) -> bool:
        who = self.entities[entity]
        gender = gender_of_words(mention.title.split())
        if gender and who.gender and gender != who.gender:
            return False
        if mention.kind == "person" and who.kind in _NOT_PERSONS:
            return False
        if who.kind == "organization" and is_firm(who.key) and mention.words[0].casefold() == who.key[0]:
            return True
        if who.kind in {"organization", "publication"}:
            low = bare(mention.words[-1])
            return low in ORGANIZATION_HEADS or low in PUBLICATION_HEADS or mention.words[0].isupper()
        return who.kind != "place"

    def _kinds(self) -> None:
        """Decides names that nothing tells: a place when the text is in it, goes to it or comes from it."""
        votes: Counter[int] = Counter()
        times = Counter(mention.entity for mention in self.names)
        for mention in self.names:
            if mention.entity < 0 or self.entities[mention.entity].kind == "person":
                continue
            entity = self.entities[mention.entity]
            if bare(mention.words[-1]) in GROUP_NOUNS and entity.kind in {"", "group"}:
                entity.kind, entity.plural = "group", True
                continue
            before = self.text[max(0, mention.start - 24) : mention.start]
            noun = _NOUN_BEFORE.search(before)
            if noun and noun.group(1) in PUBLICATION_NOUNS and entity.kind != "organization":
                entity.kind = "publication"
            elif noun and noun.group(1) in ORGANIZATION_HEADS and entity.kind in {"", "acronym"}:
                entity.kind = "organization"
            if entity.kind == "" and (_SHARES.search(before) or _SHARES_AFTER.match(self.text, mention.end)):
                entity.kind = "organization"
            if noun and noun.group(1) in PUBLISHERS_AND_BODIES:
                entity.heads.add(noun.group(1))
            if entity.kind == "" and len(mention.words) == 1:
                if before.endswith(("the ", "The ")) and not self._modifies(mention):
                    entity.kind = "organization"
                    continue
                there = _PLACE_BEFORE.search(before) and not _TO_SOMEBODY.search(before)
                votes[mention.entity] += 1 if there and not mention.possessive else 0
        for at, count in votes.items():
            if 4 * count >= times[at] and not self.entities[at].kind:
                self.entities[at].kind = "place"

    def _modifies(self, mention: NameMention) -> bool:
        """Whether a name stands before the noun it says more of: "the Marsk administration"."""
        following = _NEXT_WORD.match(self.text, mention.end)
        if following is None:
            return False
        word = following.group(1)
        if word in BODY_NOUNS | GROUP_NOUNS | ROLES or mention.words[0].endswith(_ADJECTIVE_ENDS):
            return True
        return not set(ambiguity(word, first=False)) & set("VBIRCX")

    def _describe(self) -> None:
        """Gathers the roles that stand with names."""
        for mention in self.names:
            if mention.entity < 0:
                continue
            entity = self.entities[mention.entity]
            entity.first_at = min(entity.first_at, mention.start)
            if entity.kind in _NOT_PERSONS:
                self._body_heads(mention, entity)
                continue
            self._person_roles(mention, entity)
        self._introduced()
        for at, entity in enumerate(self.entities):
            for head in entity.heads:
                self.by_head[head].append(at)

    def _introduced(self) -> None:
        """Lines that present people: "Spokespersons on the podium: NAME (transport), NAME (trade)."."""
        for match in _PRESENTED.finditer(self.text):
            head = match.group(1).casefold().removesuffix("s")
            if head not in ROLES:
                continue
            stop = self.text.find("\n", match.end())
            at = bisect_left(self.starts, match.end())
            while at < len(self.names) and (stop < 0 or self.names[at].start < stop):
                mention = self.names[at]
                if mention.entity >= 0 and len(mention.words) > 1:
                    self.entities[mention.entity].heads.add(head)
                at += 1

    def _person_roles(self, mention: NameMention, entity: Entity) -> None:
        left = mention.title if mention.loose else role_left(self.text, mention)
        before = role_before(self.text, mention)
        after = "" if mention.possessive or mention.loose else role_after(self.text, mention)
        full = len(mention.words) > 1
        if full and (years := age(self.text, mention)):
            entity.heads.add(years)
        if member := partisan(self.text, mention):
            entity.heads.add(member)
        self.add_role(entity, left, party(self.text, mention), full)
        self.add_role(entity, before, "", full)
        self.add_role(entity, after, "", full)
        aside = bracketed(self.text, mention)
        if aside and full:
            entity.roles.append(aside)
            entity.heads |= role_heads(aside)
        if mention.title and bare(mention.title.split()[-1]) in _STYLES and len(entity.key) == 1:
            entity.style = mention.title.split()[-1].capitalize()
        if "dr" in bare(mention.title).split():
            entity.heads.add("dr")  # "the doctor", though no role says so
        if (left or before or after) and not entity.kind:
            entity.kind = "person"
        if entity.kind == "person" and not entity.gender:
            entity.gender = gender_of_words(f"{left} {before} {after}".split())

    def add_role(self, entity: Entity, role: str, suffix: str, full: bool) -> None:
        """Adds a role as written; `full` when it stands with the person's fullest name."""
        heads = role_heads(role)
        if not heads and not (suffix and role == ""):
            return
        written = f"{role} {suffix}".strip()
        entity.heads |= heads
        if written and written not in entity.roles:
            entity.roles.append(written)
        if full and written and (not entity.main_role or entity.main_role_name < len(entity.key)):
            entity.main_role = entity.main_role or written
            entity.main_role_name = len(entity.key)

    def _body_heads(self, mention: NameMention, entity: Entity) -> None:
        for word in mention.words:
            low = bare(word)
            if low in ORGANIZATION_HEADS or low in PUBLICATION_HEADS:
                entity.heads.add(low)

    def index_of(self, mention: NameMention) -> int:
        """Where `mention` stands among the names."""
        return bisect_left(self.starts, mention.start)

    @staticmethod
    def _fullness(entity: Entity, form: str) -> tuple[bool, int, bool]:
        """How full a form is: other spellings of the name count least, then the number of words."""
        words = form.split()
        key = entity.key[:-1] if entity.key[-1:] and entity.key[-1] in GENERATIONS else entity.key
        respelled = len(words) > 1 and same_name(key_of(words), key)
        return (not respelled, len(words), not form.isupper())

    def name_of(self, index: int) -> str:
        """The canonical name of an entity: its fullest form."""
        entity = self.entities[index]
        if not entity.name and entity.forms:
            order = {form: i for i, form in enumerate(entity.forms)}
            name = max(order, key=lambda f: (self._fullness(entity, f), entity.forms[f], -order[f]))
            shouted = name.isupper() and entity.kind == "person" and "." not in name and len(name) > 4
            entity.name = f"{entity.style} {name.title() if shouted else name}".strip()
        return entity.name


def _touches(spans: list[tuple[int, int]], name: NameMention) -> bool:
    i = bisect_left(spans, (name.end, 0)) - 1
    return i >= 0 and spans[i][0] <= name.start < spans[i][1]
