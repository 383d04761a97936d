"""A few quotes and which of them hold which words, as numbers with a bit for each quote.

So what holds of hundreds of quotes is found by a few operations on whole numbers, not quote by quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from store.search.rows import Alternative, Row


@dataclass(slots=True)
class Listing:
    """A few ids, of which some are entered: their words are known."""

    ids: list[int]
    whole: bool = True
    """Whether there was time to list all."""
    looked_at: int = 0
    """So many of the ids are entered, or gone."""
    entered: list[Row] = field(default_factory=list)
    """The place of a row here is its bit."""
    _bits: dict[str, int] = field(default_factory=dict)

    def enter(self, row: Row) -> None:
        """Note the words and filter tokens of a row."""
        bit = 1 << len(self.entered)
        self.entered.append(row)
        bits = self._bits
        for word in set(f"{row.words}{row.tags}".split()):
            bits[word] = bits.get(word, 0) | bit

    def since(self, start: int) -> int:
        """The rows entered from the place `start` on."""
        return (1 << len(self.entered)) - (1 << start)

    def holding(self, alternatives: Iterable[Alternative], among: int) -> int:
        """Those of the rows `among` that hold one of `alternatives`."""
        found = 0
        for one in alternatives:
            together = among & ~found
            for word in one.terms:
                together &= self._bits.get(word, 0)
            if together and len(one.terms) > 1:
                phrase = f" {' '.join(one.terms)} "
                together = sum(1 << at for at in places(together) if phrase in self.entered[at].words)
            found |= together
        return found


def places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, in ascending order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
