"""Quotes as Markdown: what renders is what the article says, character for character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.export.citation import cite
from store.export.commonmark import escape
from store.export.evidence import Evidence, Heading, Style, byline, details
from store.export.fragment import link, linked


def write(items: Iterable[Evidence], heading: Heading) -> Iterator[bytes]:
    """Markdown in UTF-8: for each quote a block quotation with its citation and its context."""
    yield f"# {escape(heading.title)}\n\n".encode()
    made = heading.made.strftime("%Y-%m-%d %H:%M UTC")
    yield f"Exported {made} from {escape(heading.archive or 'an onrecord archive')}.\n".encode()
    for item in items:
        yield _one(item, heading.style).encode()


def _one(item: Evidence, style: Style | None) -> str:
    quote = item.quote
    lines = ["", _styled(item, style) if style else _shown(item)]
    lines += ["", f"*{escape(details(item))}*"]
    if quote.issues:
        lines += ["", "Issues: " + escape(", ".join(quote.issues))]
    if item.note:
        lines += ["", "Note: " + escape(item.note)]
    if item.context and item.context.strip() != quote.text:
        lines += ["", "Context:", "", _quoted(escape(item.context))]
    return "\n".join([*lines, "", "---", ""])


def _shown(item: Evidence) -> str:
    quote = item.quote
    role = f", {escape(quote.role)}" if quote.role else ""
    said = f"— **{escape(item.speaker)}**{role}. {escape(byline(item))}"
    address = link(item)
    if address:
        # Parentheses and angle brackets would end the address.
        said += f". <{address.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>"
    return "\n".join([_quoted(escape(" … ".join(item.pieces))), "", said])


def _styled(item: Evidence, style: Style) -> str:
    cited = cite(linked(item), style)
    # Two spaces at its end keep a line one.
    return cited if style == "markdown" else escape(cited).replace("\n", "  \n")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() if line else ">" for line in text.split("\n"))
