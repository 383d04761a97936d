"""Lists of feeds, in and out: OPML, and newsboat's own `urls` file."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from store.reading.decode import decode
from store.reading.source import ReadingError, Source
from store.records import Article

LIST_LIMIT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that somebody reads."""

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()


def refuse(source: Source) -> Iterator[Article]:
    """Say that a list of feeds is no article. Always raises `ReadingError`."""
    raise ReadingError(
        f"{source.name} is a list of feeds: subscribe to them with `onrecord feeds add {source.name}`."
    )


def parse(data: bytes, name: str) -> list[Subscription]:
    """The feeds that an OPML file or a newsboat `urls` file lists, each once, in order.

    Raises `ReadingError` when it is neither.
    """
    text, _ = decode(data)
    found = _opml(data, name) if "<opml" in text[:4096].lower() else _newsboat(text)
    unique = {feed.url: feed for feed in reversed(found)}
    if not unique:
        raise ReadingError(f"{name} lists no feeds: it is neither OPML nor newsboat's urls file.")
    return list(reversed(unique.values()))


def _opml(data: bytes, name: str) -> list[Subscription]:
    from lxml import etree

    # Lists made by hand forget to escape "&"; entities and the network are never resolved.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(re.sub(rb"&(?!#?\w+;)", b"&amp;", data), parser)
    if root is None:
        raise ReadingError(f"{name} is no OPML file.")
    feeds = []
    for outline in root.iter("outline"):
        attributes = {str(key).lower(): str(value) for key, value in outline.attrib.items()}
        url = attributes.get("xmlurl", "").strip()
        if url.startswith(("http://", "https://", "feed://")):
            title = attributes.get("title") or attributes.get("text", "")
            feeds.append(Subscription(_address(url), " ".join(title.split()), _groups(outline, attributes)))
    return feeds


def _groups(outline: Any, attributes: dict[str, str]) -> tuple[str, ...]:
    above = [parent.get("text") or parent.get("title") or "" for parent in outline.iterancestors("outline")]
    categories = attributes.get("category", "").split(",")
    names = (" ".join(part.strip("/ ").split()) for part in [*reversed(above), *categories])
    return tuple(dict.fromkeys(name for name in names if name))


def _newsboat(text: str) -> list[Subscription]:
    feeds = []
    for line in text.splitlines():
        try:
            words = shlex.split(line, comments=True)
        except ValueError:
            continue
        # "query:", "filter:" and "exec:" lines are newsboat's own, not addresses.
        if not words or not words[0].startswith(("http://", "https://", "feed://")):
            continue
        title = next((word[1:] for word in words[1:] if word.startswith("~")), "")
        tags = tuple(word for word in words[1:] if not word.startswith(("~", "!")))
        feeds.append(Subscription(_address(words[0]), title, tags))
    return feeds


def _address(url: str) -> str:
    return "https://" + url.removeprefix("feed://") if url.startswith("feed://") else url


def write(feeds: Iterable[Subscription], title: str = "onrecord") -> bytes:
    """OPML 2.0 in UTF-8, one flat list; tags become categories, which readers turn into folders."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<opml version="2.0">',
        f"<head><title>{escape(title)}</title></head>",
        "<body>",
    ]
    for feed in feeds:
        name = escape(feed.title or feed.url)
        category = f' category="{escape(",".join(feed.tags))}"' if feed.tags else ""
        lines.append(
            f'<outline type="rss" text="{name}" title="{name}" xmlUrl="{escape(feed.url)}"{category}/>'
        )
    return "\n".join([*lines, "</body>", "</opml>", ""]).encode()
