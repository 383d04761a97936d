"""Colons before a quotation: "Ms Lee: “…”", "She was not so sure: “…”", "Her answer: “…”"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.extraction.attribution.lexicon import SAYING_NOUNS
from store.extraction.attribution.rules import subjects
from store.extraction.attribution.rules.contents import span_of
from store.extraction.attribution.rules.cues import DETERMINERS, POSSESSIVES, PREPOSITIONS, find_cues
from store.extraction.attribution.rules.subjects import TIMES, Range
from store.extraction.attribution.rules.tokens import Token, tokenize
from store.extraction.segments import RUBRICS, Paragraph, QuoteSpan, sentences
from store.extraction.speakers.lexicon.bodies import BODY_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS
from store.extraction.speakers.lexicon.people import ROLES
from store.extraction.tagged import Tagged
from store.extraction.words import BEING_ASKED, words
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
SPEAKING_NOUNS = ROLES | GROUP_NOUNS | DOCUMENT_NOUNS | BODY_NOUNS
"""Nouns for people, bodies and documents, which can stand before a colon as who says it."""
_TOPICS = words("on about")
"""How a line begins that says on what somebody speaks: "On her captain: “…”"."""
_CITED = words("line lines passage quotation quote")
_SAID = SAYING_NOUNS | _CITED | words("claim claims headline statements testimony")
_BY = words("by from")
_POINTING = words("this these following")
_ASKED = words("asked pressed questioned quizzed challenged")
POINTERS = TIMES | words("it this that these those so and but also first second third finally")
"""What points to something and is nobody's name."""
_WRITING = words("writing reporting speaking posting tweeting blogging")
"""What somebody does who is quoted: "From Josh Moss writing at the Echo: “…”"."""
_COMING = words("came comes followed follows")
"""What stands before its subject: "An hour later came a second message: “…”"."""
_VERBS = words(
    """
    is are was were has had did does do will would could can may be himself herself put made
    """
)


def colons(text: str, paragraph: Paragraph, outer: Sequence[QuoteSpan]) -> Iterator[Tagged]:
    """ "Ms Lee: “…”" and "She was not so sure: “…”" within a paragraph: a colon and a quotation without a
    cue."""
    if text.find(":", paragraph.body, paragraph.end) < 0:
        return
    for start, end in sentences(text, paragraph.body, paragraph.end, outer):
        if text.find(":", start, end) < 0:
            continue
        tokens = tokenize(text, start, end, outer)
        k = next((i for i, t in enumerate(tokens) if t.text == ":"), None)
        if not k or k + 2 < len(tokens) - 1 or k + 1 >= len(tokens):
            continue
        quote = tokens[k + 1].quote
        said = any(t.low in SAYING_NOUNS for t in tokens[:k])
        if quote is None or (quote.inner[1] - quote.inner[0] < 8 and not said):
            continue
        authored = said_by(tokens[:k])
        if authored is not None:
            source, cue = authored
            yield Tagged((quote.inner,), (span_of(tokens, cue),), (span_of(tokens, source),), 0.85)
            continue
        cues = find_cues(tokens[:k])
        if tokens[0].low in _TOPICS and not any(c.last == k - 1 for c in cues):
            yield Tagged((quote.inner,), (), (), 0.8)
            continue
        if any(subjects.before(tokens[:k], c) for c in cues):
            continue
        whose = _whose_words(tokens[:k])
        if whose is not None:
            owner, noun = whose
            yield Tagged((quote.inner,), (span_of(tokens, noun),), (owner,), 0.85)
            continue
        named = _introduced(tokens, k, text[start : tokens[k - 1].end])
        if named:
            yield Tagged((quote.inner,), (), (span_of(tokens, named),), 0.85)


def said_by(tokens: Sequence[Token]) -> tuple[Range, Range] | None:
    """Source and cue of words that end in whose statement follows: "They took up this claim by Ann Lee".

    None where the statement only is the occasion: "She replied to a remark by a reporter".
    """
    for k in range(len(tokens) - 2, 0, -1):
        if tokens[k].low not in _BY or tokens[k - 1].low not in _SAID:
            continue
        first = k - 1
        while first and tokens[first - 1].pos in "JN" and tokens[first - 1].low not in PREPOSITIONS:
            first -= 1
        pointing = first > 0 and tokens[first - 1].low in _POINTING
        first -= first > 0 and tokens[first - 1].low in DETERMINERS
        before = tokens[first - 1].low if first else ""
        occasion = before in PREPOSITIONS and not (before == "with" and tokens[k - 1].low in _CITED)
        source = subjects.after(tokens, k + 1)
        if source is None or not (pointing or (not occasion and _named(tokens, source))):
            return None
        rest = tokens[source[1] :]
        adjunct = not rest or rest[0].text == "," or rest[0].low in PREPOSITIONS | TIMES
        relative = len(rest) > 1 and rest[1].low in ("who", "which")
        return (source, (k - 1, k)) if adjunct and (relative or not _clause(rest)) else None
    return None


def _named(tokens: Sequence[Token], source: Range) -> bool:
    """Whether what follows "by" or "from" can have said something: "from the family", not "from her bed"."""
    people = GROUP_NOUNS | ROLES if tokens[source[0] - 1].low == "from" else SPEAKING_NOUNS
    return tokens[source[1] - 1].low in people or any(t.capital for t in tokens[slice(*source)])


def _introduced(tokens: Sequence[Token], k: int, name: str) -> tuple[int, int] | None:
    """Whoever the words before the colon at `k`, `name` as written, introduce."""
    comma = next((i for i in range(1, k) if tokens[i].text == ","), k)
    if BEING_ASKED.match(name) and comma + 1 < k:  # "Asked if she was late, Ann Lee is curt: “…”"
        found = subjects.first_subject(tokens[comma + 1 : k], k)
        return (found[0] + comma + 1, found[1] + comma + 1) if found else None
    for i in range(2, k):
        if tokens[i].low in _ASKED and tokens[i - 1].text == ",":
            return subjects.phrase(tokens, i - 2)  # "Ann Lee, asked if she was late: “…”"
    named = _after_dash(tokens[:k]) or leading_name(tokens[:k])
    if named is None or any(t.low in _COMING for t in tokens[:k]):
        return None
    if tokens[0].low in PREPOSITIONS or (named[1] < k and _clause(tokens[named[1] : k])):
        return subjects.first_subject(tokens, k)  # "In town after town, she has one message: “…”"
    nobody = named[1] == k and not speaker_like(tokens[:k], name)
    if nobody or any(t.low in _VERBS for t in tokens[: named[1]]):
        return _subject_of(tokens[:k])
    return named


def _after_dash(tokens: Sequence[Token]) -> Range | None:
    """ "POLLS NOT WRONG, JUST EARLY - Ann Lee and Bo Moss": the names behind a heading."""
    dash = max((k for k, t in enumerate(tokens) if t.text in {"-", "–", "—"}), default=0)
    names = tokens[dash + 1 :]
    capital = all(t.capital or t.low in ("and", "of", "the", "for") for t in names)
    return (dash + 1, len(tokens)) if dash and names and capital else None


def leading_name(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The noun phrase that opens the sentence, or that "From" opens it with: up to a comma, a bracket or the
    colon."""
    if tokens and tokens[0].low == "from":
        doing = next((k for k, t in enumerate(tokens) if t.low in _WRITING), len(tokens))
        return subjects.after(tokens[:doing], 1)
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


def speaker_like(tokens: Sequence[Token], name: str) -> bool:
    """Whether what stands before a colon, `tokens` or `name` as written, can be somebody who speaks."""
    if (
        _NO_SPEAKER.match(name)
        or name.casefold() in RUBRICS
        or not tokens[0].word
        or not (tokens[0].capital or tokens[0].low in POSSESSIVES)
    ):
        return False
    last = tokens[-1]
    if last.low in POINTERS:
        return False  # "Then: …", "It gets better: …"
    common = last.word and not last.capital and last.low not in SPEAKING_NOUNS
    if common and len(tokens) > 1:
        return False  # "Nurses' strike: …"
    return (
        all(t.quote is None for t in tokens)
        and not name[0].isdigit()
        and not any(t.text in {",", "?", "!", "–"} for t in tokens)
    )


def _whose_words(tokens: Sequence[Token]) -> tuple[Span, tuple[int, int]] | None:
    """Source and cue of "Fole's response was a single word", "Her answer"."""
    for k in range(1, min(len(tokens), 6)):
        if tokens[k].low not in SAYING_NOUNS:
            continue
        owner = next((t for t in reversed(tokens[:k]) if t.pos not in "J#" or t.low.endswith("'s")), None)
        if owner is None:
            continue
        if owner.low in POSSESSIVES:
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
