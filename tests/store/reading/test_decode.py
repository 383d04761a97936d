"""Bytes in the character sets that files are in, stated or not."""

from __future__ import annotations

import io

import pytest

from store.reading.decode import decode
from store.reading.registry import read_source
from store.reading.source import ReadingError, Source

SAID = "“We will not sign,” said Mayor Ilse Brandt; the café’s owner, José Núñez, “could not wait”."
SPOKEN = {
    "fr": (
        "Le maire, André Lefèvre, a déclaré jeudi que « la ville a déjà payé deux fois », à l’été.",
        "cp1252",
    ),
    "de": (
        "Bürgermeisterin Brändt sagte: „Wir werden nichts unterschreiben, bevor es geprüft ist.“",
        "cp1252",
    ),
    "es": (
        "El alcalde, José Núñez, dijo el miércoles que «no firmaremos nada»; añadió que mañana sí.",
        "cp1252",
    ),
    "sv": (
        "Borgmästaren sade på torsdagen att ”vi inte skriver under något förrän allt är öppet”.",
        "cp1252",
    ),
    "pl": (
        "Burmistrz powiedział, że umowa zostanie podpisana latem. „Nie podpiszemy niczego” – dodał.",
        "cp1250",
    ),
    "cs": (
        "Starosta města řekl, že smlouva bude podepsána v létě, až budou všechny knihy otevřené.",
        "cp1250",
    ),
    "ru": ("Мэр города заявил, что договор будет подписан летом, сообщает газета в четверг.", "koi8-r"),
    "ja": ("市長は木曜日、契約は夏に署名されると述べた。", "cp932"),
}


@pytest.mark.parametrize("language", SPOKEN)
def test_the_language_tells_in_which_letters_a_text_is_written(language: str) -> None:
    text, charset = SPOKEN[language]
    found, note = decode(text.encode(charset))
    assert found == text
    assert "not UTF-8" in note


@pytest.mark.parametrize("stated", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_quotation_marks_of_windows_stand_in_what_is_stated_to_be_latin_1(stated: str) -> None:
    assert decode(SAID.encode("cp1252"), stated)[0] == SAID


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-32"])
def test_unicode_is_known_with_and_without_a_mark(charset: str) -> None:
    assert decode(SAID.encode(charset))[0] == SAID


@pytest.mark.parametrize("name", ["page.html", "mail.eml"])
def test_a_page_or_mail_that_calls_itself_latin_1_keeps_its_quotation_marks(name: str) -> None:
    head = b"Subject: Talks\nFrom: a@b.example\nContent-Type: text/plain; charset=iso-8859-1\n\n"
    page = f"<html><meta charset=iso-8859-1><body><p>{SAID}</p><p>{SAID[::-1]}</p></body></html>"
    data = page.encode("cp1252") if name == "page.html" else head + SAID.encode("cp1252")
    (article,) = read_source(Source(name, io.BytesIO(data)), data)
    assert article.text.startswith(SAID)
    assert not article.notes or name == "page.html"


def test_a_flaw_in_utf_8_costs_one_letter_and_is_told() -> None:
    found, note = decode(SAID.encode() + b"\xff\xfe")
    assert found == SAID + "\ufffd\ufffd"
    assert "UTF-8 but for 2 bytes" in note
    assert decode(SAID.encode() + b"\xff", "utf-8")[0] == SAID + "\ufffd"


@pytest.mark.parametrize("language", SPOKEN)
def test_letters_of_another_set_are_no_flaws_in_utf_8(language: str) -> None:
    text, charset = SPOKEN[language]
    assert "UTF-8 but for" not in decode((text * 3).encode(charset))[1]


def test_line_ends_of_old_macs_part_paragraphs_and_move_no_letter() -> None:
    data = b"Bridge\r\rHe said yes.\r\n\r\nTwice."
    (article,) = read_source(Source("a.txt", io.BytesIO(data)), data)
    assert article.text == "Bridge\n\nHe said yes.\r\n\r\nTwice."


def test_noise_is_no_text_whatever_it_is_called() -> None:
    noise = bytes(range(256)) * 8
    with pytest.raises(ReadingError, match="holds no text"):
        list(read_source(Source("noise.txt", io.BytesIO(noise)), noise))
