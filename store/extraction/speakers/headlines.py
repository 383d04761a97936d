"""Names in lines that capitalise every word, where only the rest of the article tells which words are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.extraction.speakers.clusters import Clusters
from store.extraction.speakers.entities import Key, key_of
from store.extraction.speakers.lexicon import given_names
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import kind_of_name
from store.extraction.speakers.wordclasses import is_common


class Headlines:
    """Finds an article's names inside its headlines."""

    def __init__(self, text: str, clusters: Clusters, singles: dict[str, int]) -> None:
        self.text = text
        self.clusters = clusters
        self.entities = clusters.entities
        self.singles = singles
        """Names of one word, folded, to their entities."""

    def learn_full_names(self, names: Sequence[NameMention]) -> None:
        """Full names that only a headline gives, when the text goes on with the surname."""
        surnames = {m.words[-1] for m in names if len(m.words) == 1 and not m.loose}
        for mention in names:
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

    def known_parts(self, mention: NameMention) -> Iterator[NameMention]:
        """The known names inside a headline's run of capitals; the run itself when it may be a new one."""
        words = mention.words
        first, place, none = 0, mention.start, True
        while first < len(words):
            for size in range(min(4, len(words) - first), 0, -1):
                part = words[first : first + size]
                key = key_of(part)
                full = self.clusters.full.get(key, -1) if size > 1 else -1
                before = key_of(words[first - 1 : first + 1]) if size == 1 and first else ()
                if len(before) == 2 and " ".join(key) in self.singles and before[0] in given_names():
                    full = self._fuller(self.singles[" ".join(key)], before, words[first - 1 : first + 1])
                    part, place = words[first - 1 : first + 1], mention.start
                if full >= 0 or (key and (key in self.clusters.by_tail or " ".join(key) in self.singles)):
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
