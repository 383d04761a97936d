"""Seeded articles with what extraction would say of them.

People are named as often as news names people: a few all the time, most once (a power law over names without
end). Some stand with their surname only; a tenth of the articles are told again by another outlet.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from store.records import Article, Attribution, ExtractedQuote, Extraction, IssueMention, Person
from tests.benchmarks.search.corpus import Corpus

_PEOPLE, _QUOTES, _FILLERS = 9, 7, 12
_ROLES = ("minister", "spokesman", "mayor", "senator", "analyst", "union leader", "chief executive")


def articles(seed: int = 11) -> Iterator[tuple[Article, Extraction]]:
    """Without end."""
    made = _Inventor(seed)
    while True:
        yield from made.story()


class _Inventor:
    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        corpus = Corpus(1)
        self._words = np.array(corpus.words, dtype=object)
        weights = 1.0 / (np.arange(1, len(self._words) + 1) + 2.7) ** 1.05
        self._cumulative = np.cumsum(weights / weights.sum())
        self._issues, self._outlets = corpus.issues, corpus.outlets
        self._names = [name.split() for name in corpus.speakers]

    def story(self) -> Iterator[tuple[Article, Extraction]]:
        """One article, or the same in two outlets."""
        dice = self._dice
        day = date(2016, 1, 1) + timedelta(days=dice.randrange(3650))
        people = list(dict.fromkeys(self._person() for _ in range(_PEOPLE)))
        sentences = [self._sentence() for _ in range(_QUOTES + _FILLERS)]
        issues = dice.sample(self._issues, 3)
        yield self._article(day, people, sentences, issues)
        if dice.random() < 0.1:
            again = [*sentences[: _QUOTES + 2], *sentences[_QUOTES + 3 :], self._sentence()]
            yield self._article(day + timedelta(days=1), people, again, issues)

    def _sentence(self) -> str:
        """New words in a natural frequency: no two articles have one in common by chance."""
        drawn = np.searchsorted(self._cumulative, self._numbers.random(self._dice.randint(12, 36)))
        return " ".join(self._words[np.minimum(drawn, len(self._words) - 1)]).capitalize() + "."

    def _person(self) -> Person:
        """Drawn by rank: the thousandth is named a thousand times less often than the first."""
        rank = int(self._dice.paretovariate(0.6))
        given, surname = self._names[rank % 2999][0], self._names[rank % 2971][-1]
        more = rank // (2999 * 2971)
        role = _ROLES[rank % len(_ROLES)]
        if self._dice.random() < 0.12:
            return Person(surname, (), (role,))
        return Person(f"{given} {surname}{'ov' * min(more, 3)}", (surname,), (role,))

    def _article(
        self, day: date, people: list[Person], sentences: list[str], issues: list[str]
    ) -> tuple[Article, Extraction]:
        text, quotes = "", []
        for at, sentence in enumerate(sentences):
            if at >= _QUOTES:
                text += sentence + "\n\n"
                continue
            speaker = people[at * 3 % len(people)]
            text += "“"
            content = (len(text), len(text) + len(sentence))
            text += sentence + "” "
            source = (len(text), len(text) + len(speaker.name))
            text += f"{speaker.name} said.\n\n"
            cue = (source[1] + 1, source[1] + 5)
            said = Attribution((content,), (cue,), (source,), "direct", "speech", 0.9)
            quotes.append(ExtractedQuote(said, sentence, (speaker.name,), "person", role=speaker.roles[0]))
        about = [IssueMention(name, tuple(range(at, _QUOTES, 3))) for at, name in enumerate(issues)]
        article = Article(
            text,
            title=sentences[-1][:60],
            published=day,
            outlet=self._dice.choice(self._outlets),
            language="en",
        )
        return article, Extraction(text, tuple(quotes), tuple(people), tuple(about))
