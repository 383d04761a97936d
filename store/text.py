"""Small functions on text that several parts share."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`text` in lower case, without diacritics, as the archive's full-text index folds words.

    `unicode61 remove_diacritics 2` decomposes a letter and drops its marks; so does this.
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def folded_name(name: str) -> str:
    """A name for looking up: no case, no diacritics, no punctuation."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split())
