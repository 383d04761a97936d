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

from store.archive.numbering import short_hash
from store.linking.contexts import Contexts
from store.linking.evidence import NONE, Evidence, common_role, weigh
from store.linking.lines import Lines
from store.linking.mentions import Mention, company_key
from store.linking.names import Name, parse
from store.linking.parts import REPRESENTATIVES, Decision, Loose, Neighbour, decide, fits, gather, join_one
from store.linking.speakers import Speakers
from store.linking.whole import Cluster, clusters
from store.records import SpeakerKind

_SKETCH = 16
"""Mentions of a name (those first by anchor) that tell what its articles have in common with another's."""

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
        self._blocks: set[str] = set()
        self._parts: set[int] = set()
        self._loose: dict[str, set[Loose]] = {}
        self._fresh: set[int] = set()

    def add(self, article: int | None, anchor: str, day: int, mentions: Sequence[Mention]) -> list[int]:
        """Write the mentions of one article (or shared ones, with no article); their ids, in order."""
        ids = []
        for position, mention in enumerate(mentions):
            name = mention.name
            target = (
                name.key if name.whole else f"u:{name.key}:{anchor}:{position}" if anchor else f"u:{name.key}"
            )
            cursor = self._connection.execute(
                "insert into mention (article_id, position, day, anchor, name, key, block, kind, aliases,"
                " roles,"
                " target) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        self._parts -= gone
        self._fresh -= gone
        self._contexts.clear()

    def settle(self) -> set[int]:
        """Bring clusters and speakers up to date. Returns the ids of quotes whose speakers changed."""
        for block in sorted(self._blocks):
            self._sort_block(block)
        for part in sorted(self._parts):
            self._decide(part)
        for surname in sorted(self._loose):
            self._gather(surname, self._loose[surname])
        # Decisions are read against the clusters as they are now.
        self.speakers.clear()
        changed = self.speakers.assign(self._fresh)
        self._forget()
        self._contexts.trim()
        return changed

    def clear(self) -> None:
        """Forget what was noted and read: after a rollback, or when another program may have written."""
        self._forget()
        self._contexts.clear()

    def _forget(self) -> None:
        self._blocks.clear()
        self._parts.clear()
        self._loose.clear()
        self._fresh.clear()
        self.speakers.clear()

    def enter(self, name: Name, has_article: bool, day: int, anchor: str, mention: int) -> None:
        """Note that a mention, whose row is written, belongs to the archive."""
        self._fresh.add(mention)
        if name.whole:
            mentions, weak = self._connection.execute(
                "insert into name (key, block, mentions, cluster) values (?, ?, 1, ?)"
                " on conflict do update set mentions = mentions + 1 returning mentions, weak",
                (name.key, name.block, name.key),
            ).fetchone()
            if mentions == 1 or weak:
                self._blocks.add(name.block)
        if not has_article:
            return
        self._lines.enter(name, day, anchor, mention)
        if name.whole:
            self._parts |= self._lines.parts_near(name, day, anchor, mention)
        elif name.lines:
            self._parts.add(mention)

    def _leave(self, name: Name, day: int, anchor: str, mention: int) -> None:
        if name.whole:
            if anchor:
                self._parts |= self._lines.parts_near(name, day, anchor, mention)
            mentions, weak = self._connection.execute(
                "update name set mentions = mentions - 1 where key = ? returning mentions, weak", (name.key,)
            ).fetchone()
            if mentions <= 0:
                self._connection.execute("delete from name where key = ?", (name.key,))
            if mentions <= 0 or weak:
                self._blocks.add(name.block)
        elif name.lines:
            (position,) = self._connection.execute(
                "select position from mention where id = ?", (mention,)
            ).fetchone()
            if self._lines.tighten(name.lines[0], anchor, mention):
                self._loose.setdefault(name.lines[0], set()).add(Loose(anchor, position, mention))
        self._lines.leave(name, day, anchor, mention)

    # Full names: the clusters of a block.

    def _sort_block(self, block: str) -> None:
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
        self.speakers.rename_clusters(renamed)
        if self.speakers.has_corrections():
            self._fresh.update(m for name in before for m in self._mentions(name))

    def _moved(self, name: str) -> None:
        """A name belongs to another cluster now: so do its mentions, and parts near them may."""
        for mention in self._mentions(name):
            self._fresh.add(mention)
        rows = self._connection.execute(
            "select id, day, anchor from mention where key = ? and article_id is not null", (name,)
        ).fetchall()
        for mention, day, anchor in rows:
            self._parts |= self._lines.parts_near(self._name(name), day, anchor, mention)

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

    # Parts of names.

    def _decide(self, part: int) -> None:
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
                (_json({other.name.key for other in others}),),
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
                self._loose.setdefault(line, set()).add(loose)
            self._write(part, decision)
        elif self._lines.loosen(line, placed.anchor, part):
            self._loose.setdefault(line, set()).add(loose)

    def _gather(self, line: str, changed: set[Loose]) -> None:
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
            self._fresh.add(part)


def _own_target(name: Name) -> str:
    """Whom a shared name stands for when nobody says: itself, or as a part of a name nobody else."""
    return name.key if name.whole else f"u:{name.key}"


def _json(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


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
