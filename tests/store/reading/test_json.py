"""Articles out of JSON, in the shapes that programs and APIs write."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from store.reading.registry import read_source
from store.reading.source import ReadingError, Source
from store.records import Article

ROWS = [{"title": f"T{at}", "text": f"He said {at}."} for at in range(3)]
TEXTS = ["He said 0.", "He said 1.", "He said 2."]


def read(name: str, data: bytes, **columns: str) -> list[Article]:
    return list(read_source(Source(name, io.BytesIO(data), columns=columns), data[:4096]))


@pytest.mark.parametrize(
    "data",
    [
        "\n".join(json.dumps(row) for row in ROWS),
        json.dumps(ROWS),
        json.dumps(ROWS, indent=4),
        "\n".join(json.dumps(row, indent=2) for row in ROWS),
        "\x1e" + "\n\x1e".join(json.dumps(row) for row in ROWS),
        json.dumps(ROWS[:2]) + "\n" + json.dumps(ROWS[2:]),
        "[\n" + ",\n".join(json.dumps(row) for row in ROWS) + "\n]\n",
        json.dumps({"status": "ok", "totalResults": 3, "articles": ROWS}),
        json.dumps({"response": {"status": "ok", "results": ROWS}}, indent=1),
        "\n".join(json.dumps(row) for row in [["title", "text"], *(list(row.values()) for row in ROWS)]),
    ],
    ids=[
        "lines", "array", "indented array", "one after the other", "sequence", "arrays", "array by line",
        "an answer", "a wrapped answer", "a table",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_every_shape_of_json_gives_its_articles(data: str, encoding: str) -> None:
    found = read("a.json", data.encode(encoding))
    assert [one.text for one in found] == TEXTS
    assert [one.title for one in found] == ["T0", "T1", "T2"]


def test_the_names_of_schema_org_and_of_newspapers_are_known() -> None:
    page = {
        "@type": "NewsArticle", "headline": "Bridge", "articleBody": "He said yes.",
        "datePublished": "2026-02-03T23:30:00+01:00", "author": {"@type": "Person", "name": "Jo Doe"},
        "publisher": {"name": "Courier"}, "url": "https://courier.example/b",
    }  # fmt: skip
    (article,) = read("a.json", json.dumps(page).encode())
    assert article == Article(
        "He said yes.", "Bridge", date(2026, 2, 3), "Courier", "https://courier.example/b", "Jo Doe", "",
        "a.json#1",
    )  # fmt: skip


def test_each_row_has_its_own_keys_and_one_without_text_costs_no_other() -> None:
    rows = [{"id": 1}, {"text": "He said 0."}, {"author": "Jo", "body": "He said 1."}, {"text": ""}]
    found: list[Article] = []
    data = "\n".join(json.dumps(row) for row in rows).encode()
    with pytest.raises(ReadingError, match=r"a\.jsonl has 1 row without text"):
        found.extend(read_source(Source("a.jsonl", io.BytesIO(data)), data))
    assert [(one.text, one.author) for one in found] == [("He said 0.", ""), ("He said 1.", "Jo")]


def test_json_lines_arrays_and_objects_are_rows() -> None:
    row = {"body": "<p>He said yes.</p><p>Twice.</p>", "date": 1770112800, "authors": [{"name": "Jo"}, "Al"]}
    for data in (json.dumps(row), json.dumps(row) + "\n\n" + json.dumps(row), json.dumps([row], indent=2)):
        article = read("a.json", data.encode())[0]
        assert article.text == "He said yes.\n\nTwice."
        assert (article.author, article.published) == ("Jo, Al", date(2026, 2, 3))


@pytest.mark.parametrize("data", [b"[1, 2]", b"{", b'{"text": "a"}\n{"text"', b"[" * 100_000])
def test_broken_json_is_named_with_its_line(data: bytes) -> None:
    with pytest.raises(ReadingError, match=r"a\.jsonl"):
        read("a.jsonl", data)


@pytest.mark.parametrize(
    ("broken", "first"),
    [(b"{broken", True), (b'"text"', True), (b"{" * 9999, True), (b"{broken", False), (b"[1, 2]", False)],
)
def test_a_broken_line_costs_no_other_and_is_named(broken: bytes, first: bool) -> None:
    good = b'{"text": "He said yes."}'
    lines = [broken, good, good] if first else [good, broken, good]
    articles: list[Article] = []
    with pytest.raises(ReadingError, match=rf"a\.jsonl, line {1 if first else 2}, is no JSON object"):
        articles.extend(read_source(Source("a.jsonl", io.BytesIO(b"\n".join(lines))), lines[0]))
    assert [article.text for article in articles] == ["He said yes."] * 2
