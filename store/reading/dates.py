"""Dates as files write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_FIRST_YEAR = 1500
_LONGEST = 60
_WITH_A_WORD = re.compile(r"(?=.*\b\d{4}\b)(?=.*\d\b.*\b\d)(?=.*[^\W\d_]{3})", re.S)

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_BESIDE_THE_DAY = re.compile(r"(?i)^[a-z]+, |,? (?:at )?\d{1,2}:\d\d.*$")
# "Monday, 3 March 2025 at 09:00:00 GMT", as mail programs write it above what is passed on.
_FORMS = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%Y.%m.%d",
    "%a %b %d %Y",
)


def day(text: str | None) -> date | None:
    """The day that `text` names: ISO 8601, mail and feed dates, seconds since 1970, or a date in words.

    None for what cannot be told, and for forms in which day and month may stand either way (1/2/2026).
    """
    text = (text or "").strip()
    if _ISO.match(text):
        found = _iso(text[:10])
    elif text.isdigit() and len(text) in (10, 13):
        found = datetime.fromtimestamp(int(text[:10]), UTC).date()
    else:
        found = _in_english(text) or _as_mail_has_it(text) or _in_words(text)
    # Programs write the first day of their calendar where there is none.
    return found if found and found.year >= _FIRST_YEAR else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _in_words(text: str) -> date | None:
    """A day whose month is a word: in English with points and endings, else in any language."""
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)
    plain = re.sub(r"\bSept\b", "Sep", re.sub(r"(?<=[a-z])\.", "", plain))
    found = _in_english(plain) or _in_english(_BESIDE_THE_DAY.sub("", plain))
    if found or not _WITH_A_WORD.search(text) or len(text) > _LONGEST:
        return found
    # Imported late: a third of a second that English dates do not need.
    import dateparser

    try:
        told = dateparser.parse(
            text, settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
        )
    except (ValueError, OverflowError, RecursionError):
        return None
    return told.date() if told else None


def _in_english(text: str) -> date | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _as_mail_has_it(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
