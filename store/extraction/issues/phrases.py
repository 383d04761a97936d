"""Noun phrases of a sentence that may name a matter of debate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.extraction.issues.lexicon import ADJECTIVES_EMPTY, EMPTY, HUMAN, TIME
from store.extraction.speakers.wordclasses import TOKEN, classes


@dataclass(frozen=True, slots=True)
class Phrase:
    """One candidate where it stands."""

    start: int
    end: int
    words: tuple[str, ...]
    stems: tuple[str, ...]
    """Lower-case singular content words, for comparison."""


def stem(word: str) -> str:
    """A word without case, possessive and plural."""
    low = word.lower().replace("’", "'")
    low = low.removesuffix("'s").removesuffix("'")
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 3 and low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


def phrases(text: str, start: int, end: int) -> Iterator[Phrase]:
    """The candidates of `text[start:end]`, one sentence, in order."""
    matches = list(TOKEN.finditer(text, start, end))
    if not matches:
        return
    words = [m.group() for m in matches]
    tags = classes(words)
    at = 0
    while at < len(words):
        stop = at
        while stop < len(words) and _inside(tags, at, stop):
            stop += 1
        if stop == at:
            at += 1
            continue
        yield from _cut(matches, words, tags, at, stop)
        at = stop


def _inside(tags: list[str], begin: int, at: int) -> bool:
    tag = tags[at]
    if tag in "NP":
        return True
    if tag == "J":
        return True
    if tag in "GB" and at + 1 < len(tags) and tags[at + 1] in "NPJ":
        return at > begin or tag == "G" or at == begin
    return bool(tag == "#" and begin < at and at + 1 < len(tags) and tags[at + 1] in "N")


def _cut(matches: list, words: list[str], tags: list[str], begin: int, stop: int) -> Iterator[Phrase]:  # type: ignore[type-arg]
    while stop > begin and tags[stop - 1] not in "NP":
        stop -= 1
    # Possessives divide: "Trump's tax plan" is about a tax plan.
    last = begin
    for at in range(begin, stop):
        if words[at].lower().replace("’", "'").endswith(("'s", "s'")) and at + 1 < stop:
            last = at + 1
    begin = last
    while begin < stop and (
        words[begin].lower() in ADJECTIVES_EMPTY
        or words[begin].lower() in TIME
        or (tags[begin] in "#GB" and stop - begin == 1)
    ):
        begin += 1
    if begin >= stop or stop - begin > 5:
        begin = max(begin, stop - 3)
    if begin >= stop:
        return
    head = stem(words[stop - 1])
    if head in EMPTY or head in HUMAN or head in TIME or len(head) < 3:
        return
    chosen = tuple(words[begin:stop])
    yield Phrase(matches[begin].start(), matches[stop - 1].end(), chosen, tuple(stem(w) for w in chosen))
