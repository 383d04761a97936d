"""Nominals in running text, "a sergeant", "the committee", that later words may point back at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import merge

from store.extraction.speakers.lexicon.bodies import BODY_NOUNS, GROUP_NOUNS
from store.extraction.speakers.lexicon.closed import FUNCTION_WORDS
from store.extraction.speakers.lexicon.people import ROLES, parent_of_so_many
from store.extraction.speakers.sources import Source, is_plural
from store.extraction.speakers.wordclasses import ambiguity

_WORD = re.compile(r"\b[a-z][a-z-]{2,}\b")
_LEFT = re.compile(
    r"(?:^|[\s“\"‘'«(—–])(?P<det>the|a|an|his|her|its|their|this|that|these|those|another|two|three|four|some|several|"
    r"many|no|every|each|one)\s(?P<mods>(?:(?:[\w’'-]+|(?:\w\.)+)\s){0,4})$",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:^|(?<=[.!?”\"’] )|(?<=\n))(?P<word>[A-Z][a-z]{3,}(?:s|men)|People|Police) (?=[a-z])")
"""Who a sentence begins with: "Residents of the estate"."""
_OWNER = re.compile(r"['’] [a-z]")
"""What follows those who own the next noun: "the nurses' federation"."""
_WHERE = re.compile(
    r" (?:beside|behind|opposite|next to|in front of|ahead of|across from|sitting|seated|standing"
    r"|(?:in|at|on|with) (?:the|an?)) (?P<last>[\w’'-]+)"
)
_FURTHER = re.compile(r" ([a-z][\w’'-]+)")
"""What tells somebody new from others: "the woman beside me"."""
_STRANGERS = frozenset({"boy", "girl", "man", "men", "person", "women", "woman"})
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth"})
_UNNAMING = frozenset({"the", "a", "an", "this", "that", "these", "those"})
"""Determiners that are no part of what somebody is called."""
_POSSESSIVES = frozenset({"his", "her", "its", "their"})


@cache
def _heads() -> frozenset[str]:
    people = frozenset(w for w in ROLES if "-" not in w)
    plurals = frozenset(w + "s" for w in people) | frozenset(
        w[:-3] + "men" for w in people if w.endswith("man")
    )
    return people | plurals | GROUP_NOUNS | BODY_NOUNS


def find_nominals(text: str) -> Iterator[Source]:
    """Nominals with a determiner, and bare plurals that begin a sentence, in order. Linear in the length."""
    return merge(_determined(text), _bare_plurals(text), key=lambda found: found.start)


def _bare_plurals(text: str) -> Iterator[Source]:
    heads = _heads()
    for match in _BARE.finditer(text):
        word = match["word"].lower()
        if word in heads and word not in FUNCTION_WORDS and is_plural(word, ""):
            found = Source(*match.span("word"), "nominal", head=word, phrase=match["word"], plural=True)
            found.passing = True
            yield found


def _determined(text: str) -> Iterator[Source]:
    heads = _heads()
    previous_end = -1
    for match in _WORD.finditer(text):
        word = match.group()
        if "-of-" in word:
            word = parent_of_so_many(word) or word
        if word not in heads:
            continue
        start, end = match.span()
        following = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
        if (following and following.group() in heads) or _OWNER.match(text, end):
            continue
        left = _LEFT.search(text, max(previous_end, start - 64, 0), start)
        if left is None:
            continue
        mods = left.group("mods").split()
        begins = left.start("det")
        det = left.group("det").lower()
        if det == "that" and is_plural(word, ""):
            continue  # "claimed that | officials knew"
        if any((low := m.lower()) in FUNCTION_WORDS and low not in ORDINALS for m in mods):
            continue
        found = Source(begins, end, "nominal", head=word, determiner=det, plural=is_plural(word, det))
        found.modifiers = tuple(m.lower() for m in mods)
        found.phrase = " ".join([*mods, match.group()]) if det in _UNNAMING else text[found.start : end]
        if word in _STRANGERS:
            found.phrase += _whereabouts(text, end)
        found.owner = det if det in _POSSESSIVES else None
        found.passing = True
        previous_end = end
        yield found


def _whereabouts(text: str, end: int) -> str:
    """What behind a noun tells somebody new from others: " in a red cap"; empty for most."""
    where = _WHERE.match(text, end)
    if where is None:
        return ""
    stop, last = where.end(), where["last"]
    while ambiguity(last)[0] == "J" and (further := _FURTHER.match(text, stop)) is not None:
        stop, last = further.end(), further[1]
    return text[end:stop]
