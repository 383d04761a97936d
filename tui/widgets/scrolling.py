"""A scrollbar of one cell, drawn with a sign, so that it is seen without colours too."""

from __future__ import annotations

from typing import ClassVar

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

_BACK, _BAR = Color.parse("#555555"), Color.parse("bright_magenta")


class ThinBar(ScrollBarRender):
    """A thumb on an empty track; nothing at all where everything is in view."""

    THUMB: ClassVar[str] = "┃"

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _BACK,
        bar_color: Color = _BAR,
    ) -> Segments:
        """The bar's cells, from its beginning to its end."""
        track = Segment(" " * thickness, Style(bgcolor=back_color))
        if not size or not window_size or virtual_size <= window_size:
            return Segments([track] * size, new_lines=vertical)
        thumb = max(1, round(size * window_size / virtual_size))
        start = round((size - thumb) * position / (virtual_size - window_size))
        start = max(0, min(start, size - thumb))
        above = Segment(" " * thickness, Style(bgcolor=back_color, meta={"@mouse.down": "scroll_up"}))
        below = Segment(" " * thickness, Style(bgcolor=back_color, meta={"@mouse.down": "scroll_down"}))
        held = Style(color=bar_color, bgcolor=back_color, meta={"@mouse.down": "grab"})
        grip = Segment(cls.THUMB * thickness, held)
        cells = [above] * start + [grip] * thumb + [below] * (size - start - thumb)
        return Segments(cells, new_lines=vertical)


class AsciiBar(ThinBar):
    """The same for terminals that draw no lines."""

    THUMB = "#"


class NoBar(ThinBar):
    """The same where nothing is to be drawn that a screen reader would read out."""

    THUMB = " "
