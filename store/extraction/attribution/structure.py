"""Attributions that the layout makes: transcript turns, labels, headlines, colons before a quotation, dash
dialogue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.extraction.attribution.colons import POINTERS, colons, leading_name, said_by
from store.extraction.attribution.headlines import headline_quote
from store.extraction.attribution.lexicon import SAYING_NOUNS
from store.extraction.attribution.rules import subjects
from store.extraction.attribution.rules.contents import ends_clause, span_of
from store.extraction.attribution.rules.cues import POSSESSIVES, find_cues
from store.extraction.attribution.rules.tokens import Token, tokenize
from store.extraction.attribution.silent import EXPLAINS
from store.extraction.segments import Paragraph, QuoteSpan, Segments, sentences
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.tagged import Tagged
from store.records import Span

_SIGNATURE = re.compile(
    r"\s*(?:[—―–]|--?)\s*(?P<who>(?P<role>(?:[A-ZÀ-Þ][\w’'-]*\s){0,2}(?:[a-z][\w-]*\s){1,4})?"
    r"(?:@\w+|[A-ZÀ-Þ][\w.’'-]*)(?:\s(?:[A-ZÀ-Þ][\w.’'-]*|de|la|van|von|der|al|of|the|bin|y)){0,6})"
    r"(?:,[^.!?\n]{2,100}|\s\([^()\n]{1,60}\))?\.?$"
)
_LABEL = re.compile(r"\*\*[^*\n]{2,60}\*\*\s*")
"""What a newsletter prints bold before a paragraph."""
_DASHES = frozenset({"—", "–", "―"})
_BREAKS_OFF = _DASHES | {",", "?", "!", "…"}
"""What stands between a line of talk and the clause that tells who speaks."""
_STAGE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""A paragraph that tells what happens: “(Laughter.)”."""


_NARRATES = re.compile(r"\s(?:says|said|adds|added|argues|argued)\s(?:[\w-]+\s){0,4}[A-Z]")
"""After a quotation: “…,” says energy spokesman Carl Berg."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """An attribution that the layout makes."""

    tagged: Tagged
    headline: bool = False


def find(text: str, segments: Segments) -> Iterator[LaidOut]:
    """Attributions by layout, in no particular order."""
    outer = segments.outer()
    paragraphs = segments.paragraphs
    names = Counter(text[slice(*p.label)] for p in paragraphs if p.label is not None)
    for i, paragraph in enumerate(paragraphs):
        signed = _signed(text, paragraphs, i, outer) if paragraph.role != "boilerplate" else None
        if signed is not None:
            yield LaidOut(signed)
            if signed.content[0][1] < paragraph.start:
                continue  # a line that is the name alone
        if paragraph.role == "turn" and paragraph.label is not None:
            explains = EXPLAINS.match(text, paragraph.body, paragraph.end) and text[paragraph.end - 1] != "?"
            if names[text[slice(*paragraph.label)]] > 1 or not explains:
                yield LaidOut(_turn(text, paragraphs, i, outer))
        elif paragraph.role == "dialogue":
            yield from map(LaidOut, _dialogue(text, paragraph))
        elif (paragraph.role == "label" or text[paragraph.end - 1] == ":") and i + 1 < len(paragraphs):
            introduced = _introduced(text, paragraphs, i, outer)
            if introduced is not None:
                yield LaidOut(introduced)
        if paragraph.role in ("headline", "entry"):
            headline = headline_quote(text, paragraph, outer)
            if headline is not None:
                yield LaidOut(headline, True)
        elif paragraph.role in ("body", "item"):
            yield from map(LaidOut, colons(text, paragraph, outer))


def _turn(text: str, paragraphs: Sequence[Paragraph], i: int, outer: Sequence[QuoteSpan]) -> Tagged:
    """A speaker's line and the paragraphs after it until the next one's."""
    paragraph = paragraphs[i]
    assert paragraph.label is not None
    contents = [_spoken(paragraph.body, _narrated(text, paragraph, outer), outer)]
    quoted = contents[0] != (paragraph.body, paragraph.end)
    following = next(
        (k for k in range(i + 1, len(paragraphs)) if paragraphs[k].role != "body"), len(paragraphs)
    )
    if not quoted and following < len(paragraphs) and paragraphs[following].role == "turn":
        more = paragraphs[i + 1 : following]
        if more and _asks(text, paragraph, more[-1], paragraphs[following]):
            more = more[:-1]
        contents.extend(
            _spoken(p.start, p.end, outer) for p in more if not _STAGE.fullmatch(text, p.start, p.end)
        )
    return Tagged(tuple(contents), (), (paragraph.label,), 0.95)


def _narrated(text: str, turn: Paragraph, outer: Sequence[QuoteSpan]) -> int:
    """Where a summary goes on in other words: "Moderates: Ten by 2045. | “We need them,” says Carl Berg."."""
    k = bisect_left(outer, turn.body + 1, key=lambda q: q.start)
    while k < len(outer) and outer[k].end < turn.end:
        ended = text.endswith((". ", "! ", "? "), 0, outer[k].start)
        if ended and _NARRATES.match(text, outer[k].end, turn.end):
            return outer[k].start - 1
        k += 1
    return turn.end


def _asks(text: str, turn: Paragraph, last: Paragraph, following: Paragraph) -> bool:
    """Whether `last`, between two turns of one person, is the question that the second answers."""
    if turn.label is None or following.label is None or text[last.end - 1] != "?":
        return False
    one, other = (text[slice(*label)].split()[-1] for label in (turn.label, following.label))
    return one == other


def _spoken(start: int, end: int, outer: Sequence[QuoteSpan]) -> Span:
    """The words between `start` and `end` without the marks around the whole of them."""
    k = bisect_left(outer, start, key=lambda q: q.start)
    if k < len(outer) and outer[k].start == start and outer[k].end >= end - 1:
        return outer[k].inner
    return start, end


def _introduced(
    text: str, paragraphs: Sequence[Paragraph], i: int, outer: Sequence[QuoteSpan]
) -> Tagged | None:
    """A paragraph that ends in a colon and names the speaker of the next ones."""
    paragraph = paragraphs[i]
    contents = _quoted_run(paragraphs, i + 1, outer)
    if paragraph.label is not None and paragraph.role == "label":
        source: Span | None = paragraph.label
        cue: Span | None = None
        if not contents:
            contents = [(p.start, p.end) for p in _answer(paragraphs, i + 1)]
    elif contents:
        source, cue = _introducer(text, paragraph, outer)
    else:
        return None
    if not contents or source is None:
        return None
    return Tagged(tuple(contents), (cue,) if cue else (), (source,), 0.93)


def _answer(paragraphs: Sequence[Paragraph], i: int) -> Iterator[Paragraph]:
    for paragraph in paragraphs[i:]:
        if paragraph.role != "body":
            return
        yield paragraph


def _quoted_run(paragraphs: Sequence[Paragraph], i: int, outer: Sequence[QuoteSpan]) -> list[Span]:
    """The quotation that fills paragraph `i`, with the further paragraphs it runs on into."""
    out: list[Span] = []
    while i < len(paragraphs):
        paragraph = paragraphs[i]
        k = bisect_left(outer, paragraph.start, key=lambda q: q.start)
        if k == len(outer) or outer[k].start > paragraph.start + 2 or outer[k].start >= paragraph.end:
            break
        quote = outer[k]
        if out and not quote.continued:
            break
        if (
            quote.end < paragraph.end - 1
            and not out
            and quote.inner[1] - quote.inner[0] < 0.6 * (paragraph.end - paragraph.start)
        ):
            break
        out.append(quote.inner)
        if not quote.continues:
            break
        i += 1
    return out


def _introducer(
    text: str, paragraph: Paragraph, outer: Sequence[QuoteSpan]
) -> tuple[Span | None, Span | None]:
    """Source and cue in the last sentence of a paragraph that ends in a colon."""
    start, end = sentences(text, paragraph.body, paragraph.end, outer)[-1]
    tokens = tokenize(text, start, end, outer)
    authored = said_by(tokens[:-1])
    if authored is not None:
        return span_of(tokens, authored[0]), span_of(tokens, authored[1])
    for cue in reversed(find_cues(tokens)):
        subject = subjects.before(tokens, cue)
        if subject is not None:
            return span_of(tokens, subject), span_of(tokens, (cue.first, cue.last + 1))
    finite = next((k for k in range(1, len(tokens)) if tokens[k].pos == "V" and not tokens[k].capital), None)
    for k in range(1, len(tokens)):
        if tokens[k].low not in SAYING_NOUNS:
            continue
        if tokens[k - 1].low in POSSESSIVES:
            return span_of(tokens, (k - 1, k)), span_of(tokens, (k, k + 1))
        subject = subjects.first_subject(tokens, k)
        if subject is not None and finite is not None:
            return span_of(tokens, subject), span_of(tokens, (max(finite, subject[1]), k + 1))
    named = subjects.first_subject(tokens, len(tokens)) if finite else leading_name(tokens)
    if named is None or tokens[named[1] - 1].low in POINTERS:
        return None, None
    return span_of(tokens, named), None


def _signed(text: str, paragraphs: Sequence[Paragraph], i: int, outer: Sequence[QuoteSpan]) -> Tagged | None:
    """A quotation with its speaker's name after a dash: “…” — Ann Lee, on the same line or on the next."""
    paragraph = paragraphs[i]
    label = _LABEL.match(text, paragraph.start, paragraph.end)
    start = label.end() if label else paragraph.start
    k = bisect_left(outer, start, key=lambda q: q.start)
    if k < len(outer) and outer[k].start <= start + 1 and outer[k].end < paragraph.end:
        quote, at = outer[k], outer[k].end
    elif i and text[paragraph.start] in "—―–-":
        k = bisect_left(outer, paragraphs[i - 1].start, key=lambda q: q.start)
        if (
            k == len(outer)
            or outer[k].start > paragraphs[i - 1].start + 1
            or outer[k].end < paragraphs[i - 1].end - 1
        ):
            return None
        quote, at = outer[k], paragraph.start
    else:
        return None
    m = _SIGNATURE.match(text, at, paragraph.end)
    if m is None or len(m.group()) > 140 or (m["role"] and m["role"].split()[-1] not in ROLES):
        return None
    return Tagged((quote.inner,), (), (m.span("who"),), 0.9)


def _dialogue(text: str, paragraph: Paragraph) -> Iterator[Tagged]:
    """A line of talk that begins with a dash; an inverted clause in it tells who speaks."""
    tokens = tokenize(text, paragraph.body, paragraph.end, ())
    if not tokens:
        return
    for cue in find_cues(tokens):
        if cue.form not in "sdb" or cue.first == 0 or cue.negated:
            continue
        inverted = subjects.after(tokens, cue.last + 1) if cue.form != "b" else None
        prior = tokens[cue.first - 1]
        if inverted is not None and prior.text in _BREAKS_OFF and ends_clause(tokens, inverted[1]):
            source, opened, closed = inverted, cue.first, inverted[1]
        else:
            subject = subjects.before(tokens, cue)
            if subject is None or subject[0] == 0 or tokens[subject[0] - 1].text not in _BREAKS_OFF:
                continue
            source, opened, closed = subject, subject[0], cue.last + 1
        yield Tagged(
            tuple(_around(tokens, opened, closed)),
            (span_of(tokens, (cue.first, cue.last + 1)),),
            (span_of(tokens, source),),
            0.9,
        )
        return
    yield Tagged(((paragraph.body, paragraph.end),), (), (), 0.75)


def _around(tokens: Sequence[Token], opened: int, closed: int) -> Iterator[Span]:
    """What was said before and after the clause that tells who said it."""
    last = opened - 1
    while last >= 0 and tokens[last].text in _DASHES | {","}:
        last -= 1
    if last >= 0:
        yield tokens[0].start, tokens[last].end
    for k in range(closed, len(tokens) - 1):
        if tokens[k].text in _DASHES:
            on = next((t for t in tokens[k + 1 :] if t.text not in {".", ","}), None)
            if on is not None:  # "—Come in —said Ann—. It is late."
                yield on.start, tokens[-1].end
            return
