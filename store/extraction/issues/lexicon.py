"""Words that no issue is called by, and those that often head one."""

from __future__ import annotations

from store.extraction.speakers.lexicon import sections
from store.extraction.speakers.lexicon.bodies import GROUP_NOUNS
from store.extraction.speakers.lexicon.closed import CALENDAR
from store.extraction.speakers.lexicon.people import ROLES

_WORDS = sections(__package__, "words.txt")

TIME = CALENDAR | _WORDS["time"]

EMPTY = _WORDS["empty"]
"""Heads that say nothing of a matter by themselves, singular."""

ADJECTIVES_EMPTY = _WORDS["adjectives_empty"]
"""Adjectives that are taken off a phrase's front."""

HUMAN = (
    ROLES
    | frozenset(w.removesuffix("s") for w in GROUP_NOUNS)
    | frozenset(("people", "folk", "woman", "child"))
)

ABSTRACT = _WORDS["abstract"]
"""Heads that often name a matter of debate, singular."""
