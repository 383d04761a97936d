"""A title for an article that has none: its first sentence, shortened."""

from __future__ import annotations

import re

LONGEST = 90
"""Characters of a title made from a sentence."""

# A full stop ends a sentence before a capital, but not after an initial or a usual abbreviation.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bGov)(?<!\bSen)(?<!\bRep)(?<!\bGen)"
    r"[.!?…][”’\"')\]]*(?=\s+[^a-z\s])"
)


def headline(text: str) -> str:
    """The first sentence of `text` on one line, cut at a word when it is longer than `LONGEST`."""
    opening = next((line.strip() for line in text.splitlines() if line.strip()), "")
    end = _END.search(opening)
    sentence = " ".join(opening[: end.end()].split() if end else opening.split())
    if len(sentence) <= LONGEST:
        return sentence
    cut = (
        sentence[: LONGEST - 1].rsplit(" ", 1)[0]
        if " " in sentence[: LONGEST - 1]
        else sentence[: LONGEST - 1]
    )
    return cut.rstrip(" ,;:–—-") + "…"
