"""Quotebank: quotes of 2008 to 2020 with their speakers, one JSON object a line.

T. Vaucher, A. Spitz, M. Catasta and R. West, "Quotebank: A Corpus of Quotations from a Decade of News", WSDM
2021. A line has `quoteID`, `quotation`, `speaker` ("None" when unknown), `qids` (Wikidata ids of people of
that name), `date`, `numOccurrences`, `probas` (names with their probabilities, the likeliest first), `urls`
and `phase`. What a quote of ours has no place for is kept beside it: `line` gives back what `quote` took.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from store.archive.bulk import BulkQuote
from store.archive.numbering import short_hash
from store.jsonlines import dumps

NOBODY = ("", "None")

_KEYS = (
    "quoteID", "quotation", "speaker", "qids", "date", "numOccurrences", "probas", "urls", "phase",
)  # fmt: skip
# In Quotebank's order.

# urllib's parser takes as long as everything else about a line.
_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#]*@)?([^/?#:@\[\]]+)")


def quote(record: Any) -> BulkQuote:
    """The quote of one line. Raises `ValueError`, with what is wrong, when it is none."""
    if not isinstance(record, dict):
        raise ValueError("no JSON object")
    text, number = record.get("quotation"), record.get("quoteID")
    if not isinstance(text, str) or not isinstance(number, str):
        raise ValueError("no quotation or no quoteID")
    speaker = record.get("speaker")
    name = speaker.strip() if isinstance(speaker, str) and speaker not in NOBODY else ""
    url = _first_url(record.get("urls"))
    occurrences = record.get("numOccurrences")
    occurrences = occurrences if isinstance(occurrences, int) and occurrences > 0 else 1
    collected = record.copy()
    del collected["quotation"]
    for key, told in (
        ("speaker", name or NOBODY[1]), ("numOccurrences", occurrences), ("urls", _listed(url)),
    ):  # fmt: skip
        if key in collected and collected[key] == told:
            del collected[key]
    origin = f"quotebank:{number}"
    return BulkQuote(
        origin=origin,
        uid=short_hash(origin),
        text=text,
        speakers=(name,) if name else (),
        speaker_kind="person" if name else "unknown",
        published=_day(record.get("date")),
        outlet=_outlet(url),
        url=url,
        confidence=_probability(record.get("probas"), name),
        occurrences=occurrences,
        collected=dumps(collected).decode(),
    )


def line(
    collected: Mapping[str, Any],
    *,
    uid: str,
    text: str,
    speaker: str,
    published: date | None,
    url: str,
    occurrences: int,
    confidence: float,
) -> dict[str, Any]:
    """A quote as a line: with what it was `collected` with, or with what stands nearest to that."""
    name = speaker or NOBODY[1]
    told = {"quotation": text, "speaker": name, "numOccurrences": occurrences, "urls": _listed(url)}
    if "quoteID" not in collected:
        told |= {
            "quoteID": uid,
            "qids": [],
            "date": published.isoformat() if published else None,
            "probas": [[name, f"{confidence:.4g}"]],
            "phase": None,
        }
    both = {**told, **collected}
    return {key: both[key] for key in (*_KEYS, *both) if key in both}


def _listed(url: str) -> list[str]:
    return [url] if url else []


def _first_url(urls: Any) -> str:
    for url in urls if isinstance(urls, list) else (urls,):
        if isinstance(url, str) and url:
            return url
    return ""


def _outlet(url: str) -> str:
    """The site, without what all sites begin with."""
    found = _HOST.match(url)
    return found[1].lower().removeprefix("www.") if found else ""


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(written[:10]) if isinstance(written, str) else None
    except ValueError:
        return None


def _probability(probas: Any, speaker: str) -> float:
    """How likely the speaker is who said it; 1 where the line does not say."""
    for pair in probas if isinstance(probas, list) else ():
        if isinstance(pair, list) and len(pair) == 2 and pair[0] == (speaker or "None"):
            try:
                return min(1.0, max(0.0, float(pair[1])))
            except (TypeError, ValueError):
                break
    return 1.0
