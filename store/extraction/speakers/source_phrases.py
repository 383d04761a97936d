"""A source phrase taken apart: pronoun, account, name with its role, or nominal: `parse()`."""

from __future__ import annotations

import re

from store.extraction.speakers.appositives import POSSESSIVES
from store.extraction.speakers.capitals import is_spelt
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import BODY_NOUNS, DEMONYMS, GROUP_NOUNS
from store.extraction.speakers.lexicon.closed import PRONOUNS
from store.extraction.speakers.lexicon.people import PARTISANS, ROLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.nominal_phrases import NOMINAL, nominal
from store.extraction.speakers.offices import CLOSED, office_holder
from store.extraction.speakers.sources import POSSESSIVE_END, TRIM, Source, strip_determiner, trimmed
from store.extraction.speakers.wordclasses import ambiguity, is_common

_CONTRACTED = re.compile(r"['’](?:d|s|ll|ve|re|m)$")
_PAPER = re.compile(
    r"\s(?:daily\s|weekly\s|news\s|online\s){0,2}"
    r"(?:newspaper|daily|weekly|magazine|tabloid|broadsheet|agency|newswire|broadcaster|channel|portal|outlet)"
)
"""What a publication's name is followed by: "the Rialta newspaper"."""
_ACCOUNT = re.compile(r"(?:^|(?<=\s))@\w+")
_BASED = re.compile(r"(the|a|an)\s+[A-Z][\w .,’'-]{1,40}?-based\s+", re.IGNORECASE)
"""Where a body has its seat, before the noun that means it: "the Tarn, Aasland-based company"."""
_TURN = re.compile(r"[QA]\.?|QUESTION|ANSWER|Question|Answer")
"""Labels in an interview that name nobody."""
_BREAK = re.compile(
    r",|\(|\[|;|:| [-–—―]+ |[–—―]|[ \u00a0](?:who|whom|whose|which|that|of|for|to|in|from|by|on|with|at|near|"
    r"behind|reached|identified|named|called|known|circulated|released|published|speaking|living|working|"
    r"familiar|involved|close|briefed|representing|including|like|such|under|against|about|among|across|"
    r"around|inside|outside|within|over|intent|eager|fed|now|then|this|last|today|yesterday|tonight|earlier|"
    r"later|based|quoted|cited|and|or|himself|herself|themselves|itself)\b"
)
_ONE_OF_THEM = re.compile(
    r"(?:one of (?:them|the [\w ]{3,30}|his [\w ]{3,30}|her [\w ]{3,30})|the other [a-z]{3,15}),\s+(?=\S)",
    re.IGNORECASE,
)
"""Before whoever is named next: "One of them, ward sister NAME,", "the other man, his cousin NAME,"."""
_MORE_OF_NAME = re.compile(r"(?: [A-Z][\w-]+){0,2} ")
_DETERMINED = POSSESSIVES | {"the", "a", "an", "both"}
_ADVERBS = WORDS["adverbs"]
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "our", "my"})


def parse(text: str, start: int, end: int, names: list[NameMention]) -> Source:
    """One source phrase taken apart; `names` are those inside it."""
    start, end = trimmed(text, start, end)
    if start >= end:
        return Source(start, end, "none")
    return (
        _of_no_name(text, start, end)
        or _within_more(text, start, end, names)
        or _named(text, start, end, names)
    )


def _of_no_name(text: str, start: int, end: int) -> Source | None:
    """An account, a label of an interview, a pronoun, or an adverb that is nobody."""
    phrase = text[start:end]
    account = _ACCOUNT.search(phrase)
    if account is not None:
        phrase = account.group()
        camel = phrase[1:2].isupper()
        return Source(start, end, "handle", phrase=phrase[1:], head="person" if camel else "organization")
    if _TURN.fullmatch(phrase):
        return Source(start, end, "turn", head=phrase[0], phrase=phrase)
    low = phrase.casefold()
    first, _, rest = _CONTRACTED.sub("", low).partition(" ")
    if low in _ADVERBS or low == "neither":
        return Source(start, end, "none")
    if (
        first in PRONOUNS
        and not is_spelt(text, start, end)
        and rest in {"", "himself", "herself", "itself", "themselves", "both", "all"}
    ):
        return Source(start, end, "pronoun", pronoun=PRONOUNS[first], phrase=phrase)
    return None


def _within_more(text: str, start: int, end: int, names: list[NameMention]) -> Source | None:
    """Whoever stands behind words that only lead up: "One of them, sister NAME", "the Tarn-based mill"."""
    among = _ONE_OF_THEM.match(text, start, end)
    if among is not None and any(n.start >= among.end() and len(n.words) > 1 for n in names):
        return parse(text, among.end(), end, [n for n in names if n.title_start >= among.end()])
    seat = _BASED.match(text, start, end)
    if seat is not None:
        found = parse(text, seat.end(), end, [n for n in names if n.title_start >= seat.end()])
        found.determiner = found.determiner or seat.group(1).casefold()
        return found
    return None


def _named(text: str, start: int, end: int, names: list[NameMention]) -> Source:
    """A name with its role, or a nominal."""
    holder = office_holder(text, start, end, names)
    if holder is not None:
        role = strip_determiner(text[start : holder.start]).strip(TRIM)
        return Source(start, end, "name", name=holder, phrase=" ".join(holder.words), role=role)
    beside = _behind_a_body(text, end, names)
    if beside is not None:
        role = strip_determiner(text[start : beside.title_start]).strip(TRIM)
        return Source(start, end, "name", name=beside, phrase=" ".join(beside.words), role=role)
    stop = _core_end(text, start, end, names)
    paper = next((n for n in names if _PAPER.fullmatch(text, n.end, stop)), None)
    if paper is not None and paper.kind != "person":
        role = text[paper.end : stop].split()[-1]
        return Source(start, end, "name", name=paper, phrase=" ".join(paper.words), role=role)
    people = text[start:stop].split()
    head = bare(people[-1])
    # "The Chinese", "the British" are many; "the Republican from Aasland" says more.
    from_there = head in DEMONYMS - ROLES and not head.endswith(("ese", "sh", "ch", "ss"))
    alone = from_there or (head in PARTISANS and CLOSED.match(text, stop, end) is not None)
    if 1 < len(people) < 5 and people[0].casefold() == "the" and alone:
        found = Source(start, end, "nominal", head=head, determiner="the")
        found.phrase, found.modifiers = " ".join(people[1:]), tuple(map(bare, people[1:-1]))
        return found
    named = next((n for n in names if abs(n.end - stop) <= 1 and (not n.possessive or n.end >= end)), None)
    if named and not is_nominal_name(text, start, named):
        role = strip_determiner(text[start : named.title_start]).strip(TRIM)
        role = " ".join(filter(None, (POSSESSIVE_END.sub("", role), named.title)))
        return Source(start, end, "name", name=named, phrase=" ".join(named.words), role=role)
    both = _holder_of_two(text, start, names)
    if both is not None:
        role = text[start : both.start].strip(TRIM)
        return Source(start, end, "name", name=both, phrase=" ".join(both.words), role=role)
    return nominal(text, start, end, stop, names)


def _behind_a_body(text: str, end: int, names: list[NameMention]) -> NameMention | None:
    """The person right behind the name of a body: "a student at University of Texas Arlington NAME"."""
    last = names[-1] if names else None
    body = next((n for n in reversed(names[:-1]) if n.kind in {"organization", "place"}), None)
    if last is None or body is None or last.kind != "person" or len(last.words) < 2 or body.possessive:
        return None
    between = _MORE_OF_NAME.fullmatch(text, body.end, last.title_start)
    return last if between is not None and abs(last.end - end) <= 1 else None


def _holder_of_two(text: str, start: int, names: list[NameMention]) -> NameMention | None:
    """Who has two roles before the name: "Former prosecutor and City Mayor NAME"."""
    for name in names:
        one, link, two = text[start : name.start].rstrip().partition(" and ")
        words = one.split()
        if not link or "," in one + two or len(name.words) < 2 or bare(words[0]) in _DETERMINED:
            continue
        if bare(words[-1]) in ROLES and (name.title or bare((two.split() or [""])[-1]) in ROLES):
            return name
    return None


def _core_end(text: str, start: int, end: int, names: list[NameMention]) -> int:
    at = start
    while match := _BREAK.search(text, at, end):
        inside = next((n for n in names if n.title_start <= match.start() < n.end), None)
        if inside is None and match.start() > start and not _goes_on(text, start, match):
            return match.start()
        at = inside.end if inside and inside.end > match.start() else match.end()
    return end


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a phrase has not reached its noun yet: "an inside source", "national and local polls"."""
    before = text[start : match.start()].split()
    if not before:
        return False
    last = bare(before[-1])
    if len(before) == 1 and last in _ARTICLES:
        return True
    if match.group().strip() not in {",", "and", "or"} or last in NOMINAL or last in GROUP_NOUNS:
        return False
    return before[-1].islower() and len(before) <= 3 and ambiguity(before[-1])[0] == "J"


def is_nominal_name(text: str, start: int, name: NameMention) -> bool:
    """Whether a capitalised head is a common noun all the same: `Many Democrats`, `Republicans`."""
    low = bare(name.words[-1])
    if name.title or name.kind == "person":
        return False
    several = low.endswith("s") and low[:-1] in ROLES and is_common(name.words[0].lower())
    if low in GROUP_NOUNS or several:
        return True
    single = len(name.words) == 1
    before = text[start : name.start].rstrip()
    if single and low in BODY_NOUNS and before.endswith(("'s", "’s")):
        return True
    sentence_case = single and name.words[0][1:].islower() and name.start == start
    return (sentence_case and low in NOMINAL) or (single and low in ROLES and before != "")
