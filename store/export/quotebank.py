"""Quotebank's form (see `store.importing.quotebank`): a JSON object a line, for programs that read that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.export.evidence import Evidence, Heading
from store.export.jsonl import encode
from store.importing import quotebank


def write(items: Iterable[Evidence], heading: Heading) -> Iterator[bytes]:
    """A line each quote. What came from Quotebank goes back as it came, but for what a person corrected."""
    del heading
    for item in items:
        yield encode(_line(item))


def _line(item: Evidence) -> dict[str, object]:
    quote, collected = item.quote, dict(item.collected)
    # The archive's name for somebody may be another than the line's.
    speaker = item.quote.attributed if collected and not quote.corrected else " and ".join(quote.speakers)
    if quote.corrected:
        collected.pop("speaker", None)
    return quotebank.line(
        collected,
        uid=quote.uid,
        text=quote.text,
        speaker=speaker,
        published=quote.published,
        url=quote.url,
        occurrences=quote.occurrences,
        confidence=quote.confidence,
    )
