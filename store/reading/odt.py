"""OpenDocument texts (ODT), as LibreOffice and pandoc write them, without comments and deletions.

Footnotes and endnotes stand where `store.reading.footnotes` puts them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from store.reading.dates import day
from store.reading.footnotes import in_place, remarks
from store.reading.layout import without_title
from store.reading.opening import completed
from store.reading.source import ReadingError, Source
from store.records import Article

_UNPACKED_LIMIT = 200 * 1024 * 1024
"""Bytes that the text of a document may unpack to."""

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _STYLE = (f"{_OASIS}{name}:1.0}}" for name in ("office", "text", "style"))
_DC = "{http://purl.org/dc/elements/1.1/}"

_BLOCKS = frozenset({_TEXT + "p", _TEXT + "h"})
_ASIDE = frozenset(
    {
        _TEXT + "note", _TEXT + "tracked-changes", _TEXT + "table-of-content", _TEXT + "ruby-text",
        _OFFICE + "annotation",
    }
)  # fmt: skip
_BREAKS = {_TEXT + "s": " ", _TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_MOST_SPACES = 100
_HEADING = "heading_20_1"
_HEAD = frozenset({"title", _HEADING, "author", "date"})
"""Styles that pandoc and LibreOffice give to what stands above an article."""


def read(source: Source) -> Iterator[Article]:
    """One article. Raises `ReadingError` for a damaged document, and for one made to exhaust the memory."""
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(io.BytesIO(source.read())) as parts:
            content = _part(parts, "content.xml", source)
            properties = _part(parts, "meta.xml", source) if "meta.xml" in parts.namelist() else None
    except (zipfile.BadZipFile, XMLSyntaxError, KeyError, NotImplementedError, RuntimeError) as error:
        raise ReadingError(f"{source.name} is damaged, or no OpenDocument text: {error}.") from error
    head, blocks, footnotes = _blocks(content)
    title = head.get("title") or head.get(_HEADING) or _property(properties, _DC + "title")
    article = Article(
        text="\n\n".join(without_title(blocks, title)),
        title=title,
        published=day(head.get("date", "")),
        author=head.get("author") or _property(properties, _OASIS + "meta:1.0}initial-creator"),
        origin=source.name,
        notes=remarks(footnotes, sum(1 for _ in content.iter(_OFFICE + "annotation"))),
    )
    yield completed(article, source)


def _part(parts: zipfile.ZipFile, name: str, source: Source) -> Any:
    from lxml import etree

    if parts.getinfo(name).file_size > _UNPACKED_LIMIT:
        raise ReadingError(
            f"{source.name} unpacks to more than {_UNPACKED_LIMIT // 2**20} MiB: it is not read."
        )
    return etree.fromstring(parts.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def _property(properties: Any, name: str) -> str:
    found = properties.find(f".//{name}") if properties is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""


def _blocks(content: Any) -> tuple[dict[str, str], list[str], int]:
    """What the document's head says, by style, the paragraphs below it, and how many footnotes they have."""
    # A paragraph set by hand has a style of its own, made of the one it was.
    made_of = {
        style.get(_STYLE + "name"): style.get(_STYLE + "parent-style-name")
        for style in content.iter(_STYLE + "style")
    }
    head: dict[str, str] = {}
    blocks: list[tuple[str, list[str]]] = []
    for block in _paragraphs(content):
        text = "".join(_pieces(block)).strip()
        notes = [note for body in _own_notes(block) if (note := _whole(body))]
        own = str(block.get(_TEXT + "style-name", ""))
        style = str(made_of.get(own) or own).lower()
        if text and style in _HEAD and style not in head and not blocks:
            head[style] = text
            text = ""
        blocks += [(text, notes)] if text or notes else []
    footnotes = sum(len(notes) for _, notes in blocks)
    return head, [block for block in in_place(blocks) if block], footnotes


def _own_notes(block: Any) -> Iterator[Any]:
    """The bodies of the notes in a paragraph, without those of paragraphs within it."""
    for child in block:
        if child.tag == _TEXT + "note":
            yield from child.iter(_TEXT + "note-body")
        elif child.tag not in _ASIDE and child.tag not in _BLOCKS:
            yield from _own_notes(child)


def _whole(body: Any) -> str:
    lines = ("".join(_pieces(line)).strip() for line in _paragraphs(body))
    return "\n\n".join(line for line in lines if line)


def _paragraphs(node: Any) -> Iterator[Any]:
    for child in node:
        if child.tag in _ASIDE:
            continue
        if child.tag in _BLOCKS:
            yield child
        yield from _paragraphs(child)  # a frame, with paragraphs of its own, hangs on one


def _pieces(node: Any) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag in _BREAKS:
            given = str(child.get(_TEXT + "c", "1"))
            yield _BREAKS[child.tag] * min(int(given) if given.isdecimal() else 1, _MOST_SPACES)
        elif child.tag not in _ASIDE and child.tag not in _BLOCKS and isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
