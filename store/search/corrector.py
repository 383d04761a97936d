"""What a typed word may have been meant for: typos, split words, transliterations, and names with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from store.search import variants
from store.search.lexicon import Lexicon, allowance
from store.search.names import Roster
from store.search.plan import PREFIX, TYPO, Group, new
from store.search.rows import Alternative
from store.search.tags import Tag, token

CORRECTIONS = 16
"""The most frequent words that a typo stands for, with one edit and with more."""

VOICES = 32
"""The speakers, most quoted first, that a word is looked for in the names of."""


class Corrector:
    """Corrects words by what one archive's quotes and speakers' names hold."""

    def __init__(self, lexicon: Lexicon, speakers: Roster) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        # Each word is typed once and asked for again with every key of the words after it.
        self._respellings = lru_cache(maxsize=512)(self._respelt)

    def typos(self, group: Group) -> tuple[Alternative, ...]:
        """The words with one edit, or split."""
        word = group.terms[0]
        if len(group.terms) != 1:
            return ()
        near: list[str] = []
        if allowance(word):
            near += self._lexicon.near(word, 1)
            near += self._lexicon.near_beginning(word, 1, CORRECTIONS) if group.prefix else ()
        halves = [Alternative(pair) for pair in variants.splits(word, self._lexicon.count)]
        return new([*self._meant(near), *halves], group.upto(PREFIX))

    def far_typos(self, group: Group) -> tuple[Alternative, ...]:
        """The words with two edits, or in another transliteration."""
        word = group.terms[0]
        if len(group.terms) != 1:
            return ()
        far: list[str] = []
        if allowance(word) == 2:
            far += self._lexicon.near(word, 2)
            far += self._lexicon.near_beginning(word, 2, CORRECTIONS) if group.prefix else ()
        spelt = self._respellings(word)[:CORRECTIONS]
        return new(self._meant([*far[:CORRECTIONS], *spelt]), group.upto(TYPO))

    def _respelt(self, word: str) -> list[str]:
        return variants.respellings(word, self._lexicon.__contains__, self._lexicon.begins_any)

    def _meant(self, words: Sequence[str]) -> list[Alternative]:
        """The words in texts, and the speakers they name."""
        some = list(dict.fromkeys(words))
        texts = [word for word in some if self._lexicon.count(word)][:CORRECTIONS]
        roster = self._speakers
        places = [place for word in some[: 2 * CORRECTIONS] for place in roster.places(word)]
        voices = [(token(Tag.SPEAKER, id_),) for id_ in roster.most_quoted(places, VOICES)]
        return [Alternative((word,)) for word in texts] + list(map(Alternative, voices))
