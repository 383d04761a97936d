"""Quotes as plans judge them: one by one, or a few at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from store.search.tags import is_token


class Alternative(NamedTuple):
    """Words side by side in the text, or one filter token."""

    terms: tuple[str, ...]

    @property
    def expression(self) -> str:
        return '"' + " ".join(self.terms) + '"'

    @property
    def is_tag(self) -> bool:
        return is_token(self.terms[0])


@dataclass(slots=True)
class Row:
    """One quote as a plan judges it."""

    id: int
    words: str
    """Its words, folded, with a space around each."""
    tags: str
    """Its filter tokens."""
    _present: frozenset[str] | None = None

    @property
    def present(self) -> frozenset[str]:
        """Its words and filter tokens."""
        if self._present is None:
            self._present = frozenset(f"{self.words}{self.tags}".split())
        return self._present

    def holds(self, alternatives: Iterable[Alternative]) -> bool:
        """Whether it has one of `alternatives`."""
        return any(
            f" {' '.join(one.terms)} " in self.words if len(one.terms) > 1 else one.terms[0] in self.present
            for one in alternatives
        )


@dataclass(slots=True)
class Listing:
    """A few ids, and which of them hold which words: for each word a number with a bit for each id."""

    ids: list[int]
    whole: bool = True
    """Whether there was time to list all."""
    indexed: int = 0
    """So many of the ids are entered, or gone."""
    _bits: dict[str, int] = field(default_factory=dict)
    _entered: list[int] = field(default_factory=list)

    def enter(self, row: Row) -> None:
        """Note the words and filter tokens of a row."""
        bit = 1 << len(self._entered)
        self._entered.append(row.id)
        bits = self._bits
        for word in row.present:
            bits[word] = bits.get(word, 0) | bit

    @property
    def entered(self) -> int:
        """How many ids are entered."""
        return len(self._entered)

    def holding(self, factors: Iterable[Iterable[Alternative]], start: int) -> list[int]:
        """The ids, from the one entered as number `start`, that may hold one alternative of each factor.

        Words side by side are not told from words apart.
        """
        left = (1 << len(self._entered)) - (1 << start)
        for some in factors:
            holding = 0
            for one in some:
                together = left
                for word in one.terms:
                    together &= self._bits.get(word, 0)
                holding |= together
            left = holding
        found = []
        while left:
            lowest = left & -left
            found.append(self._entered[lowest.bit_length() - 1])
            left ^= lowest
        return found
