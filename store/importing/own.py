"""onrecord's own lines: what `onrecord extract --json` prints and `onrecord export` writes.

See `store.export.jsonl` for the form.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, get_args

from store.archive.bulk import BulkQuote
from store.records import (
    Article,
    Attribution,
    ExtractedQuote,
    Extraction,
    IssueMention,
    Kind,
    Mode,
    Person,
    Span,
    SpeakerKind,
)

_KINDS, _MODES = frozenset(get_args(Kind)), frozenset(get_args(Mode))
_SPEAKER_KINDS = frozenset(get_args(SpeakerKind))


def kind_of(record: Any) -> str:
    """The type of a line: "article", "quote", "mark" … Raises `ValueError` when it is none of ours."""
    if not isinstance(record, dict):
        raise ValueError("no JSON object")
    kind = record.get("type", "article" if "text" in record else None)
    if not isinstance(kind, str):
        raise ValueError("neither a type nor a text")
    return kind


def article(record: dict[str, Any]) -> tuple[Article, Extraction, str, str]:
    """An article with what was extracted from it, the version that did, and when it was added; raises
    `ValueError`.
    """
    text = _text(record, "text")
    made = Article(
        text=text,
        title=_text(record, "title"),
        published=_day(record.get("published")),
        outlet=_text(record, "source"),
        url=_text(record, "url"),
        author=_text(record, "author"),
        language=_text(record, "language"),
        origin=_text(record, "origin") or _text(record, "file"),
        notes=tuple(_texts(record.get("notes"))),
    )
    quotes = tuple(_quote(item, len(text)) for item in _list(record, "quotes"))
    people = tuple(_person(item) for item in _list(record, "people"))
    issues = tuple(_issue(item, quotes) for item in _list(record, "issues"))
    extraction = Extraction(text, quotes, people, issues)
    return made, extraction, _text(record, "extractor"), _moment(record.get("added"))


def _moment(value: Any) -> str:
    try:
        return datetime.fromisoformat(value).isoformat() if isinstance(value, str) else ""
    except ValueError:
        return ""


def quote(record: dict[str, Any]) -> BulkQuote:
    """A quote without its article. Raises `ValueError`."""
    text, uid = _text(record, "quote"), _text(record, "uid")
    if not text.strip():
        raise ValueError("no quote")
    occurrences = record.get("occurrences")
    return BulkQuote(
        origin=uid or f"{record.get('published')}:{text}",
        uid=uid,
        text=text,
        speakers=tuple(dict.fromkeys(_texts(record.get("speakers")))),
        speaker_kind=_one_of(record.get("speaker_kind"), _SPEAKER_KINDS, "unknown"),
        published=_day(record.get("published")),
        outlet=_text(record, "outlet"),
        url=_text(record, "url"),
        title=_text(record, "title"),
        kind=_one_of(record.get("kind"), _KINDS, "direct"),
        mode=_one_of(record.get("mode"), _MODES, "speech"),
        confidence=_number(record.get("confidence")),
        occurrences=occurrences if isinstance(occurrences, int) and occurrences > 0 else 1,
        attributed=_text(record, "attributed"),
        role=_text(record, "role"),
        negated=record.get("negated") is True,
        reported_by=_text(record, "reported_by"),
        on_behalf_of=_text(record, "on_behalf_of"),
        issues=tuple(dict.fromkeys(_texts(record.get("issues")))),
        collected=_object(record.get("collected")),
    )


def _quote(item: dict[str, Any], length: int) -> ExtractedQuote:
    content = _spans(item.get("content"), length)
    if not content:
        raise ValueError("a quote has no content")
    attribution = Attribution(
        content=content,
        cue=_spans(item.get("cue"), length),
        source=_spans(item.get("source"), length),
        kind=_one_of(item.get("kind"), _KINDS, "direct"),
        mode=_one_of(item.get("mode"), _MODES, "speech"),
        confidence=_number(item.get("confidence")),
        negated=item.get("negated") is True,
    )
    return ExtractedQuote(
        attribution=attribution,
        text=_text(item, "quote"),
        speakers=tuple(_texts(item.get("speakers"))),
        speaker_kind=_one_of(item.get("speaker_kind"), _SPEAKER_KINDS, "unknown"),
        role=_text(item, "role"),
        on_behalf_of=_text(item, "on_behalf_of"),
        reported_by=_text(item, "reported_by") or None,
        issues=tuple(_texts(item.get("issues"))),
    )


def _person(item: dict[str, Any]) -> Person:
    name = _text(item, "name")
    if not name:
        raise ValueError("a person has no name")
    aliases, roles = tuple(_texts(item.get("aliases"))), tuple(_texts(item.get("roles")))
    return Person(name, aliases, roles, _one_of(item.get("kind"), _SPEAKER_KINDS, "person"))


def _issue(item: dict[str, Any], quotes: tuple[ExtractedQuote, ...]) -> IssueMention:
    places = item.get("quotes")
    if not isinstance(places, list) or not all(isinstance(p, int) and 0 <= p < len(quotes) for p in places):
        raise ValueError("an issue names quotes that are not there")
    return IssueMention(_text(item, "name"), tuple(places), tuple(_texts(item.get("evidence"))))


def _list(record: dict[str, Any], key: str) -> list[dict[str, Any]]:
    items = record.get(key, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ValueError(f"“{key}” is no list of objects")
    return items


def _spans(written: Any, length: int) -> tuple[Span, ...]:
    try:
        spans = tuple((int(start), int(end)) for start, end in written or ())
    except (TypeError, ValueError) as error:
        raise ValueError("offsets that are no pairs of numbers") from error
    if not all(0 <= start < end <= length for start, end in spans):
        raise ValueError("offsets outside the text")
    return spans


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _object(value: Any) -> str:
    """A JSON object as it is kept; "" for none."""
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if isinstance(value, dict) and value
        else ""
    )


def _number(value: Any) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return min(1.0, max(0.0, float(value))) if number else 1.0


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(written) if isinstance(written, str) and written else None
    except ValueError as error:
        raise ValueError(f"“{written}” is no date") from error


def _one_of(value: Any, allowed: frozenset[str], otherwise: Any) -> Any:
    return value if isinstance(value, str) and value in allowed else otherwise
