"""PDF files, whole and cut, of every direction; and files that make the library fail."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pypdfium2
import pytest

from store.reading import apart
from store.reading.apart import Apart, LostError
from store.reading.registry import read_path, read_source
from store.reading.source import ReadingError, Source
from store.records import Article
from tests.store.reading.printed import DRAWN, pdf, show, show_lines

FIXTURES = Path(__file__).parent / "fixtures"
LINES = ("The minister said that the deal was dead, and that", "nobody should expect more of him.")
TEXT = " ".join(LINES)


def read(data: bytes, name: str = "a.pdf") -> Article:
    (article,) = read_source(Source(name, io.BytesIO(data)), data[:4096])
    return article


def read_cut(data: bytes) -> tuple[list[Article], str]:
    """The articles, and why that is not all."""
    articles: list[Article] = []
    with pytest.raises(ReadingError) as told:
        articles.extend(read_source(Source("a.pdf", io.BytesIO(data)), data[:4096]))
    return articles, str(told.value)


def test_a_protected_pdf_and_a_scan_say_so() -> None:
    with pytest.raises(ReadingError, match=r"locked-qpdf\.pdf is protected by a password\."):
        list(read_path(FIXTURES / "locked-qpdf.pdf"))
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    blank = io.BytesIO()
    document.save(blank)
    with pytest.raises(ReadingError, match="holds no text"):
        read(blank.getvalue())


def test_the_marks_of_footnotes_are_no_part_of_the_words() -> None:
    words = show("the deal was dead.", 72, 700)
    small = show("12", 170, 705, 7)
    assert read(pdf([words, small])).text == "the deal was dead."
    assert read(pdf([words, show("12", 170, 700)])).text == "the deal was dead.12"
    lower = show("2", 151.4, 698, 7)
    assert read(pdf([show("the level of CO", 72, 700), lower])).text == "the level of CO2"


def test_footnotes_of_libreoffice_lose_their_marks() -> None:
    (article,) = read_path(FIXTURES / "footnotes-libreoffice.pdf")
    assert "the deal was “dead”. He left at noon." in article.text
    assert "\n\nIn an interview with the Courier, he called it “a zombie”." in article.text
    assert article.author == "Jane Roe"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_on_its_side_is_read_as_one_that_stands(turn: int) -> None:
    matrix = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 792 0", 180: "-1 0 0 -1 612 792", 270: "0 -1 1 0 0 612"}[turn]
    drawn = [f"q {matrix} cm", *show_lines(LINES), "Q"]
    assert read(pdf(drawn)).text == TEXT
    # And where its viewer is told to turn it.
    assert read(pdf(drawn, page=f"/Rotate {turn}")).text == TEXT


def test_a_space_that_is_drawn_by_itself_is_not_lost() -> None:
    drawn = [show("what I knew'", 72, 700), show(" ", 137.6, 700), show("About him", 139.5, 700)]
    assert read(pdf(drawn)).text == "what I knew' About him"
    assert read(pdf([show("a", 72, 700), show(" ", 78.7, 700), show("b", 80.5, 700)])).text == "a b"
    # Letters that stand wider than their font has them are one word, also where each is drawn by itself.
    assert read(pdf(["1 Tc", show("What he knew", 72, 700)])).text == "What he knew"
    wide = [show(letter, 72 + 8.1 * at, 700) for at, letter in enumerate("bdpq")]
    assert read(pdf(wide)).text == "bdpq"


def test_columns_whose_lines_cross_the_page_are_read_one_after_the_other() -> None:
    left = ["one alpha beta gamma", "two alpha beta gamma", "three alpha beta", "four alpha beta,"]
    right = ["five alpha beta", "six alpha beta", "seven alpha beta", "eight alpha beta."]
    pairs = zip(show_lines(left), show_lines(right, x=330), strict=True)
    drawn = [command for pair in pairs for command in pair]
    assert read(pdf(drawn)).text == " ".join([*left, *right])


def test_fonts_that_tell_no_letters_give_no_text_and_texs_own_are_known() -> None:
    drawn = show("he was the \x1crst to say \x10no\x11", 72, 700)
    assert read(pdf([drawn], font=DRAWN)).text == "he was the first to say “no”"
    with pytest.raises(ReadingError, match="fonts that do not tell which letters they draw"):
        read(pdf([show("\x01\x02\x03\x04\x05\x06 \x01\x02\x03", 72, 700)], font=DRAWN))


def test_a_pdf_that_breaks_off_before_its_page_tree_gives_the_pages_before() -> None:
    whole = pdf(show_lines(LINES), show_lines(["The second page is lost."]))
    articles, why = read_cut(whole[: whole.index(b"5 0 obj")])
    assert [article.text for article in articles] == [TEXT]
    assert why == "a.pdf breaks off before its end: what came before was read."
    # Half a stream, half the tree, and half the table of where everything stands.
    for end in (b"The second", b"/Kids", b"00000 n", b"/Root"):
        articles, _ = read_cut(whole[: whole.index(end)])
        assert articles[0].text.startswith(TEXT)


def test_a_pdf_that_breaks_off_before_its_first_page_says_so() -> None:
    whole = pdf(show_lines(LINES))
    with pytest.raises(ReadingError, match="is damaged, or no PDF file"):
        read(whole[: whole.index(b"/Type/Page")])


def test_objects_packed_together_are_found_in_a_cut_file() -> None:
    data = (FIXTURES / "packed-qpdf.pdf").read_bytes()
    articles, _ = read_cut(data[: data.rindex(b"/XRef")])
    assert [article.text for article in articles] == [TEXT]


def test_a_cut_file_with_a_stream_of_no_objects_is_read_all_the_same() -> None:
    whole = pdf(show_lines(LINES))
    packed = zlib.compress(b"no numbers")
    empty = b"9 0 obj\n<</Type/ObjStm/N 3/First 10/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        len(packed),
        packed,
    )
    articles, _ = read_cut(whole[: whole.index(b"4 0 obj")] + empty)
    assert [article.text for article in articles] == [TEXT]


def test_a_file_that_ends_the_library_is_named_and_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.reading.pdf._PDFIUM", Apart("tests.store.reading.failing"))
    for _ in range(2):
        with pytest.raises(
            ReadingError, match=r"a\.pdf was not read: it makes the library that reads it fail\."
        ):
            read(b"%PDF- abort")
    assert read(b"%PDF- well").text == "well"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_TEST_SECONDS", "0")
    with pytest.raises(LostError, match=f"more than {apart.SECONDS} seconds"):
        Apart("tests.store.reading.failing").ask(b"for ever")
