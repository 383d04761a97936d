"""Each format, opened again by a program that is not ours; the quote's characters are the article's."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import feedparser
import lxml.html
import mammoth
import pytest
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pybtex.database import parse_string
from sqlite_utils import Database
from sqlite_utils.utils import Format, rows_from_file

from store.export.commonmark import escape
from store.export.evidence import Evidence, Heading, evidence
from store.export.formats import FORMATS, by_suffix

Export = Callable[[str], bytes]


@pytest.fixture
def export(items: list[Evidence], heading: Heading) -> Export:
    return lambda name: b"".join(FORMATS[name].load()(items, heading))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def loaded(export: Export, name: str) -> list[dict[str, Any]]:
    rows, _ = rows_from_file(io.BytesIO(export(name)), format=Format.NL if name == "jsonl" else Format.CSV)
    return [row for row in rows if row.get("quote")]


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_the_bytes_of_a_quote_are_the_bytes_of_the_article(
    name: str, export: Export, items: list[Evidence], text: str
) -> None:
    quotes = [row["quote"] for row in loaded(export, name)]
    assert quotes == [item.quote.text for item in items]
    for item in items[:2]:
        verbatim = [text[start:end].encode() for start, end in item.quote.content]
        assert [piece.encode() for piece in item.pieces] == verbatim
        assert item.quote.text.encode() == " … ".encode().join(verbatim)
        assert text[item.offset :].startswith(item.context)


@pytest.mark.parametrize("name", ["csv", "excel-csv"])
def test_the_that_before_an_indirect_quote_stands_in_its_cell_as_in_its_offsets(
    name: str, items: list[Evidence], heading: Heading
) -> None:
    told = "The harbour authority said that the load is fine."
    quote = items[0].quote._replace(
        text="the load is fine", kind="indirect", content=((27, 48),), cue=(), source=()
    )
    written = b"".join(FORMATS[name].load()([evidence(quote, told)], heading)).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    start, end = map(int, row["content"].strip("'").split("-"))
    assert row["quote"] == told[start:end] == "that the load is fine"


def test_sqlite_utils_loads_csv_and_jsonl_with_offsets_and_provenance(export: Export, text: str) -> None:
    for name in ("csv", "jsonl"):
        database = Database(memory=True)
        database["q"].insert_all(loaded(export, name), alter=True)
        row = next(database.query("select * from q where uid = 'bb22'"))
        assert (row["outlet"], row["published"], row["attributed"]) == (
            "The Bay & Harbour <Times>", "2026-02-03", "she",
        )  # fmt: skip
        assert float(row["confidence"]) == 0.875
        assert int(row["corrected"]) == 1
        (start, end) = (
            json.loads(row["content"])[0] if name == "jsonl" else map(int, row["content"].split("-"))
        )
        assert text[start:end] == row["quote"]


def test_csv_for_spreadsheets_is_marked_utf8_and_runs_no_formula(export: Export) -> None:
    guarded = export("excel-csv")
    assert guarded.startswith(b"\xef\xbb\xbf")
    assert b"\"'=HYPERLINK" in guarded
    assert b"'=HYPERLINK" not in export("csv")


def test_csv_for_spreadsheets_lets_no_offset_be_a_day_and_no_hash_a_number(
    items: list[Evidence], heading: Heading
) -> None:
    quote = items[0].quote._replace(uid="11713e60300637123456", content=((1, 12),), cue=((1, 2), (3, 4)))
    item = replace(items[0], quote=quote, article="1171386030063712")
    written = b"".join(FORMATS["excel-csv"].load()([item], heading))
    (row,) = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert (row["content"], row["uid"], row["article"]) == ("'1-12", "'" + quote.uid, "'" + item.article)
    assert (row["cue"], row["published"], row["confidence"]) == ("1-2 3-4", "2026-02-03", "0.875")


def test_html_shows_quotes_verbatim_in_context_and_fetches_and_runs_nothing(
    export: Export, items: list[Evidence]
) -> None:
    page = lxml.html.fromstring(export("html").decode())
    blocks = page.xpath("//blockquote")
    assert [block.text_content() for block in blocks[:2]] == [item.quote.text for item in items[:2]]
    contexts = page.xpath("//p[@class='context']")
    assert [context.text_content() for context in contexts] == [item.context for item in items[:2]]
    assert [mark.text_content() for mark in contexts[1].xpath("mark")] == ["the bridge is safe"]
    assert not page.xpath("//script | //img | //link | //iframe | //*[@src] | //b")
    assert page.xpath("//article[@id='q-bb22']//*[@class='corrected']")
    (address, _) = page.xpath("//a/@href")
    assert address.startswith("https://news.example/bridge?a=1&b=2#:~:text=We%20%2Awill%2A")


def test_markdown_renders_to_the_words_of_the_article(export: Export, items: list[Evidence]) -> None:
    page = lxml.html.fromstring(
        MarkdownIt("commonmark").enable("strikethrough").render(export("markdown").decode())
    )
    rendered = [squeeze(block.text_content()) for block in page.xpath("//blockquote")]
    assert squeeze(items[0].quote.text) in rendered
    assert squeeze(items[1].quote.text) in rendered
    assert not page.xpath("//blockquote//em | //blockquote//b | //blockquote//code | //blockquote//s")
    assert page.xpath("//a/@href")[0].startswith("https://news.example/bridge?a=1&b=2#:~:text=")


@given(st.text(st.sampled_from("ab_*`#->+=~|[]()!<&;:\\1.^ \n"), max_size=40))
def test_any_text_escaped_for_markdown_renders_as_itself(text: str) -> None:
    rendered = MarkdownIt("commonmark").enable("strikethrough").render(escape(text.strip()))
    content = lxml.html.fromstring(f"<div>{rendered}</div>").text_content()
    # Lines and runs of spaces are layout; a backslash at the end of a line would be a break.
    assert re.sub(r"\s", "", content) == re.sub(r"\s", "", text)


def test_docx_is_read_by_mammoth_and_python_docx(export: Export, items: list[Evidence]) -> None:
    document = docx.Document(io.BytesIO(export("docx")))
    quoted = [line.text for line in document.paragraphs if line.style and line.style.name == "Intense Quote"]
    assert quoted[:2] == [item.quote.text for item in items[:2]]
    assert quoted[2] == '=HYPERLINK("x")\ufffd'
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        page = lxml.html.fromstring(mammoth.convert_to_html(io.BytesIO(export("docx"))).value)
    assert page.xpath("//a/@href")[0].startswith("https://news.example/bridge?a=1&b=2#:~:text=")
    assert "the bridge is safe" in [bold.text_content() for bold in page.xpath("//strong")]


def test_bibtex_is_read_by_pybtex_with_one_entry_an_article(export: Export) -> None:
    entries = parse_string(export("bibtex").decode(), "bibtex").entries
    assert list(entries) == ["thebayharbourtimes-2026-bridge-to-stay", "unknown-nd-hyperlink-x"]
    fields = entries["thebayharbourtimes-2026-bridge-to-stay"].fields
    assert fields["journal"] == r"The Bay \& Harbour <Times>"
    assert fields["date"] == "2026-02-03"
    assert "“the bridge is safe”" in fields["annote"]
    assert "corrected by a person" in fields["annote"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Jane Roe and José Ñandú", ["Jane Roe", "José Ñandú"]),
        ("Jane Roe, Al van der Berg and Bo Li", ["Jane Roe", "Al van der Berg", "Bo Li"]),
        ("Jane Roe; Al Reed", ["Jane Roe", "Al Reed"]),
        ("Roe, Jane", ["Roe, Jane"]),
        ("Department for Work and Pensions", ["Department for Work and Pensions"]),
        ("Department of Health and Human Services", ["Department of Health and Human Services"]),
        ("Simon & Schuster", ["Simon & Schuster"]),
    ],
)
def test_several_authors_are_several_in_a_bibliography(
    items: list[Evidence], heading: Heading, written: str, names: list[str]
) -> None:
    one = [replace(items[0], author=written)]
    (entry,) = json.loads(b"".join(FORMATS["csl-json"].load()(one, heading)))
    assert [author["literal"] for author in entry["author"]] == names
    bibtex = parse_string(b"".join(FORMATS["bibtex"].load()(one, heading)).decode(), "bibtex")
    (persons,) = [entry.persons["author"] for entry in bibtex.entries.values()]
    assert [str(person).strip("{}").replace("\\&", "&") for person in persons] == names


def test_csl_json_is_read_by_citeproc(export: Export, items: list[Evidence]) -> None:
    sources = CiteProcJSON(json.loads(export("csl-json")))
    reference = sources["thebayharbourtimes-2026-bridge-to-stay"]
    assert str(reference["container_title"]) == "The Bay & Harbour <Times>"
    assert (reference["issued"].year, reference["issued"].month, reference["issued"].day) == (2026, 2, 3)
    assert items[0].quote.text in json.loads(export("csl-json"))[0]["note"]


def test_atom_is_read_by_feedparser_with_stable_identities(export: Export, items: list[Evidence]) -> None:
    feed = feedparser.parse(export("atom"))
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [
        f"urn:onrecord:quote:{uid}" for uid in ("aa11", "bb22", "cc33")
    ]
    body = lxml.html.fromstring(feed.entries[0].content[0].value)
    assert body.xpath("//blockquote")[0].text_content() == items[0].quote.text
    assert feed.entries[1].published_parsed[:3] == (2026, 2, 3)
    assert feed.entries[0].id != feed.feed.id == feedparser.parse(export("atom")).feed.id


def test_a_cut_jsonl_file_is_seen_by_its_missing_end(export: Export) -> None:
    lines = [json.loads(line) for line in export("jsonl").splitlines()]
    assert lines[0]["type"] == "onrecord"
    assert lines[-1] == {"type": "end", "lines": {"onrecord": 1, "quote": 3}}


@pytest.mark.parametrize(("name", "form"), [("a.MD", "markdown"), ("x.bib", "bibtex"), ("b.csv", "csv")])
def test_the_suffix_names_the_format(name: str, form: str) -> None:
    found = by_suffix(name)
    assert found
    assert found.name == form
    assert by_suffix("notes") is None
