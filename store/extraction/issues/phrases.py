"""Noun phrases of a sentence that may name a matter of debate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.extraction.issues.actions import action_of, link_of, takes_a_stance
from store.extraction.issues.classes import classified
from store.extraction.issues.lexicon import (
    ABSTRACT,
    ADJECTIVES_EMPTY,
    CARRIED,
    EMPTY,
    QUANTIFIERS,
    TIME,
    is_abstract,
)
from store.extraction.speakers.lexicon.closed import FUNCTION_WORDS
from store.extraction.speakers.wordclasses import TOKEN


@dataclass(frozen=True, slots=True)
class Phrase:
    """One candidate where it stands."""

    start: int
    end: int
    words: tuple[str, ...]
    stems: tuple[str, ...]
    """Lower-case singular words, for comparison; without "of" and "the"."""
    named: bool = False
    """Written as a name: every word but small ones is capitalised."""
    acted: bool = False
    """A verb stands there, which the words turn into a noun."""
    compound: bool = False
    """A matter with what it is about."""
    debated: bool = False
    """It stands after "about", "over" or "against", or as object of a verb of stance."""


_POSSESSIVE = re.compile(r"['’]s$|s['’]$", re.IGNORECASE)
_LONGEST = 4
_LONGEST_NAME = 6
_LINKS = frozenset({"of", "for", "on", "against"})
"""Prepositions that tie a matter to what it is about."""
_SMALL = _LINKS | {"the", "and"}
_ABOUT = frozenset({"about", "over", "against"})
_OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your"})
Range = tuple[int, int]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without case, possessive and plural."""
    low = word.lower().replace("’", "'").rstrip(".")
    low = low.removesuffix("'s").removesuffix("'")
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 3 and low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


def phrases(text: str, start: int, end: int) -> list[Phrase]:
    """The candidates of `text[start:end]`, one sentence or headline: pairs, then plain ones in order, then
    those made of several."""
    matches = list(TOKEN.finditer(text, start, end))
    return list(_Sentence(matches).phrases()) if matches else []


class _Sentence:
    """The words of one sentence with their classes."""

    def __init__(self, matches: Sequence[re.Match[str]]) -> None:
        self.matches = matches
        self.words = [m.group() for m in matches]
        self.tags = classified(self.words)

    def phrases(self) -> Iterator[Phrase]:
        yield from self._pairs()
        ranges = list(self._ranges())
        for begin, stop in ranges:
            if self._is_matter(begin, stop):
                yield self._phrase(begin, stop)
        yield from self._tailed(ranges)
        yield from self._acts(ranges)

    # plain noun phrases ------------------------------------------------------------------------------

    def _ranges(self) -> Iterator[Range]:
        """Noun phrases, their empty words left out; possessives divide: "Trump's tax plan" is about a tax
        plan."""
        at, count = 0, len(self.words)
        while at < count:
            if self.tags[at] not in "NPJBG":
                at += 1
                continue
            stop = self._name_end(at) or at
            named = stop > at
            while not named and stop < count and self._inside(at, stop):
                stop += 1
            while stop > at and self.tags[stop - 1] not in "NP":
                stop -= 1
            first = at
            for last in range(at, stop):
                if last == stop - 1 or (not named and _POSSESSIVE.search(self.words[last])):
                    yield from self._trimmed(first, last + 1, named=named)
                    first = last + 1
            at = max(stop, at + 1)

    def _name_end(self, at: int) -> int:
        """The end of a name with small words inside that begins here: "Freedom of Information Act"; or 0."""
        words, tags = self.words, self.tags
        if tags[at] != "P" or (at > 0 and tags[at - 1] == "P"):
            return 0
        linked = False
        stop = at + 1
        while stop < len(words):
            if tags[stop] == "P":
                stop += 1
                continue
            link = stop
            if words[link] not in {"of", "for", "on", "and"} or (words[link] != "of" and not linked):
                break
            link += 1
            link += link < len(words) and words[link] == "the"
            if link >= len(words) or tags[link] != "P":
                break
            linked = True
            stop = link + 1
        return stop if linked and stop - at <= _LONGEST_NAME else 0

    def _inside(self, begin: int, at: int) -> bool:
        """Whether word `at` belongs to the phrase that begins at `begin`."""
        tags = self.tags
        tag = tags[at]
        following = tags[at + 1] if at + 1 < len(tags) else "."
        if tag == "P" and begin < at and tags[at - 1] == "N" and self.words[at - 1][0].islower():
            # "a pause benefits Harnow", "water company Dunmoor": two things side by side.
            return False
        if tag in "NPJ":
            return True
        if tag == "B":
            # No participle stands between a noun and its own: "the player told Sport Aktuell".
            return following in "NP" and at > 0 and tags[at - 1] in ("J" if at > begin else "DIJ")
        if tag != "G" or following not in "NP" or at == 0:
            return False
        # "comments involving minorities", "by raising taxes": a verb with its object.
        return not self.words[at - 1].endswith("s") if at > begin else tags[at - 1] == "D"

    def _trimmed(self, begin: int, stop: int, *, named: bool) -> Iterator[Range]:
        while begin < stop and not named and self._is_empty(begin, stop):
            begin += 1
        longest = _LONGEST_NAME if named or all(t == "P" for t in self.tags[begin:stop]) else _LONGEST
        begin = max(begin, stop - longest)
        if begin < stop:
            yield begin, stop

    def _is_empty(self, at: int, stop: int) -> bool:
        word, low = self.words[at], self.words[at].lower()
        further = self.words[at + 1] if at + 1 < stop else ""
        if low == "real" and further.lower() == "estate":
            return False
        if at > 0 and word[0].isupper() and self.tags[at] == "P" and further[:1].isupper():
            return False
        return low in ADJECTIVES_EMPTY or low in TIME

    def _is_matter(self, begin: int, stop: int) -> bool:
        head = stem(self.words[stop - 1])
        if len(head) < 3 or head in TIME or head in FUNCTION_WORDS or not head[0].isalpha():
            return False
        return stop - begin > 1 or head not in EMPTY

    def _phrase(self, begin: int, stop: int) -> Phrase:
        chosen = self._written(begin, stop)
        stems = tuple(stem(w) for w in chosen if w not in _SMALL)
        named = all(w[0].isupper() for w in self.words[begin:stop] if w not in _SMALL)
        end = self.matches[stop - 1].end() - (len(self.words[stop - 1]) - len(chosen[-1]))
        debated = self._is_debated(begin)
        return Phrase(self.matches[begin].start(), end, chosen, stems, named, debated=debated)

    def _is_debated(self, begin: int) -> bool:
        at = begin - 1
        while at >= 0 and begin - at < 5 and self.tags[at] in "DJNB#" and self.words[at] not in _ABOUT:
            at -= 1
        if at < 0:
            return False
        word = self.words[at].lower()
        if word in _ABOUT:
            return True
        if word in {"for", "of", "on"} and at > 0:
            # "called for", "warned of", "pushed for"
            word = self.words[at - 1].lower()
        return takes_a_stance(word)

    def _written(self, begin: int, stop: int) -> tuple[str, ...]:
        """The words as a name of a matter has them: small where only the sentence made them large."""
        chosen = [
            w.lower() if tag != "P" and w[1:].islower() else w
            for w, tag in zip(self.words[begin:stop], self.tags[begin:stop], strict=True)
        ]
        chosen[-1] = _POSSESSIVE.sub("", chosen[-1]).rstrip(".") or chosen[-1]
        return tuple(chosen)

    # phrases of several ------------------------------------------------------------------------------

    def _pairs(self) -> Iterator[Phrase]:
        """Two bare nouns that `and` makes one matter: "law and order"."""
        words, tags = self.words, self.tags
        for at in range(1, len(words) - 1):
            if words[at] != "and" or tags[at - 1] != "N" or tags[at + 1] != "N":
                continue
            left_free = at == 1 or tags[at - 2] not in "NPJDGB#"
            right_free = at + 2 >= len(words) or tags[at + 2] not in "NP"
            pair = (words[at - 1], words[at + 1])
            told = not all(stem(w) in EMPTY for w in pair)
            if left_free and right_free and told and pair == (pair[0].lower(), pair[1].lower()):
                span = self.matches[at - 1].start(), self.matches[at + 1].end()
                yield Phrase(*span, (pair[0], "and", pair[1]), tuple(map(stem, pair)))

    def _tailed(self, ranges: Sequence[Range]) -> Iterator[Phrase]:
        """A matter with what it is about: "freedom of navigation", "release of the tax returns"."""
        after = {begin: (begin, stop) for begin, stop in ranges}
        for begin, stop in ranges:
            if stop >= len(self.words) or self.words[stop] not in _LINKS or stop - begin > 2:
                continue
            head = stem(self.words[stop - 1])
            if head in QUANTIFIERS or not (is_abstract(head) or head in CARRIED):
                continue
            if self.words[stop] != "of" and head not in ABSTRACT:
                continue
            tail = self._tail(stop + 1, after)
            if tail is None or tail[1] - tail[0] > 3:
                continue
            yield self._compound(self._written(begin, stop), self.words[stop], tail, begin)

    def _tail(self, at: int, after: dict[int, Range]) -> Range | None:
        """The noun phrase that begins at a word, or a few empty words on."""
        for begin in range(at, min(at + 4, len(self.words))):
            if begin in after:
                return after[begin] if self._is_matter(*after[begin]) else None
            if self.tags[begin] not in "DJ#" and self.words[begin] not in _OWNERS:
                return None
        return None

    def _compound(
        self, front: tuple[str, ...], link: str, tail: Range, at: int, *, acted: bool = False
    ) -> Phrase:
        back = self._written(*tail)
        stems = tuple(stem(w) for w in (*front, *back) if w not in _SMALL)
        start = self.matches[at].start()
        return Phrase(
            start, self.matches[tail[1] - 1].end(), (*front, link, *back), stems, False, acted, True
        )

    def _acts(self, ranges: Sequence[Range]) -> Iterator[Phrase]:
        """What a verb does, as the noun that names it: "they repeal the levy" is about a repeal of the
        levy."""
        after = {begin: (begin, stop) for begin, stop in ranges}
        for at, word in enumerate(self.words):
            noun = action_of(word.lower()) if self.tags[at] in "VBG" else None
            if noun is None:
                continue
            yield Phrase(self.matches[at].start(), self.matches[at].end(), (noun,), (stem(noun),), acted=True)
            tail = self._tail(at + 1, after)
            if tail is not None and tail[1] - tail[0] <= 3:
                yield self._compound((noun,), link_of(noun), tail, at, acted=True)


def describes(word: str) -> bool:
    """Whether an adjective only paints: "broad-shouldered", "devastating", "two-year"."""
    low = word.lower()
    return low.endswith(("ed", "ing", "est", "ful", "ous")) or (
        "-" in low and not low.startswith(("anti-", "pro-", "non-"))
    )
