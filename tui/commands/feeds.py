"""`onrecord feeds`: subscribe, list, refresh."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.output import EXIT_STATUS, FAILED, UNREADABLE, faults, json_option, say, show

if TYPE_CHECKING:
    from store.feeds.refresh import Report
    from store.reading.opml import Subscription


@click.group(epilog=EXIT_STATUS)
def command() -> None:
    """Subscribe to feeds and fetch their news."""


@command.command("add")
@click.argument("places", nargs=-1, required=True, metavar="URL|FILE…")
@click.option("--title", default="", help="The outlet's name, instead of the feed's own.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="May be given several times.")
@click.option(
    "--full-page/--no-full-page",
    default=True,
    help="Fetch the page of an entry that is only a summary (the default).",
)
@click.pass_obj
def add(
    archive: str | None, places: tuple[str, ...], title: str, tags: tuple[str, ...], full_page: bool
) -> None:
    """Subscribe to the feeds at URLs, and to all that FILEs list: OPML, or newsboat's urls file.

    The address of a web page will do where the page names its feed.
    """
    from store.archive.location import archive_path
    from store.archive.writer import Archive

    failed = False
    with faults(), Archive.open(archive_path(archive)) as opened:
        for place in places:
            try:
                found = _subscriptions(place, title, tags)
            except _NoFeedError as error:
                say(f"onrecord: {error}")
                failed = True
                continue
            with opened.transaction():
                new = [
                    feed
                    for feed in found
                    if opened.subscriptions.add(feed.url, feed.title, feed.tags, full_page=full_page)
                ]
            known = len(found) - len(new)
            say(f"{place}: {len(new):,} added" + (f", {known:,} known already." if known else "."))
    if failed:
        raise SystemExit(UNREADABLE)


class _NoFeedError(Exception):
    """There is no feed there; the message is a sentence."""


def _subscriptions(place: str, title: str, tags: tuple[str, ...]) -> list[Subscription]:
    from store.feeds.discovery import discover
    from store.feeds.http import FetchError
    from store.reading.opml import LIST_LIMIT, Subscription, parse
    from store.reading.source import ReadingError

    try:
        if place.startswith(("http://", "https://", "feed://")):
            return [Subscription(discover(place), title, tags)]
        data = sys.stdin.buffer.read(LIST_LIMIT) if place == "-" else Path(place).expanduser().read_bytes()
        return [
            Subscription(feed.url, title or feed.title, (*feed.tags, *tags)) for feed in parse(data, place)
        ]
    except FetchError as error:
        raise _NoFeedError(f"{place} was not added: {error}.") from error
    except ReadingError as error:
        raise _NoFeedError(str(error)) from error
    except OSError as error:
        raise _NoFeedError(f"{place} cannot be read: {error.strerror or error}.") from error


@command.command("list")
@json_option
@click.pass_obj
def list_(archive: str | None, as_json: bool) -> None:
    """List the feeds with how many of their entries were read, and how each stands."""
    from store.archive.location import archive_path
    from store.archive.subscriptions import reading

    with faults(), reading(archive_path(archive)) as subscriptions:
        counts = subscriptions.articles()
        rows = [
            {
                "title": feed.title,
                "url": feed.url,
                "entries": counts.get(feed.id, 0),
                "fetched": feed.fetched,
                "problem": feed.problem,
                "tags": list(feed.tags),
            }
            for feed in subscriptions.all()
        ]
    show(rows, ("title", "url", "entries", "fetched", "problem"), as_json=as_json, numbers=("entries",))


@command.command("remove")
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.pass_obj
def remove(archive: str | None, urls: tuple[str, ...]) -> None:
    """Unsubscribe. The articles that came stay in the archive."""
    from store.archive.location import archive_path
    from store.archive.writer import Archive

    missing = False
    with faults(), Archive.open(archive_path(archive)) as opened:
        for url in urls:
            with opened.transaction():
                gone = opened.subscriptions.remove(url)
            say(f"{url}: removed." if gone else f"onrecord: {url} is no feed of this archive.")
            missing = missing or not gone
    if missing:
        raise SystemExit(FAILED)


@command.command("export")
@click.pass_obj
def export(archive: str | None) -> None:
    """Print the feeds as OPML, which other feed readers take."""
    from store.archive.location import archive_path
    from store.archive.subscriptions import reading
    from store.reading.opml import Subscription, write

    with faults(), reading(archive_path(archive)) as subscriptions:
        feeds = [Subscription(feed.url, feed.title, feed.tags) for feed in subscriptions.all()]
    sys.stdout.buffer.write(write(feeds))


@command.command("refresh")
@click.argument("urls", nargs=-1, metavar="[URL]…")
@click.option(
    "--now", "force", is_flag=True, help="Also feeds that asked to be left alone, or failed lately."
)
@click.option(
    "--threads", type=click.IntRange(1, 64), default=8, show_default=True, help="Feeds fetched at once."
)
@click.option(
    "--timeout", type=click.FloatRange(1), default=60.0, show_default=True, help="Seconds for one resource."
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes to extract with (default: one a core)."
)
@click.option("-q", "--quiet", is_flag=True, help="Tell only of failures.")
@click.pass_obj
def refresh(
    archive: str | None,
    urls: tuple[str, ...],
    force: bool,
    threads: int,
    timeout: float,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Fetch what is new, of all feeds or of those at URLs.

    It may be stopped at any time: what was fetched is in the archive, and the rest comes the next time.

    Exit status: 0 done, 1 the archive cannot be used, 2 wrong usage, 3 some feeds could not be had (they are
    named; the others' news was added), 130 stopped by Ctrl+C.
    """
    from store.archive.location import archive_path
    from store.archive.writer import Archive
    from store.feeds.http import Client, Limits
    from store.feeds.refresh import refresh as run
    from store.text import counted

    def tell(report: Report) -> None:
        line = _line(report)
        if line and (report.problem or not quiet):
            say(line)

    client = Client(Limits(total=timeout, silence=min(20.0, timeout), connect=min(10.0, timeout)))
    with faults(), Archive.open(archive_path(archive)) as opened:
        if not opened.subscriptions.all():
            say("There are no feeds yet: `onrecord feeds add URL` adds one.")
            return
        reports = run(opened, client=client, only=urls, force=force, threads=threads, jobs=jobs, report=tell)
    if not quiet:
        new = sum(report.new for report in reports)
        say(f"{new:,} new from {counted(len(reports), 'feed')}.")
    if any(report.problem and not report.waiting for report in reports):
        raise SystemExit(UNREADABLE)


def _line(report: Report) -> str:
    name = report.feed.title or report.feed.url
    if report.waiting:
        return (
            f"{name}: left alone until {report.waiting.replace('T', ' ')[:16]} UTC. {report.problem}".rstrip()
        )
    if report.problem:
        return f"onrecord: {report.problem}"
    if not (report.new or report.pending or report.known):
        return ""
    changed = f" ({report.changed:,} of them changed since they were read)" if report.changed else ""
    known = f", {report.known:,} known already" if report.known else ""
    more = f", {report.pending:,} that could not be had whole yet" if report.pending else ""
    return f"{name}: {report.new:,} new{changed}{known}{more}."
