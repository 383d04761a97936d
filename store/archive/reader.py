"""Reading records out of the archive; stdlib sqlite3 only, so that it starts at once."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from store.archive import who
from store.archive.answers import Decision, Joined, Mark, SavedSearch, Totals
from store.archive.connect import explain, open_read_only
from store.archive.echoes import same_quotes, without_repeats
from store.records import Article, DatedRole, Issue, Outlet, Quote, Speaker
from store.search import fetch

_ROLES = 2000
"""Mentions of a speaker, newest first, whose roles are looked at."""


class ArchiveReader:
    """Reads one archive over a connection of its own. Use from one thread at a time.

    Raises `store.archive.errors.ArchiveError` when there is no archive at `path`, or it cannot be read.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._connection = open_read_only(self.path)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def interrupt(self) -> None:
        """Cut short what is being read, which then raises; callable from any thread."""
        self._connection.interrupt()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _all(self, sql: str, *values: Any) -> list[Any]:
        # Always all rows: a cursor left open keeps the write-ahead log from being taken over.
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def version(self) -> int:
        """A number that is another one once the archive has been changed."""
        (found,) = self._all("pragma data_version")[0]
        return int(found)

    def totals(self) -> Totals:
        """How much there is."""
        counts = [self._all(f"select count(*) from {table}")[0][0] for table in ("article", "quote")]  # noqa: S608
        tallies = dict(self._all("select facet, count(*) from tally group by facet"))
        merged = [tallies.get(facet, 0) for facet in ("speaker", "issue")]
        (outlets,) = self._all("select count(*) from outlet")[0]
        return Totals(counts[0], counts[1], merged[0], merged[1], outlets)

    # Articles and quotes.

    def article(self, article_id: int) -> Article | None:
        """The article with this id."""
        rows = self._all(
            "select a.text, a.title, a.published, o.name, a.url, a.author, a.language, a.origin, a.notes"
            " from article a left join outlet o on o.id = a.outlet_id where a.id = ?",
            article_id,
        )
        if not rows:
            return None
        text, title, published, outlet, url, author, language, origin, notes = rows[0]
        return Article(
            text,
            title,
            _date(published),
            outlet or "",
            url,
            author,
            language,
            origin,
            tuple(json.loads(notes)),
        )

    def article_ids(self) -> list[int]:
        """All articles, the newest first, undated ones last."""
        return [row[0] for row in self._all("select id from article order by published desc, id desc")]

    def origins(self) -> list[str]:
        """The paths and addresses that articles were read from."""
        return [row[0] for row in self._all("select distinct origin from article where origin <> ''")]

    def article_quotes(self, article_id: int) -> list[Quote]:
        """An article's quotes in the order they stand in."""
        ids = [row[0] for row in self._all("select id from quote where article_id = ?", article_id)]
        found = fetch.quotes(self._connection, ids)
        return sorted(found, key=lambda quote: (quote.content[:1], quote.id))

    def quotes(self, ids: list[int]) -> list[Quote]:
        """The quotes with these ids, in their order; those that are gone are left out."""
        return fetch.quotes(self._connection, ids)

    def quote(self, uid: str) -> Quote | None:
        """The quote with this public identity, or the only one whose identity begins so."""
        rows = (
            self._all("select id from quote where uid >= ?1 and uid < ?1 || 'g' limit 2", uid) if uid else []
        )
        exact = self._all("select id from quote where uid = ?", uid)
        if exact or len(rows) == 1:
            return fetch.quotes(self._connection, [(exact or rows)[0][0]])[0]
        return None

    def quotes_since(self, article_id: int) -> set[int]:
        """The ids of quotes whose articles were added after this one."""
        return {row[0] for row in self._all("select id from quote where article_id > ?", article_id)}

    def same_quotes(self, quote_id: int) -> list[Quote]:
        """The same quote in other articles, one an article, the oldest first."""
        return fetch.quotes(self._connection, same_quotes(self._connection, quote_id))

    def without_repeats(self, ids: Sequence[int]) -> array[int]:
        """`ids` with each quote once, at the first of the articles that carry it."""
        return without_repeats(self._connection, ids)

    def same_story(self, article_id: int) -> list[int]:
        """Other articles that tell the same story in nearly the same words, the oldest first."""
        rows = self._all(
            "select s.article_id from story s join article a on a.id = s.article_id"
            " where s.story = (select story from story where article_id = ?1) and s.article_id <> ?1"
            " order by a.published, a.id",
            article_id,
        )
        return [row[0] for row in rows]

    # Speakers, issues, outlets.

    def speakers(self, limit: int = -1, *, everybody: bool = False) -> list[Speaker]:
        """Speakers by how much they are quoted; with `everybody` also people who are only named."""
        rows = self._all(
            "select s.id, s.name, s.kind, coalesce(t.quotes, 0) as quotes from speaker s"
            " left join tally t on t.facet = 'speaker' and t.id = s.id"
            " where t.quotes > 0 or ? order by quotes desc, s.name, s.id limit ?",
            everybody,
            limit,
        )
        return [
            Speaker(id_, name, kind, self._aliases(id_, name), (), quotes) for id_, name, kind, quotes in rows
        ]

    def find_speaker(self, typed: str) -> int:
        """The id of the speaker that a person names so. Raises `CorrectionError` for none, or several."""
        return who.speaker_id(self._connection, typed)

    def speaker(self, speaker_id: int) -> Speaker | None:
        """A speaker with every alias and every role, the roles as each article stated them, newest first."""
        rows = self._all(
            "select s.name, s.kind, coalesce(t.quotes, 0) from speaker s"
            " left join tally t on t.facet = 'speaker' and t.id = s.id where s.id = ?",
            speaker_id,
        )
        if not rows:
            return None
        name, kind, quotes = rows[0]
        roles = self._roles(speaker_id)
        return Speaker(speaker_id, name, kind, self._aliases(speaker_id, name), roles, quotes)

    def speaker_name(self, speaker_id: int) -> str:
        """What a speaker goes by; empty where there is none with this id."""
        rows = self._all("select name from speaker where id = ?", speaker_id)
        return rows[0][0] if rows else ""

    def role_at(self, speaker_id: int, day: date | None) -> str:
        """The role a speaker held at a date: the last stated up to it, else the first stated after."""
        roles = self._roles(speaker_id)
        dated = [role for role in roles if role.published] if day else []
        before = [role for role in dated if day and role.published and role.published <= day]
        fitting = before[:1] or dated[-1:] or roles[:1]
        return fitting[0].role if fitting else ""

    def speaker_quotes(self, speaker_id: int, limit: int = -1) -> list[Quote]:
        """What a speaker says, or what is said on their behalf, newest first."""
        rows = self._all(
            "select quote_id from quote_speaker where speaker_id = ? order by quote_id desc limit ?",
            speaker_id,
            limit,
        )
        return fetch.quotes(self._connection, [row[0] for row in rows])

    def joined(self, speaker_id: int) -> list[Joined]:
        """Which names were joined into a speaker, why and how surely, but for those that need no reason."""
        rows = self._all(
            "select m.name, coalesce(nullif(m.reason, ''), n.reason) as why,"
            " min(case when m.reason <> '' then m.score else n.score end), count(distinct m.article_id)"
            " from mention m left join name n on n.key = m.key"
            " where m.speaker_id = ? and why > '' group by m.name, why order by count(*) desc, m.name",
            speaker_id,
        )
        return [Joined(*row) for row in rows]

    def issues(self, limit: int = -1) -> list[Issue]:
        """Issues, pinned ones first, by how many quotes belong to them."""
        rows = self._all(
            "select i.id, i.name, i.pinned, coalesce(t.quotes, 0) as quotes from issue i"
            " left join tally t on t.facet = 'issue' and t.id = i.id"
            " where t.quotes > 0 or i.pinned or i.definition is not null"
            " order by i.pinned desc, quotes desc, i.name limit ?",
            limit,
        )
        return [Issue(id_, name, bool(pinned), quotes) for id_, name, pinned, quotes in rows]

    def outlets(self) -> list[tuple[Outlet, int, int]]:
        """Outlets with how many articles and quotes they have, by quotes."""
        rows = self._all(
            "select o.id, o.name, (select count(*) from article a where a.outlet_id = o.id),"
            " coalesce(t.quotes, 0) as quotes from outlet o"
            " left join tally t on t.facet = 'outlet' and t.id = o.id order by quotes desc, o.name"
        )
        return [(Outlet(id_, name), articles, quotes) for id_, name, articles, quotes in rows]

    def _aliases(self, speaker_id: int, name: str) -> tuple[str, ...]:
        rows = self._all(
            "select alias, folded from speaker_alias where speaker_id = ? order by seen desc, alias",
            speaker_id,
        )
        forms = {folded: alias for alias, folded in reversed(rows)}
        return tuple(alias for alias, folded in rows if alias == forms[folded] and alias != name)

    def _roles(self, speaker_id: int) -> tuple[DatedRole, ...]:
        rows = self._all(
            "select m.roles, a.published, a.id from mention m join article a on a.id = m.article_id"
            " where m.speaker_id = ? and m.roles <> '[]' order by a.published desc, a.id desc limit ?",
            speaker_id,
            _ROLES,
        )
        return tuple(
            DatedRole(role, _date(published), article)
            for roles, published, article in rows
            for role in json.loads(roles)
        )

    # What a person keeps.

    def marks(self) -> list[Mark]:
        """Marked quotes in their order."""
        rows = self._all("select quote_uid, position, note, at from mark order by position, quote_uid")
        return [Mark(*row) for row in rows]

    def saved_searches(self) -> list[SavedSearch]:
        """Saved searches by name."""
        return [
            SavedSearch(*row)
            for row in self._all("select name, query, seen_id from saved_search order by name")
        ]

    def history(self, limit: int = 100) -> list[str]:
        """Queries that were asked, the last first."""
        return [
            row[0] for row in self._all("select query from query_history order by id desc limit ?", limit)
        ]

    def decisions(self, *, undone: bool = False) -> list[Decision]:
        """Corrections, the last first; with `undone` also those that were taken back."""
        rows = self._all(
            "select id, at, action, detail, undone from correction where undone is null or ?"
            " order by id desc",
            undone,
        )
        return [
            Decision(id_, at, action, json.loads(detail), taken) for id_, at, action, detail, taken in rows
        ]


def _date(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
