"""Tags and layout to attributions: boundaries, fragments, kind, mode, and what was left without a speaker."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.extraction.attribution import structure
from store.extraction.attribution.lexicon import DOCUMENT_NOUNS, verbs
from store.extraction.attribution.rules.cues import NEGATIONS
from store.extraction.segments import QuoteSpan, Segments, sentences
from store.extraction.tagged import Tagged
from store.records import Attribution, Kind, Mode, Span

_REFUSED = frozenset(["declined", "declines", "refused", "refuses", "yet"])


def assemble(text: str, segments: Segments, tagged: Sequence[Tagged]) -> tuple[Attribution, ...]:
    """Turn what the tagger and the layout say into attributions.

    Args:
        text: the whole text.
        segments: its paragraphs and quotations.
        tagged: what the tagger found, in any order.

    Returns:
        The attributions in the order of their first content offset, without repeats.
    """
    work = _Work(text, segments)
    drafts = [
        replace(d, by_layout=True) for t in structure.find(text, segments) if (d := work.draft(t)).content
    ]
    for t in sorted(tagged, key=lambda t: (t.content, t.cue, t.source)):
        draft = work.draft(t)
        if draft.content and not work.repeats(draft, drafts):
            drafts.append(draft)
    drafts = work.unattributed(drafts)
    found = [work.finish(d) for d in drafts]
    return tuple(sorted(found, key=lambda a: (a.content[0], a.content, a.cue)))


@dataclass(slots=True)
class _Draft:
    """An attribution in the making."""

    content: list[Span]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    direct: bool
    """Every fragment is a quotation, or direct speech by layout."""
    reported_by: tuple[Span, ...] = ()
    floor: tuple[Span, ...] = ()
    by_layout: bool = False


class _Work:
    """One text's segments with what the steps look up in them."""

    def __init__(self, text: str, segments: Segments) -> None:
        self.text = text
        self.segments = segments
        self.outer = segments.outer()
        self.starts = [q.start for q in segments.quotes]

    def draft(self, tagged: Tagged) -> _Draft:
        """Content with its edges where they belong."""
        filled = [self._filled(span) for span in tagged.content]
        direct = all(filled)
        content: list[Span] = []
        for span, quote in zip(tagged.content, filled, strict=True):
            if quote is not None:  # beside words without marks, the marks tell which words are whose
                content.append(self._without_comma(quote.inner) if direct else (quote.start, quote.end))
            else:
                edged = self._edges(span)
                if edged[0] < edged[1]:
                    content.append(edged)
        return _Draft(content, tagged.cue, tagged.source, tagged.confidence, direct)

    def _filled(self, span: Span) -> QuoteSpan | None:
        """The quotation of which `span` is the whole, with or without its marks."""
        start, end = span
        k = bisect_right(self.starts, start) - 1
        for i in (k, k + 1):
            if 0 <= i < len(self.segments.quotes):
                q = self.segments.quotes[i]
                if abs(q.start - start) <= 2 and start <= q.inner[0] and q.inner[1] - 2 <= end <= q.end + 1:
                    return q
        return None

    def _without_comma(self, inner: Span) -> Span:
        """Without the comma before the cue."""
        start, end = inner
        while end > start and self.text[end - 1] in ",\u00a0 ":
            end -= 1
        return start, end

    def _edges(self, span: Span) -> Span:
        start, end = span
        text = self.text
        while start < end and (text[start].isspace() or text[start] in ",;"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
            end -= 1
        if (
            end > start
            and text[end - 1] == "."
            and not text[start:end].endswith(("...", "etc.", "a.m.", "p.m."))
        ):
            quote = self._quote_ending(end)
            if quote is None:
                end -= 1
        return start, end

    def _quote_ending(self, end: int) -> QuoteSpan | None:
        k = bisect_left(self.starts, end) - 1
        return self.segments.quotes[k] if k >= 0 and self.segments.quotes[k].inner[1] == end else None

    def repeats(self, draft: _Draft, drafts: Sequence[_Draft]) -> bool:
        """Whether another draft has the same words already."""
        for other in drafts:
            if other.content == draft.content:
                if draft.source and not other.source:
                    other.source, other.cue = draft.source, draft.cue
                return True
            if other.by_layout and draft.cue and other.cue == draft.cue:
                return True
            if draft.direct and other.cue == draft.cue and set(draft.content) <= set(other.content):
                return True
        return False

    def unattributed(self, drafts: list[_Draft]) -> list[_Draft]:
        """Quotations that stand by themselves: a further fragment of the one before, or the floor holder's
        next."""
        out = list(drafts)
        for paragraph in self.segments.paragraphs:
            if paragraph.role in ("boilerplate", "byline", "caption", "label", "turn", "dialogue"):
                continue
            spans = sentences(self.text, paragraph.body, paragraph.end, self.outer)
            for n, (start, end) in enumerate(spans):
                k = bisect_left(self.outer, start, key=lambda q: q.start)
                if k == len(self.outer) or self.outer[k].start != start:
                    continue
                quote = self.outer[k]
                if quote.end < end - 1 or not self._sentence_like(quote) or self._taken(quote, drafts):
                    continue
                self._place(quote, spans[n - 1] if n else None, out)
        return out

    def _taken(self, quote: QuoteSpan, drafts: Sequence[_Draft]) -> bool:
        return any(
            s < quote.inner[1] and quote.inner[0] < e and (e - s) > 0.5 * (quote.inner[1] - quote.inner[0])
            for d in drafts
            for s, e in d.content
        )

    def _sentence_like(self, quote: QuoteSpan) -> bool:
        words = self.text[quote.inner[0] : quote.inner[1]].split()
        return len(words) >= 3 and (self.text[quote.inner[1] - 1] in ".!?…—-’'" or quote.continues)

    def _place(self, quote: QuoteSpan, prior: Span | None, out: list[_Draft]) -> None:
        before = [d for d in out if d.content[-1][1] <= quote.start]
        last = max(before, key=lambda d: d.content[-1][1], default=None)
        same_paragraph = last is not None and self.segments.paragraph_at(
            last.content[-1][0]
        ) == self.segments.paragraph_at(quote.start)
        inner = quote.inner
        if (
            last is not None
            and last.direct
            and (
                quote.continued
                or (prior and prior[0] <= last.content[0][0] < prior[1])
                or (same_paragraph and last.content[-1][0] >= (prior or (0, 0))[0])
            )
        ):
            last.content.append(inner)
            return
        if last is not None and prior and same_paragraph and prior[0] <= last.content[-1][0] < prior[1]:
            out.append(_Draft([inner], (), last.source, 0.7, True))
            return
        if prior:
            source = self._subject(prior)
            if source:
                out.append(_Draft([inner], (), (source,), 0.6, True))
            return
        if last is not None:
            out.append(_Draft([inner], (), (), 0.7, True, floor=last.source or last.floor))

    def _subject(self, sentence: Span) -> Span | None:
        from store.extraction.attribution.rules.tokens import tokenize

        tokens = tokenize(self.text, *sentence, self.outer)
        named = structure._subject_of(tokens)
        if not named or not tokens[0].word:
            return None
        return tokens[named[0]].start, tokens[named[1] - 1].end

    def finish(self, draft: _Draft) -> Attribution:
        """Kind, mode and whether it was said at all."""
        content = tuple(sorted(set(draft.content)))
        cue = " ".join(self.text[s:e] for s, e in draft.cue).lower().replace("’", "'")
        words = cue.split()
        source = " ".join(self.text[s:e] for s, e in draft.source)
        return Attribution(
            content=content,
            cue=draft.cue,
            source=draft.source,
            kind=self._kind(draft, content),
            mode=_mode(words, source),
            confidence=draft.confidence,
            negated=_negated(words, source),
            reported_by=draft.reported_by,
            floor=draft.floor,
        )

    def _kind(self, draft: _Draft, content: tuple[Span, ...]) -> Kind:
        if draft.direct:
            return "direct"
        for s, e in content:
            k = bisect_left(self.starts, s)
            if k < len(self.starts) and self.starts[k] < e:
                return "mixed"
        return "indirect"


def _mode(words: Sequence[str], source: str) -> Mode:
    table = verbs()
    found = [table[w][0] for w in words if w in table]
    if found and found[-1].mode in ("writing", "attitude"):
        return found[-1].mode
    head = source.split(" of ")[0].split(",")[0].split()
    if head and unicodedata.normalize("NFC", head[-1]).lower() in DOCUMENT_NOUNS:
        return "document"
    if found:
        return found[-1].mode if found[-1].mode != "document" else ("document" if source else "speech")
    return "speech"


def _negated(words: Sequence[str], source: str) -> bool:
    return any(w in NEGATIONS or w in _REFUSED for w in words) or source.lower().startswith(
        ("neither", "nobody", "no one")
    )
