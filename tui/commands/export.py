"""`onrecord export`: quotes out of the archive as evidence somebody else can check."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from store.export.evidence import Style
from store.export.formats import FORMATS, Format, by_suffix
from store.text import counted
from tui.commands.completing import SPEAKERS
from tui.commands.output import FAILED, faults, say

if TYPE_CHECKING:
    from store.export.evidence import Evidence, Heading
    from store.export.gather import Selection

_STATUS = """\
Exit status: 0 done, 1 the archive cannot be used, nothing was found, or the file cannot be written, 2 wrong
usage."""


@click.command(epilog=_STATUS)
@click.argument("query", nargs=-1, metavar="[QUERY]")
@click.option("--brief", is_flag=True, help="The marked quotes, in their order, with their notes.")
@click.option("--speaker", metavar="NAME", shell_complete=SPEAKERS, help="What somebody says.")
@click.option(
    "--all", "everything", is_flag=True, help="All quotes; with jsonl the archive itself, lossless."
)
@click.option(
    "-f",
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    help="Default: by FILE's suffix, else markdown.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output."
)
@click.option(
    "--style",
    type=click.Choice(list(get_args(Style))),
    help="Cite each quote in this style, in markdown, html and docx.",
)
@click.pass_obj
def command(
    archive: str | None,
    query: tuple[str, ...],
    brief: bool,
    speaker: str | None,
    everything: bool,
    name: str | None,
    output: Path | None,
    style: Style | None,
) -> None:
    """Write the quotes that QUERY finds, each with its outlet, date, address, offsets and context.

    \b
    Formats:
      markdown, html, docx    to read and print
      csv, excel-csv          tables; excel-csv is what spreadsheets open
      jsonl                   onrecord's own form, which `onrecord import --format onrecord` reads
      quotebank               as the Quotebank corpus has its lines
      bibtex, csl-json        the articles behind the quotes, for Zotero and pandoc
      atom                    a query as a feed
    """
    from store.archive.location import archive_path
    from store.export import whole
    from store.export.gather import Selection

    if sum((bool(query), brief, speaker is not None, everything)) != 1:
        raise click.UsageError("Give one of QUERY, --brief, --speaker and --all.")
    form = _format(name, output)
    if style and style not in form.styles:
        able = ", ".join(known.name for known in FORMATS.values() if style in known.styles)
        raise click.UsageError(f"{form.name} has no citations in the {style} style: {able} can have them.")
    path = archive_path(archive)
    with faults():
        if everything and form.name == "jsonl":
            lines = _Lines(whole.write(path, _heading("Archive", "", path)))
            _save(lines, output)
            say(f"The whole archive exported, in {counted(lines.count, 'line')}.")
            return
        with Selection(path) as selection:
            title, found = _chosen(selection, " ".join(query), brief, speaker)
            chosen = _Counted(found)
            heading = _heading(title, " ".join(query), path, style)
            _save(form.load()(chosen, heading), output)
    if not chosen.count:
        say("onrecord: no quotes were found: what was written holds none.")
        raise SystemExit(FAILED)
    say(f"{counted(chosen.count, 'quote')} exported as {form.label}.")
    if form.name == "csv" and chosen.formulas:
        cells = counted(chosen.formulas, "cell")
        say(f"{cells} may be run as a formula by a spreadsheet: use excel-csv for one.")


def _format(name: str | None, output: Path | None) -> Format:
    if name:
        return FORMATS[name]
    return (by_suffix(output.name) if output else None) or FORMATS["markdown"]


def _chosen(
    selection: Selection, query: str, brief: bool, speaker: str | None
) -> tuple[str, Iterator[Evidence]]:
    if brief:
        return "Brief", selection.brief()
    if speaker is not None:
        return speaker, selection.speaker(speaker)
    if query:
        return f"Quotes: {query}", selection.query(query)
    return "All quotes", selection.everything()


def _heading(title: str, query: str, path: Path, style: Style | None = None) -> Heading:
    from store.export.evidence import Heading

    return Heading(title, datetime.now(UTC), query, path.name, style)


class _Lines:
    """Passes lines on and counts them."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self.count += 1
            yield line


class _Counted:
    """Passes evidence on and counts it."""

    def __init__(self, items: Iterable[Evidence]) -> None:
        self._items = items
        self.count = 0
        self.formulas = 0

    def __iter__(self) -> Iterator[Evidence]:
        for item in self._items:
            self.count += 1
            quote = item.quote
            self.formulas += any(text.startswith(("=", "+", "-", "@")) for text in (quote.text, quote.title))
            yield item


def _save(pieces: Iterable[bytes], output: Path | None) -> None:
    if output is None or str(output) == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(pieces, output)
    except OSError as error:
        say(f"onrecord: {output} cannot be written: {error.strerror or error}.")
        raise SystemExit(FAILED) from error


def _replace(pieces: Iterable[bytes], output: Path) -> None:
    # Written beside and then put in place: an export that stops half-way leaves the file before it alone.
    handle: Any
    with tempfile.NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as handle:
        try:
            for piece in pieces:
                handle.write(piece)
        except BaseException:
            os.unlink(handle.name)  # noqa: PTH108
            raise
    Path(handle.name).chmod(0o666 & ~_umask())
    Path(handle.name).replace(output)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
