"""The options of all benchmarks: one command line, of which each reads what concerns it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """What was asked for. Each field's help is its option's."""

    names: tuple[str, ...] = ()
    quotes: int = 100_000
    articles: int = 10_000
    folder: Path = Path(".archive/benchmarks")
    archive: Path | None = None
    sessions: int = 10
    recall: int = 300
    no_peers: bool = False
    runs: int = 7
    strokes: int = 500

    @classmethod
    def given(cls, known: tuple[str, ...] = ()) -> Options:
        """Those of the command line. `known` are the benchmarks that may be named in it."""
        parser = argparse.ArgumentParser(description="Measure; tables go to standard output.")
        add = parser.add_argument
        if known:
            add("names", nargs="*", metavar="NAME", help=f"all unless named: {', '.join(known)}")
        add("--quotes", type=int, default=cls.quotes, help="search, reader, exchange: in the archive")
        add("--articles", type=int, default=cls.articles, help="adding: in the largest archive")
        add("--folder", type=Path, default=cls.folder, help="where archives that were made are kept")
        add("--archive", type=Path, help="reader: one there is, in place of one that is made")
        add("--sessions", type=int, default=cls.sessions, help="search: queries of each of ten kinds")
        add("--recall", type=int, default=cls.recall, help="search: queries that ask for one quote")
        add("--no-peers", action="store_true", help="search: ours alone")
        add("--runs", type=int, default=cls.runs, help="reader: starts of each program")
        add("--strokes", type=int, default=cls.strokes, help="reader: keys typed")
        found = vars(parser.parse_args())
        names = tuple(found.pop("names", ()))
        if strange := sorted(set(names) - set(known)):
            parser.error(f"there is no benchmark “{strange[0]}”: there are {', '.join(known)}")
        return cls(names, **found)
