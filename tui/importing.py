"""Importing less: what other programs need of asyncio and Textual, but the reader does not.

What stands in `sys.modules` is not looked for: each of these puts something there while it imports, and takes
it away again, so that whoever asks for the real thing later gets it.
"""

from __future__ import annotations

import sys
from types import ModuleType


def import_asyncio() -> None:
    """Import asyncio as where Python has no TLS: the archive's process talks to the network, not this one.

    OpenSSL is a thirtieth of the start, and three megabytes.
    """
    if "ssl" not in sys.modules:
        # What stands as None in there cannot be imported; asyncio does without.
        sys.modules["ssl"] = None  # type: ignore[assignment]
        import asyncio  # noqa: F401

        del sys.modules["ssl"]


def import_textual() -> None:
    """Import Textual without its command palette: the reader has one of its own.

    It is in no app that does not enable it, but comes with a dozen widgets, a tenth of the start.
    """
    if "textual.command" not in sys.modules:
        sys.modules["textual.command"] = _Nothing("textual.command")
        import textual.app  # noqa: F401

        del sys.modules["textual.command"]


class _Nothing(ModuleType):
    """A module of classes that are never used."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})
