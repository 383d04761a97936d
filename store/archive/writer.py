"""`Archive`: the only place that writes."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from store.archive.answers import Mark
from store.archive.articles import Articles
from store.archive.bulk import Bulk, BulkQuote
from store.archive.correcting import Correcting
from store.archive.corrections import Corrections
from store.archive.errors import ArchiveError
from store.archive.indexing import Index
from store.archive.numbering import Numbers, article_hash
from store.archive.overruling import Overruling
from store.archive.personal import Personal
from store.archive.rebuilding import Report, rebuild
from store.archive.session import open_for_writing, transaction
from store.archive.subscriptions import Subscriptions
from store.linking.duplicates import Duplicates
from store.linking.linker import Linker
from store.linking.topics import Topics
from store.records import Article, Extraction
from store.search import snapshot


class Archive(Correcting):
    """One archive file, open for writing. Use from one thread at a time.

    Every method is one transaction: it happens whole or not at all. All raise
    `store.archive.errors.ArchiveError`, with a sentence a person can act on, when SQLite cannot do it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._version = -1
        self._index = Index(connection)
        self._linker = Linker(connection)
        self._topics = Topics(connection)
        self._numbers = Numbers(connection)
        self._articles = Articles(connection, self._index, self._linker, self._topics, self._numbers)
        overruling = Overruling(connection, self._index, self._linker, self._topics, self._articles)
        self._corrections = Corrections(connection, self._index, self._linker, self._topics, overruling)
        self._bulk = Bulk(connection, self._index, self._linker, self._topics, self._numbers, self._articles)
        self._personal = Personal(connection)
        self._duplicates = Duplicates(connection)
        self.subscriptions = Subscriptions(connection)
        """Feeds. Its methods write inside the caller's `transaction`."""

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open `path`, made or migrated where needed."""
        return cls(Path(path), open_for_writing(Path(path)))

    def close(self) -> None:
        """Close the file. The archive cannot be used any more."""
        with contextlib.suppress(sqlite3.Error, ArchiveError):
            if snapshot.due(self._connection):
                with self.transaction():
                    snapshot.refresh(self._connection)
            self._connection.execute("pragma optimize")
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Several changes as one: all of them or none."""
        outermost = not self._connection.in_transaction
        try:
            with transaction(self._connection, self.path):
                if outermost:
                    self._forget()
                yield
                if outermost:
                    self._duplicates.count_again(self._index.changed)
                    self._index.changed.clear()
                    self._index.write_words()
        except BaseException:
            if outermost:
                self._linker.clear()
                self._index.changed.clear()
                self._index.forget_words()
            raise

    def _forget(self) -> None:
        """At the start of a transaction: what was read in an earlier one may be true no more."""
        self._numbers.forget()
        self._topics.clear()
        (version,) = self._connection.execute("pragma data_version").fetchone()
        if version != self._version:
            # Another program has written.
            self._linker.clear()
            self._version = version

    # Articles.

    def key(self, article: Article) -> str:
        """What makes an article the one it is: a hash of its text and date."""
        return article_hash(article)

    def find(self, article: Article) -> int | None:
        """The id of the article (its text on its date) in the archive."""
        found = self._articles.find(article_hash(article))
        return found[0] if found else None

    def has(self, article: Article) -> bool:
        """Whether the article (its text on its date) is in the archive."""
        return self._articles.find(article_hash(article)) is not None

    def add_article(
        self, article: Article, extraction: Extraction, *, extractor: str = "", added: str = ""
    ) -> bool:
        """Add an article with what was extracted from it. Returns False, changing nothing, when it is there.

        `extractor` names the version of what extracted it; `added` is when that was, else it is now.
        """
        with self.transaction():
            if self._articles.find(article_hash(article)):
                return False
            place = self._articles.insert(article, extractor, added)
            quotes, moved = self._articles.write_quotes(place, extraction, {})
            self._articles.index_quotes(quotes)
            self._index.refresh(moved - quotes)
            self._corrections.lay_on_article(place.hash)
            self._duplicates.add_article(place.article, article.text)
            self._duplicates.add_quotes(place.article)
        return True

    def replace_extraction(self, article_id: int, extraction: Extraction, *, extractor: str = "") -> None:
        """Put what was extracted anew in the place of what was, keeping ids, marks and corrections.

        A quote whose words moved takes over the marks of the old quote it overlaps most.
        """
        with self.transaction():
            place = self._articles.place(article_id)
            before = self._articles.contents(article_id)
            self._duplicates.remove_quotes(article_id)
            self._articles.delete_quotes(article_id)
            kept = {uid: quote for uid, (quote, _) in before.items()}
            quotes, moved = self._articles.write_quotes(place, extraction, kept)
            self._articles.index_quotes(quotes)
            self._index.refresh(moved - quotes)
            after = self._articles.contents(article_id)
            self._personal.carry_over(
                {uid: content for uid, (_, content) in before.items()},
                {uid: content for uid, (_, content) in after.items()},
            )
            self._articles.extracted_by(article_id, extractor)
            self._corrections.lay_on_article(place.hash)
            self._duplicates.add_quotes(article_id)

    def remove_article(self, article_id: int) -> None:
        """Take an article out, with its quotes. Marks and corrections stay, in case it comes back."""
        with self.transaction():
            self._duplicates.remove_quotes(article_id)
            self._duplicates.remove_article(article_id)
            self._articles.delete(article_id)
            self._index.refresh(self._linker.settle())

    def add_bulk(self, quotes: Sequence[BulkQuote], words: Mapping[str, int] | None = None) -> int:
        """Add quotes that come without their articles, one batch in one transaction; how many were new.

        Batches of some 20,000, ordered by date as far as the data allow, are the fastest; faster still where
        somebody has `store.archive.bulk.words_of` them. Call `optimize` after the last.
        """
        with self.transaction():
            added = self._bulk.add(quotes, words)
            self._corrections.lay_on_bulk(added)
        return len(added)

    def optimize(self) -> None:
        """Make the search index compact and its vocabulary quick to load: after a bulk of additions."""
        with self.transaction():
            self._index.optimize()
            self._refresh_words()

    def _refresh_words(self) -> None:
        self._index.write_words()
        snapshot.refresh(self._connection)

    def note(self, key: str, value: str) -> None:
        """Keep a fact about the archive itself under `key`: how far an import came."""
        with self.transaction():
            self._connection.execute("insert or replace into meta values (?, ?)", (key, value))

    def noted(self, key: str) -> str | None:
        """What `note` kept."""
        row = self._connection.execute("select value from meta where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def reindex(self, report: Report = lambda *_: None) -> None:
        """Make speakers, issues, counts and the search index again; corrections and marks hold."""
        with self.transaction():
            rebuild(self._connection, self._index, self._linker, self._topics, report)
            self._duplicates.rebuild()
            self._refresh_words()

    # What a person keeps.

    def mark(self, uid: str, note: str | None = None) -> None:
        """Mark a quote, last in order; with a note, set the note."""
        with self.transaction():
            self._personal.mark(uid, note)

    def unmark(self, uid: str) -> Mark | None:
        """Take a quote's mark and note off. Returns them, for `restore_mark`."""
        with self.transaction():
            return self._personal.unmark(uid)

    def restore_mark(self, mark: Mark) -> None:
        """Put a mark back, with its note and where it stood."""
        with self.transaction():
            self._personal.restore(mark)

    def reorder_marks(self, uids: Sequence[str]) -> None:
        """Put the marked quotes in this order; those not named follow in theirs."""
        with self.transaction():
            self._personal.reorder(uids)

    def set_seen(self, uids: Sequence[str], seen: bool = True) -> None:
        """Note that quotes were read, or were not."""
        with self.transaction():
            self._personal.set_seen(uids, seen)

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name."""
        with self.transaction():
            self._personal.save_search(name, query)

    def drop_search(self, name: str) -> None:
        """Forget a saved search."""
        with self.transaction():
            self._personal.drop_search(name)

    def search_looked_at(self, name: str) -> None:
        """A saved search was looked at: what is added from now on is new."""
        with self.transaction():
            self._personal.looked_at(name)

    def remember_query(self, query: str) -> None:
        """Put a query first in the history."""
        with self.transaction():
            self._personal.remember(query)
