"""Quotations beside which nobody is named: a further fragment of the one before, or its speaker's next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from store.extraction.attribution.boundaries import Boundaries
from store.extraction.attribution.drafts import Draft, Overlaps, shared
from store.extraction.attribution.fragments import next_speaker
from store.extraction.attribution.rules.cues import DETERMINERS
from store.extraction.attribution.rules.subjects import first_subject, is_name
from store.extraction.attribution.rules.tokens import Token, tokenize
from store.extraction.segments import Paragraph, QuoteSpan, sentences
from store.extraction.segments.sentences import is_short_question
from store.extraction.words import BEING_ASKED
from store.records import Span

_APPOSED = 10
"""Tokens before a name that say who it is."""
_SIGNATURE = 80
"""Characters of a line that says whose the quotation before it is."""
_SPOKEN_FOR = ("boilerplate", "byline", "caption", "label", "turn", "dialogue", "headline")


def give_floor(boundaries: Boundaries, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` and what is said in sentences that are a quotation and nothing else."""
    return _Floor(boundaries, drafts).walk()


class _Floor:
    def __init__(self, boundaries: Boundaries, drafts: Sequence[Draft]) -> None:
        self.boundaries = boundaries
        self.text = boundaries.text
        self.outer = boundaries.outer
        self.segments = boundaries.segments
        self.out = list(drafts)
        self.index = Overlaps(drafts)
        self.by_end = sorted(drafts, key=lambda d: d.content[-1][1])
        self.ends = [d.content[-1][1] for d in self.by_end]
        self.previous: Draft | None = None
        """The one added last."""
        self.earlier: Paragraph | None = None
        """The paragraph before the one that is read."""
        single = sum(self._single(q) for q in self.outer)
        self.headings_single = 2 * single < len(self.outer)
        """Speech stands in double marks, so that a line in single ones is a heading."""

    def walk(self) -> list[Draft]:
        for paragraph in self.segments.paragraphs:
            if paragraph.role in _SPOKEN_FOR or not self._quoted(paragraph.start, paragraph.end):
                self.earlier = paragraph
                continue
            before: Span | None = None
            for start, end in sentences(self.text, paragraph.body, paragraph.end, self.outer):
                k = bisect_left(self.outer, start, key=lambda q: q.start)
                quote = self.outer[k] if k < len(self.outer) else None
                if quote and quote.start == start and quote.end >= end - 1 and self._free(quote):
                    if self._heading(paragraph, quote):
                        break
                    self._place(quote, before)
                before = (start, end)
            self.earlier = paragraph
        return self.out

    def _quoted(self, start: int, end: int) -> bool:
        k = bisect_left(self.outer, start, key=lambda q: q.start)
        return k < len(self.outer) and self.outer[k].start < end

    def _free(self, quote: QuoteSpan) -> bool:
        """A sentence of speech that no attribution has."""
        words = self.text[quote.inner[0] : quote.inner[1]].split(None, 3)
        ended = self.text[quote.inner[1] - 1] in ".!?…—-’'" or quote.continues
        if len(words) < 3 or not ended:
            return False
        inner = [quote.inner]
        return not any(
            2 * shared(d.content, inner) > quote.inner[1] - quote.inner[0] and not shared(d.cue, inner)
            for d in self.index.near(inner)
        )

    def _single(self, quote: QuoteSpan) -> bool:
        return quote.inner[0] - quote.start == 1 and self.text[quote.start] in "'‘‚‹"

    def _heading(self, paragraph: Paragraph, quote: QuoteSpan) -> bool:
        """A short line that is a quotation and nothing else: 'All Bets Are Off'."""
        if quote.start != paragraph.start or quote.end < paragraph.end - 1:
            return False
        written = self.text[quote.inner[0] : quote.inner[1]].split()
        if len(written) > 8:
            return False
        capitals = sum(w[0].isupper() for w in written)
        return (self.headings_single and self._single(quote)) or (
            len(written) > 2 and all(w[0].isupper() or len(w) < 5 for w in written) and capitals > 2
        )

    def _last(self, at: int) -> Draft | None:
        k = bisect_left(self.ends, at + 1) - 1
        last = self.by_end[k] if k >= 0 else None
        if self.previous and (last is None or self.previous.content[-1][1] > last.content[-1][1]):
            return self.previous
        return last

    def _place(self, quote: QuoteSpan, before: Span | None) -> None:
        last = self._last(quote.start)
        if last is not None and (self._resumes(last, quote, before) or self._goes_on(last, quote, before)):
            last.content.append(quote.inner)
            self.index.add(last)
            self.previous = last
            return
        if quote.continued:
            return  # its beginning is somebody's in another way
        source: tuple[Span, ...] = ()
        floor: tuple[Span, ...] = ()
        if before is not None:
            source = self._source(last, quote, before)
            asked = self.text[before[1] - 1] == "?" and last is not None and not self._asks(quote)
            if not source and not asked:
                return  # but "And the pier? “It stays.”" is an answer
            floor = (last.source or last.floor) if last is not None and not source else ()
        elif last is not None:
            floor = last.source or last.floor
        else:
            return
        draft = Draft([quote.inner], (), source, 0.6, True, floor=floor)
        self.out.append(draft)
        self.index.add(draft)
        self.previous = draft

    def _source(self, last: Draft | None, quote: QuoteSpan, before: Span) -> tuple[Span, ...]:
        """Who speaks after the sentence `before`."""
        told = last is not None and any(before[0] <= s < before[1] for s, _ in last.content)
        if last is None or not told or not last.source:
            return self._subject(before)
        other = next_speaker(self.boundaries, last, quote)
        return last.source if other is None else (other,)

    def _resumes(self, last: Draft, quote: QuoteSpan, before: Span | None) -> bool:
        """ "A," X said. "B.", or the next part of a quotation that runs on."""
        if not last.direct:
            return False
        end = last.content[-1][1]
        if quote.continued:
            return not self.text[end : quote.start].strip(" \n\r\t\"“«‘'")
        return before is not None and end >= before[0] and not next_speaker(self.boundaries, last, quote)

    def _goes_on(self, last: Draft, quote: QuoteSpan, before: Span | None) -> bool:
        """A paragraph that is speech alone, after one that ends with speech and whose it is.

        After a question it may be the answer. In PolNeAR's training articles 24 of 30 are annotated as
        further fragments of the quotation before them.
        """
        end = last.content[-1][1]
        if before is not None or last.by_layout or not last.source or not self._ends_quoted(last):
            return False
        if self._is_signed(quote):
            return False
        near = self.earlier is not None and self.earlier.start <= end <= self.earlier.end
        return near and quote.start > end and self.text[end - 1] != "?" and not self._asks(quote)

    def _is_signed(self, quote: QuoteSpan) -> bool:
        """Whether a line says behind a quotation whose it is: “…” Anonymous blogger."""
        end = self.segments.paragraphs[self.segments.paragraph_at(quote.start)].end
        rest = self.text[quote.end : end].strip()
        return rest[:1].isupper() and len(rest) < _SIGNATURE and rest[-1] not in ".!?"

    def _asks(self, quote: QuoteSpan) -> bool:
        return is_short_question(self.text[slice(*quote.inner)])

    def _ends_quoted(self, draft: Draft) -> bool:
        start, end = draft.content[-1]
        k = bisect_left(self.outer, end, key=lambda q: q.end)
        return draft.direct or (k < len(self.outer) and start <= self.outer[k].start < end)

    def _subject(self, sentence: Span) -> tuple[Span, ...]:
        """The subject of the sentence before: "The landlord was blunter. “…”", "Asked why, he left. “…”"."""
        tokens = tokenize(self.text, *sentence, self.outer)
        if not tokens or tokens[0].low == "let":
            return ()  # "Let us imagine what she might have said."
        if BEING_ASKED.match(self.text, *sentence):
            comma = next((k for k, t in enumerate(tokens) if t.text == ","), len(tokens))
            tokens = tokens[comma + 1 :]
        found = first_subject(tokens, len(tokens))
        if found is None or (found[0] > 2 and not _apposed(tokens, found)):
            return ()
        return ((tokens[found[0]].start, tokens[found[1] - 1].end),)


def _apposed(tokens: Sequence[Token], name: tuple[int, int]) -> bool:
    """ "The gallery's president, | Ann Lee, struck a lighter note": a name after what the person is."""
    first = name[0]
    opens = tokens[0].low in DETERMINERS or tokens[0].capital
    return first <= _APPOSED and opens and tokens[first - 1].text == "," and is_name(tokens[slice(*name)])
