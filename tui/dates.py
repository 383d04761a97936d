"""Dates as the screen and citations write them: `21 Dec 2025`, in English whatever the locale."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(day: date | None) -> str:
    """`21 Dec 2025`, or "undated"."""
    return "undated" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"
