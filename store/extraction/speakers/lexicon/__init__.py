"""Word lists of English news: titles, roles, kin, groups, bodies, publications, places, closed classes.

The lists stand in `words.txt` and `given_names.txt`, written from general knowledge: lower case, without the
dots of abbreviations.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from store.text import fold


def sections(package: str, file: str) -> dict[str, frozenset[str]]:
    """The lists of a file of `[name]` lines, each followed by its words; `#` begins a comment line."""
    lists: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in files(package).joinpath(file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = lists.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            current.update(line.split())
    return {name: frozenset(words) for name, words in lists.items()}


WORDS = sections(__package__, "words.txt")


@cache
def given_names() -> dict[str, str]:
    """Folded given names to the gender they tell: `m`, `f`, or empty."""
    table: dict[str, str] = {}
    for line in files(__package__).joinpath("given_names.txt").read_text(encoding="utf-8").splitlines():
        gender, _, names = line.partition(" ")
        if gender not in {"m", "f", "u"}:
            continue
        for name in fold(names).split():
            table[name] = "" if gender == "u" or (name in table and table[name] != gender) else gender
    return table
