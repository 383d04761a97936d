"""Mail and tables, as other programs write them."""

from __future__ import annotations

import bz2
import gzip
import io
import mailbox
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.reading.decode import decode
from store.reading.packed import RATIO_LIMIT
from store.reading.registry import (
    BUILT_IN,
    Reader,
    read_path,
    read_source,
    read_stream,
    reader_for,
    readers,
    suffixes,
)
from store.reading.source import ReadingError, Source
from store.records import Article


def read(name: str, data: bytes, **columns: str) -> list[Article]:
    return list(read_source(Source(name, io.BytesIO(data), columns=columns), data[:4096]))


def read_or_named(name: str, data: bytes) -> bool:
    """Whether `data` gave articles, or an error that names it; any other error is raised."""
    try:
        return all(isinstance(article.text, str) for article in read(name, data))
    except ReadingError as error:
        return name in str(error)


def newsletter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "The Courier – Morning <news@courier.example>"
    message["Subject"] = "Bridge: “open”, says mayor"
    message["Date"] = "Tue, 03 Feb 2026 06:00:00 +0100"
    message.set_content("View this in your browser.")
    message.add_alternative("<p>“We will not close,” the mayor said.</p><p>She was firm.</p>", subtype="html")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    return message


def test_a_newsletter_is_read_from_its_better_part() -> None:
    (article,) = read("a.eml", newsletter().as_bytes())
    assert article.text == "“We will not close,” the mayor said.\n\nShe was firm."
    assert (article.title, article.outlet) == ("Bridge: “open”, says mayor", "The Courier – Morning")
    assert (article.published, article.notes) == (date(2026, 2, 3), ("1 attachment not read",))


def test_a_mailbox_that_pythons_library_wrote_gives_its_messages(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    plain = EmailMessage()
    plain["From"] = "press@council.example"
    plain["Subject"] = "Statement"
    plain.set_content(
        "From the council:\n\nFrom now on the bridge is open, and nobody will be turned away by\nus.\n"
    )
    box.add(newsletter())
    box.add(plain)
    box.flush()
    first, second = read_path(tmp_path / "box.mbox")
    assert first.title.startswith("Bridge")
    assert second.text == (
        "From the council:\n\nFrom now on the bridge is open, and nobody will be turned away by us."
    )
    assert (second.outlet, second.origin) == ("council.example", f"{tmp_path / 'box.mbox'}#2")


def test_replies_and_signatures_are_nobodys_news() -> None:
    body = b"We agree.\n\nOn Tuesday somebody at the council wrote:\n> no\n> never\n-- \nJo\n"
    mail = b"From: a@b.c\nSubject: Re\n\n" + body
    (article,) = read("a.eml", mail)
    assert (article.text, article.notes) == ("We agree.", ("quoted replies left out",))


GMAIL = (
    "---------- Forwarded message ---------\nFrom: Jo Writer <jo@c.example>\nDate: Sun, 1 Mar 2026 at 9:12\n"
)
APPLE = (
    "Begin forwarded message:\n\n> From: Jo Writer <jo@c.example>\n> Date: 1 March 2026 at 09:12:00 GMT\n> "
)
OUTLOOK = "________________________________\nFrom: Jo Writer\nSent: Sunday, March 1, 2026 9:12 AM\nTo: Desk\n"


@pytest.mark.parametrize(
    ("head", "quoting"),
    [(GMAIL, ""), (APPLE, "> "), (OUTLOOK, ""), (OUTLOOK.partition("\n")[2], "")],
)
def test_of_a_message_passed_on_the_one_within_is_the_article(head: str, quoting: str) -> None:
    body = f"FYI\n\n{head}Subject: Bridge\n{quoting}\n{quoting}“We will not close,” the mayor said.\n"
    (article,) = read("a.eml", f"From: a@b.c\nSubject: FW: Bridge\nDate: 5 Mar 2026\n\n{body}".encode())
    assert article.text == "“We will not close,” the mayor said."
    assert (article.title, article.author, article.published) == ("Bridge", "Jo Writer", date(2026, 3, 1))
    assert "left out" in article.notes[0]


def test_a_message_passed_on_whole_is_the_article() -> None:
    outer = EmailMessage()
    outer["Subject"] = "Fwd: Bridge"
    outer["From"] = "a@b.c"
    outer.set_content("See below.")
    outer.add_attachment(newsletter())
    (article,) = read("a.eml", outer.as_bytes())
    assert (article.title, article.published) == ("Bridge: “open”, says mayor", date(2026, 2, 3))
    assert article.text == "“We will not close,” the mayor said.\n\nShe was firm."


@pytest.mark.parametrize("subject", ["Fwd: Bridge", "Bridge"])
def test_words_that_look_like_a_head_pass_nothing_on(subject: str) -> None:
    said = "She wrote:\n\nFrom: the very first day we knew.\n\n----------\n\nSubject: none."
    (article,) = read("a.eml", f"From: a@b.c\nSubject: {subject}\n\n{said}".encode())
    assert article.text == said


def test_messages_of_a_mailbox_without_text_are_named_after_the_others_are_read(tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    mail = "From a@b.c Tue Mar  4 10:00:00 2025\nSubject: {}\nContent-Type: {}\n\nText.\n\n"
    box.write_text(mail.format("One", "image/png") + mail.format("Two", "text/plain"))
    messages = read_path(box)
    assert next(messages).title == "Two"
    with pytest.raises(ReadingError, match="#1 is a message without text"):
        next(messages)


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\nSGVsbG8=",
        b"Content-Type: multipart/mixed; boundary=x\n\nno parts but text\n",
        b"From: =?utf-8?q?=zz?= <\nDate: never\nSubject: =?broken\n\nText.",
    ],
)
def test_broken_mail_is_read_or_named(headers: bytes) -> None:
    assert read_or_named("a.eml", b"From: a@b.c\n" + headers)


def test_csv_columns_are_found_by_their_usual_names_or_mapped() -> None:
    rows = "Headline;Body;Publication Date;Publisher\nBridge;He said yes.;3 February 2026;Courier\n;;;\n"
    (article,) = read("a.csv", rows.encode())
    assert article.text == "He said yes."
    assert (article.title, article.published, article.outlet) == ("Bridge", date(2026, 2, 3), "Courier")
    (mapped,) = read("a.csv", b'a,b\n"x\ny",2026-02-03\n', text="a", published="b")
    assert (mapped.text, mapped.published) == ("x\ny", date(2026, 2, 3))


@pytest.mark.parametrize("columns", [{}, {"text": "Body", "outlet": "Paper"}])
def test_a_table_on_standard_input_is_one(columns: dict[str, str]) -> None:
    data = b"Title;Body;Paper\nNews;He said yes.;Courier\n"
    (article,) = read_stream(io.BytesIO(data), "standard input", columns=columns)
    assert (article.title, article.text) == ("News", "He said yes.")
    assert article.outlet == ("Courier" if columns else "")


def test_columns_that_no_reader_knows_make_a_table_of_any_text() -> None:
    (article,) = read_stream(
        io.BytesIO(b"Wann|Was\n2026-02-03|Sie sagte ja.\n"), "-", columns={"text": "Was"}
    )
    assert article.text == "Sie sagte ja."


def test_csv_in_excels_character_sets_is_read() -> None:
    rows = "title\ttext\nT\tNúñez said “no”.\n"
    for data in (rows.encode("utf-8-sig"), rows.encode("utf-16"), rows.encode("cp1252")):
        (article,) = read("a.tsv", data)
        assert (article.title, article.text) == ("T", "Núñez said “no”.")


def test_a_table_without_text_names_its_columns() -> None:
    with pytest.raises(ReadingError, match=r"no column of text.*of x, y"):
        read("a.csv", b"x,y\n1,2\n")
    with pytest.raises(ReadingError, match="no column z"):
        read("a.csv", b"x,y\n1,2\n", text="z")
    with pytest.raises(ReadingError, match="no field colour"):
        read("a.csv", b"x,y\n1,2\n", colour="x")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_packed_files_are_read_and_keep_their_name(pack: object) -> None:
    suffix = {gzip.compress: ".gz", bz2.compress: ".bz2"}[pack]  # type: ignore[index]
    data = pack(b'{"text": "He said yes."}\n')  # type: ignore[operator]
    (article,) = read("a.jsonl" + suffix, data)
    assert (article.text, article.origin) == ("He said yes.", f"a.jsonl{suffix}#1")


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def test_a_zip_gives_what_it_can_and_then_names_what_it_could_not() -> None:
    data = zipped(
        {
            "a/one.txt": b"One.",
            "two.pdf": b"broken",
            "three.bin": b"\0\1",
            "inner.zip": zipped({"i.txt": b"In."}),
        }
    )
    found: list[Article] = []
    articles = read_source(Source("clips.zip", io.BytesIO(data)), data[:4096])
    with pytest.raises(ReadingError, match=r"clips\.zip/two\.pdf is damaged"):
        found.extend(articles)
    assert [(article.origin, article.text) for article in found] == [
        ("clips.zip/a/one.txt", "One."),
        ("clips.zip/inner.zip/i.txt", "In."),
    ]


def test_bombs_are_stopped() -> None:
    with pytest.raises(ReadingError, match="far more than it should"):
        read("bomb.zip", zipped({"a.txt": b" " * (80 * 2**20)}))
    nested = b"end"
    for _ in range(6):
        nested = zipped({"a.zip": nested})
    with pytest.raises(ReadingError, match="archives within archives"):
        read("nested.zip", nested)
    lying = bytearray(zipped({"a.txt": b"x" * 4096}))
    where = lying.rindex(b"PK\x01\x02") + 24
    lying[where : where + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ReadingError):
        read("lying.zip", bytes(lying))
    assert RATIO_LIMIT < 1000


def test_standard_input_is_told_by_its_first_bytes() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.rest = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return self.rest.readinto(buffer)

    (article,) = read_stream(Pipe(b"date 2026-02-03 He said yes."), "standard input")  # type: ignore[arg-type]
    assert (article.text, article.published, article.origin) == (
        "He said yes.",
        date(2026, 2, 3),
        "standard input",
    )
    (article,) = read_stream(Pipe(b"<html><p>He said yes.</html>"), "-")  # type: ignore[arg-type]
    assert article.text == "He said yes."


@pytest.mark.parametrize(
    ("name", "head", "media_type", "expected"),
    [
        ("a.TXT", b"<html>", "", "text"),
        ("page", b"<!DOCTYPE html>", "text/plain", "html"),
        ("https://a.example/x.php", b"", "text/html; charset=x", "html"),
        ("x", b"From: a\nSubject: b\n", "", "mail"),
        ("x", b"From jo@x.example Tue Feb  3 10:00:00 2026\n", "", "mbox"),
        ("x", b"From here on, Mon said\n", "", "text"),
        ("x.bin", b"\0\0", "", None),
    ],
)
def test_the_reader_is_told_by_suffix_then_statement_then_content(
    name: str, head: bytes, media_type: str, expected: str | None
) -> None:
    reader = reader_for(name, head, media_type)
    assert (reader.name if reader else None) == expected


def test_a_plug_in_stands_before_our_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        value = "odd:READER"

        def load(self) -> Reader:
            return Reader("odd", "store.reading.text:read", (".odd",))

    monkeypatch.setattr("store.reading.registry.entry_points", lambda group: [Point()])
    readers.cache_clear()
    try:
        assert readers()[0].name == "odd"
        assert ".odd" in suffixes()
        assert [article.text for article in read("a.odd", b"Hello.")] == ["Hello."]
    finally:
        readers.cache_clear()


@pytest.mark.parametrize("reader", BUILT_IN, ids=lambda reader: reader.name)
def test_every_built_in_reader_can_be_imported(reader: Reader) -> None:
    assert callable(reader.load())


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", "koi8-r", "nonsense", "utf-16"]))
def test_any_bytes_decode(data: bytes, stated: str) -> None:
    text, note = decode(data, stated)
    assert isinstance(text, str)
    assert note or "\ufffd" not in text or "\ufffd".encode() in data


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted({*suffixes(), ""} - {".bz2"})))
def test_any_bytes_under_any_name_are_read_or_named(data: bytes, suffix: str) -> None:
    assert read_or_named("thing" + suffix, data)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        (
            "a.zip",
            zipped({"a.ods": zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})}),
            "opendocument.spreadsheet",
        ),
        ("a.epub", zipped({"mimetype": b"application/epub+zip", "b.html": b"<p>text</p>"}), "epub"),
        ("a.xlsx", zipped({"[Content_Types].xml": b"<Types/>"}), "office program"),
        ("a.rtf", b"{\\rtf1 text}", "RTF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Word 97"),
        ("a.txt", bytes(500), "holds no text"),
    ],
)
def test_documents_that_are_not_read_say_what_to_do(name: str, data: bytes, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        read(name, data)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.eml", "a.pdf", "a.html", "a", "a.gz"])
def test_an_empty_file_is_called_empty(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    with pytest.raises(ReadingError, match="is empty"):
        list(read_path(tmp_path / name))


def test_what_lies_beside_articles_in_a_zip_is_none() -> None:
    found = read("a.zip", zipped({"a.txt": b"News today.", "look.css": b"p {}", "NOTES": b"More news."}))
    assert [article.origin for article in found] == ["a.zip/a.txt", "a.zip/NOTES"]


def test_half_a_surrogate_pair_stops_nothing() -> None:
    (article,) = read("a.jsonl", b'{"text": "half \\ud83d of it", "title": "\\udc00"}')
    assert (article.text, article.title) == ("half \ufffd of it", "\ufffd")
