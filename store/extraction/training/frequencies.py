"""Counts in how many news articles a word stands, for `store.extraction.issues`.

    python -m store.extraction.training.frequencies TEXTS.jsonl.gz

Writes `frequencies.txt` into the issues package: a bucket number and its words, 1 for words in at least 2% of
the articles, each further bucket doubling that. Words in fewer are left out: they are the telling ones.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from store.extraction import issues
from store.extraction.issues.phrases import stem

LEAST = 0.02
"""Share of articles a word must stand in to be listed."""
TARGET = Path(issues.__file__).with_name("frequencies.txt")
_WORD = re.compile(r"[a-z][a-z'’-]+")


def main() -> None:
    """Counts and writes."""
    articles: Counter[str] = Counter()
    total = 0
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            articles.update({stem(w) for w in _WORD.findall(row["text"].lower())})
            total += 1
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in articles.items():
        if count >= LEAST * total:
            buckets[1 + int(math.log2(count / (LEAST * total)))].append(word)
    lines_out = [
        "# Articles a word stands in, in doublings of 2%; made by store.extraction.training.frequencies"
    ]
    lines_out += [f"{bucket} {' '.join(sorted(words))}" for bucket, words in sorted(buckets.items())]
    TARGET.write_text("\n".join(lines_out) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {sum(map(len, buckets.values())):,} words of {total:,} articles")


if __name__ == "__main__":
    main()
