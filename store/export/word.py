"""Quotes as a Word document (DOCX, by python-docx)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from store.export.citation import cite
from store.export.evidence import Evidence, Heading, Style, byline, details, marked, xml_safe
from store.export.fragment import link, linked

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def write(items: Iterable[Evidence], heading: Heading) -> Iterator[bytes]:
    """The whole document at the end: a ZIP archive cannot be streamed piece by piece."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.title = xml_safe(heading.title)[:255]
    properties.author = "onrecord"
    properties.created = properties.modified = heading.made.replace(tzinfo=None)
    document.add_heading(xml_safe(heading.title), level=1)
    made = heading.made.strftime("%Y-%m-%d %H:%M UTC")
    document.add_paragraph(xml_safe(f"Exported {made} from {heading.archive or 'an onrecord archive'}."))
    for item in items:
        _one(document, item, heading.style)
    buffer = io.BytesIO()
    document.save(buffer)
    yield buffer.getvalue()


def _one(document: Document, item: Evidence, style: Style | None) -> None:
    quote = item.quote
    if style:
        _styled(document, item, style)
    else:
        _shown(document, item)
    document.add_paragraph(style="Caption").add_run(xml_safe(details(item)))
    if quote.issues:
        document.add_paragraph(xml_safe("Issues: " + ", ".join(quote.issues)))
    if item.note:
        document.add_paragraph(xml_safe("Note: " + item.note))
    if item.context:
        context = document.add_paragraph("Context: ")
        for text, part in marked(item):
            run = context.add_run(xml_safe(text))
            run.bold = part == "content"
            run.italic = part in ("cue", "source")


def _shown(document: Document, item: Evidence) -> None:
    quote = item.quote
    block = document.add_paragraph(style="Intense Quote")
    block.add_run(xml_safe(" … ".join(item.pieces)))
    line = document.add_paragraph("— ")
    line.add_run(xml_safe(item.speaker)).bold = True
    line.add_run(xml_safe(f", {quote.role}. " if quote.role else ". "))
    address = link(item)
    if address:
        _hyperlink(line, xml_safe(address), xml_safe(byline(item)))
    else:
        line.add_run(xml_safe(byline(item)))


def _styled(document: Document, item: Evidence, style: Style) -> None:
    """The citation as paragraphs, a line each; its address is a hyperlink."""
    address = link(item)
    for line in cite(linked(item), style).split("\n"):
        before, found, after = line.partition(address) if address else (line, "", "")
        paragraph = document.add_paragraph(xml_safe(before))
        if found:
            _hyperlink(paragraph, xml_safe(address), xml_safe(item.quote.url))
            paragraph.add_run(xml_safe(after))


def _hyperlink(paragraph: Paragraph, address: str, text: str) -> None:
    # python-docx reads hyperlinks but has no call that makes one.
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element: Any = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    run.underline = True
    element.append(run._r)
    paragraph._p.append(element)
