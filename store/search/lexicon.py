"""The words that quotes hold and names are made of: to complete and to correct what is typed.

Typos are a matter of the vocabulary, not of the quotes. What one edit makes of a typed word is written down
and looked up, as P. Norvig does ("How to write a spelling corrector", 2007), but for what no word begins
with: behind the typo most of it is never written. Words at two edits are compared one by one, by optimal
string alignment, in which swapping two neighbours is one edit.

Most words come from a snapshot that the archive carries, ready to be read in milliseconds; those that came
since stand on a shelf of their own.
"""

from __future__ import annotations

import heapq
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

LONGEST = 24
"""Letters of the longest word that a typo is corrected to."""

SHORTEST = 3
"""Letters of the shortest."""

BEGUN = 64
"""The most frequent words that a misspelt beginning of a name may stand for."""

SCANNED = 30_000
"""Words compared one by one at most."""

_END = "\U0010ffff"


def allowance(word: str) -> int:
    """How many edits a typed word may be from one that is meant: 0 under 4 letters, 1 from 4, 2 from 8."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2


class Shelf:
    """Sorted words with their counts."""

    def __init__(self, words: tuple[str, ...], counts: array[int]) -> None:
        self.words = words
        self.counts = counts
        # A word is asked for as it stands and then, while it is typed, as the beginning of another.
        self.edited = lru_cache(maxsize=64)(self._edited)
        self._following = lru_cache(maxsize=4096)(self._find_following)

    @classmethod
    def of(cls, counted: Iterable[tuple[str, int]]) -> Shelf:
        """A shelf of words and counts."""
        rows = sorted(counted)
        return cls(tuple(word for word, _ in rows), array("I", [count for _, count in rows]))

    def find(self, word: str) -> int:
        """The place of `word`; -1 when it is not here."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else -1

    def span(self, prefix: str) -> tuple[int, int]:
        """The places of the words that begin with `prefix`: from, up to."""
        low = bisect_left(self.words, prefix)
        return low, bisect_left(self.words, prefix + _END, low)

    def top(self, low: int, high: int, limit: int) -> list[tuple[int, str]]:
        """The `limit` most frequent of the words from `low` up to `high`, with their counts."""
        best = heapq.nlargest(limit, range(low, high), key=self.counts.__getitem__)
        return [(self.counts[at], self.words[at]) for at in best]

    def _edited(self, typed: str) -> frozenset[str]:
        """What one edit makes of `typed`, as far as a word begins so up to there."""
        found: set[str] = set()
        for at in range(len(typed) + 1):
            head, rest, after = typed[:at], typed[at:], typed[at + 1 :]
            letters = self._following(head)
            if letters is None:
                break
            found.update([head + letter + rest for letter in letters])
            found.update([head + letter + after for letter in letters])
            if rest:
                found.add(head + after)
                found.add(head + after[:1] + rest[0] + after[1:])
        found.discard(typed)
        return frozenset(found)

    def _find_following(self, head: str) -> tuple[str, ...] | None:
        """The letters that follow `head` in words; None when no word begins with it."""
        low, high = self.span(head)
        return tuple(_next_letters(self.words, low, high, len(head))) if low < high else None


class Lexicon:
    """The archive's words: the snapshot's, and those that came since."""

    def __init__(self, shelves: Iterable[Shelf]) -> None:
        self._shelves = [shelf for shelf in shelves if shelf.words]
        # Of the spellings that are tried most are no word, which need not be looked for on the shelves.
        # A dict and not a set: the garbage collector passes over dicts of strings, as over tuples of them.
        self._known = dict.fromkeys(word for shelf in self._shelves for word in shelf.words)
        self.near = lru_cache(maxsize=2048)(self._near)
        self.near_beginning = lru_cache(maxsize=2048)(self._near_beginning)
        self.completions = lru_cache(maxsize=2048)(self._completions)
        self.count = lru_cache(maxsize=8192)(self._count)

    def _count(self, word: str) -> int:
        """In how many quotes `word` stands, about: 0 for one that only names hold."""
        if word not in self._known:
            return 0
        return sum(shelf.counts[at] for shelf in self._shelves if (at := shelf.find(word)) >= 0)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def meant(self, word: str, *, begun: bool = False) -> list[str]:
        """`word` and those within its allowance; also the most frequent that it may be `begun` of."""
        some = [word]
        for edits in range(1, allowance(word) + 1):
            some += self.near(word, edits)
        if begun and allowance(word):
            some += self.near_beginning(word, 1, BEGUN)
        return some

    def begins_any(self, prefix: str) -> bool:
        """Whether a word begins with `prefix`."""
        return any(_begins(shelf, prefix) for shelf in self._shelves)

    def warm(self, limit: int) -> None:
        """Look up what most words must be compared for: the completions of a single letter."""
        for letter in sorted({word[0] for shelf in self._shelves for word in shelf.words}):
            self.completions(letter, limit)

    def _completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """The most frequent words in quotes that begin with `prefix` and are longer."""
        found: list[tuple[int, str]] = []
        for shelf in self._shelves:
            found += shelf.top(*shelf.span(prefix), limit + 1)
        return tuple(w for n, w in sorted(found, key=_by_count) if n and w != prefix)[:limit]

    def _near(self, word: str, edits: int) -> tuple[str, ...]:
        """Words at `edits` (1 or 2) from `word`, the most frequent first; at 2 the first letters agree."""
        found: list[tuple[int, str]] = []
        for shelf in self._shelves:
            places = self._places_near(shelf, word) if edits == 1 else _places_farther(shelf, word)
            found += [(shelf.counts[at], shelf.words[at]) for at in places]
        return tuple(other for _, other in sorted(found, key=_by_count))

    def _places_near(self, shelf: Shelf, word: str) -> list[int]:
        """Places of the words at one edit from `word`."""
        if len(word) > LONGEST + 1:
            return []
        some = self._known.keys() & shelf.edited(word)
        places = [shelf.find(other) for other in some if SHORTEST <= len(other) <= LONGEST]
        return [at for at in places if at >= 0]

    def _near_beginning(self, typed: str, edits: int, limit: int) -> tuple[str, ...]:
        """The most frequent words of which some beginning is `edits` (1 or 2) from `typed`.

        At 2 the first two letters are the same.
        """
        found: dict[str, int] = {}
        for shelf in self._shelves:
            for beginning in (_corrected if edits == 1 else _beginnings)(shelf, typed):
                found.update((word, count) for count, word in shelf.top(*shelf.span(beginning), limit))
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return tuple(word for word, _ in best if not word.startswith(typed))[:limit]


def _places_farther(shelf: Shelf, word: str) -> list[int]:
    """Places of the words at two edits from `word` that begin with the same letter."""
    low, high = _scanned(shelf, word, 1)
    matches = process.extract(
        word, shelf.words[low:high], scorer=OSA.distance, score_cutoff=2, limit=None, processor=None
    )
    return [low + at for _, distance, at in matches if distance == 2]


def _corrected(shelf: Shelf, typed: str) -> set[str]:
    """Beginnings of words at one edit from `typed`."""
    return {other for other in shelf.edited(typed) if _begins(shelf, other)}


def _beginnings(shelf: Shelf, typed: str) -> set[str]:
    """Beginnings of words at two edits from `typed`."""
    low, high = _scanned(shelf, typed, 2)
    some = shelf.words[low:high]
    heads = {word[:length] for length in (len(typed), len(typed) + 1) for word in some}
    matches = process.extract(
        typed, list(heads), scorer=OSA.distance, score_cutoff=2, limit=None, processor=None
    )
    return {head for head, distance, _ in matches if distance == 2}


def _scanned(shelf: Shelf, word: str, letters: int) -> tuple[int, int]:
    """Where the words stand that are compared one by one: those with the same first `letters`, or more."""
    low, high = shelf.span(word[:letters])
    while high - low > SCANNED and letters < len(word):
        letters += 1
        low, high = shelf.span(word[:letters])
    return low, high


def _next_letters(words: Sequence[str], low: int, high: int, at: int) -> Iterator[str]:
    """The letters that stand at `at` in the sorted words from `low` up to `high`, which agree before it."""
    place = low
    if place < high and len(words[place]) == at:
        place += 1
    while place < high:
        head, letter = words[place][:at], words[place][at]
        yield letter
        place = bisect_left(words, head + letter + _END, place, high)


def _begins(shelf: Shelf, prefix: str) -> bool:
    at = bisect_left(shelf.words, prefix)
    return at < len(shelf.words) and shelf.words[at].startswith(prefix)


def _by_count(item: tuple[int, str]) -> tuple[int, str]:
    return (-item[0], item[1])


def load(connection: sqlite3.Connection, names: Iterable[str]) -> Lexicon:
    """The archive's lexicon, with the words of its `names`."""
    from store.search.snapshot import read  # which is made of shelves

    base = read(connection)
    if base is None:
        counted = dict(connection.execute("select term, quotes from vocabulary").fetchall())
        base = Shelf.of(counted.items())
        recent: dict[str, int] = {}
    else:
        recent = dict(
            connection.execute(
                "select v.term, v.quotes from vocabulary_new n join vocabulary v on v.term = n.term"
            ).fetchall()
        )
        recent = {word: count for word, count in recent.items() if base.find(word) < 0}
    for word in names:
        if word not in recent and base.find(word) < 0:
            recent[word] = 0
    return Lexicon([base, Shelf.of(recent.items())])
