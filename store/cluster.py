"""Extraction on a Dask cluster that is there already, into parts that `onrecord import --format onrecord`
takes.

The function that runs on the workers is the one that runs at home, so the answer is the same. A part is
written once its batch is done, whole or not at all, and named by what is in it: a run that was stopped, or
lost workers, does the rest when it is started again.

Needs the `cluster` extra, here and (with onrecord itself) on the workers.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from store.archive.numbering import article_hash
from store.importing import parquet
from store.records import Article, Extraction

PartFormat = Literal["jsonl", "parquet"]

BATCH = 64
"""Articles to a task and to a part: seconds of work, so that handing it out costs little beside it."""

_AHEAD = 3
"""Batches in flight for each thread of the cluster."""

CONNECT = "15s"
"""How long the scheduler may take to answer."""

_RETRIES = 3
"""How often a batch is tried again when what it ran on died."""


class ClusterError(Exception):
    """The cluster cannot be used; the message is a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part, written now or found from an earlier run."""

    path: Path
    articles: int
    quotes: int
    found: bool = False


def extract_on(
    scheduler: str,
    articles: Iterable[Article],
    folder: Path,
    *,
    form: PartFormat = "jsonl",
    batch: int = BATCH,
    report: Callable[[Part], None] = lambda _: None,
) -> list[Part]:
    """Extract `articles` on the cluster at `scheduler` ("tcp://host:8786"), parts into `folder`.

    Raises `ClusterError` when the cluster cannot be reached or a batch fails for good; parts written before
    stay.
    """
    client = _connect(scheduler)
    parts: list[Part] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, future, texts in _in_flight(client, _batches(articles, batch), folder, form):
            if future is None:
                part = Part(path, len(texts), _count(path), found=True)
            else:
                lines = _result(future, path)
                _write(lines, path, form)
                part = Part(path, len(lines), sum(len(json.loads(line)["quotes"]) for line in lines))
            parts.append(part)
            report(part)
    finally:
        client.close()
    return parts


def extract_batch(articles: Sequence[Article]) -> list[str]:
    """Each article as a line of onrecord's own form. This runs on the workers."""
    from store.extracting import run_extraction

    return [line(article, run_extraction(article)) for article in articles]


def line(article: Article, extraction: Extraction) -> str:
    """What `onrecord extract --json` prints, with what else is known of the article."""
    from store.extraction.jsonform import to_json

    record = json.loads(
        to_json(
            extraction,
            file=article.origin,
            title=article.title,
            published=article.published,
            source=article.outlet,
        )
    )
    for written, issue in zip(record["issues"], extraction.issues, strict=True):
        written["evidence"] = list(issue.evidence)
    record |= {
        "url": article.url,
        "author": article.author,
        "language": article.language,
        "origin": article.origin,
        "notes": list(article.notes),
    }
    return json.dumps(record)


def _connect(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("Dask is not installed: pip install 'onrecord[cluster]'.") from error
    try:
        client = Client(scheduler, timeout=CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(f"There is no Dask scheduler to be reached at {scheduler}: {error}.") from error
    return client


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    waiting = iter(articles)
    while batch := list(islice(waiting, size)):
        yield batch


def _in_flight(
    client: Any, batches: Iterator[list[Article]], folder: Path, form: PartFormat
) -> Iterator[tuple[Path, Any, list[Article]]]:
    """Each part's path with the future of its lines (None where it is there already), as they end."""
    from distributed import as_completed

    running = as_completed(loop=client.loop)
    where: dict[str, tuple[Path, list[Article]]] = {}
    for number, batch in enumerate(batches):
        path = folder / f"part-{number:06}-{_name(batch)}.{form}"
        if path.exists():
            yield path, None, batch
            continue
        future = client.submit(extract_batch, batch, retries=_RETRIES, pure=False)
        where[future.key] = (path, batch)
        running.add(future)
        threads = sum(client.nthreads().values()) or 1
        while len(where) >= _AHEAD * threads:
            done = next(running)
            yield (where[done.key][0], done, where.pop(done.key)[1])
    for done in running:
        yield (where[done.key][0], done, where.pop(done.key)[1])


def _name(batch: Sequence[Article]) -> str:
    joined = "".join(article_hash(article) for article in batch)
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def _result(future: Any, path: Path) -> list[str]:
    from distributed import CancelledError
    from distributed.scheduler import KilledWorker

    try:
        lines: list[str] = future.result()
    except KilledWorker as error:
        raise ClusterError(
            f"The batch of {path.name} killed every worker it ran on: give workers more memory. {error}"
        ) from error
    except CancelledError as error:
        raise ClusterError("The cluster went away: run this again to do the rest.") from error
    except ModuleNotFoundError as error:
        raise ClusterError(f"The workers lack a package ({error.name}): install onrecord there.") from error
    return lines


def _write(lines: Sequence[str], path: Path, form: PartFormat) -> None:
    hidden = path.with_name(f".{path.name}.{os.getpid()}")
    if form == "jsonl":
        hidden.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    else:
        try:
            parquet.write(lines, hidden)
        except parquet.ParquetError as error:
            raise ClusterError(str(error)) from error
    hidden.replace(path)


def _count(path: Path) -> int:
    lines = parquet.read(path) if path.suffix == ".parquet" else path.read_text(encoding="utf-8").splitlines()
    return sum(len(json.loads(line)["quotes"]) for line in lines)
