"""Adding from inside the reader: files, folders, web pages and feeds, told as it goes, stopped when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.archive.errors import ArchiveError
from store.feeds.refresh import Report as FeedReport
from store.feeds.refresh import refresh
from store.ingest import Progress, add_articles, add_paths, files_under
from store.reading.registry import read_page
from store.reading.source import ReadingError
from store.records import Article
from tui.answers import Added

if TYPE_CHECKING:
    from store.archive.writer import Archive

Report = Callable[[tuple[int, int, int, int]], None]
"""Told how many articles were added, were known, could not be read, and how many are expected."""


class _StoppedError(ArchiveError):
    """The person had enough."""


class Adding:
    """One run: what is given at first, then what came of it."""

    def __init__(
        self,
        archive: Archive,
        given: Sequence[str],
        report: Report,
        stopped: Callable[[], bool],
        *,
        feeds: bool = False,
    ) -> None:
        self._archive = archive
        self._feeds = feeds
        self._report, self._stopped = report, stopped
        self._pages = [place for place in given if place.startswith(("http://", "https://"))]
        paths = [Path(place).expanduser() for place in given if place not in self._pages]
        missing = [path for path in paths if not path.exists()]
        self._files = list(files_under(path for path in paths if path.exists()))
        self._problems = [f"There is nothing at {path}." for path in missing]
        self._added = self._known = 0
        self._failed = len(missing)
        self._last = Progress(0, 0, 0, "")

    def run(self) -> Added:
        """Add it all; stops, with what is there, when asked to."""
        try:
            add_paths(self._archive, self._files, report=self._tell)
            self._count()
            add_articles(self._archive, self._read_pages(), report=self._tell)
            self._count()
            if self._feeds:
                refresh(self._archive, report=self._heard, progress=self._tell)
        except _StoppedError:
            return self._outcome(stopped=True)
        return self._outcome()

    def _outcome(self, *, stopped: bool = False) -> Added:
        self._count()
        return Added(self._added, self._known, self._failed, tuple(self._problems), stopped)

    def _count(self) -> None:
        self._added += self._last.done
        self._known += self._last.known
        self._failed += self._last.failed
        self._last = Progress(0, 0, 0, "")

    def _tell(self, progress: Progress) -> None:
        self._last = progress
        if progress.problem:
            self._problems.append(progress.problem)
        done, known = self._added + progress.done, self._known + progress.known
        expected = len(self._files) + len(self._pages)
        self._report((done, known, self._failed + progress.failed, expected))
        if self._stopped():
            raise _StoppedError

    def _heard(self, feed: FeedReport) -> None:
        """A feed was read, or could not be."""
        if feed.problem and not feed.waiting:
            self._failed += 1
            self._problems.append(feed.problem)
        if self._stopped():
            raise _StoppedError

    def _read_pages(self) -> Iterator[Article]:
        for page in self._pages:
            try:
                yield from read_page(page)
            except ReadingError as error:
                self._failed += 1
                self._problems.append(str(error))
