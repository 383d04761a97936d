"""Word classes of a sentence as finding matters needs them: verbs told from nouns where it counts."""

from __future__ import annotations

import re

from store.extraction.issues.lexicon import TOPICS
from store.extraction.speakers.lexicon.closed import FUNCTION_WORDS
from store.extraction.speakers.wordclasses import ambiguity, classes, is_common

_CONTRACTED = re.compile(r"['’](?:re|ll|ve|d|m)$|n['’]t$|^cannot$", re.IGNORECASE)
_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "must", "should", "shall", "cannot"})
_ADVERBS = frozenset({"not", "never", "also", "still", "now"})


def classified(words: list[str]) -> list[str]:
    """One class letter a word, as `wordclasses` has them."""
    tags = classes(_plain(words))
    for at, word in enumerate(words):
        contracted = (not word.isalpha() or word == "cannot") and _CONTRACTED.search(word)
        if contracted or (tags[at] in "NJ" and _is_verb(words, tags, at)):
            tags[at] = "V"
        elif tags[at] == "G" and word in TOPICS:
            tags[at] = "N"
    return tags


def _is_verb(words: list[str], tags: list[str], at: int) -> bool:
    """Verbs the word classes take for nouns: "the mayor needs votes", "close loopholes"."""
    if _after_auxiliary(words, at):
        return True
    if at + 1 >= len(words):
        return False
    follows = tags[at + 1]
    third = tags[at] == "N" and at > 0 and tags[at - 1] in "NP" and words[at].endswith("s")
    if third and follows == "P" and words[at][0].islower():
        return True
    if tags[at] == "N" and at > 0 and tags[at - 1] in "NP" and follows == "D":
        # "Party and people treasure the friendship": no noun is followed by an article.
        return True
    if "V" not in ambiguity(words[at]):
        return False
    begins = follows == "J" and (at == 0 or tags[at - 1] not in "DJIN")
    return follows in "NPJD" and (third or begins)


def _after_auxiliary(words: list[str], at: int) -> bool:
    """Whether only a verb can stand here: after "would", "did not" and, for words that news hardly uses as
    nouns, after "to"."""
    before = words[at - 1].lower() if at else ""
    if before in _ADVERBS and at > 1:
        before = words[at - 2].lower()
    if before in _MODALS or before.endswith(("n't", "n’t")):
        return True
    low = words[at].lower()
    return before == "to" and low not in TOPICS and (not is_common(low) or "V" in ambiguity(low))


def _plain(words: list[str]) -> list[str]:
    """Words as running text writes them: small words never capitalised, in headlines no ordinary word."""
    lowered = [w.lower() for w in words]
    plain = [low if low in FUNCTION_WORDS and w != "I" else w for w, low in zip(words, lowered, strict=True)]
    long = [w for w in plain if len(w) > 3 and w[0].isalpha()]
    if len(long) < 3 or any(w[0].islower() and len(w) > 4 and w not in FUNCTION_WORDS for w in long):
        return plain
    return [low if is_common(low) else w for w, low in zip(plain, lowered, strict=True)]
