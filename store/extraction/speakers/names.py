"""Names in running text: capitalised sequences, with the titles before them taken off."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from store.extraction.speakers.lexicon import given_names
from store.extraction.speakers.lexicon.bodies import (
    COMPOUND_PLACES,
    NATIONALITIES,
    ORGANIZATION_HEADS,
    PLACE_HEADS,
    PLACES,
    PUBLICATION_HEADS,
    PUBLICATIONS,
)
from store.extraction.speakers.lexicon.closed import CALENDAR, FUNCTION_WORDS, PARTICLES
from store.extraction.speakers.lexicon.people import (
    ABBREVIATED,
    HONORIFICS,
    PORTFOLIOS,
    TITLE_MODIFIERS,
    TITLES,
)
from store.text import fold


@dataclass(slots=True)
class NameMention:
    """One name where the text writes it."""

    start: int
    """Where the name itself begins, its titles left out."""
    end: int
    words: tuple[str, ...]
    """The name's words, without titles and without a possessive 's."""
    title: str = ""
    """Title words right before the name, as written."""
    title_start: int = -1
    """Where the titles begin; `start` when there are none."""
    kind: str = ""
    """`person`, `organization`, `publication`, `place`, or empty when the name itself does not tell."""
    possessive: bool = False
    entity: int = -1
    """Index of the entity it names, once clustered."""


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
    abbreviated = "|".join(sorted(word.capitalize() for word in ABBREVIATED))
    word = rf"(?:{prefixed}[\w]*(?:-\w+|{apostrophe}|(?<=\w)@\w+)*)"
    initials = rf"(?:[{up}]\.(?:[ -]?[{up}]\.)*)"
    unit = rf"(?:(?:{abbreviated})\.|{initials}|{word})"
    nick = rf"(?:[\"“'‘(]{word}[\"”'’)])"
    gap = r"[ \u00a0]{1,2}"
    inner = rf"(?:{unit}|&{gap}{unit}|{nick}(?={gap}[{up}]))"
    return re.compile(rf"(?<![\w@#])(?:{unit})(?:{gap}(?:(?:{particle})\b[ \u00a0]){{0,3}}{inner})*")


_WORD = re.compile(r"[^\s\u00a0]+")
_OF = re.compile(r"(?: of| for)(?: the)?[ \u00a0]")
_ABBREVIATION_END = re.compile(rf"(?:^|[ \u00a0])(?:{'|'.join(ABBREVIATED)})\.$", re.IGNORECASE)
_CLOSING = "\"”’'»)]"


def bare(word: str) -> str:
    """`word` in lower case without dots, as word lists have it."""
    return word.casefold().replace(".", "").replace("’", "'")


def find_names(text: str) -> list[NameMention]:
    """Every name of `text` in order. Linear in its length."""
    found: list[NameMention] = []
    pending: tuple[int, int] | None = None
    for match in _sequence().finditer(text):
        start, end = match.span()
        pieces = list(_pieces(text, start, end))
        for at, (s, e) in enumerate(pieces):
            head = pending if at == 0 and pending and _OF.fullmatch(text, pending[1], s) else None
            mention, pending = _parse(text, s, e, head)
            if mention:
                found.append(mention)
    return _joined(text, found)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a capitalised sequence between function words, dates and sentence ends."""
    begin = -1
    last = start
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        low = bare(word)
        outside = (
            (low in FUNCTION_WORDS and low != "may")
            or (low in CALENDAR and begin < 0)
            or _is_date(text, match)
        )
        if low in PARTICLES and begin >= 0 and word[0].islower():
            outside = False
        if outside and not (word.endswith(".") and len(word) == 2):
            if begin >= 0:
                yield begin, last
            begin = -1
        elif begin < 0:
            begin = match.start()
        last = match.end()
    if begin >= 0:
        yield begin, last


def _is_date(text: str, match: re.Match[str]) -> bool:
    return bare(match.group()) in CALENDAR and text[match.end() : match.end() + 2].strip()[:1].isdigit()


def _parse(
    text: str, start: int, end: int, head: tuple[int, int] | None
) -> tuple[NameMention | None, tuple[int, int] | None]:
    """The name in `text[start:end]`, and the span of a title that an `of` phrase may continue."""
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]
    lows = [bare(w) for _, _, w in words]
    titles = _portfolio(lows) if head else _title_count(lows)
    if titles >= len(words):
        if lows[-1] in TITLES or head:
            return None, (head[0] if head else start, end)
        titles = 0 if len(words) > 1 or lows[-1] not in HONORIFICS else len(words)
        if titles:
            return None, (start, end)
    if head and titles == 0:
        head = None
    name = words[titles:]
    title_start = head[0] if head else start
    while len(name) > 1 and bare(name[-1][2]) in CALENDAR:
        name.pop()
    possessive = text[name[-1][1] : name[-1][1] + 2] in {"'s", "’s"} or (
        text[name[-1][1] : name[-1][1] + 1] in {"'", "’"} and name[-1][2][-1] == "s"
    )
    cleaned = tuple(sys.intern(w.strip(",;")) for _, _, w in name)
    last_end = name[-1][1]
    mention = NameMention(
        name[0][0],
        last_end,
        cleaned,
        text[title_start : name[0][0]].strip() if titles or head else "",
        title_start if titles or head else name[0][0],
        possessive=possessive,
    )
    mention.kind = kind_of_name(cleaned, bool(mention.title))
    return mention, None


_ALSO_SURNAMES = frozenset({"king", "prince", "major", "judge", "marshal", "mayor", "speaker"})


def _title_count(lows: list[str]) -> int:
    """How many words at the head of a capitalised sequence are title and not name."""
    count = 0
    if (
        lows[-1] in ORGANIZATION_HEADS | PUBLICATION_HEADS | PLACE_HEADS
        and len(lows) > 1
        and lows[-1] not in TITLES
    ):
        return 1 if lows[0] in HONORIFICS else 0
    for at, low in enumerate(lows):
        if (low in HONORIFICS and (at == count or lows[at - 1] in TITLES)) or (
            low in TITLES
            and all(
                w in TITLES
                or w in TITLE_MODIFIERS
                or w in NATIONALITIES
                or w in HONORIFICS
                or w in ORGANIZATION_HEADS
                or at - i <= 3
                for i, w in enumerate(lows[:at])
            )
        ):
            count = at + 1
    if count and count == len(lows) and lows[-1] not in TITLES:
        count -= 1
    if count == len(lows) >= 2 and lows[-1] in _ALSO_SURNAMES and lows[-2] not in TITLE_MODIFIERS:
        count = 1 if lows[0] in HONORIFICS or lows[0] in TITLES else 0
    return count


def _portfolio(lows: list[str]) -> int:
    count = 0
    while count < len(lows) and (lows[count] in PORTFOLIOS or lows[count] in {"the", "and"}):
        count += 1
    return count


_NOT_PAPERS = frozenset({"press", "paper", "world", "star", "mercury", "independent", "record"})


@lru_cache(maxsize=1 << 16)
def kind_of_name(words: tuple[str, ...], titled: bool) -> str:
    """What the words of a name alone tell about its kind."""
    low = bare(words[-1])
    if titled and low not in ORGANIZATION_HEADS:
        return "person"
    joined = "-".join(bare(w) for w in words)
    if joined in PUBLICATIONS:
        return "publication"
    if joined in COMPOUND_PLACES:
        return "place"
    return _kind_of_one(words[0], low) if len(words) == 1 else _kind_of_many(words, low)


def _kind_of_one(word: str, low: str) -> str:
    if low in PLACES:
        return "place"
    return "acronym" if word.isupper() and 2 <= len(low) <= 5 and "." not in word else ""


def _kind_of_many(words: tuple[str, ...], low: str) -> str:
    if low in PUBLICATION_HEADS and low not in _NOT_PAPERS:
        return "publication"
    if low in ORGANIZATION_HEADS or "&" in words:
        return "organization"
    if low in PLACE_HEADS:
        return "place"
    if fold(words[0]) in given_names() or any(len(w) == 2 and w[1] == "." for w in words[:-1]):
        return "person"
    return "other" if bare(words[0]) in NATIONALITIES or low in NATIONALITIES else ""


_LINK = re.compile(r"(?:[ \u00a0](?:of|for|on|and|&|in|at)(?: the)?|[ \u00a0]the)[ \u00a0]")


def _joined(text: str, mentions: list[NameMention]) -> list[NameMention]:
    """Names of bodies that `of`, `for` and `and` hold together ("Committee for the Restoration of Order")."""
    out: list[NameMention] = []
    for mention in mentions:
        before = out[-1] if out else None
        if (
            before
            and before.end < mention.start
            and _LINK.fullmatch(text, before.end, mention.title_start)
            and _holds(text, before, mention)
        ):
            before.words = tuple(text[before.start : mention.end].split())
            before.end = mention.end
            before.possessive = mention.possessive
            before.kind = "publication" if bare(before.words[-1]) in PUBLICATION_HEADS else "organization"
            continue
        out.append(mention)
    return out


def _holds(text: str, left: NameMention, right: NameMention) -> bool:
    link = text[left.end : right.title_start].split()
    if left.possessive or left.title:
        return False
    head = bare(left.words[-1])
    body = head in ORGANIZATION_HEADS
    if link[0] in {"of", "for", "on", "in", "at"}:
        if link[0] in {"in", "at"}:
            return False
        return (
            body
            and (left.kind == "organization" or len(left.words) == 1)
            and (link[0] != "on" or len(left.words) > 1 or head in {"committee", "commission", "council"})
        )
    # "House Oversight and Government Reform Committee": the head stands at the end, before it there is none.
    return (
        link == ["and"]
        and not body
        and left.kind not in {"person", "publication", "place", "acronym"}
        and right.kind == "organization"
        and len(right.words) >= 2
        and len(left.words) >= 2
        and text[: left.start].rstrip()[-3:].casefold() == "the"
    )
