"""Painting what has changed on the main screen, and nothing beside it.

Textual paints the smallest rectangle that holds all that has changed, and asks every widget in it, and some
outside, for its lines: a letter in the search box and the bottom line are the whole screen. The main screen's
widgets lie beside each other, none upon another, so that each can be painted by itself; and what was searched
for is painted when it is there, not when the next frame is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from rich.console import Console, RenderableType
from textual._compositor import CompositorUpdate
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui.parts import ScreenPart
from tui.widgets.painted import SettledPart

UNSENT = 3
"""Pieces of earlier frames that the terminal has still to take, from which on no more are painted."""
LOOK_AGAIN = 0.02
"""Seconds until it is looked at again whether it has."""


class Tiles(CompositorUpdate):
    """Some lines, each with where on the screen it goes."""

    def __init__(self, lines: Iterable[tuple[int, int, Strip]]) -> None:
        self._lines = lines

    def render_segments(self, console: Console) -> str:
        """What the terminal is sent."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self._lines)


class OncePart(SettledPart, ScreenPart):
    """A screen that is laid out once for each size, and painted when its widgets know theirs.

    Textual lays it out when it comes up, tells it the size that this gave it, and lays it out for that size
    again; and it paints all of it each time, before the widgets have heard of it.
    """

    _resizing = False
    _held_back: Timer | None = None
    """Looks whether the terminal has taken what was painted."""

    def _screen_resized(self, size: Size) -> None:
        if size == self._compositor.size:
            return
        self._resizing = True
        super()._screen_resized(size)
        self._resizing = False
        self._dirty_widgets.add(self)
        self.check_idle()

    def _compositor_refresh(self) -> None:
        if not self._resizing and not self._hold_back():
            super()._compositor_refresh()

    def _hold_back(self) -> bool:
        """Paint later, as it is then, when the terminal is behind.

        On a slow line every frame between would be sent, and where nothing is taken at all (Ctrl+S) the event
        loop would come to wait for it. What has changed is kept by the compositor.
        """
        writer = getattr(self.app._driver, "_writer_thread", None)
        if writer is None or writer._queue.qsize() < UNSENT:
            return False
        if self._held_back is None:
            self._held_back = self.set_timer(LOOK_AGAIN, self._look_again)
        return True

    def _look_again(self) -> None:
        self._held_back = None
        self._compositor_refresh()


class PaintingPart(OncePart):
    """A screen of widgets beside each other."""

    def paint_now(self, *widgets: Widget) -> None:
        """Paint what has changed of `widgets` at once, unless all is to be laid out anew anyway."""
        if not self._layout_required and not self.app._batch_count:
            # With what else has changed: once something is painted, Textual takes nothing to be left.
            self._compositor.update_widgets({*widgets, *self._dirty_widgets})
            self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        if self._hold_back():
            return
        changed = self._compositor._dirty_regions
        alone = self is self.app.screen and not self._resizing and not self.app.is_inline
        tiles = {region: self._tile(region) for region in changed} if alone else {}
        if None in tiles.values() or not tiles:
            super()._compositor_refresh()
            return
        changed.clear()
        self._dirty_widgets.clear()
        lines: list[tuple[int, int, Strip]] = []
        for place, tile in tiles.items():
            assert tile is not None
            widget, offset = tile
            strips = widget.render_lines(place.translate(-offset))
            lines += [(place.x, y, strip) for y, strip in enumerate(strips, place.y)]
        self.app._display(self, cast(RenderableType, Tiles(lines)))
        self.app._update_mouse_over(self)

    def _tile(self, changed: Region) -> tuple[Widget, Offset] | None:
        """The one widget that shows all of `changed`, and where it begins; None where it takes several."""
        for widget, (region, clip) in self._compositor.visible_widgets.items():
            # Those in front come first.
            seen = region.intersection(clip)
            if seen.overlaps(changed):
                return (widget, region.offset) if seen.contains_region(changed) else None
        return None
