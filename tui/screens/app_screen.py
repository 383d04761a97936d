"""What every screen of the reader has: the app as what it is, and the line to the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events

from tui.screens.painting import OncePart
from tui.session import Session

if TYPE_CHECKING:
    from tui.app import OnRecordApp


class AppScreen(OncePart):
    """A screen of the reader's app."""

    @property
    def reader_app(self) -> OnRecordApp:
        """The app, as what it is."""
        return cast("OnRecordApp", self.app)

    @property
    def session(self) -> Session:
        """The line to the archive."""
        return self.reader_app.session

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What is on a new screen was dressed when it was mounted, a moment ago: it is not dressed again."""
        if not self.stack_updates:
            event.refresh_styles = False
