"""Footnotes and comments of documents.

A footnote stands below the paragraph it belongs to: at the end of the text its pronouns would mean somebody
else. It never comes between the paragraphs of one quotation. Comments are somebody's remarks on the document,
and no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.text import counted


def in_place(blocks: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """Paragraphs, each with its footnotes, as one text."""
    placed: list[str] = []
    waiting: list[str] = []
    for text, notes in blocks:
        placed.append(text)
        waiting += notes
        if text.count("“") <= text.count("”"):
            placed += waiting
            waiting = []
    return placed + waiting


def remarks(footnotes: int, comments: int) -> tuple[str, ...]:
    """What a person should know of them."""
    told = []
    if footnotes:
        below = "its paragraph" if footnotes == 1 else "their paragraphs"
        told.append(f"{counted(footnotes, 'footnote')} put below {below}")
    if comments:
        told.append(f"{counted(comments, 'comment')} left out")
    return tuple(told)
