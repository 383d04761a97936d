"""Names taken apart, so that two forms of one name meet and two names do not.

`parse` turns a name as an article writes it into a `Name`: the key under which equal names are one, and the
block of names it is worth comparing with. It looks at the name alone, so the same name always gives the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from store.linking.lexicon import (
    GENERIC,
    GIVEN_NAMES,
    HONORIFICS,
    LEADING_PARTICLES,
    LINKING_WORDS,
    PARTICLES,
    POSSESSED,
    PRONOUNS,
    SUFFIXES,
    WELL_KNOWN,
)
from store.records import SpeakerKind
from store.text import fold

Family = Literal["person", "body", "label"]
"""person; body: organisation, group or publication; label: words that stand for nobody in particular."""

_WORD = re.compile(r"[^\W_]+(?:['’.&\-][^\W_]+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,3}$")
# Whatever an article's reader took "Mr. Reed" for, it is a person.
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Mx|Dr|Sen|Rep|Gov|Pres|President)\.? (?:[^\W\d_a-z][\w.'’-]*\s*){1,3}$")
_RUNS = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `words` are folded, honorifics and punctuation gone."""

    family: Family
    key: str
    block: str
    """Names in different blocks are never compared; empty for a part of a name."""
    words: tuple[str, ...]
    given: str = ""
    """A person's first name in its plain form ("mike" is "michael"); empty when only a surname stands."""
    middle: tuple[str, ...] = ()
    surname: str = ""
    suffix: str = ""
    lines: tuple[str, ...] = ()
    """The surname lines (see `store.linking.parts`) this name stands on."""

    @property
    def whole(self) -> bool:
        """False for a surname, a first name, or initials with a surname: they name more than one person."""
        return bool(self.block)


@lru_cache(maxsize=65536)
def parse(name: str, kind: SpeakerKind) -> Name:
    """`name`, said to be of `kind`, taken apart."""
    words = _body_words(name)
    if kind in ("anonymous", "unknown") or _names_nobody(name, words):
        return Name("label", "l:" + " ".join(words), "", words)
    return _person(name) if kind == "person" or _TITLED.match(name) else _body(name, words)


def _names_nobody(name: str, words: tuple[str, ...]) -> bool:
    """Whether a name is none: a pronoun, a letter that labels a turn of talk, or a bare description."""
    if len(words) == 1 and (words[0] in PRONOUNS or len(words[0]) == 1):
        return True
    capitals = sum(word[:1].isupper() for word in _WORD.findall(name))
    if not capitals:
        return True
    return (words[-1] in GENERIC and capitals <= 1 and words[-1] not in POSSESSED) or words[0] in PRONOUNS | {
        "some"
    }


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """A folded word in one spelling for all that transliteration gives it ("Zelenskyy", "Zelenskiy")."""
    word = word.replace("'", "").replace("’", "").replace(".", "")
    for written, sound in (
        ("ph", "f"),
        ("kh", "h"),
        ("ck", "k"),
        ("y", "i"),
        ("j", "i"),
        ("w", "v"),
        ("ou", "u"),
    ):
        word = word.replace(written, sound)
    word = _RUNS.sub(r"\1", word)
    return word.replace("ie", "e").replace("ia", "a") if len(word) > 4 else word


def skeleton(word: str) -> str:
    """What stays of a folded word over all its spellings: its consonants, or all of a short word."""
    spelled = plain(word)
    bare = spelled[:1] + _VOWELS.sub("", spelled[1:])
    return _RUNS.sub(r"\1", bare) if len(bare) >= 3 else spelled


def _person(name: str) -> Name:
    words = [fold(word).replace("’", "'").strip(".'") for word in _WORD.findall(name)]
    words = [word for word in words if word]
    while len(words) > 1 and words[0].replace(".", "") in HONORIFICS:
        words = words[1:]
    suffix = ""
    while len(words) > 1 and words[-1].replace(".", "") in SUFFIXES:
        suffix = suffix or SUFFIXES[words[-1].replace(".", "")]
        words = words[:-1]
    words = [part for word in words for part in word.split("-")] if len(words) > 1 else words
    if not words:
        words = [fold(name).strip() or "?"]
    surname_at = _surname_at(words)
    surname = "".join(words[surname_at:])
    key = "p:" + " ".join(words) + (f" {suffix}" if suffix else "")
    line = skeleton(surname)
    if surname_at == 0 or (surname_at == 1 and _is_initials(words[0], name)):
        given = words[0].replace(".", "")[:1] if surname_at else ""
        return Name("person", key, "", tuple(words), given, (), surname, suffix, (line,))
    given = GIVEN_NAMES.get(words[0], words[0])
    middle = tuple(word.replace(".", "") for word in words[1:surname_at])
    block = f"p:{line}|{plain(given)[:1]}"
    lines = tuple(dict.fromkeys((line, skeleton(words[0]))))
    return Name("person", key, block, tuple(words), given, middle, surname, suffix, lines)


def _surname_at(words: list[str]) -> int:
    """Where the surname begins: its last word, with the particles before it ("van der Leyen")."""
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    if at == 1 and words[0] in LEADING_PARTICLES:
        at = 0
    return at


def _is_initials(word: str, name: str) -> bool:
    """ "J", "J.K.", "JD": letters that stand for given names."""
    if len(word.replace(".", "")) == 1:
        return True
    written = next((w for w in _WORD.findall(name) if fold(w).strip(".") == word), word)
    return written.isupper() and len(word.replace(".", "")) <= 3 and bool(_INITIALS.match(written))


def _body_words(name: str) -> tuple[str, ...]:
    words = [fold(word).replace("’", "'") for word in _WORD.findall(name)]
    words = [word[:-2] if word.endswith("'s") and len(words) == 1 else word for word in words]
    words = [word.replace(".", "") if len(word) <= 8 and "." in word else word for word in words]
    while len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return tuple(words) or (fold(name).strip() or "?",)


def _body(name: str, words: tuple[str, ...]) -> Name:
    if any(letter.isupper() for letter in name):
        words = WELL_KNOWN.get(" ".join(words), words)
    words = tuple(word.removesuffix("'s").removesuffix("s'") if "'" in word else word for word in words)
    if len(words) > 1 and words[-1] in POSSESSED:
        return _possessed(words)
    key = "b:" + " ".join(_in_order(words))
    written = _WORD.findall(name)
    if len(words) == 1:
        short = written[-1].replace(".", "").replace("&", "") if written else ""
        is_acronym = short.isupper() and 2 <= len(short) <= 6
        return Name("body", key, "b:" + (_letters(short) if is_acronym else words[0]), words)
    initials = "".join(word[0] for word in words if word not in LINKING_WORDS)
    return Name("body", key, "b:" + _letters(initials), words)


def _possessed(words: tuple[str, ...]) -> Name:
    """A campaign or the like, by the surname and, where they stand, the first name and initials of whose."""
    owner = tuple(
        word for word in words[:-1] if word not in ("presidential", "election", "reelection", "re-election")
    )
    owner = owner or words[:-1]
    middle = owner[1:-1]
    initials = all(len(word) <= 2 and word not in PARTICLES for word in middle)
    given = GIVEN_NAMES.get(owner[0], owner[0]) if len(owner) > 1 and initials else ""
    key = "b:" + " ".join((*owner, words[-1]))
    block = f"b:{skeleton(owner[-1])}|{words[-1]}"
    return Name("body", key, block, (*owner, words[-1]), given, middle if given else (), owner[-1])


def _letters(initials: str) -> str:
    return "".join(sorted(fold(initials)))


def _in_order(words: tuple[str, ...]) -> tuple[str, ...]:
    """ "Department of Justice" and "Justice Department" the same way round."""
    if len(words) >= 3 and words[0] in ("department", "ministry", "university", "bank") and words[1] == "of":
        rest = words[2:]
        while len(rest) > 1 and rest[0] == "the":
            rest = rest[1:]
        return (*rest, words[0])
    return words
