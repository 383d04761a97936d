"""Entries that outlets change after they have published them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store.archive.reader import ArchiveReader
from store.archive.subscriptions import Known, Stated, entry_key
from store.archive.writer import Archive
from store.feeds.changes import changed_lately, due, said_of
from store.reading.feed import Entry
from store.records import Article
from tests.store.feeds.test_refresh import LONG, Handler, Server, archive, go, rss, server, subscribe

__all__ = ["archive", "server"]

PAGE = f"<html><body><article><h1>Bridge</h1>{LONG}<p>{{}}</p></article></body></html>"


def texts(archive: Archive) -> list[str]:
    with ArchiveReader(archive.path) as reader:
        found = [reader.article(id_) for id_ in sorted(reader.article_ids())]
    return [article.text.split("\n\n")[-1] for article in found if article]


def notes(archive: Archive) -> list[tuple[str, ...]]:
    with ArchiveReader(archive.path) as reader:
        found = [reader.article(id_) for id_ in sorted(reader.article_ids())]
    return [article.notes for article in found if article]


def dated(*entries: tuple[str, str, str]) -> bytes:
    items = "".join(
        f"<entry><id>{name}</id><title>{name}</title><published>2026-02-03T10:00:00Z</published>"
        f"<updated>{updated}</updated><summary>Read on</summary><link href='{link}'/></entry>"
        for name, updated, link in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>{items}</feed>'.encode()


def serve(server: Server, path: str, data: bytes, kind: str = "application/rss+xml") -> None:
    server.answers[path] = lambda handler: handler.give(data, Content_Type=kind)


def test_an_entry_with_other_words_is_added_beside_what_it_was(archive: Archive, server: Server) -> None:
    serve(server, "/feed", rss(("one", "", LONG + "<p>Twelve were hurt.</p>"), ("two", "", LONG)))
    subscribe(archive, server.url("/feed"))
    assert (go(archive)[0].new, go(archive)[0].new) == (2, 0)
    serve(server, "/feed", rss(("one", "", LONG + "<p>Two were hurt.</p>"), ("two", "", LONG)))
    (report,) = go(archive)
    assert (report.new, report.changed, report.known) == (1, 1, 0)
    assert [text for text in texts(archive) if "hurt" in text] == ["Twelve were hurt.", "Two were hurt."]
    (note,) = notes(archive)[-1]
    assert note.startswith("changed since it was read on 20")
    assert note.endswith("that version is kept too")
    assert go(archive)[0].new == 0


def test_an_entry_that_says_it_was_updated_has_its_page_fetched_again(
    archive: Archive, server: Server
) -> None:
    link = server.url("/page")
    serve(server, "/feed", dated(("one", "2026-02-03T10:00:00Z", link)), "application/atom+xml")
    serve(server, "/page", PAGE.format("He said no.").encode(), "text/html")
    subscribe(archive, server.url("/feed"))
    go(archive)
    serve(server, "/page", PAGE.format("He said yes.").encode(), "text/html")
    go(archive)
    assert texts(archive) == ["He said no."], "nothing says that it was changed"
    serve(server, "/feed", dated(("one", "2026-02-03T12:00:00Z", link)), "application/atom+xml")
    assert go(archive)[0].changed == 1
    assert texts(archive) == ["He said no.", "He said yes."]


def test_an_update_without_other_words_adds_nothing(archive: Archive, server: Server) -> None:
    link = server.url("/page")
    serve(server, "/page", PAGE.format("He said no.").encode(), "text/html")
    serve(server, "/feed", dated(("one", "2026-02-03T10:00:00Z", link)), "application/atom+xml")
    subscribe(archive, server.url("/feed"))
    go(archive)
    serve(server, "/feed", dated(("one", "2026-02-03T12:00:00Z", link)), "application/atom+xml")
    (report,) = go(archive)
    assert (report.new, report.known, len(texts(archive))) == (0, 0, 1)
    asked = len(server.asked)
    go(archive)
    assert len(server.asked) == asked + 1, "its page is not fetched for ever"


def test_a_page_that_is_gone_takes_nothing_back(archive: Archive, server: Server) -> None:
    link = server.url("/page")
    serve(server, "/page", PAGE.format("He said no.").encode(), "text/html")
    serve(server, "/feed", dated(("one", "2026-02-03T10:00:00Z", link)), "application/atom+xml")
    subscribe(archive, server.url("/feed"))
    go(archive)

    def gone(handler: Handler) -> None:
        handler.give(b"", 404)

    server.answers["/page"] = gone
    serve(server, "/feed", dated(("one", "2026-02-03T12:00:00Z", link)), "application/atom+xml")
    (report,) = go(archive)
    assert (report.new, report.problem, texts(archive)) == (0, "", ["He said no."])


def test_entries_that_earlier_versions_of_onrecord_handled_are_left_alone(
    archive: Archive, server: Server
) -> None:
    serve(server, "/feed", rss(("one", "", LONG)))
    subscribe(archive, server.url("/feed"))
    go(archive)
    with archive.transaction():
        archive._connection.execute("delete from entry_version")
    assert (go(archive)[0].new, len(texts(archive))) == (0, 1)
    serve(server, "/feed", rss(("one", "", LONG + "<p>More.</p>")))
    assert go(archive)[0].new == 1


def test_removing_a_feed_forgets_its_entries_and_keeps_their_versions(
    archive: Archive, server: Server
) -> None:
    serve(server, "/feed", rss(("one", "", LONG)))
    subscribe(archive, server.url("/feed"))
    go(archive)
    with archive.transaction():
        assert archive.subscriptions.remove(server.url("/feed"))
    assert len(texts(archive)) == 1


def entry(name: str, updated: str, text: str = "Words.") -> Entry:
    return Entry(name, Article(text, title=name, published=date(2026, 2, 3)), True, updated)


def test_a_feed_that_dates_all_its_entries_anew_has_none_of_them_fetched_again() -> None:
    before = [entry(name, "10:00") for name in "abc"]
    known = {entry_key(one.id): Known(0, said_of(one), 1) for one in before}
    assert not list(due([replace(one, updated="10:15") for one in before], known))
    one = [replace(before[0], updated="10:15"), *before[1:]]
    assert [found.id for found, _ in due(one, known)] == ["a"]
    reworded = [entry(name, "10:15", "Other words." if name == "b" else "Words.") for name in "abc"]
    assert "b" in {found.id for found, _ in due(reworded, known)}


@pytest.mark.parametrize(
    ("versions", "minutes", "waits"),
    [(1, 0, False), (3, 0, False), (4, 14, True), (4, 16, False), (6, 59, True), (6, 61, False)],
)
def test_what_goes_on_being_changed_is_looked_at_ever_more_seldom(
    versions: int, minutes: int, waits: bool
) -> None:
    at = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat(timespec="seconds")
    assert changed_lately(Known(0, Stated("", ""), versions, at)) is waits


def test_a_change_that_waits_is_asked_for_again_though_the_feed_is_as_it_was(
    archive: Archive, server: Server
) -> None:
    def answer(text: str) -> None:
        def give(handler: Handler) -> None:
            if handler.headers.get("If-None-Match") == f'"{text}"':
                handler.send_response(304)
                handler.end_headers()
            else:
                handler.give(rss(("live", "", LONG + f"<p>{text}</p>")), ETag=f'"{text}"')

        server.answers["/feed"] = give

    subscribe(archive, server.url("/feed"))
    for text in ("one", "two", "three", "four", "five"):
        answer(text)
        go(archive)
    assert texts(archive) == ["one", "two", "three", "four"]
    with archive.transaction():
        archive._connection.execute("update entry_version set at = '2026-02-03T10:00:00+00:00'")
    go(archive)
    assert texts(archive)[-1] == "five"


def test_the_feeds_of_an_archive_that_may_not_be_written_are_read(archive: Archive, tmp_path: Path) -> None:
    from store.archive.subscriptions import reading

    subscribe(archive, "http://courier.example/feed")
    archive.close()
    archive.path.chmod(0o400)
    with reading(archive.path) as subscriptions:
        assert [feed.url for feed in subscriptions.all()] == ["http://courier.example/feed"]
        assert subscriptions.articles() == {}
