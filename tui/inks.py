"""What words look like: styles out of the theme's variables.

Lists draw thousands of cells of a dozen looks. As CSS component classes each of them would be matched and
made for each widget at every start; here each is made once, when it is first drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from rich.style import Style
from textual.color import Color

from tui.theme import DEFAULT_VARIABLES, SPEAKER_COLORS

if TYPE_CHECKING:
    from textual.app import App


class Inks:
    """The styles of one theme."""

    def __init__(self, variables: Mapping[str, str], *, ansi: bool = False, no_color: bool = False) -> None:
        self._variables = {**DEFAULT_VARIABLES, **variables}
        self.plain = ansi or no_color
        """There are no grounds to lay words on: attributes tell parts apart."""
        self.no_color = no_color
        self._tints: dict[tuple[int, str], Style] = {}

    def _color(self, name: str) -> Color:
        return Color.parse(self._variables[name])

    def _style(self, name: str, ground: str = "", *, bold: bool | None = None) -> Style:
        if self.no_color:
            return Style(bold=bold)
        back = self._color(ground).rich_color if ground else None
        return Style(color=self._color(name).rich_color, bgcolor=back, bold=bold)

    @cached_property
    def dim(self) -> Style:
        """What may be passed over."""
        return self._style("muted")

    @cached_property
    def strong(self) -> Style:
        """What the eye is to find: marks, keys."""
        return self._style("accent", bold=True)

    @cached_property
    def key(self) -> Style:
        """A key's name."""
        return self._style("primary", bold=True)

    @cached_property
    def bar(self) -> Style:
        """A scrollbar."""
        return self._style("line")

    @cached_property
    def held(self) -> Style:
        """A scrollbar that the mouse holds."""
        return self._style("primary")

    @cached_property
    def match(self) -> Style:
        """A word that was searched for."""
        if self.no_color:
            return Style(bold=True, underline=True)
        return self._style("match", "match-background", bold=True)

    @cached_property
    def found(self) -> Style:
        """A place found inside the article."""
        return Style(underline=True, bold=True)

    @cached_property
    def warning(self) -> Style:
        """Something went wrong."""
        return self._style("warning", bold=True)

    @cached_property
    def title(self) -> Style:
        """A heading."""
        return Style(bold=True)

    @cached_property
    def cue(self) -> Style:
        """The words that report a quote."""
        return Style(italic=True)

    @cached_property
    def chip(self) -> Style:
        """A filter beside the search."""
        if self.no_color:
            return Style(reverse=True)
        if self.plain:
            return Style(reverse=True, color=self._color("primary").rich_color)
        ground = self._color("surface").blend(self._color("primary"), 0.28)
        return Style(color=self._color("foreground").rich_color, bgcolor=ground.rich_color)

    def cursor(self, focused: bool) -> Style:
        """The selected row."""
        if self.no_color:
            return Style(reverse=focused, bold=True)
        if self.plain:
            return Style(reverse=focused, bold=not focused)
        return Style(bgcolor=self._color("cursor-row").rich_color)

    def speaker(self, color: int, *, bold: bool = False) -> Style:
        """A speaker's name; -1 is nobody known."""
        if color < 0:
            return self.dim
        return self._style(f"speaker-{color % SPEAKER_COLORS}", bold=bold or None)

    def tint(self, color: int, *, current: bool) -> Style:
        """The ground of a speaker's words in an article, or what stands for it where there are no grounds."""
        if self.plain:
            attributes = Style(underline=True, bold=current)
            return attributes if self.no_color else attributes + self.speaker(color)
        name = "tint-current" if current else "tint"
        made = self._tints.get((color, name))
        if made is None:
            share = float(self._variables[name].rstrip("%")) / 100
            hue = self._color("muted" if color < 0 else f"speaker-{color % SPEAKER_COLORS}")
            made = Style(bgcolor=self._color("background").blend(hue, share).rich_color)
            self._tints[color, name] = made
        return made


@lru_cache(8)
def _made(variables: tuple[tuple[str, str], ...], ansi: bool, no_color: bool) -> Inks:
    return Inks(dict(variables), ansi=ansi, no_color=no_color)


def inks_of(app: App[Any]) -> Inks:
    """The styles of the app's theme."""
    known = getattr(app, "theme_variables", None)
    return _made(tuple((known or app.get_css_variables()).items()), app.native_ansi_color, app.no_color)
