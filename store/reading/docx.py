"""Word documents (DOCX), by python-docx; with what tracked changes inserted, without what they took out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from store.reading.dates import day
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
        head, blocks = _blocks(document)
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
    )
    yield completed(article, source)


def _blocks(document: Document) -> tuple[dict[str, str], list[str]]:
    """What the document's head says, by style, and the paragraphs below it."""
    head: dict[str, str] = {}
    blocks: list[str] = []
    for paragraph in document.element.body.iter(_W + "p"):
        # A text box stands inside the paragraph it hangs on, and once more for programs that lack them.
        text = _text(paragraph).strip()
        if not text:
            continue
        style = _style(paragraph)
        if style in _HEAD and style not in head and not blocks:
            head[style] = text
        else:
            blocks.append(text)
    return head, blocks


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
