"""Pages as browsers save them, and when they say they were published."""

from __future__ import annotations

import io
import json
import plistlib
from datetime import date
from pathlib import Path

import pytest

from store.reading.pagedates import published
from store.reading.registry import read_source
from store.reading.source import ReadingError, Source
from store.records import Article

FIXTURES = Path(__file__).parent / "fixtures"
PARAGRAPHS = [
    "“We will not sign this — not now, not ever,” Mayor Anna Müller said on Tuesday. She added"
    " that talks would go on.",
    "Foreign Minister José Ñandú said that the deal was “dead on arrival” and that nobody should expect"
    " anything else from the government this year.",
    "The talks began in January, and they have been held in several cities, among them Geneva and Vienna,"
    " with no result so far that anyone could see.",
]
BODY = "<h1>Harbour deal collapses</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def read(name: str, data: bytes) -> list[Article]:
    return list(read_source(Source(name, io.BytesIO(data)), data[:4096]))


def page(head: str = "", above: str = "", below: str = "", lang: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}'
        "<title>Harbour deal collapses</title></head><body>"
        f"<article>{above}{BODY}</article>{below}</body></html>"
    )


@pytest.mark.parametrize("name", ["clip.mhtml", "clip.mht", "standard input"])
def test_a_page_that_chromium_saved_in_one_file_is_the_article(name: str) -> None:
    (article,) = read(name, (FIXTURES / "chromium.mhtml").read_bytes())
    assert article.text.split("\n\n") == PARAGRAPHS
    assert (article.title, article.author) == ("Harbour deal collapses", "Jane Roe")
    assert (article.outlet, article.published) == ("The Harbour Courier", date(2026, 3, 3))
    assert article.url == "http://127.0.0.1:8765/page.html"
    assert article.notes == ()


def safari(data: bytes, kind: str = "text/html") -> bytes:
    main = {
        "WebResourceData": data,
        "WebResourceMIMEType": kind,
        "WebResourceTextEncodingName": "windows-1252",
        "WebResourceURL": "https://courier.example/harbour",
    }
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=plistlib.FMT_BINARY)


def test_a_page_that_safari_saved_is_the_article() -> None:
    (article,) = read("clip.webarchive", safari(page().replace("utf-8", "windows-1252").encode("cp1252")))
    assert article.text.split("\n\n") == PARAGRAPHS
    assert article.url == "https://courier.example/harbour"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mhtml", b""), ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: image/png\n\nx"),
        ("a.webarchive", b"bplist00"), ("a.webarchive", safari(b"x", "image/png")),
        ("a.webarchive", plistlib.dumps(["WebMainResource"])),
    ],
)  # fmt: skip
def test_what_holds_no_page_is_named(name: str, data: bytes) -> None:
    with pytest.raises(ReadingError, match=name):
        read(name, data)


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0031)https://courier.example/harbour -->",
        "<!--\n Page saved with SingleFile \n url: https://courier.example/harbour \n saved date: x\n-->",
    ],
)
def test_where_a_saved_page_is_from_is_what_the_browser_noted(note: str) -> None:
    (article,) = read("a.html", page().replace("<head>", f"{note}<head>").encode())
    assert article.url == "https://courier.example/harbour"


def test_an_article_that_is_only_in_the_pages_data_keeps_its_paragraphs_and_authors() -> None:
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "Courier"},
            {
                "@type": ["NewsArticle"],
                "headline": "Harbour deal collapses",
                "articleBody": "\n\n".join(PARAGRAPHS),
                "author": [{"name": "Jane Roe"}, {"name": "Al Reed"}],
            },
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    text = f"<html><head><title>x</title>{script}</head><body><div id='root'></div></body></html>"
    (article,) = read("a.html", text.encode())
    assert article.text.split("\n\n") == PARAGRAPHS
    assert article.author == "Jane Roe, Al Reed"


META = '<meta property="article:published_time" content="2026-03-03T23:30:00-05:00">'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (page(META), date(2026, 3, 3)),
        (page(META.replace("published", "modified") + META), date(2026, 3, 3)),
        (page(above='<time datetime="2026-03-03T23:45:00-05:00">Tuesday</time>'), date(2026, 3, 3)),
        (page(above="<div>By Jane Roe | Published: 3 March 2026, 11:45 pm</div>"), date(2026, 3, 3)),
        (page(above="<div>03.04.2026</div>"), date(2026, 4, 3)),
        (page(above="<div>03/04/2026</div>", lang="en-GB"), date(2026, 4, 3)),
        (page(above="<div>03/04/2026</div>", lang="en-US"), date(2026, 3, 4)),
        (page(above="<div>03/04/2026</div>"), None),
        (page(above="<div>23/04/2026</div>"), date(2026, 4, 23)),
        (page(below="<footer>© 2024 The Courier. All rights reserved.</footer>"), None),
        (page(below="<p>© 2024 The Courier.</p>"), None),
        (page(below="<p>The last strike was on 5 May 2019, when ten boats were burnt.</p>"), None),
        (page(below='<aside><time datetime="2021-05-07">May 7, 2021</time> Another story</aside>'), None),
        (page(below='<div id="comments"><i>12 June 2025</i><p>Bob: I said so.</p></div>'), None),
    ],
)
def test_a_page_is_of_the_day_it_says_and_of_no_other(text: str, expected: date | None) -> None:
    assert published(text, "") == expected
