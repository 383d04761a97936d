"""`onrecord search`: quotes that a query finds."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from store.text import counted
from tui.commands.output import EXIT_STATUS, FAILED, MISUSED, faults, json_option, say, show

if TYPE_CHECKING:
    from store.search.answers import QueryError

_BATCH_LIMIT = 10
_LIMIT = 20


@click.command(epilog=EXIT_STATUS)
@click.argument("words", nargs=-1, metavar="QUERY…")
@click.option(
    "--limit", type=click.IntRange(1), default=None, metavar="N", help="At most N (20; 10 in a batch)."
)
@click.option(
    "--batch",
    type=click.File(encoding="utf-8", errors="replace"),
    metavar="FILE",
    help="One query a line (- for standard input).",
)
@click.option("--explain", is_flag=True, help="Print how the query is answered, instead of the quotes.")
@click.option("--articles", is_flag=True, help="Find articles, instead of quotes.")
@click.option(
    "--deadline",
    type=click.FloatRange(0),
    default=None,
    metavar="MS",
    help="Answer with what is found by then.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    limit: int | None,
    batch: Iterable[str] | None,
    explain: bool,
    articles: bool,
    deadline: float | None,
    as_json: bool,
) -> None:
    """Find quotes by words, "exact phrases", -exclusions, OR, and filters.

    Filters are speaker: issue: source: kind: mode: by: about: date: since: until: and is:. The last word may
    be unfinished. A query that cannot be read as it is meant (a date that is none, an unknown field) finds
    nothing; it is shown where, with exit status 2, and with 1 for a name that nobody has.

    A batch prints a JSON object a line: the hits when all was looked at, "ms" until the first of them were
    there, "refined_ms" for all. With --deadline the hits are those of the first look.
    """
    from store.archive.location import archive_path
    from store.search.engine import Engine

    with faults():
        engine = Engine(archive_path(ctx.obj))
        query = " ".join(words)
        if batch is not None:
            _batch(engine, batch, limit or _BATCH_LIMIT, deadline)
        elif explain:
            _explain(engine, query, limit or _LIMIT, as_json=as_json)
        elif articles:
            _refuse(query, engine.search(query, limit=1).error)
            _articles(engine, query, limit or _LIMIT, as_json=as_json)
        else:
            _quotes(engine, query, limit or _LIMIT, deadline, as_json=as_json)
        engine.close()


def _refuse(query: str, error: QueryError | None) -> None:
    """Rows that were found without a condition are not those that were asked for."""
    if error:
        from rich.cells import cell_len

        say(f"{query}\n{' ' * cell_len(query[: error.position])}^ {error.message}")
        raise SystemExit(FAILED if error.unknown else MISUSED)


def _quotes(engine: Any, query: str, limit: int, deadline: float | None, *, as_json: bool) -> None:
    answer = engine.search(query, limit=limit, deadline_ms=deadline)
    rows = [_hit(quote) for quote in engine.quotes(answer.ids)]
    _refuse(query, answer.error)
    show(rows, ("published", "speakers", "source", "quote"), as_json=as_json)
    for correction in answer.corrected:
        say(f"{correction.typed}: also {', '.join(correction.found)}")
    if sys.stderr.isatty():
        count = engine.count(query)
        say(f"{len(rows):,} of {'' if count.exact else 'at least '}{counted(count.n, 'quote')}")


def _batch(engine: Any, queries: Iterable[str], limit: int, deadline: float | None) -> None:
    engine.warm()
    for line in queries:
        query = line.removesuffix("\n").removesuffix("\r")
        # As the reader asks: first what there is within a frame, then all of it.
        hurry = engine.first_ms if deadline is None else deadline
        first = answer = engine.search(query, limit=limit, deadline_ms=hurry)
        if not first.complete and deadline is None:
            answer = engine.search(query, limit=limit)
        count = engine.count(query)
        record = {
            "query": query,
            "ms": round(first.ms, 3),
            "refined_ms": round(answer.ms, 3),
            "total": count.n,
            "exact": count.exact,
            "complete": answer.complete,
            "corrected": {one.typed: list(one.found) for one in answer.corrected},
            "hits": [_hit(quote) for quote in engine.quotes(answer.ids)],
        }
        if answer.error:
            record["error"] = {"message": answer.error.message, "position": answer.error.position}
        click.echo(json.dumps(record, ensure_ascii=False))


def _hit(quote: Any) -> dict[str, Any]:
    return {
        "id": quote.uid,
        "quote": quote.text,
        "speakers": list(quote.speakers),
        "published": quote.published.isoformat() if quote.published else None,
        "source": quote.outlet,
    }


def _articles(engine: Any, query: str, limit: int, *, as_json: bool) -> None:
    rows = [
        {
            "published": hit.published.isoformat() if hit.published else None,
            "source": hit.outlet,
            "title": hit.title,
            "passage": hit.passage,
        }
        for hit in engine.articles(query, limit)
    ]
    show(rows, ("published", "source", "title", "passage"), as_json=as_json)


def _explain(engine: Any, query: str, limit: int, *, as_json: bool) -> None:
    found = engine.explain(query, limit=limit)
    if as_json:
        words = [
            {"typed": typed, "classes": [list(some) for some in classes]} for typed, classes in found.words
        ]
        steps = [
            {"step": step, "match": match, "found": n, "ms": round(ms, 3)}
            for step, match, n, ms in found.steps
        ]
        record = {
            "query": query,
            "words": words,
            "filters": list(found.filters),
            "steps": steps,
            "ms": found.ms,
        }
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    for typed, classes in found.words:
        for name, some in zip(("as typed", "completed", "one edit", "more"), classes, strict=True):
            if some:
                click.echo(f"{_shown(typed)}  {name}: {_shown(' '.join(some))}")
    if found.filters:
        click.echo(f"filters: {_shown(' '.join(found.filters))}")
    for step, match, count, ms in found.steps:
        click.echo(f"{ms:9.2f} ms  {counted(count, 'quote'):>14}  {step}: {_shown(match) or 'every quote'}")
    click.echo(f"{found.ms:9.2f} ms  in all")
    _refuse(query, found.error)


def _shown(text: str) -> str:
    """Filter tokens start with letters that have no shape."""
    return "".join(
        f"#{ord(letter) - 0xE000}/" if "\ue000" <= letter <= "\uf8ff" else letter for letter in text
    )
