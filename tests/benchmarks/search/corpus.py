"""A seeded archive of invented quotes with the frequencies of real ones.

Words come from the system's list (Debian's `wamerican`) where there is one, else from pronounceable
syllables. Their frequencies follow Zipf and Mandelbrot with the English function words at the head; a quote
has an issue, whose words it uses more often, and a speaker, who speaks on few issues: so words stand together
as they do in news, and do not fall independently.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

SEED = 20251221
SPEAKERS, ISSUES, OUTLETS, DAYS = 3000, 200, 50, 3653
FIRST_DAY = date(2015, 12, 22)
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)
WORD_LIST = Path("/usr/share/dict/words")
BATCH = 20_000

_COMMON = """
the to and of a in that is we it i for you on have be are this with they not but our as will was at he do
there by from or so an all what their if can has people been who more us about going his would one when
no think just out get up my them because time like know very need how now your want make were some other
than had new also many should only into could its good where then way work well those even here right
most see over said after must these first take back help country world government she her him say any may
through every don still down never before being made much us between against such
"""
FUNCTION_WORDS = _COMMON.split()


@dataclass(frozen=True, slots=True)
class Invented:
    """One quote of the corpus."""

    text: str
    speaker: int
    issue: int
    outlet: int
    day: date
    kind: str


class Corpus:
    """`size` quotes, the same for the same seed and word list."""

    def __init__(self, size: int, seed: int = SEED) -> None:
        self.size = size
        self._rng = np.random.default_rng(seed)
        self._random = random.Random(seed)
        self.words = self._word_list()
        self.speakers = self.names(SPEAKERS)
        self.issues = self._issue_names()
        self.outlets = [
            f"{self._name()} {self._random.choice(('Times', 'Post', 'News', 'Herald'))}"
            for _ in range(OUTLETS)
        ]
        ranks = np.arange(1, len(self.words) + 1)
        weights = 1.0 / (ranks + 2.7) ** 1.05
        self._cumulative = np.cumsum(weights / weights.sum())
        # Topical words: each issue draws from forty of the middle of the curve.
        self._topics = self._rng.integers(150, 9000, size=(ISSUES, 40))
        self._topics[:, :2] = [[self.words.index(word) for word in name.split()] for name in self.issues]
        self._speaks_on = self._rng.integers(0, ISSUES, size=(SPEAKERS, 12))

    def __iter__(self) -> Iterator[Invented]:
        for start in range(0, self.size, BATCH):
            yield from self._batch(start, min(BATCH, self.size - start))

    def _batch(self, start: int, count: int) -> Iterator[Invented]:
        rng = self._rng
        lengths = np.clip(rng.lognormal(3.05, 0.55, count).astype(int), 4, 90)
        total = int(lengths.sum())
        speakers = np.minimum((SPEAKERS * rng.random(count) ** 2.2).astype(int), SPEAKERS - 1)
        issues = self._speaks_on[speakers, np.minimum((12 * rng.random(count) ** 1.7).astype(int), 11)]
        outlets = np.minimum((OUTLETS * rng.random(count) ** 1.8).astype(int), OUTLETS - 1)
        words = np.searchsorted(self._cumulative, rng.random(total))
        topical = rng.random(total) < 0.13
        of_issue = np.repeat(issues, lengths)
        drawn = self._topics[of_issue, (40 * rng.random(total) ** 1.6).astype(int)]
        words = np.minimum(np.where(topical, drawn, words), len(self.words) - 1)
        ends = np.cumsum(lengths)
        days = [(start + i) * DAYS // self.size for i in range(count)]
        for i in range(count):
            chosen = [self.words[w] for w in words[ends[i] - lengths[i] : ends[i]]]
            if i % 3 == 0:  # the issue's name, side by side
                chosen[1:3] = self.issues[issues[i]].split()
            text = " ".join(chosen)
            kind = ("direct", "direct", "mixed", "indirect")[i % 4]
            day = FIRST_DAY + timedelta(days=days[i])
            yield Invented(
                f"{text[0].upper()}{text[1:]}.", int(speakers[i]), int(issues[i]), int(outlets[i]), day, kind
            )

    def _word_list(self) -> list[str]:
        try:
            lines = WORD_LIST.read_text(encoding="utf-8").split()
        except OSError:
            lines = [self._invented_word() for _ in range(80_000)]
        common = set(FUNCTION_WORDS)
        plain = sorted({w.lower() for w in lines if w.isalpha() and w.isascii() and len(w) > 2} - common)
        self._random.shuffle(plain)
        names = sorted({self._invented_word() for _ in range(60_000)} - common - set(plain))
        self._random.shuffle(names)
        return list(dict.fromkeys(FUNCTION_WORDS)) + plain + names

    def _issue_names(self) -> list[str]:
        middle = self.words[150:6000]
        return [" ".join(self._random.sample(middle, 2)) for _ in range(ISSUES)]

    def names(self, count: int) -> list[str]:
        """So many different names of people."""
        names: dict[str, None] = {}
        first = [self._name() for _ in range(400)]
        while len(names) < count:
            names[f"{self._random.choice(first)} {self._name()}"] = None
        return list(names)

    def _name(self) -> str:
        return self._invented_word().capitalize()

    def _invented_word(self) -> str:
        choose = self._random.choice
        syllables = (
            choose("bdfgklmnprstvwz") + choose("aeiou") + choose(("", "n", "r", "s", "l", ""))
            for _ in range(choose((2, 2, 3, 3, 4)))
        )
        return "".join(syllables)
