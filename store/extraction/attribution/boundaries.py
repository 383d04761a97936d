"""Where a content begins and ends: at the marks of its quotation, at a clause's edge, never in its own
cue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from store.extraction.attribution.drafts import Draft
from store.extraction.attribution.lexicon import takes_addressee
from store.extraction.attribution.source_edges import edged
from store.extraction.segments import QuoteSpan, Segments, sentences
from store.extraction.tagged import Tagged
from store.records import Span

_CLOSING_SPEECH = ",.!?…"
_KEPT_STOPS = ("...", "etc.", "a.m.", "p.m.", "U.S.", "U.K.", "U.N.", "Inc.", "Co.", "Corp.", "Jr.", "Sr.")
_NEXT_SENTENCE = re.compile(r"[.!?]['\"’”»]?\.?\s+(\w+(?:\s\w+)?)$")
"""One word or two after the end of a sentence."""
_ADDRESSEE = re.compile(
    r"(?:(?:[A-Z][\w.’'&-]*|the|a|his|her|their|its|reporters|journalists|lawmakers|investors|clients|analysts"
    r"|voters|supporters|jurors|viewers|readers|colleagues|staff|employees|police|investigators|officials"
    r"|me|us|him|them|you)[ \u00a0]){1,7}"
    r"(?P<clause>that[ \u00a0])"
)
"""Whom it was said to, before the clause that says what."""
_SUBJECT = re.compile(r"(?P<told>[^.!?;:,“”\"]{0,40})\s(?P<word>I|he|she|it|they|we)\s")
"""A pronoun that a clause begins with, and what stands between it and the cue."""
_FINITE = re.compile(
    r"(?:am|are|is|was|were|has|have|had|does|do|did|will|would|can|could|may|might|must|should)\b"
)
"""What a clause goes on with behind its subject."""
_TELLS = re.compile(r"(?!\b(?:the|an?)\b)\b[^\W\d_]+", re.I)
"""A word that is no article."""
_MARKS = "“‘\"'`«„"
_ENDED = re.compile(r"\b[^\W\d_A-Z]{3,}[.!?]$")
"""The end of a sentence that is surely none of an abbreviation."""
_OWNER = re.compile(r"\b(?:the|an?|his|her|its|their)\s[\w-]+$")
_OWNER_LENGTH = 40
_FEW = 4
"""More words than a source has before what was taken for its beginning."""
_SEEN = 500
"""Characters of a quotation that the tagger may not see whole: it then finds the part next to the cue."""
_CUT_WORD = re.compile(r"['’]s\b(?:[^.!?“\"]{0,60}?\s(?P<clause>that\s)|\s+)")


class Boundaries:
    """One text's marks and paragraphs, and what they do to spans."""

    def __init__(self, text: str, segments: Segments) -> None:
        self.text = text
        self.segments = segments
        self.quotes = segments.quotes
        self.starts = [q.start for q in segments.quotes]
        self.outer = segments.outer()
        self._outer_starts = [q.start for q in self.outer]

    def draft(self, tagged: Tagged, *, spoken: bool = False) -> Draft:
        """What was tagged, with its content's edges where they belong; without content when nothing is left.

        `spoken`: it is direct speech even without marks, and its last stop belongs to it.
        """
        tagged = self._uncut(tagged)
        named = tuple(self._after_label(span) for span in tagged.source)
        tagged = replace(tagged, source=edged(self.text, self.outer, replace(tagged, source=named)))
        spans: list[Span] = []
        for span in tagged.content:
            if self.filled(span) is None:
                span = self._with_subject(self._after_label(span), tagged.cue)
                span = self._after_addressee(span, tagged.cue)
                span = self._snapped(self._in_sentence(self._first_sentence(span, tagged.cue)), tagged.cue)
                parts = self._without(span, (*tagged.cue, *tagged.source, *self._told_between(span)))
                spans.extend(self._before_source(part, tagged) for part in parts)
            else:
                spans.append(span)
        spans = [s for s in _outermost(spans) if _TELLS.search(self.text, *s)]
        spans = [s for i, s in enumerate(spans) if not (i or spans[1:]) or not self._scrap(s, tagged.cue)]
        if len(spans) > 1 and self.text.startswith("this:", spans[0][0]):
            spans = spans[1:]  # "offers this: “…”"
        filled = [self.filled(s) for s in spans]
        whole = next((q for q in filled if q and self.text[q.inner[1] - 1] in _CLOSING_SPEECH), None)
        if whole is not None:  # after a whole utterance, a sentence without marks is the reporter's
            keep = [
                q is not None or s[0] < whole.start or not self._reporters(s, whole, tagged.cue)
                for s, q in zip(spans, filled, strict=True)
            ]
            spans, filled = (
                [s for s, k in zip(spans, keep, strict=True) if k],
                [q for q, k in zip(filled, keep, strict=True) if k],
            )
        direct = bool(filled) and all(filled)
        content: list[Span] = []
        for span, quote in zip(spans, filled, strict=True):
            if quote is None:
                bounds = self._edges(span, spoken)
            else:  # beside words without marks, the marks tell which words are whose
                bounds = self.without_comma(quote.inner) if direct else (quote.start, quote.end)
            if bounds[0] < bounds[1] and bounds not in content:
                content.append(bounds)
        return Draft(content, tagged.cue, tagged.source, tagged.confidence, direct)

    def _uncut(self, tagged: Tagged) -> Tagged:
        """A word that source and content share is the content's: "A 23-|year-old man was seen, said NAME"."""
        first = tagged.content[0]
        cut = [s for s in tagged.source if s[1] == first[0] and self.text[s[1] - 1] in "-‐‑"]
        if not cut:
            return tagged
        source = tuple(s for s in tagged.source if s not in cut)
        return replace(tagged, source=source, content=((cut[0][0], first[1]), *tagged.content[1:]))

    def _scrap(self, span: Span, cue: Sequence[Span]) -> bool:
        """A few words out of a quotation that the cue does not stand in: it is another's."""
        inside = next((q for q in self.crossed(span) if q.start < span[0] and span[1] <= q.end), None)
        if inside is None or any(inside.start < c[0] < inside.end for c in cue):
            return False
        return 3 * (min(span[1], inside.inner[1]) - span[0]) < inside.inner[1] - inside.inner[0]

    def _told_between(self, span: Span) -> Iterator[Span]:
        """ "“… about the bridge.” | Nobody spoke. | “Four people …”": sentences without marks between whole
        utterances are the reporter's."""
        quotes = self.crossed(span)
        for one, other in pairwise(quotes):
            between = self.text[one.end : other.start].strip()
            uttered = self.text[one.inner[1] - 1] in ".!?" and span[0] <= one.start and other.end <= span[1]
            if uttered and between[:1].isupper() and between[-1:] in ".!?":
                yield one.end, other.start

    def _reporters(self, span: Span, whole: QuoteSpan, cue: Sequence[Span]) -> bool:
        """After a whole utterance: a sentence without marks, or what goes on after “…,” she said."""
        told = bool(cue) and whole.end <= cue[0][0] < span[0] and not self.crossed(span)
        return told or self._new_sentence(span)

    def _new_sentence(self, span: Span) -> bool:
        start = span[0]
        while start < span[1] and not self.text[start].isalnum():
            start += 1
        return self.text[start].isupper() and not self.crossed(span)

    def filled(self, span: Span) -> QuoteSpan | None:
        """The quotation of which `span` is the whole, with or without its marks."""
        start, end = span
        k = bisect_right(self.starts, start) - 1
        for i in (k, k + 1):
            if 0 <= i < len(self.quotes):
                q = self.quotes[i]
                if abs(q.start - start) <= 2 and start <= q.inner[0] and q.inner[1] - 2 <= end <= q.end + 1:
                    return q
        return None

    def without_comma(self, inner: Span) -> Span:
        """Without the comma before the cue."""
        start, end = inner
        while end > start and self.text[end - 1] in ",\u00a0 ":
            end -= 1
        return start, end

    def _after_label(self, span: Span) -> Span:
        """Without the time, the dateline or the name before a paragraph's own words."""
        index = self.segments.paragraph_at(span[0])
        if index < 0:
            return span
        body = self.segments.paragraphs[index].body
        return (body, span[1]) if span[0] < body < span[1] else span

    def _with_subject(self, span: Span, cue: Sequence[Span]) -> Span:
        """With the pronoun between cue and content: "said she | saw it", "told her by phone she | had"."""
        if not cue or not cue[-1][1] < span[0]:
            return span
        subject = _SUBJECT.fullmatch(self.text, cue[-1][1], span[0])
        if subject is None or (subject["told"] and not _FINITE.match(self.text, *span)):
            return span
        return subject.start("word"), span[1]

    def _after_addressee(self, span: Span, cue: Sequence[Span]) -> Span:
        """Without whom it was said to: "told | Radio Vale's Ann Lee that …", "wrote to | clients that …"."""
        if not cue or not 0 <= span[0] - cue[-1][1] <= 2:
            return span
        last = self.text[slice(*cue[-1])].split()[-1].lower()
        told = _ADDRESSEE.match(self.text, *span)
        return (told.start("clause"), span[1]) if told and (last == "to" or takes_addressee(last)) else span

    def _first_sentence(self, span: Span, cue: Sequence[Span]) -> Span:
        """After a cue, without a further sentence that has no marks: "he knew her. | Pressed, he left"."""
        if not cue or cue[-1][1] > span[0] or self.text[span[0]] in _MARKS:
            return span
        parts = sentences(self.text, *span, self.outer)
        if len(parts) == 1 or not _ENDED.search(self.text, *parts[0]) or self.crossed((parts[1][0], span[1])):
            return span
        return parts[0]

    def _in_sentence(self, span: Span) -> Span:
        """Without the first words of the next sentence: "in May. Costs"; without all that follows a sentence
        which ends with a whole utterance: "otherwise: “No sites were given.” I have read it"."""
        stop = _NEXT_SENTENCE.search(self.text, *span)
        crossed = self.crossed(span)
        uttered = crossed and crossed[-1].end < span[1] and self.text[crossed[-1].inner[1] - 1] in ".!?…"
        if stop is None and not uttered:
            return span
        parts = sentences(self.text, *span, self.outer)
        if len(parts) > 1 and uttered and parts[0][1] == crossed[-1].end:
            return parts[0]
        return parts[0] if stop and len(parts) == 2 and parts[1] == (stop.start(1), span[1]) else span

    def _before_source(self, span: Span, tagged: Tagged) -> Span:
        """Without the first words of the source: "Nothing has changed, ministry | spokeswoman NAME said"."""
        if not tagged.source or not 0 <= tagged.source[0][0] - span[1] <= 1:
            return span
        comma = self.text.rfind(",", *span)
        words = [w for w in self.text[comma + 1 : span[1]].split() if any(c.isalnum() for c in w)]
        return (span[0], comma) if comma > span[0] and 0 < len(words) < _FEW else span

    def crossed(self, span: Span) -> Sequence[QuoteSpan]:
        """The outer quotations that `span` overlaps."""
        first = max(0, bisect_right(self._outer_starts, span[0]) - 1)
        last = bisect_left(self._outer_starts, span[1])
        return [q for q in self.outer[first:last] if q.end > span[0]]

    def _snapped(self, span: Span, cue: Sequence[Span]) -> Span:
        """Quotations are wholly in or wholly out, unless the cue itself stands in them."""
        start, end = span
        for q in self.crossed(span):
            if not (q.closed or q.continues) or any(q.start < c[0] < q.end for c in cue):
                continue
            inner = q.inner[1] - q.inner[0]
            part = min(end, q.inner[1]) - max(start, q.inner[0])
            touches = start <= q.inner[0] or end >= q.inner[1]
            if start <= q.start and end >= q.end - 1:
                if end == q.end - 1 or (start >= q.start - 1 and self._closes_speech(q, end)):
                    end = q.end
            elif (
                2 * part >= inner
                or (touches and 3 * part >= inner and q.start <= start and end <= q.end)
                or (inner > _SEEN and q.start <= start and end <= q.end and self._edge_of(q, (start, end)))
            ):
                start, end = min(start, q.start), max(end, q.end)
            elif start < q.start:
                end = q.start
            elif end > q.end:
                start = q.end
        return start, end

    @staticmethod
    def _edge_of(q: QuoteSpan, span: Span) -> bool:
        """Whether `span` is the beginning or the end of the quotation, but for a comma."""
        return span[0] <= q.inner[0] + 1 or span[1] >= q.inner[1] - 1

    def _closes_speech(self, q: QuoteSpan, end: int) -> bool:
        """What follows the quotation up to `end` is no part of what was said: “Don't,” until shots are
        heard."""
        return (
            end > q.end
            and self.text[q.inner[1] - 1] in _CLOSING_SPEECH
            and not any(other.start < end for other in self.crossed((q.end, end)))
        )

    @staticmethod
    def _without(span: Span, taken: Sequence[Span]) -> list[Span]:
        """`span` without the words of its own cue and source."""
        out = [span]
        for start, end in taken:
            out = [
                part
                for s, e in out
                for part in ([(s, e)] if end <= s or e <= start else [(s, start), (end, e)])
                if part[0] < part[1]
            ]
        return out

    def _edges(self, span: Span, spoken: bool) -> Span:
        start, end = span
        text = self.text
        if start and text[start - 1].isalnum() and (cut := _CUT_WORD.match(text, start, end)):
            # "… after Sunday's defeat that some players": a content begins with a word.
            # "told the paper the union | 's demands were …": or with whose it is.
            owner = _OWNER.search(text, max(0, start - _OWNER_LENGTH), start)
            begin = owner.start() if owner else start + len(cut[0])
            start = cut.start("clause") if cut["clause"] else begin
        while start < end and (text[start].isspace() or text[start] in ",;:)" or self._is_led(start, end)):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:("):
            end -= 1
        if not spoken and end > start and text[end - 1] == "." and not text[start:end].endswith(_KEPT_STOPS):
            k = bisect_left(self.starts, end) - 1
            if k < 0 or self.quotes[k].inner[1] != end:
                end -= 1
        return start, end

    def _is_led(self, start: int, end: int) -> bool:
        """Whether a dash at `start` only leads up to the words: not "– in his own life – he was one"."""
        dash = self.text[start]
        return dash in "-–—" and self.text.find(f" {dash} ", start + 1, end) < 0


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """Without repeats, and without what lies in another."""
    return [
        s for s in dict.fromkeys(spans) if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)
    ]
