"""What each reader makes of files that nobody here wrote.

`python -m tests.benchmarks.parsers NAME=FOLDER[:SUFFIX]…` prints a row a collection: files, how many were
read, how many were named as unreadable, articles, and how many of them have a title, a date, an outlet and an
address; words of an article in the middle; files a second. Anything else than an article or a sentence is a
fault, and stops the run with its file.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from store.reading.registry import read_path
from store.reading.source import ReadingError
from store.records import Article

HEAD = (
    "| files | n | read | named as unreadable | articles | title | date | outlet | url | words (median) "
    "| files/s |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|"
)


def row(name: str, paths: list[Path]) -> str:
    """One line of the table."""
    articles: list[Article] = []
    read = named = 0
    begun = time.perf_counter()
    for path in paths:
        found: list[Article] = []
        try:
            found.extend(read_path(path))
        except ReadingError as error:
            named += 1
            if path.name not in str(error):
                raise RuntimeError(f"{path} is not named: {error}") from error
        except Exception as error:
            raise RuntimeError(f"{path} made the reader trip") from error
        read += bool(found)
        articles += found
    rate = len(paths) / (time.perf_counter() - begun)
    words = median(len(article.text.split()) for article in articles) if articles else 0
    having = [
        sum(bool(getattr(article, field)) for article in articles)
        for field in ("title", "published", "outlet", "url")
    ]
    cells = (name, len(paths), read, named, len(articles), *having, f"{words:.0f}", f"{rate:.0f}")
    return "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in cells) + " |"


def main(arguments: list[str]) -> None:
    """Print the table."""
    print(HEAD)
    for argument in arguments:
        name, _, place = argument.partition("=")
        folder, _, suffix = place.partition(":")
        paths = sorted(path for path in Path(folder).rglob(f"*{suffix}") if path.is_file())
        print(row(name, paths), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
