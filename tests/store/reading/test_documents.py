"""PDF and DOCX files that LibreOffice and pandoc made of one article give that article back."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest

from store.reading.registry import read_path, read_source
from store.reading.source import ReadingError, Source
from store.records import Article

FIXTURES = Path(__file__).parent / "fixtures"
TITLE = "Harbour bridge to stay open, mayor says"


def one(name: str) -> Article:
    (article,) = read_path(FIXTURES / name)
    return article


def read(name: str, data: bytes) -> list[Article]:
    return list(read_source(Source(name, io.BytesIO(data)), data[:4096]))


@pytest.fixture
def paragraphs() -> list[str]:
    body = (FIXTURES / "article.md").read_text().split("---\n", 2)[2]
    return body.replace("*", "").strip().split("\n\n")


def test_markdown_loses_its_marks_and_keeps_its_front_matter(paragraphs: list[str]) -> None:
    article = one("article.md")
    assert article.text.split("\n\n") == paragraphs
    assert (article.title, article.author, article.published) == (TITLE, "Jo Writer", date(2026, 2, 3))


def test_markdown_takes_its_title_from_the_first_heading() -> None:
    (article,) = read(
        "a.md", b"# A *big* day\n\nText with [a link](http://x.example) and\na soft break.\n\n- one\n- two\n"
    )
    assert article.title == "A big day"
    assert article.text == "Text with a link and a soft break.\n\none\n\ntwo"


def test_html_within_markdown_keeps_its_words_apart_and_loses_none() -> None:
    (article,) = read(
        "a.md",
        b"He said<br>yes.\n\n<div>\n\nShe said no.\n\n</div>\n\n"
        b"<p>They said <b>maybe</b>.</p>\n<p>All of them.</p>\n",
    )
    assert article.text == "He said\nyes.\n\nShe said no.\n\nThey said maybe.\n\nAll of them."


def test_a_pdf_in_two_columns_with_hyphens_is_the_article_three_times_over(paragraphs: list[str]) -> None:
    article = one("two-columns-libreoffice.pdf")
    assert article.title == TITLE
    assert article.text.split("\n\n") == paragraphs * 3


def test_a_docx_from_pandoc_gives_title_author_and_date_from_its_styles(paragraphs: list[str]) -> None:
    article = one("pandoc.docx")
    assert (article.title, article.author, article.published) == (TITLE, "Jo Writer", date(2026, 2, 3))
    # pandoc sets typographic apostrophes.
    assert article.text.replace("’", "'").split("\n\n") == [text.replace("’", "'") for text in paragraphs]


def test_a_docx_from_libreoffice_is_the_article(paragraphs: list[str]) -> None:
    article = one("libreoffice.docx")
    assert article.title == TITLE
    assert article.text.split("\n\n") == paragraphs * 3


@pytest.mark.parametrize("name", ["pandoc.odt", "libreoffice.odt"])
def test_an_odt_gives_the_article_with_title_author_and_date(name: str, paragraphs: list[str]) -> None:
    article = one(name)
    assert (article.title, article.author, article.published) == (TITLE, "Jo Writer", date(2026, 2, 3))
    assert article.text.replace("’", "'").split("\n\n") == [text.replace("’", "'") for text in paragraphs]


def test_the_first_heading_of_an_odt_is_its_title_as_that_of_a_docx_is() -> None:
    oasis = "urn:oasis:names:tc:opendocument:xmlns:"
    content = f"""<office:document-content xmlns:office="{oasis}office:1.0" xmlns:text="{oasis}text:1.0">
      <office:body><office:text>
      <text:h text:style-name="Heading_20_1" text:outline-level="1">Ferry row</text:h>
      <text:p>The council met.</text:p></office:text></office:body></office:document-content>"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("content.xml", content)
    (article,) = read("a.odt", buffer.getvalue())
    assert (article.title, article.text) == ("Ferry row", "The council met.")


@pytest.mark.parametrize(
    ("name", "comments"),
    [
        ("footnotes.md", ()),
        ("footnotes-pandoc.docx", ("1 comment left out",)),
        ("footnotes-pandoc.odt", ()),
        ("footnotes-libreoffice.docx", ()),
    ],
)
def test_footnotes_stand_below_their_paragraphs_and_within_no_quotation(
    name: str, comments: tuple[str, ...]
) -> None:
    article = one(name)
    assert article.text.split("\n\n") == [
        "The minister said the deal was “dead”. He left at noon.",
        "In an interview with the Courier, he called it “a zombie”.",
        "He spoke on Sunday.",
        "Anna Berg, a lawyer, said: “We will not come back.",
        "“Not for any money.” She left too.",
        "Berg spoke by phone.",
    ]
    assert article.notes == ("2 footnotes put below their paragraphs", *comments)


def test_a_web_clipping_says_in_its_front_matter_where_it_is_from() -> None:
    (article,) = read(
        "a.md",
        b'---\ntitle: "Bridge: open"\nsource: "https://courier.example/b"\nauthor:\n  - "[[Jo Writer]]"\n'
        b'  - "[[Al Reed]]"\npublished: 2026-02-03\ncreated: 2026-03-01\n---\nHe said yes.',
    )
    assert (article.title, article.author) == ("Bridge: open", "Jo Writer, Al Reed")
    assert (article.url, article.outlet) == ("https://courier.example/b", "")
    assert (article.published, article.text) == (date(2026, 2, 3), "He said yes.")


def test_comments_and_deleted_text_of_an_odt_are_no_part_of_it() -> None:
    oasis = "urn:oasis:names:tc:opendocument:xmlns:"
    content = f"""<office:document-content xmlns:office="{oasis}office:1.0" xmlns:text="{oasis}text:1.0"
      xmlns:draw="{oasis}drawing:1.0"><office:body><office:text>
      <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
      <text:p>She<text:s text:c="2"/>said<text:note><text:note-body><text:p>a note</text:p></text:note-body>
      </text:note><office:annotation><text:p>hm</text:p></office:annotation>: <text:span>yes</text:span>.
      <draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>
      <text:p><text:s text:c="1000000000"/></text:p></office:text></office:body></office:document-content>"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", content)
    for name in ("a.odt", "standard input"):
        (article,) = read(name, buffer.getvalue())
        assert article.text == "She  said: yes.\n\na note\n\nIn a box."
        assert article.notes == ("1 footnote put below its paragraph", "1 comment left out")


def test_tracked_changes_are_read_as_accepted_and_tables_in_their_place() -> None:
    document = docx.Document()
    document.add_paragraph("Before the table.")
    document.add_table(1, 2).rows[0].cells[1].text = "In a cell."
    changed = document.add_paragraph("She said it was ")
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for xml in (
        f'<w:del xmlns:w="{word}"><w:r><w:delText>bad</w:delText></w:r></w:del>',
        f'<w:ins xmlns:w="{word}"><w:r><w:t>good</w:t></w:r></w:ins>',
        f'<w:moveFrom xmlns:w="{word}"><w:r><w:t> elsewhere</w:t></w:r></w:moveFrom>',
    ):
        changed._p.append(docx.oxml.parse_xml(xml))
    buffer = io.BytesIO()
    document.save(buffer)
    (article,) = read("a.docx", buffer.getvalue())
    assert article.text == "Before the table.\n\nIn a cell.\n\nShe said it was good"


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<" + b" " * 2**20)
    data = bytearray(buffer.getvalue())
    # The size a ZIP states is all there is to go by before unpacking.
    where = data.rindex(b"PK\x01\x02") + 24
    data[where : where + 4] = (2**31).to_bytes(4, "little")
    with pytest.raises(ReadingError, match="unpacks to 2048 MiB"):
        read("bomb.docx", bytes(data))


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt"])
@pytest.mark.parametrize("data", [b"", b"not at all", b"%PDF-1.4\n1 0 obj <<", b"PK\x03\x04broken"])
def test_damaged_documents_are_named_in_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(ReadingError, match=name):
        read(name, data)
