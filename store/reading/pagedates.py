"""When a page was published, by htmldate; where that guesses, the guess must stand where such a date does.

A date that is another's (a copyright's, a comment's, another story's, one that the article tells of)
is worse than none: it says when words were reported.
"""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from typing import Any

from store.reading.dates import day
from store.reading.markup import text_of

_BESIDE = (
    "//aside | //footer | //nav"
    " | //*[self::div or self::section or self::ul or self::ol]"
    "[contains(concat(' ', @id, ' ', @class), ' comment') or contains(@class, 'related')"
    " or contains(@id, 'disqus') or contains(@class, 'copyright')]"
)
"""What stands beside an article and has dates of its own."""

_LONGEST = 120
"""Characters of a line that may say when the article was published; longer ones tell something else."""

_MONTHS = 12
_LANGUAGE = re.compile(r"""<html[^>]{0,300}?\blang\s*=\s*["']?\s*([\w-]+)""", re.I)


def published(page: str, url: str) -> date | None:
    """The day on which the article in `page` was published; None where that cannot be told."""
    # Imported late: as much as all else that is needed to read text.
    import htmldate
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        return None
    for element in tree.xpath(_BESIDE):
        _drop(element)
    told = day(
        htmldate.find_date(deepcopy(tree), extensive_search=False, original_date=True, url=url or None)
    )
    if told is None:
        told = day(htmldate.find_date(deepcopy(tree), original_date=True, url=url or None))
        if told is None or not _stands_alone(told, tree):
            return None
    return _unmistaken(told, page)


def _drop(element: Any) -> None:
    parent = element.getparent()
    # The article itself may be in what calls itself a comment.
    if parent is not None and not element.xpath(".//article | .//h1"):
        element.drop_tree()


def _stands_alone(guess: date, tree: Any) -> bool:
    """Whether a guessed date is nothing that a paragraph of the article tells."""
    from lxml import html

    lines = text_of(html.tostring(tree, encoding="unicode")).splitlines()
    naming = [line for line in lines if re.search(_written(guess), line, re.I)]
    if not naming:
        # A year alone becomes its first day; others are written in languages that are not known here.
        return (guess.month, guess.day) != (1, 1)
    return any(len(line) <= _LONGEST and not line.endswith((".", "!", "?", "”")) for line in naming)


def _unmistaken(told: date, page: str) -> date | None:
    """`told`, unless it is of figures alone in which the month may stand first."""
    if told.day > _MONTHS or told.day == told.month:
        return told
    # With full stops between them the day stands first everywhere.
    if not re.search(_figures(told, "/"), page) or re.search(_unmistakable(told), page, re.I):
        return told
    language = _LANGUAGE.search(page[:4096])
    stated = language[1].lower() if language else ""
    if stated in ("en-us", "en_us"):
        # The library reads the day first; one country writes the month first.
        swapped = date(told.year, told.day, told.month)
        return swapped if re.search(rf"\b0?{told.day}/0?{told.month}/{told.year}\b", page) else told
    return None if stated in ("", "en") else told


def _written(told: date) -> str:
    return f"{_unmistakable(told)}|{_figures(told, '[/.]')}"


def _figures(told: date, between: str) -> str:
    first, second = rf"0?{told.day}{between}0?{told.month}", rf"0?{told.month}{between}0?{told.day}"
    return rf"\b(?:{first}|{second}){between}{told.year}\b"


def _unmistakable(told: date) -> str:
    month = f"{told:%b}[a-z]*"
    return (
        rf"{told.year}[-/]?{told.month:02}[-/]?{told.day:02}"
        rf"|\b0?{told.day}(?:st|nd|rd|th)?\.?\s+{month}\.?,?\s+{told.year}"
        rf"|\b{month}\.?\s+0?{told.day}(?:st|nd|rd|th)?,?\s+{told.year}"
    )
