"""Links that open a page at the quote itself: the text fragments of the WICG draft (`#:~:text=`)."""

from __future__ import annotations

from urllib.parse import quote as percent
from urllib.parse import urlsplit

from store.export.evidence import Evidence
from store.records import Quote

_WHOLE = 160
"""Characters up to which the whole fragment is named; a longer one by its first and last words."""
_EDGE_WORDS = 5
_PREFIX_WORDS = 4


def link(item: Evidence) -> str:
    """The article's address with a text fragment for each piece of the quote; empty without a web address."""
    url = item.quote.url
    if urlsplit(url).scheme not in ("http", "https"):
        return ""
    directives = [_directive(piece) for piece in item.pieces if piece.strip()]
    if directives and not item.unique:
        directives[0] = _prefix(item) + directives[0]
    if not directives:
        return url
    joint = ":~:" if "#" in url else "#:~:"
    return url + joint + "&".join("text=" + directive for directive in directives)


def linked(item: Evidence) -> Quote:
    """The quote, at an address that opens its article at the quote itself."""
    address = link(item)
    return item.quote._replace(url=address) if address else item.quote


def _directive(piece: str) -> str:
    words = piece.split()
    # A match within one directive cannot cross from one block of the page to the next; a range can.
    if ("\n" not in piece.strip() and len(piece) <= _WHOLE) or len(words) <= 2 * _EDGE_WORDS:
        return _encode(" ".join(words))
    return _encode(" ".join(words[:_EDGE_WORDS])) + "," + _encode(" ".join(words[-_EDGE_WORDS:]))


def _prefix(item: Evidence) -> str:
    before = item.context[: item.quote.content[0][0] - item.offset]
    words = before.rsplit("\n", 1)[-1].split()[-_PREFIX_WORDS:]
    return _encode(" ".join(words)) + "-," if words else ""


def _encode(text: str) -> str:
    # "-" sets a prefix apart, and percent-encoding leaves it alone.
    return percent(text, safe="").replace("-", "%2D")
