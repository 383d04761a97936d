"""Joins what articles tell to what the archive knows: mentions to speakers, in the caller's transaction.

`add` and `remove` note what changed; `settle` brings everything that follows from it up to date: clusters of
the blocks whose set of names changed, parts of names whose neighbours changed, then speakers. Each is a
function of the set of mentions, so one by one, in any order or all at once gives the same speakers, and each
looks only at what lies near the change, so that the cost does not grow with the archive.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from store.linking.changes import Changes
from store.linking.contexts import Contexts
from store.linking.fullnames import FullNames
from store.linking.lines import Lines
from store.linking.mentions import Mention
from store.linking.nameparts import NameParts
from store.linking.names import Name, parse
from store.linking.parts import Loose
from store.linking.speakers import Speakers
from store.records import SpeakerKind

# Also what a correction set aside, or took out, still needs its mentions: for when it is undone.
_UNUSED = """
select name, kind from mention m where id = ? and article_id is null
and not exists (select 1 from quote_speaker q where q.speaker_id = m.speaker_id and q.mention_id = m.id)
and (kind <> 'publication' or not exists (select 1 from quote_reporter where mention_id = m.id))
and not exists (select 1 from overruled_speaker where mention_id = m.id)
and not exists (select 1 from rejected_quote r, json_tree(r.facts) f where f.key = 'mention_id'
    and f.value = m.id)
"""


class Linker:
    """Links the mentions of the archive that `connection` is open on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._contexts = Contexts(connection)
        self._lines = Lines(connection)
        self.speakers = Speakers(connection)
        self._changes = Changes()
        self._fulls = FullNames(connection, self._contexts, self._lines, self.speakers, self._changes)
        self._name_parts = NameParts(connection, self._contexts, self._lines, self._changes)

    def add(self, article: int | None, anchor: str, day: int, mentions: Sequence[Mention]) -> list[int]:
        """Write the mentions of one article (or shared ones, with no article); their ids, in order."""
        ids = []
        for position, mention in enumerate(mentions):
            name = mention.name
            target = (
                name.key if name.whole else f"u:{name.key}:{anchor}:{position}" if anchor else f"u:{name.key}"
            )
            cursor = self._connection.execute(
                "insert into mention"
                " (article_id, position, day, anchor, name, key, block, kind, aliases, roles, target)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    article, position, day, anchor, mention.written, name.key, name.block, mention.kind,
                    _json(mention.aliases), _json(mention.roles), target,
                ),
            )  # fmt: skip
            assert cursor.lastrowid is not None
            ids.append(cursor.lastrowid)
            self.enter(name, article is not None, day, anchor, cursor.lastrowid)
        return ids

    def shared(self, written: str, kind: SpeakerKind, target: str = "") -> int:
        """The mention that stands for a name in bulk data and corrections, which have no article of their
        own.

        `target` says whose a part of a name is, as the mention has it that is meant.
        """
        name = parse(written, kind)
        target = target or _own_target(name)
        row = self._connection.execute(
            "select id from mention where key = ? and anchor = '' and kind = ? and target = ? order by id",
            (name.key, kind, target),
        ).fetchone()
        if row:
            return int(row[0])
        (mention,) = self.add(None, "", 0, [Mention(written, kind)])
        self._connection.execute("update mention set target = ? where id = ?", (target, mention))
        return mention

    def shared_all(self, voices: Iterable[tuple[str, SpeakerKind]]) -> dict[tuple[str, SpeakerKind], int]:
        """What `shared` gives for each of these names and kinds."""
        parsed = {voice: parse(*voice) for voice in sorted(voices)}
        rows = self._connection.execute(
            "select key, kind, target, min(id) from mention where anchor = '' and key in"
            " (select value from json_each(?)) group by key, kind, target",
            (_json({name.key for name in parsed.values()}),),
        ).fetchall()
        known = {(key, kind, target): mention for key, kind, target, mention in rows}
        found = {}
        for (written, kind), name in parsed.items():
            mention = known.get((name.key, kind, _own_target(name)))
            found[written, kind] = self.shared(written, kind) if mention is None else mention
        return found

    def mentions_of(self, quotes: Sequence[int]) -> set[int]:
        """The mentions through which these quotes have, or had before a correction, their speakers."""
        given = json.dumps(quotes)
        found: set[int] = set()
        for table in ("quote_speaker", "quote_reporter", "overruled_speaker"):
            rows = self._connection.execute(
                f"select mention_id from {table} where quote_id in (select value from json_each(?))",  # noqa: S608
                (given,),
            )
            found.update(mention for (mention,) in rows.fetchall())
        return found

    def drop_shared(self, mentions: set[int]) -> set[int]:
        """Take out those shared mentions that no quote has any more. Returns what `settle` does."""
        for mention in mentions:
            row = self._connection.execute(_UNUSED, (mention,)).fetchone()
            if row:
                self._leave(parse(row[0], row[1]), 0, "", mention)
                self.speakers.forget(mention)
                self._connection.execute("delete from mention where id = ?", (mention,))
        return self.settle()

    def speakers_of(self, mentions: Iterable[int]) -> dict[int, int]:
        """By mention, the ids of the speakers that settled mentions belong to."""
        rows = self._connection.execute(
            "select id, speaker_id from mention where id in (select value from json_each(?))",
            (json.dumps(list(mentions)),),
        )
        return dict(rows.fetchall())

    def remove(self, article: int) -> None:
        """Take an article's mentions out, after its quotes."""
        rows = self._connection.execute(
            "select id, name, kind, day, anchor from mention where article_id = ?", (article,)
        ).fetchall()
        for mention, written, kind, day, anchor in rows:
            self._leave(parse(written, kind), day, anchor, mention)
            self.speakers.forget(mention)
        self._connection.execute("delete from mention where article_id = ?", (article,))
        gone = {mention for mention, *_ in rows}
        self._changes.parts -= gone
        self._changes.fresh -= gone
        self._contexts.clear()

    def settle(self) -> set[int]:
        """Bring clusters and speakers up to date. Returns the ids of quotes whose speakers changed."""
        for block in sorted(self._changes.blocks):
            self._fulls.sort(block)
        for part in sorted(self._changes.parts):
            self._name_parts.decide(part)
        for surname in sorted(self._changes.loose):
            self._name_parts.gather(surname, self._changes.loose[surname])
        # Decisions are read against the clusters as they are now.
        self.speakers.clear()
        changed = self.speakers.assign(self._changes.fresh)
        self._changes.clear()
        self.speakers.clear()
        self._contexts.trim()
        return changed

    def clear(self) -> None:
        """Forget what was noted and read: after a rollback, or when another program may have written."""
        self._changes.clear()
        self.speakers.clear()
        self._contexts.clear()

    def enter(self, name: Name, has_article: bool, day: int, anchor: str, mention: int) -> None:
        """Note that a mention, whose row is written, belongs to the archive."""
        self._changes.fresh.add(mention)
        if name.whole:
            mentions, weak = self._connection.execute(
                "insert into name (key, block, mentions, cluster) values (?, ?, 1, ?)"
                " on conflict do update set mentions = mentions + 1 returning mentions, weak",
                (name.key, name.block, name.key),
            ).fetchone()
            if mentions == 1 or weak:
                self._changes.blocks.add(name.block)
        if not has_article:
            return
        self._lines.enter(name, day, anchor, mention)
        if name.whole:
            self._changes.parts |= self._lines.parts_near(name, day, anchor, mention)
        elif name.lines:
            self._changes.parts.add(mention)

    def _leave(self, name: Name, day: int, anchor: str, mention: int) -> None:
        if name.whole:
            if anchor:
                self._changes.parts |= self._lines.parts_near(name, day, anchor, mention)
            mentions, weak = self._connection.execute(
                "update name set mentions = mentions - 1 where key = ? returning mentions, weak", (name.key,)
            ).fetchone()
            if mentions <= 0:
                self._connection.execute("delete from name where key = ?", (name.key,))
            if mentions <= 0 or weak:
                self._changes.blocks.add(name.block)
        elif name.lines:
            (position,) = self._connection.execute(
                "select position from mention where id = ?", (mention,)
            ).fetchone()
            if self._lines.tighten(name.lines[0], anchor, mention):
                self._changes.loose.setdefault(name.lines[0], set()).add(Loose(anchor, position, mention))
        self._lines.leave(name, day, anchor, mention)


def _own_target(name: Name) -> str:
    """Whom a shared name stands for when nobody says: itself, or as a part of a name nobody else."""
    return name.key if name.whole else f"u:{name.key}"


def _json(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)
