"""Clusters of names: who the article names, under which forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from store.extraction.speakers.lexicon.bodies import COMPANY_HEADS, NATIONALITIES, PLACES
from store.extraction.speakers.lexicon.people import HONORIFICS, ROLES_FEMALE, ROLES_MALE
from store.extraction.speakers.namekinds import GENERATIONS, bare
from store.extraction.speakers.wordclasses import is_common
from store.text import fold

SUFFIXES = GENERATIONS | {"phd", "md", "qc", "kc", "mp", "obe"}
Key = tuple[str, ...]
NAMESAKES = 40
"""At most so many bearers of one name are weighed, so that no text takes longer than its length."""


@dataclass(slots=True)
class Entity:
    """Somebody or some body, with the evidence the article gives."""

    kind: str = ""
    """A `SpeakerKind`, `place` or `other`; empty while unknown."""
    forms: Counter[str] = field(default_factory=Counter)
    """Names as written, without titles, to how often."""
    roles: list[str] = field(default_factory=list)
    """Roles as written, in the order of the text."""
    main_role: str = ""
    """The role that stands with the fullest name."""
    main_role_name: int = 0
    """How many words the name had that `main_role` stood with."""
    gender: str = ""
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    """Role and category nouns that may point at it, lower case."""
    name: str = ""
    """Canonical name; empty until chosen."""
    key: Key = ()
    members: tuple[int, ...] = ()
    """For several people taken together: their entities."""
    middle: str = ""
    """Its middle initials, as soon as a name gives them."""
    owner: int = -1
    """For relational nominals ("his lawyer"): the entity it belongs to."""
    first_at: int = 1 << 60
    """Offset of the first mention seen."""
    phrases: set[str] = field(default_factory=set)
    """For unnamed entities: the phrases it was called by, in lower case."""

    style: str = ""
    """What a name of one word is borne with, "Pope" or "King"."""
    headlined: bool = False
    """For unnamed entities: a headline or label without an article brought it up, "Minister: ..."."""

    stranger: bool = False
    """For unnamed people: they came up as somebody new, "a woman in red", "the judge"."""

    def alias(self, form: str) -> None:
        """Counts a form it was called by."""
        if form:
            self.forms[form] += 1
            if not self.key:
                self.phrases.add(form.casefold())

    def called(self, phrase: str) -> None:
        """Takes a fuller description for an unnamed one's name: "minister" is "Minister for Transport"."""
        if not self.key and self.name and phrase.casefold().startswith(f"{self.name.casefold()} "):
            self.roles = [phrase if role == self.name else role for role in self.roles]
            self.main_role = phrase if self.main_role == self.name else self.main_role
            self.name = phrase

    def phrase_words(self) -> set[str]:
        """Words of its names and roles, lower case."""
        return {w for form in (*self.forms, *self.roles) for w in form.casefold().split()}


def key_of(words: Iterable[str]) -> Key:
    """Name words for comparison: folded, without suffixes, middle initials, nicknames and dots."""
    return _key(tuple(words))


@lru_cache(maxsize=1 << 16)
def _key(given: Key) -> Key:
    out = []
    for at, word in enumerate(given):
        if word[0] in "\"“‘'(" and len(given) > 2:
            continue
        low = _folded(word)
        initial = 0 < at < len(given) - 1 and len(low) == 1 and word[0].isascii()
        if low and low not in SUFFIXES and not initial:
            out.append(low)
    return tuple(out)


def generation(words: Iterable[str]) -> str:
    """ "jr" of "Bo Moss Jr."; empty for most names."""
    last = _folded(tuple(words)[-1])
    return last if last in GENERATIONS else ""


def middles(words: Iterable[str]) -> str:
    """The letters between given name and surname: "hw" of "George H.W. Moss"."""
    inner = [word for word in tuple(words)[1:-1] if word.replace(".", "").isupper() and len(word) < 6]
    return "".join(_folded(word) for word in inner if "." in word or len(word) == 1)


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return fold(word).replace(".", "").replace("’", "'").strip("\"“”'‘()")


def gender_of_words(words: Iterable[str]) -> str:
    """The gender a title or role tells."""
    for word in words:
        low = bare(word).strip(",")
        if HONORIFICS.get(low):
            return HONORIFICS[low]
        if low in ROLES_FEMALE:
            return "f"
        if low in ROLES_MALE:
            return "m"
    return ""


def compatible_given(a: Key, b: Key) -> bool:
    """Whether two full names with one surname may be one person's."""
    x, y = a[0], b[0]
    if x == y or (len(x) == 1 and y.startswith(x)) or (len(y) == 1 and x.startswith(y)):
        return True
    return len(x) >= 3 and len(y) >= 3 and (x.startswith(y) or y.startswith(x)) and "-" not in x + y


def is_firm(key: Key) -> bool:
    """Whether a name is a company's that goes by its first word."""
    first, *_, last = key if len(key) > 1 else ("", "")
    return last in COMPANY_HEADS and not is_common(first) and first not in NATIONALITIES | PLACES
