"""The same story from several outlets, and the same quote in several articles.

Articles: MinHash (Broder 1997) over word triples, by rensa, cut into bands (Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", ch. 3) that stand in the archive, so that a new article is compared only
with the few that share a band. Candidates are then compared in full. Articles that are linked, also through a
third, are one story, named by the smallest hash among them: the order they came in makes no difference.

Quotes: two are the same when all their words are, or the first or last eight of a longer one, in other
articles, and nothing speaks against its being the same speaker. Every occurrence stays a quote of its own
article; `quote.occurrences` counts in how many it stands.

Writes inside the caller's transaction.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from store.archive.echoes import occurrences
from store.text import fold

SAME_STORY = 0.5
"""The share of word triples that two articles must have in common."""

WITHIN = 0.8
"""The share of the shorter one's triples, where one is a shortened form of the other."""

_SHORTEST = 40
"""Words under which an article is not compared: short notices are alike without being one."""

_BANDS = 20
_ROWS = 4
_CANDIDATES = 16

_FEWEST = 5
"""Words under which a quote ("We will see") is anybody's."""

_END = 8
"""Words at either end of a longer quote that tell it."""

_WORD = re.compile(r"[^\W_]+")


class Duplicates:
    """Finds and keeps what is the same, over the archive's connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # Articles.

    def add_article(self, article: int, text: str) -> None:
        """Compare a new article with those that are there."""
        words = _words(text)
        if len(words) < _SHORTEST:
            return
        triples = _triples(words)
        bands = _bands(triples)
        near = [
            (other, similarity)
            for other in self._candidates(article, bands)
            if (similarity := _similarity(triples, _triples(_words(self._text(other)))))
        ]
        self._connection.executemany(
            "insert or ignore into article_band values (?, ?, ?)",
            [(band, value, article) for band, value in enumerate(bands)],
        )
        self._connection.executemany(
            "insert or replace into same_story values (min(?1, ?2), max(?1, ?2), ?3)",
            [(article, other, similarity) for other, similarity in near],
        )
        if near:
            self._name_story(self._linked(article))

    def remove_article(self, article: int) -> None:
        """Forget an article; what was one story through it may be two."""
        others = self._linked(article) - {article}
        for sql in (
            "delete from article_band where article_id = ?1",
            "delete from same_story where article_id = ?1 or other_id = ?1",
            "delete from story where article_id = ?1",
        ):
            self._connection.execute(sql, (article,))
        while others:
            group = self._linked(min(others))
            self._name_story(group)
            others -= group

    def _candidates(self, article: int, bands: Sequence[int]) -> list[int]:
        found: dict[int, int] = {}
        for band, value in enumerate(bands):
            rows = self._connection.execute(
                "select article_id from article_band where band = ? and hash = ? limit ?",
                (band, value, _CANDIDATES),
            ).fetchall()
            for (other,) in rows:
                found[other] = found.get(other, 0) + 1
        found.pop(article, None)
        return sorted(found, key=lambda other: -found[other])[:_CANDIDATES]

    def _text(self, article: int) -> str:
        row = self._connection.execute("select text from article where id = ?", (article,)).fetchone()
        return str(row[0]) if row else ""

    def _linked(self, article: int) -> set[int]:
        rows = self._connection.execute(
            "with recursive linked(id) as (select ?1 union"
            " select case s.article_id when linked.id then s.other_id else s.article_id end"
            " from linked join same_story s on linked.id in (s.article_id, s.other_id))"
            " select id from linked",
            (article,),
        ).fetchall()
        return {id_ for (id_,) in rows}

    def _name_story(self, articles: set[int]) -> None:
        marks = ",".join("?" * len(articles))
        here = f"where article_id in ({marks})"
        self._connection.execute(f"delete from story {here}", sorted(articles))  # noqa: S608
        if len(articles) < 2:
            return
        (name,) = self._connection.execute(
            f"select substr(min(hash), 1, 16) from article where id in ({marks})",  # noqa: S608
            sorted(articles),
        ).fetchone()
        self._connection.executemany(
            "insert into story values (?, ?)", [(article, name) for article in sorted(articles)]
        )

    # Quotes.

    def add_quotes(self, article: int) -> None:
        """Compare an article's quotes with all others, and count again those that are the same."""
        rows = self._connection.execute(
            "select id, text from quote where article_id = ?", (article,)
        ).fetchall()
        keys = [(key, quote) for quote, text in rows for key in _keys(text)]
        self._connection.executemany("insert or ignore into quote_echo values (?, ?)", keys)
        self._count(self._sharing((key for key, _ in keys), least=2))

    def remove_quotes(self, article: int) -> None:
        """Forget an article's quotes, before they are deleted."""
        quotes = self._connection.execute("select id from quote where article_id = ?", (article,)).fetchall()
        keys = self._keys_of(quote for (quote,) in quotes)
        sharing = self._sharing((key for key, _ in keys), least=1) - {quote for _, quote in keys}
        self._connection.executemany("delete from quote_echo where key = ? and quote_id = ?", keys)
        self._count(sharing)

    def count_again(self, quotes: Collection[int]) -> None:
        """Count those that are the same as `quotes`, which have other speakers now, or are quotes no more."""
        if quotes:
            self._count(self._sharing((key for key, _ in self._keys_of(quotes)), least=2))

    def _keys_of(self, quotes: Iterable[int]) -> list[tuple[str, int]]:
        return self._connection.execute(
            "select key, quote_id from quote_echo where quote_id in (select value from json_each(?))",
            (json.dumps(sorted(quotes)),),
        ).fetchall()

    def _sharing(self, keys: Iterable[str], *, least: int) -> set[int]:
        """The quotes of those keys that at least so many have."""
        found: set[int] = set()
        for key in set(keys):
            rows = self._connection.execute(
                "select quote_id from quote_echo where key = ?", (key,)
            ).fetchall()
            if len(rows) >= least:
                found.update(quote for (quote,) in rows)
        return found

    def _count(self, quotes: Iterable[int]) -> None:
        counted = occurrences(self._connection, quotes)
        self._connection.executemany(
            "update quote set occurrences = ? where id = ?",
            [(count, quote) for quote, (count, said) in sorted(counted.items()) if count != said],
        )

    def rebuild(self) -> None:
        """Compare everything anew."""
        for table in ("article_band", "same_story", "story", "quote_echo"):
            self._connection.execute(f"delete from {table}")  # noqa: S608
        for (article,) in self._connection.execute("select id from article order by id").fetchall():
            self.add_article(article, self._text(article))
            self.add_quotes(article)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _triples(words: Sequence[str]) -> set[str]:
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def _similarity(one: set[str], two: set[str]) -> float:
    """How alike two articles are where they are one story; 0 where they are not."""
    common = len(one & two)
    shorter = min(len(one), len(two))
    alike = common / max(1, len(one | two))
    if alike >= SAME_STORY or (shorter >= _SHORTEST and common / max(1, shorter) >= WITHIN):
        return alike
    return 0.0


def _bands(triples: set[str]) -> list[int]:
    """A number for each band of the MinHash of an article's word triples."""
    # Imported late: reading an archive needs it not.
    from rensa import RMinHash

    made = RMinHash(num_perm=_BANDS * _ROWS, seed=1)
    made.update(sorted(triples))
    digest = made.digest()
    return [
        int.from_bytes(
            hashlib.blake2b(
                b"".join(value.to_bytes(8, "little") for value in digest[at : at + _ROWS]), digest_size=6
            ).digest()
        )
        for at in range(0, len(digest), _ROWS)
    ]


def _keys(text: str) -> set[str]:
    words = _words(text)
    if len(words) < _FEWEST:
        return set()
    keys = {_hashed("all", words)}
    if len(words) > _END:
        keys |= {_hashed("first", words[:_END]), _hashed("last", words[-_END:])}
    elif len(words) == _END:
        # It may be the beginning or the end of a longer one.
        keys |= {_hashed("first", words), _hashed("last", words)}
    return keys


def _hashed(what: str, words: Sequence[str]) -> str:
    return hashlib.blake2b(f"{what}:{' '.join(words)}".encode(), digest_size=8).hexdigest()
