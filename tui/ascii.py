"""What reaches a terminal that has no more than ASCII: every line, whoever drew it, passes here."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.display import asciify


class AsciiFilter(LineFilter):
    """Puts a likeness, as wide, in the place of every other character.

    A terminal whose encoding lacks one would be sent `\\u2019` for it, and no column would be in line.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, in ASCII."""
        return [Segment(asciify(text), style, control) for text, style, control in segments]
