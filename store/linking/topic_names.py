"""Names of matters, so that one matter in other words has one key."""

from __future__ import annotations

import re
from functools import lru_cache

from store.linking.names import skeleton
from store.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_EMPTY = frozenset(
    "the a an of for on in to at by with and over about its their his her this that".split()  # noqa: SIM905
)
_LONG = {
    "npp": ("nuclear", "plant"), "deal": ("agreement",), "accord": ("agreement",), "pact": ("agreement",),
    "treaty": ("agreement",),
    "talk": ("negotiation",), "kiev": ("kyiv",), "kiew": ("kyiv",), "odessa": ("odesa",), "lvov": ("lviv",),
    "donbass": ("donbas",), "lugansk": ("luhansk",), "chernobyl": ("chornobyl",), "nikolaev": ("mykolaiv",),
    "financing": ("funding",), "immigrant": ("immigration",), "migrant": ("migration",),
}  # fmt: skip
_TRANSLITERATED = ("zh", "kh", "shch")
"""Letters that mark a word brought over from Cyrillic: such are compared by consonants, as vowels differ."""


@lru_cache(maxsize=65536)
def topic_key(name: str) -> str:
    """The key under which names of one matter meet; empty when the name has no word that tells anything."""
    words: set[str] = set()
    for written in _WORD.findall(name):
        word = fold(written).replace("’", "'").removesuffix("'s").replace(".", "")
        if word in _EMPTY or not word:
            continue
        if written[0].isupper() and any(letters in word for letters in _TRANSLITERATED):
            words.add("~" + re.sub(r"(.{2})\1", r"\1", skeleton(word)))
        else:
            single = _singular(word)
            words.update(_LONG.get(single, (single,)))
    if {"nuclear", "plant"} <= words:
        words.discard("power")
    return " ".join(sorted(words))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
