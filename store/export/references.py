"""The articles behind quotes as bibliography (BibTeX, CSL-JSON): an entry an article, its quotes as notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from store.export.evidence import Evidence, Heading, details
from store.export.fragment import link
from store.provenance import publisher
from store.text import fold

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_"},
}

_NAME = re.compile(
    r"[^\W\d_a-z][\w.’'-]*(?: (?:(?:von|van|de|der|da|di|la|le|al|bin|el) )*[^\W\d_a-z][\w.’'-]*){1,3}"
)


def bibtex(items: Iterable[Evidence], _heading: Heading) -> Iterator[bytes]:
    """BibTeX in UTF-8: `@article` with the outlet as journal; the quotes, verbatim, in `annote`."""
    for key, group in _articles(items).items():
        yield _bibtex_entry(key, group).encode("utf-8", "replace")


def csl_json(items: Iterable[Evidence], _heading: Heading) -> Iterator[bytes]:
    """CSL-JSON (what Zotero, pandoc and citeproc read): `article-newspaper` items; the quotes in `note`."""
    entries = [_csl_entry(key, group) for key, group in _articles(items).items()]
    yield json.dumps(entries, ensure_ascii=False, indent=1).encode() + b"\n"


def _articles(items: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Citation key to the quotes of that article, in the order they came; keys are unique and readable."""
    groups: dict[object, list[Evidence]] = {}
    for item in items:
        quote = item.quote
        known: object = quote.article_id
        if known is None:
            known = (quote.url, quote.outlet, quote.published, quote.title) if quote.url else quote.uid
        groups.setdefault(known, []).append(item)
    keyed: dict[str, list[Evidence]] = {}
    for group in groups.values():
        base = _key(group[0])
        key, number = base, 1
        while key in keyed:
            number += 1
            key = f"{base}-{number}"
        keyed[key] = group
    return keyed


def _key(item: Evidence) -> str:
    quote = item.quote
    words = re.findall(r"[a-z0-9]+", fold(quote.title or quote.text))
    outlet = "".join(re.findall(r"[a-z0-9]+", fold(publisher(quote.outlet)))) or "unknown"
    year = str(quote.published.year) if quote.published else "nd"
    return "-".join([outlet[:24], year, *words[:3]])


def _authors(written: str) -> list[str]:
    """Who wrote an article: several where each has a first and a last name, else one, as it is written."""
    names = re.split(r"\s*(?:,\s*and\s+|[;,&]\s*|\s+and\s+)\s*", written)
    if len(names) > 1 and all(map(_NAME.fullmatch, names)):
        return names
    return [written] if written else []


def _note(item: Evidence) -> str:
    address = link(item)
    where = f" <{address}>" if address else ""
    joined = " … ".join(item.pieces)
    note = f"{item.speaker}: “{joined}” ({details(item)}){where}"
    return note + (f" Note: {item.note}" if item.note else "")


def _bibtex_entry(key: str, group: list[Evidence]) -> str:
    item = group[0]
    quote = item.quote
    fields = {
        "title": _tex(quote.title),
        "author": " and ".join("{" + _tex(name) + "}" for name in _authors(item.author)),
        "journal": _tex(publisher(quote.outlet)),
        "date": quote.published.isoformat() if quote.published else "",
        "year": str(quote.published.year) if quote.published else "",
        "month": str(quote.published.month) if quote.published else "",
        "url": quote.url.replace("{", "%7B").replace("}", "%7D"),
        "langid": item.language,
        "annote": _tex("\n\n".join(_note(one) for one in group)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{key},", *lines, "}\n\n"])


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _csl_entry(key: str, group: list[Evidence]) -> dict[str, Any]:
    item = group[0]
    quote = item.quote
    entry: dict[str, Any] = {"id": key, "type": "article-newspaper"}
    if quote.title:
        entry["title"] = quote.title
    if item.author:
        entry["author"] = [{"literal": name} for name in _authors(item.author)]
    if outlet := publisher(quote.outlet):
        entry["container-title"] = outlet
    if quote.published:
        entry["issued"] = {"date-parts": [[quote.published.year, quote.published.month, quote.published.day]]}
    if quote.url:
        entry["URL"] = quote.url
    if item.language:
        entry["language"] = item.language
    entry["note"] = "\n\n".join(_note(one) for one in group)
    return entry
