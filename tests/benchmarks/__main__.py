"""`python -m tests.benchmarks [NAME…] [--quotes N] …`: every benchmark, or those named."""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.benchmarks.options import Options


def main() -> None:
    known = tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/__main__.py")))
    given = Options.given(known)
    for name in given.names or known:
        print(f"\n## {name}\n", flush=True)
        importlib.import_module(f"tests.benchmarks.{name}.__main__").main(given)


if __name__ == "__main__":
    main()
