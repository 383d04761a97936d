"""What a part of widgets or of screens is built on: a mixin that is no widget by itself.

Textual sets up each class that is a widget (its bindings, its reactives, its names in style sheets), which
takes a third of a millisecond, on every start. What only lends its methods to widgets need not pay that: it
is an ordinary class, named before the widget among the bases of what uses it, and known to type checkers as
the widget that it becomes part of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    WidgetPart = Widget
    ScreenPart = Screen[Any]
else:
    WidgetPart = ScreenPart = object
