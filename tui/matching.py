"""Where the words of a search stand in what is shown, so that they can be highlighted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from store.quote import Span
from store.text import fold

_FIELD = re.compile(r'-?\w+:(?:"[^"]*"?|\S*)')
_PHRASE = re.compile(r'-?"([^"]*)"?')
_WORD = re.compile(r"[^\W_]+")
_SIMPLE = re.compile("[ -~\u2010-\u2027]*")
"""Text without a letter that folding changes otherwise than `lower` does."""


class Needles(NamedTuple):
    """What to highlight: words typed match as beginnings, words and phrases in quotation marks exactly."""

    prefixes: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    """Whole words: those of a phrase, and those a misspelt word was read as."""

    def __bool__(self) -> bool:
        return bool(self.prefixes or self.words)

    def spans(self, text: str) -> list[Span]:
        """The `[start, end)` offsets in `text` of what matches."""
        if not self:
            return []
        if _SIMPLE.fullmatch(text):
            return [match.span() for match in _pattern(self).finditer(text.lower())]
        found: list[Span] = []
        for match in _WORD.finditer(text):
            word = _folded(match.group())
            start = match.start()
            if word in self.words:
                found.append(match.span())
                continue
            size = max((len(prefix) for prefix in self.prefixes if word.startswith(prefix)), default=0)
            if size:
                found.append((start, start + size if len(word) == len(match.group()) else match.end()))
        return found


@lru_cache(8)
def _pattern(needles: Needles) -> re.Pattern[str]:
    """All of them as one pattern, for lower-case text in which `_SIMPLE` is the whole."""
    whole = sorted(map(re.escape, needles.words))
    begun = sorted(map(re.escape, needles.prefixes), key=len, reverse=True)
    some = [*([f"(?:{'|'.join(whole)})(?![^\\W_])"] if whole else []), *begun]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(some)})")


@lru_cache(8192)
def _folded(word: str) -> str:
    return fold(word)


def needles(query: str, also: tuple[str, ...] = ()) -> Needles:
    """The words to highlight for `query`; `also` are indexed words that a misspelt one was read as."""
    bare = _FIELD.sub(" ", query)
    whole: set[str] = {fold(word) for word in also}
    for match in _PHRASE.finditer(bare):
        if not match.group().startswith("-"):
            whole.update(fold(word) for word in _WORD.findall(match.group(1)))
    bare = _PHRASE.sub(" ", bare)
    typed = [word for word in bare.split() if not word.startswith("-") and word not in ("OR", "AND", "NOT")]
    prefixes = tuple(fold(part) for word in typed for part in _WORD.findall(word))
    return Needles(prefixes, frozenset(whole))
