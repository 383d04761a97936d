"""What the words of a capitalised sequence tell: which are titles, and what kind of thing it names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from store.extraction.speakers.lexicon import WORDS, given_names
from store.extraction.speakers.lexicon.bodies import (
    COMPANY_HEADS,
    COMPOUND_PLACES,
    MATTER_HEADS,
    NATIONALITIES,
    ORGANIZATION_HEADS,
    PLACE_HEADS,
    PLACES,
    PUBLICATION_HEADS,
    PUBLICATIONS,
    TEAMS,
)
from store.extraction.speakers.lexicon.closed import EAST_ASIAN_SURNAMES
from store.extraction.speakers.lexicon.people import (
    HONORIFICS,
    KIN,
    PORTFOLIOS,
    ROLES,
    TITLE_MODIFIERS,
    TITLES,
)
from store.extraction.speakers.wordclasses import is_common
from store.text import fold

_LETTERED_TITLES = frozenset({"AG", "DA", "FM", "MK", "TD"})
"""Offices in letters before a name; elsewhere they are none: "Ostbank AG"."""
_KIND_BY_HEAD = (
    dict.fromkeys(MATTER_HEADS, "other")
    | dict.fromkeys(PLACE_HEADS, "place")
    | dict.fromkeys(COMPANY_HEADS, "organization")
)
"""What the last word of a name makes of it where no given name begins it."""
_ALSO_SURNAMES = frozenset({"king", "prince", "major", "judge", "marshal", "mayor", "speaker", "justice"})
_WRITTEN_HEADS = frozenset({"poll", "survey", "index", "barometer", "tracker", "almanac", "dictionary"})
"""Heads of names of what is published under them: "Quorum Poll"."""
_COMPASS = frozenset(
    {"north", "south", "east", "west", "central", "latin", "northern", "southern", "eastern", "western"}
)
_CONTINENTS = frozenset({"america", "asia", "africa", "europe"})
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What tells a child from a parent of the same name."""
NOT_PERSONS = frozenset({"organization", "publication", "place", "acronym"})
"""Kinds of names that are nobody's."""
_NOT_PAPERS = frozenset({"press", "paper", "world", "star", "mercury", "independent", "record"})
_HEADS_AND_SURNAMES = WORDS["heads_and_surnames"]
"""Heads of bodies that are surnames too: "Dave Camp"."""
_PUBLIC_BODIES = WORDS["public_bodies"]
_WELL_KNOWN = WORDS["well_known_bodies"]
"""Companies and other bodies of one name that news speaks of without more ado."""
_BODY_HEADS = ORGANIZATION_HEADS | PUBLICATION_HEADS | PLACE_HEADS
_RIGHT = frozenset({"hon", "honourable", "honorable", "rev", "reverend"})
"""What "Right" is a title before."""
_BEFORE_TITLE = TITLES | TITLE_MODIFIERS | NATIONALITIES | ORGANIZATION_HEADS | frozenset(HONORIFICS)


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """`word` in lower case without dots, as word lists have it."""
    return word.casefold().replace(".", "").replace("’", "'")


def is_age(head: str) -> bool:
    """Whether a noun says how old somebody is: `54-year-old`."""
    return head.endswith("-year-old")


_HONOURS = WORDS["post_nominals"]


def title_count(words: Sequence[str]) -> int:
    """How many words at the head of a capitalised sequence are title and not name."""
    lows = [bare(w) for w in words]
    if len(lows) > 2 and lows[-1] in GENERATIONS:
        return title_count(words[:-1])
    if len(lows) > 2 and lows[-1] in _HONOURS and words[-1].isupper():
        before = title_count(words[:-1])
        if before < len(lows) - 2 and fold(words[before]) in given_names():
            return before  # "Mr Bob Ray MP", but "Labour Party MP"
    if len(lows) > 1 and lows[-1] in _BODY_HEADS and lows[-1] not in TITLES:
        return 1 if _is_honorific(lows, 0) else 0
    count = 0
    for at, low in enumerate(lows):
        honorific = _is_honorific(lows, at) and (at == count or lows[at - 1] in TITLES | ROLES)
        titled = (
            low in TITLES
            and words[at][0].isupper()
            and all(w in _BEFORE_TITLE or at - i <= 4 for i, w in enumerate(lows[:at]))
        )
        titled = titled or (low == "con" and lows[:at] == ["det"])
        leading = at == 0 and words[0] in _LETTERED_TITLES and len(words) > 1
        if honorific or titled or leading:
            count = at + 1
    if count and count == len(lows) and lows[-1] not in TITLES:
        count -= 1
    if count == len(lows) >= 2 and lows[-1] in _ALSO_SURNAMES and lows[-2] not in TITLE_MODIFIERS:
        count = 1 if lows[0] in HONORIFICS or lows[0] in TITLES else 0
    return count


def _is_honorific(lows: Sequence[str], at: int) -> bool:
    """Whether a word is a form of address, as "Right" of "Right Wing Watch" is not."""
    return lows[at] in HONORIFICS and (
        lows[at] != "right" or bool(_RIGHT.intersection(lows[at + 1 : at + 2]))
    )


def portfolio_count(words: Sequence[str]) -> int:
    """How many words are what a minister or secretary is of: two in `Homeland Security Jeh Johnson`."""
    lows = [bare(word) for word in words]
    count = 0
    while count < len(lows) and (
        lows[count] in PORTFOLIOS | {"the", "and"} or lows[count : count + 2] == ["general", "staff"]
    ):
        count += 1
    return count


@lru_cache(maxsize=1 << 16)
def kind_of_name(words: tuple[str, ...], titled: bool) -> str:
    """`person`, `organization`, `publication`, `place`, `acronym`, `other`, or empty when nothing tells."""
    low = bare(words[-1])
    if titled and low not in ORGANIZATION_HEADS:
        return "person"
    joined = "-".join(bare(w) for w in words)
    if joined in PUBLICATIONS or joined.removeprefix("the-") in PUBLICATIONS:
        return "publication"
    if joined in COMPOUND_PLACES:
        return "place"
    return _kind_of_one(words[0], low) if len(words) == 1 else _kind_of_many(words, low)


def _kind_of_one(word: str, low: str) -> str:
    if low in PLACES:
        return "place"
    if low in _PUBLIC_BODIES or (low in _WELL_KNOWN and not is_common(low)):
        return "organization"
    return "acronym" if word.isupper() and 2 <= len(low) <= 5 and "." not in word[:-1] else ""


def _surname_first(words: tuple[str, ...]) -> bool:
    """Whether a name has the order of Hungary or East Asia: "Nagy Zoltán", "Zhang Wei"."""
    first, last = fold(words[0]), fold(words[-1])
    unknown = not any(is_common(low) or low in PLACES | NATIONALITIES for low in (first, last))
    plain = len(words) == 2 and words[0][1:].islower() and len(first) > 1
    return plain and unknown and (last in given_names() or first in EAST_ASIAN_SURNAMES)


def _kind_of_many(words: tuple[str, ...], low: str) -> str:
    if len(words) == 2 and low in _HEADS_AND_SURNAMES and given_names().get(fold(words[0])):
        return "person"
    if low in PUBLICATION_HEADS and low not in _NOT_PAPERS:
        return "publication"
    if "Without" in words[1:-1]:
        return "organization"  # "Doctors Without Borders"
    if low in ORGANIZATION_HEADS or low.removesuffix("s") in ORGANIZATION_HEADS or "&" in words:
        return "organization"
    given = fold(words[0]) in given_names()
    if not given and low in _KIND_BY_HEAD:
        return _KIND_BY_HEAD[low]
    if low in _WRITTEN_HEADS:
        return "publication"
    if bare(words[0]) in _COMPASS and (low in PLACES or low in _CONTINENTS):
        return "place"
    if low in TEAMS and bare(words[0]) in PLACES:
        return "organization"
    if low in KIN and not given and is_common(words[0].lower()):
        return "other"
    if given or any(len(w) == 2 and w[1] == "." for w in words[:-1]) or _surname_first(words):
        return "person"
    if bare(words[0]) in NATIONALITIES or low in NATIONALITIES:
        return "other"
    # "BBC Breakfast", but not "RFK Jr." nor a name in a headline's capitals.
    lettered = len(words[0]) > 2 and words[0].isupper() and "." not in words[0] and words[-1][1:2].islower()
    return "organization" if lettered and low not in {"jr", "sr"} else ""
