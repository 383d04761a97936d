"""The rule tagger: reads each sentence's reporting clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.extraction.attribution.rules import subjects
from store.extraction.attribution.rules.contents import (
    QUESTION_WORDS,
    begins_clause,
    clause_end,
    ends_clause,
    past_addressee,
    skip_adjuncts,
    span_of,
)
from store.extraction.attribution.rules.cues import AUXILIARIES, DETERMINERS, PREPOSITIONS, Cue, find_cues
from store.extraction.attribution.rules.subjects import Range
from store.extraction.attribution.rules.tokens import Token, tokenize
from store.extraction.segments import QuoteSpan, Segments, sentences
from store.extraction.tagged import Tagged
from store.records import Span

_SILENT = ("boilerplate", "byline", "label")


def tag(text: str, segments: Segments) -> list[Tagged]:
    """Find attributions by rule, in the order of their cues.

    Args:
        text: the whole text.
        segments: its paragraphs and quotations.
    """
    out: list[Tagged] = []
    by_depth: dict[int, list[QuoteSpan]] = {}
    for quote in segments.quotes:
        by_depth.setdefault(quote.depth, []).append(quote)
    outer = by_depth.get(0, [])
    for paragraph in segments.paragraphs:
        if paragraph.role not in _SILENT:
            out.extend(_stretch(text, paragraph.body, paragraph.end, outer))
    for quote in segments.quotes:
        if quote.inner[1] - quote.inner[0] > 12:
            out.extend(_stretch(text, *quote.inner, by_depth.get(quote.depth + 1, [])))
    return out


def _stretch(text: str, start: int, end: int, quotes: Sequence[QuoteSpan]) -> Iterator[Tagged]:
    for s, e in sentences(text, start, end, quotes):
        tokens = tokenize(text, s, e, quotes)
        if tokens:
            yield from _Sentence(tokens).attributions()


class _Sentence:
    """One sentence's tokens and its reporting clauses."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.cues = find_cues(tokens)
        self.source: Range | None = None
        """The last subject found: what a coordinated or participial cue takes over."""

    def attributions(self) -> Iterator[Tagged]:
        yield from self._according_to()
        for cue in self.cues:
            found = self._clause(cue)
            if found is not None:
                source, contents, confidence = found
                self.source = source or self.source
                parts = [c for c in contents if c[0] < c[1]]
                if parts:
                    yield self._tagged((cue.first, cue.last + 1), source, parts, confidence)

    def _tagged(
        self, cue: Range, source: Range | None, contents: Sequence[Range], confidence: float
    ) -> Tagged:
        spans: tuple[Span, ...] = tuple(span_of(self.tokens, c) for c in contents)
        return Tagged(
            spans,
            (span_of(self.tokens, cue),),
            (span_of(self.tokens, source),) if source else (),
            confidence,
        )

    def _clause(self, cue: Cue) -> tuple[Range | None, list[Range], float] | None:
        """Source and contents of one cue."""
        if cue.passive:
            return None
        inverted = self._inverted(cue)
        if inverted is not None:
            return inverted
        source = self._subject(cue)
        if source is None:
            return None
        left = self._postposed(cue, source)
        if left is not None:
            return source, left, 0.85
        following = self._following(cue)
        return (source, following, 0.8) if following else None

    def _subject(self, cue: Cue) -> Range | None:
        prior = self.tokens[cue.first - 1] if cue.first else None
        if cue.form == "g" or (prior is not None and prior.low in ("and", "but")):
            if prior is not None and prior.low == "as" and cue.form == "g":
                return self._quoted_as(cue)
            return self.source or (subjects.before(self.tokens, cue) if cue.form != "g" else None)
        return subjects.before(self.tokens, cue)

    def _quoted_as(self, cue: Cue) -> Range | None:
        """ "quoted an officer as saying"."""
        t = self.tokens
        for k in range(cue.first - 2, -1, -1):
            if t[k].low in ("quoted", "quotes", "quoting", "cited", "cites", "citing"):
                if k + 1 < cue.first - 1:
                    return (k + 1, cue.first - 1)
                return subjects.before(t, Cue(self._group_start(k), k, k, cue.verb, "d"))
        return None

    def _group_start(self, k: int) -> int:
        while k > 0 and self.tokens[k - 1].low in AUXILIARIES:
            k -= 1
        return k

    def _inverted(self, cue: Cue) -> tuple[Range, list[Range], float] | None:
        """“…,” said Ann Lee."""
        t = self.tokens
        if cue.form not in "sd" or cue.first != cue.head or cue.first == 0:
            return None
        k = cue.first - 1
        if t[k].text in {",", "—", "–", "-"} and k:
            k -= 1
        quoted = t[k].quote is not None
        if not quoted and (t[cue.first - 1].text != "," or "z" not in cue.verb.frames):
            return None
        source = subjects.after(t, cue.last + 1)
        if source is None:
            return None
        if not quoted and not ends_clause(t, source[1]):
            return None
        contents = self._left_of(cue.first)
        if not contents:
            return None
        return source, contents + self._quotes_after(source[1]), 0.95 if quoted else 0.7

    def _left_of(self, k: int) -> list[Range]:
        """What stands before a reporting clause that begins at token `k`: a quotation, or the clause since
        the sentence began, or the last semicolon."""
        t = self.tokens
        end = k
        while end and t[end - 1].quote is None and t[end - 1].text in {",", "—", "–", "-"}:
            end -= 1
        if not end:
            return []
        if t[end - 1].quote is not None and (end == 1 or self._utterance(end - 1)):
            return [(end - 1, end)]
        start = end
        while start and t[start - 1].text not in {";"}:
            start -= 1
        while start < end and t[start].low in ("but", "and", "meanwhile"):
            start += 1
        return [(start, end)] if end - start > 1 else []

    def _utterance(self, k: int) -> bool:
        """A quotation that stands by itself, not a part of the clause around it."""
        before = self.tokens[k - 1]
        return before.quote is not None or before.text in {",", ":", ";", ".", "—", "–", "-"}

    def _quotes_after(self, k: int) -> list[Range]:
        """A quotation taken up again after the reporting clause: ", “…”"."""
        t = self.tokens
        k = skip_adjuncts(t, k)
        out: list[Range] = []
        while k < len(t):
            if t[k].quote is not None and t[k - 1].text in {",", ":", "—", "–", "-", ".", ";"}:
                out.append((k, k + 1))
            elif (t[k].word and t[k].low in ("and", "but")) or any(c.first <= k <= c.last for c in self.cues):
                break
            k += 1
        return out

    def _postposed(self, cue: Cue, source: Range) -> list[Range] | None:
        """ "…, the minister said." and "…, she said, …"."""
        t = self.tokens
        if (
            source[0] == 0
            or cue.form == "g"
            or "t" not in cue.verb.frames | ({"t"} if "q" in cue.verb.frames else set())
        ):
            return None
        prior = t[source[0] - 1]
        if source[0] > cue.first or (prior.quote is None and prior.text not in {",", "—", "–", "-"}):
            return None
        k = cue.last + 1
        if "a" in cue.verb.frames:
            k = past_addressee(t, k)
        if not ends_clause(t, k):
            return None
        left = self._left_of(source[0])
        if not left:
            return None
        k = skip_adjuncts(t, k)
        if t[left[0][0]].quote is not None and left[0][1] - left[0][0] == 1:
            return left + self._quotes_after(k)
        if k < len(t) - 1 and t[k].text == "," and not self._has_cue(k) and prior.text == ",":
            end = clause_end(t, k + 1, cue, self.cues)
            if (
                end > k + 1
                and t[k + 1].low not in ("a", "the", "who", "which", "when", "while", "after", "before", "as")
                and not (t[k + 1].low.endswith("ing"))
            ):
                return [*left, (k + 1, end)]
        return left

    def _has_cue(self, k: int) -> bool:
        return any(c.first > k for c in self.cues)

    def _following(self, cue: Cue) -> list[Range]:
        """The content after its cue."""
        t, frames = self.tokens, cue.verb.frames
        k = cue.last + 1
        if k >= len(t):
            return []
        direct = k
        if "a" in frames or (cue.negated and cue.verb.lemma in ("answer",)):
            told = past_addressee(t, k)
            if "i" in frames and told > k and told < len(t) and t[told].low == "to":
                return [(k, clause_end(t, k, cue, self.cues))]
            k = told
        colon = self._after_colon(k)
        if colon:
            return colon
        k = skip_adjuncts(t, k) if "p" not in frames else k
        if k < len(t) and t[k].text == "," and k + 1 < len(t) and t[k + 1].quote is None:
            closing = self._past_parenthesis(k)
            k = closing if closing is not None else k
        if k >= len(t):
            return []
        colon = self._after_colon(k)
        if colon:
            return colon
        return self._complement(cue, k, direct)

    def _past_parenthesis(self, k: int) -> int | None:
        """Past ", very quietly," """
        for j in range(k + 1, min(len(self.tokens), k + 8)):
            if self.tokens[j].text == ",":
                return j + (0 if j + 1 < len(self.tokens) and self.tokens[j + 1].quote else 1)
        return None

    def _complement(self, cue: Cue, k: int, direct: int) -> list[Range]:
        t, frames = self.tokens, cue.verb.frames
        token = t[k]
        low = token.low
        end = clause_end(t, k, cue, self.cues)
        if low == "that" and "t" in frames:
            return [(k + 1, clause_end(t, k + 1, cue, self.cues))]
        if token.text == "," and k + 1 < len(t) and t[k + 1].quote is not None:
            return [(k + 1, k + 2), *self._quotes_after(k + 2)]
        if low in QUESTION_WORDS and ("w" in frames or cue.negated):
            return [(k, end)]
        if low == "to" and "i" in frames:
            return [(k, end)]
        if "a" in frames and direct != k and "t" not in frames:
            return [(k, end)] if begins_clause(t, k, end) or token.quote is not None else []
        if token.quote is not None and k + 1 >= end:
            return [(k, k + 1)]
        if ("z" in frames or "a" in frames or cue.negated) and begins_clause(t, k, end):
            return [(k, end)]
        if "p" in frames and end > direct:
            return [(direct, clause_end(t, direct, cue, self.cues))]
        if "o" in frames and (
            token.quote is not None
            or token.low in DETERMINERS
            or token.capital
            or (token.word and low not in PREPOSITIONS)
        ):
            return [(k, end)] if end > k else []
        if "g" in frames and low.endswith("ing"):
            return [(k, end)]
        return []

    def _after_colon(self, k: int) -> list[Range]:
        t = self.tokens
        k = skip_adjuncts(t, k)
        if k < len(t) and t[k].text in {":"} and k + 1 < len(t):
            if t[k + 1].quote is not None:
                return [(k + 1, k + 2), *self._quotes_after(k + 2)]
            end = len(t) - (1 if t[-1].text == "." else 0)
            return [(k + 1, end)] if end - k > 3 else []
        return []

    def _according_to(self) -> Iterator[Tagged]:
        """ "According to Ann Lee, …" and "…, according to the police."."""
        t = self.tokens
        for k, token in enumerate(t):
            cue = self._according_cue(k, token)
            if cue is None:
                continue
            source = self._object(cue[1])
            if source is None:
                continue
            if k == 0 or (k <= 2 and t[k - 1].low in ("but", "and", "meanwhile")):
                comma = next((j for j in range(source[1], len(t)) if t[j].text == ","), None)
                start = comma + 1 if comma is not None else source[1]
                end = clause_end(t, start, Cue(k, k, k, _NO_VERB, "d"), self.cues)
                content = (start, end)
            else:
                left = self._left_of(k)
                if not left:
                    continue
                content = left[0]
            if content[1] > content[0]:
                yield self._tagged(cue, source, [content], 0.9)

    def _according_cue(self, k: int, token: Token) -> Range | None:
        t = self.tokens
        following = t[k + 1].low if k + 1 < len(t) else ""
        if token.low == "according" and following == "to":
            return (k, k + 2)
        named = token.low == "in" and following == "the" and k + 3 < len(t)
        if named and t[k + 2].low in ("view", "words", "opinion", "eyes") and t[k + 3].low == "of":
            return (k, k + 4)
        return None

    def _object(self, k: int) -> Range | None:
        """The noun phrase after "according to"."""
        t = self.tokens
        first = k
        while k < len(t):
            token = t[k]
            if token.quote is not None or (
                not token.word and token.text not in {"&", "-", "/", "'", "’", "."}
            ):
                break
            if token.text == "." and not (t[k - 1].capital and k + 1 < len(t) and len(t[k - 1].text) <= 4):
                break
            if token.low in ("who", "which", "that") and k > first:
                break
            k += 1
        return (first, k) if k > first else None


from store.extraction.attribution.lexicon import Verb  # noqa: E402

_NO_VERB = Verb("", "speech", frozenset())
