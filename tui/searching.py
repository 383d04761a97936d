"""What is searched for: the words in the box and the filters beside it, as one query."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

FACET_FIELDS = {"outlet": "source", "speaker": "speaker", "issue": "issue"}
"""The engine's facet to the query language's field."""

FIRST = 60
"""Rows asked for at once; more than any screen shows."""


def first_rows(
    query: str, row: int, lines: int, row_height: int, *, hurry: bool = True
) -> tuple[str, int, int, bool]:
    """The details of the question `search` for the rows from the first to a screenful after `row`.

    Only what is in view, on a screen of so many `lines`, is fetched with its words: the rest is asked for as
    it comes into view.
    """
    return query, FIRST + row, row + (lines // row_height or 1) + 1, hurry


class Chip(NamedTuple):
    """One filter that stands beside the words."""

    field: str
    value: str
    negated: bool = False

    @property
    def query(self) -> str:
        """How the query language writes it."""
        # What the first screen does without, it does not import.
        from store.search.query import Field, print_item

        # Of a name that stands in others too, the one that was chosen.
        exact = self.field in (*FACET_FIELDS.values(), "by")
        return print_item(Field(self.field, self.value, negated=self.negated, exact=exact))

    @property
    def label(self) -> str:
        """How the screen shows it."""
        return f"{'not ' if self.negated else ''}{self.field}: {self.value}"


ATTITUDE = Chip("mode", "attitude", negated=True)
"""Leaves out what people believe or hope."""


class Search(NamedTuple):
    """The state of the search box."""

    text: str = ""
    chips: tuple[Chip, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.chips)

    @property
    def query(self) -> str:
        """All of it in the query language. Filters of one field are alternatives, unless negated."""
        return self.without("")

    @property
    def said(self) -> str:
        """All of it, as titles name it."""
        return " ".join([*(chip.label for chip in self.chips), self.text]).strip()

    def without(self, field: str) -> str:
        """The query without the filters of `field`: what its own list is counted by."""
        kept = sorted((chip for chip in self.chips if chip.field != field), key=_order)
        parts: list[str] = []
        for (_, negated), group in groupby(kept, key=_order):
            parts.append((" " if negated else " OR ").join(chip.query for chip in group))
        # The words stand last: the last of them is still being typed, and searched as a beginning.
        # The space after a filter says that it is whole.
        return "".join(f"{part} " for part in parts) + self.text.lstrip()

    def toggled(self, chip: Chip) -> Search:
        """With `chip` added, or removed where it was there."""
        if chip in self.chips:
            return self.removed(chip)
        return self._replace(chips=(*self.chips, chip))

    def removed(self, chip: Chip) -> Search:
        """Without `chip`."""
        return self._replace(chips=tuple(other for other in self.chips if other != chip))

    def typed(self, text: str) -> Search:
        """With other words."""
        return self._replace(text=text)


def _order(chip: Chip) -> tuple[str, bool]:
    return chip.field, chip.negated
