"""What surrounds a mention: read from its article's mentions, kept while one change is settled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.linking.evidence import Context
from store.linking.mentions import company_key
from store.linking.names import Name, parse


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with its place in the archive."""

    id: int
    article: int
    anchor: str
    day: int
    position: int
    written: str
    name: Name
    roles: tuple[str, ...]


_KEPT = 2000
"""Articles whose mentions are held in memory between additions."""


class Contexts:
    """Mentions and their contexts by id, an article at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._articles: dict[int, dict[int, Placed]] = {}
        self._article_of: dict[int, int] = {}
        self._contexts: dict[int, Context] = {}

    def trim(self) -> None:
        """Forget everything when it has become much. What an article tells does not change meanwhile."""
        if len(self._articles) > _KEPT:
            self.clear()

    def clear(self) -> None:
        """Forget everything: articles went, or came back another way."""
        self._articles.clear()
        self._article_of.clear()
        self._contexts.clear()

    def mention(self, mention: int) -> Placed:
        """The mention with this id, which must belong to an article."""
        if mention not in self._article_of:
            self.read([mention])
        return self._articles[self._article_of[mention]][mention]

    def context(self, mention: int) -> Context:
        """What surrounds the mention in its article."""
        if mention not in self._contexts:
            placed = self.mention(mention)
            others = [
                other.name
                for other in self._articles[placed.article].values()
                if (other.name.whole and other.name.surname != placed.name.surname)
                or other.name.family == "body"
            ]
            self._contexts[mention] = Context(
                placed.day,
                placed.roles,
                frozenset(company_key(name) for name in others if name.family == "person"),
                frozenset(name.key for name in others if name.family == "body"),
            )
        return self._contexts[mention]

    def full_names(self, mention: int) -> frozenset[str]:
        """The people whom the mention's article names in full, in plain spelling."""
        others = self._articles[self.mention(mention).article].values()
        return frozenset(company_key(o.name) for o in others if o.name.whole and o.name.family == "person")

    def read(self, mentions: Sequence[int]) -> None:
        """Read the articles that these mentions stand in, those not in memory yet, all at once."""
        missing = [mention for mention in mentions if mention not in self._article_of]
        if not missing:
            return
        rows = self._connection.execute(
            "select id, article_id, anchor, day, position, name, kind, roles from mention where article_id in"
            " (select article_id from mention where id in (select value from json_each(?)))",
            (json.dumps(missing),),
        )
        for id_, article, anchor, day, position, written, kind, roles in rows.fetchall():
            placed = Placed(id_, article, anchor, day, position, written, parse(written, kind), _roles(roles))
            self._articles.setdefault(article, {})[id_] = placed
            self._article_of[id_] = article


@lru_cache(maxsize=4096)
def _roles(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))
