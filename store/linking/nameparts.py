"""Whose the parts of names are, "Sorel" in one article: written where their mentions stand."""

from __future__ import annotations

import json
import sqlite3

from store.linking.changes import Changes
from store.linking.contexts import Contexts
from store.linking.evidence import NONE, Evidence, weigh
from store.linking.lines import Lines
from store.linking.mentions import company_key
from store.linking.parts import REPRESENTATIVES, Decision, Loose, Neighbour, decide, fits, gather, join_one


class NameParts:
    """Decides the parts of names in the archive that `connection` is open on."""

    def __init__(
        self, connection: sqlite3.Connection, contexts: Contexts, lines: Lines, changes: Changes
    ) -> None:
        self._connection = connection
        self._contexts = contexts
        self._lines = lines
        self._changes = changes

    def decide(self, part: int) -> None:
        """Find the full name that a part of one stands for, among those its surname has nearby."""
        placed = self._contexts.mention(part)
        (line,) = placed.name.lines
        own = self._contexts.full_names(part)
        near = self._lines.neighbours(line, placed.day, placed.anchor, part)
        self._contexts.read(near)
        # What one article keeps apart stays apart.
        others = [
            other
            for other in map(self._contexts.mention, near)
            if company_key(other.name) not in own and fits(placed.name, other.name)
        ]
        clusters_of = dict(
            self._connection.execute(
                "select key, cluster from name where key in (select value from json_each(?))",
                (json.dumps(list({other.name.key for other in others}), ensure_ascii=False),),
            ).fetchall()
        )
        neighbours = [
            Neighbour(
                other.name, clusters_of[other.name.key], other.written, self._contexts.context(other.id)
            )
            for other in others
        ]
        decision = decide(placed.name, self._contexts.context(part), neighbours)
        loose = Loose(placed.anchor, placed.position, part)
        if decision.target:
            if self._lines.tighten(line, placed.anchor, part):
                self._changes.loose.setdefault(line, set()).add(loose)
            self._write(part, decision)
        elif self._lines.loosen(line, placed.anchor, part):
            self._changes.loose.setdefault(line, set()).add(loose)

    def gather(self, line: str, changed: set[Loose]) -> None:
        """Join those parts of a surname that no full name was found for among themselves."""
        heads = self._lines.loose(line, REPRESENTATIVES)
        if len(heads) < REPRESENTATIVES or min(changed) <= heads[-1]:
            for part, decision in gather(line, self._lines.loose(line), self._alike).items():
                self._write(part, decision)
            return
        decided = {
            head.mention: Decision(target, "", 1.0)
            for head in heads
            for (target,) in self._connection.execute(
                "select target from mention where id = ?", (head.mention,)
            )
        }
        for loose in sorted(changed):
            if self._lines.is_loose(line, loose.anchor, loose.mention):
                self._write(loose.mention, join_one(line, loose, heads, decided, self._alike))

    def _alike(self, one: int, two: int) -> Evidence:
        first, second = self._contexts.mention(one), self._contexts.mention(two)
        if (
            first.article == second.article
            or not fits(first.name, second.name)
            or not fits(second.name, first.name)
        ):
            return NONE
        return weigh(self._contexts.context(one), self._contexts.context(two))

    def _write(self, part: int, decision: Decision) -> None:
        changed = self._connection.execute(
            "update mention set target = :target, reason = :reason, score = :score where id = :part"
            " and (target, reason, score) <> (:target, :reason, :score)",
            {"target": decision.target, "reason": decision.reason, "score": decision.score, "part": part},
        ).rowcount
        if changed:
            self._changes.fresh.add(part)
