"""onrecord's lines in Parquet files: a column of whole records, and a few beside it for looking.

Needs pyarrow, of the `cluster` extra.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

MAGIC = b"PAR1"

_MISSING = "Parquet needs pyarrow: pip install 'onrecord[cluster]'."


class ParquetError(Exception):
    """A file that cannot be read or written; the message is a sentence."""


def write(lines: Sequence[str], path: Path) -> None:
    """Write article lines. Raises `ParquetError` without pyarrow."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ParquetError(_MISSING) from error
    records = [json.loads(line) for line in lines]
    table = pyarrow.table(
        {
            "published": pyarrow.array([record["published"] for record in records], pyarrow.string()),
            "source": [record["source"] for record in records],
            "title": [record["title"] for record in records],
            "quotes": [len(record["quotes"]) for record in records],
            "line": list(lines),
        }
    )
    pyarrow.parquet.write_table(table, path, compression="zstd")


def read(path: Path) -> Iterator[str]:
    """The lines in a file of ours. Raises `ParquetError` when it is another, or pyarrow is missing."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ParquetError(_MISSING) from error
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=256, columns=["line"]):
                yield from batch.column(0).to_pylist()
    except (pyarrow.ArrowException, OSError, IndexError) as error:
        raise ParquetError(f"{path} is no Parquet file of onrecord's: {error}.") from error
