"""Where the words that name a source begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from store.extraction.attribution.lexicon import SAYING_NOUNS
from store.extraction.attribution.rules.cues import RECORDINGS
from store.extraction.attribution.rules.nominal import JOINING
from store.extraction.segments import QuoteSpan, sentences
from store.extraction.speakers.wordclasses import ambiguity
from store.extraction.tagged import Tagged
from store.records import Span

_ENDED = re.compile(r"\b[^\W\d_]{5,}[.!?][”’\"')]*$")
"""The end of a sentence that is surely none of an abbreviation."""
_BEGINNING = re.compile(r"(?:His|Her|He|She|They|It|The|And|But|In|There|That|This)\b")
"""How a sentence begins that a name does not."""
_LEADING = re.compile(rf"[\s.,;:]*(?:(?:by|that|(?:{'|'.join(sorted(RECORDINGS))})\sof)\s)?")
_HANGING = re.compile(
    r"(?:[\s,;—–]+(?:who|which|quoted|citing|speaking|and|but|while|when|though)|,\s(?:in|at|on|for|with))?[\s;—–]*$"
)
"""What begins another clause, at the end of what was taken for a source."""
_RELATIVE = re.compile(r"(?:who|which)(?=\s(?:last|this|on|in|earlier|recently|once|also)\b)")
_FRONTED = re.compile(
    r"[\W_]*(?:At|In|On|During|After|Before|From|With|By|For|Speaking|Opening|Writing|Addressing|Appearing|Quoting|"
    r"Testifying|Giving|Closing|Responding|Replying|Reacting)\b"
    r"(?:[^,;:.!?“\"‘]*\b(?:at|in|on|by|to|from|with|of|near|for|before|during))?\s+(?:the\s+|an?\s+)?$"
)
"""A clause that says where or on what occasion something was said, up to the name of that."""
_CITING = re.compile(r",\s(?:citing|quoting)\s")
_CUT_NAME = re.compile(r"[\w-]+['’]s?$")
_NAME = 60
"""Characters of a name, at most."""
_OWNED = re.compile(r"(?P<owner>.+?)['’]s\s(?:[\w-]+\s){0,2}(?P<noun>\w+)\W*")
_FRONT = 200
"""Characters before a source in which its sentence's beginning is looked for."""
_AS = re.compile(r"\sas\s")
"""What parts who names somebody from the name: "named by police as Daniel Croft"."""
_ARTICLES = frozenset({"a", "an", "the"})
_LAST_VERB = re.compile(r"(?<=[a-z])\s([a-z]+ed)$")
"""The verb of the source's own clause: "His campaign sued …, seeking"."""
_OBJECT = re.compile(r"\s\w[^.;:\n]*,\s(?:\w+ly\s)?\w+ing(?:\sthat)?")
"""What follows that verb, up to the cue."""
_UNFINISHED = re.compile(r",\s(?:who|whom|whose|which)\s[^,.;:]{1,60}$")
"""A relative clause that a source begins and does not end: "The text, which he | shows me, reads"."""
_OBJECT_RELATIVE = re.compile(r"(?:whom?|which)\s(?:he|she|they|it|we|I|you)", re.I)
"""“The text, which he shows me, reads”: what is shown reads so, and not he."""
_GO_BETWEEN = re.compile(
    r"(?:an?|his|her|their|its)\s(?:[\w-]+\s){0,2}(?:aide|attorney|interpreter|lawyer|representative|spokesman|"
    r"spokesperson|spokeswoman|translator)s?,?\s(?=(?:he|she|they|it|[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+)*$)"
)
"""Through whom somebody speaks: "Through a spokesman | she said"."""
_THROUGH = re.compile(r"\b(?:through|via)\s$", re.I)
_MEASURE = re.compile(r",\s(?:(?:up|down)\s)?(?:from|compared\swith|against|versus)\s[\d$£€~]")


def edged(text: str, outer: Sequence[QuoteSpan], tagged: Tagged) -> tuple[Span, ...]:
    """The source of `tagged` without what is none of it; empty when nothing is left.

    Args:
        text: the whole text.
        outer: the quotations that stand in no other, in order.
        tagged: content, cue and source as they were found.
    """
    if not tagged.cue:
        return tagged.source
    cue = tagged.cue[0]
    out = []
    for span in tagged.source:
        start, end = _beside(text, (_word_start(text, span[0]), span[1]), cue)
        end = _before_quotation(text, outer, (start, end))
        leading = _LEADING.match(text, start, end)
        start = leading.end() if leading else start
        start = _after_occasion(text, (start, end), cue)
        between = _GO_BETWEEN.match(text, start, end)
        if between and _THROUGH.search(text, max(0, start - 10), start):
            start = between.end()
        end = _own_words_end(text, (start, end), cue)
        if text[slice(*cue)].lower() in JOINING:
            end = _owner_end(text, (start, end))
        relative = _OBJECT_RELATIVE.fullmatch(text, start, end)
        if start < end and not relative and text[start:end].lower() not in _ARTICLES:
            out.append((start, end))
    return tuple(out)


def _word_start(text: str, at: int) -> int:
    """Where the name begins that was cut in two, "Malaysia's"; `at` where none was."""
    owned = _CUT_NAME.search(text, max(0, at - _NAME), at + 1)
    return owned.start() if owned else at


def _beside(text: str, span: Span, cue: Span) -> Span:
    """The sentence beside the cue only: "… of Forrester. NAME saying"."""
    parts = sentences(text, *span)
    ended = len(parts) > 1 and all(
        _ENDED.search(text, *one) or _BEGINNING.match(text, *other) for one, other in pairwise(parts)
    )
    return min(parts, key=lambda p: max(p[0] - cue[1], cue[0] - p[1])) if ended else span


def _before_quotation(text: str, outer: Sequence[QuoteSpan], span: Span) -> int:
    """ "said Ann Lee, “but | paper does not collect weapons”": where what was said goes on."""
    k = bisect_left(outer, span[0], key=lambda q: q.start)
    cut = k < len(outer) and outer[k].start < span[1] and outer[k].inner[1] > span[1]
    return span[0] + len(text[span[0] : outer[k].start].rstrip(" ,;—–")) if cut else span[1]


def _after_occasion(text: str, span: Span, cue: Span) -> int:
    """ "At Preston | Crown Court, Ann Lee, prosecuting, said": whoever follows the place."""
    start, end = span
    comma = text.find(", ", start, end)
    if comma < 0 or end > cue[0]:
        return start
    before = text[max(0, start - _FRONT) : start]
    before = before[
        max(before.rfind("\n"), before.rfind(". "), before.rfind(".” "), before.rfind('." ')) + 1 :
    ]
    return comma + 2 if _FRONTED.match(before) and end - comma > 4 else start


def _own_words_end(text: str, span: Span, cue: Span) -> int:
    """Without a clause begun that the cue is not in, and without what a number is compared with."""
    start, end = span
    if relative := _RELATIVE.match(text, start, end):
        return relative.end()
    if (begun := _UNFINISHED.search(text, start, end)) and text[end : cue[0]].rstrip().endswith(","):
        end = begun.start()
    if citing := _CITING.search(text, start, end):
        end = citing.start()
    if text[slice(*cue)].endswith(" by") and (named := _AS.search(text, start, end)):
        end = named.start()
    if cue[1] <= start and (measure := _MEASURE.search(text, start, end)):
        end = measure.start()
    near = 0 <= cue[0] - end <= 1
    if _OBJECT.fullmatch(text, end, cue[1]) and (verb := _LAST_VERB.search(text, start, end)):
        end = verb.start() if "V" in ambiguity(verb[1]) else end
    hanging = _HANGING.search(text, start, end)
    word = text[start:end].split()[-1:] if near else []
    if hanging is None or word in (["who"], ["which"]):
        return end
    return hanging.start() if hanging.start() > start else end


def _owner_end(text: str, span: Span) -> int:
    """ "“…,” was | Ann Lee's blunt verdict": whose verdict it was."""
    owned = _OWNED.fullmatch(text, *span)
    return owned.end("owner") if owned and owned["noun"] in SAYING_NOUNS else span[1]
