"""Paths to archive: reading, then extraction over several processes, then one transaction an article.

What is written is whole at any moment: a run that is killed leaves whole articles, and running it again adds
the rest. Articles that are known are not extracted again.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.extracting import Extract, extractor_version, run_extraction
from store.processes import default_jobs, worker_pool
from store.reading.headline import headline
from store.reading.language import with_language
from store.reading.registry import read_path, suffixes
from store.reading.source import ReadingError
from store.records import Article, Extraction

_Key = TypeVar("_Key")

_AHEAD = 4
"""Articles that wait for each process, so that none is idle and few are held in memory."""

_WORTH_A_POOL = 4
"""Articles from which on processes are started: starting them costs what a few articles do."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding is: told after each article, and for each file that cannot be read."""

    done: int
    known: int
    """Articles that were in the archive before."""
    failed: int
    origin: str
    problem: str = ""
    """What went wrong with `origin`, as a sentence; empty when nothing did."""
    notes: tuple[str, ...] = ()
    """What reading had to do that a person should know."""
    words: int = 0
    """Words of all articles that were added so far."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What adding came to."""

    added: int
    known: int
    failed: int


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read, in a fixed order: those named, and in folders those that some reader reads."""
    known = suffixes()
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        closed: list[OSError] = []
        for folder, subfolders, names in os.walk(path, onerror=closed.append):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder) / name
                if name.startswith(".") or file.suffix.lower() not in known:
                    continue
                # A pipe would be waited for; a link to nothing is named when it is read.
                if file.is_file() or not file.exists():
                    yield file
        # Read as files, they are named with what is wrong.
        yield from (Path(str(error.filename)) for error in closed)


def add_paths(
    archive: Archive,
    paths: Iterable[Path],
    *,
    report: Callable[[Progress], None] = lambda _: None,
    jobs: int | None = None,
    extract: Extract = run_extraction,
    read: Callable[[Path], Iterable[Article]] = read_path,
) -> Outcome:
    """Add every article in `paths` (files and folders) that the archive lacks; `read` reads each file.

    Files that cannot be read are reported and passed over. Raises `ArchiveError` when the archive cannot be
    written; what was added before stays.
    """
    adding = _Adding(archive, report)
    return adding.run(adding.read(files_under(paths), read), jobs or default_jobs(), extract)


def add_articles(
    archive: Archive,
    articles: Iterable[Article],
    *,
    report: Callable[[Progress], None] = lambda _: None,
    jobs: int | None = None,
    extract: Extract = run_extraction,
    along: Callable[[Article, bool], None] = lambda *_: None,
) -> Outcome:
    """Add every one of `articles` that the archive lacks, as `add_paths` does.

    `along` is called for each of them and whether it was added, once, in the transaction that writes it; also
    for those that are known or cannot be added, so that whoever gave them knows they need not come again.
    """
    adding = _Adding(archive, report, along)
    return adding.run(adding.lacking(articles), jobs or default_jobs(), extract)


def extract_again(
    archive: Archive,
    *,
    report: Callable[[int, int], None] = lambda *_: None,
    problem: Callable[[str], None] = lambda _: None,
    jobs: int | None = None,
    extract: Extract = run_extraction,
) -> int:
    """Extract every article of the archive again, each in a transaction of its own; how many there were.

    `report` is told how many are done, and of how many; `problem` what is wrong with an article that cannot
    be analysed, which keeps the quotes it had. Marks and corrections stay.
    """
    with ArchiveReader(archive.path) as reader:
        ids = reader.article_ids()

        def articles() -> Iterator[tuple[int, Article]]:
            for article_id in ids:
                article = reader.article(article_id)
                if article is not None:
                    yield article_id, article

        done = 0
        with closing(_extractions(articles(), jobs or default_jobs(), extract)) as found:
            for article_id, article, extraction in found:
                if isinstance(extraction, Exception):
                    problem(_unanalysed(article, extraction))
                else:
                    archive.replace_extraction(article_id, extraction, extractor=extractor_version())
                done += 1
                report(done, len(ids))
    return done


def _extractions(
    articles: Iterator[tuple[_Key, Article]], jobs: int, extract: Extract
) -> Generator[tuple[_Key, Article, Extraction | Exception], None, None]:
    """Each article with its extraction, or what prevented it, in their order, over processes where that pays.

    When something kills a process (out of memory, most likely), the rest is extracted in this one.
    """
    first = list(islice(articles, _WORTH_A_POOL))
    given = chain(first, articles)
    if jobs == 1 or len(first) < _WORTH_A_POOL:
        yield from ((key, article, _attempt(extract, article)) for key, article in given)
        return
    pool = worker_pool(jobs)
    under_way: deque[tuple[_Key, Article]] = deque()
    futures: deque[Future[Extraction | Exception]] = deque()
    try:
        for one in given:
            # Noted first: a pool that broke takes no more, and what was not noted would be lost.
            under_way.append(one)
            futures.append(pool.submit(_attempt, extract, one[1]))
            if len(futures) >= jobs * _AHEAD:
                found = futures.popleft().result()
                yield (*under_way.popleft(), found)
        while futures:
            found = futures.popleft().result()
            yield (*under_way.popleft(), found)
    except BrokenProcessPool:
        for key, article in chain(under_way, given):
            yield key, article, _attempt(extract, article)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _attempt(extract: Extract, article: Article) -> Extraction | Exception:
    """What extraction finds, or the error that an article none has been tried on may cause in it."""
    try:
        return extract(article)
    except (ValueError, ArithmeticError, LookupError, RecursionError) as error:
        return error


def _unanalysed(article: Article, error: Exception) -> str:
    return f"{article.origin or 'An article'} could not be analysed ({type(error).__name__}: {error})."


class _Adding:
    def __init__(
        self,
        archive: Archive,
        report: Callable[[Progress], None],
        along: Callable[[Article, bool], None] = lambda *_: None,
    ) -> None:
        self._archive = archive
        self._along = along
        self._report = report
        self._version = extractor_version()
        self._under_way: set[str] = set()
        self._added = self._known = self._failed = self._words = 0

    def read(
        self, files: Iterable[Path], read: Callable[[Path], Iterable[Article]] = read_path
    ) -> Iterator[Article]:
        """The articles of `files` that the archive lacks."""
        for path in files:
            try:
                yield from self.lacking(read(path))
            except ReadingError as error:
                self._fail(str(path), str(error))

    def lacking(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Those of `articles` that are not in the archive nor on their way there."""
        for article in articles:
            if not article.text.strip():
                self._fail(article.origin, f"{article.origin or 'An article'} has no text.")
                self._let_go(article)
                continue
            key = self._archive.key(article)
            if key in self._under_way or self._archive.has(article):
                self._known += 1
                self._let_go(article)
                self._tell(article)
                continue
            self._under_way.add(key)
            yield article

    def run(self, articles: Iterator[Article], jobs: int, extract: Extract) -> Outcome:
        """Extract and write `articles` in their order."""
        with closing(_extractions(((None, article) for article in articles), jobs, extract)) as found:
            for _, article, extraction in found:
                if isinstance(extraction, Exception):
                    self._fail(article.origin, _unanalysed(article, extraction))
                    self._let_go(article)
                else:
                    self._write(article, extraction)
        return Outcome(self._added, self._known, self._failed)

    def _write(self, article: Article, extraction: Extraction) -> None:
        titled = article if article.title else replace(article, title=headline(article.text))
        titled = with_language(titled)
        with self._archive.transaction():
            added = self._archive.add_article(titled, extraction, extractor=self._version)
            self._along(article, added)
        self._added += added
        self._words += article.text.count(" ") + 1
        self._known += not added
        self._under_way.discard(self._archive.key(article))
        self._tell(titled)

    def _let_go(self, article: Article) -> None:
        with self._archive.transaction():
            self._along(article, False)

    def _tell(self, article: Article) -> None:
        counts = (self._added, self._known, self._failed)
        self._report(Progress(*counts, article.origin, notes=article.notes, words=self._words))

    def _fail(self, origin: str, problem: str) -> None:
        self._failed += 1
        self._report(Progress(self._added, self._known, self._failed, origin, problem))
