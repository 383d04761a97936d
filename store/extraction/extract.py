"""Text in, quotes out: the steps of the extraction, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from store.extraction.attribution import assemble, rules
from store.extraction.issues.find import find
from store.extraction.segments import segment
from store.extraction.speakers.resolve import resolve
from store.extraction.speakers.voices import Resolved
from store.extraction.tagger import tag, threshold
from store.records import Attribution, ExtractedQuote, Extraction, IssueMention

_LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no tokenizer takes."""
JOINT = " … "
"""Between the fragments of a quotation."""
AGREED = 0.3
"""The confidence from which on the model's attributions are kept where a rule finds the same."""
_THAT = re.compile(r"^that\s+(?=\S)")


def extract(text: str, *, title: str = "", published: date | None = None, outlet: str = "") -> Extraction:
    """Take every quotation out of an article.

    Args:
        text: the article. Any text at all is allowed.
        title: its title, when it does not stand in the text.
        published: when it appeared.
        outlet: who published it.

    Returns:
        Quotes in the order of their first content offset, the people, and the issues. The same text gives
        the same answer, whatever was extracted before. Takes time in proportion to the text's length.
    """
    del published  # what relative dates in the text would be counted from
    segments = segment(text)
    paragraphs = [(p.start, p.end) for p in segments.paragraphs]
    tagged = tag(
        _LONE.sub("\ufffd", text), paragraphs, [q.inner for q in segments.outer()], min(AGREED, threshold())
    )
    attributions = assemble(text, segments, tagged, rules.tag(text, segments), threshold())
    resolution = resolve(text, segments, attributions, title=title, outlet=outlet)
    issues = find(text, segments, attributions, resolution, title=title)
    return Extraction(
        text, _quotes(text, attributions, resolution.attributions, issues), resolution.people, issues
    )


def _quotes(
    text: str,
    attributions: Sequence[Attribution],
    resolved: Sequence[Resolved],
    issues: Sequence[IssueMention],
) -> tuple[ExtractedQuote, ...]:
    about: list[list[str]] = [[] for _ in attributions]
    for issue in issues:
        for index in issue.quotes:
            about[index].append(issue.name)
    return tuple(
        ExtractedQuote(
            attribution=attribution,
            text=words(text, attribution),
            speakers=who.speakers,
            speaker_kind=who.speaker_kind,
            role=who.role,
            on_behalf_of=who.on_behalf_of,
            reported_by=who.reported_by,
            issues=tuple(names),
        )
        for attribution, who, names in zip(attributions, resolved, about, strict=True)
    )


def words(text: str, attribution: Attribution) -> str:
    """The content, verbatim but for a "that" before it, its fragments joined by an ellipsis."""
    said = JOINT.join(text[start:end] for start, end in attribution.content)
    return said if attribution.kind == "direct" else _THAT.sub("", said)
