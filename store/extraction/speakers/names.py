"""Names in running text: capitalised sequences, with the titles before them taken off."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right

from store.extraction.speakers.capitals import BODY_HEADS, WORD, runs
from store.extraction.speakers.lexicon import WORDS, given_names
from store.extraction.speakers.lexicon.bodies import (
    GENERIC_BODIES,
    PLACES,
    PUBLICATIONS,
)
from store.extraction.speakers.lexicon.closed import CALENDAR, FUNCTION_WORDS
from store.extraction.speakers.lexicon.people import HONORIFICS, ROLES, TITLES
from store.extraction.speakers.name_joints import joined, parted
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare, kind_of_name, portfolio_count, title_count
from store.extraction.speakers.wordclasses import is_common
from store.text import fold

_POST_NOMINALS = WORDS["post_nominals"]
"""Letters after a name that are no part of it."""
_OF = re.compile(r"(?: of| for)(?: the)?[ \u00a0]")
_OFFICE = re.compile(r"\b(?:under)?(?:secretary|minister)(?= (?:of|for) $)")
_YOUNGER = re.compile(r", ((?:Jr|Sr)\.)")
"""What a comma may part from the name it belongs to."""
_FIRM = re.compile(r", (?:Inc|Ltd|Corp|LLC|LLP|PLC|plc|Pty|GmbH)\b\.?")
"""What a comma may part from a firm's name, which goes by it without."""
_BEGINS = re.compile(r"[.!?:;…•*—–―][\"”’')\]]?\s+$|[\"“‘'«„(\[]$|\n\s*$")
_LINE_WORD = re.compile(r"[^\W\d_]{4,}")


def find_names(text: str) -> list[NameMention]:
    """Every name of `text` in order. Linear in its length."""
    found: list[NameMention] = []
    pending: tuple[int, int] | None = None
    headlines = _headlines(text)
    for run in runs(text):
        for at, (start, end) in enumerate(run):
            head = pending if at == 0 and pending and _OF.fullmatch(text, pending[1], start) else None
            if head is None and at == 0:
                office = _OFFICE.search(text, max(0, start - 30), start)
                head = office.span() if office else None
            mention, pending = _parse(text, start, end, head)
            if mention and not (found and mention.start < found[-1].end):
                before = text[max(0, mention.title_start - 3) : mention.title_start]
                mention.initial = bool(_BEGINS.search(before)) or mention.title_start == 0
                mention.loose = _within(headlines, mention.start)
                found.append(mention)
    return parted(text, joined(text, _without_common(text, _without_headings(text, found))))


def _headlines(text: str) -> list[tuple[int, int]]:
    """Lines that capitalise nearly every word."""
    spans = []
    at = 0
    for line in text.split("\n"):
        if 0 < len(line) < 220 and not line.rstrip().endswith(":"):
            words = _LINE_WORD.findall(line)
            small = any(w[0].islower() and w not in FUNCTION_WORDS for w in words)
            if not small and sum(1 for w in words if w[0].isupper()) >= 3:
                spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


_HEADING = re.compile(r"\s*([^\n]{3,160}[^\n.!?:”\"])\n")


def _without_headings(text: str, mentions: list[NameMention]) -> list[NameMention]:
    """Takes away the word that begins the headline where nothing else shows that it is a name."""
    heading = _HEADING.match(text)
    if not mentions or heading is None or mentions[0].start != heading.start(1):
        return mentions
    first = mentions[0]
    word = first.words[0]
    alone = len(first.words) == 1 and not first.title and not first.possessive and word[1:].islower()
    named = bare(word) in PLACES or fold(word) in given_names() or bare(word) in BODY_HEADS
    if alone and not named and not any(word in other.words for other in mentions[1:]):
        return mentions[1:]
    return mentions


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    i = bisect_right(spans, (at, sys.maxsize)) - 1
    return i >= 0 and at < spans[i][1]


def _parse(
    text: str, start: int, end: int, head: tuple[int, int] | None
) -> tuple[NameMention | None, tuple[int, int] | None]:
    """The name in `text[start:end]`, and the span of a title that an `of` phrase may continue."""
    spans = [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    words = [text[s:e] for s, e in spans]
    portfolio = max(portfolio_count(words), _before_given_name(words)) if head else 0
    paper = "-".join(map(bare, words)) in PUBLICATIONS
    titles = 0 if paper else portfolio + (title_count(words[portfolio:]) if portfolio < len(words) else 0)
    if titles >= len(words):
        if bare(words[-1]) in TITLES or head:
            return None, (head[0] if head else start, end)
        if len(words) == 1 and bare(words[-1]) in HONORIFICS:
            return None, (start, end)
        titles = 0
    if titles == 0:
        head = None
    while len(words) - titles > 1 and _is_date(
        words[-1], text[spans[len(words) - 1][1] : spans[len(words) - 1][1] + 2]
    ):
        words.pop()
    name_start, name_end = spans[titles][0], spans[len(words) - 1][1]
    name = tuple(sys.intern(w.strip(",;")) for w in words[titles:])
    younger = _YOUNGER.match(text, name_end) if len(name) > 1 else None
    if younger is not None:
        name, name_end = (*name, younger.group(1)), younger.end()
    firm = _FIRM.match(text, name_end) if len(name) > 1 or not titles else None
    name_end = firm.end() if firm is not None else name_end
    honoured = _honoured(name)
    while _honoured(name):
        name = name[:-1]
    title_start = head[0] if head else start
    title = text[title_start:name_start].strip()
    mention = NameMention(name_start, name_end, name, title, title_start if title else name_start)
    mention.possessive = text[name_end : name_end + 2] in {"'s", "’s"} or (
        text[name_end : name_end + 1] in {"'", "’"} and name[-1][-1] == "s"
    )
    mention.kind = kind_of_name(name, honoured or bool(title))
    return mention, None


def _before_given_name(words: list[str]) -> int:
    """How many words stand before the one given name in "(Minister of) Petroleum Tarek Sherif"."""
    return next((at for at in range(1, len(words) - 1) if fold(words[at]) in given_names()), 0)


_SEASONS = frozenset({"winter", "summer", "spring", "autumn", "christmas", "easter"})
"""Surnames too: "Dr Paul Winter"."""


def _is_date(word: str, following: str) -> bool:
    """Whether a word at a name's end is of the calendar; "Wang Jun" and "Theresa May" have no date."""
    low = bare(word)
    if low not in CALENDAR - _SEASONS:
        return False
    short = len(low) <= 3 or low in {"april", "june", "august"}
    return not short or word.endswith(".") or following[-1:].isdigit()


def _honoured(name: tuple[str, ...]) -> bool:
    """Whether letters of honour, office or degree end the name: "Helen Ashworth KC"."""
    return (
        len(name) > 1
        and name[-1][0].isupper()
        and name[-1][-1].isupper()
        and bare(name[-1]) in _POST_NOMINALS
    )


def _without_common(text: str, mentions: list[NameMention]) -> list[NameMention]:
    """Takes off the capitalised common words with which sentences begin, and what the text writes small
    elsewhere."""
    small = set(_SMALL_WORD.findall(text))
    known = {m.words[0] for m in mentions if not m.initial and not m.loose}
    known |= {m.words[-1] for m in mentions if m.kind == "person" and len(m.words) > 1}
    fulls = {m.words for m in mentions if len(m.words) > 1 and not m.loose}
    out = []
    for mention in mentions:
        first = mention.words[0]
        if len(mention.words) > 2 and mention.words[1:] in fulls and is_common(first.lower()):
            _behead(mention)
            first = mention.words[0]
        if mention.initial and not mention.title and first not in known and not mention.loose:
            low = first.lower()
            if len(mention.words) == 1:
                if low in _SURNAMES_TOO and _WHO_SAYS.match(text, mention.end):
                    out.append(mention)
                    continue
                written_small = low in small and fold(first) not in given_names()
                if first[1:].islower() and (
                    is_common(low) or low.removesuffix("s") in ROLES or written_small
                ):
                    continue
            elif (
                low in ROLES | GENERIC_BODIES
                or (low.endswith("ing") and is_common(low))
                or low in _ADJECTIVES
            ) and fold(first) not in given_names():
                _behead(mention)
        out.append(mention)
    return out


_SURNAMES_TOO = frozenset({"brown", "bush", "gates", "may", "trump", "xi"})
"""Common words that are surnames of whom news tells without more ado."""
_WHO_SAYS = re.compile(r", who\b|['’]s\b| (?:has|had|is|was|also|later|said|says|told|tells|wrote|called)\b")
_SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
_ADJECTIVES = frozenset(
    {
        "exiled",
        "former",
        "veteran",
        "retired",
        "embattled",
        "ousted",
        "late",
        "fellow",
        "nearby",
        "neighbouring",
        "neighboring",
    }
)


def _behead(mention: NameMention) -> None:
    first = mention.words[0]
    mention.title = first if first.lower() in ROLES else ""
    mention.start += len(first) + 1
    mention.words = mention.words[1:]
    if not mention.title:
        mention.title_start = mention.start
    mention.kind = kind_of_name(mention.words, bool(mention.title))
