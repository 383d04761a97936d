"""Roles as the article states them: titles, and appositives before and after a name."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest

from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.closed import FUNCTION_WORDS
from store.extraction.speakers.lexicon.people import ROLES, SYNONYMS, TITLES
from store.extraction.speakers.name_mention import NameMention
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.sources import strip_determiner
from store.extraction.speakers.wordclasses import ambiguity

_AFTER = re.compile(
    r"(?:[ \u00a0]\([^()]{1,40}\))?,\s+(?:(?:aged? )?\d{1,3},\s+)?"
    r"(?P<role>[^,.;:()“”\"\n]{3,140}?(?:\([^()]{2,30}\))?)"
    r"(?=[,.;:\n]|\s[—–-]\s|\s(?:who|which)\b|\s(?:said|says|told)\b(?!\s*[,.;])|$)"
)
_IS = re.compile(
    r"(?:,?\s(?:is|was|has been|became|serves as|served as)|,\swho\s(?:is|serves as))"
    r"\s(?:now\s|currently\s)?(?:(?:the|an?)\s)?"
    r"(?P<role>(?:[\w’'-]+\s){0,3}?(?P<head>[a-z-]+)\s(?:of|for|at)\s(?:the\s)?[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,4})"
)
_PARTY = re.compile(
    r"[ \u00a0]\((?P<within>[RDI]-[A-Z][\w.\- ]*|[A-Z][a-z]{1,4}\.)\)"
    r"|, (?P<after>[RDI]-[A-Z][\w-]+)(?=[,.;\s])"
)
_BEFORE = re.compile(
    r"(?:^|[.!?”\"’'»]\s+|\n|[,;:]\s+|\b(?:by|and|but|that|from|with|For|[Aa]ccording to)\s+)"
    r"(?P<role>(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|"
    r"(?:[\w’' -]|\.(?=\w)|\b(?:St|Mr|Mrs|Ms|Dr)\. ){1,40}['’]s)"
    r"\s[^,.;:()“”\"\n]{2,80}),\s+$"
)
_WITHIN = re.compile(
    r"(?<=[a-z] )(?P<role>(?:the|an?|its|his|her|their|our|my)\s(?:(?!as\b)[^,.;:()“”\"\n]){2,80}),\s+$"
)
"""The appositive of a name that does not begin its clause: "wrote to the chancellor, NAME"."""
_FRONTED = re.compile(
    r"(?:^|[.!?”\"]\s|\n)(?:[A-Z][a-z]+ing|Asked|After|Before|When|While|During|At|In)\b[^,.!?\n]*,\s$"
)
"""A clause before the subject, which ends with somebody else."""
_SAYS = re.compile(
    r"\s(?:said|says|told|added|noted|stressed|stated|argued|warned|insisted|recalled|called|urged)\b"
)
_DETERMINED = re.compile(r"(?<=[a-z] )(?:the|an?|its|his|her|their|our|my)\s")
_WHOSE = re.compile(r"^(?:its|his|her|their|our|my)\s+", re.IGNORECASE)
_ATTACHED = re.compile(r"\b(?:of|for|to|in|at|from|on|with|and) $")
"""Before a noun phrase that belongs to the one before: "the wife of the mayor, NAME"."""
_HEAD_END = re.compile(r"(?<![-\w])(?:of|for|to|in|at|from|on|with|who|and|now|by|under|turned)(?![-\w])")
_WORD = re.compile(r"[\w'’.-]+")
_LEFT = re.compile(r"(?:[\w&'’./-]+[ \u00a0]){1,6}$")


def _synonyms() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in SYNONYMS:
        words = line.split()
        for word in words:
            table.setdefault(word, {word}).update(words)
    return {word: frozenset(found) for word, found in table.items()}


SYNONYM = _synonyms()


_EXPERTS = frozenset({"analyst", "correspondent", "economist", "reporter", "scientist", "strategist"})
"""Who is chief among others of a trade, and nobody's chief."""


_GOVERNED = re.compile(r"\b(?:about|by|with|on|to|from|for|against|after|than) $")
"""Before a name that is no subject."""
_OFFICES = {
    "chief executive": {"ceo"},
    "chief financial officer": {"cfo"},
    "chief operating officer": {"coo"},
    "first lady": {"first-lady"},
    "prime minister": {"premier", "prime-minister"},
}
"""Offices of two words and more, and what else their holders are called."""


@lru_cache(maxsize=1 << 14)
def role_heads(role: str) -> frozenset[str]:
    """The nouns by which a role's holder may be called: `minister` of `Interior Minister Brig. Gen.`"""
    found: set[str] = set()
    for part in re.split(r"\band\b|,|;", role):
        upto = _HEAD_END.search(part.strip())
        piece = part.strip()[: upto.start()] if upto and upto.start() else part
        words = list(map(bare, _WORD.findall(piece)))
        for low, after in zip_longest(words, words[1:], fillvalue=""):
            if low == "chief" and (after in ROLES - {"executive"} or words[-1] in _EXPERTS):
                continue  # "chief economist": nobody calls one "the chief"
            if low in ROLES or low in TITLES:
                found.add(low)
                found.update(h for h in low.split("-") if h in ROLES)
    for office in re.findall(r"\b(\w+)[ -]general\b", role.casefold()):
        if f"{office}-general" in ROLES:
            found = (found - {"general"}) | {f"{office}-general"}
    words = role.split()
    if not found and words and words[0][0].isupper() and bare(words[-1]) in ROLES:
        found.add(bare(words[-1]))  # "Bank of Aasland governor"
    lowered = role.casefold()
    for office, names in _OFFICES.items():
        if office in lowered:
            found |= names
    if "ceo" in found:
        found.add("executive")
    return frozenset(found)


def expanded(head: str) -> frozenset[str]:
    """`head` and the words that may name the same holder."""
    return SYNONYM.get(head, frozenset({head}))


def role_after(text: str, mention: NameMention) -> str:
    """The appositive that follows a name: "X, 54, the chair of Y, said"."""
    match = _AFTER.match(text, mention.end)
    if not match:
        return _copular(text, mention)
    role = match.group("role").strip()
    words = role.split()
    said = text.startswith((" said", " says", " told"), match.end())
    if said and _GOVERNED.search(text, max(0, mention.title_start - 12), mention.title_start):
        return ""  # "Asked about NAME, the chief executive said": another
    if words[0] == "who":
        return _copular(text, mention)
    if not role_heads(role) or len(words) > 20 or _is_clause(words):
        return ""
    return strip_determiner(role)


_VERBAL = frozenset("VB")
_OBJECTS = frozenset({"of", "that", "the", "a", "an", "his", "her", "its", "their", "it", "them", "him"})
"""What a finite verb goes on with, and a participle behind a noun does not."""


def _is_clause(words: list[str]) -> bool:
    first = words[0].casefold()
    if first in WORDS["clause_starts"]:
        return True
    if first.endswith(("ing", "ed")):
        return first not in WORDS["role_participles"]
    if set(ambiguity(words[0])) <= _VERBAL:
        return True  # "NAME, of Mill Lane, denies witness intimidation"
    if any(w in {"is", "was", "are", "were", "has", "had", "said", "will", "would"} for w in words):
        return True
    # "(in the town now called) NAME, the candidate boasted of his skill", but "NAME, a candidate backed by …"
    return any(
        bare(head) in ROLES and set(ambiguity(verb)) <= _VERBAL and what in _OBJECTS
        for head, verb, what in zip(words, words[1:], words[2:], strict=False)
    )


def _copular(text: str, mention: NameMention) -> str:
    """The role a name is said to have: "NAME has been premier of Y for a year"."""
    match = _IS.match(text, mention.end)
    if not match or bare(match.group("head")) not in ROLES:
        return ""
    return match.group("role")


def party(text: str, mention: NameMention) -> str:
    """The party and state in brackets or between commas after a name, as `(R-Ohio)`."""
    match = _PARTY.match(text, mention.end)
    return f"({match['within'] or match['after']})" if match else ""


_SEAT = re.compile(
    r"(?:,?[ \u00a0]\(?)([RD])-[A-Z]|[ \u00a0]\((Con|Conservative|Green|Lab|Labour|Reform|SNP)\)"
)
_OF_PARTY = re.compile(r"\b(Conservative|Green|Labour|Reform(?: UK)?|SNP)(?:['’]s|s['’])?\s(?:\w+\s)?$")
_IN_FULL = {"r": "republican", "d": "democrat", "con": "conservative", "lab": "labour", "reform uk": "reform"}


def partisan(text: str, mention: NameMention) -> str:
    """What their party makes somebody: `democrat` after "(D-Ohio)", `labour` behind "Labour's"."""
    after = _SEAT.match(text, mention.end)
    start = mention.title_start
    before = None if after else _OF_PARTY.search(text, max(0, start - 30), start)
    match = after or before
    if match is None:
        return ""
    found: str = next(filter(None, match.groups())).casefold()
    return _IN_FULL.get(found, found)


def role_before(text: str, mention: NameMention) -> str:
    """The appositive before a name: "its chief executive, NAME"."""
    window = text[max(0, mention.title_start - 120) : mention.title_start]
    if not window.rstrip().endswith(","):
        return ""
    match = _BEFORE.search(window)
    inner = sorted(
        _DETERMINED.finditer(window), key=lambda m: (bool(_ATTACHED.search(window, 0, m.start())), -m.start())
    )
    starts = [match] if match else [_WITHIN.match(window, at.start()) for at in inner]
    if _FRONTED.search(window) and _SAYS.match(text, mention.end):
        return ""  # "Speaking with his Qatari counterpart, NAME said"
    for found in starts:
        role = found.group("role").strip() if found else ""
        if role_heads(role) and not _is_clause(role.split()[1:] or [""]):
            first, _, rest = role.partition(" ")
            role = rest if set(ambiguity(first)) <= _VERBAL else role  # "said the club's owner,"
            return strip_determiner(_WHOSE.sub("", strip_determiner(role)))
    return ""


def role_left(text: str, mention: NameMention) -> str:
    """Lower-case role words right before a name: "White House press secretary NAME", with its title."""
    window = text[max(0, mention.title_start - 80) : mention.title_start]
    line = re.split(r"[\n,.;:()“”\"]\s", window)[-1]
    match = _LEFT.search(line)
    if not match:
        return _ADDRESS.sub("", mention.title)
    words = match.group().split()
    kept: list[str] = []
    for word in reversed(words):
        low = bare(word)
        if (
            not low.strip("-–—'’")
            or low in _STOPPERS
            or (not kept and low not in ROLES and not mention.title)
            or _is_no_role_word(word)
        ):
            break
        kept.append(word)
    kept.reverse()
    further = words[: len(words) - len(kept)]
    leads = kept[0] if kept else mention.title if " " in mention.title else ""
    while leads[:1].isupper() and _names_seat(further):
        # "Bank of Aasland governor NAME", "Bank of Aasland Governor NAME"
        while further and further[-1] in {"of", "the"}:
            kept.insert(0, further.pop())
        while further and further[-1][0].isupper():
            kept.insert(0, further.pop())
    role = " ".join(kept)
    role = re.sub(r"^[^\w]*\w+['’]s\s+", "", role) if role.count(" ") > 3 else role
    return _ADDRESS.sub("", " ".join(filter(None, (role, mention.title))))


def _names_seat(words: list[str]) -> bool:
    """Whether words before a role end with a name and "of": "Bank of", but not "a bench of"."""
    named = words[:-2] if words[-2:] == ["of", "the"] else words[:-1]
    return words[-1:] in (["of"], ["the"]) and bool(named) and named[-1][0].isupper()


_RANKS = frozenset({"first", "second", "third", "former"})
_ADDRESS = re.compile(r"\s+(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Mme)\.?$")


def _is_no_role_word(word: str) -> bool:
    """Verbs, numbers and shares before a title are no part of it: "backed Senator", "15 percent"."""
    small = re.split("['’]", word)[0]
    if word[0].isdigit() or word.endswith("%") or (small in FUNCTION_WORDS and small not in _RANKS):
        return True
    if word[0].isupper() or "-" in word or bare(word) in ROLES:
        return False
    found = ambiguity(word)
    return not set(found) & {"N", "J"} or (
        word.endswith(("ed", "ing")) and word not in WORDS["role_participles"]
    )


_STOPPERS = WORDS["stoppers"]
"""Words that cannot stand in a role before a name."""


_AGE_AFTER = re.compile(
    r"(?:,\s+(?:aged? )?|\s\()(\d{1,3})(?:(?<=\d\d)\)|(?=[,.;]|\s(?:and|who|said|says)\b))"
)
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old\s(?:[\w’'-]+\s){0,4}$")


def age(text: str, mention: NameMention) -> str:
    """How old somebody is said to be, as a noun may say it: `54-year-old`; or empty."""
    found = _AGE_AFTER.match(text, mention.end)
    begin = max(0, mention.title_start - 60)
    if found is None and text.find("-year-old", begin, mention.title_start) >= 0:
        found = _AGE_BEFORE.search(text, begin, mention.title_start)
    return f"{found.group(1)}-year-old" if found else ""


_BRACKETED = re.compile(r"[ \u00a0]\(([^()\d]{3,50})\)")


def bracketed(text: str, mention: NameMention) -> str:
    """What stands in brackets after a name, when it is no party and no place: "NAME (chief spokesperson)"."""
    match = _BRACKETED.match(text, mention.end)
    if not match or not match.group(1)[0].islower():
        return ""
    return match.group(1)
