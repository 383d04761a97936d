"""What one more article costs in archives of different sizes: the linking and the index, without extraction.

`python -m tests.benchmarks adding [--articles N]`. An archive grows to 1,000 articles, ten times as many, and
so on up to N; at each size articles are added one by one, each in a transaction of its own as `onrecord add`
does it, and the median of their processor time counts. Growing costs a hundredth of a second an article.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path

from store.archive.writer import Archive
from tests.benchmarks.adding.articles import articles
from tests.benchmarks.options import Options

SMALLEST = 1_000
MEASURED = 300
_TOGETHER = 500
"""Articles that share a transaction while the archive only grows."""


def main(given: Options) -> None:
    """Print the table, and how much more the last costs than the first."""
    sizes = _sizes(given.articles)
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        coming = articles()
        print(
            "| articles | one more, processor ms: median | p90 | archive MB |\n|---|---|---|---|", flush=True
        )
        medians, count = [], 0
        for size in sizes:
            while count < size:
                with archive.transaction():
                    for article, extraction in islice(coming, min(_TOGETHER, size - count)):
                        archive.add_article(article, extraction)
                        count += 1
            times = []
            for article, extraction in islice(coming, MEASURED):
                begun = time.process_time()
                archive.add_article(article, extraction)
                times.append((time.process_time() - begun) * 1000)
                count += 1
            medians.append(statistics.median(times))
            late = statistics.quantiles(times, n=10)[-1]
            megabytes = archive.path.stat().st_size / 1e6
            print(f"| {size:,} | {medians[-1]:.2f} | {late:.2f} | {megabytes:,.0f} |", flush=True)
    print(f"{sizes[-1]:,} articles against {sizes[0]:,}: {medians[-1] / medians[0]:.2f} times")


def _sizes(largest: int) -> list[int]:
    """Powers of ten up to `largest`, and it."""
    sizes = []
    size = SMALLEST
    while size < largest:
        sizes.append(size)
        size *= 10
    return [*sizes, largest]


if __name__ == "__main__":
    main(Options.given())
