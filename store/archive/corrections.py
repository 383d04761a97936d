"""What a person decided about speakers, issues and quotes: written, laid on top of what was extracted,
taken back.

A correction is a row that names things by uid and name. Laying it on changes only what follows from what
articles tell, never that itself, so that taking it back gives exactly what stood before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from store.archive.articles import now
from store.archive.errors import CorrectionError
from store.archive.indexing import Index
from store.archive.overruling import Overruling
from store.linking.issue_overrides import ISSUE_ACTIONS
from store.linking.linker import Linker
from store.linking.overrides import SPEAKER_ACTIONS
from store.linking.topics import Topics

QUOTE_ACTIONS = ("reassign-quote", "not-a-quote")
ACTIONS = (*SPEAKER_ACTIONS, *ISSUE_ACTIONS, *QUOTE_ACTIONS)

Detail = Mapping[str, Any]


class Corrections:
    """Writes corrections and what follows from them, inside the caller's transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        index: Index,
        linker: Linker,
        topics: Topics,
        overruling: Overruling,
    ) -> None:
        self._connection = connection
        self._index = index
        self._linker = linker
        self._topics = topics
        self._overruling = overruling

    def make(self, action: str, detail: Detail, article: str = "") -> int:
        """Write a correction and lay it on. Returns its number."""
        written = json.dumps(detail, ensure_ascii=False)
        # The time tells one correction from another made just before it, when both go to another archive.
        values = (now("microseconds"), action, article, written)
        number = 0

        def write() -> None:
            nonlocal number
            row = self._connection.execute(
                "insert into correction (at, action, article, detail) values (?, ?, ?, ?) returning id",
                values,
            ).fetchone()
            number = int(row[0])

        self._change(action, detail, write)
        if action in QUOTE_ACTIONS:
            self._lay_on_quote(action, detail, article)
        return number

    def take_over(self, action: str, detail: Detail, article: str, at: str, undone: str | None) -> bool:
        """A correction that was made in another archive, with its time; returns False when it is here."""
        written = json.dumps(detail, ensure_ascii=False)
        known = self._connection.execute(
            "select 1 from correction where at = ? and action = ? and article = ? and detail = ?",
            (at, action, article, written),
        ).fetchone()
        if known:
            return False
        if undone:
            self._connection.execute(
                "insert into correction (at, action, article, detail, undone) values (?, ?, ?, ?, ?)",
                (at, action, article, written, undone),
            )
        else:
            number = self.make(action, detail, article)
            self._connection.execute("update correction set at = ? where id = ?", (at, number))
        return True

    def undo(self, number: int | None = None) -> tuple[int, str, Detail]:
        """Take a correction back, the last one that holds when no number is given; what it was.

        Raises `CorrectionError` when there is none.
        """
        row = self._connection.execute(
            "select id, action, article, detail from correction"
            " where undone is null and (?1 is null or id = ?1) order by id desc limit 1",
            (number,),
        ).fetchone()
        if row is None:
            which = "no correction" if number is None else f"no correction {number} that holds"
            raise CorrectionError(f"There is {which} to take back.")
        number, action, article, written = row
        detail = json.loads(written)
        self._change(
            action,
            detail,
            lambda: self._connection.execute(
                "update correction set undone = ? where id = ?", (now(), number)
            ),
        )
        if action in QUOTE_ACTIONS:
            quote = self._overruling.locate(detail, article)
            if quote is not None:
                self._overruling.restore(quote)
                self._lay_on_again(quote, article)
        return number, action, detail

    def lay_on_article(self, article: str) -> None:
        """Lay the corrections of an article's quotes on, after it was extracted (again)."""
        for action, detail in self._holding(article):
            self._lay_on_quote(action, detail, article)

    def lay_on_bulk(self, uids: Iterable[str]) -> None:
        """Lay the corrections of quotes that came without their articles on, after these were added."""
        about = [(detail["uid"], action, detail) for action, detail in self._holding("")]
        added = set(uids) if about else set()
        for uid, action, detail in about:
            if uid in added:
                self._lay_on_quote(action, detail, "")

    def _holding(self, article: str) -> list[tuple[str, Detail]]:
        rows = self._connection.execute(
            "select action, detail from correction where undone is null and article = ? and action in (?, ?)"
            " order by id",
            (article, *QUOTE_ACTIONS),
        ).fetchall()
        return [(action, json.loads(detail)) for action, detail in rows]

    def _lay_on_quote(self, action: str, detail: Detail, article: str) -> None:
        quote = self._overruling.locate(detail, article)
        if quote is None:
            return
        if action == "not-a-quote":
            self._overruling.reject(quote)
        else:
            self._overruling.reassign(quote, detail["to"])

    def _lay_on_again(self, quote: int, article: str) -> None:
        for action, detail in self._holding(article):
            if self._overruling.locate(detail, article) == quote:
                self._lay_on_quote(action, detail, article)

    def _change(self, action: str, detail: Detail, write: Callable[[], object]) -> None:
        if action in SPEAKER_ACTIONS:
            self._change_speakers(detail, write)
        elif action in ISSUE_ACTIONS:
            self._change_issues(detail, write)
        elif action in QUOTE_ACTIONS:
            write()
        else:
            raise CorrectionError(f"There is no correction called {action!r}.")

    def _change_speakers(self, detail: Detail, write: Callable[[], object]) -> None:
        # What was decided later may mean other mentions now.
        details = [detail, *self._speaker_decisions()]
        involved = {speaker for each in details for speaker in self._speakers_of(each)}
        write()
        self._linker.speakers.clear()
        involved |= {speaker for each in details for speaker in self._speakers_of(each)}
        marks = ",".join("?" * len(involved))
        rows = self._connection.execute(
            f"select id from mention where speaker_id in ({marks})",  # noqa: S608
            sorted(involved),
        ).fetchall()
        changed = self._linker.speakers.assign({mention for (mention,) in rows})
        for speaker in involved:
            self._linker.speakers.describe(speaker)
        self._linker.clear()
        self._index.refresh(changed)

    def _speaker_decisions(self) -> list[Detail]:
        marks = ",".join("?" * len(SPEAKER_ACTIONS))
        sql = f"select detail from correction where undone is null and action in ({marks})"  # noqa: S608
        return [json.loads(detail) for (detail,) in self._connection.execute(sql, SPEAKER_ACTIONS).fetchall()]

    def _speakers_of(self, detail: Detail) -> set[int]:
        keys = {detail.get("cluster")} | {
            self._linker.speakers.overrides.resolve(detail[part])
            for part in ("speaker", "other")
            if part in detail
        }
        found: set[int] = set()
        for key in keys - {None}:
            rows = self._connection.execute("select id from speaker where key = ?", (key,))
            found.update(speaker for (speaker,) in rows.fetchall())
        return found

    def _change_issues(self, detail: Detail, write: Callable[[], object]) -> None:
        before = self._issues_of(detail)
        write()
        self._topics.clear()
        keys = before | self._issues_of(detail)
        changes = self._topics.rebuild(keys, self._matching)
        self._index.change_issues(changes)
        for key in sorted(keys):
            self._topics.keep(key)

    def _issues_of(self, detail: Detail) -> set[str]:
        named: Sequence[str] = [detail["issue"], *detail.get("absorbs", ())]
        named = [*named, *(detail[part] for part in ("other", "into") if part in detail)]
        overrides = self._topics.overrides
        roots = {overrides.root(key) for key in named} | set(named)
        # What a split takes away, its own split may take further, and so on.
        linked = {split.into for split in overrides.splits if split.source in roots}
        linked |= {split.source for split in overrides.splits if split.into in roots}
        return roots | linked

    def _matching(self, expression: str) -> set[int]:
        rows = self._connection.execute(
            "select rowid from quote_fts where quote_fts match ?", (f"text : {expression}",)
        ).fetchall()
        return {quote for (quote,) in rows}
