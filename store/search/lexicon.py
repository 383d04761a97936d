"""The words that quotes hold and names are made of: to complete and to correct what is typed.

Typos are a matter of the vocabulary, not of the quotes: each word is filed under itself and under every
string that dropping one letter of it makes (symmetric deletion, W. Garbe 2012; the neighbourhoods of
T. Bocek, E. Hunt and B. Stiller 2007), and what is typed is looked up in the same way. The few words found
are checked by optimal string alignment, in which swapping two neighbours is one edit.

Most words come from a snapshot that the archive carries, ready to be read in milliseconds; those that came
since stand on a shelf of their own.
"""

from __future__ import annotations

import heapq
import sqlite3
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

LONGEST = 24
"""Letters of the longest word whose typos are filed."""

SCANNED = 30_000
"""Words compared one by one at most."""

_END = "\U0010ffff"


def allowance(word: str) -> int:
    """How many edits a typed word may be from one that is meant: 0 under 4 letters, 1 from 4, 2 from 8."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2


def deletions(word: str) -> set[str]:
    """`word` and what dropping one letter of it makes."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def key(text: str) -> int:
    """The 32 bits a string is filed under; two strings may share them."""
    return zlib.crc32(text.encode())


class Shelf:
    """Sorted words with their counts, and the index of their deletions, as flat arrays."""

    def __init__(
        self,
        words: tuple[str, ...],
        counts: array[int],
        keys: array[int] | None = None,
        owners: array[int] | None = None,
    ) -> None:
        self.words = words
        self.counts = counts
        self._keys = keys
        self._owners = owners

    @classmethod
    def of(cls, counted: Iterable[tuple[str, int]]) -> Shelf:
        """A shelf of words and counts, its deletions filed when first asked for."""
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

    def filed_under(self, texts: Iterable[str]) -> Iterator[int]:
        """Places of words that share one of `texts` by dropping a letter (and some that do not)."""
        if self._keys is None or self._owners is None:
            self._keys, self._owners = filing(self.words)
        keys, owners = self._keys, self._owners
        for text in texts:
            wanted = key(text)
            at = bisect_left(keys, wanted)
            while at < len(keys) and keys[at] == wanted:
                yield owners[at]
                at += 1


def filing(words: Sequence[str]) -> tuple[array[int], array[int]]:
    """The index of the words' deletions: sorted keys, and for each the place of a word filed under it."""
    pairs = sorted(
        key(text) << 32 | place
        for place, word in enumerate(words)
        if 3 <= len(word) <= LONGEST
        for text in deletions(word)
    )
    return array("I", [pair >> 32 for pair in pairs]), array("I", [pair & 0xFFFFFFFF for pair in pairs])


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

    def begins_any(self, prefix: str) -> bool:
        """Whether a word begins with `prefix`."""
        return any(low < high for low, high in (shelf.span(prefix) for shelf in self._shelves))

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
            places = self._places_near(shelf, word, edits)
            found += [(shelf.counts[at], shelf.words[at]) for at in places]
        return tuple(other for _, other in sorted(found, key=_by_count))

    def _places_near(self, shelf: Shelf, word: str, edits: int) -> list[int]:
        if edits == 1:
            some = set(shelf.filed_under(deletions(word)))
            return [at for at in some if OSA.distance(word, shelf.words[at], score_cutoff=1) == 1]
        low, high = _scanned(shelf, word, 1)
        matches = process.extract(
            word, shelf.words[low:high], scorer=OSA.distance, score_cutoff=2, limit=None, processor=None
        )
        return [low + at for _, distance, at in matches if distance == 2]

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


def _corrected(shelf: Shelf, typed: str) -> set[str]:
    """Beginnings of words at one edit from `typed`."""
    found: set[str] = set()
    for at in range(len(typed) + 1):
        head, rest = typed[:at], typed[at:]
        low, high = shelf.span(head)
        if low == high:
            break
        for letter in _next_letters(shelf.words, low, high, at):
            found.add(head + letter + rest)
            found.add(head + letter + rest[1:])
        if rest:
            found.add(head + rest[1:])
            found.add(head + rest[1:2] + rest[:1] + rest[2:])
    return {other for other in found if other != typed and _begins(shelf, other)}


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
