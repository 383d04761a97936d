"""Pages that show a wall in place of an article, or below the beginning of one."""

from __future__ import annotations

import io

import pytest

from store.reading.registry import read_source
from store.reading.source import ReadingError, Source
from store.records import Article

FIRST = "<p>Transport minister Anna Stone resigned on Monday after weeks of criticism of the new bridge.</p>"
MORE = "".join(
    f"<p>“We will ask {number} readers to subscribe to read this article,” said Tom Ng. “We use cookies.”</p>"
    for number in range(12)
)


def read(body: str, head: str = "") -> Article:
    page = f"<html><head><title>Courier</title>{head}</head><body><article>{body}</article></body></html>"
    (article,) = read_source(Source("page.html", io.BytesIO(page.encode())), page.encode()[:4096])
    return article


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<h1>Hello</h1><p>We value your privacy</p><p>We and our 842 partners store cookies.</p>", "cookie"),
        ("<p>Please enable JavaScript to run this app.</p>", "JavaScript"),
        ("<p>Checking if the site connection is secure</p><p>Verify you are human below.</p>", "robots"),
        ("<p>Access Denied</p><p>You don't have permission to access this.</p><p>Ref 18.5d</p>", "an error"),
        ("<p>Subscribe to read this article</p><p>“I love it,” said one reader.</p>", "subscribe"),
        ("<h2>Already a subscriber? Log in</h2><p>£1 a week.</p>", "subscribe"),
    ],
)
def test_a_page_that_is_only_a_wall_is_refused_and_says_what_is_there(body: str, shown: str) -> None:
    with pytest.raises(ReadingError, match=rf"page\.html shows .*{shown}.* and no article"):
        read(body)


@pytest.mark.parametrize(
    "wall",
    [
        "<p>This article is for subscribers only.</p><p>“A must,” said one reader.</p>",
        "<h3>Sign up now to continue reading</h3><p>“A must,” said one reader.</p><p>Cancel any time.</p>",
        "<p>You’ve read your last free article.</p><p>Get unlimited digital access.</p>",
    ],
)
def test_the_beginning_of_an_article_is_kept_without_the_wall_and_called_a_beginning(wall: str) -> None:
    article = read(FIRST + wall)
    assert article.text == FIRST[3:-4]
    assert article.notes == ("only its beginning: the rest is for subscribers",)


def test_a_short_article_that_calls_itself_one_for_subscribers_is_perhaps_a_beginning() -> None:
    paid = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
    assert read(FIRST, paid).notes == ("perhaps only its beginning: it is for subscribers",)
    assert not read(FIRST + MORE, paid).notes
    assert not read(FIRST).notes


@pytest.mark.parametrize(
    "body",
    [
        FIRST + MORE,
        FIRST + "<p>Access denied: that is what visitors read on the ministry's page for all of Monday.</p>",
        FIRST + "<p>Sign up to get our daily letter.</p>",
    ],
)
def test_an_article_that_speaks_of_walls_is_read_whole(body: str) -> None:
    article = read(body)
    assert article.text.count("\n\n") == body.count("</p>") - 1
    assert not article.notes
