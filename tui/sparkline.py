"""Counts by month as a line of bars."""

from __future__ import annotations

from collections.abc import Sequence

from tui.dates import MONTHS

Month = int
"""`year * 100 + month`."""


def months(counts: Sequence[tuple[Month, int]]) -> list[tuple[Month, int]]:
    """`counts` in order, with the months between that have none; undated ones left out."""
    dated = {month: count for month, count in counts if month}
    if not dated:
        return []
    found: list[tuple[Month, int]] = []
    month, last = min(dated), max(dated)
    while month <= last:
        found.append((month, dated.get(month, 0)))
        month = month + 1 if month % 100 < 12 else month + 89
    return found


def gathered(counts: Sequence[tuple[Month, int]], width: int) -> list[tuple[Month, int]]:
    """At most `width` bars: of as many neighbouring months each as that takes."""
    each = max(1, -(-len(counts) // max(1, width)))
    return [
        (counts[start][0], sum(count for _, count in counts[start : start + each]))
        for start in range(0, len(counts), each)
    ]


def bars(counts: Sequence[tuple[Month, int]], steps: str) -> str:
    """One sign a count, by its share of the largest; a blank where there is none."""
    most = max((count for _, count in counts), default=0)
    return "".join(steps[max(0, -(-count * len(steps) // most) - 1)] if count else " " for _, count in counts)


def month_name(month: Month) -> str:
    """`Dec 2025`."""
    return f"{MONTHS[month % 100 - 1]} {month // 100}"
