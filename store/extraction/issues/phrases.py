"""Noun phrases of a sentence that may name a matter of debate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from store.extraction.issues.lexicon import ADJECTIVES_EMPTY, EMPTY, TIME, TOPICS
from store.extraction.speakers.lexicon.closed import FUNCTION_WORDS
from store.extraction.speakers.wordclasses import TOKEN, ambiguity, classes, is_common


@dataclass(frozen=True, slots=True)
class Phrase:
    """One candidate where it stands."""

    start: int
    end: int
    words: tuple[str, ...]
    stems: tuple[str, ...]
    """Lower-case singular words, for comparison."""
    named: bool = False
    """Written as a name: every word but small ones is capitalised."""


_CONTRACTED = re.compile(r"['’](?:re|ll|ve|d|m)$|n['’]t$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$|s['’]$", re.IGNORECASE)
_LONGEST = 4


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


def phrases(text: str, start: int, end: int) -> Iterator[Phrase]:
    """The candidates of `text[start:end]`, one sentence or headline, in order."""
    matches = list(TOKEN.finditer(text, start, end))
    words = [m.group() for m in matches]
    if not words:
        return
    tags = classes(_plain(words))
    for at, word in enumerate(words):
        if _CONTRACTED.search(word) or _is_verb(words, tags, at):
            tags[at] = "V"
        elif tags[at] == "G" and word in TOPICS:
            tags[at] = "N"
    yield from _joined(matches, words, tags)
    at = 0
    while at < len(words):
        stop = at
        while stop < len(words) and _inside(tags, at, stop):
            stop += 1
        if stop > at:
            yield from _cut(matches, words, tags, at, stop)
        at = max(stop, at + 1)


def _is_verb(words: list[str], tags: list[str], at: int) -> bool:
    """Verbs the word classes take for nouns: "the mayor needs votes", "close loopholes"."""
    if tags[at] not in "NJ" or at + 1 >= len(words) or "V" not in ambiguity(words[at], first=False):
        return False
    follows = tags[at + 1] in "NPJD"
    third = tags[at] == "N" and at > 0 and tags[at - 1] in "NP" and words[at].endswith("s")
    begins = tags[at + 1] == "J" and (at == 0 or tags[at - 1] not in "DJIN")
    return follows and (third or begins)


def _joined(matches: list[re.Match[str]], words: list[str], tags: list[str]) -> Iterator[Phrase]:
    """Two bare nouns that `and` makes one matter: "law and order"."""
    for at in range(1, len(words) - 1):
        if words[at] != "and" or tags[at - 1] != "N" or tags[at + 1] != "N":
            continue
        left_free = at == 1 or tags[at - 2] not in "NPJDGB#"
        right_free = at + 2 >= len(words) or tags[at + 2] not in "NP"
        pair = (words[at - 1], words[at + 1])
        if (
            left_free
            and right_free
            and not all(stem(w) in EMPTY for w in pair)
            and pair == (pair[0].lower(), pair[1].lower())
        ):
            written = (pair[0], "and", pair[1])
            yield Phrase(matches[at - 1].start(), matches[at + 1].end(), written, tuple(map(stem, pair)))


def _plain(words: list[str]) -> list[str]:
    """Words as running text writes them: small words never capitalised, in headlines no ordinary word."""
    lowered = [w.lower() for w in words]
    plain = [low if low in FUNCTION_WORDS and w != "I" else w for w, low in zip(words, lowered, strict=True)]
    long = [w for w in plain if len(w) > 3 and w[0].isalpha()]
    if len(long) < 3 or any(w[0].islower() and len(w) > 4 and w not in FUNCTION_WORDS for w in long):
        return plain
    return [low if is_common(low) else w for w, low in zip(plain, lowered, strict=True)]


def _inside(tags: list[str], begin: int, at: int) -> bool:
    """Whether word `at` belongs to the phrase that begins at `begin`."""
    tag = tags[at]
    following = tags[at + 1] if at + 1 < len(tags) else "."
    if tag in "NPJ":
        return True
    if tag == "B":
        return following in "NP" and at > 0 and (at > begin or tags[at - 1] in "DIJ")
    if tag == "G":
        return following in "NP" and at > 0 and (at > begin or tags[at - 1] in "DI")
    return tag == "#" and begin < at and following == "N"


def _cut(
    matches: list[re.Match[str]], words: list[str], tags: list[str], begin: int, stop: int
) -> Iterator[Phrase]:
    while stop > begin and tags[stop - 1] not in "NP":
        stop -= 1
    first = begin
    for at in range(begin, stop):
        # A possessive divides: "Trump's tax plan" is about a tax plan.
        if at == stop - 1 or _POSSESSIVE.search(words[at]):
            yield from _phrase(matches, words, tags, first, at + 1)
            first = at + 1


def _phrase(
    matches: list[re.Match[str]], words: list[str], tags: list[str], begin: int, stop: int
) -> Iterator[Phrase]:
    while begin < stop and _is_empty(words, tags, begin, stop):
        begin += 1
    begin = max(begin, stop - _LONGEST)
    if begin >= stop:
        return
    head = stem(words[stop - 1])
    if len(head) < 3 or head in TIME or head in FUNCTION_WORDS or not head[0].isalpha():
        return
    if stop - begin == 1 and head in EMPTY:
        return
    chosen = tuple(words[begin:stop])
    named = all(w[0].isupper() for w in chosen)
    chosen = tuple(
        w.lower() if tag != "P" and w[1:].islower() else w
        for w, tag in zip(chosen, tags[begin:stop], strict=True)
    )
    end = matches[stop - 1].end()
    last = _POSSESSIVE.sub("", chosen[-1]).rstrip(".")
    end -= len(chosen[-1]) - len(last)
    yield Phrase(matches[begin].start(), end, (*chosen[:-1], last), tuple(stem(w) for w in chosen), named)


def _is_empty(words: list[str], tags: list[str], at: int, stop: int) -> bool:
    low = words[at].lower()
    if low == "real" and at + 1 < stop and words[at + 1].lower() == "estate":
        return False
    return low in ADJECTIVES_EMPTY or low in TIME or tags[at] == "#"


def describes(word: str) -> bool:
    """Whether an adjective only paints: "broad-shouldered", "devastating", "two-year"."""
    low = word.lower()
    return low.endswith(("ed", "ing", "est", "ful", "ous")) or (
        "-" in low and not low.startswith(("anti-", "pro-", "non-"))
    )
