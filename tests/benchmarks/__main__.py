"""`python -m tests.benchmarks [search …]`: every benchmark, or those named."""

from __future__ import annotations

import importlib
import sys
from itertools import takewhile
from pathlib import Path


def main() -> None:
    here = Path(__file__).parent
    known = sorted(path.parent.name for path in here.glob("*/__main__.py"))
    # Options, and their values, follow the names.
    names = list(takewhile(lambda word: not word.startswith("-"), sys.argv[1:]))
    chosen = names or known
    for name in chosen:
        if name not in known:
            raise SystemExit(f"There is no benchmark “{name}”: there are {', '.join(known)}.")
        importlib.import_module(f"tests.benchmarks.{name}.__main__").main()


if __name__ == "__main__":
    main()
