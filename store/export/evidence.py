"""What every exporter is given: a quote with enough around it that somebody else can check it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from store.provenance import publisher
from store.records import Quote, Span

Part = Literal["content", "cue", "source"]

Style = Literal["plain", "markdown", "chicago", "ap"]
"""How a quote is cited, see `store.export.citation`."""

FRAGMENT_JOINT = " … "
"""Between the fragments of a quote that is not one piece in its article."""

_CONTEXT_EACH_SIDE = 600
"""Characters of the paragraph kept before and after the attribution; most paragraphs are shorter."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote and where it stands."""

    quote: Quote
    context: str = ""
    """A verbatim slice of the article, whole paragraphs unless very long; empty without an article."""
    offset: int = 0
    """Where in the article's text `context` begins."""
    author: str = ""
    language: str = ""
    article: str = ""
    """The article's hash, its identity over archives; empty without an article."""
    note: str = ""
    """What a person wrote beside it in the brief."""
    unique: bool = True
    """The first content span's words stand only once in the article: a text fragment needs no prefix."""
    collected: Mapping[str, Any] = field(default_factory=dict)
    """What else the collection it came from tells of it, as it came."""

    @property
    def pieces(self) -> tuple[str, ...]:
        """The quote's fragments, verbatim."""
        if not self.context:
            return (self.quote.text,)
        return tuple(
            self.context[start - self.offset : end - self.offset] for start, end in self.quote.content
        )

    @property
    def words(self) -> str:
        """The quote as its article has it, a "that" before it included, which lists leave out."""
        return FRAGMENT_JOINT.join(self.pieces)

    @property
    def speaker(self) -> str:
        """Who is shown to have said it: the canonical names, else the words of the article."""
        names = " and ".join(self.quote.speakers)
        return names or self.quote.attributed or "Unknown speaker"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the exported quotes."""

    title: str
    made: datetime
    """When; aware, UTC."""
    query: str = ""
    archive: str = ""
    """The archive file's name, not its path: an export goes to other people."""
    style: Style | None = None
    """How each quote is cited, where the format can; None: in the format's own layout."""


def evidence(
    quote: Quote, text: str, *, author: str = "", language: str = "", article: str = "", note: str = ""
) -> Evidence:
    """`quote` with its context out of the article's `text`."""
    bare = Evidence(quote, author=author, language=language, article=article, note=note)
    spans = [*quote.content, *quote.cue, *quote.source]
    if not text or not quote.content or max(end for _, end in spans) > len(text):
        return bare
    start, end = context_span(text, spans)
    # Browsers match text fragments without regard to case.
    unique = text.lower().count(text[slice(*quote.content[0])].lower()) <= 1
    return replace(bare, context=text[start:end], offset=start, unique=unique)


def context_span(text: str, spans: Sequence[Span]) -> Span:
    """The paragraphs of `text` that hold `spans`, cut at a word where they run on for too long."""
    low = min(start for start, _ in spans)
    high = max(end for _, end in spans)
    start = text.rfind("\n", 0, low) + 1
    end = text.find("\n", high)
    end = len(text) if end < 0 else end
    if low - start > _CONTEXT_EACH_SIDE:
        space = text.find(" ", low - _CONTEXT_EACH_SIDE, low)
        start = space + 1 if space >= 0 else low - _CONTEXT_EACH_SIDE
    if end - high > _CONTEXT_EACH_SIDE:
        space = text.rfind(" ", high, high + _CONTEXT_EACH_SIDE)
        end = space if space >= 0 else high + _CONTEXT_EACH_SIDE
    return start, end


def marked(item: Evidence) -> list[tuple[str, Part | None]]:
    """`item.context` cut into runs, each with the part of the attribution it is; joined they are the context.

    Content wins where parts overlap.
    """
    quote = item.quote
    parts: list[tuple[Span, Part]] = [(span, "source") for span in quote.source]
    parts += [(span, "cue") for span in quote.cue]
    parts += [(span, "content") for span in quote.content]
    edges = {0, len(item.context)}
    for (start, end), _ in parts:
        edges |= {start - item.offset, end - item.offset}
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(item.context))
    runs: list[tuple[str, Part | None]] = []
    for start, end in itertools.pairwise(ordered):
        part: Part | None = None
        for (low, high), name in parts:
            if low - item.offset <= start and end <= high - item.offset:
                part = name
        runs.append((item.context[start:end], part))
    return runs


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """`text` with U+FFFD for each character XML cannot hold, not even escaped (control characters)."""
    return _NOT_XML.sub("\ufffd", text)


def spans_text(spans: Sequence[Span]) -> str:
    """`12-40 52-60`: character offsets, end exclusive, as the flat formats write them."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def details(item: Evidence) -> str:
    """One line of what a checker asks: attributed words, kind, offsets, confidence, corrected or not."""
    quote = item.quote
    said = [f"attributed to “{quote.attributed}”"] if quote.attributed else []
    said.append(f"{quote.kind} {quote.mode}")
    if quote.negated:
        said.append("not said: withheld, denied or hypothetical")
    if quote.reported_by:
        said.append(f"reported by {quote.reported_by}")
    if quote.content:
        said.append(f"characters {spans_text(quote.content)}")
    said.append(f"confidence {quote.confidence:.2f}")
    if quote.corrected:
        said.append("corrected by a person")
    return "; ".join(said)


def byline(item: Evidence) -> str:
    """`Politico, “Title”, 2025-12-21`: where and when it was reported."""
    quote = item.quote
    parts = [publisher(quote.outlet), f"“{quote.title}”" if quote.title else ""]
    parts.append(quote.published.isoformat() if quote.published else "undated")
    return ", ".join(part for part in parts if part)
