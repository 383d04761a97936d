"""Painting what has changed on the main screen, and nothing beside it.

Textual paints the smallest rectangle that holds all that has changed, and asks every widget in it, and some
outside, for its lines: a letter in the search box and the bottom line are the whole screen. The main screen's
widgets lie beside each other, none upon another, so that each can be painted by itself; and what was searched
for is painted when it is there, not when the next frame is due.
"""

from __future__ import annotations

from asyncio import Task, create_task, sleep
from collections.abc import Iterable, Set
from typing import cast

from rich.console import Console, RenderableType
from textual._compositor import CompositorUpdate
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui.parts import ScreenPart
from tui.turns import Turns
from tui.widgets.painted import PaintedLines, SettledPart

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
    again; and it paints all of it each time, before the widgets have heard of it, in the same step of the
    event loop. Here painting is a step of its own, however often it was asked for; and making the lines,
    which takes the longest, is many.
    """

    _resizing = False
    """It will be laid out for another size: until then nothing is painted."""
    _held_back: Timer | None = None
    """Looks whether the terminal has taken what was painted."""
    _painting: Task[None] | None = None
    """Will paint what has changed."""

    def await_layout(self) -> None:
        """Paint nothing until the screen is laid out for its new size, which must follow."""
        self._resizing = True

    def _screen_resized(self, size: Size) -> None:
        if size != self._compositor.size:
            self._resizing = True
            super()._screen_resized(size)
        elif not self._resizing:
            return
        self._resizing = False
        self._dirty_widgets.add(self)
        self.check_idle()

    def _compositor_refresh(self) -> None:
        if self._painting is None and not self._resizing and not self._hold_back():
            self._painting = create_task(self._paint(), name="painting")
            self._painting.add_done_callback(self._painted)

    async def _paint(self) -> None:
        await self._make_lines()
        if not self._resizing and not self.app._batch_count and self.is_running and not self._hold_back():
            # With what has changed since: once something is painted, Textual takes nothing to be left.
            self.gather(self._dirty_widgets)
            self.paint()

    def gather(self, changed: Set[Widget]) -> None:
        """Take in what has changed of those of `changed` that are seen.

        For one that is not, the compositor would find out its place when next asked for it, and the layout
        that brings it up would find it there already: it would never hear what size it has.
        """
        self._compositor.update_widgets({w for w in changed if w in self._compositor.visible_widgets})

    def paint(self) -> None:
        """Paint what has changed."""
        super()._compositor_refresh()

    def _painted(self, painting: Task[None]) -> None:
        self._painting = None
        if not painting.cancelled() and painting.exception() is not None:
            # Raised again where Textual deals with what goes wrong.
            self.app.call_later(painting.result)

    async def _make_lines(self) -> None:
        """Make the lines of all that is seen, and let others have their turn meanwhile."""
        turns, made = Turns(), False
        for screen in (self, *self.app._background_screens):
            for widget in list(screen._compositor.visible_widgets):
                for _ in widget.make_lines() if isinstance(widget, PaintedLines) else ():
                    made = True
                    await turns.take()
        if made:
            await sleep(0)

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
        """Paint what has changed of `widgets` at once, unless all is to be laid out or painted anyway."""
        coming = self._painting is not None or self in self._dirty_widgets
        laid_out = not self._layout_required and not self._resizing
        # Where all is about to be painted, in slices, this is painted with it.
        if laid_out and not coming and not self.app._batch_count and not self._hold_back():
            # And what else has changed, as above.
            self.gather({*widgets, *self._dirty_widgets})
            self.paint()

    def paint(self) -> None:
        """See `OncePart.paint`; what has changed in one widget is painted by itself."""
        changed = self._compositor._dirty_regions
        alone = self is self.app.screen and not self.app.is_inline
        tiles = {region: self._tile(region) for region in changed} if alone else {}
        if None in tiles.values() or not tiles:
            super().paint()
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
