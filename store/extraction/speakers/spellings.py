"""One name in two spellings: "Timour Arseniev" and "Timur Arsenyev", "Farid Karimow" and "Ferid Kerimov"."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from store.extraction.speakers.lexicon import given_names

Key = tuple[str, ...]
_SOUNDS = (
    ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("sh", "s"), ("ch", "c"), ("zh", "j"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("z", "s"), ("dj", "j"),
)  # fmt: skip
_ARTICLE = re.compile(r"^(?:al|el|ul|ad|as|ash|an|at|az|ar)-")
_VOWELS = re.compile(r"[aeiouyjh'’-]")
_FRONT = re.compile(r"[eijy]+")
"""What transliterations write each their own way: Sergei is Sergey, but Dan is not Dean."""
_DOUBLE = re.compile(r"(.)\1+")
CLOSE = 80
"""The same for surnames that stand alone."""
LEAST = 70
"""Similarity in percent below which two names with the same consonants are still two names."""


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """The consonants of a folded word as most transliterations share them."""
    word = _ARTICLE.sub("", word)
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", word))


def sounds(key: Key) -> Key:
    """A full name's skeletons, articles left out."""
    return tuple(s for w in key if w not in {"al", "el"} and (s := skeleton(w)))


def _heard(given: str) -> str:
    """A given name as transliterations share it: `iusuf` for Yusuf and Youssouf."""
    return _DOUBLE.sub(r"\1", _FRONT.sub("i", given.replace("ou", "u").replace("w", "v")))


def same_surname(a: str, b: str) -> bool:
    """Whether two surnames are one in two spellings, long enough that this is no chance."""
    near = min(len(a), len(b)) > 4 and abs(len(a) - len(b)) <= 2  # "Carsonian" is no name
    return a == b or (near and skeleton(a) == skeleton(b) and fuzz.ratio(a, b) >= CLOSE)


def same_name(a: Key, b: Key) -> bool:
    """Whether two full names are one in two spellings. Two known given names are two: Maria is not Mario."""
    if a == b or len(a) < 2 or len(b) < 2 or sounds(a) != sounds(b) or len("".join(sounds(a))) < 4:
        return False
    known = given_names()
    if a[0] in known and b[0] in known and _heard(a[0]) != _heard(b[0]):
        return False
    return fuzz.ratio(" ".join(a), " ".join(b)) >= LEAST
