"""Quotes that come in bulk, without their articles: tens of thousands a second, index included."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.archive.articles import Articles
from store.archive.indexing import Index
from store.archive.numbering import Numbers, day_of, short_hash
from store.linking.linker import Linker
from store.linking.topics import Topics
from store.records import Kind, Mode, SpeakerKind
from store.search.tags import Tag, tag_text, token, without_private_use

_QUOTE = (
    "insert into quote (id, uid, text, tags, kind, mode, confidence, attributed, speaker_kind, published,"
    " outlet_id, url, title, occurrences) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class BulkQuote:
    """One quote as a collection of quotes has it."""

    origin: str
    """What makes it the one it is in its collection ("quotebank:2015-12-01-000012"): added once."""
    text: str
    speaker: str = ""
    """Empty when nobody is known to have said it."""
    speaker_kind: SpeakerKind = "person"
    published: date | None = None
    outlet: str = ""
    url: str = ""
    title: str = ""
    kind: Kind = "direct"
    mode: Mode = "speech"
    confidence: float = 1.0
    occurrences: int = 1
    uid: str = ""
    """Its public identity where it has one already; made from `origin` when empty."""


class Bulk:
    """Writes batches of quotes, inside the caller's transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        index: Index,
        linker: Linker,
        topics: Topics,
        numbers: Numbers,
        articles: Articles,
    ) -> None:
        self._connection = connection
        self._index = index
        self._linker = linker
        self._topics = topics
        self._numbers = numbers
        self._articles = articles

    def add(self, quotes: Sequence[BulkQuote]) -> int:
        """Write those of `quotes` that are new, and return how many they were."""
        fresh = self._fresh(quotes)
        if not fresh:
            return 0
        mentions = self._mentions(fresh)
        moved = self._linker.settle()
        speakers = {who: (mention, self._linker.speaker_of(mention)) for who, mention in mentions.items()}
        outlets = {name: self._articles.outlet(name) for name in {quote.outlet for quote in fresh.values()}}
        numbered = self._number(fresh)
        self._index.scratch.load([(quote, without_private_use(row.text)) for quote, _, row in numbered])
        ids = [quote for quote, _, _ in numbered]
        self._topics.classify(ids, self._index.scratch.matching)
        issues = self._issues(ids)
        rows, stored = [], []
        for quote, _, row in numbered:
            speaker = speakers.get((row.speaker, row.speaker_kind))
            tags = _tags(row, speaker and speaker[1], outlets[row.outlet])
            stored.append(tags)
            rows.append(
                (quote, row.text, " ".join([tags, *(token(Tag.ISSUE, i) for i in issues.get(quote, ()))]))
            )
        self._write(numbered, stored, speakers, outlets)
        self._index.add_rows(rows, loaded=True)
        self._index.refresh(moved)
        return len(fresh)

    def _fresh(self, quotes: Sequence[BulkQuote]) -> dict[str, BulkQuote]:
        """By uid, those with text that the archive has not, nor had and rejected."""
        given = {quote.uid or short_hash(quote.origin): quote for quote in quotes if quote.text.strip()}
        known = self._connection.execute(
            "select value from json_each(?) where value in (select uid from quote)"
            " or value in (select uid from rejected_quote)",
            ('["' + '","'.join(given) + '"]' if given else "[]",),
        ).fetchall()
        for (uid,) in known:
            del given[uid]
        return given

    def _mentions(self, fresh: dict[str, BulkQuote]) -> dict[tuple[str, SpeakerKind], int]:
        people = {(row.speaker, row.speaker_kind) for row in fresh.values() if row.speaker.strip()}
        return {(name, kind): self._linker.shared(name, kind) for name, kind in sorted(people)}

    def _number(self, fresh: dict[str, BulkQuote]) -> list[tuple[int, str, BulkQuote]]:
        """(id, uid, quote) by ascending id."""
        by_day: dict[int, list[str]] = {}
        for uid, row in fresh.items():
            by_day.setdefault(day_of(row.published), []).append(uid)
        numbered = []
        for day in sorted(by_day):
            ids = self._numbers.take(day, len(by_day[day]))
            numbered += [(quote, uid, fresh[uid]) for quote, uid in zip(ids, by_day[day], strict=True)]
        return sorted(numbered, key=lambda item: item[0])

    def _issues(self, ids: Sequence[int]) -> dict[int, list[int]]:
        rows = (
            self._connection.execute(
                "select quote_id, issue_id from quote_issue where quote_id between ? and ?", (ids[0], ids[-1])
            ).fetchall()
            if self._topics.overrides.definitions
            else []
        )
        found: dict[int, list[int]] = {}
        for quote, issue in rows:
            found.setdefault(quote, []).append(issue)
        return found

    def _write(
        self,
        numbered: Sequence[tuple[int, str, BulkQuote]],
        tags: Sequence[str],
        speakers: dict[tuple[str, SpeakerKind], tuple[int, int]],
        outlets: dict[str, int | None],
    ) -> None:
        self._connection.executemany(
            _QUOTE,
            [
                (
                    quote, uid, row.text, tag, row.kind, row.mode, row.confidence, row.speaker,
                    row.speaker_kind if row.speaker.strip() else "unknown",
                    row.published.isoformat() if row.published else None, outlets[row.outlet], row.url,
                    row.title, row.occurrences,
                )
                for (quote, uid, row), tag in zip(numbered, tags, strict=True)
            ],
        )  # fmt: skip
        self._connection.executemany(
            "insert into quote_speaker values (?, 0, ?, ?, 0)",
            [
                (quote, found[1], found[0])
                for quote, _, row in numbered
                if (found := speakers.get((row.speaker, row.speaker_kind)))
            ],
        )


def _tags(row: BulkQuote, speaker: int | None, outlet: int | None) -> str:
    voice = row.speaker_kind if speaker is not None else "unknown"
    tokens = [token(Tag.KIND, row.kind), token(Tag.MODE, row.mode), token(Tag.VOICE, voice)]
    if speaker is not None:
        tokens.append(token(Tag.SPEAKER, speaker))
    if outlet is not None:
        tokens.append(token(Tag.OUTLET, outlet))
    return tag_text(tokens)
