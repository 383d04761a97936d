"""`python -m tests.benchmarks reader [--archive FILE | --quotes N] [--runs N] [--strokes N]`.

start: from process start to the first painted rows, beside an empty Textual app and the peers, in one run.
keys: search sessions typed through a pseudo-terminal; from each keystroke to changed rows.
loop: how late the event loop was meanwhile, and at the first use of everything else.
"""

from __future__ import annotations

from tests.benchmarks.options import Options
from tests.benchmarks.reader.keystrokes import keys
from tests.benchmarks.reader.starting import start
from tests.benchmarks.search.making import made


def main(given: Options) -> None:
    archive = given.archive or made(given.quotes, given.folder)[0]
    start(str(archive), given.runs)
    keys(str(archive), given.strokes)


if __name__ == "__main__":
    main(Options.given())
