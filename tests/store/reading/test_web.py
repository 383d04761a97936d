"""Pages, feeds and web archives: the article, what the page says of it, and nothing that runs."""

from __future__ import annotations

import io
import json
from datetime import date
from html import escape
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from store.reading import feed
from store.reading.markup import text_of
from store.reading.opml import Subscription, parse, write
from store.reading.registry import read_path, read_source
from store.reading.source import ReadingError, Source
from store.records import Article

FIXTURES = Path(__file__).parent / "fixtures"

BODY = """<p>The council of Port Ellery met late on Tuesday to discuss the old harbour bridge at length.</p>
<p>“We will not close the bridge this year,” Mayor Ana Núñez told reporters after the long meeting.</p>
<p>Her deputy, Tom Achterberg, said that a replacement would be considered in 2028 at the earliest.</p>"""

PAGE = f"""<!doctype html><html lang="en"><head><title>Bridge stays open - The Courier</title>
<meta property="og:title" content="Bridge stays open"><meta property="og:site_name" content="The Courier">
<meta name="author" content="Jo Writer"><meta property="article:published_time" content="2026-02-03">
<link rel="canonical" href="https://courier.example/bridge"></head><body>
<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li></ul></nav>
<article><h1>Bridge stays open</h1>{BODY}<script>alert("said the mayor")</script></article>
<footer>Copyright The Courier. All rights reserved.</footer></body></html>"""


def read(name: str, data: bytes, media_type: str = "", url: str = "") -> list[Article]:
    return list(read_source(Source(name, io.BytesIO(data), media_type=media_type, url=url), data[:4096]))


def test_a_page_gives_its_article_with_title_author_outlet_date_and_address() -> None:
    (article,) = read("saved.html", PAGE.encode())
    assert article.text == text_of(BODY)
    assert (article.title, article.author, article.outlet) == (
        "Bridge stays open",
        "Jo Writer",
        "The Courier",
    )
    assert (article.published, article.url) == (date(2026, 2, 3), "https://courier.example/bridge")


def test_a_page_that_names_its_outlet_in_a_line_only_is_asked_for_that() -> None:
    bare = f"<html><body><h1>Bridge</h1><p>The Quayside Gazette, 14 March 2025</p>{BODY}</body></html>"
    (article,) = read("saved.html", bare.encode())
    assert (article.outlet, article.published) == ("The Quayside Gazette", date(2025, 3, 14))


@pytest.mark.parametrize("charset", ["windows-1252", "utf-16", "koi8-r"])
def test_a_page_in_another_character_set_is_read_by_what_it_or_its_server_says(charset: str) -> None:
    page = PAGE.replace("Núñez", "Нуньес") if charset == "koi8-r" else PAGE
    page = page.replace("“", '"').replace("”", '"') if charset == "koi8-r" else page
    (article,) = read("x", page.encode(charset), media_type=f"text/html; charset={charset}")
    assert ("Mayor Ana Нуньес" if charset == "koi8-r" else "Mayor Ana Núñez") in article.text
    stated = page.replace("<head>", f'<head><meta charset="{charset}">').encode(charset)
    (again,) = read("x.html", stated)
    assert again.text == article.text


def test_a_wrong_statement_of_utf8_is_overruled_by_the_bytes() -> None:
    (article,) = read("x.html", PAGE.encode("cp1252"), media_type="text/html; charset=utf-8")
    assert "Ana Núñez" in article.text


def test_a_page_that_is_no_article_is_taken_whole_and_says_so() -> None:
    (article,) = read("x.html", b"<html><title>T</title><body><p>Yes, she said.</body>")
    assert "Yes, she said." in article.text
    (article,) = read("x.html", b"<title>T &amp; U</title><table><td>One <b>word</b></table>")
    assert article.text == "One word"


def test_an_empty_page_is_named() -> None:
    with pytest.raises(ReadingError, match=r"empty\.html is a page without text"):
        read("empty.html", b"<html><script>x()</script></html>")


def test_hostile_markup_is_data_and_depth_exhausts_nothing() -> None:
    deep = "<div>" * 20_000 + "said the mayor" + "</div>" * 20_000
    assert text_of(
        f"<p>before</p>{deep}<script>evil()</script><style>p{{}}</style><p>after &lt;b&gt;</p>"
    ).startswith("before")
    assert text_of('<a href="javascript:x()" onclick="y()">click</a> <!-- no --> me') == "click me"
    assert text_of("\0<p>a\0b") == "ab"


RSS = f"""<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier &amp; Post</title>
<language>en-GB</language>
<item><title>Bridge &lt;b&gt;stays&lt;/b&gt; open</title><link>https://courier.example/1</link><guid>g1</guid>
<pubDate>Tue, 03 Feb 2026 23:30:00 +0000</pubDate><description>Short.</description>
<content:encoded><![CDATA[{BODY * 5}]]></content:encoded></item>
<item><title>Only a teaser</title><link>https://courier.example/2</link>
<description>The mayor said&#8230;</description></item>
<item><title>Nothing</title><link>javascript:alert(1)</link></item></channel></rss>"""


def test_rss_entries_are_articles_and_teasers_are_known() -> None:
    parsed = feed.parse(RSS.encode("iso-8859-1", "xmlcharrefreplace"), Source("f", io.BytesIO()))
    full, teaser, nothing = parsed.entries
    assert parsed.title == "The Courier & Post"
    assert full.article.text == text_of(BODY * 5)
    assert (full.article.title, full.article.published, full.id) == (
        "Bridge stays open",
        date(2026, 2, 3),
        "g1",
    )
    assert (full.article.outlet, full.article.language) == ("The Courier & Post", "en")
    assert [full.summary_only, teaser.summary_only, nothing.summary_only] == [False, True, True]
    assert (teaser.id, nothing.article.url) == ("https://courier.example/2", "")
    assert [article.title for article in read("x.rss", RSS.encode("latin-1", "xmlcharrefreplace"))] == [
        "Bridge stays open",
        "Only a teaser",
    ]


def test_atom_and_json_feed_are_read_by_their_first_bytes() -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>1</id><title>T</title>
    <author><name>Jo</name></author><updated>2026-02-03T10:00:00Z</updated><link href="https://a.example/1"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry></feed>"""
    (article,) = read("download", atom.encode(), media_type="application/xml")
    assert (article.text, article.author, article.published) == (text_of(BODY), "Jo", date(2026, 2, 3))
    items = [
        {
            "id": 1,
            "title": "T",
            "content_html": BODY,
            "url": "https://a.example/1",
            "date_published": "2026-02-03",
        }
    ]
    value = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [*items, {"id": 2}, "odd"]}
    (article,) = read("download", json.dumps(value, indent=1).encode())
    assert (article.text, article.outlet, article.published) == (text_of(BODY), "J", date(2026, 2, 3))


@pytest.mark.parametrize("data", [b"", b"<html>no feed</html>", b'{"version": 3}', b"{" * 5000])
def test_what_is_no_feed_is_named(data: bytes) -> None:
    with pytest.raises(ReadingError, match="feedname"):
        feed.parse(data, Source("feedname", io.BytesIO()))


def test_newsboats_opml_and_urls_list_the_same_feeds() -> None:
    opml = parse((FIXTURES / "newsboat.opml").read_bytes(), "newsboat.opml")
    urls = parse((FIXTURES / "newsboat-urls").read_bytes(), "urls")
    assert [feed.url for feed in opml] == [feed.url for feed in urls]
    assert opml[0].title == urls[0].title == "The Courier"
    assert urls[0].tags == ("local news", "harbour")


def test_newsboats_cache_gives_the_articles_it_holds() -> None:
    bridge, ferry = read_path(FIXTURES / "newsboat-cache.db")
    assert ferry.text == "“We sail on Sundays,” Priya Raman said.\n\nThe mayor welcomed it."
    assert (ferry.title, ferry.outlet) == ("Ferry to sail & sail on Sundays", "The Ellery Courier")
    assert (bridge.published, bridge.url) == (date(2026, 2, 4), "http://news.example/bridge")


def test_opml_goes_out_and_comes_back() -> None:
    feeds = [
        Subscription("https://a.example/?x=1&y=2", "A & <B>", ("local news", "world")),
        Subscription("http://b.example/"),
    ]
    assert parse(write(feeds), "x") == [feeds[0], Subscription("http://b.example/", "http://b.example/")]


def test_opml_resolves_no_entities_and_forgives_bare_ampersands() -> None:
    hostile = b"""<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body>
    <outline text="G"><outline text="&x;a &amp b" xmlUrl="feed://a.example/?p=1&q=2"/></outline></body></opml>"""
    (found,) = parse(hostile, "x")
    assert found.url == "https://a.example/?p=1&q=2"
    assert "root" not in found.title
    assert found.tags == ("G",)


def test_a_list_of_feeds_is_no_article() -> None:
    with pytest.raises(ReadingError, match="feeds add"):
        list(read_path(FIXTURES / "newsboat.opml"))
    with pytest.raises(ReadingError, match="lists no feeds"):
        parse(b"just words", "x")


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_its_pages_and_passes_over_the_rest(packed: bool) -> None:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    for status, kind in (("200 OK", "text/html"), ("404 Not Found", "text/html"), ("200 OK", "image/png")):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            "https://courier.example/page",
            "response",
            payload=io.BytesIO(PAGE.encode()),
            http_headers=headers,
        )
        writer.write_record(record)
    (article,) = read("crawl.warc.gz" if packed else "crawl.warc", buffer.getvalue())
    assert (article.text, article.url) == (text_of(BODY), "https://courier.example/page")


def test_marks_of_footnotes_are_no_part_of_a_quotation() -> None:
    page = PAGE.replace("</p>", '<sup><a href="https://x.example/p#cite-1">[1]</a></sup></p>', 2).replace(
        "</body>", '<p>A note. <a role="doc-backlink" href="#r1">↩</a></p></body>'
    )
    (article,) = read("a.html", page.encode())
    assert "[1]" not in article.text
    assert "↩" not in article.text
    assert article.text.startswith(text_of(BODY)[:60])


def test_an_entry_names_all_who_wrote_it_and_the_outlet_that_an_aggregator_has_it_from() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Aggregator</title><entry><id>1</id><title>T</title>'
        "<author><name>Jane Roe</name></author><author><name>Al Reed</name></author>"
        "<source><title>The Courier</title></source><content>He said yes.</content></entry></feed>"
    )
    (article,) = read("a.atom", feed.encode())
    assert (article.author, article.outlet) == ("Jane Roe, Al Reed", "The Courier")


def test_addresses_of_a_json_feed_may_be_relative() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "home_page_url": "https://courier.example/",
        "items": [{"id": "1", "url": "/one", "content_text": "He said yes."}],
    }
    (article,) = read("feed.json", json.dumps(feed).encode())
    assert article.url == "https://courier.example/one"


def test_what_a_feed_has_escaped_twice_is_no_markup_in_the_text() -> None:
    twice = escape(escape("<p>He said yes.</p><p>She said 5 &lt; 6.</p>"))
    item = f"<item><description>{twice}</description></item>"
    data = f"<rss version='2.0'><channel><title>C</title>{item}</channel></rss>"
    (article,) = read("a.rss", data.encode())
    assert article.text == "He said yes.\n\nShe said 5 < 6."


def test_xml_of_a_kind_that_nobody_reads_is_no_article() -> None:
    with pytest.raises(ReadingError, match="of no format that onrecord reads"):
        read("sitemap.xml", b"<?xml version='1.0'?><urlset><url><loc>https://c.example/</loc></url></urlset>")
