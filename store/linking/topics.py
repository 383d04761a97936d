"""The matters that quotes are about: articles' suggestions and people's definitions, joined into issues.

An issue is a key and what follows from it: the quotes whose suggestions have that key (`t:…`, see
`topic_names`), or that its definition finds (`d:…`), and those of issues merged into it. A defined issue has
what its definition finds and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from store.linking.definitions import Definition, expression
from store.linking.issue_overrides import IssueOverrides, Split
from store.linking.topic_names import topic_key
from store.records import IssueMention
from store.text import folded_name

Matching = Callable[[str], set[int]]
"""The quotes in which a full-text expression stands."""


class Topics:
    """Writes suggestions and issues, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._overrides: IssueOverrides | None = None

    @property
    def overrides(self) -> IssueOverrides:
        """What people decided, read once for each change."""
        if self._overrides is None:
            self._overrides = IssueOverrides(self._connection)
        return self._overrides

    def clear(self) -> None:
        """Forget what people decided: it is read again."""
        self._overrides = None

    def suggest(self, ids: Sequence[int], issues: Sequence[IssueMention]) -> None:
        """Write what an article's quotes (by their ids, in order) are about, as extraction says."""
        taken: dict[int, int] = {}
        for issue in issues:
            key = topic_key(issue.name)
            if not key:
                continue
            for at, index in enumerate(issue.quotes):
                quote = ids[index]
                position = taken[quote] = taken.get(quote, -1) + 1
                evidence = issue.evidence[at] if at < len(issue.evidence) else ""
                self._connection.execute(
                    "insert into suggestion values (?, ?, ?, ?, ?)",
                    (quote, position, issue.name, key, evidence),
                )
                self._count(key, issue.name, 1)

    def withdraw(self, ids: Iterable[int]) -> None:
        """Take quotes' suggestions and issues out, before the quotes go."""
        emptied: set[int] = set()
        for quote in ids:
            for key, name in self._connection.execute(
                "select key, name from suggestion where quote_id = ?", (quote,)
            ).fetchall():
                self._count(key, name, -1)
            rows = self._connection.execute("select issue_id from quote_issue where quote_id = ?", (quote,))
            emptied.update(issue for (issue,) in rows.fetchall())
            self._connection.execute("delete from suggestion where quote_id = ?", (quote,))
            self._connection.execute("delete from quote_issue where quote_id = ?", (quote,))
        self.describe(emptied)

    def classify(self, ids: Sequence[int], matching: Matching) -> None:
        """Give new quotes their issues; `matching` looks at these quotes only."""
        found: dict[str, dict[int, str]] = {}
        for key, quote, evidence in self._suggested(ids):
            if f"t:{key}" not in self.overrides.absorbed:
                found.setdefault(self.overrides.root(f"t:{key}"), {}).setdefault(quote, evidence)
        for key, definition in self.overrides.definitions.items():
            hits = _defined(definition, matching)
            if hits:
                merged = found.setdefault(self.overrides.root(key), {})
                merged.update({quote: words for quote, words in hits.items() if quote not in merged})
        self._split(found, matching)
        issues = set()
        for key in sorted(found):
            if found[key] and not self.overrides.is_deleted(key):
                issue = self._issue(key)
                issues.add(issue)
                self._connection.executemany(
                    "insert into quote_issue values (?, ?, ?)",
                    [(quote, issue, evidence) for quote, evidence in sorted(found[key].items())],
                )
        self.describe(issues)

    def rebuild(self, keys: Iterable[str], matching: Matching) -> dict[int, tuple[set[int], set[int]]]:
        """Work the issues of these keys out again over the whole archive.

        `matching` looks at all quotes. Returns for each issue's id the quotes that came to it and that went.
        """
        wanted: dict[str, dict[int, str]] = {}
        for key in set(keys):
            wanted[key] = {}
            if self.overrides.root(key) == key and not self.overrides.is_deleted(key):
                wanted[key] = self._members(key, matching)
        sources = {split.into: split.source for split in self.overrides.splits}
        for into, source in sources.items():
            if into in wanted and source not in wanted:
                wanted[source] = self._members(source, matching)
        self._split(wanted, matching)
        changes = {}
        for key, members in sorted(wanted.items()):
            changed = self._replace(key, {} if self.overrides.is_deleted(key) else members)
            if changed:
                changes[changed[0]] = changed[1:]
        self.describe(changes)
        return changes

    def all_keys(self) -> set[str]:
        """Every key that an issue has or could have."""
        rows = self._connection.execute("select distinct key from topic").fetchall()
        known = self._connection.execute("select key from issue").fetchall()
        return (
            {f"t:{key}" for (key,) in rows}
            | {key for (key,) in known}
            | set(self.overrides.definitions)
            | {split.into for split in self.overrides.splits}
        )

    def describe(self, issues: Iterable[int]) -> None:
        """Work out names and pins of issues, and drop those that nothing holds any more."""
        kept = self.overrides.kept()
        for issue in issues:
            (key,) = self._connection.execute("select key from issue where id = ?", (issue,)).fetchone()
            used = self._connection.execute("select 1 from quote_issue where issue_id = ? limit 1", (issue,))
            if used.fetchone() is None and key not in kept:
                self._connection.execute("delete from issue where id = ?", (issue,))
                continue
            name = self.overrides.name_of(key) or self._usual_name(key)
            definition = self.overrides.definitions.get(key)
            written = definition and json.dumps(
                {"any": definition.any, "not": definition.none}, ensure_ascii=False
            )
            self._connection.execute(
                "update issue set name = ?, folded = ?, pinned = ?, definition = ? where id = ?",
                (name, folded_name(name), self.overrides.is_pinned(key), written, issue),
            )

    def rekey(self) -> None:
        """Work the keys of all suggestions out again: they change when the words that make them do."""
        rows = self._connection.execute("select distinct name, key from suggestion").fetchall()
        for name, key in rows:
            if not topic_key(name):
                self._connection.execute("delete from suggestion where name = ? and key = ?", (name, key))
            elif topic_key(name) != key:
                self._connection.execute(
                    "update suggestion set key = ? where name = ? and key = ?", (topic_key(name), name, key)
                )

    def count(self, key: str, name: str) -> None:
        """One more quote names a matter so."""
        self._count(key, name, 1)

    def keep(self, key: str) -> None:
        """Make sure the issue of a key has a row, and that it is described."""
        if key in self.overrides.kept():
            self._issue(key)
        row = self._connection.execute("select id from issue where key = ?", (key,)).fetchone()
        if row:
            self.describe([int(row[0])])

    def _members(self, key: str, matching: Matching) -> dict[int, str]:
        """The quotes of an issue, before splits, with the words that tie each to it."""
        found: dict[int, str] = {}
        for member in (key, *sorted(self.overrides.members(key) - {key})):
            if member in self.overrides.definitions:
                hits = _defined(self.overrides.definitions[member], matching)
            elif member in self.overrides.absorbed or not member.startswith("t:"):
                continue
            else:
                rows = self._connection.execute(
                    "select quote_id, evidence from suggestion where key = ? order by quote_id, position"
                    " desc",
                    (member.removeprefix("t:"),),
                )
                hits = dict(rows.fetchall())
            found.update({quote: words for quote, words in hits.items() if quote not in found})
        return found

    def _suggested(self, ids: Sequence[int]) -> Iterator[tuple[str, int, str]]:
        rest = iter(ids)
        while chunk := list(islice(rest, 500)):
            marks = ",".join("?" * len(chunk))
            sql = f"select key, quote_id, evidence from suggestion where quote_id in ({marks})"  # noqa: S608
            yield from self._connection.execute(sql + " order by quote_id, position", chunk).fetchall()

    def _split(self, found: dict[str, dict[int, str]], matching: Matching) -> None:
        for split in self.overrides.splits:
            source = found.get(split.source)
            if not source:
                continue
            hits = _matches(split, matching)
            moved = {quote: hits[quote] for quote in source if quote in hits}
            for quote in moved:
                del source[quote]
            found.setdefault(split.into, {}).update(moved)

    def _replace(self, key: str, members: dict[int, str]) -> tuple[int, set[int], set[int]] | None:
        row = self._connection.execute("select id from issue where key = ?", (key,)).fetchone()
        if row is None and not members:
            return None
        issue = int(row[0]) if row else self._issue(key)
        rows = self._connection.execute(
            "select quote_id, evidence from quote_issue where issue_id = ?", (issue,)
        )
        before = dict(rows.fetchall())
        gone = before.keys() - members.keys()
        self._connection.executemany(
            "delete from quote_issue where quote_id = ? and issue_id = ?", [(quote, issue) for quote in gone]
        )
        self._connection.executemany(
            "insert or replace into quote_issue values (?, ?, ?)",
            [
                (quote, issue, evidence)
                for quote, evidence in sorted(members.items())
                if before.get(quote) != evidence
            ],
        )
        return issue, set(members.keys() - before.keys()), set(gone)

    def _issue(self, key: str) -> int:
        row = self._connection.execute("select id from issue where key = ?", (key,)).fetchone()
        if row:
            return int(row[0])
        row = self._connection.execute(
            "select id from issue_id where key = ? and id not in (select id from issue)", (key,)
        ).fetchone()
        if row is None:
            row = self._connection.execute(
                "select 1 + max(coalesce((select max(id) from issue), 0),"
                " coalesce((select max(id) from issue_id), 0))"
            ).fetchone()
            self._connection.execute("insert or replace into issue_id values (?, ?)", (key, row[0]))
        self._connection.execute(
            "insert into issue (id, key, name, folded) values (?, ?, '', '')", (row[0], key)
        )
        return int(row[0])

    def _usual_name(self, key: str) -> str:
        """The form in which most quotes name the matter; of equals the shorter, then the first by letters."""
        row = self._connection.execute(
            "select name from topic where key = ? order by quotes desc, length(name), name limit 1",
            (key.removeprefix("t:"),),
        ).fetchone()
        return str(row[0]) if row else key.partition(":")[2]

    def _count(self, key: str, name: str, by: int) -> None:
        self._connection.execute(
            "insert into topic values (?, ?, ?) on conflict do update set quotes = quotes + excluded.quotes",
            (key, name, by),
        )
        if by < 0:
            self._connection.execute(
                "delete from topic where key = ? and name = ? and quotes <= 0", (key, name)
            )


def _defined(definition: Definition, matching: Matching) -> dict[int, str]:
    found: dict[int, str] = {}
    for phrase in definition.any:
        for quote in matching(expression(phrase)):
            found.setdefault(quote, phrase)
    for phrase in definition.none:
        for quote in matching(expression(phrase)) if found else ():
            found.pop(quote, None)
    return found


def _matches(split: Split, matching: Matching) -> dict[int, str]:
    return _defined(Definition("split", split.any), matching)
