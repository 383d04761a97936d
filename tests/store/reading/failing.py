"""Stands in for a library that does not survive what it is given."""

from __future__ import annotations

import itertools
import os
from collections import deque
from typing import Any

from store.reading import apart


def answer(data: bytes) -> dict[str, Any]:
    if data.endswith(b"abort"):
        os.abort()
    if data.endswith(b"for ever"):
        deque(itertools.repeat(None), maxlen=0)
    line = (72.0, 700.0, 12.0, "well")
    told: dict[str, Any] = {"title": "", "author": "", "left_out": 0, "cut": False, "unreadable": 0}
    return {**told, "pages": [([line], 612.0)]}


if __name__ == "__main__":
    apart.SECONDS = int(os.environ.get("ONRECORD_TEST_SECONDS", apart.SECONDS))
    apart.serve(answer)
