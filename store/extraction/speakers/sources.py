"""A source as written: its span without what only leads up to it, the names inside, and the parts it has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import BODY_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare

TOP = 200
"""Characters at the head of an article where nominals lack their articles."""
TRIM = ' \t\n\u00a0,;:—–―-"“”«»'
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\s+(?=\S)")
"""The time that stands before an entry of a live blog."""
_LEAD = re.compile(
    r"(?:as|but|and|while|according to|both|by|of|even|for|when|neither|nor|only|so|then|that|says?|"
    r"said|(?:sir|sirs|madam),|\d+(?=\s+(?:a|an|the)\b))\s+(?=\S)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:each|both|all|alike|too|also|himself|herself|themselves|itself)$"
    r"|(?<!\bof)(?<!\bthose)(?<!\bsome)(?<!\ball)(?<!\bmany)(?<!\bone)\s+(?:who|whose|which|that|where|when)$",
    re.IGNORECASE,
)
_SEAT = re.compile(r"[A-Z][a-z]{1,5}\.,\s+(?=\w)|(?:[A-Z]\.){2},\s+(?=\w)")
"""The state behind a town's name, where the subject begins after it: "in Alexandria, | Va., Lazar said"."""
POSSESSIVE_END = re.compile(r"(?:['’]s|(?<=s)['’])$")
_NUMBERS = WORDS["plural_determiners"]


@dataclass(slots=True)
class Source:
    """One speaker's words for themselves, taken apart."""

    start: int
    end: int
    shape: str
    """`pronoun`, `name`, `nominal`, `handle`, `turn` (of an interview: "Q", "A") or `none`."""
    pronoun: str = ""
    """The pronoun's class, as `PRONOUNS` has it."""
    name: NameMention | None = None
    head: str = ""
    """A nominal's head noun, lower case."""
    phrase: str = ""
    """What to call it when it is nobody known: without its article."""
    determiner: str = ""
    """The leading article, possessive, demonstrative or number, lower case; empty for none."""
    modifiers: tuple[str, ...] = ()
    """Words between determiner and head, lower case."""
    owner: NameMention | str | None = None
    """Whose: a name, or a possessive pronoun."""
    plural: bool = False
    role: str = ""
    """The role that stands with a name."""
    by: NameMention | None = None
    """Who made a document: "a study by NAME"."""

    passing: bool = False
    """It is mentioned in the text, and no source."""

    @property
    def in_headline(self) -> bool:
        """Whether it stands at the head of an article, where nominals lack their articles."""
        phrase = self.phrase
        return not self.determiner and self.start < TOP and phrase[:1].isupper() and not phrase.isupper()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, commas and words that only lead up to the source."""
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    clock = _CLOCK.match(text, max(0, start - 3), end)
    if clock is not None and clock.start() < start < clock.end():
        start = clock.end()
    lead = _LEAD.match(text, start, end)
    if lead and bare(text[start : lead.end()].strip()) not in {"both", "neither"} and lead.end() < end:
        start = lead.end()
    tail = _TAIL.search(text[start:end])
    if tail and tail.start() > 0:
        end = start + tail.start()
    mark = text[end - 1] if end - start > 2 else ""
    if mark in {"'", "’"} and text[end - 2] not in {"s", mark} and text.count(mark, start, end) == 1:
        end -= 1  # it closes what was opened before
    seat = _SEAT.match(text, start, end)
    if seat is not None and text.endswith(", ", 0, start):
        start = seat.end()
    possessive = POSSESSIVE_END.search(text[start:end])
    if possessive and " " not in possessive.group():
        end = start + possessive.start()
    return start, end


def names_within(
    names: Sequence[NameMention], starts: Sequence[int], start: int, end: int
) -> list[NameMention]:
    """The names that stand wholly in `[start, end)`."""
    first = bisect_left(starts, start)
    found = []
    while first < len(names) and names[first].start < end:
        if names[first].end <= end + 1:
            found.append(names[first])
        first += 1
    return found


_BEHIND = re.compile(r"[”\"’»][^\S\n]+(?:\w+[^\S\n]+)?$")
_REACH = 40
"""Characters before a source in which its verb and its quotation's end are looked for."""


def behind_quotation(text: str, at: int) -> bool:
    """Whether a source at `at` stands behind its quotation: "“…,” | she said", "“…,” said | she"."""
    return _BEHIND.search(text, max(0, at - _REACH), at) is not None


def strip_determiner(phrase: str) -> str:
    """Without a leading `the`, `a`, `an`."""
    return re.sub(r"^(?:the|a|an)\s+", "", phrase.strip(), flags=re.IGNORECASE)


_SEVERAL = frozenset({"findings", "results", "figures", "minutes", "records", "documents", "emails"})
"""What says something, and is never "it"."""


def is_plural(head: str, determiner: str) -> bool:
    """Whether a nominal is about several."""
    first = determiner.split()[0] if determiner else ""
    if head in GROUP_NOUNS or head in _SEVERAL:
        return True
    if first in {"a", "an", "one", "another", "each", "every"} or head in ROLES or head in BODY_NOUNS:
        return False
    return (
        first in _NUMBERS
        or first.isdigit()
        or (head.endswith("s") and head[:-1] in ROLES | DOCUMENT_NOUNS)
        or (head.endswith("men") and head[:-3] + "man" in ROLES)
    )
