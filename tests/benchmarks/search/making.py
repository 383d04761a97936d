"""The corpus as an archive, made once and kept."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from store.schema import MIGRATIONS
from store.search import snapshot
from store.search.tags import Tag, token
from tests.benchmarks.search.corpus import BATCH, Corpus, Invented
from tests.store.search.small import tag_text

_QUOTE = (
    "insert into quote(id, uid, text, tags, kind, mode, confidence, attributed, speaker_kind, published,"
    " outlet_id) values (?, ?, ?, ?, ?, 'speech', 0.9, ?, 'person', ?, ?)"
)
_INDEX_TABLES = ("quote_fts%", "vocabulary%", "lexicon%", "sqlite_autoindex_vocabulary%")


def made(size: int, folder: Path) -> tuple[Path, Corpus]:
    """The archive of `size` quotes in `folder`, and the corpus it is made of."""
    path = folder / f"quotes-{size}.db"
    corpus = Corpus(size)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        _write(unfinished, corpus)
        unfinished.rename(path)
    return path, corpus


def _write(path: Path, corpus: Corpus) -> None:
    connection = sqlite3.connect(path)
    MIGRATIONS.apply(Database(connection))
    connection.commit()
    connection.execute("pragma synchronous = off")
    connection.execute("pragma cache_size = -65536")
    _name(connection, corpus.speakers)
    connection.executemany("insert into outlet(id, name) values (?, ?)", enumerate(corpus.outlets, 1))
    connection.executemany(
        "insert into issue(id, key, name, folded) values (?1, ?2, ?2, ?2)", enumerate(corpus.issues, 1)
    )
    sequence: Counter[int] = Counter()
    tally: Counter[tuple[str, int]] = Counter()
    batch: list[tuple[int, Invented]] = []
    for quote in corpus:
        day = quote.day.toordinal()
        batch.append((day << 17 | sequence[day], quote))
        sequence[day] += 1
        for facet, number in (("speaker", quote.speaker), ("issue", quote.issue), ("outlet", quote.outlet)):
            tally[facet, number + 1] += 1
        if len(batch) == BATCH:
            _insert(connection, corpus, batch)
            batch = []
    _insert(connection, corpus, batch)
    connection.executemany("insert into tally values (?, ?, ?)", [(*key, n) for key, n in tally.items()])
    connection.execute("insert into quote_fts(quote_fts) values ('optimize')")
    snapshot.rebuild(connection)
    connection.commit()
    connection.execute("pragma journal_mode = wal")
    connection.close()


def _name(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    connection.executemany(
        "insert into speaker(id, key, name, folded, kind) values (?1, ?2, ?2, lower(?2), 'person')",
        enumerate(names, 1),
    )
    connection.execute(
        "insert into speaker_alias(speaker_id, alias, folded, named, seen)"
        " select id, name, folded, 1, 1 from speaker"
    )


def with_names(count: int, folder: Path) -> tuple[Path, list[str]]:
    """An archive of so many speakers and no quotes, in `folder`, and their names."""
    path = folder / f"names-{count}.db"
    names = Corpus(0).names(count)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path)
        MIGRATIONS.apply(Database(connection))
        _name(connection, names)
        choose = random.Random(1)
        rows = [(number, 1 + int(choose.paretovariate(0.8))) for number in range(1, count + 1)]
        connection.executemany("insert into tally values ('speaker', ?, ?)", rows)
        snapshot.rebuild(connection)
        connection.commit()
        connection.close()
    return path, names


def _insert(connection: sqlite3.Connection, corpus: Corpus, batch: list[tuple[int, Invented]]) -> None:
    rows = []
    for id_, quote in batch:
        tokens = (
            token(Tag.SPEAKER, quote.speaker + 1),
            token(Tag.ISSUE, quote.issue + 1),
            token(Tag.OUTLET, quote.outlet + 1),
            token(Tag.KIND, quote.kind),
            token(Tag.MODE, "speech"),
            token(Tag.VOICE, "person"),
        )
        name, day = corpus.speakers[quote.speaker], quote.day.isoformat()
        rows.append(
            (id_, f"{id_:020x}", quote.text, tag_text(tokens), quote.kind, name, day, quote.outlet + 1)
        )
    connection.executemany(_QUOTE, rows)
    connection.executemany(
        "insert into quote_fts(rowid, text, tags) values (?, ?, ?)",
        [(row[0], row[2], row[3]) for row in rows],
    )
    connection.executemany(
        "insert into quote_speaker(quote_id, position, speaker_id, mention_id) values (?, 0, ?, 0)",
        [(id_, quote.speaker + 1) for id_, quote in batch],
    )
    connection.executemany(
        "insert into quote_issue(quote_id, issue_id) values (?, ?)",
        [(id_, quote.issue + 1) for id_, quote in batch],
    )


def sizes(path: Path) -> tuple[int, int]:
    """Bytes of the quotes' texts, and of what search adds to them."""
    connection = sqlite3.connect(path)
    (texts,) = connection.execute("select sum(length(cast(text as blob))) from quote").fetchone()
    where = " or ".join(f"name like '{name}'" for name in _INDEX_TABLES)
    (index,) = connection.execute(f"select sum(pgsize) from dbstat where {where}").fetchone()
    connection.close()
    return texts, index
