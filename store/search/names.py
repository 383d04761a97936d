"""Who and what has a name in the archive: speakers, issues and outlets, found by the words of it."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Literal

from store.search.words import folded

Named = Literal["speaker", "issue", "outlet"]

_NAMES = {
    "speaker": """
        select s.id, s.name, coalesce(t.quotes, 0) from speaker s
            left join tally t on t.facet = 'speaker' and t.id = s.id
        union all select a.speaker_id, a.alias, coalesce(t.quotes, 0) from speaker_alias a
            left join tally t on t.facet = 'speaker' and t.id = a.speaker_id
            where a.alias <> (select name from speaker where id = a.speaker_id)
    """,
    "issue": """
        select i.id, i.name, coalesce(t.quotes, 0) from issue i
            left join tally t on t.facet = 'issue' and t.id = i.id
    """,
    "outlet": """
        select o.id, o.name, coalesce(t.quotes, 0) from outlet o
            left join tally t on t.facet = 'outlet' and t.id = o.id
    """,
}
_END = "\U0010ffff"


class Roster:
    """The names of one kind, by ascending id, several for one, and the words they are made of."""

    def __init__(self, rows: Iterable[tuple[int, str, int]]) -> None:
        listed = sorted(rows, key=itemgetter(0))
        self.ids = array("q", (id_ for id_, _, _ in listed))
        self.names = tuple(name for _, name, _ in listed)
        self.quotes = array("q", (quotes for _, _, quotes in listed))
        self.folded = tuple(map(folded, self.names))
        """Each name's words, folded, with one space between."""
        self._counts: dict[int, int] = {}
        standing: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self.folded):
            for word in words.split():
                standing[word].append(place)
        self.words = tuple(sorted(standing))
        self._starts = array("I", [0])
        self._places = array("I")
        for word in self.words:
            self._places.extend(standing[word])
            self._starts.append(len(self._places))

    def places(self, word: str, *, prefix: bool = False) -> set[int]:
        """Places of the names that hold `word`, or with `prefix` a word that begins so."""
        low = bisect_left(self.words, word)
        high = bisect_left(self.words, word + _END, low) if prefix else low
        if not prefix and low < len(self.words) and self.words[low] == word:
            high = low + 1
        return set(self._places[self._starts[low] : self._starts[high]])

    def holding(self, words: Sequence[str], *, prefix: bool = False) -> set[int]:
        """Places of the names that hold all `words`; with `prefix` the last may go on."""
        if not words:
            return set()
        found = self.places(words[-1], prefix=prefix)
        for word in words[:-1]:
            found &= self.places(word)
        return found

    def called(self, words: Sequence[str]) -> set[int]:
        """Places of the names that are just `words`."""
        whole = " ".join(words)
        return {place for place in self.holding(words) if self.folded[place] == whole}

    def count(self, id_: int) -> int:
        """How many quotes `id_` has, about."""
        if not self._counts:
            self._counts.update(zip(self.ids, self.quotes, strict=True))
        return self._counts.get(id_, 0)

    def most_quoted(self, places: Iterable[int], limit: int | None = None) -> list[int]:
        """The ids that have the names at `places`, each once, the most quoted first."""
        found: dict[int, None] = {}
        for place in self.by_quotes(places):
            if len(found) == limit:
                break
            found[self.ids[place]] = None
        return list(found)

    def by_quotes(self, places: Iterable[int]) -> list[int]:
        """The places of names, those of the most quoted first."""
        return sorted(sorted(places), key=self.quotes.__getitem__, reverse=True)

    def of(self, id_: int) -> list[str]:
        """The names of `id_`, folded."""
        return list(self.folded[bisect_left(self.ids, id_) : bisect_right(self.ids, id_)])


class Names:
    """The archive's names by kind."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.rosters: dict[Named, Roster] = {
            kind: Roster(connection.execute(sql).fetchall())  # type: ignore[misc]
            for kind, sql in _NAMES.items()
        }

    def __getitem__(self, kind: Named) -> Roster:
        return self.rosters[kind]
