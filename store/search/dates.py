"""What `date:`, `since:` and `until:` mean: a range of days, and the quote ids it is.

A quote's id is `day << 17 | sequence`, so a range of days is a range of ids.
"""

from __future__ import annotations

import re
from datetime import date

SEQUENCE_BITS = 17

Days = tuple[int, int]
"""First and last day, as proleptic ordinals, both included."""

ALWAYS: Days = (0, date.max.toordinal())
EARLIEST = date(1000, 1, 1).toordinal()
"""The first day that a quote may be of. Undated ones that fill day 0 go on in the days between."""

UNDATED: Days = (0, EARLIEST - 1)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_AGO = re.compile(r"([0-9]{1,4})([dwmy])[a-z]*")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def ids_of(days: Days) -> tuple[int, int]:
    """Lowest and highest quote id of a range of days."""
    return days[0] << SEQUENCE_BITS, ((days[1] + 1) << SEQUENCE_BITS) - 1


def day_of(quote_id: int) -> date | None:
    """The day a quote was published; None when undated."""
    day = quote_id >> SEQUENCE_BITS
    return date.fromordinal(day) if day >= EARLIEST else None


def read(name: str, value: str, today: date) -> Days | None:
    """The days that `name:value` names (`name` is date, since or until); None when it makes no sense."""
    value = value.strip().lower()
    if name == "date" and ".." in value:
        start, _, end = value.partition("..")
        first = _one(start, today) if start else (EARLIEST, EARLIEST)
        last = _one(end, today) if end else ALWAYS
        return (first[0], last[1]) if first and last else None
    found = _one(value, today)
    if found is None or name == "date":
        return found
    if found == UNDATED:
        return None
    # An undated quote is neither since nor until anything.
    return (found[0], ALWAYS[1]) if name == "since" else (EARLIEST, found[1])


def _one(value: str, today: date) -> Days | None:
    """A day, month or year, or a span that ends today."""
    now = today.toordinal()
    if value in ("today", "yesterday"):
        return (now, now) if value == "today" else (now - 1, now - 1)
    if value == "undated":
        return UNDATED
    if ago := _AGO.fullmatch(value):
        return (max(EARLIEST, now - int(ago[1]) * _DAYS[ago[2]]), now)
    if not (written := _DATE.fullmatch(value)):
        return None
    year, month, day = (int(part) if part else 0 for part in written.groups())
    if year < 1000:
        return None
    try:
        first = date(year, month or 1, day or 1).toordinal()
        if day:
            return (first, first)
        if (year, month or 12) == (date.max.year, 12):
            return (first, ALWAYS[1])
        following = date(year, month + 1, 1) if 0 < month < 12 else date(year + 1, 1, 1)
    except ValueError:
        return None
    return (first, following.toordinal() - 1)
