"""Against a server on this machine that does what servers do: be slow, broken, packed, elsewhere, endless."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from store.archive.reader import ArchiveReader
from store.archive.writer import Archive
from store.feeds.fetching import TRIES
from store.feeds.http import Client, Limits
from store.feeds.refresh import Report, refresh
from store.records import Article, Extraction

LONG = "".join(
    f"<p>On day {day} the mayor said that the bridge would stay open for the whole of the coming year.</p>"
    for day in range(20)
)


def rss(*entries: tuple[str, str, str], charset: str = "utf-8") -> bytes:
    items = "".join(
        f"<item><guid>{name}</guid><title>{name}</title><link>{link}</link>"
        f"<description><![CDATA[{text}]]></description></item>"
        for name, link, text in entries
    )
    head = f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><title>Courier</title>'
    return f"{head}{items}</channel></rss>".encode(charset)


class Server(ThreadingHTTPServer):
    """Answers by path; `asked` lists what it was asked for, with the headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stop = threading.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.answers[self.path](self)

    def give(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/rss+xml",
            "Content-Length": str(len(data)),
            **headers,
        }.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.stop.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "desk.db") as archive:
        yield archive


def nothing(article: Article) -> Extraction:
    return Extraction(article.text, (), (), ())


def go(archive: Archive, **options: object) -> list[Report]:
    limits = Limits(connect=2, silence=0.8, total=1.2, size=200_000, gap=0)
    return refresh(archive, client=Client(limits), jobs=1, extract=nothing, **options)  # type: ignore[arg-type]


def subscribe(archive: Archive, *urls: str, full_page: bool = True) -> None:
    with archive.transaction():
        for url in urls:
            archive.subscriptions.add(url, full_page=full_page)


def titles(archive: Archive) -> list[str]:
    with ArchiveReader(archive.path) as reader:
        found = [reader.article(id_) for id_ in reader.article_ids()]
    return sorted(article.title for article in found if article)


def good(handler: Handler) -> None:
    handler.give(rss(("good", "", LONG)))


def slow(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.server.stop.wait(20)


def dripping(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.stop.wait(0.05):
        handler.wfile.write(b" ")


def dripping_its_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not handler.server.stop.wait(0.05):
        handler.wfile.write(b"a")


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.stop.is_set():
        handler.wfile.write(b"<rss>" * 5000)


BOMB = gzip.compress(b" " * 4_000_000)


def bomb(handler: Handler) -> None:
    handler.give(BOMB, Content_Encoding="gzip")


def broken_off(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"<rss>")
    handler.close_connection = True


def wrongly_packed(handler: Handler) -> None:
    handler.give(b"not gzip at all", Content_Encoding="gzip")


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"\0\1\2 garbage\r\n\r\n")
    handler.close_connection = True


def in_circles(handler: Handler) -> None:
    handler.give(b"", 302, Location=handler.path)


def to_a_file(handler: Handler) -> None:
    handler.give(b"", 302, Location="file:///etc/passwd")


def no_feed(handler: Handler) -> None:
    handler.give(b"<html>hello</html>", Content_Type="text/html")


BAD = {
    slow: "the server fell silent",
    dripping: "did not end within",
    dripping_its_head: "did not answer within",
    endless: "larger than",
    bomb: "larger than",
    broken_off: "broke",
    wrongly_packed: "cannot be unpacked",
    garbage: "the connection broke",
    in_circles: "redirects more than",
    to_a_file: "no web address",
    no_feed: "no feed",
    lambda handler: handler.give(b"", 500): "answered 500",
}


def test_feeds_that_misbehave_are_named_and_cost_no_other_feed_its_news(
    archive: Archive, server: Server
) -> None:
    for number, answer in enumerate(BAD):
        server.answers[f"/bad{number}"] = answer
    server.answers |= {
        "/good1": good,
        "/good2": lambda handler: handler.give(rss(("second", "", LONG + "More."))),
    }
    subscribe(archive, *(server.url(path) for path in server.answers), "http://127.0.0.1:1/refused")
    reports = {report.feed.url: report for report in go(archive)}
    assert titles(archive) == ["good", "second"]
    for number, reason in enumerate(BAD.values()):
        assert reason in reports[server.url(f"/bad{number}")].problem
    assert "refused the connection" in reports["http://127.0.0.1:1/refused"].problem
    assert reports[server.url("/good1")].new == 1


def test_a_feed_is_asked_by_its_marks_and_unchanged_brings_nothing(archive: Archive, server: Server) -> None:
    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == '"v1"':
            handler.send_response(304)
            handler.end_headers()
        else:
            handler.give(rss(("one", "", LONG)), ETag='"v1"', Last_Modified="Tue, 03 Feb 2026 10:00:00 GMT")

    server.answers["/feed"] = answer
    subscribe(archive, server.url("/feed"))
    assert go(archive)[0].new == 1
    (again,) = go(archive)
    assert (again.unchanged, again.new, again.problem) == (True, 0, "")
    assert server.asked[1][1]["If-Modified-Since"] == "Tue, 03 Feb 2026 10:00:00 GMT"


def test_permanent_redirects_move_the_feed_and_others_do_not(archive: Archive, server: Server) -> None:
    server.answers = {
        "/old": lambda handler: handler.give(b"", 301, Location="/new"),
        "/new": good,
        "/login": lambda handler: handler.give(b"", 302, Location="/today"),
        "/today": lambda handler: handler.give(rss(("two", "", LONG + "Two."))),
    }
    subscribe(archive, server.url("/old"), server.url("/login"))
    assert [report.new for report in go(archive)] == [1, 1]
    assert [feed.url for feed in archive.subscriptions.all()] == [server.url("/new"), server.url("/login")]


@pytest.mark.parametrize("stated", ["seconds", "date"])
def test_too_many_requests_is_obeyed(archive: Archive, server: Server, stated: str) -> None:
    later = datetime.now(UTC) + timedelta(hours=2)
    after = "7200" if stated == "seconds" else format_datetime(later, usegmt=True)
    server.answers["/feed"] = lambda handler: handler.give(b"", 429, Retry_After=after)
    subscribe(archive, server.url("/feed"))
    assert "answered 429" in go(archive)[0].problem
    (feed,) = archive.subscriptions.all()
    assert abs(datetime.fromisoformat(feed.not_before) - later) < timedelta(minutes=2)
    (waiting,) = go(archive)
    assert waiting.waiting == feed.not_before
    assert len(server.asked) == 1
    server.answers["/feed"] = good
    assert go(archive, force=True)[0].new == 1
    assert archive.subscriptions.all()[0].not_before == ""


def test_failures_in_a_row_are_asked_for_less_and_less(archive: Archive, server: Server) -> None:
    server.answers["/feed"] = lambda handler: handler.give(b"", 503)
    subscribe(archive, server.url("/feed"))
    waits = []
    for _ in range(10):
        go(archive, force=True)
        feed = archive.subscriptions.all()[0]
        waits.append(datetime.fromisoformat(feed.not_before) - datetime.now(UTC))
    assert all(a < b for a, b in pairwise(waits[:7]))
    assert waits[-1] <= timedelta(days=1)


def test_a_packed_feed_in_a_wrongly_stated_character_set_is_read(archive: Archive, server: Server) -> None:
    data = gzip.compress(rss(("Núñez “says”", "", LONG), charset="windows-1252"))
    server.answers["/feed"] = lambda handler: handler.give(
        data, Content_Encoding="gzip", Content_Type="application/rss+xml; charset=utf-8"
    )
    subscribe(archive, server.url("/feed"))
    go(archive)
    assert titles(archive) == ["Núñez “says”"]


def page(handler: Handler) -> None:
    body = f"<html><head><title>T</title></head><body><article><h1>T</h1>{LONG}</article></body></html>"
    handler.give(body.encode(), Content_Type="text/html")


def test_the_page_is_fetched_when_the_feed_has_only_a_summary(archive: Archive, server: Server) -> None:
    server.answers = {
        "/feed": lambda handler: handler.give(rss(("teaser", server.url("/page"), "The mayor said…"))),
        "/page": page,
    }
    subscribe(archive, server.url("/feed"))
    go(archive)
    go(archive)
    assert [path for path, _ in server.asked] == ["/feed", "/page", "/feed"]
    with ArchiveReader(archive.path) as reader:
        (id_,) = reader.article_ids()
        article = reader.article(id_)
    assert article
    assert article.text.count("stay open") == 20
    assert (article.title, article.outlet, article.url) == ("teaser", "Courier", server.url("/page"))


def test_a_feed_that_wants_no_pages_gives_its_summaries(archive: Archive, server: Server) -> None:
    server.answers["/feed"] = lambda handler: handler.give(
        rss(("teaser", server.url("/page"), "He said yes."))
    )
    subscribe(archive, server.url("/feed"), full_page=False)
    go(archive)
    assert titles(archive) == ["teaser"]
    assert [path for path, _ in server.asked] == ["/feed"]


def test_a_page_that_fails_for_now_is_tried_again_and_then_the_summary_does(
    archive: Archive, server: Server
) -> None:
    server.answers = {
        "/feed": lambda handler: handler.give(
            rss(("teaser", server.url("/page"), "The mayor said.")), ETag='"v"'
        ),
        "/page": lambda handler: handler.give(b"", 503),
    }
    subscribe(archive, server.url("/feed"))
    for _ in range(TRIES - 1):
        assert go(archive)[0].pending == 1
        assert titles(archive) == []
    assert go(archive)[0].new == 1
    assert titles(archive) == ["teaser"]
    # Only now that nothing is pending does it tell the server what it has.
    assert [headers.get("If-None-Match") for path, headers in server.asked if path == "/feed"] == [
        None
    ] * TRIES
    go(archive)
    assert server.asked[-1][1]["If-None-Match"] == '"v"'


def test_a_page_that_is_gone_leaves_the_summary_at_once(archive: Archive, server: Server) -> None:
    server.answers = {
        "/feed": lambda handler: handler.give(rss(("teaser", server.url("/page"), "The mayor said."))),
        "/page": lambda handler: handler.give(b"", 404),
    }
    subscribe(archive, server.url("/feed"))
    go(archive)
    with ArchiveReader(archive.path) as reader:
        article = reader.article(reader.article_ids()[0])
    assert article
    assert article.notes == ("only the feed's summary: the server answered 404 Not Found",)


def test_interrupted_nothing_is_lost_and_nothing_doubled(archive: Archive, server: Server) -> None:
    entries = [(f"n{number}", "", LONG + f"Number {number}.") for number in range(6)]
    server.answers["/feed"] = lambda handler: handler.give(rss(*entries), ETag='"v"')
    subscribe(archive, server.url("/feed"))
    written: list[Article] = []

    def stop_at_the_third(article: Article) -> Extraction:
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(article)
        return nothing(article)

    with pytest.raises(KeyboardInterrupt):
        refresh(archive, client=Client(Limits(gap=0)), jobs=1, extract=stop_at_the_third)
    assert titles(archive) == ["n0", "n1", "n2"]
    assert go(archive)[0].new == 3
    assert titles(archive) == [f"n{number}" for number in range(6)]
    assert "If-None-Match" not in server.asked[1][1]


def test_one_article_in_two_feeds_is_one_article(archive: Archive, server: Server) -> None:
    server.answers = {"/a": good, "/b": good}
    subscribe(archive, server.url("/a"), server.url("/b"))
    assert sorted((report.new, report.known) for report in go(archive)) == [(0, 1), (1, 0)]
    assert titles(archive) == ["good"]


def test_what_is_added_again_is_not_told_as_new(archive: Archive, server: Server) -> None:
    server.answers["/feed"] = good
    subscribe(archive, server.url("/feed"))
    go(archive)
    with archive.transaction():
        archive.subscriptions.remove(server.url("/feed"))
    subscribe(archive, server.url("/feed"))
    assert [(report.new, report.known) for report in go(archive)] == [(0, 1)]


def test_the_entry_in_which_a_feed_breaks_off_comes_whole_the_next_time(
    archive: Archive, server: Server
) -> None:
    whole = rss(("one", "", LONG), ("two", "", LONG + "Two, and what he said after that."))
    server.answers["/feed"] = lambda handler: handler.give(whole[: whole.rindex(b"after")], ETag='"v1"')
    subscribe(archive, server.url("/feed"))
    (report,) = go(archive)
    assert (report.new, report.pending) == (1, 1)
    server.answers["/feed"] = lambda handler: handler.give(whole, ETag='"v1"')
    assert [report.new for report in go(archive)] == [1]
    assert titles(archive) == ["one", "two"]
    assert "If-None-Match" not in server.asked[1][1]


def test_the_last_entry_of_a_feed_that_never_ends_well_is_taken_in_the_end(
    archive: Archive, server: Server
) -> None:
    data = rss(("one", "", LONG), ("two", "", LONG + "Two.")).removesuffix(b"</channel></rss>")
    server.answers["/feed"] = lambda handler: handler.give(data)
    subscribe(archive, server.url("/feed"))
    for _ in range(TRIES + 1):
        go(archive)
    assert titles(archive) == ["one", "two"]


def test_a_fetch_that_never_comes_back_is_given_up(
    archive: Archive, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hanging(Client):
        def get(self, url: str, *, etag: str = "", modified: str = "") -> object:  # type: ignore[override]
            if url.endswith("/hangs"):
                server.stop.wait(20)
            return super().get(url, etag=etag, modified=modified)

    server.answers["/good"] = good
    subscribe(archive, server.url("/hangs"), server.url("/good"))
    reports = refresh(
        archive, client=Hanging(Limits(gap=0)), jobs=1, extract=nothing, feed_seconds=0.1, grace=0.1
    )
    assert {report.problem.split(": ")[-1] for report in reports if report.problem} == {
        "it took longer than 0 seconds."
    }
    assert titles(archive) == ["good"]


def test_requests_to_one_host_keep_their_distance() -> None:
    waits: list[float] = []
    from store.feeds import http

    hosts = http.Hosts(5.0)
    original = http.time.sleep
    http.time.sleep = waits.append  # type: ignore[assignment]
    try:
        for host in ("a.example", "a.example", "b.example", "a.example"):
            hosts.wait(host)
    finally:
        http.time.sleep = original  # type: ignore[assignment]
    assert [round(wait) for wait in waits] == [5, 10]
