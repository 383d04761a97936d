"""Word lists as they are read best: in running lines."""

from __future__ import annotations

import re

BEING_ASKED = re.compile(
    r"(?:(?:when|if|once|repeatedly)\s+)?(?:asked|pressed|questioned|quizzed|challenged)\b", re.I
)
"""How a clause begins whose subject, if it is told, was asked: "Asked whether it was late, he laughed"."""


def words(listed: str) -> frozenset[str]:
    """The words of `listed`, which blanks part."""
    return frozenset(listed.split())
