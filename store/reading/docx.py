"""Word documents (DOCX), by python-docx; with what tracked changes inserted, without what they took out.

Footnotes and endnotes stand where `store.reading.footnotes` puts them; running heads are left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from store.reading.dates import day
from store.reading.footnotes import in_place, remarks
from store.reading.layout import without_title
from store.reading.opening import completed
from store.reading.source import ReadingError, Source
from store.records import Article

if TYPE_CHECKING:
    from docx.document import Document

_UNPACKED_LIMIT = 400 * 1024 * 1024
"""Bytes that the parts of a document may unpack to."""

_HEAD = frozenset({"title", "heading1", "author", "date"})
"""Styles that pandoc and Word give to what stands above an article."""

_NOTES = ("footnote", "endnote")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "\u2011"}


def read(source: Source) -> Iterator[Article]:
    """One article. Raises `ReadingError` for a damaged document, and for one made to exhaust the memory."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    data = source.read()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > _UNPACKED_LIMIT:
            raise ReadingError(f"{source.name} unpacks to {unpacked // 2**20} MiB: it is not read.")
        document = docx.Document(io.BytesIO(data))
        footnotes = _notes(document)
        noted = len(footnotes)
        head, blocks = _blocks(document, footnotes)
        comments = len(_related(document, "comments", "comment"))
    except (zipfile.BadZipFile, OpcError, XMLSyntaxError, KeyError, ValueError) as error:
        raise ReadingError(f"{source.name} is damaged, or no Word document: {error}.") from error
    properties = document.core_properties
    title = head.get("title") or head.get("heading1") or " ".join(properties.title.split())
    made_by = " ".join(properties.author.split())
    article = Article(
        text="\n\n".join(without_title(blocks, title)),
        title=title,
        published=day(head.get("date", "")),
        author=head.get("author") or (made_by if made_by != "python-docx" else ""),
        origin=source.name,
        notes=remarks(noted - len(footnotes), comments),
    )
    yield completed(article, source)


def _blocks(document: Document, footnotes: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """What the document's head says, by style, and the paragraphs below it.

    Those of `footnotes` that they refer to are put below them, and taken out of the mapping.
    """
    head: dict[str, str] = {}
    blocks: list[tuple[str, list[str]]] = []
    for paragraph in document.element.body.iter(_W + "p"):
        # A text box stands inside the paragraph it hangs on, and once more for programs that lack them.
        text = _text(paragraph).strip()
        marks = paragraph.iter(*(f"{_W}{kind}Reference" for kind in _NOTES))
        notes = [note for mark in marks if (note := footnotes.pop(_key(mark), ""))]
        if not text and not notes:
            continue
        style = _style(paragraph)
        if style in _HEAD and style not in head and not blocks:
            head[style] = text
            text = ""
        blocks += [(text, notes)] if text or notes else []
    return head, [block for block in in_place(blocks) if block]


def _notes(document: Document) -> dict[str, str]:
    """The text of each footnote and endnote, by what refers to it."""
    texts = {
        _key(note): "\n\n".join(filter(None, (_text(line).strip() for line in note.iter(_W + "p"))))
        for kind in _NOTES
        for note in _related(document, f"{kind}s", kind)
    }
    return {key: text for key, text in texts.items() if text}


def _key(element: Any) -> str:
    """What a note and the mark that refers to it have in common."""
    name = str(element.tag).removeprefix(_W).removesuffix("Reference")
    return f"{name} {element.get(_W + 'id')}"


def _related(document: Document, part: str, tag: str) -> list[Any]:
    """The elements called `tag` in a part of its own that goes with the document."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return [
        element
        for relation in document.part.rels.values()
        if not relation.is_external and relation.reltype.endswith(f"/{part}")
        for element in etree.fromstring(relation.target_part.blob, parser).iter(_W + tag)
    ]


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(_W + "val", "")).lower().replace(" ", "") if style is not None else ""


def _text(paragraph: Any) -> str:
    if any(above.tag == _FALLBACK for above in paragraph.iterancestors()):
        return ""
    pieces = []
    # Text that a tracked change took out is `delText`, another element; what was moved away is not.
    for node in paragraph.iter(_W + "t", *_BREAKS):
        above = [ancestor.tag for ancestor in node.iterancestors()]
        own = next(ancestor for ancestor in node.iterancestors(_W + "p")) is paragraph
        if own and above[0] == _W + "r" and _W + "moveFrom" not in above:
            pieces.append(node.text or "" if node.tag == _W + "t" else _BREAKS[node.tag])
    return "".join(pieces)
