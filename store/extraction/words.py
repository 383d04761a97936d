"""Word lists as they are read best: in running lines."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of `listed`, which blanks part."""
    return frozenset(listed.split())
