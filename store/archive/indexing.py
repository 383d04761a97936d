"""The index side of a write: full text, filter tokens, vocabulary and tally, kept right in one transaction.

Tokens of a quote that already stands in the full-text index are exchanged one by one: FTS5 takes more words
for a row it has, and forgets single words of it, so that giving 50,000 quotes an issue writes 50,000 tokens
and not 50,000 texts.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from store.archive.scratch import HELD
from store.jsonlines import dumps
from store.search.tags import Tag, token, without_private_use
from store.search.words import counted

# An enumeration's values take long to look up, and a million quotes have eight each.
_SPEAKER, _OUTLET, _KIND, _MODE = (tag.value for tag in (Tag.SPEAKER, Tag.OUTLET, Tag.KIND, Tag.MODE))
_REPORTER, _BEHALF, _VOICE, _FLAG = (tag.value for tag in (Tag.REPORTER, Tag.BEHALF, Tag.VOICE, Tag.FLAG))
_FACETS = {Tag.SPEAKER.value: "speaker", Tag.ISSUE.value: "issue", Tag.OUTLET.value: "outlet"}
_CHUNK = 500
_MERGED_AT, _GATHERED = 4, 1 << 20
# FTS5's own: segments of a level from which on it merges them bit by bit, bytes of words from which on it
# writes one.

_FACTS = """
select q.id, q.tags, q.kind, q.mode, q.negated, q.corrected, q.speaker_kind, q.outlet_id,
    (select group_concat(speaker_id || ':' || behalf) from quote_speaker where quote_id = q.id),
    (select speaker_id from quote_reporter where quote_id = q.id)
from quote q where q.id in ({}) order by q.id
"""


class Index:
    """Writes the index of the archive that `connection` is open on, inside the caller's transaction.

    The transaction ends with `write_words`, or when it is rolled back with `forget_words`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: Counter[str] = Counter()
        self.changed: set[int] = set()
        """Quotes that have other speakers or flags than when this was last emptied, or came and went."""

    def add_quotes(self, ids: Iterable[int]) -> None:
        """Index quotes whose rows, speakers and issues are written, and not yet indexed."""
        for chunk in _chunks(sorted(ids)):
            rows = self._select("select id, text from quote where id in ({}) order by id", chunk)
            texts = [(quote, without_private_use(text)) for quote, text in rows]
            tags = [new for _, _, new in self._tags(chunk)]
            self.add_texts(texts, tags, self.issues_of(chunk))
            self._connection.executemany(
                "update quote set tags = ? where id = ?", list(zip(tags, chunk, strict=True))
            )

    def add_texts(
        self,
        texts: Sequence[tuple[int, str]],
        tags: Sequence[str],
        issues: Mapping[int, list[str]],
        words: Mapping[str, int] | None = None,
    ) -> None:
        """Index quotes given as (id, text without private use), ids ascending.

        `tags` are the filter tokens of each, `issues` those of the issues of some, `words` in how many texts
        each word stands, where that is known.
        """
        joined = [_joined(own, issues.get(quote)) for (quote, _), own in zip(texts, tags, strict=True)]
        self._connection.executemany(
            "insert into quote_fts(rowid, text, tags) values (?, ?, ?)",
            [(*text, words) for text, words in zip(texts, joined, strict=True)],
        )
        self._words.update(counted(text for _, text in texts) if words is None else words)
        self._tally(_counted(joined))

    def remove_quotes(self, ids: Iterable[int]) -> None:
        """Take quotes out of the index, before their rows and their issues are deleted."""
        for chunk in _chunks(sorted(ids)):
            issues = self.issues_of(chunk)
            indexed = [
                (quote, without_private_use(text), _joined(tags, issues.get(quote)))
                for quote, text, tags in self._select(
                    "select id, text, tags from quote where id in ({}) order by id", chunk
                )
            ]
            self._connection.executemany(
                "insert into quote_fts(quote_fts, rowid, text, tags) values ('delete', ?, ?, ?)", indexed
            )
            self._words.subtract(counted(text for _, text, _ in indexed))
            gone = _counted(tags for _, _, tags in indexed)
            self._tally(Counter({word: -count for word, count in gone.items()}))

    def refresh(self, ids: Iterable[int]) -> None:
        """Bring tags, index and tally of quotes up to date with their speakers and flags."""
        for chunk in _chunks(sorted(set(ids))):
            changed = [(quote, old, new) for quote, old, new in self._tags(chunk) if old != new]
            self.changed.update(quote for quote, _, _ in changed)
            swaps = []
            for quote, old, new in changed:
                before, after = old.split(), new.split()
                gone = [word for word in before if word not in after]
                swaps.append((quote, gone, [word for word in after if word not in before]))
            self._swap(swaps)
            self._connection.executemany(
                "update quote set tags = ? where id = ?", [(new, quote) for quote, _, new in changed]
            )

    def change_issues(self, changes: Mapping[int, tuple[set[int], set[int]]]) -> None:
        """Quotes came to issues and went, by the issue's id; the rows of `quote_issue` are written."""
        gone: dict[int, list[str]] = {}
        come: dict[int, list[str]] = {}
        for issue, (more, fewer) in changes.items():
            word = token(Tag.ISSUE, issue)
            for quotes, into in ((more, come), (fewer, gone)):
                for quote in quotes:
                    into.setdefault(quote, []).append(word)
        self._swap(
            [(quote, gone.get(quote, []), come.get(quote, [])) for quote in sorted(come.keys() | gone.keys())]
        )

    @contextmanager
    def unmerged(self) -> Iterator[None]:
        """What is written meanwhile is merged once and not over and over, for writes by the ten thousand.

        The settings are rows of the index: set and taken back in one transaction, they outlive no crash.
        """
        self._set("automerge", 0)
        self._set("hashsize", HELD)
        yield
        self._set("automerge", _MERGED_AT)
        self._set("hashsize", _GATHERED)

    def _set(self, setting: str, value: int) -> None:
        self._connection.execute("insert into quote_fts(quote_fts, rank) values (?, ?)", (setting, value))

    def optimize(self) -> None:
        """Make the full-text index compact, which a bulk of writes leaves in pieces."""
        self._connection.execute("insert into quote_fts(quote_fts) values ('optimize')")
        self._connection.execute("insert into article_fts(article_fts) values ('optimize')")

    def clear(self) -> None:
        """Empty full text, vocabulary and tally."""
        self._connection.execute("insert into quote_fts(quote_fts) values ('delete-all')")
        self._connection.execute("insert into article_fts(article_fts) values ('delete-all')")
        self._connection.execute("delete from vocabulary")
        self.forget_words()
        self._connection.execute("delete from tally")

    def _swap(self, swaps: Sequence[tuple[int, list[str], list[str]]]) -> None:
        """Take tokens from quotes and give them others, as (id, gone, come) by ascending id."""
        # Always both, even when one is empty: FTS5 counts its rows by inserts less deletes. And all of one
        # before all of the other: it writes a segment each time the ids begin again.
        self._connection.executemany(
            "insert into quote_fts(quote_fts, rowid, text, tags) values ('delete', ?, '', ?)",
            [(quote, " ".join(gone)) for quote, gone, _ in swaps],
        )
        self._connection.executemany(
            "insert into quote_fts(rowid, text, tags) values (?, '', ?)",
            [(quote, " ".join(come)) for quote, _, come in swaps],
        )
        tally = Counter(word for _, _, come in swaps for word in come)
        tally.subtract(Counter(word for _, gone, _ in swaps for word in gone))
        self._tally(tally)

    def issues_of(self, ids: Sequence[int]) -> dict[int, list[str]]:
        """The filter tokens of quotes' issues, by quote."""
        found: dict[int, list[str]] = {}
        for chunk in _chunks(ids):
            for quote, issue in self._select(
                "select quote_id, issue_id from quote_issue where quote_id in ({})", chunk
            ):
                found.setdefault(quote, []).append(token(Tag.ISSUE, issue))
        return found

    def _tags(self, ids: Sequence[int]) -> list[tuple[int, str, str]]:
        """(id, tags as they stand, tags as they should), by id; issues apart."""
        found = []
        for row in self._select(_FACTS, ids):
            quote, old, kind, mode, negated, corrected, voice, outlet, speakers, reporter = row
            pairs = [pair.split(":") for pair in (speakers or "").split(",") if pair]
            said = tuple(int(speaker) for speaker, behalf in pairs if behalf == "0")
            behalf = next((int(speaker) for speaker, behalf in pairs if behalf == "1"), None)
            tags = filter_tags(
                kind, mode, voice, bool(negated), bool(corrected), said, behalf, outlet, reporter
            )
            found.append((quote, old, tags))
        return found

    def write_words(self) -> None:
        """Write how many more quotes, or fewer, hold each word: what was gathered since the last time.

        Most words stand in every article and batch, and are so written once in a transaction.
        """
        if not self._words:
            return
        changes = {word: more for word, more in sorted(self._words.items()) if more}
        self.forget_words()
        self._connection.execute(
            "insert into vocabulary select key, value from json_each(?) where true"
            " on conflict do update set quotes = quotes + excluded.quotes",
            (dumps(changes).decode(),),
        )
        self._connection.executemany(
            "delete from vocabulary where term = ? and quotes <= 0",
            [(word,) for word, more in changes.items() if more < 0],
        )

    def forget_words(self) -> None:
        """What was gathered is no longer so: the transaction was rolled back."""
        self._words.clear()

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


def filter_tags(
    kind: str,
    mode: str,
    voice: str,
    negated: bool,
    corrected: bool,
    speakers: Sequence[int],
    behalf: int | None,
    outlet: int | None,
    reporter: int | None,
) -> str:
    """The filter tokens of a quote but for its issues', as `quote.tags` holds them: each once, sorted."""
    named = speakers if behalf is None else (*speakers, behalf)
    tokens = [f"{_SPEAKER}{speaker}" for speaker in named]
    if len(tokens) > 1:
        tokens = sorted(set(tokens))
    if outlet is not None:
        tokens.append(f"{_OUTLET}{outlet}")
    tokens.append(f"{_KIND}{kind} {_MODE}{mode}")
    if reporter is not None:
        tokens.append(f"{_REPORTER}{reporter}")
    if behalf is not None:
        tokens.append(f"{_BEHALF}{behalf}")
    tokens.append(f"{_VOICE}{voice}")
    if corrected:
        tokens.append(f"{_FLAG}corrected")
    if negated:
        tokens.append(f"{_FLAG}negated")
    return " ".join(tokens)


def _counted(tags: Iterable[str]) -> Counter[str]:
    """How often each filter token stands in them; many quotes have the very same."""
    words: Counter[str] = Counter()
    for joined, count in Counter(tags).items():
        for word in joined.split():
            words[word] += count
    return words


def _joined(tags: str, more: list[str] | None) -> str:
    return " ".join([tags, *more]) if more else tags


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
