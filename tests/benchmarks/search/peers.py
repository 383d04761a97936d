"""Other ways to search the same quotes: fzf, tantivy, plain FTS5 by rank, rapidfuzz over every row."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Search = Callable[[str], list[int]]
"""A query to the ids of the first fifty quotes, best first."""


def fts5_by_rank(path: Path) -> Search:
    """Every word, the last as a prefix, best bm25 first."""
    connection = sqlite3.connect(path)

    def search(query: str) -> list[int]:
        words = query.split()
        match = " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
        sql = "select rowid from quote_fts where quote_fts match ? order by rank limit 50"
        return [row[0] for row in connection.execute(sql, (match,)).fetchall()]

    return search


def fts5_newest(path: Path) -> Search:
    """One whole word, newest first: the floor under anything that FTS5 does."""
    connection = sqlite3.connect(path)

    def search(query: str) -> list[int]:
        sql = "select rowid from quote_fts where quote_fts match ? order by rowid desc limit 50"
        return [row[0] for row in connection.execute(sql, (f'"{query.split()[-1]}"',)).fetchall()]

    return search


def tantivy(path: Path, folder: Path) -> Search | None:
    """Every word within one edit, the last as a prefix. None where tantivy is not installed."""
    try:
        import tantivy as library
    except ImportError:
        return None
    builder = library.SchemaBuilder()
    builder.add_text_field("text", stored=False)
    builder.add_integer_field("id", stored=True, fast=True)
    schema = builder.build()
    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    index = library.Index(schema, path=str(folder), reuse=not fresh)
    if fresh:
        writer = index.writer(heap_size=256 << 20, num_threads=1)
        for id_, text in sqlite3.connect(path).execute("select id, text from quote order by id"):
            writer.add_document(library.Document(id=id_, text=text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
    searcher = index.searcher()

    def search(query: str) -> list[int]:
        words = [
            (library.Occur.Must, library.Query.fuzzy_term_query(schema, "text", w, 1, True, w is last))
            for words in [query.split()]
            for last in words[-1:]
            for w in words
        ]
        hits: Any = searcher.search(library.Query.boolean_query(words), 50).hits
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return search


def fzf(path: Path, folder: Path) -> Search | None:
    """fzf's filter over a file of "id text" lines. None where fzf is not installed."""
    program = shutil.which("fzf")
    if not program:
        return None
    listed = folder / f"{path.stem}.txt"
    if not listed.exists():
        with listed.open("w", encoding="utf-8") as file:
            for id_, text in sqlite3.connect(path).execute("select id, text from quote order by id desc"):
                file.write(f"{id_}\t{text}\n")

    def search(query: str) -> list[int]:
        with listed.open("rb") as file:
            command = [program, "--filter", query, "--delimiter", "\t", "--nth", "2"]
            out = subprocess.run(command, stdin=file, capture_output=True, check=False).stdout
        return [int(line.split(b"\t")[0]) for line in out.split(b"\n")[:50] if line]

    return search


def rapidfuzz(path: Path) -> Search:
    """partial_ratio over every row."""
    from rapidfuzz import fuzz, process

    rows = sqlite3.connect(path).execute("select id, text from quote order by id desc").fetchall()
    texts = [text.lower() for _, text in rows]

    def search(query: str) -> list[int]:
        found = process.extract(query, texts, scorer=fuzz.partial_ratio, limit=50, processor=None)
        return [rows[at][0] for _, _, at in found]

    return search


def loop() -> float:
    """Milliseconds of a fixed piece of arithmetic: how fast this machine is just now."""
    begun = time.perf_counter()
    total = 0
    for number in range(50_000):
        total += number * number % 7
    return (time.perf_counter() - begun) * 1000
