"""Lines that stay as they were painted until they change.

Textual makes each line of a widget out of its styles (borders, padding, tints), and asks a widget for all its
lines again whenever something beside it is painted. A list fills most of the screen and has few styles: a
border above and to the left. Its lines are put together here, which takes half as long, and are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Spacing
from textual.scroll_view import ScrollView
from textual.strip import Strip


class PaintedLines(ScrollView):
    """A widget of many lines, each given by `line_segments`."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._lines: dict[int, Strip] = {}
        """Lines as they were painted, by their place in the widget."""
        self._made_for: tuple[int, Spacing] | None = None
        """The width and the borders that they were made for."""

    def line_segments(self, y: int, width: int, base: Style) -> list[Segment]:
        """What stands on line `y` of the content, at most `width` cells wide."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line of the content (see Textual's line API)."""
        base = self.rich_style
        segments = self.line_segments(y, self.scrollable_content_region.width, base)
        return Strip(segments).adjust_cell_length(self.content_region.width, base)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in `crop`: those that have changed are made, the others stand."""
        # The crop leaves out the scrollbar, which is painted on its own.
        gutter, width = self.styles.gutter, crop.width
        if gutter.right or gutter.bottom or crop.x or self.opacity < 1:
            return super().render_lines(crop)
        if self._made_for != (width, gutter):
            self._lines.clear()
            self._made_for = width, gutter
        missing = [y for y in crop.line_range if y not in self._lines]
        if missing:
            self._paint_lines(missing, width, gutter)
        return [self._lines[y] for y in crop.line_range]

    def _paint_lines(self, lines: Sequence[int], width: int, gutter: Spacing) -> None:
        base = self.rich_style
        ground = self.background_colors[1]
        filters = self.get_line_filters()
        room = self.scrollable_content_region.width
        edge: Sequence[Segment] = ()
        if gutter.left:
            edge = list(super().render_lines(Region(0, gutter.top, gutter.left, 1))[0])
        for y in lines:
            if y < gutter.top:
                self._lines[y] = super().render_lines(Region(0, y, width, 1))[0]
                continue
            content = Strip(self.line_segments(y - gutter.top, room, base))
            content = content.adjust_cell_length(width - gutter.left, base)
            for item in filters:
                content = content.apply_filter(item, ground)
            self._lines[y] = Strip([*edge, *content], width) if edge else content

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """See `Widget.refresh`."""
        if regions:
            top = self.styles.gutter.top
            for region in regions:
                for y in region.line_range:
                    self._lines.pop(y + top, None)
        else:
            self._lines.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Colours or borders changed."""
        super().notify_style_update()
        self._lines.clear()
