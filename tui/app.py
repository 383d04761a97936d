"""`OnRecordApp`: wires screens, archive session and settings."""

from __future__ import annotations

from textual.app import App


class OnRecordApp(App[None]):
    """The reader."""

    TITLE = "onrecord"
