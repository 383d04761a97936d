"""`onrecord extract --engine dask`: files and folders onto a cluster, parts into a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from store.cluster import ClusterError, Part, extract_on
from store.ingest import files_under
from store.reading.registry import read_path
from store.reading.source import ReadingError
from store.records import Article
from store.text import counted
from tui.commands.output import FAILED, INTERRUPTED, UNREADABLE, say


def extract_files_on(scheduler: str, files: Sequence[str], folder: Path, *, parquet: bool) -> None:
    """Extract every article in `files`; ends the command with the status that fits."""
    problems = 0

    def articles() -> Iterator[Article]:
        nonlocal problems
        for path in files_under(Path(name) for name in files):
            try:
                yield from (article for article in read_path(path) if article.text.strip())
            except ReadingError as error:
                problems += 1
                say(str(error))

    def tell(part: Part) -> None:
        what = "found from before" if part.found else "written"
        say(
            f"{part.path.name}: {counted(part.articles, 'article')}, {counted(part.quotes, 'quote')}, {what}."
        )

    try:
        form = "parquet" if parquet else "jsonl"
        parts = extract_on(scheduler, articles(), folder, form=form, report=tell)  # type: ignore[arg-type]
    except ClusterError as error:
        say(f"onrecord: {error}")
        raise SystemExit(FAILED) from error
    except KeyboardInterrupt:
        say("onrecord: stopped; the parts that were written stay, and the same command does the rest.")
        raise SystemExit(INTERRUPTED) from None
    done = sum(part.articles for part in parts), sum(part.quotes for part in parts)
    held = f"{counted(done[0], 'article')}, {counted(done[1], 'quote')}"
    say(f"{held} in {counted(len(parts), 'part')}.")
    if problems:
        raise SystemExit(UNREADABLE)
