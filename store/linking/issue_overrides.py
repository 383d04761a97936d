"""A person's decisions about issues, laid on top of what articles suggest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.linking.definitions import Definition
from store.text import folded_name

ISSUE_ACTIONS = (
    "define-issue", "merge-issues", "rename-issue", "split-issue", "delete-issue", "pin-issue",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Split:
    """Quotes of one issue in which one of the phrases stands belong to another instead."""

    source: str
    into: str
    any: tuple[str, ...]


def defined_key(name: str) -> str:
    """The key of an issue that a person named."""
    return f"d:{folded_name(name)}"


class IssueOverrides:
    """The decisions that hold."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.definitions: dict[str, Definition] = {}
        self.splits: list[Split] = []
        self.absorbed: set[str] = set()
        # Suggestions of the very matter a definition is of: the definition decides in their place.
        self._parent: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._pinned: dict[str, bool] = {}
        self._deleted: set[str] = set()
        marks = ",".join("?" * len(ISSUE_ACTIONS))
        rows = connection.execute(
            f"select action, detail from correction where undone is null and action in ({marks}) order by id",  # noqa: S608
            ISSUE_ACTIONS,
        ).fetchall()
        for action, detail in rows:
            self._apply(action, json.loads(detail))

    def _apply(self, action: str, detail: Mapping[str, Any]) -> None:
        if action == "define-issue":
            key = str(detail["issue"])
            self.definitions[key] = Definition(detail["name"], tuple(detail["any"]), tuple(detail["none"]))
            self._parent.pop(key, None)
            self._deleted.discard(key)
            for absorbed in detail["absorbs"]:
                self._parent[absorbed] = key
                self.absorbed.add(absorbed)
            return
        key = self.root(str(detail["issue"]))
        if action == "merge-issues":
            other = self.root(str(detail["other"]))
            if other != key:
                self._parent[other] = key
                self.absorbed.discard(other)
        elif action == "rename-issue":
            self._names[key] = str(detail["name"])
        elif action == "pin-issue":
            self._pinned[key] = bool(detail["pinned"])
        elif action == "delete-issue":
            self._deleted.add(key)
        else:
            self.splits.append(Split(key, str(detail["into"]), tuple(detail["any"])))
            self._names.setdefault(str(detail["into"]), str(detail["name"]))

    def root(self, key: str) -> str:
        """The key of the issue that `key` belongs to now."""
        seen: set[str] = set()
        while key in self._parent and key not in seen:
            seen.add(key)
            key = self._parent[key]
        return key

    def members(self, key: str) -> set[str]:
        """All keys that belong to the issue `key`, its own among them."""
        return {key} | {other for other in self._parent if self.root(other) == key}

    def is_deleted(self, key: str) -> bool:
        """Whether a person said that it is no issue."""
        return key in self._deleted

    def is_pinned(self, key: str) -> bool:
        """Whether a person wants it first in the list."""
        return self._pinned.get(key, False)

    def name_of(self, key: str) -> str | None:
        """The name that a person gave it, if any did."""
        definition = self.definitions.get(key)
        return self._names.get(key) or (definition.name if definition else None)

    def kept(self) -> set[str]:
        """Issues that stay without quotes: a person defined or pinned them."""
        return {key for key in self.definitions if self.root(key) == key and key not in self._deleted} | {
            key for key, pinned in self._pinned.items() if pinned and key not in self._deleted
        }
