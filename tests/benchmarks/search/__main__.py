"""`python -m tests.benchmarks.search [--quotes N] [--folder DIR] [--no-peers]`: search beside its peers.

Wall times are what a person waits, and mean something on an idle machine; beside them stands the processor
time of the same calls, which others' work does not change much.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from store.search.engine import Engine
from tests.benchmarks.search import making, peers
from tests.benchmarks.search.sessions import Session, recall_queries, sessions

PAINT_MS = 8.0
FILTERS = ("none", "rare", "common", "range", "three")
HEADING = f"{'':38}{'p50':>9}{'p95':>9}{'p99':>9}{'worst':>9}   p95 of processor time   n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quotes", type=int, default=1_000_000)
    arguments.add_argument("--folder", type=Path, default=Path(".archive/benchmarks"))
    arguments.add_argument(
        "--sessions", type=int, default=20, help="of each kind; five kinds, clean and with a typo"
    )
    arguments.add_argument("--recall", type=int, default=300)
    arguments.add_argument("--no-peers", action="store_true")
    given, _ = arguments.parse_known_args()
    path, corpus = making.made(given.quotes, given.folder)
    loops = sorted(peers.loop() for _ in range(50))
    print(f"{given.quotes:,} quotes")
    print(f"a fixed loop of arithmetic: p50 {loops[25]:.1f} ms, worst {loops[-1]:.1f} ms")
    engine = Engine(path)
    engine.warm()
    print(f"memory of a searching process, before the first word: {_memory():.0f} MB")
    print(HEADING)
    every: list[tuple[float, float]] = []
    pairs = [(name, typo) for name in FILTERS for typo in (False, True)]
    kinds = {
        (name, typo): sessions(path, corpus, given.sessions, typo=typo, filters=name, seed=number)
        for number, (name, typo) in enumerate(pairs)
    }
    for (name, typo), some in kinds.items():
        times = _timed(lambda q: engine.search(q, deadline_ms=PAINT_MS), _keys(some))
        every += times
        _row(f"onrecord, {'typo' if typo else 'clean'}, filter: {name}", times)
    _row("onrecord, every keystroke", every)
    whole = [session.filters + session.query for some in kinds.values() for session in some]
    _row("count", _timed(engine.count, whole))
    for facet in ("speaker", "issue", "outlet", "month"):
        _row(f"facet: {facet}", _timed(lambda q, f=facet: engine.facets(q, f, 20), whole))  # type: ignore[misc]
    _row("refined (no deadline)", _timed(engine.search, whole))
    _row(
        "jump to a name",
        _timed(engine.jump, [name[:at] for name in corpus.speakers[:30] for at in (3, 6, 12)]),
    )
    print(f"memory after all of this: {_memory():.0f} MB")
    texts, index = making.sizes(path)
    print(f"index: {index / 1e6:.0f} MB for {texts / 1e6:.0f} MB of text, {index / texts:.2f} times the text")
    queries = recall_queries(path, given.recall, seed=7)
    print("typo recall, the quote among the first ten:")
    _recall("onrecord, first paint", lambda q: list(engine.search(q, deadline_ms=PAINT_MS).ids), queries)
    _recall("onrecord, refined", lambda q: list(engine.search(q).ids), queries)
    if not given.no_peers:
        _peers(path, given.folder, kinds["none", False], kinds["none", True], queries)


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
        print("tantivy is not installed: pip install tantivy")
    if search := peers.fzf(path, folder):
        _row("fzf --filter", _timed(search, [session.query for session in clean[:3]]))
        _recall("fzf --filter", search, queries[:10])
    else:
        print("fzf is not installed: apt-get install fzf")
    search = peers.rapidfuzz(path)
    _row("rapidfuzz, every row", _timed(search, [session.query for session in clean[:3]]))


def _keys(some: Iterable[Session]) -> list[str]:
    return [key for session in some for key in session.keystrokes() if key.strip()]


def _timed(search: Callable[[str], object], queries: Iterable[str]) -> list[tuple[float, float]]:
    """Wall and processor milliseconds of each."""
    times = []
    for query in queries:
        begun, used = time.perf_counter(), time.process_time()
        search(query)
        times.append(((time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000))
    return times


def _row(name: str, times: list[tuple[float, float]]) -> None:
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


def _memory() -> float:
    """Megabytes this process holds; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
