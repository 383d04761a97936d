"""Turns of a transcript: who speaks stands before the words, in whatever way it is laid out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from store.extraction.words import words
from store.records import Span

Head = tuple[Span, int]
"""A speaker's name, and where the words behind it begin."""

TURN = re.compile(
    r"[\"“]?(?:\d{1,3}\.\s+)?(?P<name>[A-ZÀ-ÞА-Я@][^\s:,;.!?\"“”()]*(?:\.(?=\s))?"
    r"(?:(?:\s+[^\s:;!?\"“”()]+){0,5}|(?:\s+[^\s:,;!?\"“”()]+){0,9}))"
    r"(?:\s+\((?P<held>[^()\n]{1,60})\)){0,2}\s?:(?=\s|[“\"«])\s*"
)
"""“ANN LEE: ”, “Ms Quinn (Harbour East) (Ind): ”, “1. Ms Quinn: ”."""
_SHOUTED = re.compile(
    r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:,? \(?[A-ZÀ-Þ][A-ZÀ-Þ0-9.'’&/-]*\)?){1,14})\s?:(?=\s)\s*"
)
"""“DONALD TRASK, PRESIDENT OF THE UNITED STATES: ”, “SEN. AMY KOVACS (D), MINNESOTA: ”."""
RUBRICS = words(
    """
    age analysis born breaking briefing categories category city comment correction earlier editorial
    essay exclusive explainer factbox feature gallery hometown inquest interview investigation job
    letter letters live media name newsletter note obituary occupation opinion photos podcast photo poll
    position preview previously profile q&a quiz recap related report reports review revealed special
    sport summary timeline transcript update updated updates verbatim video watch
    """
) | {
    "fact box",
    "key points",
    "key events",
    "at a glance",
    "in brief",
    "in full",
    "in pictures",
    "the latest",
}
"""What stands before a headline's colon and is nobody's name (lower case)."""
_CREDITS = words("photo photos photograph image images picture pictures illustration graphic credit credits")
"""What a caption ends with before it names who made the picture."""
_FUNCTION_WORD = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|should|may|might|can|that|which|who|this|these|those"
    r"|as|but|if|when|while|because|so|not|says?|said|asked|told|added|wrote|following|about|with|from|by|on|to|it|he"
    r"|she|they|there|here|how|why|what|where)\b",
    re.I,
)
_TALKING = re.compile(r"\b(?:I|I['’]\w+|we|my|our|you|your|us|me|thank|order|sir|madam)\b", re.I)
"""What people say who talk to each other."""


_TITLE_WORDS = 5
"""Fewer words in capitals than a headline has."""
_SMALL = words(
    "a an and as at but by for from if in into is it its no nor not of off on or out over so than the to up"
    " via vs with"
)
"""What a headline in capitals writes small."""
_COUNTED = re.compile(r"[\W\d_]*(?:(?:percent|points?|votes?|seats?|delegates?)\W*)?")
"""What stands behind a name in a table: “Lee: 1,520 votes”."""
_QUOTED = re.compile(r"(?<=.)[“\"«][^”\"»]*[”\"»]?")
_HEARD = 300
"""Characters of somebody's words that tell whether they talk."""
_STAMP = re.compile(
    r"(?:[\[(]\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[\])]|\d{1,2}:\d{2}:\d{2})\s*(?:[-–—]\s*)?"
)
"""When it was said, in a recording: “[00:01:15] ANN LEE: ”."""
_QUESTION_OR_ANSWER = re.compile(r"(?P<name>[QA])\.\s+(?=\S)")
"""“Q. Did anyone see you?”, as a court takes it down."""
EXAMINER = re.compile(r"^BY (?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.' ’-]{2,40}):$", re.MULTILINE)
"""Who asks the next questions in court: “BY MR. AMES:”."""
_LINE = re.compile(
    r"(?P<name>(?:[A-ZÀ-Þ][\w.’'-]*)(?:\s(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|al|bin|\d{1,2}(?!:))){0,4})"
    r"(?:,\s[^.?!:;\n“”\"]{2,90}|\s(?:--?|[—–|])\s[^.?!:;\n“”\"]{2,90}\.?"
    r"|\s+[\[(]?\d{1,2}(?::\d{2}){1,2}[\])]?)?"
)
"""A line that is a speaker's name, with what they are or when they spoke: “Ann Lee - Chief Executive”."""
_LONGEST_LINE = 120
_FEWEST_LINES = 4


def heads(text: str, spans: Sequence[Span]) -> tuple[list[Head | None], bool]:
    """For each paragraph the name that it begins with and where the words behind begin, and whether the text
    is a transcript, so that they are turns in it.
    """
    lines = _names_alone(text, spans)
    if lines:
        return lines, True
    found = [_head(text, start, end) for start, end in spans]
    asked = [_asked(text, *span) for span in spans]
    hearing = any(head and text[head[0][0]] == "A" for head in asked) and any(
        head and text[head[0][0]] == "Q" and text[end - 1] == "?"
        for head, (_, end) in zip(asked, spans, strict=True)
    )
    if hearing:
        return [head or other for head, other in zip(found, asked, strict=True)], True
    return found, _converse(text, spans, found) or _turn_like(text, spans, found) >= 2


def _asked(text: str, start: int, end: int) -> Head | None:
    match = _QUESTION_OR_ANSWER.match(text, start, end)
    return None if match is None else (match.span("name"), match.end())


def _names_alone(text: str, spans: Sequence[Span]) -> list[Head | None]:
    """The lines of a transcript that names its speakers on lines of their own; none where it does not."""
    found: list[Head | None] = [None] * len(spans)
    names: Counter[str] = Counter()
    talking = 0
    for i, ((start, end), (following, last)) in enumerate(pairwise(spans)):
        match = _LINE.fullmatch(text, start, end) if end - start < _LONGEST_LINE else None
        if match is None or _FUNCTION_WORD.search(match["name"]) or match["name"].casefold() in RUBRICS:
            continue
        if text[last - 1] in '.?!…”"':
            found[i] = match.span("name"), end
            names[match["name"]] += 1
            talking += _talks(text, following, last)
    told, again = names.total(), sum(times for times in names.values() if times > 1)
    enough = told >= _FEWEST_LINES and 4 * told >= len(spans) and 2 * again >= len(names)
    return found if enough and again and 2 * talking >= told else []


def _head(text: str, start: int, end: int) -> Head | None:
    """The name and the beginning of the words where the paragraph begins "NAME: ", perhaps behind a time."""
    stamp = _STAMP.match(text, start, end)
    start = stamp.end() if stamp else start
    examiner = EXAMINER.match(text, start, end)
    if examiner is not None:
        return examiner.span("name"), end
    m = TURN.match(
        text + " " if end == len(text) and text[end - 1] == ":" else text, start, min(end + 1, start + 200)
    )
    shouted = _SHOUTED.match(text, start, min(end + 1, start + 200)) if m is None else None
    if shouted is not None:
        return shouted.span("name"), shouted.end()
    if m is None or m.end("name") - start > 90:
        return None
    name = m.group("name")
    if _FUNCTION_WORD.search(name) or name[0].isdigit() or name.split()[-1][0].islower():
        return None
    if name.casefold() in RUBRICS or name.split()[-1].casefold() in _CREDITS:
        return None
    if _titled(text[m.end() : min(end, m.end() + _HEARD)]):
        return None
    # "The Minister for Transport (Mr Cole):" has its speaker in brackets, "Ms Quinn (Harbour East):" a seat.
    who = "held" if m.group("held") and name.startswith("The ") else "name"
    return m.span(who), m.end()


def _titled(words_of_it: str) -> bool:
    """Whether the words are a headline's, capital letters at almost all of them: “Lee: I Am Not a Crook”."""
    given = [w.strip("“”‘’\"'.,:;!?()") for w in words_of_it.split()]
    long = [w for w in given if w[:1].isalpha() and w.casefold() not in _SMALL]
    small = sum(w[0].islower() for w in long)
    return len(long) >= _TITLE_WORDS and 8 * small <= len(long) and not all(w.isupper() for w in long)


def _converse(text: str, spans: Sequence[Span], turns: Sequence[Head | None]) -> bool:
    """Whether most of the text is people talking to each other, though few of them more than once."""
    told = [(t, end) for t, (_, end) in zip(turns, spans, strict=True) if t is not None]
    if len(told) < 4 or 2 * len(told) < len(spans):
        return False
    return 2 * sum(_talks(text, body, end) for (_, body), end in told) >= len(told)


def _turn_like(text: str, spans: Sequence[Span], turns: Sequence[Head | None]) -> int:
    """How many paragraphs look like turns of a transcript: behind names that come again, or people talking
    behind names in capitals, which the sections of a newsletter have too ("MARKETS: The crown fell.").
    Rows of a table ("Lee: 1,520 votes") tell neither; where others do, a figure may be an answer."""
    told = [
        (t, end)
        for t, (_, end) in zip(turns, spans, strict=True)
        if t is not None and not (t[1] < end and _COUNTED.fullmatch(text, t[1], end))
    ]
    names = [text[slice(*name)] for (name, _), _ in told]
    times = Counter(name.split()[-1].casefold() for name in names)
    return sum(
        times[name.split()[-1].casefold()] > 1
        or (name.isupper() and len(name) > 1 and _talks(text, body, end))
        for name, ((_, body), end) in zip(names, told, strict=True)
    )


def _talks(text: str, body: int, end: int) -> bool:
    """Whether the words that begin at `body` are such as people say to each other, not as they are quoted."""
    return body >= end or _TALKING.search(_QUOTED.sub("", text[body : min(end, body + _HEARD)])) is not None
