"""Closed classes: words that start sentences, link names or end them, and are no names."""

from __future__ import annotations

from store.extraction.speakers.lexicon import WORDS

FUNCTION_WORDS = WORDS["function_words"]
CALENDAR = WORDS["calendar"]

_PRONOUNS = {
    "m": "he him his himself",
    "f": "she her hers herself",
    "n": "it its itself",
    "p": "they them their theirs themselves",
    "1": "i me my",
    "w": "we us our",
    "2": "you your",
    "r": "who which that whom whose",
}
PRONOUNS = {word: kind for kind, words in _PRONOUNS.items() for word in words.split()}
"""m and f: one person; n: a thing; p: several; 1, w: who speaks; 2: who is spoken to; r: relative."""

PARTICLES = WORDS["particles"]
"""Lower-case parts of names."""

PATRONYMIC = frozenset({"bin", "ibn", "bint", "ben", "al", "el", "van", "von", "de", "abu", "st"})
"""What is followed by a father's name, or by the second half of a surname."""

EAST_ASIAN_SURNAMES = WORDS["east_asian_surnames"]
"""Surnames that stand first in their own countries' order."""
