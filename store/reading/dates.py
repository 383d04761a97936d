"""Dates as files write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

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
)


def day(text: str | None) -> date | None:
    """The day that `text` names: ISO 8601, mail and feed dates, seconds since 1970, or a date in English.

    None for what cannot be told, and for forms in which day and month may stand either way (1/2/2026).
    """
    text = (text or "").strip()
    if _ISO.match(text):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return None
    if text.isdigit() and len(text) in (10, 13):
        return datetime.fromtimestamp(int(text[:10]), UTC).date()
    return _in_english(text) or _as_mail_has_it(text) or _in_english(_BESIDE_THE_DAY.sub("", text))


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
