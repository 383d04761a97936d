"""Pages of many shapes lose no words, no quotation marks and no paragraphs."""

from __future__ import annotations

import io
import json

from store.reading.registry import read_source
from store.reading.source import Source
from store.records import Article

PARAGRAPHS = (
    "The council said on Tuesday that the old bridge would be closed for two years for repairs to its piers.",
    "“We had no other choice,” said Mayor Ana Núñez, speaking outside the town hall. “The piers crumble.”",
    "The harbour authority declined to comment, but an official said that the work might take three years.",
)
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def read(body: str, head: str = "") -> Article:
    title = "<title>Bridge to close</title>"
    data = f"<!doctype html><html lang=en><head>{title}{head}</head><body>{body}</body></html>".encode()
    (article,) = read_source(Source("page.html", io.BytesIO(data)), data[:4096])
    return article


def json_ld(**said: object) -> str:
    described = json.dumps({"@context": "https://schema.org", **said})
    return f"<script type='application/ld+json'>{described}</script>"


def test_what_a_page_marks_as_a_quotation_keeps_the_marks_that_browsers_show() -> None:
    words = "we had no other choice"
    for said in (
        f"<q>{words}</q>",
        "<q>we had no <b>other</b> choice</q>",
        f"<q cite='/a'><i>{words}</i></q>",
    ):
        article = read(f"<article><p>The mayor said {said} and left at once.</p>{BODY}</article>")
        assert article.text.split("\n\n")[0] == "The mayor said “we had no other choice” and left at once."


def test_a_page_that_is_laid_out_in_a_table_keeps_its_paragraphs() -> None:
    page = f"<table><tr><td><a href=/>Home</a></td><td><h1>Bridge to close</h1>{BODY}</td></tr></table>"
    assert read(page).text.split("\n\n")[-3:] == list(PARAGRAPHS)


def test_a_table_of_figures_stays_one() -> None:
    table = "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2025</td><td>12</td></tr></table>"
    assert "2025 12" in read(f"<article>{BODY}{table}</article>").text.replace("\n\n", "|")


def test_arrows_back_from_footnotes_are_nobodys_words() -> None:
    note = "<ol><li id=n1>The council’s minutes of Tuesday. <a href='#r1'>↩︎</a></li></ol>"
    text = read(f"<article>{BODY}{note}</article>").text
    assert text.split("\n\n")[-1] == "The council’s minutes of Tuesday."


def test_authors_of_a_page_are_parted_as_those_of_a_feed_are() -> None:
    people = [{"@type": "Person", "name": "Jo Writer"}, {"@type": "Person", "name": "Al Reed"}]
    head = json_ld(**{"@type": "NewsArticle", "headline": "Bridge to close", "author": people})
    assert read(f"<article>{BODY}</article>", head).author == "Jo Writer, Al Reed"


def test_a_live_report_has_its_own_title_and_not_that_of_its_newest_entry() -> None:
    entries = [{"@type": "BlogPosting", "headline": "Mayor speaks", "articleBody": PARAGRAPHS[1]}]
    head = json_ld(**{"@type": "LiveBlogPosting", "headline": "Bridge, live", "liveBlogUpdate": entries})
    assert read(f"<main><h1>Bridge, live</h1>{BODY}</main>", head).title == "Bridge, live"


def test_a_page_that_is_all_script_is_read_from_its_description_by_paragraphs() -> None:
    whole = "\n".join(text.replace("Mayor Ana", "<em>Mayor</em> Ana") for text in PARAGRAPHS)
    head = json_ld(**{"@type": "NewsArticle", "headline": "Bridge", "articleBody": whole})
    assert read("<div id=root></div>", head).text.split("\n\n") == list(PARAGRAPHS)
