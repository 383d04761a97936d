"""A real cluster on this machine, two worker processes, one killed half-way: the answer is the same."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.cluster import ClusterError, Part, extract_batch, extract_on
from store.importing import run as importing
from store.records import Article

ARTICLES = [
    Article(
        f"The council met on day {day}. “We will not close bridge {day},” Mayor Ana Núñez told reporters.",
        title=f"Day {day}",
        outlet="Courier",
        url=f"https://c.example/{day}",
        origin=f"{day}.txt",
    )
    for day in range(24)
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


def lines(parts: list[Part]) -> list[str]:
    return sorted(line for part in parts for line in part.path.read_text().splitlines())


def test_a_worker_that_is_killed_half_way_changes_nothing(cluster: LocalCluster, tmp_path: Path) -> None:
    from distributed import Client

    killed = []

    def kill_one(part: Part) -> None:
        if not killed:
            with Client(cluster.scheduler_address, set_as_default=False) as client:
                killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    parts = extract_on(cluster.scheduler_address, iter(ARTICLES), tmp_path, batch=3, report=kill_one)
    assert killed
    assert len(parts) == 8
    assert lines(parts) == sorted(extract_batch(ARTICLES))
    assert not list(tmp_path.glob(".*"))

    # Started again, it finds what is there and does only what is missing.
    parts[3].path.unlink()
    again = extract_on(cluster.scheduler_address, iter(ARTICLES), tmp_path, batch=3)
    assert sorted(part.found for part in again) == [False] + [True] * 7
    assert lines(again) == lines(parts)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_parts_are_imported(cluster: LocalCluster, tmp_path: Path, form: str) -> None:
    parts = extract_on(cluster.scheduler_address, iter(ARTICLES[:4]), tmp_path / "parts", form=form, batch=2)  # type: ignore[arg-type]
    with Archive.open(tmp_path / "a.db") as archive:
        report = importing.run(archive, [str(part.path) for part in parts], "onrecord")
    assert (report.articles, report.problems) == (4, [])
    with ArchiveReader(tmp_path / "a.db") as reader:
        found = [reader.article(id_) for id_ in reader.article_ids()]
        assert {article.url for article in found if article} == {article.url for article in ARTICLES[:4]}
        assert reader.totals().quotes == sum(part.quotes for part in parts) > 0


def test_a_line_holds_all_that_is_known(tmp_path: Path) -> None:
    (line,) = extract_batch(ARTICLES[:1])
    record = json.loads(line)
    (quote,) = record["quotes"]
    ((start, end),) = quote["content"]
    assert record["text"][start:end] == quote["quote"]
    assert (record["url"], record["origin"], record["source"]) == ("https://c.example/0", "0.txt", "Courier")


def test_a_scheduler_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.cluster.CONNECT", "0.5s")
    with pytest.raises(ClusterError, match=r"no Dask scheduler to be reached at tcp://127\.0\.0\.1:1"):
        extract_on("tcp://127.0.0.1:1", iter(ARTICLES), tmp_path)
