"""Long work on the event loop, in slices: between them, everything else has its turn."""

from __future__ import annotations

from asyncio import sleep
from time import perf_counter

SLICE = 0.004
"""Seconds that long work holds up the event loop at a time."""


class Turns:
    """Where a piece of long work has got to in its slice; it begins when this is made."""

    def __init__(self) -> None:
        self._until = perf_counter() + SLICE

    async def take(self) -> None:
        """Go on at once, or, at the end of a slice, after all that waits has had its turn."""
        if perf_counter() > self._until:
            await sleep(0)
            self._until = perf_counter() + SLICE
