"""A page's elements, put so that trafilatura loses no words, no quotation marks and no paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PARTS_OF_TABLES = ("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th")
_BLOCKS = "count(.//p[normalize-space()] | .//h1 | .//h2 | .//h3)"
_BACKLINKS = (
    "//a[starts-with(@href, '#')][string-length(normalize-space()) < 3]"
    "[contains('↩↑^⤴', substring(normalize-space(), 1, 1))]"
)


def tree_of(page: str) -> HtmlElement | None:
    """The elements of `page`; None where it is no HTML."""
    from trafilatura import load_html

    root = load_html(page)
    if root is None:
        return None
    for quotation in root.xpath("//q"):
        _in_marks(quotation)
    for table in root.xpath(f"//table[.//td[{_BLOCKS} > 1]]"):
        _without_cells(table)
    for link in root.xpath(_BACKLINKS):
        link.drop_tree()
    return root


def _in_marks(quotation: HtmlElement) -> None:
    """What browsers show quotation marks around gets them: the library takes it for a paragraph."""
    quotation.text = f"“{quotation.text or ''}"
    if len(quotation):
        quotation[-1].tail = f"{quotation[-1].tail or ''}”"
    else:
        quotation.text += "”"
    quotation.drop_tag()


def _without_cells(table: HtmlElement) -> None:
    """A table that holds paragraphs only places them: the library would make a line of each row."""
    for part in table.iter(*_PARTS_OF_TABLES):
        part.tag = "div"
