"""A source as written, taken apart: pronoun, name with its role, or nominal with its head and owner."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.speakers.appositives import POSSESSIVES, appositive_name, maker, owner
from store.extraction.speakers.capitals import is_spelt
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import (
    BODY_NOUNS,
    DEMONYMS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    PLACES,
)
from store.extraction.speakers.lexicon.closed import PRONOUNS
from store.extraction.speakers.lexicon.people import KIN, PARTISANS, ROLES
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.names import NameMention
from store.extraction.speakers.offices import CLOSED, office_holder
from store.extraction.speakers.wordclasses import ambiguity, is_common


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


TOP = 200
"""Characters at the head of an article where nominals lack their articles."""
_NOMINAL = ROLES | BODY_NOUNS
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
_TRIM = ' \t\n\u00a0,;:—–―-"“”«»'
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\s+(?=\S)")
"""The time that stands before an entry of a live blog."""
_LEAD = re.compile(
    r"(?:as|but|and|while|according to|both|by|of|even|for|when|neither|nor|only|so|then|that|says?|"
    r"said|\d+(?=\s+(?:a|an|the)\b))\s+(?=\S)",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r",|\(|\[|;|:| [-–—―]+ |[–—―]|[ \u00a0](?:who|whom|whose|which|that|of|for|to|in|from|by|on|with|at|near|"
    r"behind|reached|identified|named|called|known|circulated|released|published|speaking|living|working|"
    r"familiar|involved|close|briefed|representing|including|like|such|under|against|about|among|across|"
    r"around|inside|outside|within|over|intent|eager|fed|now|then|this|last|today|yesterday|tonight|earlier|"
    r"later|based|quoted|cited|and|or|himself|herself|themselves|itself)\b"
)
_ONE_OF_THEM = re.compile(
    r"one of (?:them|the [\w ]{3,30}|his [\w ]{3,30}|her [\w ]{3,30}),\s+(?=\S)", re.IGNORECASE
)
"""Before whoever is named next: "One of them, ward sister NAME,"."""
_DETERMINER = re.compile(
    r"(?:(?:the|a|an|this|these|that|those|his|her|their|its|my|our|your|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|several|some|many|most|both|all|neither|either|each|another|any|every|no|other|"
    r"at least one|one of|two of|three of|some of|many of|most of|none of|neither of|both of|half of|"
    r"a number of|a group of|\d[\d,.]*)\s+)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s\u00a0,;:()\"“”]+")
_TAIL = re.compile(r"\s+(?:each|both|all|alike|too|also|himself|herself|themselves|itself)$")
_POSSESSIVE_END = re.compile(r"(?:['’]s|(?<=s)['’])$")
_DETERMINED = POSSESSIVES | {"the", "a", "an", "both"}
_NUMBERS = WORDS["plural_determiners"]
_ADVERBS = WORDS["adverbs"]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, commas and words that only lead up to the source."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
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
    possessive = _POSSESSIVE_END.search(text[start:end])
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
        role = strip_determiner(text[start : holder.start]).strip(_TRIM)
        return Source(start, end, "name", name=holder, phrase=" ".join(holder.words), role=role)
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
        role = strip_determiner(text[start : named.title_start]).strip(_TRIM)
        role = " ".join(filter(None, (_POSSESSIVE_END.sub("", role), named.title)))
        return Source(start, end, "name", name=named, phrase=" ".join(named.words), role=role)
    both = _holder_of_two(text, start, names)
    if both is not None:
        role = text[start : both.start].strip(_TRIM)
        return Source(start, end, "name", name=both, phrase=" ".join(both.words), role=role)
    return _nominal(text, start, end, stop, names)


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
    if match.group().strip() not in {",", "and", "or"} or last in _NOMINAL or last in GROUP_NOUNS:
        return False
    return before[-1].islower() and len(before) <= 3 and ambiguity(before[-1], first=False)[0] == "J"


_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "our", "my"})


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
    return (sentence_case and low in _NOMINAL) or (single and low in ROLES and before != "")


def _nominal(text: str, start: int, end: int, stop: int, names: list[NameMention]) -> Source:
    core = text[start:stop].strip(_TRIM)
    found = _DETERMINER.match(core + " ")
    determiner = core[: found.end()].strip().casefold() if found else ""
    body = core[found.end() :] if found else core
    words = _compounded([low for w in _WORD.finditer(body) if (low := bare(w.group()))])
    head = _noun(words) if words else determiner
    definite = determiner == "the" or (determiner in POSSESSIVES and head in BODY_NOUNS)
    after = appositive_name(
        text, stop, end, names, body=definite and head in BODY_NOUNS, definite=definite, kin=head in KIN
    )
    if after is not None:
        owned_or_one = determiner in POSSESSIVES | {"one", "another"}
        role = body if owned_or_one else strip_determiner(core)
        return Source(
            start,
            end,
            "name",
            name=after,
            phrase=" ".join(after.words),
            role=" ".join(filter(None, (role, after.title))),
        )
    leading = next(
        (n for n in names if n.title_start <= start + 1 and n.end <= stop and not n.possessive), None
    )
    if leading is not None and _is_no_noun(head) and (leading.kind == "person" or leading.title):
        return Source(start, end, "name", name=leading, phrase=" ".join(leading.words), role=leading.title)
    if head == "international" and (DEMONYMS | PLACES) & set(words):
        head = "player"
    source = Source(
        start,
        end,
        "nominal",
        head=_POSSESSIVE_END.sub("", head),
        determiner=determiner,
        modifiers=tuple(word.removeprefix("ex-") for word in words[:-1]),
    )
    source.owner = owner(text, stop, end, names, determiner)
    source.phrase = _phrase(text, start, stop, end, names)
    if source.head in DOCUMENT_NOUNS:
        for further in _PARTICIPLE.finditer(source.phrase):
            if source.head in map(bare, source.phrase[: further.start()].split()):
                source.phrase = source.phrase[: further.start()]
                break
    state = _HEAD_OF.match(source.phrase)
    if state:
        source.head = "president" if state["of"].casefold() == "state" else "premier"
        source.modifiers = (state["whose"].casefold(),) if state["whose"] else ()
    source.plural = is_plural(source.head, determiner)
    source.by = maker(text, stop, end, names)
    return source


def _compounded(words: list[str]) -> list[str]:
    """With "attorney general" as one word: no general is meant."""
    if words[-1:] == ["general"] and f"{words[-2:][0]}-general" in ROLES:
        return [*words[:-2], f"{words[-2]}-general"]
    return words


def _is_no_noun(head: str) -> bool:
    """Whether a word is a verb form and no noun: a source that ran on into its verb."""
    found = ambiguity(head, first=False)
    return ("N" not in found and found != "P") or (
        head.endswith("s") and "V" in found and head[:-1] not in ROLES
    )


def _noun(words: list[str]) -> str:
    """The noun of a core: its last word, or when that is none ("people fed up") the last that is."""
    last = words[-1]
    if (
        not set(ambiguity(last, first=False)) & {"N", "P"}
        and last not in _NOMINAL
        and last not in GROUP_NOUNS
    ):
        return next((w for w in reversed(words) if w in _NOMINAL or w in GROUP_NOUNS), last)
    return last


def _phrase(text: str, start: int, stop: int, end: int, names: list[NameMention]) -> str:
    """The source without its article, up to the first comma outside a name."""
    at = stop
    cut = end
    for match in re.finditer(r",|;|\(| [-–—]+ |(?<=\w)[–—](?=\w)", text[at:end]):
        if not any(n.start < at + match.start() < n.end for n in names):
            cut = at + match.start()
            break
    phrase = strip_determiner(text[start:cut]).strip(_TRIM + ".")
    phrase = _ON_A_DAY.sub("", _QUANTITY.sub("", phrase))
    return phrase.replace('"', "") if phrase.count('"') % 2 else phrase


_ON_A_DAY = re.compile(r"\s+(?:late\s|early\s)?on(?:\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?$")
_QUANTITY = re.compile(
    r"^(?:small |large |growing )?(?:chorus|number|handful|host)s? of\s+"
    r"|^(?:small|large|growing) groups? of\s+",
    re.IGNORECASE,
)


def strip_determiner(phrase: str) -> str:
    """Without a leading `the`, `a`, `an`."""
    return re.sub(r"^(?:the|a|an)\s+", "", phrase.strip(), flags=re.IGNORECASE)


def is_plural(head: str, determiner: str) -> bool:
    """Whether a nominal is about several."""
    first = determiner.split()[0] if determiner else ""
    if head in GROUP_NOUNS:
        return True
    if first in {"a", "an", "one", "another", "each", "every"} or head in ROLES or head in BODY_NOUNS:
        return False
    return (
        first in _NUMBERS
        or first.isdigit()
        or (head.endswith("s") and head[:-1] in ROLES)
        or (head.endswith("men") and head[:-3] + "man" in ROLES)
    )


_PARTICIPLE = re.compile(
    r"\s+(?:released|published|issued|conducted|taken|filed|posted|leaked|seen|obtained|reviewed|that|which|who"
    r"|from (?:his|her|its|their))\b"
    r"|\s+(?:(?:on|late|early) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:last|this) (?:week|month|year))$"
)
_HEAD_OF = re.compile(r"head of (?:the )?(?:(?P<whose>[\w-]+) )?(?P<of>state|government)\b", re.IGNORECASE)
