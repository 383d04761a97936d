"""Where a source begins and ends: wide enough that it cuts no name and no phrase in two."""

from __future__ import annotations

import re
from bisect import bisect_left

from store.extraction.speakers.cast import Cast
from store.extraction.speakers.scan import Layout
from store.records import Attribution, Span

_UNFINISHED = re.compile(r"\s(?:at|in|of|for|from|to|with|on|by|near|the|a|an|his|her|its|their)$")
_NEXT_WORD = re.compile(r"[ \u00a0][\w’'-]+")
_NUMBERED = re.compile(r"\. \d")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_CLOSES = re.compile(r"[.!?;:”“\"]|\b(?:who|which|said|and|but)\b")


class Extents:
    """Mends the spans of an article's sources."""

    def __init__(self, text: str, cast: Cast, layout: Layout) -> None:
        self.text = text
        self.cast = cast
        self.layout = layout

    def of(self, attribution: Attribution) -> Span:
        """Where an attribution's source begins and ends."""
        start, end = self._one_sentence(attribution)
        clause = self.text.rfind("; ", start, end)
        if clause >= 0 and attribution.cue and attribution.cue[0][0] >= end:
            start = clause + 2  # "… people; the Chairman, for his part, said"
        start, end = self._whole(start, end)
        return start, self._with_partner(end, attribution)

    def _one_sentence(self, attribution: Attribution) -> Span:
        """The part of a source that shares its cue's sentence: "said NAME. Others did not"."""
        start, end = attribution.source[0][0], attribution.source[-1][1]
        first, last = self.layout.sentence(start), self.layout.sentence(end - 1)
        own = self.text[start:end]
        # "The No. 2 in the Senate", "a Feb. 1 letter": a dot before a number ends no sentence.
        if first == last or not attribution.cue or "\n" in own or _NUMBERED.search(own):
            return start, end
        cue = self.layout.sentence(attribution.cue[0][0])
        if cue == first:
            return start, self.layout.sentence_span(first)[1]
        return (self.layout.sentence_span(last)[0], end) if cue == last else (start, end)

    def _whole(self, start: int, end: int) -> Span:
        """The span made so wide that it cuts no name in two."""
        silent = bisect_left(self.cast.silent, (end, 0)) - 1
        if silent >= 0 and start < self.cast.silent[silent][1] < end:
            start = self.cast.silent[silent][1]
        for _ in range(3):
            # "a man at the": a source that stops before its noun.
            stops = _UNFINISHED.search(self.text, max(start, end - 12), end)
            further = _NEXT_WORD.match(self.text, end)
            if stops is None or further is None:
                break
            end = further.end()
        names = self.cast.names
        first = max(0, bisect_left(self.cast.starts, start) - 1)
        for mention in names[first : first + 2]:
            if mention.start < start < mention.end and not mention.loose:
                start = mention.start
        following = bisect_left(self.cast.starts, start)
        if following < len(names) and names[following].title_start <= start < end <= names[following].start:
            around = self.text[max(0, start - 1) : start] + self.text[end : end + 1]
            if not any(character.isalnum() for character in around):
                end = names[following].end
        last = bisect_left(self.cast.starts, end) - 1
        if last >= 0 and names[last].start < end < names[last].end and not names[last].loose:
            end = names[last].end
        return start, end

    def _with_partner(self, end: int, attribution: Attribution) -> int:
        """The end of a source widened over "and NAME" before the cue: both are subject of the one verb."""
        link = _AND.match(self.text, end)
        if link is None or not attribution.cue or attribution.cue[0][0] < link.end():
            return end
        at = bisect_left(self.cast.starts, link.end())
        if at >= len(self.cast.names) or self.cast.names[at].title_start != link.end():
            return end
        stop, cue = self.cast.names[at].end, attribution.cue[0][0]
        between = self.text[stop:cue]
        return stop if stop <= cue and not _CLOSES.search(between) and len(between) < 90 else end
