"""Quotes that come in bulk, without their articles: tens of thousands a second, index included."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from store.archive.articles import Articles
from store.archive.indexing import Index, filter_tags
from store.archive.numbering import Numbers, day_of, short_hash
from store.archive.scratch import Scratch
from store.linking.linker import Linker
from store.linking.topics import Topics
from store.records import IssueMention, Kind, Mode, SpeakerKind
from store.search.tags import without_private_use
from store.search.words import counted

_QUOTE = (
    "insert into quote (id, uid, text, tags, kind, mode, confidence, negated, attributed, speaker_kind, role,"
    " on_behalf_of, reported_by, published, outlet_id, url, title, occurrences)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_Voice = tuple[str, SpeakerKind]


class BulkQuote(NamedTuple):
    """One quote as a collection of quotes has it. A tuple: a million are made of them."""

    origin: str
    """What makes it the one it is in its collection ("quotebank:2015-12-01-000012"): added once."""
    text: str
    speakers: tuple[str, ...] = ()
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
    attributed: str = ""
    """The words that name who said it; the speakers' names when empty."""
    role: str = ""
    negated: bool = False
    reported_by: str = ""
    on_behalf_of: str = ""
    issues: tuple[str, ...] = ()
    collected: str = ""
    """What else its collection tells of it: a JSON object, kept and exported as it is."""

    @property
    def voices(self) -> Voices:
        """Who speaks, on whose behalf, and through whom it came, as far as the collection says."""
        return Voices(self.speakers, self.speaker_kind, self.on_behalf_of, self.reported_by)


def words_of(quotes: Iterable[BulkQuote]) -> dict[str, int]:
    """In how many of `quotes` each word stands, as the index counts them."""
    return dict(counted(without_private_use(quote.text) for quote in quotes))


class Voices(NamedTuple):
    """The people of a quote; the same for many quotes."""

    speakers: tuple[str, ...]
    kind: SpeakerKind
    on_behalf_of: str
    reported_by: str

    def named(self) -> list[_Voice]:
        """Each of them, with its kind."""
        found: list[_Voice] = [(name, self.kind) for name in self.speakers if name.strip()]
        if self.on_behalf_of.strip():
            found.append((self.on_behalf_of, "person"))
        if self.reported_by.strip():
            found.append((self.reported_by, "publication"))
        return found


class _Row(NamedTuple):
    id: int
    uid: str
    quote: BulkQuote


class _Known(NamedTuple):
    """A name's mention in the archive, and the speaker it belongs to."""

    mention: int
    speaker: int


class _Cast(NamedTuple):
    """`Voices` as the archive knows them."""

    speakers: tuple[_Known, ...]
    behalf: _Known | None
    reporter: _Known | None


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

    def add(self, quotes: Sequence[BulkQuote], words: Mapping[str, int] | None) -> list[str]:
        """Write those of `quotes` that are new, and return their uids.

        `words` says in how many of `quotes` each word stands, where that is known.
        """
        fresh = self._fresh(quotes)
        if not fresh:
            return []
        if len(fresh) < len(quotes):
            words = None
        voices = {uid: quote.voices for uid, quote in fresh.items()}
        casts, moved = self._casts(set(voices.values()))
        outlets = {name: self._articles.outlet(name) for name in {quote.outlet for quote in fresh.values()}}
        rows = self._number(fresh)
        ids = [row.id for row in rows]
        texts = [(row.id, without_private_use(row.quote.text)) for row in rows]
        suggested = self._suggest(rows)
        self._topics.classify(ids, Scratch(self._connection, texts).matching)
        tags = self._write(rows, {uid: casts[those] for uid, those in voices.items()}, outlets)
        has_issues = suggested or self._topics.overrides.definitions
        issues = self._index.issues_of(ids) if has_issues else {}
        with self._index.unmerged():
            self._index.add_texts(texts, tags, issues, words)
        self._index.refresh(moved)
        return list(fresh)

    def _fresh(self, quotes: Sequence[BulkQuote]) -> dict[str, BulkQuote]:
        """By uid, those with text that the archive has not, nor had and rejected."""
        given = {quote.uid or short_hash(quote.origin): quote for quote in quotes if quote.text.strip()}
        known = self._connection.execute(
            "select value from json_each(?) where value in (select uid from quote)"
            " or value in (select uid from rejected_quote)",
            (json.dumps(list(given)),),
        ).fetchall()
        for (uid,) in known:
            del given[uid]
        return given

    def _casts(self, several: set[Voices]) -> tuple[dict[Voices, _Cast], set[int]]:
        """Everybody they name; and the older quotes whose speakers changed with that."""
        mentions = self._linker.shared_all({voice for voices in several for voice in voices.named()})
        moved = self._linker.settle()
        speakers = self._linker.speakers_of(mentions.values())
        known = {voice: _Known(mention, speakers[mention]) for voice, mention in mentions.items()}
        casts = {}
        for voices in several:
            said = tuple(known[name, voices.kind] for name in voices.speakers if name.strip())
            behalf = known.get((voices.on_behalf_of, "person"))
            casts[voices] = _Cast(said, behalf, known.get((voices.reported_by, "publication")))
        return casts, moved

    def _number(self, fresh: dict[str, BulkQuote]) -> list[_Row]:
        """By ascending id."""
        by_day: dict[int, list[str]] = {}
        for uid, quote in fresh.items():
            by_day.setdefault(day_of(quote.published), []).append(uid)
        rows = []
        for day in sorted(by_day):
            ids = self._numbers.take(day, len(by_day[day]))
            rows += [_Row(id_, uid, fresh[uid]) for id_, uid in zip(ids, by_day[day], strict=True)]
        return sorted(rows)

    def _suggest(self, rows: Sequence[_Row]) -> bool:
        """Write what the collection says the quotes are about; whether it says anything."""
        about: dict[str, list[int]] = {}
        for at, row in enumerate(rows):
            for name in row.quote.issues:
                about.setdefault(name, []).append(at)
        mentions = [IssueMention(name, tuple(places)) for name, places in about.items()]
        self._topics.suggest([row.id for row in rows], mentions)
        return bool(mentions)

    def _write(
        self, rows: Sequence[_Row], casts: dict[str, _Cast], outlets: dict[str, int | None]
    ) -> list[str]:
        """Write the rows; the filter tokens of each."""
        written, said, reported, told, tags = [], [], [], [], []
        for id_, uid, quote in rows:
            speakers, behalf, reporter = casts[uid]
            said += [(id_, at, who.speaker, who.mention, 0) for at, who in enumerate(speakers)]
            if behalf is not None:
                said.append((id_, len(speakers), behalf.speaker, behalf.mention, 1))
            if reporter is not None:
                reported.append((id_, reporter.speaker, reporter.mention))
            if quote.collected:
                told.append((id_, quote.collected))
            voice: SpeakerKind = quote.speaker_kind if speakers else "unknown"
            ids = [who.speaker for who in speakers]
            outlet, through = outlets[quote.outlet], reporter and reporter.speaker
            tags.append(
                filter_tags(
                    quote.kind, quote.mode, voice, quote.negated, False, ids, behalf and behalf.speaker,
                    outlet, through,
                )
            )  # fmt: skip
            written.append(
                (
                    id_, uid, quote.text, tags[-1], quote.kind, quote.mode, quote.confidence, quote.negated,
                    quote.attributed or " and ".join(quote.speakers), voice, quote.role, quote.on_behalf_of,
                    quote.reported_by or None, quote.published.isoformat() if quote.published else None,
                    outlet, quote.url, quote.title, quote.occurrences,
                )
            )  # fmt: skip
        self._connection.executemany(_QUOTE, written)
        self._connection.executemany("insert into quote_speaker values (?, ?, ?, ?, ?)", said)
        self._connection.executemany("insert into quote_reporter values (?, ?, ?)", reported)
        self._connection.executemany("insert into collected values (?, ?)", told)
        return tags
