"""Small functions on text that several parts share."""

from __future__ import annotations

import re
import unicodedata

# All combining marks are beyond them: most of an article need not be looked at letter by letter.
_NO_LATIN = re.compile("[^\0-\u02ff]+")

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def fold(text: str) -> str:
    """`text` in lower case, without diacritics, as the archive's full-text index folds words.

    `unicode61 remove_diacritics 2` decomposes a letter and drops its marks; so does this.
    """
    if text.isascii():
        return text.lower()
    return _NO_LATIN.sub(_without_marks, unicodedata.normalize("NFKD", text.casefold()))


def _without_marks(found: re.Match[str]) -> str:
    return "".join(character for character in found[0] if not unicodedata.combining(character))


def storable(text: str) -> str:
    """`text`, of the same length, without what neither UTF-8 nor SQLite can hold: halves of a surrogate pair,
    which JSON can write, and zero characters.
    """
    return _UNSTORABLE.sub("\ufffd", text)


def counted(count: int, noun: str) -> str:
    """A number of things: "1 quote", "1,204 quotes"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def folded_name(name: str) -> str:
    """A name for looking up: no case, no diacritics, no punctuation."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split())
