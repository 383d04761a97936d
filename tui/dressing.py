"""Another theme, put on in slices.

Textual reads the style sheet anew and gives each widget its new looks in one step of the event loop, which
takes longer than a frame; keys, answers and everything else would wait for it.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.css.stylesheet import Stylesheet

from tui.turns import Turns


async def dress_anew(app: App[Any]) -> None:
    """Give everything on every screen of `app` the looks of its theme; nothing half dressed is seen."""
    turns = Turns()
    with app.batch_update():
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
