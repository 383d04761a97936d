"""All feeds: those that are due, side by side, each one's news into the archive as it arrives.

Nothing is lost when this is interrupted, and nothing comes twice: an entry is marked as handled in the
transaction that writes its article, and the marks by which a server tells that a feed has not changed are
kept only once all of its entries were handled.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from store.archive.subscriptions import Feed, Known, Stated
from store.archive.writer import Archive
from store.extracting import Extract, run_extraction
from store.feeds.fetching import Fetched, Item, fetch
from store.feeds.http import Client
from store.ingest import Progress, add_articles
from store.records import Article

FEED_SECONDS = 240.0
"""After which no more pages of a feed are fetched."""

_GRACE = 90.0
"""Seconds past that after which a fetch that has not come back is given up."""

_FIRST_WAIT = 15 * 60.0
_LONGEST_WAIT = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Report:
    """How one feed came out."""

    feed: Feed
    new: int = 0
    """Articles that it brought."""
    known: int = 0
    """Articles in it that the archive had, from elsewhere."""
    changed: int = 0
    """Of the new ones, those whose entry was another article before."""
    unchanged: bool = False
    pending: int = 0
    """Entries that could not be had whole yet; tried again the next time."""
    problem: str = ""
    """Why it failed, as a sentence."""
    waiting: str = ""
    """ISO date and time before which it is not asked: it was passed over."""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """A feed that was had, of which some articles are still to be written."""

    fetched: Fetched
    left: int
    new: int = 0
    known: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry that an article is of."""

    feed: int
    entry: str
    stated: Stated
    changed: bool
    """It was another article before."""


def refresh(
    archive: Archive,
    *,
    client: Client | None = None,
    only: Iterable[str] = (),
    force: bool = False,
    threads: int = 8,
    jobs: int | None = None,
    feed_seconds: float = FEED_SECONDS,
    grace: float = _GRACE,
    report: Callable[[Report], None] = lambda _: None,
    progress: Callable[[Progress], None] = lambda _: None,
    extract: Extract = run_extraction,
) -> list[Report]:
    """Fetch the feeds that are due (`only` these addresses, where any are given), and add what is new.

    With `force` also those that are to be left alone for now. Raises `ArchiveError` when the archive cannot
    be written; what was added before stays.
    """
    wanted = set(only)
    feeds = [feed for feed in archive.subscriptions.all() if not wanted or feed.url in wanted]
    work = _Refresh(archive, report)
    due = []
    for feed in feeds:
        if feed.not_before > _now() and not force:
            work.tell(Report(feed, waiting=feed.not_before, problem=feed.problem))
        else:
            due.append((feed, archive.subscriptions.known(feed)))
    crew = _Crew(client or Client(), due, threads, feed_seconds, grace)
    add_articles(
        archive, work.articles(crew), report=progress, jobs=jobs, extract=extract, along=work.written
    )
    return work.reports


class _Crew:
    """Threads that fetch. They are daemons: one that hangs for ever holds up nothing."""

    def __init__(
        self,
        client: Client,
        due: list[tuple[Feed, dict[str, Known]]],
        threads: int,
        feed_seconds: float,
        grace: float,
    ) -> None:
        self._client = client
        self._due = list(reversed(due))
        self._threads = threads
        self._seconds = feed_seconds
        self._grace = grace
        self._done: queue.Queue[Fetched] = queue.Queue()
        self._begun: dict[int, tuple[Feed, float]] = {}

    def __iter__(self) -> Iterator[Fetched]:
        """What each feed came to, as it arrives."""
        while self._due or self._begun:
            while self._due and len(self._begun) < self._threads:
                self._begin(*self._due.pop())
            try:
                fetched = self._done.get(timeout=1.0)
            except queue.Empty:
                yield from self._given_up()
                continue
            # What comes after it was given up was told already.
            if self._begun.pop(fetched.feed.id, None):
                yield fetched

    def _begin(self, feed: Feed, known: dict[str, Known]) -> None:
        self._begun[feed.id] = (feed, time.monotonic())
        threading.Thread(target=self._fetch, args=(feed, known), daemon=True).start()

    def _fetch(self, feed: Feed, known: dict[str, Known]) -> None:
        try:
            fetched = fetch(self._client, feed, known, self._seconds)
        except Exception as error:  # noqa: BLE001 - a parser that trips over one feed must not cost the others
            fetched = Fetched(feed, problem=f"it could not be understood ({type(error).__name__}: {error})")
        self._done.put(fetched)

    def _given_up(self) -> Iterator[Fetched]:
        latest = time.monotonic() - self._seconds - self._grace
        for feed, begun in list(self._begun.values()):
            if begun < latest:
                del self._begun[feed.id]
                yield Fetched(feed, problem=f"it took longer than {self._seconds + self._grace:.0f} seconds")


class _Refresh:
    """Hands articles on to be added, and notes what becomes of them and their feeds."""

    def __init__(self, archive: Archive, report: Callable[[Report], None]) -> None:
        self._archive = archive
        self._report = report
        self._open: dict[int, _Open] = {}
        self._from: dict[Article, list[_Place]] = {}
        self.reports: list[Report] = []

    def articles(self, results: Iterable[Fetched]) -> Iterator[Article]:
        """The articles of each feed as it arrives."""
        for fetched in results:
            if fetched.problem:
                self._failed(fetched)
                continue
            feed = fetched.feed.id
            with self._archive.transaction():
                articles = [found for item in fetched.items if (found := self._article(feed, item))]
                state = self._open[feed] = _Open(fetched, len(articles))
                if not articles:
                    self._finish(state)
            for place, article in articles:
                # Two feeds of one site may bring one article: written once, handled in both.
                self._from.setdefault(article, []).append(place)
                yield article

    def _article(self, feed: int, item: Item) -> tuple[_Place, Article] | None:
        """What is to be added of an entry; where there is nothing, that is noted."""
        if item.later:
            return None
        if item.pending:
            self._archive.subscriptions.tried(feed, item.id)
            return None
        earlier = self._archive.subscriptions.earlier(feed, item.id)
        article = item.article
        if article and earlier:
            article = _changed(article, item.summary_only, *earlier)
        if article is None:
            self._archive.subscriptions.handled(feed, item.id, item.stated)
            return None
        return _Place(feed, item.id, item.stated, earlier is not None), article

    def written(self, article: Article, added: bool) -> None:
        """One article was `added`, or was known: called within the transaction that wrote it."""
        places = self._from.get(article)
        if not places:
            return
        place = places.pop(0)
        key = self._archive.key(article)
        self._archive.subscriptions.handled(place.feed, place.entry, place.stated, key)
        state = self._open[place.feed]
        state.left -= 1
        state.new += added
        state.known += not added
        state.changed += added and place.changed
        if not state.left:
            self._finish(state)

    def tell(self, report: Report) -> None:
        self.reports.append(report)
        self._report(report)

    def _finish(self, state: _Open) -> None:
        fetched = state.fetched
        pending = sum(item.pending for item in fetched.items)
        waits = pending or any(item.later for item in fetched.items)
        self._archive.subscriptions.answered(
            fetched.feed,
            title=fetched.title,
            # With the marks kept, the server would say "unchanged" and the entries would never be seen again.
            etag="" if waits else fetched.etag,
            modified="" if waits else fetched.modified,
            url=fetched.url or fetched.feed.url,
        )
        del self._open[fetched.feed.id]
        counts = (state.new, state.known, state.changed)
        self.tell(Report(fetched.feed, *counts, fetched.unchanged, pending, notes=fetched.notes))

    def _failed(self, fetched: Fetched) -> None:
        feed = fetched.feed
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(feed.failures, 10))
        wait = max(wait, min(_LONGEST_WAIT, fetched.retry_after)) if fetched.retry_after else wait
        not_before = _now(wait)
        problem = f"{feed.title or feed.url}: {fetched.problem}."
        with self._archive.transaction():
            self._archive.subscriptions.failed(feed, problem, not_before)
        self.tell(Report(feed, problem=problem))


def _changed(article: Article, summary_only: bool, text: str, added: str) -> Article | None:
    """The article as it is now, where it has other words than `text`, which was `added` before."""
    if article.text.split() == text.split():
        return None
    if summary_only and len(article.text) < len(text):
        # Its page was had then and cannot be had now: its beginning is no new version.
        return None
    note = f"changed since it was read on {added[:10]}; that version is kept too"
    return replace(article, notes=(*article.notes, note))


def _now(later: float = 0.0) -> str:
    return (datetime.now(UTC) + timedelta(seconds=later)).isoformat(timespec="seconds")
