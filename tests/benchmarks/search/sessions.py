"""What people type: queries made from known quotes, key by key, some with a typo, some with filters."""

from __future__ import annotations

import random
import sqlite3
from array import array
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from tests.benchmarks.search.corpus import FUNCTION_WORDS, Corpus

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Session:
    """One query as it is typed, and the quote it was made from."""

    query: str
    filters: str
    target: int

    def keystrokes(self) -> list[str]:
        """The search box after each key; the filters stand before what is typed."""
        return [self.filters + self.query[:at] for at in range(1, len(self.query) + 1)]


@lru_cache(maxsize=1)
def _ids(path: Path) -> array[int]:
    with closing(sqlite3.connect(path)) as connection:
        return array("q", (row[0] for row in connection.execute("select id from quote order by id")))


def sessions(path: Path, corpus: Corpus, count: int, *, typo: bool, filters: str, seed: int) -> list[Session]:
    """`count` sessions; `filters` is none, rare, common, range or three."""
    choose = random.Random(seed)
    connection = sqlite3.connect(path)
    ids = _ids(path)
    made: list[Session] = []
    while len(made) < count:
        target = choose.choice(ids)
        (text,) = connection.execute("select text from quote where id = ?", (target,)).fetchone()
        words = text.rstrip(".").lower().split()
        length = choose.choice((1, 2, 2, 3, 3, 4))
        start = choose.randrange(max(1, len(words) - length))
        chosen = words[start : start + length]
        long = [at for at, word in enumerate(chosen) if len(word) >= 5 and word not in FUNCTION_WORDS]
        if not long:
            continue
        if typo:
            at = choose.choice(long)
            chosen[at] = mistyped(chosen[at], choose)
        made.append(Session(" ".join(chosen), _filters(filters, corpus, target, choose), target))
    connection.close()
    return made


def recall_queries(path: Path, count: int, seed: int) -> list[Session]:
    """Queries of a few words of a known quote, one of them with a typo."""
    choose = random.Random(seed)
    connection = sqlite3.connect(path)
    ids = _ids(path)
    made: list[Session] = []
    while len(made) < count:
        target = choose.choice(ids)
        (text,) = connection.execute("select text from quote where id = ?", (target,)).fetchone()
        words = text.rstrip(".").lower().split()
        telling = [word for word in dict.fromkeys(words) if len(word) >= 5 and word not in FUNCTION_WORDS]
        if len(telling) < 3:
            continue
        # What is remembered of a quote is a few telling words, in order.
        chosen = [telling[at] for at in sorted(choose.sample(range(len(telling)), min(len(telling), 4)))]
        at = choose.randrange(len(chosen))
        chosen[at] = mistyped(chosen[at], choose)
        made.append(Session(" ".join(chosen), "", target))
    connection.close()
    return made


def mistyped(word: str, choose: random.Random) -> str:
    """`word` with one slip of the fingers."""
    at = choose.randrange(1, len(word))
    match choose.choice(("swap", "drop", "double", "other", "more")):
        case "swap" if at + 1 < len(word) and word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case "drop":
            return word[:at] + word[at + 1 :]
        case "double":
            return word[: at + 1] + word[at:]
        case "other":
            return word[:at] + choose.choice(LETTERS.replace(word[at], "")) + word[at + 1 :]
        case _:
            return word[:at] + choose.choice(LETTERS) + word[at:]


def _filters(which: str, corpus: Corpus, target: int, choose: random.Random) -> str:
    day = date.fromordinal(target >> 17)
    speakers = {"rare": corpus.speakers[-300:], "common": corpus.speakers[:5]}
    match which:
        case "rare" | "common":
            return f'speaker:"{choose.choice(speakers[which])}" '
        case "range":
            return f"date:{day.isoformat()}..{(day + timedelta(days=1)).isoformat()} "
        case "three":
            outlet = choose.choice(corpus.outlets[:10])
            return f'speaker:"{choose.choice(corpus.speakers[:20])}" source:"{outlet}" kind:direct '
    return ""
