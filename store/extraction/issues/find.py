"""The matters an article's speakers talk about, and which quotes are about each: `find()`."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.issues.candidate import Candidate
from store.extraction.issues.collection import Collection
from store.extraction.issues.links import link
from store.extraction.issues.rank import choose
from store.extraction.speakers.resolve import Resolution
from store.extraction.speakers.scan import Layout
from store.records import Attribution, IssueMention


def find(
    text: str,
    segments: object,  # noqa: ARG001
    attributions: Sequence[Attribution],
    resolution: Resolution,
    *,
    title: str = "",
) -> tuple[IssueMention, ...]:
    """The issues of an article, most important first, each with its quotes and the words that tie them.

    Offsets are into `text`; quotes are indices into `attributions`. Linear in the length of the text.
    """
    if not attributions:
        return ()
    layout = Layout(text, ())
    collection = Collection(text, title, attributions, resolution, layout)
    chosen = choose(collection)
    links = link(collection, chosen)
    return tuple(_mention(c, links[i]) for i, c in enumerate(chosen))


def _mention(candidate: Candidate, quotes: dict[int, str]) -> IssueMention:
    order = sorted(quotes)
    return IssueMention(candidate.name, tuple(order), tuple(quotes[q] for q in order))
