"""Attributions that the layout makes: transcript turns, labels, headlines, colons before a quotation, dash
dialogue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.extraction.attribution.rules import subjects
from store.extraction.attribution.rules.contents import ends_clause, span_of
from store.extraction.attribution.rules.cues import PREPOSITIONS, find_cues
from store.extraction.attribution.rules.tokens import Token, tokenize
from store.extraction.segments import RUBRICS, Paragraph, QuoteSpan, Segments, sentences
from store.extraction.speakers.lexicon.bodies import BODY_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.tagged import Tagged
from store.extraction.words import words
from store.records import Span

_NO_SPEAKER = re.compile(
    r"""(?:clarification|listen|pictures?|fact[ -]check|notes(?:\sto\seditors?)?|editor.s\snote|warning
    |related|read\smore|source|sources|date|time|place|venue|price|tickets|result|results|final|score|part|chapter|act
    |ps|nb|key|more|topics?|tags?|contact|email|tel|phone|web(?:site)?|agenda|question|answer|subject|re|background
    |context|q\s?&\s?a|box|graphic|map|data|chart|quote\sof\sthe\sday|spokespersons.*
    |speakers?|present|participants|hosts?|guests?|for|against|ayes|noes|in\spictures|on\sthis\sday)$""",
    re.I | re.X,
)
"""What stands before a colon and is nobody's name, beside `RUBRICS`."""
_SIGNATURE = re.compile(
    r"\s*(?:[—―–]|--?)\s*((?:@\w+|[A-ZÀ-Þ][\w.’'-]*)(?:\s(?:[A-ZÀ-Þ][\w.’'-]*|de|la|van|von|der|al|of|the|bin|y)){0,6})"
    r"(?:,[^.!?\n]{2,100}|\s\([^()\n]{1,60}\))?\.?$"
)
_SAYING_NOUN = words(
    """
    remarks statement words speech reply answer response message letter tweet post account verdict advice
    comments explanation warning appeal comment
    """
)
_SPEAKING_NOUNS = ROLES | GROUP_NOUNS | DOCUMENT_NOUNS | BODY_NOUNS
_POSSESSIVE = words(
    """
    his her their its my our your
    """
)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """An attribution that the layout makes."""

    tagged: Tagged
    headline: bool = False


def find(text: str, segments: Segments) -> Iterator[LaidOut]:
    """Attributions by layout, in no particular order."""
    outer = segments.outer()
    paragraphs = segments.paragraphs
    for i, paragraph in enumerate(paragraphs):
        signed = _signed(text, paragraphs, i, outer)
        if signed is not None:
            yield LaidOut(signed)
            if signed.content[0][1] < paragraph.start:
                continue  # a line that is the name alone
        if paragraph.role == "turn" and paragraph.label is not None:
            yield LaidOut(_turn(text, paragraphs, i, outer))
        elif paragraph.role == "dialogue":
            yield from map(LaidOut, _dialogue(text, paragraph))
        elif text[paragraph.end - 1] == ":" and i + 1 < len(paragraphs):
            introduced = _introduced(text, paragraphs, i, outer)
            if introduced is not None:
                yield LaidOut(introduced)
        if paragraph.role in ("headline", "entry"):
            headline = _headline(text, paragraph, outer)
            if headline is not None:
                yield LaidOut(headline, True)
        elif paragraph.role in ("body", "item"):
            yield from map(LaidOut, _colons(text, paragraph, outer))


def _turn(text: str, paragraphs: Sequence[Paragraph], i: int, outer: Sequence[QuoteSpan]) -> Tagged:
    """A speaker's line and the paragraphs after it until the next one's."""
    paragraph = paragraphs[i]
    assert paragraph.label is not None
    contents = [_spoken(paragraph.body, paragraph.end, outer)]
    quoted = contents[0] != (paragraph.body, paragraph.end)
    following = next(
        (k for k in range(i + 1, len(paragraphs)) if paragraphs[k].role != "body"), len(paragraphs)
    )
    if not quoted and following < len(paragraphs) and paragraphs[following].role == "turn":
        more = paragraphs[i + 1 : following]
        if more and _asks(text, paragraph, more[-1], paragraphs[following]):
            more = more[:-1]
        contents.extend(_spoken(p.start, p.end, outer) for p in more)
    return Tagged(tuple(contents), (), (paragraph.label,), 0.95)


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
    for cue in reversed(find_cues(tokens)):
        subject = subjects.before(tokens, cue)
        if subject is not None:
            return span_of(tokens, subject), span_of(tokens, (cue.first, cue.last + 1))
    finite = next((k for k in range(1, len(tokens)) if tokens[k].pos == "V" and not tokens[k].capital), None)
    for k in range(1, len(tokens)):
        if tokens[k].low not in _SAYING_NOUN:
            continue
        if tokens[k - 1].low in _POSSESSIVE:
            return span_of(tokens, (k - 1, k)), span_of(tokens, (k, k + 1))
        subject = subjects.first_subject(tokens, k)
        if subject is not None and finite is not None:
            return span_of(tokens, subject), span_of(tokens, (finite, k + 1))
    named = subjects.first_subject(tokens, len(tokens)) if finite else _leading_name(tokens)
    return (span_of(tokens, named), None) if named else (None, None)


def _leading_name(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The noun phrase that opens the sentence: up to a comma, a bracket or the colon."""
    k = 0
    while k < len(tokens) and (
        tokens[k].word
        or tokens[k].text in {"&", "-", "'", "’", "@"}
        or (
            tokens[k].text == "."
            and k + 1 < len(tokens)
            and tokens[k + 1].capital
            and len(tokens[k - 1].text) < 7
        )
    ):
        k += 1
    return (0, k) if 0 < k <= 10 else None


def _signed(text: str, paragraphs: Sequence[Paragraph], i: int, outer: Sequence[QuoteSpan]) -> Tagged | None:
    """A quotation with its speaker's name after a dash: “…” — Ann Lee, on the same line or on the next."""
    paragraph = paragraphs[i]
    k = bisect_left(outer, paragraph.start, key=lambda q: q.start)
    if k < len(outer) and outer[k].start <= paragraph.start + 1 and outer[k].end < paragraph.end:
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
    if m is None or len(m.group()) > 140:
        return None
    return Tagged((quote.inner,), (), (m.span(1),), 0.9)


def _headline(text: str, paragraph: Paragraph, outer: Sequence[QuoteSpan]) -> Tagged | None:
    """ "Name: what they said" in a headline, and "What they said, says Name" with marks."""
    tokens = tokenize(text, paragraph.body, paragraph.end, outer)
    k = next((i for i, t in enumerate(tokens[:10]) if t.text == ":"), None)
    if not k or k + 1 >= len(tokens):
        return None
    name = text[tokens[0].start : tokens[k - 1].end]
    if not _speaker_like(tokens[:k], name):
        return None
    quoted = tokens[k + 1].quote
    if quoted is not None:
        return Tagged((quoted.inner,), (), (span_of(tokens, (0, k)),), 0.9)
    if len(tokens) - k < 4:
        return None
    return Tagged((span_of(tokens, (k + 1, len(tokens))),), (), (span_of(tokens, (0, k)),), 0.8)


def _speaker_like(tokens: Sequence[Token], name: str) -> bool:
    if (
        _NO_SPEAKER.match(name)
        or name.casefold() in RUBRICS
        or not tokens[0].word
        or not (tokens[0].capital or tokens[0].low in _POSSESSIVE)
    ):
        return False
    last = tokens[-1]
    common = last.word and not last.capital and last.low not in _SPEAKING_NOUNS
    if common and len(tokens) > 1:
        return False  # "Nurses' strike: …"
    return (
        all(t.quote is None for t in tokens)
        and not name[0].isdigit()
        and not any(t.text in {",", "?", "!", "–"} for t in tokens)
    )


def _colons(text: str, paragraph: Paragraph, outer: Sequence[QuoteSpan]) -> Iterator[Tagged]:
    """ "Ms Lee: “…”" and "She was not so sure: “…”" within a paragraph: a colon and a quotation without a
    cue."""
    for start, end in sentences(text, paragraph.body, paragraph.end, outer):
        tokens = tokenize(text, start, end, outer)
        k = next((i for i, t in enumerate(tokens) if t.text == ":"), None)
        if not k or k + 2 < len(tokens) - 1 or k + 1 >= len(tokens):
            continue
        quote = tokens[k + 1].quote
        said = any(t.low in _SAYING_NOUN for t in tokens[:k])
        if quote is None or (quote.inner[1] - quote.inner[0] < 8 and not said):
            continue
        if any(subjects.before(tokens[:k], c) for c in find_cues(tokens[:k])):
            continue
        whose = _whose_words(tokens[:k])
        if whose is not None:
            source, cue = whose
            yield Tagged((quote.inner,), (span_of(tokens, cue),), (source,), 0.85)
            continue
        named = _leading_name(tokens[:k])
        if named is None:
            continue
        if tokens[0].low in PREPOSITIONS or (named[1] < k and _clause(tokens[named[1] : k])):
            named = subjects.first_subject(tokens, k)  # "In town after town, she has one message: “…”"
        elif (named[1] == k and not _speaker_like(tokens[:k], text[start : tokens[k - 1].end])) or any(
            t.low in _VERBS for t in tokens[: named[1]]
        ):
            named = _subject_of(tokens[:k])
        if named:
            yield Tagged((quote.inner,), (), (span_of(tokens, named),), 0.85)


_VERBS = words(
    """
    is are was were has had did does do will would could can may be himself herself put made
    """
)


def _whose_words(tokens: Sequence[Token]) -> tuple[Span, tuple[int, int]] | None:
    """Source and cue of "Fole's response was a single word", "Her answer"."""
    for k in range(1, min(len(tokens), 6)):
        if tokens[k].low not in _SAYING_NOUN:
            continue
        owner = tokens[k - 1]
        if owner.low in _POSSESSIVE:
            return (owner.start, owner.end), (k, k + 1)
        if owner.low.endswith("'s"):
            return (tokens[0].start, owner.end - len("'s")), (k, k + 1)
    return None


def _clause(tokens: Sequence[Token]) -> bool:
    """Whether a verb stands among the words, so that what stands before them is not the subject."""
    return any(t.low in _VERBS or (t.pos == "V" and not t.capital) for t in tokens)


def _subject_of(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """What stands before the sentence's first finite auxiliary."""
    for k, token in enumerate(tokens):
        if token.low in _VERBS or token.text in {","}:
            return (0, k) if k else None
    return None


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
        if inverted is not None and prior.text in {",", "?", "!", "…"} and ends_clause(tokens, inverted[1]):
            source, opened, closed = inverted, cue.first, inverted[1]
        else:
            subject = subjects.before(tokens, cue)
            if subject is None or subject[0] == 0 or tokens[subject[0] - 1].text not in {",", "?", "!", "…"}:
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
    while last >= 0 and tokens[last].text in {",", "—", "–"}:
        last -= 1
    if last >= 0:
        yield tokens[0].start, tokens[last].end
    for k in range(closed, len(tokens) - 1):
        if tokens[k].text in {"—", "–", "―"}:
            yield tokens[k + 1].start, tokens[-1].end
            return
