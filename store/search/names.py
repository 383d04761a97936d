"""Who and what has a name in the archive: speakers, issues and outlets, found by the words of it."""

from __future__ import annotations

import sqlite3
from typing import Literal

from store.search.words import terms

Named = Literal["speaker", "issue", "outlet"]
_NAMES = {
    "speaker": "select speaker_id, alias from speaker_alias union select id, name from speaker",
    "issue": "select id, name from issue",
    "outlet": "select id, name from outlet",
}


class Names:
    """Names of the archive by kind."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def named(self, kind: Named, value: str, *, prefix: bool) -> list[int]:
        """Ids of those whose name holds every word of `value`; with `prefix` the last may go on."""
        wanted = terms(value)
        found = set()
        for id_, name in self._connection.execute(_NAMES[kind]).fetchall():
            words = terms(name)
            whole = wanted[:-1] if prefix else wanted
            if set(whole) <= set(words) and (not prefix or any(w.startswith(wanted[-1]) for w in words)):
                found.add(id_)
        return sorted(found)
