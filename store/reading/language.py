"""Which language a text is in: English by its commonest words, others by py3langid."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from store.records import Article, Extraction

_SAMPLE = 6000
"""Characters looked at."""

_ENOUGH = 60
"""Letters below which no language is told."""

_SURE = 0.9

# A fifth of all running English; no other language has nearly as many.
_COMMON_WORDS = """
    the of and to a in that is was he for it with as his on be at by i this had not are but from or have an
    they which one you were her all she there would their we him been has when who will more no if out so said
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str, stated: str = "") -> str:
    """The ISO 639-1 code of the language of `text`, which is `stated` to be in one; "" where none is told.

    What the text shows weighs more than what is stated: templates state the language of their makers.
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < _ENOUGH:
        return stated
    if sum(word in _COMMON for word in words) >= 0.2 * len(words):
        return "en"
    code, sure = _classify(sample)
    return code if sure >= _SURE else stated


def _classify(text: str) -> tuple[str, float]:
    code, sure = _identifier().classify(text)
    return str(code), float(sure)


@cache
def _identifier() -> Any:
    # Imported late: reading its model takes a second, which English articles need not pay.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def language_pack(language: str) -> Callable[[Article], Extraction] | None:
    """What takes quotes from articles in `language`: another package's entry point of that name in the group
    `onrecord.languages`, a function of an article; None without one.
    """
    for point in entry_points(group="onrecord.languages", name=language):
        pack: Callable[[Article], Extraction] = point.load()
        return pack
    return None


def is_extracted(language: str) -> bool:
    """Whether quotes are taken from articles in this language; "" is a text too short to tell."""
    return language in ("en", "") or language_pack(language) is not None


def with_language(article: Article) -> Article:
    """`article` with its language, and with a note when quotes are not taken from it."""
    language = detect(article.text, article.language)
    if is_extracted(language):
        return replace(article, language=language)
    note = f"its language is {language}: stored and searched, but quotes are taken from English only"
    return replace(article, language=language, notes=(*article.notes, note))
