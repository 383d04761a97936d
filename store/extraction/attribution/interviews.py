"""Interviews without labels: a line that asks, and the paragraphs after it that answer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from store.extraction.attribution.drafts import Draft
from store.extraction.segments import Paragraph, QuoteSpan, Segments
from store.extraction.speakers.interviewees import interviewee
from store.extraction.speakers.names import find_names
from store.extraction.tagged import Tagged
from store.records import Span

_FEWEST = 3
"""Questions that make an interview."""
_PERSONAL, _TO_THEM = 0.4, 0.4
"""The shares of answers in which somebody speaks of themselves, and of questions that are put to somebody: an
article that asks itself has neither.
"""
_LONGEST = 700
"""Characters of a question, with what leads up to it."""
_LINE = 160
"""Characters of a line that may be anybody's."""
_LEAD = 2_500
"""Characters before the first question in which the interview is introduced, at most."""

_ASKS = re.compile(
    r"(?:and|but|so|then)?\s*(?:what|how|why|when|where|who|which|whose|do|does|did|is|are|was|were|can|could|would|will"
    r"|should|have|has|had|tell us|describe)\b",
    re.I,
)
_ANNOUNCED = re.compile(r"\binterview(?:s|ed)?\b|\bq\s?&\s?a\b|\bin conversation\b", re.I)
_TO_YOU = re.compile(r"\b(?:you|yours?|yourself)\b", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|myself|we|our|us)\b")
_THE_TWO = frozenset({"i", "we", "you", "me", "us"})


@dataclass(frozen=True, slots=True)
class Interview:
    """What is asked in an interview, and what is answered."""

    asked: tuple[Span, ...] = ()
    answers: tuple[Tagged, ...] = ()

    def left_of(self, text: str, drafts: Sequence[Draft]) -> list[Draft]:
        """What of `drafts` is said in the interview by others than its two: no question, and no "I think" of
        an answer, but for what is in marks.
        """
        answers = sorted(span for answer in self.answers for span in answer.content)
        return [
            draft
            for draft in drafts
            if draft.direct
            or not draft.content
            or not (_in(self.asked, draft) or (_in(answers, draft) and _is_personal(text, draft)))
        ]


def _in(spans: Sequence[Span], draft: Draft) -> bool:
    """Whether `draft` begins in one of `spans`, which stand in order."""
    at = draft.content[0][0]
    k = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return k >= 0 and at < spans[k][1]


def _is_personal(text: str, draft: Draft) -> bool:
    """Whether the source is one of the two who talk, or nobody."""
    return all(text[s:e].casefold() in _THE_TWO for s, e in draft.source)


def find(text: str, segments: Segments) -> Interview:
    """The interview that the text is; an empty one unless only the order of paragraphs shows who speaks."""
    paragraphs = segments.paragraphs
    if any(p.role in ("turn", "label", "question", "dialogue") for p in paragraphs):
        return Interview()
    # What stands before the first paragraph of text is the article's headline, whatever it asks.
    begun = next((i for i, p in enumerate(paragraphs) if p.role == "body"), len(paragraphs))
    questions = [
        i for i, p in enumerate(paragraphs) if i >= begun and _is_question(text, p, segments.outer())
    ]
    spans = tuple((paragraphs[i].start, paragraphs[i].end) for i in questions)
    answers = [
        list(_answer(text, segments, i, following)) for i, following in zip_longest(questions, questions[1:])
    ]
    answered = [i for i, answer in enumerate(answers) if answer]
    if len(answered) < _FEWEST:
        return Interview()
    personal = sum(any(_FIRST_PERSON.search(text, p.start, p.end) for p in answers[i]) for i in answered)
    to_you = sum(_TO_YOU.search(text, *asked) is not None for asked in spans)
    if personal < _PERSONAL * len(answered) or to_you < _TO_THEM * len(spans):
        return Interview()
    lead = text[: min(spans[0][0], _LEAD)]
    who = interviewee(lead, find_names(lead))
    if who is None and _ANNOUNCED.search(lead) is None:
        return Interview()
    source = ((who.start, who.end),) if who else ()
    return Interview(
        spans, tuple(Tagged(tuple((p.body, p.end) for p in answers[i]), (), source, 0.85) for i in answered)
    )


def _is_question(text: str, paragraph: Paragraph, outer: Sequence[QuoteSpan]) -> bool:
    """Whether a paragraph asks: it ends with a question, or is a line that begins as one."""
    start, end = paragraph.body, paragraph.end
    if paragraph.role not in ("body", "headline") or end - start > _LONGEST:
        return False
    if any(q.end >= end - 1 for q in _within(paragraph, outer)):
        return False  # somebody is quoted
    if text[end - 1] == "?":
        return True
    return paragraph.role == "headline" and _ASKS.match(text, start, end) is not None


def _is_quotation_with_cue(paragraph: Paragraph, outer: Sequence[QuoteSpan]) -> bool:
    """Whether a paragraph begins with somebody's words in marks and goes on to say whose they are."""
    return any(q.start <= paragraph.body + 1 and q.end < paragraph.end - 1 for q in _within(paragraph, outer))


def _within(paragraph: Paragraph, outer: Sequence[QuoteSpan]) -> Sequence[QuoteSpan]:
    first = bisect_left(outer, paragraph.start, key=lambda q: q.start)
    return outer[first : bisect_left(outer, paragraph.end, key=lambda q: q.start)]


def _answer(text: str, segments: Segments, question: int, next_one: int | None) -> Iterator[Paragraph]:
    """The paragraphs after a question up to the next, or to whatever else is not running text."""
    last = next_one is None
    further = segments.paragraphs[question + 1 : next_one]
    for paragraph, following in zip_longest(further, further[1:]):
        personal = _FIRST_PERSON.search(text, paragraph.start, paragraph.end) is not None
        if paragraph.role == "caption":
            continue
        if paragraph.role != "body":
            return
        # After the last answer somebody may go on to write about it.
        if last and not personal and paragraph is not further[0]:
            return
        # A short line between two paragraphs may be the interviewer's, who does not only ask.
        alone = following is None or paragraph is further[0]
        somebodys = _is_quotation_with_cue(paragraph, segments.outer())
        if not somebodys and (personal or alone or paragraph.end - paragraph.start > _LINE):
            yield paragraph
