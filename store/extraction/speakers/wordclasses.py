"""Word classes without a parser: a lexicon of classes a word may have, and the class its neighbours choose.

A deterministic relative of the hidden-Markov taggers over ambiguity classes (Cutting et al. 1992, "A
practical part-of-speech tagger"): words are replaced by the set of classes they may have, and a table
counted on tagged news says which one follows what. Classes: N noun, P name, J adjective, V verb, G -ing
form, B participle, R adverb, D determiner, I preposition, C conjunction, # number, O pronoun, X rest,
`.` punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

TOKEN = re.compile(
    r"[^\W\d_]+(?:[-'’.](?=\w)\w+)*\.?(?<!\w\w\w\.)|\d[\d.,]*\w*(?:-[^\W\d_]+)*|[$€£%]|[^\w\s]"
)
"""Words, numbers and single marks; a word keeps its apostrophes and hyphens."""

_SUFFIXES = (
    ("ly", "R"), ("ing", "G"), ("ed", "BV"), ("ous", "J"), ("ful", "J"), ("less", "J"), ("ive", "J"),
    ("able", "J"), ("ible", "J"), ("ical", "J"), ("ish", "J"), ("ary", "J"), ("ian", "JN"), ("al", "JN"),
    ("ic", "JN"),
    ("ize", "V"), ("ise", "NV"), ("ify", "V"),
)  # fmt: skip


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    lexicon: dict[str, str] = {}
    choices: dict[str, str] = {}
    text = files(__package__).joinpath("wordclasses.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "?":
            for entry in rest.split():
                choices[entry[:-1]] = entry[-1]
        elif kind != "//":
            for word in rest.split():
                lexicon[word] = kind
    return lexicon, choices


@lru_cache(maxsize=1 << 16)
def ambiguity(word: str, *, first: bool = False) -> str:
    """The classes `word` may have, most frequent first; `first` when it starts a sentence."""
    lexicon, _ = _tables()
    low = word.lower().replace("’", "'")
    if low.endswith(("self", "selves")):
        return "R"
    known = lexicon.get(low)
    if word[0].isupper() and low != "i" and not (first and known):
        return "P"
    if known:
        return known
    if not word[0].isalpha():
        return "#" if word[0].isdigit() else "."
    if "-" in word:
        return "J" if low.endswith(("ed", "ing", "old", "wide", "free", "based", "led")) else "JN"
    for suffix, classes in _SUFFIXES:
        if low.endswith(suffix) and len(low) > len(suffix) + 2:
            return classes
    return "N"


def classes(words: Sequence[str]) -> list[str]:
    """One class letter a word of one sentence."""
    _, choices = _tables()
    first = next((i for i, w in enumerate(words) if w[0].isalpha()), 0)
    sets = [ambiguity(w) for w in words]
    if words:
        sets[first] = ambiguity(words[first], first=True)
    sets.append(".")
    out: list[str] = []
    before = "."
    for own, following in pairwise(sets):
        if len(own) > 1:
            own = (
                choices.get(f"{before}{own}>{following}")
                or choices.get(before + own)
                or choices.get(own, own[0])
            )
        before = own
        out.append(own)
    return out


def is_common(word: str) -> bool:
    """Whether `word`, in lower case, is an ordinary word of news English."""
    return word in _tables()[0]
