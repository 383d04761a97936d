"""`python -m tests.benchmarks.reader [--archive FILE | --quotes N] [--runs N] [--strokes N]`.

start: from process start to the first painted rows, beside an empty Textual app and the peers, in one run.
keys: search sessions typed through a pseudo-terminal; from each keystroke to changed rows.
loop: how late the event loop was meanwhile, and at the first use of everything else.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.reader.keystrokes import keys
from tests.benchmarks.reader.starting import start
from tests.benchmarks.search.making import made


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--archive", type=Path, help="an archive there is; else one is made")
    arguments.add_argument("--quotes", type=int, default=1_000_000)
    arguments.add_argument("--folder", type=Path, default=Path(".archive/benchmarks"))
    arguments.add_argument("--runs", type=int, default=7, help="starts of each program")
    arguments.add_argument("--strokes", type=int, default=500)
    given, _ = arguments.parse_known_args()
    archive = given.archive or made(given.quotes, given.folder)[0]
    start(str(archive), given.runs)
    keys(str(archive), given.strokes)


if __name__ == "__main__":
    main()
