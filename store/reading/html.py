"""Web pages and saved HTML: the article without its page, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from store.provenance import host
from store.reading import structured
from store.reading.decode import decode
from store.reading.markup import paragraphs, text_of
from store.reading.opening import completed
from store.reading.pagedates import published
from store.reading.pagetree import tree_of
from store.reading.source import ReadingError, Source
from store.reading.text import refuse_pictures
from store.reading.walls import before_the_wall
from store.records import Article

if TYPE_CHECKING:
    from trafilatura.settings import Document

PAGE_LIMIT = 20 * 1024 * 1024
"""Bytes of a page; the longest live blogs have two million."""

_FOOTNOTE_MARKS = (
    "//sup[not(*[not(self::a)])]/a[contains(@href, '#')]"
    " | //a[contains(@role, 'doc-noteref') or contains(@role, 'doc-backlink')]"
)
"""Numbers behind words, and arrows back to them, are nobody's words."""

_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d{4}\)(https?://[^\s>]+)|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)"
)


def read(source: Source) -> Iterator[Article]:
    """One article. Raises `ReadingError` when the page has no text."""
    yield article(source.read(PAGE_LIMIT), source)


def article(data: bytes, source: Source) -> Article:
    """The article in the page `data`, with `source` for what the page does not say of itself."""
    # Imported late: half a second that no other format needs.
    import trafilatura

    stated = source.charset or _declared(data)
    page, note = decode(data, stated)
    refuse_pictures(page, source)
    notes = [note] if note and not stated else []
    document = trafilatura.bare_extraction(
        tree_of(page),
        url=source.url or None,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        prune_xpath=[_FOOTNOTE_MARKS],
        date_extraction_params={"extensive_search": False},  # ours says more: see `pagedates`
    )
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        return _whole(page, source, notes)
    described = structured.articles(page)
    text, missing = before_the_wall(structured.body(described, _text(document)), page, source.name)
    notes += [missing] if missing else []
    read = Article(
        text=text,
        title=structured.live_title(described) or _line(document.title),
        published=published(page, source.url),
        outlet=source.outlet or _outlet(document),
        url=source.url or _address(document.url) or _saved_from(page),
        author=_line(document.author).replace("; ", ", ") or structured.author(described),
        language=(document.language or "")[:2].lower(),
        origin=source.name,
        notes=tuple(notes),
    )
    return completed(read, source)


def _declared(data: bytes) -> str:
    found = re.search(
        rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", data[:4096], re.I
    )
    return found[1].decode("ascii", "replace") if found else ""


def _saved_from(page: str) -> str:
    """The address that a browser noted at the head of a page it saved; "" when none did."""
    found = _SAVED.search(page[:4096])
    return (found[1] or found[2]) if found else ""


def _text(document: Document) -> str:
    lines = (document.text or "").split("\n")
    # The headline is the title, not the first thing that somebody wrote below it.
    if document.title and lines and _line(lines[0]).casefold() == _line(document.title).casefold():
        lines = lines[1:]
    return paragraphs([_unmarked(line) for line in lines])


def _unmarked(line: str) -> str:
    # What the library adds for tables and lists is not in the article.
    line = line.strip()
    if line.startswith("|") and line.endswith("|"):
        return "" if not line.strip("|-: ") else re.sub(r"\s*\|\s*", " ", line)
    return line.removeprefix("- ")


def _whole(page: str, source: Source, notes: list[str]) -> Article:
    # Pages too short or too odd for the library are taken as they are, and the person is told.
    text = text_of(page)
    if not text:
        raise ReadingError(f"{source.name} is a page without text.")
    before_the_wall(text, page, source.name)
    found = re.search(r"<title[^>]*>([^<]{1,500})", page, re.I)
    return Article(
        text=text,
        title=text_of(found[1]) if found else "",
        outlet=source.outlet or host(source.url),
        url=source.url or _saved_from(page),
        origin=source.name,
        notes=(*notes, "no article was recognised in the page: its whole text was taken"),
    )


def _outlet(document: Document) -> str:
    return _line(document.sitename) or host(document.url or "")


def _address(url: str | None) -> str:
    return url if url and urlsplit(url).scheme in ("http", "https") else ""


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
