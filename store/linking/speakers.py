"""From clusters to the archive's speakers: ids, names, aliases, kinds, and what a person decided on top."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice

from store.linking.mentions import Mention, other_names
from store.linking.overrides import SPEAKER_ACTIONS, Overrides
from store.text import folded_name


class Speakers:
    """Writes speakers, and which mention and quote belongs to which, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._overrides: Overrides | None = None

    @property
    def overrides(self) -> Overrides:
        """What people decided, read once for each settling."""
        if self._overrides is None:
            self._overrides = Overrides(self._connection)
        return self._overrides

    def clear(self) -> None:
        """Forget what people decided: it is read again."""
        self._overrides = None

    def has_corrections(self) -> bool:
        """Whether people decided anything about speakers."""
        marks = ",".join("?" * len(SPEAKER_ACTIONS))
        sql = f"select 1 from correction where undone is null and action in ({marks}) limit 1"  # noqa: S608
        return self._connection.execute(sql, SPEAKER_ACTIONS).fetchone() is not None

    def rename_clusters(self, renamed: Sequence[tuple[str, str]]) -> None:
        """Clusters (old key, new key) go on under another key, and their speakers keep their ids."""
        rows = [
            (row[0], new)
            for old, new in renamed
            for row in self._connection.execute("select id from speaker where key = ?", (old,)).fetchall()
        ]
        # Keys may change places, and one that is taken belongs to a speaker that is about to be emptied.
        for speaker, new in rows:
            self._connection.execute(
                "update speaker set key = 'was:' || id || ':' || key where key = ?", (new,)
            )
            self._connection.execute("update speaker set key = 'next:' || id where id = ?", (speaker,))
        for speaker, new in rows:
            self._connection.execute("update speaker set key = ? where id = ?", (new, speaker))
            self._connection.execute("insert or replace into speaker_id values (?, ?)", (new, speaker))

    def assign(self, mentions: Iterable[int]) -> set[int]:
        """Give mentions to the speakers of their clusters. Returns the ids of quotes that changed so."""
        pending = set(mentions) | self.overrides.strays()
        changed: set[int] = set()
        touched: set[int] = set()
        for mention, article, key, anchor, target, old in self._rows(pending):
            speaker = self._speaker(self.overrides.group(key, anchor, target))
            if speaker == old:
                continue
            self._count(mention, speaker, 1)
            if old is not None:
                self._count(mention, old, -1)
                touched.add(old)
            touched.add(speaker)
            self._connection.execute("update mention set speaker_id = ? where id = ?", (speaker, mention))
            changed |= self._move_quotes(mention, article, old, speaker)
        for speaker in touched:
            self.describe(speaker)
        return changed

    def forget(self, mention: int) -> None:
        """A mention goes: its speaker knows its names no longer, and goes too when it was the last."""
        (speaker,) = self._connection.execute(
            "select speaker_id from mention where id = ?", (mention,)
        ).fetchone()
        if speaker is not None:
            self._count(mention, speaker, -1)
            self.describe(speaker)

    def describe(self, speaker: int) -> None:
        """Work out a speaker's name and kind from its mentions, or drop it when it has none."""
        kinds = self._connection.execute(
            "select kind from speaker_kind where speaker_id = ? order by mentions desc, kind", (speaker,)
        ).fetchall()
        if not kinds:
            self._connection.execute("delete from speaker where id = ?", (speaker,))
            return
        (key,) = self._connection.execute("select key from speaker where id = ?", (speaker,)).fetchone()
        named = self._connection.execute(
            "select alias, named from speaker_alias where speaker_id = ? and named > 0", (speaker,)
        ).fetchall()
        name = self.overrides.name_of(key) or _best_name(named)
        kind = self.overrides.kind_of(key) or kinds[0][0]
        self._connection.execute(
            "update speaker set name = ?, folded = ?, kind = ? where id = ?",
            (name, folded_name(name), kind, speaker),
        )

    def _rows(self, mentions: set[int]) -> Iterable[tuple[int, int | None, str, str, str, int | None]]:
        rest = iter(sorted(mentions))
        while chunk := list(islice(rest, 500)):
            marks = ",".join("?" * len(chunk))
            columns = "id, article_id, key, anchor, target, speaker_id"
            sql = f"select {columns} from mention where id in ({marks})"  # noqa: S608
            yield from self._connection.execute(sql + " order by id", chunk).fetchall()

    def _speaker(self, key: str) -> int:
        row = self._connection.execute("select id from speaker where key = ?", (key,)).fetchone()
        if row:
            return int(row[0])
        row = self._connection.execute(
            "select id from speaker_id where key = ? and id not in (select id from speaker)", (key,)
        ).fetchone()
        if row is None:
            row = self._connection.execute(
                "select 1 + max(coalesce((select max(id) from speaker), 0),"
                " coalesce((select max(id) from speaker_id), 0))"
            ).fetchone()
            self._connection.execute("insert or replace into speaker_id values (?, ?)", (key, row[0]))
        self._connection.execute(
            "insert into speaker (id, key, name, folded, kind) values (?, ?, '', '', 'unknown')",
            (row[0], key),
        )
        return int(row[0])

    def _count(self, mention: int, speaker: int, by: int) -> None:
        written, kind, aliases = self._connection.execute(
            "select name, kind, aliases from mention where id = ?", (mention,)
        ).fetchone()
        names = list(dict.fromkeys(other_names(Mention(written, kind, tuple(json.loads(aliases)), ()))))
        self._connection.executemany(
            "insert into speaker_alias values (?, ?, ?, ?, ?) on conflict do update set"
            " named = named + excluded.named, seen = seen + excluded.seen",
            [(speaker, alias, folded_name(alias), by if alias == written else 0, by) for alias in names],
        )
        self._connection.execute(
            "insert into speaker_kind values (?, ?, ?) on conflict do update set mentions = mentions +"
            " excluded.mentions",
            (speaker, kind, by),
        )
        if by < 0:
            self._connection.executemany(
                "delete from speaker_alias where speaker_id = ? and alias = ? and seen <= 0",
                [(speaker, alias) for alias in names],
            )
            self._connection.execute(
                "delete from speaker_kind where speaker_id = ? and kind = ? and mentions <= 0",
                (speaker, kind),
            )

    def _move_quotes(self, mention: int, article: int | None, old: int | None, new: int) -> set[int]:
        if old is None:
            return set()
        where = "mention_id = :mention and speaker_id = :old"
        if article is not None:
            where += " and quote_id in (select id from quote where article_id = :article)"
        values = {"mention": mention, "old": old, "new": new, "article": article}
        changed: set[int] = set()
        for table in ("quote_speaker", "quote_reporter"):
            rows = self._connection.execute(f"select quote_id from {table} where {where}", values)  # noqa: S608
            quotes = {quote for (quote,) in rows.fetchall()}
            if quotes:
                self._connection.execute(f"update {table} set speaker_id = :new where {where}", values)  # noqa: S608
            changed |= quotes
        return changed


def _best_name(named: Sequence[tuple[str, int]]) -> str:
    """The form most often used as somebody's full name; of equals the longest, then the first by letters."""
    whole = [(alias, count) for alias, count in named if " " in folded_name(alias)] or list(named)
    clean = [(alias, count) for alias, count in whole if alias[-1:].isalnum() or alias.endswith((".", ")"))]
    whole = clean or whole
    shouted = [(alias, count) for alias, count in whole if not (alias.isupper() and len(alias) > 6)]
    return min(shouted or whole, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))[0]
