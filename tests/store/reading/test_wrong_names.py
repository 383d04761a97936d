"""Files that are not what their names say."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from store.reading.registry import HEAD, read_source, reader_for
from store.reading.source import ReadingError, Source
from store.records import Article
from tests.store.reading.printed import pdf, show_lines

FIXTURES = Path(__file__).parent / "fixtures"
TEXT = (
    "The council said on Tuesday that the old bridge would be closed for two years for repairs to its piers."
)
PARAGRAPHS = f"<p>{TEXT}</p><p>{TEXT[:60]}.</p>"
PAGE = f"<!doctype html><html><body><article><h1>Bridge</h1>{PARAGRAPHS}</article></body></html>"


def read(name: str, data: bytes) -> tuple[list[Article], str]:
    articles: list[Article] = []
    try:
        articles.extend(read_source(Source(name, io.BytesIO(data)), data[:HEAD]))
    except ReadingError as error:
        return articles, str(error)
    return articles, ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", pdf(show_lines([TEXT]))),
        ("a.html", pdf(show_lines([TEXT]))),
        ("a.doc", PAGE.encode()),
        ("a.pdf", b"\xef\xbb\xbf\r\n" + PAGE.encode()),
        ("a.txt", gzip.compress(TEXT.encode())),
    ],
)
def test_what_a_file_unmistakably_is_goes_before_its_name(name: str, data: bytes) -> None:
    (article,), problem = read(name, data)
    assert (article.text.startswith(TEXT), problem) == (True, "")


def test_a_word_document_under_its_former_suffix_is_read() -> None:
    (article,), _ = read("a.doc", (FIXTURES / "pandoc.docx").read_bytes())
    assert article.title == "Harbour bridge to stay open, mayor says"


def test_rich_text_and_former_word_files_are_named_as_what_they_are() -> None:
    assert "rich text" in read("a.doc", b"{\\rtf1 x}")[1]
    assert "Word 97" in read("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)[1]


@pytest.mark.parametrize("name", ["a.mhtml", "a.md", "a.rss", "a.txt"])
def test_what_may_begin_as_a_page_does_goes_by_its_name(name: str) -> None:
    reader = reader_for(name, b"<!DOCTYPE html>")
    assert reader is not None
    assert reader.name != "html"


def test_a_picture_that_is_called_a_page_is_no_article() -> None:
    assert read("a.html", bytes(range(256)) * 20) == ([], "a.html holds no text, whatever its name says.")


def test_what_follows_a_packed_file_costs_it_nothing() -> None:
    (article,), problem = read("a.txt.gz", gzip.compress(TEXT.encode()) + b"junk at its end")
    assert article.text == TEXT
    assert problem == "a.txt.gz breaks off before its end: what came before was read."


def test_a_row_with_commas_that_nobody_quoted_says_that_some_of_it_may_be_missing() -> None:
    (article, other), _ = read("a.csv", f"title,text\nA,{TEXT[:50]}, he said\nB,{TEXT},\n".encode())
    assert article.notes == ("its row has more cells than there are columns: some of it may be missing",)
    assert other.notes == ()


def test_a_table_without_a_row_of_names_says_so_and_an_empty_one_does_not() -> None:
    assert read("a.csv", f'A,"{TEXT}"\n'.encode())[1].startswith("a.csv holds one row only")
    assert read("a.csv", b"title,text\n") == ([], "")
