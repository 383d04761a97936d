"""Style sheets in slices: another theme, and those of screens that are still to come.

Textual reads all of them and gives each widget its new looks in one step of the event loop, which takes
longer than a frame; keys, answers and everything else would wait for it.
"""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Iterator
from typing import Any

from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

from tui.turns import Turns


async def dress_anew(app: App[Any]) -> None:
    """Give everything on every screen of `app` the looks of its theme; nothing half dressed is seen."""
    turns = Turns()
    with app.batch_update():
        # The key that asked for it has had its time.
        await sleep(0)
        app.stylesheet = await _read_again(app, turns)
        for root in (app, *app.screen_stack[:-1]):
            for node in root.walk_children(with_self=True):
                app.stylesheet.update_nodes((node,))
                await turns.take()
    app.screen.refresh()


async def _read_again(app: App[Any], turns: Turns) -> Stylesheet:
    """The style sheet with the colours of the theme."""
    sheet = Stylesheet(variables=app.get_css_variables())
    # A widget that is new meanwhile brings its own.
    while missing := [place for place in app.stylesheet.source if place not in sheet.source]:
        for place in missing:
            source = app.stylesheet.source[place]
            sheet.add_source(source.content, place, source.is_defaults, source.tie_breaker, source.scope)
            # What was read before this source is kept, and not read again.
            sheet.parse()
            await turns.take()
    return sheet


async def read_ahead(app: App[Any], kind: type[Widget]) -> None:
    """Read the style sheets of `kind` of widgets and all kinds of it: the first that opens need not wait."""
    turns = Turns()
    for one in _kinds(kind):
        # What a class brings is told by its instances only, but is the same for all.
        for place, css, tie_breaker, scope in one._get_default_css(one.__new__(one)):
            app.stylesheet.add_source(css, place, True, tie_breaker, scope)
            if app.stylesheet.rules:
                await turns.take()


def _kinds(kind: type[Widget]) -> Iterator[type[Widget]]:
    yield kind
    for more in kind.__subclasses__():
        yield from _kinds(more)
