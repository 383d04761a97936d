"""Work that goes on beside the event loop's messages."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

from textual.worker import WorkType

P = ParamSpec("P")


def job(function: Callable[P, Coroutine[Any, Any, None]], *args: P.args, **more: P.kwargs) -> WorkType[None]:
    """`function` with its arguments, for `run_worker`.

    A coroutine handed over as such complains when its worker is cancelled before it starts.
    """

    async def call() -> None:
        await function(*args, **more)

    return call
