"""Articles with their quotes into the archive's tables, and out of them, inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from store.archive.indexing import Index
from store.archive.numbering import Numbers, article_hash, day_of, quote_uids
from store.archive.scratch import Scratch
from store.linking.linker import Linker
from store.linking.mentions import Voices, mentions_of
from store.linking.topics import Topics
from store.provenance import provenance
from store.records import Article, ExtractedQuote, Extraction, Span
from store.search.tags import without_private_use

ANCHOR_DIGITS = 16

_QUOTE = (
    "insert into quote"
    " (id, uid, article_id, text, tags, content, cue, source, kind, mode, confidence, negated,"
    " attributed, speaker_kind, role, on_behalf_of, reported_by, published, outlet_id)"
    " values (?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def now(timespec: Literal["seconds", "microseconds"] = "seconds") -> str:
    """Date and time in UTC, as the archive writes them."""
    return datetime.now(UTC).isoformat(timespec=timespec)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article's quotes go: its row and what they share."""

    article: int
    hash: str
    day: int
    published: str | None
    outlet: int | None

    @property
    def anchor(self) -> str:
        """What names the article where only a few letters are to be had."""
        return self.hash[:ANCHOR_DIGITS]


class Articles:
    """Writes articles and what was extracted from them."""

    def __init__(
        self, connection: sqlite3.Connection, index: Index, linker: Linker, topics: Topics, numbers: Numbers
    ) -> None:
        self._connection = connection
        self._index = index
        self._linker = linker
        self._topics = topics
        self._numbers = numbers

    def find(self, hash_: str) -> tuple[int, str] | None:
        """The id and extractor of the article with this hash."""
        row = self._connection.execute(
            "select id, extractor from article where hash = ?", (hash_,)
        ).fetchone()
        return (int(row[0]), str(row[1])) if row else None

    def place(self, article: int) -> Place:
        """Where the quotes of an article that is there go."""
        hash_, published, outlet = self._connection.execute(
            "select hash, published, outlet_id from article where id = ?", (article,)
        ).fetchone()
        day = day_of(date.fromisoformat(published)) if published else 0
        return Place(article, hash_, day, published, outlet)

    def insert(self, article: Article, extractor: str, added: str = "") -> Place:
        """Write the article itself, with its full text."""
        outlet = self.outlet(article.outlet.strip() or provenance(article.url, article.origin))
        published = article.published.isoformat() if article.published else None
        hash_ = article_hash(article)
        cursor = self._connection.execute(
            "insert into article"
            " (hash, title, text, published, outlet_id, url, author, language, origin, notes,"
            " added, extractor) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                hash_, article.title, article.text, published, outlet, article.url, article.author,
                article.language, article.origin, json.dumps(article.notes, ensure_ascii=False),
                added or now(), extractor,
            ),
        )  # fmt: skip
        assert cursor.lastrowid is not None
        self._connection.execute(
            "insert into article_fts(rowid, title, text) values (?, ?, ?)",
            (cursor.lastrowid, without_private_use(article.title), without_private_use(article.text)),
        )
        return Place(cursor.lastrowid, hash_, day_of(article.published), published, outlet)

    def outlet(self, name: str) -> int | None:
        """The id of an outlet, made when it is new; None for the empty name."""
        if not name.strip():
            return None
        row = self._connection.execute("select id from outlet where name = ?", (name.strip(),)).fetchone()
        if row is None:
            row = self._connection.execute(
                "insert into outlet (name) values (?) returning id", (name.strip(),)
            ).fetchone()
        return int(row[0])

    def write_quotes(
        self, place: Place, extraction: Extraction, kept: Mapping[str, int]
    ) -> tuple[set[int], set[int]]:
        """Write what was extracted; quotes whose uid is in `kept` get that id. Nothing is indexed yet.

        Returns the ids of the article's quotes, and of quotes (of any article) whose speakers changed with
        it.
        """
        uids = quote_uids(place.hash, [quote.attribution.content for quote in extraction.quotes])
        moved = self._replace_bulk(place.hash, uids)
        fresh = iter(self._numbers.take(place.day, sum(uid not in kept for uid in uids)))
        ids = [kept[uid] if uid in kept else next(fresh) for uid in uids]
        self._connection.executemany(
            _QUOTE,
            [
                self._row(place, quote_id, uid, quote, extraction.text)
                for quote_id, uid, quote in zip(ids, uids, extraction.quotes, strict=True)
            ],
        )
        mentions, voices = mentions_of(extraction)
        mention_ids = self._linker.add(place.article, place.anchor, place.day, mentions)
        moved |= self._linker.settle()
        self._write_voices(ids, voices, mention_ids)
        self._topics.suggest(ids, extraction.issues)
        return set(ids), moved

    def index_quotes(self, ids: Iterable[int]) -> None:
        """Give new quotes their issues and put them in the index."""
        ordered = sorted(ids)
        texts = [
            (quote, without_private_use(text))
            for quote in ordered
            for (text,) in self._connection.execute(
                "select text from quote where id = ?", (quote,)
            ).fetchall()
        ]
        self._topics.classify(ordered, Scratch(self._connection, texts).matching)
        self._index.add_quotes(ordered)

    def delete_quotes(self, article: int) -> None:
        """Take an article's quotes, mentions and suggestions out of the tables and the index."""
        rows = self._connection.execute("select id from quote where article_id = ?", (article,)).fetchall()
        self._delete([quote for (quote,) in rows])
        self._connection.execute("delete from rejected_quote where article_id = ?", (article,))
        self._linker.remove(article)

    def _replace_bulk(self, article: str, uids: Sequence[str]) -> set[int]:
        """An article's quotes that came before it, without it, make way for the same ones with their place.

        Returns the ids of quotes whose speakers changed with that.
        """
        given = json.dumps(uids)
        here = "where article_id is null and uid in (select value from json_each(?))"
        rows = self._connection.execute(f"select id from quote {here}", (given,)).fetchall()  # noqa: S608
        rejected = self._connection.execute(f"delete from rejected_quote {here}", (given,)).rowcount  # noqa: S608
        if not rows and not rejected:
            return set()
        # What a person decided about them is about the article's quotes now.
        self._connection.execute(
            "update correction set article = ? where article = '' and json_extract(detail, '$.uid') in"
            " (select value from json_each(?))",
            (article, given),
        )
        ids = [quote for (quote,) in rows]
        mentions = self._linker.mentions_of(ids)
        self._delete(ids)
        return self._linker.drop_shared(mentions)

    def _delete(self, ids: Sequence[int]) -> None:
        self._index.remove_quotes(ids)
        self._topics.withdraw(ids)
        for table in ("quote_speaker", "quote_reporter", "overruled_speaker", "overruled_quote"):
            delete = f"delete from {table} where quote_id = ?"  # noqa: S608
            self._connection.executemany(delete, [(quote,) for quote in ids])
        self._connection.executemany("delete from quote where id = ?", [(quote,) for quote in ids])

    def contents(self, article: int) -> dict[str, tuple[int, list[list[int]]]]:
        """By uid, the id and content spans of an article's quotes, rejected ones among them."""
        rows = self._connection.execute(
            "select uid, id, content from quote where article_id = ?1 union all"
            " select uid, id, json_extract(facts, '$.quote[0].content') from rejected_quote where"
            " article_id = ?1",
            (article,),
        ).fetchall()
        return {uid: (quote, json.loads(content)) for uid, quote, content in rows}

    def extracted_by(self, article: int, extractor: str) -> None:
        """Note the version that an article's quotes were extracted by."""
        self._connection.execute("update article set extractor = ? where id = ?", (extractor, article))

    def delete(self, article: int) -> None:
        """Take an article out, its quotes first."""
        self.delete_quotes(article)
        title, text = self._connection.execute(
            "select title, text from article where id = ?", (article,)
        ).fetchone()
        self._connection.execute(
            "insert into article_fts(article_fts, rowid, title, text) values ('delete', ?, ?, ?)",
            (article, without_private_use(title), without_private_use(text)),
        )
        self._connection.execute("delete from article where id = ?", (article,))

    def _row(
        self, place: Place, quote_id: int, uid: str, quote: ExtractedQuote, text: str
    ) -> tuple[object, ...]:
        said = quote.attribution
        return (
            quote_id, uid, place.article, quote.text,
            _spans(said.content), _spans(said.cue), _spans(said.source),
            said.kind, said.mode, said.confidence, int(said.negated),
            " … ".join(text[start:end] for start, end in said.source), quote.speaker_kind, quote.role,
            quote.on_behalf_of, quote.reported_by, place.published, place.outlet,
        )  # fmt: skip

    def _write_voices(self, ids: Sequence[int], voices: Sequence[Voices], mentions: Sequence[int]) -> None:
        for quote, voice in zip(ids, voices, strict=True):
            said = [(quote, at, mentions[index], 0) for at, index in enumerate(voice.speakers)]
            if voice.behalf is not None and voice.behalf not in voice.speakers:
                said.append((quote, len(said), mentions[voice.behalf], 1))
            self._connection.executemany(
                "insert into quote_speaker (quote_id, position, mention_id, behalf, speaker_id)"
                " values (?1, ?2, ?3, ?4, (select speaker_id from mention where id = ?3))",
                said,
            )
            if voice.reporter is not None:
                self._connection.execute(
                    "insert into quote_reporter (quote_id, mention_id, speaker_id)"
                    " values (?1, ?2, (select speaker_id from mention where id = ?2))",
                    (quote, mentions[voice.reporter]),
                )


def _spans(spans: Sequence[Span]) -> str:
    return json.dumps([list(span) for span in spans], separators=(",", ":"))
