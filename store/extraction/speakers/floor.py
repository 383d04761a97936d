"""Who holds the floor: quotes inside quotes, and quotes that name no source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from store.extraction.segments.sentences import is_short_question
from store.extraction.speakers.scan import Layout
from store.extraction.words import BEING_ASKED
from store.records import Attribution

_AFTER = re.compile(r"[^\s.!?]\s(?:after|before|when|while|since|until)\s$")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|appear\w*|seem\w*|known|expected|said to|it)\b", re.IGNORECASE
)
_HEARD = re.compile(r"\b(?:heard|learn(?:ed|t)|saw)\b", re.IGNORECASE)
_LINE_OF_SPEECH = re.compile(r"\n\s*[\"“«][^\"“”«»\n]+[\"”»]\s*\n")
_MEMORY = 60
"""How many quotes back the conversation is looked at."""
_DASH = re.compile(r"[—–―-]\s*")


class _Speaking(Protocol):
    entities: list[int]


class Floor:
    """The attributions of an article by where their words stand."""

    def __init__(self, text: str, attributions: Sequence[Attribution], layout: Layout) -> None:
        self.text = text
        self.attributions = attributions
        self.layout = layout
        spans = [(s, -e, i) for i, a in enumerate(attributions) if a.kind != "indirect" for s, e in a.content]
        self._spans = sorted(spans)
        self._starts = [s for s, _, _ in self._spans]
        self._by_start = sorted(range(len(attributions)), key=self._begin)
        self._rank = {index: rank for rank, index in enumerate(self._by_start)}

    def _begin(self, index: int) -> int:
        attribution = self.attributions[index]
        return min((s for s, _ in (*attribution.content, *attribution.source, *attribution.cue)), default=0)

    def outer_at(self, at: int, itself: int = -1) -> int | None:
        """The direct or mixed attribution whose words hold offset `at`, the innermost."""
        i = bisect_right(self._starts, at) - 1
        for back in range(i, max(-1, i - 8), -1):
            start, minus_end, index = self._spans[back]
            if index != itself and start <= at < -minus_end:
                return index
        return None

    def said_at(self, at: int, itself: int = -1) -> int | None:
        """The attribution that offset `at` is in the very words of: "Lee says he will “go”" has no "he"."""
        index = self.outer_at(at, itself)
        if index is None or self.attributions[index].kind == "direct" or self.layout.in_quote(at):
            return index
        return None

    def outer(self, index: int) -> int | None:
        """The attribution in whose words attribution `index` stands."""
        attribution = self.attributions[index]
        spans = attribution.source or attribution.cue or attribution.content
        return self.outer_at(spans[0][0], index) if spans else None

    def holder(self, index: int, who: Sequence[_Speaking]) -> Sequence[int]:
        """The speakers of a quote that names none; empty when nothing tells."""
        attribution = self.attributions[index]
        before = self.before(index)
        cue = " ".join(self.text[s:e] for s, e in attribution.cue)
        if before is None or _PASSIVE.search(cue) or self._as_told(attribution):
            return ()
        if _HEARD.search(cue):
            return ()  # "the jury heard": from somebody who is not told
        if BEING_ASKED.match(cue):
            return ()  # whoever holds the floor said it least of all: "Asked whether …, he said"
        near = self.layout.sentence(self._begin(index)) - self.layout.sentence(self._begin(before)) <= 1
        if cue or attribution.kind == "indirect":
            return who[before].entities if near and cue else ()
        if self.is_dialogue(index):
            return self._turn(index, who)
        if self._answers(index, before):
            # "Why did she want to? “It's Wohl.”": the paragraph is about whoever it has just quoted.
            told = self.layout.paragraph(self._begin(before)) == self.layout.paragraph(self._begin(index))
            return who[before].entities if told else self._interviewee(index, who)
        if self._exchange(index, before) or self._in_passing(before):
            return ()
        return who[before].entities

    def _in_passing(self, before: int) -> bool:
        """Whether a clause about somebody else told of an attribution: "He left, hours after a panel accused
        him". Whose the words are that follow, he said or they, nothing tells.
        """
        source = self.attributions[before].source
        return bool(source) and _AFTER.search(self.text, max(0, source[0][0] - 12), source[0][0]) is not None

    def _as_told(self, attribution: Attribution) -> bool:
        """ "As reported earlier, …": whoever reported it is not whoever spoke before."""
        at = attribution.cue[0][0] if attribution.cue else 0
        return self.text[max(0, at - 3) : at].casefold() == "as "

    def before(self, index: int) -> int | None:
        """The attribution before, leaving out those inside another's words."""
        rank = self._rank[index] - 1
        while rank >= 0:
            other = self._by_start[rank]
            if self.outer(other) is None:
                return other
            rank -= 1
        return None

    def is_dialogue(self, index: int) -> bool:
        """Whether a quote is a turn that a dash begins."""
        start = self._begin(index)
        line = self.text.rfind("\n", 0, start) + 1
        return bool(_DASH.match(self.text, line)) and start - line < 4

    def _turn(self, index: int, who: Sequence[_Speaking]) -> Sequence[int]:
        """In dialogue with dashes speakers take turns: the one before the last."""
        turns: list[tuple[int, ...]] = []
        paragraph = -1
        for rank in range(self._rank[index] - 1, max(-1, self._rank[index] - _MEMORY), -1):
            other = self._by_start[rank]
            here = self.layout.paragraph(self._begin(other))
            if not self.is_dialogue(other) or here == paragraph or not who[other].entities:
                continue
            paragraph = here
            turns.append(tuple(who[other].entities))
            if len(turns) > 1 and turns[-1] != turns[0]:
                return turns[-1]
        return ()

    def _answers(self, index: int, before: int) -> bool:
        """Whether a question that is no quote stands between this quote and the one before."""
        previous = max((e for _, e in self.attributions[before].content), default=0)
        return self.text[previous : self._begin(index)].rstrip(' \n“"«‘').endswith("?")

    def _exchange(self, index: int, before: int) -> bool:
        """Whether several people may be talking: a short question, or lines between that are nobody's."""
        previous = max((e for _, e in self.attributions[before].content), default=0)
        start, end = self.attributions[index].content[0]
        if _LINE_OF_SPEECH.search(self.text, previous, self._begin(index)):
            return True
        return is_short_question(self.text[start:end].rstrip('"”’»')) and self.text[previous - 1] != "?"

    def _interviewee(self, index: int, who: Sequence[_Speaking]) -> Sequence[int]:
        """Whoever spoke most of the direct quotes before."""
        rank = self._rank[index]
        counts = Counter(
            tuple(who[other].entities)
            for other in self._by_start[max(0, rank - _MEMORY) : rank]
            if self.attributions[other].kind == "direct" and who[other].entities and self.outer(other) is None
        )
        return counts.most_common(1)[0][0] if counts else ()
