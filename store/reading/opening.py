"""What the first lines of an article say of it: its date, its outlet, who wrote it.

Plain text has no fields for these, but says them: in a block of `Title:`, `Date:` … lines, in a dateline
("BRUSSELS, 14 March 2025 (Reuters) — "), in a line that is a date, in one that is an outlet and a date, in a
byline. What cannot be told for sure stays unknown: a date without its year is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from store.reading.dates import day
from store.reading.source import Source
from store.records import Article

_LINES = 8
"""Lines from the top that may be something other than the article."""

_LONGEST = 160
"""Characters of a line that is no paragraph yet."""

_FIELDS = {
    "title": "title", "headline": "title", "date": "date", "published": "date", "author": "author",
    "by": "author", "source": "outlet", "outlet": "outlet", "publication": "outlet", "url": "url",
    "link": "url",
}  # fmt: skip
_FIELD = re.compile(rf"[ \t]*({'|'.join(_FIELDS)})[ \t]*:[ \t]*(\S.*?)[ \t]*(?:\r?\n|\Z)", re.I)

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    r"(?:\d{4}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})\b"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_CAPITALS = r"(?:The\s+)?[A-Z][\w’'&.-]*(?:\s+(?:(?:of|and|the|for|de)\s+)*[A-Z][\w’'&.-]*){0,5}"
_DATE_LINE = re.compile(
    rf"(?P<masthead>(?-i:{_CAPITALS})\s*[,|·•–—-]\s*)?(?:(?:first\s+)?(?:published|posted|updated)(?:\s+(?:on|at))?:?\s+)?{_WEEKDAY}(?P<date>{_DATE})"
    r"(?:[\s,|·•—–-]+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,5})?)?\.?$",
    re.I,
)
_PRESS = re.compile(
    r"\b(?:Times|Post|News|Herald|Gazette|Journal|Tribune|Guardian|Telegraph|Observer|Chronicle|Courier|Mail"
    r"|Star|Press|Daily|Weekly|Independent|Examiner|Standard|Mirror|Review|Today|Radio|Broadcasting|Magazine"
    r"|Reuters|AP|AFP|BBC|CNN|Bloomberg|Politico)\b"
)
_NAME = r"[A-Z][\w’'&/-]*(?:\s[A-Z][\w’'&/-]*){0,3}"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'À-Þ-]+(?:[ ,]+[\w.’'/-]+){0,5}?|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?)"
    rf",?\s*{_WEEKDAY}(?P<date>{_DATE}|{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})?,?\s*"
    rf"(?:\((?P<agency>{_NAME})\))?\s*(?P<end>[–—-]{{1,2}}\s|$)"
)
_BYLINE = re.compile(
    r"(?:By|BY|by)\s+([A-Z][\w.’'-]+(?:,?\s+(?:(?:and|&|von|van|de|der|al|el)\s+)*[A-Z][\w.’'-]+){1,9})$"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What an article says of itself; empty where it says nothing."""

    text: str
    """The article without a block of fields that stood before it."""
    title: str = ""
    published: date | None = None
    outlet: str = ""
    author: str = ""
    url: str = ""


def opening(text: str) -> Opening:
    """Read the first lines of `text`, which is kept to the letter but for a block of fields before it."""
    fields, text = _fields(text)
    published = day(_plain(fields.get("date", "")))
    outlet, author = fields.get("outlet", ""), fields.get("author", "")
    for line in _top(text):
        if (found := _DATE_LINE.match(line)) and published is None:
            published = day(_plain(found["date"]))
            masthead = (found["masthead"] or "").rstrip(" ,|·•–—-\t")
            # Else it is the place where the story was written.
            outlet = outlet or (masthead if _PRESS.search(masthead) else "")
        elif byline := _BYLINE.match(line):
            author = author or byline[1]
        elif (place := _DATELINE.match(line)) and (
            place["agency"] or (place["date"] and place["end"].strip())
        ):
            outlet = outlet or place["agency"] or ""
            published = published or day(_plain(place["date"] or ""))
            break
    return Opening(text, fields.get("title", ""), published, outlet, author, fields.get("url", ""))


def completed(article: Article, source: Source) -> Article:
    """`article` with what its first lines say of it where its file says nothing; else what is assumed."""
    said = opening(article.text)
    return replace(
        article,
        text=said.text,
        title=article.title or said.title,
        published=article.published or said.published,
        outlet=article.outlet or said.outlet or source.outlet,
        author=article.author or said.author,
        url=article.url or said.url or source.url,
    )


def _fields(text: str) -> tuple[dict[str, str], str]:
    """The fields before the article and the text after them; one alone is a line of the article."""
    fields: dict[str, str] = {}
    at = 0
    while found := _FIELD.match(text, at):
        fields.setdefault(_FIELDS[found[1].lower()], found[2])
        at = found.end()
    rest = text[at:]
    if len(fields) < 2 or not rest.strip():
        return {}, text
    return fields, rest.lstrip("\r\n")


def _top(text: str) -> list[str]:
    """The lines before the first paragraph, and the beginning of that."""
    lines = (line.strip() for line in text[: _LINES * _LONGEST * 2].splitlines())
    top: list[str] = []
    for line in islice((line for line in lines if line), _LINES):
        top.append(line[:_LONGEST])
        if len(line) > _LONGEST:
            break
    return top


def _plain(written: str) -> str:
    """A date as `store.reading.dates` reads it: months without their points, days without their endings."""
    written = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", written.replace(".", ""))
    written = re.sub(r"\bSept\b", "Sep", written)
    return " ".join(written.replace(",", " ").split())
