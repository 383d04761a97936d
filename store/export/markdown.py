"""Quotes as Markdown: what renders is what the article says, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from store.export.evidence import Evidence, Heading, byline, details
from store.export.fragment import link

_INLINE = re.compile(
    r"""
    [`*]                                # code, emphasis
    | \\(?=[!-/:-@\[-`{-~\n]|$)         # a backslash that would escape
    | (?<!\w)_ | _(?!\w)                # emphasis; not snake_case
    | \](?=[(\[:])                      # a link or its definition
    | \[(?=\^)                          # a footnote
    | <(?=[A-Za-z/!?])                  # HTML, an autolink
    | &(?=\#?\w+;)                      # an entity
    | ~(?=~) | (?<=~)~                  # strikethrough
    """,
    re.VERBOSE,
)
_BLOCK = re.compile(r"(?m)^([ \t]*)(?:([#>+=|-]|~(?=~)|_(?=[_ \t]))|(\d{1,9})([.)]))")


def escape(text: str) -> str:
    """`text` so that CommonMark renders it as it stands; most news prose needs no change at all."""
    inline = _INLINE.sub(lambda found: "\\" + found[0], text)
    return _BLOCK.sub(_escape_block, inline)


def _escape_block(found: re.Match[str]) -> str:
    if found[2]:
        return "\\" + found[2]
    return f"{found[3]}\\{found[4]}"


def write(items: Iterable[Evidence], heading: Heading) -> Iterator[bytes]:
    """Markdown in UTF-8: for each quote a block quotation with its citation and its context."""
    yield f"# {escape(heading.title)}\n\n".encode()
    made = heading.made.strftime("%Y-%m-%d %H:%M UTC")
    yield f"Exported {made} from {escape(heading.archive or 'an onrecord archive')}.\n".encode()
    for item in items:
        yield _one(item).encode()


def _one(item: Evidence) -> str:
    quote = item.quote
    lines = ["", _quoted(escape(" … ".join(item.pieces))), ""]
    role = f", {escape(quote.role)}" if quote.role else ""
    lines.append(f"— **{escape(item.speaker)}**{role}. {escape(byline(item))}")
    address = link(item)
    if address:
        # Parentheses and angle brackets would end the address.
        lines[-1] += f". <{address.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>"
    lines += ["", f"*{escape(details(item))}*"]
    if quote.issues:
        lines += ["", "Issues: " + escape(", ".join(quote.issues))]
    if item.note:
        lines += ["", "Note: " + escape(item.note)]
    if item.context and item.context.strip() != quote.text:
        lines += ["", "Context:", "", _quoted(escape(item.context))]
    return "\n".join([*lines, "", "---", ""])


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() if line else ">" for line in text.split("\n"))
