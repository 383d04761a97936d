"""A person's decisions about speakers, as linking lays them on top of its own.

A decision names a speaker by one of its names (`Reference`), never by an id: whichever cluster that name is
in now is the one that is meant.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

SPEAKER_ACTIONS = ("merge-speakers", "split-speaker", "rename-speaker", "speaker-kind")

Reference = Mapping[str, Any]
"""`key`: a name's key; `anchor`: the article it stands in, where the name alone does not tell; `name`: as
written.
"""


class Overrides:
    """The decisions that hold, against the clusters as they are now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._splits: list[tuple[frozenset[str], frozenset[str], str]] = []
        self._parent: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        marks = ",".join("?" * len(SPEAKER_ACTIONS))
        rows = connection.execute(
            f"select action, detail from correction where undone is null and action in ({marks}) order by id",  # noqa: S608
            SPEAKER_ACTIONS,
        ).fetchall()
        for action, detail in rows:
            self._apply(action, json.loads(detail))

    def _apply(self, action: str, detail: Mapping[str, Any]) -> None:
        if action == "split-speaker":
            names, anchors = frozenset(detail["names"]), frozenset(detail["anchors"])
            self._splits.append((names, anchors, str(detail["cluster"])))
            self._names[str(detail["cluster"])] = str(detail["into"])
            return
        cluster = self.resolve(detail["speaker"])
        if cluster is None:
            return
        if action == "merge-speakers":
            other = self.resolve(detail["other"])
            if other is not None and other != cluster:
                self._parent[other] = cluster
                self._names.setdefault(cluster, str(detail["name"]))
        elif action == "rename-speaker":
            self._names[cluster] = str(detail["name"])
        else:
            self._kinds[cluster] = str(detail["kind"])

    def resolve(self, reference: Reference) -> str | None:
        """The key of the speaker a decision speaks of; None while the archive does not know the name."""
        row = self._connection.execute(
            "select key, anchor, target from mention where key = :key and (:anchor = '' or anchor = :anchor)"
            " order by anchor, position limit 1",
            {"key": reference["key"], "anchor": reference.get("anchor", "")},
        ).fetchone()
        return self.group(*row) if row else None

    def group(self, key: str, anchor: str, target: str) -> str:
        """The key of the speaker that a mention (its name's key, anchor and target) belongs to."""
        return self._root(self._split(key, anchor, target) or self._cluster(target))

    def name_of(self, key: str) -> str | None:
        return self._names.get(key)

    def kind_of(self, key: str) -> str | None:
        return self._kinds.get(key)

    def strays(self) -> set[int]:
        """Mentions whose speakers are not where the decisions put them: of clusters that were merged away."""
        found: set[int] = set()
        for cluster in self._parent:
            rows = self._connection.execute(
                "select m.id from mention m join speaker s on s.id = m.speaker_id where s.key = ?", (cluster,)
            )
            found.update(mention for (mention,) in rows.fetchall())
        return found

    def _cluster(self, target: str) -> str:
        row = self._connection.execute("select cluster from name where key = ?", (target,)).fetchone()
        return str(row[0]) if row else target

    def _split(self, key: str, anchor: str, target: str) -> str | None:
        for names, anchors, cluster in reversed(self._splits):
            if (key in names or target in names) and (not anchors or anchor in anchors):
                return cluster
        return None

    def _root(self, cluster: str) -> str:
        seen = set()
        while cluster in self._parent and cluster not in seen:
            seen.add(cluster)
            cluster = self._parent[cluster]
        return cluster
