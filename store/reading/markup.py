"""The text of an HTML fragment: blocks become paragraphs, everything else only its words."""

from __future__ import annotations

import re

import lxml.html

_BLOCK_NAMES = """
    address article aside blockquote caption center dd details div dl dt figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
_SILENT_NAMES = "head iframe noscript object script select style svg template textarea title video audio"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset(_SILENT_NAMES.split())

_HIDDEN = re.compile(r"(?i)\bdisplay\s*:\s*none\b")
"""How newsletters hide what is shown beside their subject only."""

_DEPTH = 200
"""Elements within elements that are followed; pages meant to exhaust a parser go deeper."""


def text_of(fragment: str) -> str:
    """The text of an HTML `fragment`, paragraphs apart by a blank line; "" when it holds none."""
    if "<" not in fragment and "&" not in fragment:
        return paragraphs(fragment.splitlines())
    if not fragment.strip():
        return ""
    # lxml refuses a declaration in a string, and NUL anywhere.
    cleaned = re.sub(r"^\s*<\?xml[^>]*>", "", fragment).replace("\0", "")
    try:
        root = lxml.html.document_fromstring(cleaned)
    except (lxml.etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    _walk(root, pieces, 0)
    return paragraphs("".join(pieces).split("\n"))


def paragraphs(lines: list[str]) -> str:
    """`lines` that say something, white space within them collapsed, one paragraph each."""
    squeezed = (re.sub(r"[ \t\r\f\v\u00a0]+", " ", line).strip() for line in lines)
    return "\n\n".join(line for line in squeezed if line)


def _walk(element: lxml.html.HtmlElement, pieces: list[str], depth: int) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    block = tag in _BLOCKS
    if block or tag == "br":
        pieces.append("\n")
    if tag and tag not in _SILENT and depth < _DEPTH and not _HIDDEN.search(element.get("style") or ""):
        # Line ends in HTML are spaces; ours are paragraphs.
        pieces.append((element.text or "").replace("\n", " "))
        for child in element:
            _walk(child, pieces, depth + 1)
    if block:
        pieces.append("\n")
    if depth:
        pieces.append((element.tail or "").replace("\n", " "))
