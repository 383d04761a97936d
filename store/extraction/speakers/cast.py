"""The people and bodies an article names: `Cast`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from store.extraction.speakers.clustering import Clustering
from store.extraction.speakers.descriptions import describe
from store.extraction.speakers.entities import Entity, key_of
from store.extraction.speakers.kinds import decide_kinds
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import GENERATIONS
from store.extraction.speakers.names import find_names
from store.extraction.speakers.spellings import same_name

_NOBODYS_WORDS = re.compile(
    r"^[^\S\n]*(?P<dateline>[A-Z][\w .,’'-]{2,60}?\s*\([^)\n]{2,40}\)\s*[-—–]{1,2}"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{2,}(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,2}(?:, [A-Z][\w. ]{1,20})?\s[-—–]{1,2}\s)"
    r"|\([A-Z]{1,5}\.[A-Z]{1,2}\)|\((?:NYSE|NASDAQ|Nasdaq|LSE|LON|TSX|ASX): ?[A-Z]{1,5}\)"
    r"|\(?(?:Reporting|Additional reporting|Writing|Editing|Compiled|Edited) by\b[^)\n]*\)?",
    re.MULTILINE,
)


class Cast:
    """Everybody and every body a text names, and every mention of theirs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.silent = [m.span() for m in _NOBODYS_WORDS.finditer(text)]
        """Datelines and lines of credits: nobody in them is in the story."""
        clustered = Clustering(text, [n for n in find_names(text) if not _touches(self.silent, n)])
        self.names = clustered.names
        self.starts = [n.start for n in self.names]
        self.clusters = clustered.clusters
        self.entities = self.clusters.entities
        self.of_both = clustered.of_both
        """Surnames that men and women bear in this article."""
        self.ambiguous = clustered.ambiguous
        """Index of a mention to the entities it may mean; the walk through the text decides."""
        decide_kinds(text, self.names, self.entities)
        describe(text, self.names, self.entities)
        self.by_head: defaultdict[str, list[int]] = defaultdict(list)
        """Role and category nouns to the entities they may point at."""
        for at, entity in enumerate(self.entities):
            for head in entity.heads:
                self.by_head[head].append(at)

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
