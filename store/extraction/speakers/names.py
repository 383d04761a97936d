"""Names in running text: capitalised sequences, with the titles before them taken off."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass

from store.extraction.speakers.capitals import BODY_HEADS, WORD, runs
from store.extraction.speakers.lexicon import WORDS, given_names
from store.extraction.speakers.lexicon.bodies import (
    GENERIC_BODIES,
    ORGANIZATION_HEADS,
    PLACES,
    PUBLICATION_HEADS,
    PUBLICATIONS,
)
from store.extraction.speakers.lexicon.closed import CALENDAR, FUNCTION_WORDS
from store.extraction.speakers.lexicon.people import HONORIFICS, ROLES, TITLES
from store.extraction.speakers.namekinds import bare, kind_of_name, portfolio_count, title_count
from store.extraction.speakers.wordclasses import is_common
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
    """What the name alone tells, as `kind_of_name` says it."""
    possessive: bool = False
    initial: bool = False
    """It begins a sentence, where common words are capitalised too."""
    loose: bool = False
    """It stands in a headline that capitalises every word."""
    entity: int = -1
    """Index of the entity it names, once clustered."""


_POST_NOMINALS = WORDS["post_nominals"]
"""Letters after a name that are no part of it."""
_OF = re.compile(r"(?: of| for)(?: the)?[ \u00a0]")
_OFFICE = re.compile(r"\b(?:under)?(?:secretary|minister)(?= (?:of|for) $)")
_YOUNGER = re.compile(r", ((?:Jr|Sr)\.)")
"""What a comma may part from the name it belongs to."""
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
            if mention:
                before = text[max(0, mention.title_start - 3) : mention.title_start]
                mention.initial = bool(_BEGINS.search(before)) or mention.title_start == 0
                mention.loose = _within(headlines, mention.start)
                found.append(mention)
    return _parted(text, _joined(text, _without_common(text, _without_headings(text, found))))


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
    portfolio = portfolio_count(words) if head else 0
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


_LINK = re.compile(r"(?:[ \u00a0](?:of|for|on|and|&)(?: the)?|[ \u00a0]the|['’]s?)[ \u00a0]")
_WHOSE_BODIES = frozenset({"people", "women", "men", "children", "king", "queen", "lloyd"})
"""Whose names bodies bear: "the People's Future Party"."""
_FELLOWSHIPS = frozenset(
    {
        "brothers",
        "daughters",
        "doctors",
        "friends",
        "guardians",
        "mothers",
        "sisters",
        "soldiers",
        "sons",
        "voices",
        "warriors",
    }
)
"""Plurals that with `of` name a body: "the Sons of the Tide"."""


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


def _parted(text: str, mentions: list[NameMention]) -> list[NameMention]:
    """Bodies and the people right after them, two names each: "(CEO of the) Refugee Council Enver Solomon".

    That somebody is meant shows in the role before, or in the surname, which the text uses alone. Where
    a given name shows it, `capitals.runs` has parted them.
    """
    alone = {m.words[0] for m in mentions if len(m.words) == 1 and not m.possessive}
    out: list[NameMention] = []
    for mention in mentions:
        role = _ROLE_OF.search(text[max(0, mention.start - 30) : mention.start])
        at = _person_from(mention, alone, role=role is not None and bare(role[1]) in ROLES)
        if not at and out and out[-1].end + 1 == mention.start and out[-1].kind == "organization":
            # "(at the) University of Texas Arlington Amneh Jafari"
            at = 1 if len(mention.words) == 3 and mention.words[-1] in alone else 0
        if at:
            starts = [m.start() for m in WORD.finditer(text, mention.start, mention.end)]
            rest = mention.words[at:]
            person = NameMention(starts[at], mention.end, rest, title_start=starts[at], kind="person")
            person.possessive, person.loose = mention.possessive, mention.loose
            mention.words, mention.possessive = mention.words[:at], False
            mention.end = mention.start + len(text[mention.start : starts[at]].rstrip())
            mention.kind = kind_of_name(mention.words, bool(mention.title))
            out += [mention, person]
        else:
            out.append(mention)
    return out


_ROLE_OF = re.compile(r"([\w-]+) (?:of|for|at)(?: the)? $")


def _person_from(mention: NameMention, alone: set[str], *, role: bool) -> int:
    """The place of the word with which a person's name begins after that of a body or place; 0 for none."""
    words = mention.words
    at = max((i + 1 for i, word in enumerate(words[:-2]) if _is_body_or_place(word, first=i == 0)), default=0)
    rest = words[at:]
    if not at or not 2 <= len(rest) <= 3 or mention.loose or not all(word[0].isupper() for word in rest):
        return 0
    last = bare(rest[-1])
    if last in ROLES | TITLES | ORGANIZATION_HEADS | PUBLICATION_HEADS | PLACES or is_common(last):
        return 0
    return at if role or rest[-1] in alone else 0


def _is_body_or_place(word: str, *, first: bool) -> bool:
    """Whether a body's name may end with `word`; many a one, and many a person's, begins so."""
    return bare(word) in PLACES if first else bare(word) in ORGANIZATION_HEADS | PUBLICATION_HEADS | PLACES


def _holds(text: str, left: NameMention, right: NameMention) -> bool:
    link = text[left.end : right.title_start].split()
    head = bare(left.words[-1])
    body = head in ORGANIZATION_HEADS
    if link[0] in {"'", "’"}:
        # "Teachers' Bloc": a common plural, and a head that alone would name nothing.
        return is_common(head) and bare(right.words[-1]) in ORGANIZATION_HEADS
    if link[0] in {"'s", "’s"}:
        return head in _WHOSE_BODIES and bare(right.words[-1]) in ORGANIZATION_HEADS
    if left.possessive or left.title or (link[0] == "of" and right.title and len(right.words) > 1):
        return False
    if link[0] == "of" and head in _FELLOWSHIPS and len(left.words) == 1 and not left.initial:
        return not right.title
    if link[0] in {"of", "for", "on"}:
        return (
            (body or any(bare(w) in ORGANIZATION_HEADS for w in left.words[:-1]))
            and (left.kind == "organization" or len(left.words) == 1)
            and (link[0] != "on" or len(left.words) > 1 or head in {"committee", "commission", "council"})
        )
    if link == ["and"] and left.kind == "organization" and not body and {"for", "of", "on"} & set(left.words):
        # "Center for Economic and Policy Research"
        alone = len(right.words) == 1 and bare(right.words[0]) in ORGANIZATION_HEADS
        return right.kind in {"", "organization", "other"} and not alone and not right.title
    # "House Oversight and Government Reform Committee": the head stands at the end, before it there is none.
    return (
        link == ["and"]
        and not body
        and left.kind not in {"person", "publication", "place", "acronym"}
        and right.kind == "organization"
        and min(len(right.words), len(left.words)) >= 2
        and text[: left.start].rstrip()[-3:].casefold() == "the"
    )
