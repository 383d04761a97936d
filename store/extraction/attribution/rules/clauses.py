"""One sentence's reporting clauses: source, cue and content of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.extraction.attribution.lexicon import DOCUMENT_NOUNS
from store.extraction.attribution.rules import subjects
from store.extraction.attribution.rules.complements import complement
from store.extraction.attribution.rules.contents import (
    QUESTION_WORDS,
    begins_clause,
    clause_end,
    ends_clause,
    past_addressee,
    skip_adjuncts,
    span_of,
)
from store.extraction.attribution.rules.cues import (
    BE,
    DO,
    HAVE,
    MODALS,
    PREPOSITIONS,
    Cue,
    find_cues,
    recorded,
)
from store.extraction.attribution.rules.nominal import named_by_noun
from store.extraction.attribution.rules.prepositional import according_to, in_brackets
from store.extraction.attribution.rules.subjects import Range
from store.extraction.attribution.rules.sureness import SURE, sureness
from store.extraction.attribution.rules.tokens import Token
from store.extraction.tagged import Tagged
from store.extraction.words import words
from store.records import Span

_FIRST_PERSON = words("i we you us")
_QUOTING = words("quoted quotes quoting cited cites citing")
_OPINIONS = words("believe think consider reckon expect")
_SAID_AT_ALL = words("say tell confirm comment answer")
_CONDITIONS = words("if when once unless whenever")
_NOT_RESUMED = words("a an the who which when while after before as where since until including whose")

Found = tuple[Range | None, list[Range], float]
"""Source, contents, and how sure that is; 0 when the kind of construction tells."""


class Sentence:
    """One sentence's tokens and its reporting clauses."""

    def __init__(self, tokens: list[Token], inside: bool = False) -> None:
        self.tokens = tokens
        self.inside = inside
        """It stands inside a quotation: the first person is the speaker of that."""
        self.cues = find_cues(tokens)
        self.reported: list[Range] = []
        """Contents found so far."""
        self.source: Range | None = None
        """The last subject found: what a coordinated or participial cue takes over."""

    def attributions(self) -> Iterator[Tagged]:
        """What the sentence reports."""
        for words_of_it, its_source, said, its_sureness in according_to(self.tokens, self.cues):
            yield self._tagged(words_of_it, its_source, said, its_sureness)
        for its_cue, whose, quoted in named_by_noun(self.tokens):
            yield self._tagged(its_cue, whose, [quoted], SURE)
        for cue in self.cues:
            found = self._clause(cue)
            if found is None:
                continue
            source, contents, sure = found
            self.source = source or self.source
            parts = [c for c in contents if c[0] < c[1]]
            if parts and not self._own_words(cue, source, parts):
                self.reported.extend(parts)
                sure = sure or sureness(self.tokens, cue, source, parts, self.inside)
                yield self._tagged((cue.first, cue.last + 1), source, parts, sure)
        if not self.cues:
            for bracketed, content in in_brackets(self.tokens):
                yield self._tagged(None, bracketed, [content], SURE)

    def _tagged(
        self, cue: Range | None, source: Range | None, contents: Sequence[Range], confidence: float
    ) -> Tagged:
        spans: tuple[Span, ...] = tuple(span_of(self.tokens, c) for c in contents)
        return Tagged(
            spans,
            (span_of(self.tokens, cue),) if cue else (),
            (span_of(self.tokens, source),) if source else (),
            confidence,
        )

    def _own_words(self, cue: Cue, source: Range | None, contents: Sequence[Range]) -> bool:
        """In a quotation, "I think" and "I would add" report nobody else; nor does "they will expect"."""
        if source is None:
            return False
        t = self.tokens
        quoted = t[contents[0][0]].quote is not None
        verb = cue.verb
        if source[0] and t[source[0] - 1].low in MODALS | DO | HAVE and source[0] == 1 and not quoted:
            return True  # a question: “Can he tell us …?”
        if verb.mode == "document" and verb.lemma == "show" and not self._document(source):
            return True
        embedded = self.inside or any(s <= cue.first < e for s, e in self.reported)
        if embedded and verb.mode == "attitude" and verb.lemma not in _OPINIONS:
            return True
        if not self.inside:
            if verb.lemma in ("regret", "call") and embedded and not quoted:
                return True
            return cue.modal and verb.lemma not in _SAID_AT_ALL and not (quoted and "p" not in verb.frames)
        if quoted:
            return False
        first_person = self.tokens[source[0]].low in _FIRST_PERSON
        if first_person:
            return cue.modal or cue.form == "b" or cue.verb.lemma not in ("say", "tell")
        return (
            cue.modal or bool(cue.verb.frames & {"p"}) or self.tokens[source[0]].low in ("it", "that", "this")
        )

    def _document(self, source: Range) -> bool:
        return any(
            t.low in DOCUMENT_NOUNS or t.low.rstrip("s") in DOCUMENT_NOUNS
            for t in self.tokens[source[0] : source[1]]
        )

    def _clause(self, cue: Cue) -> Found | None:
        """Source and contents of one cue."""
        if cue.form == "d" and cue.first == cue.last and self.tokens[cue.head].low in ("asked", "pressed"):
            asked = self._asked_by(cue)
            if asked is not None:
                return asked
        if cue.passive:
            return self._told_by(cue)
        inverted = self._inverted(cue)
        if inverted is not None:
            return inverted
        reported = self._quoted_as(cue) if cue.form == "g" else None
        if reported is not None:
            return reported
        source = self._subject(cue)
        if source is None:
            return None
        if self.tokens[source[0]].low in ("which", "that") and cue.form != "g":
            return None
        left = self._postposed(cue, source)
        if left is not None:
            return source, left, 0.0
        following = self._following(cue)
        return (source, following, 0.0) if following else None

    def _asked_by(self, cue: Cue) -> Found | None:
        """ "Asked by the paper whether she would go, …"."""
        t = self.tokens
        k = cue.last + 1
        if k >= len(t) or t[k].low != "by" or (cue.first and t[cue.first - 1].text not in {",", "—"}):
            return None
        wh = next((i for i in range(k + 2, min(len(t), k + 12)) if t[i].low in QUESTION_WORDS), None)
        if wh is None:
            return None
        comma = next((i for i in range(wh, len(t)) if t[i].text == ","), len(t))
        return (k + 1, wh), [(wh, comma)], SURE

    def _told_by(self, cue: Cue) -> Found | None:
        """ "She was told by her lawyer that …"."""
        t = self.tokens
        k = cue.last + 1
        if "a" not in cue.verb.frames or k >= len(t) or t[k].low != "by":
            return None
        source = subjects.after(t, k + 1)
        if source is None or source[1] >= len(t):
            return None
        found = complement(t, cue, self.cues, source[1], source[1])
        return (source, found, 0.0) if found else None

    def _subject(self, cue: Cue) -> Range | None:
        prior = self.tokens[cue.first - 1] if cue.first else None
        if prior is None:
            return None
        if cue.form == "g":
            return recorded(self.tokens, cue.first) or self.source
        if prior.low in ("and", "but"):
            return self.source or subjects.first_subject(self.tokens, cue.first)
        return subjects.before(self.tokens, cue)

    def _quoted_as(self, cue: Cue) -> Found | None:
        """ "quoted an officer as saying …", "…, the paper quotes him as saying", "…, Ann Lee is quoted as
        saying"."""
        t = self.tokens
        if not cue.first or t[cue.first - 1].low != "as":
            return None
        k = next((i for i in range(cue.first - 2, max(-1, cue.first - 30), -1) if t[i].low in _QUOTING), None)
        if k is None:
            return None
        first = k
        while first and t[first - 1].low in BE | HAVE:
            first -= 1
        outer = subjects.before(t, Cue(first, k, k, cue.verb, "d"))
        by_whom = k + 1 < cue.first and t[k + 1].low == "by"
        source = (k + 1, cue.first - 1) if k + 1 < cue.first - 1 and not by_whom else outer
        if source is None:
            return None
        begin = outer[0] if outer else first
        if (
            begin
            and (t[begin - 1].quote is not None or t[begin - 1].text == ",")
            and self._ends_or_by(cue.last + 1)
        ):
            left = self._left_of(begin)
            return (source, left, SURE) if left else None
        following = self._following(cue)
        return (source, following, SURE) if following else None

    def _ends_or_by(self, k: int) -> bool:
        """Nothing follows, or only who quoted it: "… is quoted as saying by the daily Le Phare"."""
        return ends_clause(self.tokens, k) or self.tokens[k].low == "by"

    def _inverted(self, cue: Cue) -> Found | None:
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
        if source is None or (not quoted and not ends_clause(t, source[1])):
            return None
        contents = self._left_of(cue.first)
        if not contents:
            return None
        return source, contents + self._quotes_after(source[1]), 0.0

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
        while start and (t[start - 1].text != ";" or not any(x.pos == "V" for x in t[start:end])):
            start -= 1
        while start < end and t[start].low in ("but", "and", "meanwhile"):
            start += 1
        return [(start, end)] if end > start else []

    def _utterance(self, k: int) -> bool:
        """A quotation that stands by itself, not a part of the clause around it."""
        before = self.tokens[k - 1]
        return before.quote is not None or before.text in {",", ":", ";", ".", "—", "–", "-"}

    def _quotes_after(self, k: int) -> list[Range]:
        """A quotation taken up again after the reporting clause: ", “…”"."""
        t = self.tokens
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
        if source[0] == 0 or cue.form == "g" or not cue.verb.frames & set("tq") or source[0] > cue.first:
            return None
        if t[source[0]].low in ("who", "which"):
            return None  # "…, who joked of the museum, “…”": what stands before is no words of theirs
        prior = t[source[0] - 1]
        if prior.quote is None and prior.text not in {",", "—", "–", "-", "?", "!"}:
            return None
        k = cue.last + 1
        if "a" in cue.verb.frames:
            k = past_addressee(t, k)
        if not ends_clause(t, k) and not self._only_addressee(cue, k):
            return None
        left = self._left_of(source[0])
        if not left or (
            t[left[0][0]].low in ("if", "when", "while", "after", "before", "as")
            and prior.text == ","
            and k < len(t)
            and t[k].text != ","
        ):
            return None
        if self._only_when(left[0], k):
            return None
        k = skip_adjuncts(t, k)
        if t[left[0][0]].quote is not None and left[0][1] - left[0][0] == 1:
            return left + self._quotes_after(k)
        return left + self._resumed(k, left[0]) if prior.text == "," else left

    def _only_when(self, left: Range, k: int) -> bool:
        """ "In one call, a woman said, “…”": only where or when stands before, and the words follow."""
        t = self.tokens
        follows = k + 1 < len(t) and t[k].text in {",", ":"} and t[k + 1].quote is not None
        verbless = not any(x.quote is not None or x.pos == "V" for x in t[left[0] : left[1]])
        return follows and verbless and t[left[0]].low in PREPOSITIONS

    def _only_addressee(self, cue: Cue, k: int) -> bool:
        """Nothing but a name is left of the sentence: "told the daily La Lanterne"."""
        rest = self.tokens[k:]
        return "a" in cue.verb.frames and all(
            t.quote is None and t.pos in "NPJD#IC." and t.text != ":" for t in rest
        )

    def _resumed(self, k: int, left: Range) -> list[Range]:
        """What goes on after ", she said,": the rest of the sentence that the clause stands in."""
        t = self.tokens
        if k >= len(t) - 1 or t[k].text != "," or any(c.first > k + 1 for c in self.cues):
            return []
        following = t[k + 1]
        if following.quote is not None:
            return [(k + 1, k + 2)] if k + 2 >= len(t) or t[k + 2].text == "." else []
        broken_off = t[left[1] - 1].pos == "V"
        if not broken_off and (following.low in _NOT_RESUMED or following.pos == "G"):
            return []
        end = clause_end(t, k + 1, self.cues[-1], ())
        return [(k + 1, end)] if end > k + 1 else []

    def _following(self, cue: Cue) -> list[Range]:
        """The content after its cue."""
        t = self.tokens
        k = cue.last + 1
        if k >= len(t):
            return []
        colon = self._before_colon(k)
        if colon:
            return colon
        told = k
        if "a" in cue.verb.frames or (cue.negated and cue.verb.lemma == "answer"):
            told = past_addressee(t, k)
        found = complement(t, cue, self.cues, k, told)
        return [self._in_condition(cue, part) for part in found]

    def _in_condition(self, cue: Cue, part: Range) -> Range:
        """ "If she says she wants to talk, my door is open": up to the comma."""
        t = self.tokens
        subject = subjects.before(t, cue)
        if subject is None or not subject[0] or t[subject[0] - 1].low not in _CONDITIONS:
            return part
        comma = next((i for i in range(part[0] + 1, part[1]) if t[i].text == ","), part[1])
        return part[0], comma

    def _before_colon(self, k: int) -> list[Range]:
        """A colon somewhere after the cue with a quotation after it, or speech without marks right after
        it."""
        t = self.tokens
        for j in range(k, min(len(t) - 1, k + 24)):
            if t[j].quote is not None or any(c.first == j for c in self.cues):
                return []
            if t[j].text == ":":
                if t[j + 1].quote is not None:
                    return [(j + 1, j + 2), *self._quotes_after(j + 2)]
                end = len(t) - (1 if t[-1].text == "." else 0)
                told = past_addressee(t, k)
                near = skip_adjuncts(t, k) >= j or skip_adjuncts(t, told) >= j
                return (
                    [(j + 1, end)]
                    if (near and self.inside) or (near and begins_clause(t, j + 1, end))
                    else []
                )
        return []
