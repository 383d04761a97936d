"""An extraction as `onrecord extract --json` prints it: one JSON object, stable for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from store.records import ExtractedQuote, Extraction, Span


def to_json(
    extraction: Extraction, *, file: str, title: str = "", published: date | None = None, source: str = ""
) -> str:
    """One line of JSON for one file.

    Args:
        extraction: what was found.
        file: the path as the user gave it.
        title: the article's title.
        published: when it appeared.
        source: the outlet, as readers call it.

    Returns:
        A line without its end. Offsets count characters of "text", end exclusive. A lone surrogate, which
        UTF-8 cannot hold, is written as an escape.
    """
    record = {
        "file": file,
        "title": title,
        "published": published.isoformat() if published else None,
        "source": source,
        "text": extraction.text,
        "quotes": [_quote(q) for q in extraction.quotes],
        "people": [
            {"name": p.name, "aliases": list(p.aliases), "roles": list(p.roles), "kind": p.kind}
            for p in extraction.people
        ],
        "issues": [{"name": i.name, "quotes": list(i.quotes)} for i in extraction.issues],
    }
    line = json.dumps(record, ensure_ascii=False)
    if line.isascii():
        return line
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record)
    return line


def _quote(quote: ExtractedQuote) -> dict[str, Any]:
    a = quote.attribution
    return {
        "content": _spans(a.content),
        "cue": _spans(a.cue),
        "source": _spans(a.source),
        "quote": quote.text,
        "kind": a.kind,
        "mode": a.mode,
        "negated": a.negated,
        "speakers": list(quote.speakers),
        "speaker_kind": quote.speaker_kind,
        "role": quote.role,
        "on_behalf_of": quote.on_behalf_of,
        "reported_by": quote.reported_by,
        "issues": list(quote.issues),
        "confidence": round(a.confidence, 3),
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
