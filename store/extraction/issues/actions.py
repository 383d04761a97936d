"""Verbs of public action with the nouns that name what they do ("resign", "resignation"), and of stance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from store.extraction.issues.lexicon import STANCE

_VOWELS = "aeiou"
_DOUBLED = frozenset({"acquit", "expel", "kidnap"})
"""Verbs of more than one syllable whose last consonant is doubled."""


_TAKES = {"ban": "on", "sanctions": "on", "protest": "against", "retaliation": "against", "investment": "in"}


def link_of(noun: str) -> str:
    """The preposition between such a noun and what it is about: "ban on", "repeal of"."""
    return _TAKES.get(noun, "of")


def action_of(verb: str) -> str | None:
    """The noun that names what a verb form (lower case) does; None when it is no matter of debate."""
    return _table().get(verb)


def takes_a_stance(verb: str) -> bool:
    """Whether a verb form (lower case) says where somebody stands on what follows: "opposes"."""
    return verb in _stances()


@cache
def _stances() -> frozenset[str]:
    return frozenset(form for verb in STANCE for form in _forms(verb))


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in files(__package__).joinpath("actions.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            noun, *verbs = line.split()
            table.update((form, noun) for verb in verbs for form in _forms(verb))
    return table


def _forms(verb: str) -> Iterator[str]:
    """A regular verb's forms: "ban", "bans", "banned", "banning"."""
    yield verb
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        yield verb + "es"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        yield verb[:-1] + "ies"
    else:
        yield verb + "s"
    if verb.endswith("e"):
        base = verb[:-1]
    elif _doubles(verb):
        base = verb + verb[-1]
    else:
        base = verb
    yield base + "ing"
    yield (verb[:-1] + "ied") if verb.endswith("y") and verb[-2] not in _VOWELS else base + "ed"


def _doubles(verb: str) -> bool:
    """Whether the last consonant is doubled: "ban", "expel"."""
    if sum(letter in _VOWELS for letter in verb) > 1:
        return verb in _DOUBLED
    return len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS
