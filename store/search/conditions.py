"""What must hold of a quote and the full-text index cannot tell."""

from __future__ import annotations

from collections.abc import Sequence

from store.search.plan import Test
from store.search.rows import Alternative


def holding(some: Sequence[Alternative]) -> Test:
    """It has one of `some`."""
    return lambda row: row.holds(some)


def beginning(words: Sequence[str]) -> Test:
    """`words` stand side by side in it, of the last perhaps only the beginning."""
    begun = f" {' '.join(words)}"
    return lambda row: begun in row.words


def between(low: int, high: int) -> Test:
    """Its id is from `low` to `high`."""
    return lambda row: low <= row.id <= high


def among(ids: frozenset[int], wanted: bool) -> Test:
    """It is one of `ids`, or with `wanted` false none of them."""
    return lambda row: (row.id in ids) == wanted


def either(*tests: Test) -> Test:
    """One of `tests` holds."""
    return lambda row: any(test(row) for test in tests)


def unless(test: Test) -> Test:
    """`test` does not hold."""
    return lambda row: not test(row)
