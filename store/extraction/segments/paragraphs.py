"""Paragraphs and what each is for: headline, dateline, label, transcript turn, caption, boilerplate …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from store.extraction.segments.turns import TURN, Head, heads
from store.records import Span

Role = Literal[
    "headline",
    "byline",
    "body",
    "label",
    "turn",
    "question",
    "entry",
    "dialogue",
    "item",
    "caption",
    "boilerplate",
]
"""headline: a title or a heading inside; label: names the speaker of the next paragraphs ("Lim:"); turn: a
line of a transcript with its speaker's name; question: an interviewer's line without a name; entry: the head
of a live blog's entry; dialogue: a line of talk that a dash opens; item: a list's item."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with its role."""

    start: int
    end: int
    role: Role
    body: int
    """Where its own words begin: after a label, a time, a dateline, a bullet or a dash."""
    label: Span | None = None
    """The name in a label or a turn, without its colon."""


_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TERMINAL = tuple(".!?:;…”’\"'»)]")
_TIME = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?(?:[AaPp]\.?[Mm]\.?|[A-Z]{2,4}\b))?(?=\s)(?:\s*[–—:|-])?\s*"
)
_BULLET = re.compile(r"(?:[•·▪◦‣*]|\d{1,2}[.)]|[–-](?=\s))\s+")
_TALK = re.compile(
    r"[?!]|\b(?:I|me|my|you|your|yes|no)\b|(?:[,…]\s|\s[—–])(?:\w+\s){0,3}?(?:said|says|asked|asks|replied|replies|answered|answers)\b",
    re.I,
)
"""What a line of dialogue has, now and then, and an item of a list has not."""
_DASH = re.compile(r"(?:[—―–]|--?)\s*(?=[^\W\d_]|[“\"«…])")
_FIRST = 3
"""How many paragraphs may stand above the one that tells where it was written."""
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'À-Þ-]+|[A-Z][\w.’'-]+)(?:[ ,]+[\w.’'/-]+){0,6}?"
    r"\s*(?:\([^()\n]{2,40}\)\s*[-–—]+|\s[–—-]{1,2})\s+"
    r"|\([A-Z][\w ./]{1,20}\)\s*[-–—]+\s+"
    r"|[A-ZÀ-Þ]{3}[A-ZÀ-Þ’' -]*(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?\."
    r" (?:/[A-Z][\w ./-]*/\. )?(?=[A-Z]\w* )"
)
"""“ORUNA, July 21 (Corda) — ”, “Cleveland (AFP) – ”, “FELLBRONN – ”, “(CORDA) -- ”,
“ORUNA, July 21. /CORDA/. ”, “ORUNA. ”."""
_DATELINE_COLON = re.compile(r"[A-ZÀ-Þ]{4}[A-ZÀ-Þ’'/ -]*: (?=[A-Z][\w’'-]* [\w’'-]+ )")
"""“ISLAMABAD: ”, as newspapers of South Asia have it."""
_BOILERPLATE = re.compile(
    r"""[("“]?(?:
    (?:additional\s+)?(?:reporting|writing|editing|compiled|translated|edited|photographs?|photos?|graphics?)\s+by\b
    |read\s+(?:more|also|next|the\s+full)\b | click\s+here\b | sign\s+up\b | subscribe\b |
    follow\s+\S+\s+(?:\S+\s+){0,3}on\s+(?:twitter|facebook|x|chirrup)\b
    |follow\s+(?:us|@) | related(?:\s+(?:stories|articles|news))?\s*: | more\s+from\b | see\s+also\s*: |
    watch\s*: | listen\s*: |©|copyright\b|\(c\)\s | all\s+rights\s+reserved |
    this\s+(?:article|story|post|review|interview|transcript)\s+(?:was|is|has\s+been)\s
    |the\s+interview\s+was\s+(?:conducted|edited|translated) | have\s+your\s+say\b |
    contact\s+the\s+(?:author|writer|reporter) |for\s+more\s+information\b | source\s*:\s | image\s*: |
    photo\s*: | advertisement\b | share\s+this\b |the\s+associated\s+press\s+contributed |
    \S+\s+contributed\s+to\s+this\s+(?:report|story) )""",
    re.I | re.X,
)
_REFERENCES = re.compile(
    r"(?:sources?|references|bibliography|related(?:\s+(?:news|articles|stories|topics))?|see\s+also|external\s+links"
    r"|further\s+reading|footnotes|more\s+on\s+this\s+story|most\s+read|recommended|you\s+may\s+also\s+like)\s*:?",
    re.I,
)
_BUREAU = re.compile(r"\([A-Z][\w.’'-]+(?:[/ ][\w.’'-]+){0,5}\s(?:bureau|staff|desk|newsroom)\)$")
_BYLINE = re.compile(r"by\s+[A-Z][\w.’'-]+(?:\s+(?:and\s+)?[\w.’'-]+){1,6}(?:,\s[\w\s.’'-]{2,60})?$", re.I)
_CAPTION = re.compile(
    r"(?:photo|image|picture|file\s+photo|caption|pictured|video|graphic)\b[^.]{0,40}[:/]"
    r"|.{20,300}\b(?:/|via\s)(?:AP|AFP|Reuters|Getty)\b"
    r"|.{0,300}\b(?:photo|photograph|image|picture|illustration|credit)s?:\s[A-Z][^.:\n]{2,60}\.?$",
    re.I,
)
_QUESTION = 300
"""Characters of a question, at most."""


def split(text: str) -> list[Span]:
    """Paragraphs of `text`: lines, or blocks between blank lines where the lines are wrapped."""
    blocks: list[list[Span]] = [[]]
    at = 0
    for m in _BREAK.finditer(text):
        _line(text, at, m.start(), blocks)
        at = m.end()
    _line(text, at, len(text), blocks)
    out: list[Span] = []
    for block in blocks:
        if len(block) > 1 and _wrapped(text, block):
            out.append((block[0][0], block[-1][1]))
        else:
            out.extend(block)
    return out


def _line(text: str, start: int, end: int, blocks: list[list[Span]]) -> None:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\x00\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\x00\u200b"):
        end -= 1
    if start < end:
        blocks[-1].append((start, end))
    elif blocks[-1]:
        blocks.append([])


def _wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Whether the lines are one paragraph broken at a fixed width."""
    widths = [e - s for s, e in lines]
    if max(widths) > 120 or max(widths) < 40:
        return False
    if any(_BULLET.match(text, s) or _DASH.match(text, s) or TURN.match(text, s, e) for s, e in lines[1:]):
        return False
    full = sum(w >= 0.7 * max(widths) for w in widths[:-1])
    running = sum(not text[s:e].endswith(_TERMINAL) for s, e in lines[:-1])
    return full >= 0.8 * (len(lines) - 1) and 2 * running >= len(lines) - 1


def classify(text: str, spans: Sequence[Span]) -> tuple[Paragraph, ...]:
    """Give each paragraph its role, looking at its neighbours where one alone does not tell."""
    turns, transcript = heads(text, spans)
    dashed = [(s, e) for s, e in spans if text[s] in "—―–"]
    talk = bool(dashed) and 3 * sum(_TALK.search(text, s, e) is not None for s, e in dashed) >= len(dashed)
    out: list[Paragraph] = []
    for i, (start, end) in enumerate(spans):
        turn = turns[i]
        if i == 0 and turn is not None and turn[1] < end and _heads_text(text, end, turns):
            turn = None
        if turn is not None and (transcript or turn[1] >= end or text[turn[0][0]] == "@"):
            name, body = turn
            role: Role = "label" if body >= end else "turn"
            out.append(Paragraph(start, end, role, min(body, end), name))
            continue
        out.append(_plain(text, start, end, i, len(spans), talk=talk))
    return _without_references(text, _questions(text, out))


def _heads_text(text: str, end: int, turns: Sequence[Head | None]) -> bool:
    """Whether the first paragraph, up to `end`, is a headline above prose: "Lee: piers are not dead"."""
    return len(turns) > 1 and turns[1] is None and text[end - 1] not in _TERMINAL


def _plain(text: str, start: int, end: int, index: int, count: int, *, talk: bool) -> Paragraph:
    """The role of a paragraph that is no turn."""
    line = text[start : min(end, start + 400)]
    if _BOILERPLATE.match(line) or _BUREAU.match(line):
        return Paragraph(start, end, "boilerplate", start)
    if index < 4 and end - start < 120 and _BYLINE.match(line):
        return Paragraph(start, end, "byline", start)
    if time := _TIME.match(line):
        body = start + time.end()
        head = end - body < 140 and text[end - 1] not in ".…"
        return Paragraph(start, end, "entry" if head else "body", body)
    if bullet := _BULLET.match(line):
        return Paragraph(start, end, "item", start + bullet.end())
    if line[0] in "—―–-" and (dash := _DASH.match(line)):
        # Lists have dashes too: nobody says "— Lower taxes".
        if talk:
            return Paragraph(start, end, "dialogue", start + dash.end())
        if line[0] in "—―–":
            return Paragraph(start, end, "item", start + dash.end())
    if end - start < 160 and count > 1 and not line.endswith(_TERMINAL) and not line.endswith(","):
        return Paragraph(start, end, "headline", start)
    if _CAPTION.match(line) and end - start < 400:
        return Paragraph(start, end, "caption", start)
    dateline = (
        DATELINE.match(text, start, min(end, start + 120))
        if index < 8 or text[start : start + 3].isupper()
        else None
    )
    if dateline is None and index < _FIRST:
        dateline = _DATELINE_COLON.match(text, start, min(end, start + 60))
    return Paragraph(start, end, "body", dateline.end() if dateline else start)


def _without_references(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """What stands under "Sources" or "See also" at an article's end are titles, not its text."""
    for i, p in enumerate(paragraphs):
        if 2 * p.start > len(text) and _REFERENCES.fullmatch(text, p.start, p.end):
            rest = (Paragraph(other.start, other.end, "boilerplate", other.start) for other in paragraphs[i:])
            return (*paragraphs[:i], *rest)
    return paragraphs


def _questions(text: str, paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """In an interview the short paragraphs before each answer's label are the interviewer's: nobody is named
    again who only goes on. Where several people answer, only what asks is a question.
    """
    out = list(paragraphs)
    for role in ("label", "turn"):
        names = [text[slice(*p.label)].split()[-1] for p in out if p.role == role and p.label]
        if len(names) < 2 or (role == "turn" and len(set(names)) > 1):
            continue
        for i, p in enumerate(out[:-1]):
            before = "" if i == 0 else out[i - 1].role
            short = p.role in ("body", "headline") and p.end - p.start < _QUESTION and before != "label"
            if short and out[i + 1].role == role and (len(set(names)) == 1 or text[p.end - 1] == "?"):
                out[i] = Paragraph(p.start, p.end, "question", p.body)
    return tuple(out)
