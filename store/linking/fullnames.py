"""The clusters of full names: which of a block's names are one speaker's, written where names stand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from store.archive.numbering import short_hash
from store.linking.changes import Changes
from store.linking.contexts import Contexts
from store.linking.evidence import common_role
from store.linking.lines import Lines
from store.linking.names import Name, parse
from store.linking.speakers import Speakers
from store.linking.whole import Cluster, clusters

_SKETCH = 16
"""Mentions of a name (those first by anchor) that tell what its articles have in common with another's."""


class FullNames:
    """Sorts the full names of the archive that `connection` is open on into clusters."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        contexts: Contexts,
        lines: Lines,
        speakers: Speakers,
        changes: Changes,
    ) -> None:
        self._connection = connection
        self._contexts = contexts
        self._lines = lines
        self._speakers = speakers
        self._changes = changes

    def sort(self, block: str) -> None:
        """Cluster the names of a block anew, each new cluster continuing the old one it shares most with."""
        rows = self._connection.execute(
            "select key, mentions, cluster from name where block = ? order by key", (block,)
        ).fetchall()
        before = {key: cluster for key, _, cluster in rows}
        weight = {key: mentions for key, mentions, _ in rows}
        names = [self._name(key) for key in before]
        found, asked = clusters(names, self._agree, self._spelled_out, weight)
        heirs = _heirs(found, before, weight)
        renamed: list[tuple[str, str]] = []
        for cluster in found:
            key = min(cluster.names, key=short_hash)
            heir = heirs[cluster.names]
            if heir and heir != key:
                renamed.append((heir, key))
            moved = [name for name in cluster.names if before[name] != heir]
            self._connection.executemany(
                "update name set cluster = ?, reason = ?, score = ?, weak = ? where key = ?",
                [(key, cluster.reason, cluster.score, int(name in asked), name) for name in cluster.names],
            )
            for name in moved:
                self._moved(name)
        self._speakers.rename_clusters(renamed)
        if self._speakers.has_corrections():
            self._changes.fresh.update(m for name in before for m in self._mentions(name))

    def _moved(self, name: str) -> None:
        """A name belongs to another cluster now: so do its mentions, and parts near them may."""
        for mention in self._mentions(name):
            self._changes.fresh.add(mention)
        rows = self._connection.execute(
            "select id, day, anchor from mention where key = ? and article_id is not null", (name,)
        ).fetchall()
        for mention, day, anchor in rows:
            self._changes.parts |= self._lines.parts_near(self._name(name), day, anchor, mention)

    def _mentions(self, name: str) -> list[int]:
        rows = self._connection.execute(
            "select id from mention where key = :key union select id from mention where target = :key and"
            " block = ''",
            {"key": name},
        )
        return [mention for (mention,) in rows.fetchall()]

    def _name(self, key: str) -> Name:
        written, kind = self._connection.execute(
            "select name, kind from mention where key = ? order by anchor, position limit 1", (key,)
        ).fetchone()
        return parse(written, kind)

    def _agree(self, one: str, two: str) -> str:
        """The role that the articles of two names have in common, empty when none.

        Names that one article tells apart are two people's.
        """
        first, second = self._sketch(one), self._sketch(two)
        if {self._contexts.mention(m).article for m in first} & {
            self._contexts.mention(m).article for m in second
        }:
            return ""
        roles = [
            tuple(dict.fromkeys(role for mention in sketch for role in self._contexts.mention(mention).roles))
            for sketch in (first, second)
        ]
        role = common_role(roles[0], roles[1])
        return f"both {role}" if role else ""

    def _sketch(self, key: str) -> list[int]:
        rows = self._connection.execute(
            "select id from mention where key = ? and anchor > '' order by anchor limit ?", (key, _SKETCH)
        )
        return [mention for (mention,) in rows.fetchall()]

    def _spelled_out(self, key: str) -> frozenset[str]:
        found: set[str] = set()
        for mention in self._sketch(key):
            aliases, kind = self._connection.execute(
                "select aliases, kind from mention where id = ?", (mention,)
            ).fetchone()
            found.update(parse(alias, kind).key for alias in json.loads(aliases))
        return frozenset(found)


def _heirs(
    found: Sequence[Cluster], before: dict[str, str], weight: dict[str, int]
) -> dict[tuple[str, ...], str]:
    """Which old cluster each new one continues: the largest first, each old one once."""
    heirs: dict[tuple[str, ...], str] = {}
    taken: set[str] = set()
    sizes = {cluster.names: sum(weight[name] for name in cluster.names) for cluster in found}
    for names in sorted(sizes, key=lambda names: (-sizes[names], names)):
        shares: dict[str, int] = {}
        for name in names:
            shares[before[name]] = shares.get(before[name], 0) + weight[name]
        free = {old: share for old, share in shares.items() if old not in taken}
        heirs[names] = max(free, key=lambda old: (free[old], old)) if free else ""
        taken.add(heirs[names])
    return heirs
