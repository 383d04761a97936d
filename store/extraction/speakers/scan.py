"""Where paragraphs and sentences begin, and which parts of the text are somebody's words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from store.extraction.speakers.lexicon.people import ABBREVIATED
from store.records import Attribution, Span

_END = re.compile(r"[.!?…][\"”’'»)\]]*\s+|\n+\s*|(?<=:)\s*\n")
_ASKED = re.compile(r"[?!…][\"”’'»]+ ")
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-Z]|[A-Z](?:\.[A-Z])+)\.$")
_SUBORDINATE = re.compile(r"\b(?:when|as|because|after|before|while|if|until|since|though|although|where)\s$")
_FIRMS = frozenset({"co", "corp", "inc", "ltd", "plc", "bros"})
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|‘(?:[^’]|’(?=\w))*’")


class Layout:
    """Sentence and paragraph positions and quoted spans of one article."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self.text = text
        self.sentences = _sentence_starts(text)
        self.paragraphs = [0, *(m.end() for m in re.finditer(r"\n\s*", text))]
        spans: list[Span] = []
        for attribution in attributions:
            if attribution.kind == "direct":
                spans.extend(attribution.content)
            elif attribution.kind == "mixed":
                for start, end in attribution.content:
                    spans.extend(m.span() for m in _QUOTED.finditer(text, start, end))
        self.quoted = _merged(spans)
        self._starts = [s for s, _ in self.quoted]

    def sentence(self, at: int) -> int:
        """Index of the sentence that holds offset `at`."""
        return bisect_right(self.sentences, at) - 1

    def paragraph(self, at: int) -> int:
        """Index of the paragraph that holds offset `at`."""
        return bisect_right(self.paragraphs, at) - 1

    def in_quote(self, at: int) -> bool:
        """Whether `at` stands in a direct quote."""
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self.quoted[i][1]

    def quoted_words(self, at: int) -> int:
        """How many words the direct quote has that holds `at`; 0 where none does."""
        i = bisect_right(self._starts, at) - 1
        if i < 0 or at >= self.quoted[i][1]:
            return 0
        return len(self.text[slice(*self.quoted[i])].split())

    def subordinate(self, at: int) -> bool:
        """Whether a word that opens a clause stands right before offset `at`: "she left when | she knew"."""
        return _SUBORDINATE.search(self.text, max(0, at - 12), at) is not None

    def sentence_span(self, index: int) -> Span:
        """Where sentence `index` begins and ends."""
        end = self.sentences[index + 1] if index + 1 < len(self.sentences) else len(self.text)
        return self.sentences[index], end


@lru_cache(maxsize=8)
def _sentence_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    for match in _END.finditer(text):
        at = match.end()
        if _ASKED.fullmatch(match.group()) and text[at : at + 1].islower():
            continue  # "“Why?” she asked"
        if match.group()[0] == "." and "\n" not in match.group():
            before = text[max(0, match.start() - 12) : match.start() + 1]
            word = (before.split() or [""])[-1].rstrip(".").casefold()
            if text[at : at + 1] == "(" and word in _FIRMS:
                continue  # "Acme, Inc. (NASDAQ: ACME) said"
            if word in ABBREVIATED or _INITIAL.search(before) or (at < len(text) and text[at].islower()):
                continue
        if at > starts[-1]:
            starts.append(at)
    return tuple(starts)


def _merged(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
