"""A person's decisions about speakers, as linking lays them on top of its own.

A decision names a speaker by one of its names (`Reference`), never by an id: whichever cluster that name is
in now is the one that is meant.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SPEAKER_ACTIONS = ("merge-speakers", "split-speaker", "rename-speaker", "speaker-kind")

Reference = Mapping[str, Any]
"""`key`: a name's key; `name`: as written; `anchor`: the article it stands in, where that must be told."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Mentions that are `source`'s so far are `into`'s; in a split those of some names and articles only."""

    source: str
    into: str
    names: frozenset[str] = frozenset()
    anchors: frozenset[str] = frozenset()

    def applies(self, group: str, key: str, anchor: str, target: str) -> bool:
        if group != self.source:
            return False
        if self.names and key not in self.names and target not in self.names:
            return False
        return not self.anchors or anchor in self.anchors


class Overrides:
    """The decisions that hold, one after the other, against the clusters as they are now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rules: list[_Rule] = []
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
        cluster = self.resolve(detail["speaker"])
        if cluster is None:
            return
        if action == "split-speaker":
            into = str(detail["cluster"])
            self._rules.append(_Rule(cluster, into, frozenset(detail["names"]), frozenset(detail["anchors"])))
            self._names[into] = str(detail["into"])
        elif action == "merge-speakers":
            other = self.resolve(detail["other"])
            if other is not None and other != cluster:
                self._rules.append(_Rule(other, cluster))
                self._names.setdefault(cluster, str(detail["name"]))
        elif action == "rename-speaker":
            self._names[cluster] = str(detail["name"])
        else:
            self._kinds[cluster] = str(detail["kind"])

    def resolve(self, reference: Reference) -> str | None:
        """The key of the speaker a decision speaks of; None while the archive does not know the name."""
        # The very article first; a full name means the same person anywhere, should that article be gone.
        row = self._connection.execute(
            "select key, anchor, target from mention where key = :key"
            " and (anchor = :anchor and (:target = '' or target = :target) or block > '')"
            " order by anchor = :anchor desc, anchor, position limit 1",
            {"key": reference["key"], "anchor": reference["anchor"], "target": reference.get("target", "")},
        ).fetchone()
        return self.group(*row) if row else None

    def group(self, key: str, anchor: str, target: str) -> str:
        """The key of the speaker that a mention (its name's key, anchor and target) belongs to."""
        row = self._connection.execute("select cluster from name where key = ?", (target,)).fetchone()
        group = str(row[0]) if row else target
        for rule in self._rules:
            if rule.applies(group, key, anchor, target):
                group = rule.into
        return group

    def name_of(self, key: str) -> str | None:
        """The name that a person gave a cluster, if any did."""
        return self._names.get(key)

    def kind_of(self, key: str) -> str | None:
        """The kind of speaker that a person said it is, if any did."""
        return self._kinds.get(key)

    def strays(self) -> set[int]:
        """Mentions that may not be where the decisions put them: of the clusters that decisions draw from."""
        found: set[int] = set()
        for rule in self._rules:
            if not rule.names and not rule.anchors:
                rows = self._connection.execute(
                    "select m.id from mention m join speaker s on s.id = m.speaker_id where s.key = ?",
                    (rule.source,),
                )
                found.update(mention for (mention,) in rows.fetchall())
        return found
