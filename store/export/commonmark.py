"""Text in Markdown, where its characters stand for themselves."""

from __future__ import annotations

import re

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
