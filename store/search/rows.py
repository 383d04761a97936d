"""A quote as plans judge it, and what it may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
