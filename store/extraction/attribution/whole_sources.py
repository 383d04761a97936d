"""Sources that were cut short where another attribution has the whole of them: "the | former president"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.extraction.attribution.drafts import Draft, shared
from store.extraction.speakers.lexicon.people import HONORIFICS
from store.extraction.speakers.namekinds import bare
from store.extraction.speakers.wordclasses import ambiguity
from store.records import Span

_BEFORE_NOUNS = frozenset("DIJ")
"""Determiners, prepositions and adjectives."""


def complete(text: str, drafts: Sequence[Draft]) -> None:
    """Give each source that ends before its noun the end that it has with another of `drafts`."""
    ends: dict[int, int] = {}
    for start, end in _sources(drafts):
        ends[start] = max(end, ends.get(start, end))
    for draft in drafts:
        whole = tuple((start, ends[start]) for start, _ in draft.source)
        if (
            whole != draft.source
            and any(_is_cut(text, span) for span in draft.source)
            and not shared(whole, (*draft.cue, *draft.content))
        ):
            draft.source = whole


def _sources(drafts: Iterable[Draft]) -> Iterable[Span]:
    return (span for draft in drafts for span in draft.source)


def _is_cut(text: str, span: Span) -> bool:
    """Whether a source ends with a word that another must follow: "Mr.", "most of", "the former"."""
    start, end = span
    if not text[end : end + 1].isspace():
        return False
    last = bare(text[start:end].split()[-1])
    return last in HONORIFICS or set(ambiguity(last)) <= _BEFORE_NOUNS
