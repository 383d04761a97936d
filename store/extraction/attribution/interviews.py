"""Interviews printed as questions and answers without a name before either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.extraction.segments import Paragraph
from store.extraction.tagged import Tagged
from store.records import Span

_QUESTIONS = 3
"""So many questions make an interview."""
_LONGEST = 400
"""Characters of a question."""
_OPENING = 1500
"""Characters in which it is said that an interview follows, and with whom."""
_ANNOUNCED = re.compile(
    r"\binterview(?:s|ed)?\b|\bQ\s?&\s?A\b|\btalks to\b|\bspoke to\b|\bin conversation\b", re.I
)
_TO_YOU = re.compile(r"\b(?:you|your|yours|you['’]\w+)\b", re.I)
_OF_ONESELF = re.compile(r"\b(?:I|I['’]\w+|me|my|we|our|us)\b")


def answers(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Tagged]:
    """What the person says who is asked; nothing where a text asks itself ("What happened? …").

    Args:
        text: the whole text.
        paragraphs: all of it.
    """
    labelled = any(p.role in ("turn", "label", "question") for p in paragraphs)
    if labelled or _ANNOUNCED.search(text, 0, _OPENING) is None:
        return
    asked = [i for i, p in enumerate(paragraphs) if _is_question(text, p)]
    given = [list(_answer(text, paragraphs, i + 1)) for i in asked]
    to_you = sum(_TO_YOU.search(text, paragraphs[i].start, paragraphs[i].end) is not None for i in asked)
    of_oneself = sum(any(_OF_ONESELF.search(text, s, e) for s, e in answer) for answer in given)
    if len(asked) < _QUESTIONS or 2 * to_you < len(asked) or 2 * of_oneself < len(asked):
        return
    for answer in given:
        if answer:
            yield Tagged(tuple(answer), (), (), 0.8)


def _is_question(text: str, paragraph: Paragraph) -> bool:
    short = paragraph.end - paragraph.start < _LONGEST
    return short and paragraph.role in ("body", "headline", "item") and text[paragraph.end - 1] == "?"


def _answer(text: str, paragraphs: Sequence[Paragraph], i: int) -> Iterator[Span]:
    """The paragraphs up to the next question, or to what is no running text."""
    for paragraph in paragraphs[i:]:
        if paragraph.role != "body" or _is_question(text, paragraph):
            return
        yield paragraph.start, paragraph.end
