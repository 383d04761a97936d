"""What web pages show in place of an article: invitations to subscribe, cookie notices, tests for robots.

None of it is news, and somebody may even be "quoted" in it. Where the beginning of an article stands before
an invitation to subscribe, that is kept, and the person is told that it is one; where there is nothing else,
the page is refused.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from store.reading.source import ReadingError

_SUBSCRIBE = "an invitation to subscribe"
_SAID = re.compile(r"[“\"«„][^“”\"«»„]*[”\"»“]")
_FOR_SUBSCRIBERS = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.I)

_SHORT = 250
"""Words of a page up to which all of it may be a wall, and of a wall below the beginning of an article."""

_PARAGRAPH = 80
"""Words of the longest paragraph of a wall."""

_NOTHING = 12
"""Words beside a wall up to which they are no article."""

_BEGINNING = 150
"""Words of an article for subscribers up to which it is hardly whole."""


def before_the_wall(text: str, page: str, name: str) -> tuple[str, str]:
    """The part of `text` that is an article's, and a note where that is hardly all of it.

    `page` is the HTML that it was taken from. Raises `ReadingError` when there is no article.
    """
    blocks = text.split("\n\n")
    walls = [_wall(block) for block in blocks]
    rest = [block for block, wall in zip(blocks, walls, strict=True) if not wall]
    shown = next((wall for wall in walls if wall and wall != _SUBSCRIBE), walls[0])
    if shown and _words(text) <= _SHORT and _words(*rest) < _NOTHING:
        raise ReadingError(
            f"{name} shows {shown} and no article: open it in a browser, save the page, and add that file."
        )
    at = walls.index(_SUBSCRIBE) if _SUBSCRIBE in walls else 0
    if at and _words(*blocks[at:]) <= _SHORT:
        return "\n\n".join(blocks[:at]), "only its beginning: the rest is for subscribers"
    if _FOR_SUBSCRIBERS.search(page) and _words(text) <= _BEGINNING:
        return text, "perhaps only its beginning: it is for subscribers"
    return text, ""


def _wall(block: str) -> str:
    """Which wall the paragraph `block` is of; "" for none. What somebody says is no wall's."""
    if _words(block) > _PARAGRAPH:
        return ""
    bare = _SAID.sub("", block)
    return next((wall for wall, begins in _beginnings().items() if begins.search(bare)), "")


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


@cache
def _beginnings() -> dict[str, re.Pattern[str]]:
    lines = Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines()
    ways: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("["):
            some = ways[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            some.append(line)
    return {wall: re.compile(rf"(?:^|[.!?]\s+)(?:{'|'.join(some)})", re.I) for wall, some in ways.items()}
