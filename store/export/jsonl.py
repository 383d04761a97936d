"""onrecord's own form: JSON objects, one a line, UTF-8; what `onrecord import --format onrecord` reads.

Lines, told apart by `type` (a reader passes over types and keys it does not know). A whole archive has
them in this order; a query, brief or speaker has the header, `quote` lines and the end.

`onrecord`
    The header: `version` (1), `contents` ("archive" or "quotes"), `made` (ISO, UTC), `title`, `query`,
    `archive`.
`article`
    What `onrecord extract --json` writes (there a line has no `type` and is known by its `text`):
    `title`, `published`, `source` (the outlet's name), `text`, `quotes`, `people`, `issues`, and beside
    these `hash`, `url`, `author`, `language`, `origin`, `notes`, `added`, `extractor`. A quote here is as
    it was extracted, before any correction: `uid`, `content`, `cue`, `source` (lists of [start, end) in
    characters of `text`), `quote`, `kind`, `mode`, `negated`, `speakers` (the article's names for them),
    `speaker_kind`, `role`, `attributed`, `on_behalf_of`, `reported_by`, `confidence`, `issues`. People
    have `name`, `aliases`, `roles`, `kind`; issues `name`, `quotes` (positions in `quotes`) and
    `evidence`.
`quote`
    A quote without its article: bulk data, and everything that a query exports. The keys of a quote above,
    and `published`, `outlet`, `title`, `url`, `occurrences`, and `collected` (an object) where the collection
    it came from told more of it, as it came. In a whole archive it is bulk data as it came,
    before any correction. In a query, brief or speaker it is as the archive shows it: `speakers` are the
    archive's names, and beside these stand `author`, `language`, `article` (hash of the article it stands
    in, "" for bulk data), `corrected`, `marked`, `note`, `context` with `context_offset`, `link`. `source`
    is a list of offsets, as in an article.
`correction`
    What a person decided, in the order it was decided: `at`, `action`, `article` (the hash of the one it
    is about, or ""), `detail` (an object), `undone` (when, or null). Definitions of issues and pins are
    among them. Laid over the articles, they give the archive back as it was.
`mark`, `seen`
    `quote` (a uid), `at`; a mark has `position` and `note` too.
`saved_search`
    `name`, `query`.
`end`
    How many lines of each type came before: a file without it was cut short.

Lossless: importing a whole archive's export into an empty archive and exporting that gives the same
lines, but for the header and the times at which articles were added and quotes read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from store.export.evidence import Evidence, Heading
from store.export.fragment import link
from store.jsonlines import dumps
from store.records import Quote

VERSION = 1


def header(heading: Heading, contents: str) -> dict[str, Any]:
    """The first line; `contents` is "archive" or "quotes"."""
    return {
        "type": "onrecord",
        "version": VERSION,
        "contents": contents,
        "made": heading.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "title": heading.title,
        "query": heading.query,
        "archive": heading.archive,
    }


def quote_fields(quote: Quote) -> dict[str, Any]:
    """The keys that a quote has inside an article's line and on one of its own."""
    return {
        "uid": quote.uid,
        "quote": quote.text,
        "content": [list(span) for span in quote.content],
        "cue": [list(span) for span in quote.cue],
        "source": [list(span) for span in quote.source],
        "kind": quote.kind,
        "mode": quote.mode,
        "negated": quote.negated,
        "speakers": list(quote.speakers),
        "speaker_kind": quote.speaker_kind,
        "role": quote.role,
        "attributed": quote.attributed,
        "on_behalf_of": quote.on_behalf_of,
        "reported_by": quote.reported_by,
        "confidence": quote.confidence,
        "issues": list(quote.issues),
    }


def quote_line(item: Evidence) -> dict[str, Any]:
    """A quote on a line of its own."""
    quote = item.quote
    line = {
        "type": "quote",
        **quote_fields(quote),
        "published": quote.published.isoformat() if quote.published else None,
        "outlet": quote.outlet,
        "title": quote.title,
        "url": quote.url,
        "occurrences": quote.occurrences,
        "author": item.author,
        "language": item.language,
        "article": item.article,
        "corrected": quote.corrected,
        "marked": quote.marked,
        "note": item.note,
        "context": item.context,
        "context_offset": item.offset,
        "link": link(item),
    }
    return {**line, "collected": dict(item.collected)} if item.collected else line


def write(items: Iterable[Evidence], heading: Heading) -> Iterator[bytes]:
    """The lines of a selection of quotes."""
    return lines([header(heading, "quotes")], (quote_line(item) for item in items))


def lines(*parts: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """`parts` one after the other, a line each object, and the `end` line with their counts."""
    counts: Counter[str] = Counter()
    for part in parts:
        for record in part:
            counts[record["type"]] += 1
            yield encode(record)
    yield encode({"type": "end", "lines": dict(sorted(counts.items()))})


def encode(record: Mapping[str, Any]) -> bytes:
    """One line. Lone surrogates, which UTF-8 cannot hold, are written as JSON escapes."""
    return dumps(record) + b"\n"
