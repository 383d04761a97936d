"""How the reader and the archive's process talk: frames over two pipes, each a pickle after its length."""

from __future__ import annotations

import pickle
from typing import IO, Any

REPORTING = frozenset({"add", "refresh"})
"""Questions that take long: they tell how it goes, and can be stopped between two articles."""
HEADER = 4
"""Bytes of a frame's length, big-endian, before its pickle."""


def send(stream: IO[bytes], message: object) -> None:
    """Write one frame."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(HEADER, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one frame.

    Raises `EOFError` when the other side has closed, and `ValueError` when what came is no frame.
    """
    header = stream.read(HEADER)
    if len(header) < HEADER:
        raise EOFError
    data = stream.read(int.from_bytes(header, "big"))
    try:
        # Only ever what our own child, or parent, has written to a pipe nobody else holds.
        return pickle.loads(data)  # noqa: S301
    except (pickle.UnpicklingError, AttributeError, ImportError) as error:
        raise ValueError(f"no frame: {error}") from error
