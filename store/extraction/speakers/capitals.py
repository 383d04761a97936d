"""Runs of capitalised words, cut where one name ends and another begins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from store.extraction.speakers.lexicon import given_names
from store.extraction.speakers.lexicon.bodies import (
    COMPOUND_PLACES,
    GROUP_NOUNS,
    MATTER_HEADS,
    NATIONALITIES,
    ORGANIZATION_HEADS,
    PLACES,
    PUBLICATION_HEADS,
)
from store.extraction.speakers.lexicon.closed import CALENDAR, EAST_ASIAN_SURNAMES, FUNCTION_WORDS, PARTICLES
from store.extraction.speakers.lexicon.people import ABBREVIATED, HONORIFICS, PORTFOLIOS, ROLES, TITLES
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.wordclasses import ambiguity, is_common
from store.text import fold


@cache
def _upper() -> str:
    """All upper-case letters of the alphabets names are written in, for a character class."""
    ranges = (range(0x41, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))
    return "".join(chr(c) for r in ranges for c in r if unicodedata.category(chr(c)) in {"Lu", "Lt"})


@cache
def _sequence() -> re.Pattern[str]:
    up = _upper()
    apostrophe = r"(?:['’](?![st]\b|re\b|ve\b|ll\b|d\b|m\b)\w+)"
    particle = "|".join(sorted(PARTICLES, key=len, reverse=True))
    prefixed = rf"(?:(?:[dlDL]['’]|\b(?:al|el|ul|ad|as|ash|an|at|az|ar)-)?[{up}])"
    shouted = {word.upper() for word in ABBREVIATED & HONORIFICS.keys()}
    abbreviated = "|".join(sorted({word.capitalize() for word in ABBREVIATED} | shouted))
    word = rf"(?:{prefixed}[\w]*(?:-\w+|{apostrophe}|(?<=\w)@\w+)*)"
    initials = rf"(?:[{up}]\.(?:[ -]?[{up}]\.)*)"
    unit = rf"(?:(?:{abbreviated})\.|{initials}|{word})"
    nick = rf"(?:[\"“'‘(](?![RDI]-){word}[\"”'’)])"
    gap = r"[ \u00a0]{1,2}"
    inner = rf"(?:{unit}|&{gap}{unit}|{nick}(?={gap}[{up}]))"
    return re.compile(
        rf"(?<![\w@#])(?<![^-]-)(?:{unit})(?:{gap}(?:(?:{particle})\b[ \u00a0]){{0,3}}{inner})*"
    )


WORD = re.compile(r"[^\s\u00a0]+")
"""One word of a run, with the marks on it."""
BODY_HEADS = ORGANIZATION_HEADS | PUBLICATION_HEADS


_LEADING_NAME = re.compile(r"(?<=[a-z,”’\"'] )(?:First|Per) (?=[A-Z])[\w-]+")
"""Words that hardly ever begin a name, where only a name has a capital: "at First Meridian"."""


def _led_by_common_words(text: str) -> frozenset[str]:
    """The names of `text` that begin with a function word."""
    found = (match.group() for match in _LEADING_NAME.finditer(text))
    return frozenset(name for name in found if bare(name.split()[1]) not in TITLES | MATTER_HEADS | {"world"})


def _pieces(text: str, start: int, end: int, led: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The parts of a capitalised sequence between function words and dates, but for the words that begin the
    names `led`."""
    begin = -1
    last = start
    for match in WORD.finditer(text, start, end):
        following = WORD.match(text, match.end() + 1, end)
        named = following is not None and f"{match.group()} {following.group()}".rstrip(",.") in led
        if not named and _divides(text, match, begin):
            if begin >= 0:
                yield begin, last
            begin = -1
        elif begin < 0:
            begin = match.start()
        last = match.end()
    if begin >= 0:
        yield begin, last


def _body_and_person(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The name of a body or place, and the person's right behind it: "(minister of) Ukraine NAME"."""
    spans = [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    at = _person_at([text[s:e] for s, e in spans])
    if at:
        yield start, spans[at - 1][1]
        start = spans[at][0]
    yield start, end


_FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "dr", "sir", "dame", "mx"})


def _person_at(words: list[str]) -> int:
    """Where in a capitalised sequence a person's name begins behind another name; 0 when none does."""
    if bare(words[-1]) in BODY_HEADS or fold(words[0]) in given_names():
        return 0
    lows = [bare(word) for word in words]
    place = next((at for at in (2, 1) if "-".join(lows[:at]) in PLACES | COMPOUND_PLACES), 0)
    for at in range(1, len(words) - 1):
        if lows[at] in _FORMS_OF_ADDRESS and lows[at - 1] not in TITLES | HONORIFICS.keys():
            return at
        if fold(words[at]) not in given_names():
            continue
        before = words[at - 1]
        if lows[at - 1] in TITLES or lows[at - 1] in HONORIFICS:
            return 0
        party = at == 1 and lows[0] in NATIONALITIES
        acronym = at == 1 and before.isalpha() and before.isupper() and len(before) > 1
        common = all(is_common(low) for low in lows[:at]) and (at > 1 or len(words) == 3)
        common = common or (len(words) == 3 and lows[0].endswith("ing"))
        common = common or (at > 1 and is_common(lows[at - 1]) and lows[at - 2] in BODY_HEADS)
        people = lows[at - 1] in GROUP_NOUNS or lows[at - 1].removesuffix("er") in PLACES
        if party or place or acronym or common or people or lows[at - 1] in BODY_HEADS | PORTFOLIOS | ROLES:
            return at
    unknown = not any(is_common(low) or low in PLACES | CALENDAR for low in lows[place:])
    return place if 2 <= len(words) - place <= 3 and unknown else 0


def _divides(text: str, match: re.Match[str], begin: int) -> bool:
    word = match.group()
    low = bare(word)
    if begin >= 0 and low in PARTICLES and word[0].islower():
        return False
    if word == "X." and begin < 0 and text.endswith("on ", 0, match.start()):
        return True  # the network, at a sentence's end
    if len(word) == 2 and word.endswith("."):
        return False
    if is_spelt(text, match.start(), match.end()) and not _ATTRIBUTIVE.match(text, match.end()):
        return False
    if low == "will" and begin < 0 and word == "Will":
        # "met Will Hurst" is a name, "Will Hurst come?" a question.
        before = text[max(0, match.start() - 2) : match.start()]
        within = before[:1].islower() or before == ", "
        return not (within and text[match.end() + 1 : match.end() + 2].isupper())
    if begin >= 0 and word == "Without":
        return False  # "Doctors Without Borders"
    if low in CALENDAR:
        # "Sunday Meridian" and "May Johnson" are names; "Sunday", "May 4" and "Monday Trump" are none.
        follows = text[match.end() : match.end() + 2].strip()
        named = (
            low in {"jan", "may", "sunday"}
            or text[max(0, match.start() - 4) : match.start()].lower() == "the "
        )
        return begin < 0 and not (named and follows[:1].isupper())
    if low in EAST_ASIAN_SURNAMES and word.istitle() and (begin < 0 or _titled(text, begin, match)):
        # "spokesman He Dongmei": no pronoun has a capital inside a sentence.
        before = text[max(0, match.start() - 2) : match.start()]
        if before[:1].islower() and text[match.end() + 1 : match.end() + 2].isupper():
            return False
    if begin >= 0 and low.endswith("s") and ambiguity(low) == "V":
        # "Marsk Thinks Ana Orlow Will Run": no name has a verb inside, but for "Every Student Succeeds Act".
        following = WORD.match(text, match.end() + 1)
        return following is None or bare(following.group()) not in BODY_HEADS | MATTER_HEADS
    return low in FUNCTION_WORDS and "." not in word and not (begin >= 0 and len(word) > 3 and word.isupper())


_SPELT = frozenset({"WHO", "US"})
_AROUND = 12
_ATTRIBUTIVE = re.compile(r" [A-Z]\w*[a-z]")
"""What makes "US" no name of its own: "US State Department"."""


def is_spelt(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals is a body's letters or a country's, and no shouted pronoun."""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    around = before + text[end : end + _AROUND].partition("\n")[0]
    return text[start:end].rstrip(",.;:") in _SPELT and any(letter.islower() for letter in around)


def _titled(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the word before is a title: "Vice-Premier He Lifen"."""
    return bare(text[begin : match.start()].split()[-1]) in TITLES


def runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """The runs of capitalised words in `text`, each as its parts that may be names. Linear in its length."""
    led = _led_by_common_words(text)
    for match in _sequence().finditer(text):
        pieces = (
            part for piece in _pieces(text, *match.span(), led) for part in _body_and_person(text, *piece)
        )
        yield list(pieces)
