"""What a page says of itself to machines (JSON-LD, by schema.org), where trafilatura loses some of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from store.reading.markup import paragraphs, text_of

_SCRIPT = re.compile(
    r"""<script[^>]{0,200}\btype\s*=\s*["']?application/ld\+json["']?[^>]{0,200}>(.*?)</script>""",
    re.I | re.S,
)
_BLOCK = re.compile(r"<(?:p|br|div|h\d|li|blockquote)\b", re.I)
_DEPTH = 6
_ARTICLE = re.compile(r"Article$|Posting$|^Report")


def articles(page: str) -> list[dict[str, Any]]:
    """The articles that a page describes, the one it is first."""
    found: list[dict[str, Any]] = []
    for script in _SCRIPT.findall(page):
        try:
            value = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        found += [item for item in _items(value, _DEPTH) if _is_article(item)]
    return found


def body(found: list[dict[str, Any]], text: str) -> str:
    """`text`, which the library made one paragraph, in the paragraphs it has in one of the articles."""
    words = text.split()
    for item in found:
        whole = item.get("articleBody")
        if isinstance(whole, str) and "\n" in whole.strip():
            lines = text_of(whole).split("\n") if _BLOCK.search(whole) else map(text_of, whole.split("\n"))
            kept = [line for line in lines if line]
            if " ".join(kept).split() == words:
                return paragraphs(kept)
    return text


def live_title(found: list[dict[str, Any]]) -> str:
    """The headline of a live report; "" for another page. The library takes that of its newest entry."""
    first = found[0] if found else {}
    headline = first.get("headline") if "liveBlogUpdate" in first else ""
    return " ".join(text_of(headline).split()) if isinstance(headline, str) else ""


def author(found: list[dict[str, Any]]) -> str:
    """Who wrote the first of the articles `found` that names somebody."""
    for item in found:
        given = item.get("author") or item.get("creator")
        names = [_name(one) for one in (given if isinstance(given, list) else [given])]
        if any(names):
            return ", ".join(name for name in names if name)
    return ""


def _items(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        values = [value.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage")]
    else:
        values = value if isinstance(value, list) else []
    if depth:
        for inner in values:
            yield from _items(inner, depth - 1)


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _name(value: Any) -> str:
    name = value.get("name") if isinstance(value, dict) else value
    return " ".join(name.split()) if isinstance(name, str) and not name.startswith("http") else ""
