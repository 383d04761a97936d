"""Clusters of names: the entities of an article, found by the full or any partial name."""

from __future__ import annotations

from collections import defaultdict

from store.extraction.speakers import spellings
from store.extraction.speakers.entities import (
    Entity,
    Key,
    compatible_given,
    gender_of_words,
    generation,
    is_firm,
    key_of,
    middles,
)
from store.extraction.speakers.lexicon import given_names
from store.extraction.speakers.lexicon.closed import EAST_ASIAN_SURNAMES, FUNCTION_WORDS
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import GENERATIONS
from store.extraction.speakers.wordclasses import is_common

NAMESAKES = 40
"""At most so many bearers of one name are weighed, so that no text takes longer than its length."""

BEFORE_GIVEN_NAMES = frozenset({"sheikh", "comrade", "sir", "dame", "lady", "lord"})
"""Titles that stand before a given name alone."""


class Clusters:
    """The entities of one article, found by the full or any partial name."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.full: dict[Key, int] = {}
        self.by_tail: defaultdict[Key, list[int]] = defaultdict(list)
        self.by_first: defaultdict[str, list[int]] = defaultdict(list)
        self.by_initials: defaultdict[str, list[int]] = defaultdict(list)
        self.by_sound: defaultdict[Key, list[int]] = defaultdict(list)
        self.by_tail_sound: defaultdict[str, list[int]] = defaultdict(list)
        self.two_generations: set[str] = set()
        """Surnames that a father and a child of one name bear in this article."""
        self.borrowed: set[Key] = set()
        """Names made with another's, who does not go by them: "Team Marsk", "Senate Democrats"."""

    def key(self, words: tuple[str, ...]) -> Key:
        """The key of a name here: with Jr. or Sr. where the article names the other one too."""
        key = key_of(words)
        return (
            (*key, generation(words))
            if generation(words) and key[-1:] and key[-1] in self.two_generations
            else key
        )

    def new(self, **fields: object) -> int:
        self.entities.append(Entity(**fields))  # type: ignore[arg-type]
        return len(self.entities) - 1

    def add_full(self, mention: NameMention) -> int:
        """The entity a name of two words or more belongs to, made when new."""
        key = self.key(mention.words)
        letters = middles(mention.words)
        if letters and self._contradicts(self.full.get(key), letters):
            key = (key[0], letters, *key[1:])
        found = self.full.get(key)
        if found is None:
            found = self._compatible(key, letters)
            if found is None and mention.kind in {"person", ""}:
                found = self._respelled(key)
            if found is None:
                found = self.new(key=key)
            if key not in self.borrowed:
                self._index(found, key)
            self.full[key] = found
        entity = self.entities[found]
        entity.first_at = min(entity.first_at, mention.start)
        entity.middle = entity.middle or letters
        entity.alias(" ".join(mention.words))
        if mention.kind and (not entity.kind or mention.kind == "person"):
            entity.kind = mention.kind
        if not entity.gender:
            entity.gender = gender_of_words(mention.title.split()) or given_names().get(key[0], "")
        return found

    def _contradicts(self, entity: int | None, letters: str) -> bool:
        """Whether an entity is known by other middle initials."""
        known = self.entities[entity].middle if entity is not None else ""
        return bool(known and letters) and not (known.startswith(letters) or letters.startswith(known))

    def _compatible(self, key: Key, letters: str) -> int | None:
        if len(key) < 2:
            return None
        for other in self.by_tail.get(key[-1:], [])[-NAMESAKES:]:
            known = self.entities[other].key
            if (
                len(known) >= 2
                and compatible_given(key, known)
                and not self._contradicts(other, letters)
                and (key[1:] == known[1:] or key[-1] == known[-1])
            ):
                return other
        return None

    def _respelled(self, key: Key) -> int | None:
        """The entity whose name this is in another spelling."""
        heard = spellings.sounds(key)
        for other in self.by_sound.get(heard, [])[:NAMESAKES]:
            who = self.entities[other]
            if who.kind in {"person", ""} and spellings.same_name(key, who.key):
                return other
        return None

    def learn(self, entity: int, key: Key) -> None:
        """Makes an entity findable under a full name."""
        self.full[key] = entity
        self._index(entity, key)

    def learn_tail(self, entity: int, word: str) -> None:
        """Makes an entity findable by a word of its name, as by its surname."""
        if entity not in self.by_tail[word,]:
            self.by_tail[word,].append(entity)

    def _index(self, entity: int, key: Key) -> None:
        lists = [self.by_tail[key[start:]] for start in range(1, len(key))]
        lists += [self.by_first[key[0]], self.by_initials["".join(w[0] for w in key)]]
        weighty = [word for word in key if word not in FUNCTION_WORDS]
        if 2 < len(weighty) < len(key):  # "IFS" for the Institute for Fiscal Studies
            lists.append(self.by_initials["".join(word[0] for word in weighty)])
        lists.append(self.by_tail_sound[spellings.skeleton(key[-1])])
        lists.append(self.by_sound[spellings.sounds(key)])
        for bearers in lists:
            if entity not in bearers[-NAMESAKES:]:
                bearers.append(entity)

    def candidates(self, mention: NameMention) -> list[int]:
        """Entities a partial name may mean, surnames before given names."""
        key = self.key(mention.words)
        if not key:
            return []
        exact = self.full.get(key)
        if exact is not None and len(key) > 1:
            return [exact]
        tails = self.by_tail.get(key, ()) or [
            bearer for young in sorted(GENERATIONS) for bearer in self.by_tail.get((*key, young), ())
        ]
        if tails:
            return list(tails[-NAMESAKES:])
        if len(key) == 1:
            initials = key[0]
            firsts = [
                e for e in self.by_first.get(key[0], [])[:NAMESAKES] if self._may_go_by_first(e, mention)
            ]
            if firsts:
                return firsts
            if "." in mention.words[0] and 2 <= len(initials) <= 3:
                found = self.by_initials.get(initials, [])[:NAMESAKES]
                return [e for e in found if self.entities[e].kind in {"person", ""}]
            if mention.words[0].isupper() and len(initials) > 2 and exact is None:
                return self._spelt_out(initials)
            if exact is None:
                return self._surname_respelled(key[0])
        return [] if exact is None else [exact]

    def _surname_respelled(self, word: str) -> list[int]:
        """The one person whose surname this is in another spelling: "Zelensky" for Volodymyr Zelenskyy."""
        found = [
            bearer
            for bearer in self.by_tail_sound.get(spellings.skeleton(word), [])[:NAMESAKES]
            if self.entities[bearer].kind == "person"
            and spellings.same_surname(word, self.entities[bearer].key[-1])
        ]
        return found if len(found) == 1 and not is_common(word) and word not in given_names() else []

    def _spelt_out(self, letters: str) -> list[int]:
        """The one body whose name has these initials: "IAEA", the International Atomic Energy Agency."""
        bodies = {"organization", "publication", ""}
        found = [e for e in self.by_initials.get(letters, []) if self.entities[e].kind in bodies]
        return found if len(found) == 1 else []

    def _may_go_by_first(self, entity: int, mention: NameMention) -> bool:
        key = self.entities[entity].key
        if is_firm(key) and mention.start > self.entities[entity].first_at:
            return not mention.title  # "Kestrel" for Kestrel Foods
        if self.entities[entity].kind in {"organization", "publication", "place"} or mention.kind == "place":
            return False
        if mention.kind == "acronym" and any(
            form.startswith(f"{mention.words[0]} ") and not form.isupper()
            for form in self.entities[entity].forms
        ):
            return False  # "NASA" is no short form of "NASA T-shirt"
        surname_first = key[0] in EAST_ASIAN_SURNAMES
        if not surname_first and key[0] not in given_names() and is_common(key[-1]):
            return False  # "Trump" is no short form of "Trump Train"
        return (
            surname_first
            or not mention.title
            or mention.title.split()[-1].casefold() in BEFORE_GIVEN_NAMES
            or "-" in key[-1]
        )
