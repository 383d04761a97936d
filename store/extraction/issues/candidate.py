"""One matter that an article speaks about, with where it was found: `Candidate`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

Stems = tuple[str, ...]


@dataclass(slots=True)
class Candidate:
    """One matter with where it was found."""

    stems: Stems
    forms: Counter[str] = field(default_factory=Counter)
    quotes: dict[int, str] = field(default_factory=dict)
    """Index of a quote to the words in it that name the matter."""
    near: set[int] = field(default_factory=set)
    """Quotes in the same sentences, whether or not inside them."""
    title: bool = False
    listed: bool = False
    """It stands in an enumeration."""
    named: bool = False
    compound: bool = False
    """A matter with what it is about: "release of the tapes"."""
    acted: int = 0
    """How many of its mentions are verbs."""
    debated: bool = False
    """It stands where what is debated stands: "opposes the levy", "talks about the levy"."""
    plain: int = 0
    """How many of its mentions stand outside quotation marks."""
    dubbed: int = 0
    """How many stand in a few words that are all that is quoted: they called it "a budget for clerks"."""
    headline: bool = False
    """The line above the article has all its words."""
    first: int = 1 << 60
    """Offset of the first mention."""

    @property
    def a_byword(self) -> bool:
        """Whether it is only what somebody calls a matter."""
        return len(self.stems) > 1 and self.dubbed >= self.forms.total()

    @property
    def name(self) -> str:
        """The form to show: the most frequent, lower-case ones before capitalised ones."""
        return max(self.forms, key=lambda f: (self.forms[f], f == f.lower(), -len(f)))
