"""Whether the role that somebody has is the one a nominal names: "the minister", "the former premier"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from store.extraction.speakers.entities import Entity, gender_of_words
from store.extraction.speakers.lexicon import WORDS
from store.extraction.speakers.lexicon.bodies import (
    COMPOUND_PLACES,
    GENERIC_BODIES,
    NATIONALITIES,
    PLACES,
)
from store.extraction.speakers.lexicon.closed import FUNCTION_WORDS
from store.extraction.speakers.lexicon.people import ANAPHORIC, PARTISANS, PORTFOLIOS
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.roles import expanded
from store.extraction.speakers.sources import Source

_RANKED = (PORTFOLIOS | WORDS["functions"]) - {"and", "the"}
"""What tells one minister, secretary or director of a body from the others."""
_OFFICES = WORDS["offices"]
_SEATS_OF = {
    "bundestag": {"german"},
    "kremlin": {"russian"},
    "duma": {"russian"},
    "knesset": {"israeli"},
    "pentagon": {"american", "us"},
    "vatican": {"vatican"},
}
"""Seats of government to whose they are."""
_SPOKEN_FOR = re.compile(r"([\w-]+(?: [\w-]+)?)['’]s? (?:[\w-]+ ){0,2}spokes\w+$")
"""Whose spokesman, where no name says it: "the Prime Minister's official spokesman"."""
"""What every country has: whose nationality is not told is not the holder that a nationality is told of."""
_SEAT_IN_LETTERS = re.compile(r"^[rdi]-")
"""The party before whose seat it is: "r-iowa"."""
_WAS = frozenset({"former", "ex", "then", "one-time"})
"""Words in a role that somebody had."""
_LESSER = frozenset({"vice", "deputy"})
_TOPS = WORDS["top_offices"]
"""Offices that their deputies are not called by."""
_HEADS_OF_STATE = frozenset({"president", "premier", "prime-minister", "chancellor", "king", "chairman"})
_PARTIES = {
    "conservative": "conservative",
    "democrat": "democrat",
    "democratic": "democrat",
    "gop": "republican",
    "green": "green",
    "labour": "labour",
    "liberal": "liberal",
    "reform": "reform",
    "republican": "republican",
    "snp": "snp",
    "tory": "conservative",
}
_TOP_OF_BODIES = frozenset({"ceo", "chair", "chairman", "chairwoman", "executive"})
_LOOSELY = {
    "boss": _TOP_OF_BODIES | {"coach", "manager"},
    "chief": _TOP_OF_BODIES,
    "coach": frozenset({"manager"}),
    "head": _TOP_OF_BODIES,
    "skipper": frozenset({"captain"}),
}
"""What else whoever heads a body or a team is called; nobody calls a chair "the executive" for that."""
_OWN_WORD = {
    "america": "american", "holland": "dutch", "netherlands": "dutch", "philippines": "filipino",
    "uk": "british", "us": "american",
}  # fmt: skip
"""Nationalities that do not begin as the country does."""
_STATED = 8.0
"""The score of a role that is stated in the very words."""


class RoleMatch:
    """How well an entity's roles are those a nominal names: called with an entity, a score, or None."""

    def __init__(self, source: Source, gender: str, just_spoke: Entity | None = None) -> None:
        self.source = source
        self.gender = gender
        self.owner: Entity | None = None
        """Whose the holder is, as entity and, in `owner_at`, by its index."""
        self.owner_at = -1
        self.just_spoke = just_spoke
        self.wanted = (
            expanded(source.head) | {source.head.removeprefix("ex-")} | _LOOSELY.get(source.head, set())
        )
        self._modifiers = [m for m in source.modifiers if len(m) > 2]
        self._nations = NATIONALITIES.intersection(self._modifiers)
        self._seat = places_in(source.modifiers)
        self._phrase = source.phrase.casefold()
        self._portfolio = _RANKED.intersection(self._modifiers)
        self._land = _land_of(source)
        self.complement = _complement(source.phrase)
        """What the nominal says its holder is head of."""
        spoken_for = _SPOKEN_FOR.match(self._phrase) if source.owner is None else None
        self._spoken_for = spoken_for[1] if spoken_for else ""
        self._told = {w for w in _words(self._phrase) if w not in self._modifiers} - {source.head}

    def __call__(self, entity: Entity) -> float | None:
        """The score of an entity as holder; None when it cannot be."""
        if entity.kind not in {"person", "", "anonymous"} or entity.plural or entity is self.owner:
            return None
        roles = " ".join(entity.roles).casefold()
        known = _nations_of(roles) if self._nations else set()
        if self._is_elsewhere(entity, roles, known) or not self._is_called_so(entity, known):
            return None
        head = self.source.head
        if not entity.key and self.owner_at >= 0 and entity.owner not in {-1, self.owner_at}:
            return None  # "his lawyer" is not hers
        if self._is_of_another(entity) or holds_another(entity, self.source) or self._is_abroad(roles):
            return None
        later = entity.first_at > self.source.start
        if later and self._spoken_for and self._spoken_for not in roles:
            return None  # "the Prime Minister's official spokesman" is no other's
        stated_so = bool(self._modifiers) and self._phrase in roles
        surely = gender_of_words((head,))
        if (
            self.gender
            and entity.gender not in {"", self.gender}
            and not (stated_so and surely != self.gender)
        ):
            return None
        told = set(_words(roles))
        if self.complement and head not in entity.heads and not known and not self.complement & told:
            return None  # "the head of the drivers' union" is no airline's chief executive
        if stated_so:
            return _STATED
        if head in PARTISANS and self._told and not self._told & told:
            return None  # "the Republican from Aasland" is not any Republican
        goes_on = 2.0 * (entity is self.just_spoke and head in ANAPHORIC)
        stated = goes_on + sum(2.5 if m in roles else -1.0 for m in self._modifiers)
        return (
            2.0 * (head in entity.heads) + stated + 3.0 * bool(known) - 3.0 * _no_longer(entity, self.source)
        )

    def _is_elsewhere(self, entity: Entity, roles: str, known: Set[str]) -> bool:
        """Whether somebody is of another country or town, or of none in an office that every country has."""
        elsewhere = places_in(_words(roles)) if self._seat else self._seat
        if (known and not known & self._nations) or (elsewhere and not elsewhere & self._seat):
            return True
        unknown = bool(self._nations) and not known
        return unknown and self.source.head in _OFFICES and entity is not self.just_spoke

    def _is_abroad(self, roles: str) -> bool:
        """Whether somebody's roles tell other countries only than the one whose head of state is asked for:
        "France's president" is not the president of Russia.
        """
        words = _words(roles) if self._land else []
        told = (PLACES & {word.removesuffix("'s").removesuffix("’s") for word in words}) | _nations_of(roles)
        own = _OWN_WORD.get(self._land, self._land)
        return bool(words and told) and not any(word[:2] == own[:2] or word == self._land for word in told)

    def _is_called_so(self, entity: Entity, known: Set[str]) -> bool:
        """Whether somebody is called by the nominal's noun or one that means the same."""
        if self.wanted & entity.heads:
            return True
        # "His Polish counterpart NAME" holds the office that is spoken of.
        leads = self.source.head == "leader" and bool(entity.heads & _HEADS_OF_STATE)
        told = {word for role in entity.roles for word in role.casefold().split()}
        if leads and not told.isdisjoint(self._modifiers):
            return True  # "the president of the dockers' union": "the union leader"
        return bool(known) and ("counterpart" in entity.heads or leads)

    def _is_of_another(self, entity: Entity) -> bool:
        """Whether somebody is minister or secretary of another thing: "transport minister" is not any."""
        if not self._portfolio:
            return False
        head = self.source.head
        theirs: set[str] = set()
        general = False
        for role in entity.roles:
            words = _words(role)
            if head in words:
                theirs |= _RANKED.intersection(words)
                general |= "general" in words or f"{head}-general" in words
        return bool(theirs or general) and not theirs & self._portfolio


def of_another_party(entity: Entity, source: Source) -> bool:
    """Whether "the Republican nominee" is asked for and somebody is a Democrat."""
    asked = {_PARTIES[word] for word in (source.head, *source.modifiers) if word in _PARTIES}
    known = entity.heads & set(_PARTIES.values())
    return bool(asked and known) and not asked & known


def of_that_party(entity: Entity, source: Source) -> bool:
    """Whether "the Labour candidate" is asked for and somebody is of that party."""
    asked = {_PARTIES[word] for word in (source.head, *source.modifiers) if word in _PARTIES}
    return bool(asked & entity.heads)


def holds_another(entity: Entity, source: Source) -> bool:
    """Whether what somebody is called by is another office all the same: the shadow chancellor is not the
    chancellor, the premier is not the former premier.
    """
    asked = _asked(source)
    found = _stated(entity, source)
    if not found:
        return False
    if "shadow" not in asked and all("shadow" in before for before in found):
        return True
    if source.head in _TOPS and not asked & _LESSER and all(before & _LESSER for before in found):
        return True
    return bool(asked & _WAS) and not any(before & _WAS for before in found)


def _land_of(source: Source) -> str:
    """The place of one word whose head of state a nominal names: "France" of "France's president"."""
    owner = source.owner
    if isinstance(owner, str) or owner is None or source.head not in _HEADS_OF_STATE:
        return ""
    word = bare(owner.words[-1])
    return word if len(owner.words) == 1 and word in PLACES else ""


def places_in(words: Sequence[str]) -> frozenset[str]:
    """The places that words name, those of two words joined by a hyphen."""
    words = [_SEAT_IN_LETTERS.sub("", word) for word in words]
    pairs = {"-".join(pair) for pair in pairwise(words)} & COMPOUND_PLACES
    parts = {part for pair in pairs for part in pair.split("-")}
    return frozenset(pairs | ((PLACES & set(words)) - parts))


def _nations_of(roles: str) -> set[str]:
    """The nationalities that roles tell, by the seats of governments too: "Kremlin spokesman"."""
    words = set(_words(roles))
    return set(NATIONALITIES & words).union(*(_SEATS_OF[word] for word in words & _SEATS_OF.keys()))


def _no_longer(entity: Entity, source: Source) -> bool:
    """Whether somebody is only said to have had the office once, when its holder is asked for."""
    found = _stated(entity, source)
    return bool(found) and not _asked(source) & _WAS and all(before & _WAS for before in found)


def _asked(source: Source) -> set[str]:
    """The words that a nominal puts before its noun, "ex" of an "ex-minister" among them."""
    return set(source.modifiers) | ({"ex"} if source.head.startswith("ex-") else set())


def _stated(entity: Entity, source: Source) -> list[set[str]]:
    """What stands before a nominal's noun in each of somebody's roles."""
    called = [head.split("-") for head in expanded(source.head.removeprefix("ex-"))]
    return [before for role in entity.roles for head in called for before in _before(role, head)]


def _before(role: str, head: list[str]) -> Iterator[set[str]]:
    """What stands before each `head` in a role: "former deputy" of "former deputy mayor"."""
    words = [word for one in _words(role) for word in one.split("-")]
    for at in range(len(words) - len(head) + 1):
        if words[at : at + len(head)] == head:
            yield set(words[max(0, at - 4) : at])


def _complement(phrase: str) -> frozenset[str]:
    """What a description says its holder is head or member of, unless the text has named it before."""
    _, link, rest = phrase.casefold().partition(" of ")
    words = {bare(word.removesuffix("'s").removesuffix("’s").strip(",()")) for word in rest.split()}
    return frozenset(words - FUNCTION_WORDS - GENERIC_BODIES) if link else frozenset()


def _words(text: str) -> list[str]:
    return [bare(word.strip(",()")) for word in text.split()]
