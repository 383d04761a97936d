"""The index side of a write: full text, filter tokens, vocabulary and tally, kept right in one transaction.

Tokens of a quote that already stands in the full-text index are exchanged one by one: FTS5 takes more words
for a row it has, and forgets single words of it, so that giving 50,000 quotes an issue writes 50,000 tokens
and not 50,000 texts.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from store.archive.scratch import Scratch
from store.search.tags import Tag, tag_text, token, without_private_use

_FACETS = {Tag.SPEAKER.value: "speaker", Tag.ISSUE.value: "issue", Tag.OUTLET.value: "outlet"}
_CHUNK = 500

_FACTS = """
select q.id, q.tags, q.kind, q.mode, q.negated, q.corrected, q.speaker_kind, q.outlet_id,
    (select group_concat(speaker_id || ':' || behalf) from quote_speaker where quote_id = q.id),
    (select group_concat(issue_id) from quote_issue where quote_id = q.id),
    (select speaker_id from quote_reporter where quote_id = q.id)
from quote q where q.id in ({}) order by q.id
"""


class Index:
    """Writes the index of the archive that `connection` is open on, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.scratch = Scratch(connection)

    def add_quotes(self, ids: Iterable[int]) -> None:
        """Index quotes whose rows, speakers and issues are written, and not yet indexed."""
        for chunk in _chunks(sorted(ids)):
            texts: dict[int, str] = dict(self._select("select id, text from quote where id in ({})", chunk))
            tags = {quote: new for quote, _, new in self._tags(chunk)}
            self.add_rows([(quote, texts[quote], tags[quote]) for quote in chunk])
            self._connection.executemany(
                "update quote set tags = ? where id = ?", [(tags[quote], quote) for quote in chunk]
            )

    def add_rows(self, rows: Sequence[tuple[int, str, str]], *, loaded: bool = False) -> None:
        """Index quotes given as (id, text, tags), ids ascending; `loaded`: `scratch` holds their texts."""
        indexed = [(quote, without_private_use(text), tags) for quote, text, tags in rows]
        self._connection.executemany("insert into quote_fts(rowid, text, tags) values (?, ?, ?)", indexed)
        if not loaded:
            self.scratch.load([(quote, text) for quote, text, _ in indexed])
        self.scratch.count_words(1)
        self._tally(Counter(word for _, _, tags in rows for word in tags.split()))

    def remove_quotes(self, ids: Iterable[int]) -> None:
        """Take quotes out of the index, before their rows are deleted."""
        for chunk in _chunks(sorted(ids)):
            rows = self._select("select id, text, tags from quote where id in ({}) order by id", chunk)
            indexed = [(quote, without_private_use(text), tags) for quote, text, tags in rows]
            self._connection.executemany(
                "insert into quote_fts(quote_fts, rowid, text, tags) values ('delete', ?, ?, ?)", indexed
            )
            self.scratch.load([(quote, text) for quote, text, _ in indexed])
            self.scratch.count_words(-1)
            gone = Counter(word for _, _, tags in rows for word in tags.split())
            self._tally(Counter({word: -count for word, count in gone.items()}))

    def refresh(self, ids: Iterable[int]) -> None:
        """Bring tags, index and tally of quotes up to date with their speakers, issues and flags."""
        for chunk in _chunks(sorted(set(ids))):
            self._exchange([(quote, old, new) for quote, old, new in self._tags(chunk) if old != new])

    def swap_tokens(self, come: dict[int, set[str]], gone: dict[int, set[str]]) -> None:
        """Give quotes tokens and take others, where nothing else about them changed."""
        for chunk in _chunks(sorted(come.keys() | gone.keys())):
            changes = []
            for quote, old in self._select("select id, tags from quote where id in ({}) order by id", chunk):
                new = tag_text((set(old.split()) | come.get(quote, set())) - gone.get(quote, set()))
                changes.append((quote, old, new))
            self._exchange(changes)

    def optimize(self) -> None:
        """Make the full-text index compact, which a bulk of writes leaves in pieces."""
        self._connection.execute("insert into quote_fts(quote_fts) values ('optimize')")
        self._connection.execute("insert into article_fts(article_fts) values ('optimize')")

    def clear(self) -> None:
        """Empty full text, vocabulary and tally."""
        self._connection.execute("insert into quote_fts(quote_fts) values ('delete-all')")
        self._connection.execute("insert into article_fts(article_fts) values ('delete-all')")
        self._connection.execute("delete from vocabulary")
        self._connection.execute("delete from tally")

    def _exchange(self, changes: Sequence[tuple[int, str, str]]) -> None:
        tally: Counter[str] = Counter()
        for quote, old, new in changes:
            before, after = set(old.split()), set(new.split())
            # Always both, even when one is empty: FTS5 counts its rows by inserts less deletes.
            self._connection.execute(
                "insert into quote_fts(quote_fts, rowid, text, tags) values ('delete', ?, '', ?)",
                (quote, tag_text(before - after)),
            )
            self._connection.execute(
                "insert into quote_fts(rowid, text, tags) values (?, '', ?)",
                (quote, tag_text(after - before)),
            )
            tally.update(after - before)
            tally.subtract(before - after)
        self._connection.executemany(
            "update quote set tags = ? where id = ?", [(new, quote) for quote, _, new in changes]
        )
        self._tally(tally)

    def _tags(self, ids: Sequence[int]) -> list[tuple[int, str, str]]:
        """(id, tags as they stand, tags as they should), by id."""
        found = []
        for row in self._select(_FACTS, ids):
            quote, old, kind, mode, negated, corrected, voice, outlet, speakers, issues, reporter = row
            tokens = [token(Tag.KIND, kind), token(Tag.MODE, mode), token(Tag.VOICE, voice)]
            for speaker, behalf in (pair.split(":") for pair in (speakers or "").split(",") if pair):
                tokens.append(token(Tag.SPEAKER, speaker))
                if behalf == "1":
                    tokens.append(token(Tag.BEHALF, speaker))
            tokens += [token(Tag.ISSUE, issue) for issue in (issues or "").split(",") if issue]
            flags = (("negated", negated), ("corrected", corrected))
            tokens += [token(Tag.FLAG, word) for word, on in flags if on]
            if outlet is not None:
                tokens.append(token(Tag.OUTLET, outlet))
            if reporter is not None:
                tokens.append(token(Tag.REPORTER, reporter))
            found.append((quote, old, tag_text(tokens)))
        return found

    def _tally(self, changes: Counter[str]) -> None:
        rows = [
            (_FACETS[word[0]], int(word[1:]), count)
            for word, count in sorted(changes.items())
            if word[0] in _FACETS and count
        ]
        self._connection.executemany(
            "insert into tally values (?, ?, ?) on conflict do update set quotes = quotes + excluded.quotes",
            rows,
        )
        self._connection.executemany(
            "delete from tally where facet = ? and id = ? and quotes <= 0",
            [row[:2] for row in rows if row[2] < 0],
        )

    def _select(self, sql: str, ids: Sequence[int]) -> list[Any]:
        marks = ",".join("?" * len(ids))
        return self._connection.execute(sql.format(marks), ids).fetchall()


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
