"""What hangs on a message: press releases, other messages, digests; what replies and newsletters hide."""

from __future__ import annotations

import io
from datetime import date
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from store.reading.registry import read_source
from store.reading.source import ReadingError, Source
from store.records import Article

SAID = "“We will not close,” the mayor said.\n\nShe was firm.\n"


def read(data: bytes, name: str = "a.eml") -> list[Article]:
    return list(read_source(Source(name, io.BytesIO(data)), data[:4096]))


def message(text: str, subject: str = "Release") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Press Office <press@mayor.example>"
    made["Subject"] = subject
    made["Date"] = "Tue, 03 Mar 2026 23:30:00 -0500"
    if text:
        made.set_content(text)
    return made


def test_a_press_release_that_is_attached_is_an_article_of_its_own() -> None:
    mail = message("Please find attached our release.")
    docx = (Path(__file__).parent / "fixtures" / "pandoc.docx").read_bytes()
    mail.add_attachment(docx, maintype="application", subtype="octet-stream", filename="release.docx")
    mail.add_attachment(SAID.encode(), maintype="text", subtype="plain", filename="statement.txt")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    mail.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="figures.csv")
    cover, release, statement = read(mail.as_bytes())
    assert (cover.text, cover.notes) == ("Please find attached our release.", ("2 attachments not read",))
    assert release.title == "Harbour bridge to stay open, mayor says"
    assert release.origin == "a.eml/release.docx"
    assert (release.outlet, release.published) == ("Press Office", date(2026, 2, 3))
    assert statement.text == SAID
    assert (statement.outlet, statement.published) == ("Press Office", date(2026, 3, 3))


def test_a_message_of_nothing_but_a_release_is_that_release() -> None:
    mail = message("")
    mail.make_mixed()
    mail.add_attachment(SAID.encode(), maintype="text", subtype="plain", filename="statement.txt")
    assert [article.text for article in read(mail.as_bytes())] == [SAID]


def test_an_attachment_that_cannot_be_read_costs_no_other_and_is_named() -> None:
    mail = message("Please find attached our release.")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="release.pdf")
    mail.add_attachment(SAID.encode(), maintype="text", subtype="plain", filename="statement.txt")
    data = mail.as_bytes()
    found: list[Article] = []
    with pytest.raises(ReadingError, match=r"a\.eml/release\.pdf is damaged"):
        found.extend(read_source(Source("a.eml", io.BytesIO(data)), data))
    assert len(found) == 2


def test_a_digest_is_as_many_articles_as_it_has_messages() -> None:
    digest = MIMEMultipart("digest")
    digest["From"] = "list@x.example"
    digest["Subject"] = "Digest, Vol 1"
    for number in range(2):
        digest.attach(MIMEMessage(message(f"{SAID}Item {number}.\n", f"Item {number}")))
    assert [article.title for article in read(digest.as_bytes())] == ["Item 0", "Item 1"]


def test_a_message_that_is_attached_keeps_its_own_sender_and_date() -> None:
    mail = message("Have you seen this?", "A question")
    inner = message(SAID, "Statement")
    inner.replace_header("From", "Mayor <mayor@city.example>")
    inner.replace_header("Date", "Sun, 01 Mar 2026 10:00:00 +0000")
    mail.add_attachment(inner)
    question, statement = read(mail.as_bytes())
    assert (question.text, question.outlet) == ("Have you seen this?", "Press Office")
    assert (statement.title, statement.outlet) == ("Statement", "Mayor")
    assert statement.published == date(2026, 3, 1)


def test_messages_within_messages_end_somewhere() -> None:
    mail = message(SAID)
    for number in range(40):
        outer = message(f"Level {number}.")
        outer.add_attachment(mail)
        mail = outer
    data = mail.as_bytes()
    found: list[Article] = []
    with pytest.raises(ReadingError, match="messages within messages"):
        found.extend(read_source(Source("a.eml", io.BytesIO(data)), data))
    assert [article.text for article in found] == [f"Level {number}." for number in (39, 38, 37, 36)]


@pytest.mark.parametrize(
    "line",
    [
        "On Tue, Mar 3, 2026 at 11:30 PM Press Office <press@mayor.example> wrote:\n\n",
        "On Tuesday, 3 March 2026 at 23:30, Press Office\n<press@mayor.example> wrote:\n",
        "Am 03.03.26 um 23:30 schrieb Press Office:\n",
        "Le 3 mars 2026 à 23:30, Press Office a écrit :\n\n",
    ],
)
def test_the_line_above_what_is_answered_is_left_out_with_it(line: str) -> None:
    mail = message(f"We will run it.\n\n{line}> “We will not close,” the mayor said.\n> She was firm.\n")
    (article,) = read(mail.as_bytes())
    assert article.text == "We will run it."


def test_what_a_newsletter_hides_is_not_read() -> None:
    mail = message("")
    mail.set_content(
        '<div style="display: none; max-height:0">Preheader</div><p>“Yes,” she said.</p>', subtype="html"
    )
    assert [article.text for article in read(mail.as_bytes())] == ["“Yes,” she said."]


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-2022-jp", "市長は「署名しない」と述べた。"), ("shift_jis", "市長は「署名しない」と述べた。"),
        ("iso-2022-kr", "시장은 서명하지 않겠다고 말했다."), ("gb2312", "市长说：“我们不会签署。”"),
        ("big5", "市長說：「我們不會簽署。」"), ("windows-1256", "قال رئيس البلدية «لن نوقع»."),
        ("iso-8859-8", "ראש העיר אמר: לא נחתום."), ("koi8-r", "Мэр сказал: мы не подпишем."),
    ],
)  # fmt: skip
def test_mail_in_the_character_sets_of_the_world_is_read(charset: str, text: str) -> None:
    mail = MIMEText(text, "plain", charset)
    mail["From"] = "a@b.example"
    mail["Subject"] = "x"
    assert [article.text for article in read(mail.as_bytes())] == [text]
