"""`python -m tests.benchmarks search [--quotes N] [--folder DIR] [--sessions N] [--no-peers]`.

Search beside its peers, on the same quotes in the same run. Wall times are what a person waits, and mean
something on an idle machine; beside them stands the processor time of the same calls, which others' work does
not change much.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from store.archive.writer import Archive
from store.extraction.extract import extract
from store.records import Article
from store.search.engine import Engine
from tests.benchmarks.options import Options
from tests.benchmarks.search import making, peers
from tests.benchmarks.search.corpus import LAST_DAY
from tests.benchmarks.search.sessions import Session, mistyped, recall_queries, sessions

FILTERS = ("none", "rare", "common", "range", "three")
FACETS = ("speaker", "issue", "outlet", "month")
NAMES = 60_000
HEADING = f"{'':38}{'p50':>9}{'p95':>9}{'p99':>9}{'worst':>9}   p95 of processor time   n"

Times = list[tuple[float, float]]
"""Wall and processor milliseconds of each call."""


def main(given: Options) -> None:
    path, corpus = making.made(given.quotes, given.folder)
    loops = sorted(peers.loop() for _ in range(50))
    print(f"{given.quotes:,} quotes")
    print(f"a fixed loop of arithmetic: p50 {loops[25]:.1f} ms, worst {loops[-1]:.1f} ms")
    pairs = [(name, typo) for name in FILTERS for typo in (False, True)]
    kinds = {
        (name, typo): sessions(path, corpus, given.sessions, typo=typo, filters=name, seed=number)
        for number, (name, typo) in enumerate(pairs)
    }
    queries = recall_queries(path, given.recall, seed=7)
    # The corpus is no part of a searching process: collecting its garbage must not be either.
    gc.collect()
    gc.freeze()
    engine = Engine(path)
    engine.warm()
    print(HEADING)
    _keystrokes(engine, kinds)
    _follow_up(engine, [session.filters + session.query for some in kinds.values() for session in some])
    print("typo recall, the quote among the first ten:")
    _recall(
        "onrecord, first paint", lambda q: list(engine.search(q, deadline_ms=engine.first_ms).ids), queries
    )
    _recall("onrecord, refined", lambda q: list(engine.search(q).ids), queries)
    deadline = engine.first_ms
    engine.close()
    asked = [key for some in kinds.values() for key in _keys(some)]
    held = _memory_of(path, asked, deadline)
    print(f"memory of a process that answered {len(asked):,} keystrokes: {held:.0f} MB")
    texts, index = making.sizes(path)
    print(f"index: {index / 1e6:.0f} MB for {texts / 1e6:.0f} MB of text, {index / texts:.2f} times the text")
    print(HEADING)
    _row("one article into the archive", _added(path))
    _jumps(given.folder)
    if not given.no_peers:
        _peers(path, given.folder, kinds["none", False], kinds["none", True], queries)


def _keystrokes(engine: Engine, kinds: dict[tuple[str, bool], list[Session]]) -> None:
    """Each key of each query, as it is typed, to its first fifty quotes."""
    every: Times = []
    for (name, typo), some in kinds.items():
        whole = 0

        def search(query: str) -> None:
            nonlocal whole
            whole += engine.search(query, deadline_ms=engine.first_ms).complete

        times = _timed(search, _keys(some))
        every += times
        _row(f"onrecord, {'typo' if typo else 'clean'}, filter: {name}", times)
        print(f"{'':38}{whole / len(times):.0%} of these answers were whole")
    _row("onrecord, every keystroke", every)


def _follow_up(engine: Engine, queries: list[str]) -> None:
    """What comes after the rows."""
    exact = 0

    def count(query: str) -> None:
        nonlocal exact
        exact += engine.count(query).exact

    _row("count", _timed(count, queries))
    print(f"{'':38}{exact / len(queries):.0%} of these counts were exact")
    for facet in FACETS:
        _row(f"facet: {facet}", _timed(lambda q, f=facet: engine.facets(q, f, 20), queries))  # type: ignore[misc]
    _row("refined (no deadline)", _timed(engine.search, queries))


def _jumps(folder: Path) -> None:
    """Jumps to names as they are typed, with and without a typo."""
    path, names = making.with_names(NAMES, folder)
    engine = Engine(path)
    engine.warm()
    choose = random.Random(3)
    some = [choose.choice(names) for _ in range(40)]
    some += [mistyped(name, choose) for name in some]
    keys = [name[:at] for name in some for at in range(1, len(name) + 1)]
    _row(f"jump to one of {NAMES:,} names, each key", _timed(engine.jump, keys))
    engine.close()


def _memory_of(path: Path, queries: list[str], deadline: float) -> float:
    """Megabytes that `onrecord search --batch` holds when it has answered `queries`; 0 where unknown."""
    command = [sys.executable, "-m", "tui.cli", "--archive", str(path), "search", "--batch", "-"]
    command += ["--deadline", str(deadline)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for query in queries:
            process.stdin.write(query + "\n")
            process.stdin.flush()
            json.loads(process.stdout.readline())
        held = _memory(process.pid)
        process.stdin.close()
    return held


def _added(path: Path) -> Times:
    """Times of adding articles with one quote each, to a copy."""
    said = "“The budget will be ready before the summer,” said Anna Peeters, the finance minister."
    texts = [f"{said} This is part {part}." for part in range(30)]
    found = [extract(text, published=LAST_DAY) for text in texts]
    copy = path.with_suffix(".copy")
    shutil.copyfile(path, copy)
    try:
        with Archive.open(copy) as archive:
            add = archive.add_article
            times = _timed(
                lambda at: add(Article(text=texts[at], published=LAST_DAY), found[at]), range(len(texts))
            )
    finally:
        copy.unlink()
    return times[5:]  # the first ones load what the writer keeps in memory


def _peers(
    path: Path, folder: Path, clean: list[Session], typo: list[Session], queries: list[Session]
) -> None:
    """Each as far as its speed allows: the slow ones answer whole queries, and few of them."""
    print(HEADING)
    _row("FTS5, one word, newest first (floor)", _timed(peers.fts5_newest(path), _keys(clean)))
    _row("FTS5, order by rank", _timed(peers.fts5_by_rank(path), _keys(clean[:5])))
    if search := peers.tantivy(path, folder / f"{path.stem}-tantivy"):
        _row("tantivy, fuzzy, clean", _timed(search, _keys(clean)))
        _row("tantivy, fuzzy, typo", _timed(search, _keys(typo)))
        _recall("tantivy", search, queries)
    else:
        print("tantivy is not installed: pip install --group bench, as `make bench` does")
    if search := peers.fzf(path, folder):
        _row("fzf --filter", _timed(search, [session.query for session in clean[:3]]))
        _recall("fzf --filter", search, queries[:10])
    else:
        print("fzf is not installed: apt-get install fzf")
    search = peers.rapidfuzz(path)
    _row("rapidfuzz, every row", _timed(search, [session.query for session in clean[:3]]))


def _keys(some: Iterable[Session]) -> list[str]:
    return [key for session in some for key in session.keystrokes() if key.strip()]


def _timed(search: Callable[[Any], object], queries: Iterable[Any]) -> Times:
    """How long each takes."""
    times = []
    for query in queries:
        begun, used = time.perf_counter(), _processor()
        search(query)
        times.append(((time.perf_counter() - begun) * 1000, (_processor() - used) * 1000))
    return times


def _processor() -> float:
    """Seconds of processor time that this process and the programs it ran have used."""
    ended = os.times()
    return time.process_time() + ended.children_user + ended.children_system


def _row(name: str, times: Times) -> None:
    wall = sorted(one for one, _ in times)
    used = sorted(one for _, one in times)
    columns = "".join(f"{_share(wall, share):9.2f}" for share in (0.5, 0.95, 0.99, 1.0))
    processor = f"{_share(used, 0.95):8.2f} (p99 {_share(used, 0.99):.2f}, worst {used[-1]:.1f})"
    print(f"{name:38}{columns}   {processor}   {len(times):,}", flush=True)


def _share(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _recall(name: str, search: Callable[[str], list[int]], queries: list[Session]) -> None:
    found = sum(session.target in search(session.query)[:10] for session in queries)
    print(f"{name:38}{found} of {len(queries)}: {found / len(queries):.3f}", flush=True)


def _memory(process: int) -> float:
    """Megabytes a process holds; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main(Options.given())
