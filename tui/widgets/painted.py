"""Lines that stay as they were painted until they change, under a scroll of their own.

Textual makes each line of a widget out of its styles (borders, padding, tints), and asks a widget for all its
lines again whenever something beside it is painted; it lays the screen out anew for every line scrolled, and
a scrollbar is one widget more. A list fills most of the screen and has few styles: a border above and to the
left. Its lines are put together here, with the bar beside them, which takes a fraction of the time, and are
kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size, Spacing
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.glyphs import UNICODE, Glyphs
from tui.inks import Inks, inks_of
from tui.parts import WidgetPart

BAR = 1
"""Cells of the scrollbar, which always has its column, so that nothing moves when it is needed."""
WHEEL = 3
"""Lines that one step of the mouse's wheel scrolls."""


class SettledPart(WidgetPart):
    """What never scrolls in Textual's way, so that its size, once given, asks for no second layout."""

    virtual_size: Reactive[Size] = reactive(Size(0, 0))
    """As `Widget` declares it, each change lays the whole screen out anew."""


class GroundPart(SettledPart):
    """What only lies below others: one blank line, made once, for as many as are asked for.

    Textual would make each of them out of the styles, for the parts of the screen that nobody sees.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blank lines in the widget's colour."""
        blank = Strip.blank(crop.width, self.visual_style.rich_style)
        ground = self.background_colors[1]
        for item in self.get_line_filters():
            blank = blank.apply_filter(item, ground)
        return [blank] * crop.height


class Frame(GroundPart, Widget):
    """A border around others."""

    DEFAULT_CSS = "Frame { width: 1fr; height: 1fr; }"

    def render_lines(self, crop: Region) -> list[Strip]:
        """The border; between its ends one line, made once, for as many as are asked for."""
        gutter, height = self.styles.gutter, self.outer_size.height
        inside: list[Strip] | None = None
        lines: list[Strip] = []
        for y in crop.line_range:
            between = gutter.top <= y < height - gutter.bottom
            line = inside if between else None
            if line is None:
                # Not the ground's: that has no border.
                line = Widget.render_lines(self, Region(crop.x, y, crop.width, 1))
            if between:
                inside = line
            lines += line
        return lines


class Ground(GroundPart, Widget):
    """What others lie on; Textual's containers are as many widgets as there are ways to lie."""


class PaintedLines(SettledPart, Widget):
    """A widget of many lines, each given by `line_segments`, with a scrollbar."""

    def __init__(
        self,
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self._inks: Inks | None = None
        self._top = 0
        """The first line in view."""
        self._length = 0
        """Lines in all."""
        self._grabbed: tuple[int, int] | None = None
        """Where on the screen the bar was taken hold of, and the first line in view then."""
        self._lines: dict[int, Strip] = {}
        """Lines as they were painted, by their place in the widget."""
        self._made_for: tuple[int, Spacing] | None = None
        """The width and the borders that they were made for."""
        self._edition = 0
        """Counts what made any of them another line than it was."""

    @property
    def inks(self) -> Inks:
        """The styles of the theme."""
        if self._inks is None:
            self._inks = inks_of(self.app)
        return self._inks

    # Scrolling

    @property
    def scroll_offset(self) -> Offset:
        """How far the lines are scrolled."""
        return Offset(0, self._top)

    @property
    def room(self) -> int:
        """Cells of a line, without the bar."""
        return max(0, self.content_size.width - BAR)

    def set_length(self, lines: int) -> None:
        """There are so many lines."""
        if lines != self._length:
            self._length = lines
            self.jump(self._top)
            self._refresh_bar()

    def jump(self, y: int) -> None:
        """Scroll to line `y`, at once, or as far as there are lines."""
        top = max(0, min(y, self._length - self.content_size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.jump(self._top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.jump(self._top - WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """On the bar: take hold of it, or go a screen up or down where it is not."""
        place = event.get_content_offset(self)
        if place is None or place.x < self.room:
            return
        event.stop()
        start, size = self._thumb
        if place.y < start:
            self.jump(self._top - self.content_size.height)
        elif place.y >= start + size:
            self.jump(self._top + self.content_size.height)
        else:
            self._grabbed = (event.screen_y, self._top)
            self.capture_mouse()
            self._refresh_bar()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The bar follows the mouse that holds it."""
        if self._grabbed is not None:
            from_y, top = self._grabbed
            travel = max(1, self.content_size.height - self._thumb[1])
            lines = self._length - self.content_size.height
            self.jump(top + round((event.screen_y - from_y) * lines / travel))

    def on_mouse_up(self) -> None:
        """Let go of the bar."""
        if self._grabbed is not None:
            self._grabbed = None
            self.release_mouse()
            self._refresh_bar()

    @property
    def _thumb(self) -> tuple[int, int]:
        """The first line of the bar's thumb, and how many it takes; none where everything is in view."""
        height = self.content_size.height
        hidden = self._length - height
        if hidden <= 0 or height <= 0:
            return 0, 0
        size = max(1, round(height * height / self._length))
        return round((height - size) * self._top / hidden), size

    def _refresh_bar(self) -> None:
        self.refresh(Region(self.room, 0, BAR, self.content_size.height))

    def _bar(self, base: Style) -> Callable[[int], Segment]:
        """What stands beside line `y`: the thumb, or nothing."""
        start, size = self._thumb
        track = Segment(self.glyphs.track, base)
        thumb = Segment(self.glyphs.thumb, base + (self.inks.held if self._grabbed else self.inks.bar))
        return lambda y: thumb if start <= y < start + size else track

    # Painting

    def line_segments(self, y: int, width: int, base: Style) -> list[Segment]:
        """What stands on line `y` of the content, at most `width` cells wide."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line of the content (see Textual's line API)."""
        base, room = self.rich_style, self.room
        line = Segment.adjust_line_length(self.line_segments(y, room, base), room, base)
        return Strip([*line, self._bar(base)(y)], room + BAR)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in `crop`: those that have changed are made, the others stand."""
        if not self._simple:
            return super().render_lines(crop)
        for _ in self._fill_in(crop.line_range):
            pass
        width = self.outer_size.width
        lines = [self._lines[y] for y in crop.line_range]
        return lines if crop.width == width else [line.crop(*crop.column_span) for line in lines]

    def make_lines(self) -> Iterator[None]:
        """Make what has changed of all lines, one at each step, so that painting them takes no time."""
        return self._fill_in(range(self.outer_size.height)) if self._simple else iter(())

    @property
    def _simple(self) -> bool:
        """Whether the styles are those that lines are put together for here."""
        gutter = self.styles.gutter
        return not gutter.right and not gutter.bottom and self.opacity == 1

    def _fill_in(self, lines: Iterable[int]) -> Iterator[None]:
        gutter, width = self.styles.gutter, self.outer_size.width
        if self._made_for != (width, gutter):
            self._lines.clear()
            self._made_for = width, gutter
        missing = [y for y in lines if y not in self._lines]
        if not missing:
            return
        edition = self._edition
        base = self.rich_style
        room, bar = self.room, self._bar(base)
        make = self._maker(width, gutter)
        blank: dict[Segment, Strip] = {}
        for y in missing:
            if y < gutter.top:
                self._lines[y] = super().render_lines(Region(0, y, width, 1))[0]
            else:
                segments, beside = self.line_segments(y - gutter.top, room, base), bar(y - gutter.top)
                line = None if segments else blank.get(beside)
                if line is None:
                    line = make(segments, beside)
                    if not segments:
                        # Most of a short list: made once.
                        blank[beside] = line
                self._lines[y] = line
            yield
            if edition != self._edition:
                # It has changed since: who paints it makes the rest, as that is now.
                return

    def _maker(self, width: int, gutter: Spacing) -> Callable[[list[Segment], Segment], Strip]:
        """Puts a line together: the border's edge, what stands on it, the bar."""
        base, room = self.rich_style, self.room
        ground, filters = self.background_colors[1], self.get_line_filters()
        edge: Sequence[Segment] = ()
        if gutter.left:
            edge = list(super().render_lines(Region(0, gutter.top, gutter.left, 1))[0])

        def made(segments: list[Segment], beside: Segment) -> Strip:
            line = Strip([*Segment.adjust_line_length(segments, room, base), beside], room + BAR)
            for item in filters:
                line = line.apply_filter(item, ground)
            return Strip([*edge, *line], width) if edge else line

        return made

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """See `Widget.refresh`."""
        self._edition += 1
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
        self._inks = None
        self._edition += 1
        self._lines.clear()
