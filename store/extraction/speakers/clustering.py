"""Which of an article's names are one person's or body's: full names, surnames, initials, headlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from store.extraction.speakers.clusters import BEFORE_GIVEN_NAMES, Clusters
from store.extraction.speakers.entities import (
    Key,
    gender_of_words,
    generation,
    is_firm,
    key_of,
    middles,
)
from store.extraction.speakers.headlines import Headlines
from store.extraction.speakers.lexicon import given_names
from store.extraction.speakers.lexicon.bodies import GROUP_NOUNS, ORGANIZATION_HEADS, PUBLICATION_HEADS
from store.extraction.speakers.lexicon.closed import PARTICLES, PATRONYMIC
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import NOT_PERSONS, bare
from store.extraction.speakers.wordclasses import is_common
from store.text import fold

_PATRONYMICS = ("ovich", "evich", "ovna", "evna", "ichna", "ovych", "evych", "ivna")
"""How a father's name ends that stands between given name and surname."""


def _is_short_for_a_place(mention: NameMention) -> bool:
    """Whether a name is "UN" or "U.S.", in capitals alone, and no longer place that a transcript shouts."""
    word = mention.words[0]
    return mention.kind == "place" and len(mention.words) == 1 and word.isupper() and len(bare(word)) <= 3


def _before_given_names(title: str) -> bool:
    """Whether a title stands before a given name too: "Sheikh Anwar", "Sir Alan"."""
    return bare(title.split()[-1]) in BEFORE_GIVEN_NAMES


class Clustering:
    """The names of one article, each with its entity."""

    def __init__(self, text: str, names: list[NameMention]) -> None:
        self.text = text
        self.names = names
        """Every mention in order; those in headlines are taken apart."""
        self.clusters = Clusters()
        self.entities = self.clusters.entities
        self.ambiguous: dict[int, list[int]] = {}
        """Index of a mention to the entities it may mean."""
        self.singles: dict[str, int] = {}
        """Names of one word, folded, to their entities."""
        self.of_both = self._of_men_and_women()
        """Surnames that stand with "Mr." and with "Mrs." or "Ms."."""
        self._surnames = {m.words[0] for m in names if m.title and not _before_given_names(m.title)}
        """Names of one word that stand with a title which no given name has: "Dr Anwar"."""
        self._cluster()

    def _cluster(self) -> None:
        self.clusters.two_generations.update(self._two_generations())
        self.clusters.borrowed.update(self._borrowed())
        for mention in self.names:
            if len(mention.words) > 1 and not mention.loose and mention.kind != "other":
                mention.entity = self._tail_of_known(mention)
                if mention.entity < 0:
                    mention.entity = self.clusters.add_full(mention)
        self._shared_surnames()
        headlines = Headlines(self.text, self.clusters, self.singles)
        headlines.learn_full_names(self.names)
        self._known_by_inner_name()
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
                    self._partial(at, mention)
        if any(m.loose for m in self.names):
            self._take_apart(headlines)

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

    def _of_men_and_women(self) -> frozenset[str]:
        told: defaultdict[str, set[str]] = defaultdict(set)
        for mention in self.names:
            if len(mention.words) == 1 and mention.title:
                told[mention.words[0]].add(gender_of_words(mention.title.split()))
        return frozenset(name for name, genders in told.items() if {"m", "f"} <= genders)

    def _shared_surnames(self) -> None:
        """ "Margaret and Joan Whitlock": the first has the surname too, unless the text gives another."""
        for mention, other in zip(self.names, self.names[1:], strict=False):
            told = other.kind == "person" or other.words[-1] in self.of_both
            if len(mention.words) > 1 or len(other.words) < 2 or not told or mention.loose:
                continue
            given = key_of(mention.words)
            alone = self.text[mention.end : other.title_start] == " and " and not mention.title
            known = given[:1] and (given[0] in given_names() or other.words[-1] in self.of_both)
            if alone and known and not self.clusters.by_first.get(given[0]):
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

    def _take_apart(self, headlines: Headlines) -> None:
        """Finds the article's names inside lines that capitalise every word."""
        names: list[NameMention] = []
        known: list[list[int]] = []
        for at, mention in enumerate(self.names):
            pieces = list(headlines.known_parts(mention)) if mention.loose else [mention]
            names.extend(pieces)
            known.extend([self.ambiguous.get(at, [])] if not mention.loose else [[] for _ in pieces])
        self.names = names
        self.ambiguous = {at: found for at, found in enumerate(known) if found}
        for at, mention in enumerate(names):
            if mention.loose and mention.entity < 0:
                self._partial(at, mention)

    def _tail_of_known(self, mention: NameMention) -> int:
        """A surname of several words (`van den Abeele`) that stands in full elsewhere, or a given name with a
        patronymic.
        """
        key = self.clusters.key(mention.words)
        tails = self.clusters.by_tail.get(key, [])
        if len(tails) == 1 and (mention.kind != "place" or self.entities[tails[0]].kind == "place"):
            return tails[0]  # "New Hampshire" is not the University of New Hampshire
        if len(key) != 2 or not key[1].endswith(_PATRONYMICS):
            return -1
        known = [e for e in self.clusters.by_first.get(key[0], []) if self.entities[e].key[:2] == key]
        return known[0] if len(known) == 1 else -1

    def _partial(self, at: int, mention: NameMention) -> None:
        bearers = self._by_label(mention) or self.clusters.candidates(mention)
        found = [e for e in bearers if self._agrees(mention, e)]
        single = self.singles.get(" ".join(key_of(mention.words)), -1)
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
        if key not in self.singles:
            self.singles[key] = self.clusters.new(key=key_of(mention.words))
        entity = self.entities[self.singles[key]]
        mention.entity = self.singles[key]
        entity.alias(" ".join(mention.words))
        entity.kind = entity.kind if entity.kind == "person" else mention.kind or entity.kind
        entity.gender = entity.gender or gender_of_words(mention.title.split())
        given = mention.words[0] not in self._surnames and not is_common(key)
        if entity.kind in {"person", ""} and not entity.gender and given:
            entity.gender = given_names().get(key, "")  # "Ruslan", of whom nobody tells a surname

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
        if mention.kind == "person" and who.kind in NOT_PERSONS:
            return False
        if who.kind == "person" and _is_short_for_a_place(mention):
            return False  # "the U.N." is not Kim Jong Un
        if who.kind == "organization" and is_firm(who.key) and mention.words[0].casefold() == who.key[0]:
            return True
        if who.kind in {"organization", "publication"}:
            low = bare(mention.words[-1])
            return low in ORGANIZATION_HEADS or low in PUBLICATION_HEADS or mention.words[0].isupper()
        return who.kind != "place"
