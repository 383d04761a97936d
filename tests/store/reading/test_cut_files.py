"""Files that break off: what came before the break is read, and a sentence says that more is missing."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import random
import zipfile

import pytest

from store.reading.registry import read_source
from store.reading.source import ReadingError, Source
from store.reading.unpacking import salvage
from store.records import Article
from tests.store.reading.webarchives import warc

COUNT = 40
WORDS = [
    "the",
    "minister",
    "told",
    "a",
    "court",
    "that",
    "trams",
    "would",
    "run",
    "again",
    "before",
    "spring",
]


def article(number: int) -> str:
    """Some words that do not pack to nothing."""
    chosen = random.Random(number)
    return f"Article {number}: " + " ".join(chosen.choice(WORDS) for _ in range(150))


ARTICLES = [article(number) for number in range(COUNT)]
LINES = "".join(json.dumps({"title": f"T{at}", "text": text}) + "\n" for at, text in enumerate(ARTICLES))
ARRAY = json.dumps([{"title": f"T{at}", "text": text} for at, text in enumerate(ARTICLES)], indent=1)
ANSWER = json.dumps({"status": "ok", "articles": [{"content": text} for text in ARTICLES]})
TABLE = "title,text\n" + "".join(f'T{at},"{text}\nand so on"\n' for at, text in enumerate(ARTICLES))
MAILBOX = "".join(
    f"From a@b.example Mon Mar  3 09:00:00 2025\nFrom: A <a@b.example>\nSubject: T\n\n{text}\n\n"
    for text in ARTICLES
)
FEED = (
    '<rss version="2.0"><channel><title>F</title>'
    + "".join(f"<item><title>T</title><description>{text}</description></item>" for text in ARTICLES)
    + "</channel></rss>"
)


def kept(name: str, data: bytes) -> list[Article]:
    """What is read before the sentence that the file breaks off."""
    found: list[Article] = []
    with pytest.raises(
        ReadingError, match=rf"^{name}.*(what came before was read|no JSON object|without text)"
    ):
        found.extend(read_source(Source(name, io.BytesIO(data)), data[:4096]))
    return found


def cut(data: bytes, part: float = 0.6) -> bytes:
    return data[: int(len(data) * part)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", LINES), ("a.json", ARRAY), ("a.json", ANSWER), ("a.csv", TABLE), ("a.mbox", MAILBOX),
        ("a.rss", FEED),
    ],
)  # fmt: skip
def test_a_packed_file_that_breaks_off_gives_all_that_is_whole(name: str, text: str) -> None:
    packed = cut(gzip.compress(text.encode()))
    unpacked = gzip.GzipFile(fileobj=io.BytesIO(packed)).read1(10**9).decode()
    whole = sum(words in unpacked for words in ARTICLES)
    assert 0.4 * COUNT < whole < COUNT
    found = [one.text for one in kept(f"{name}.gz", packed)]
    assert [text.removesuffix("\nand so on") for text in found[:whole]] == ARTICLES[:whole]
    assert len(found) <= whole + 1


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.jsonl", LINES), ("a.json", ARRAY), ("a.json", ANSWER), ("a.csv", TABLE), ("a.rss", FEED)],
)
def test_so_does_one_that_is_not_packed(name: str, text: str) -> None:
    data = cut(text.encode())
    found = [one.text.removesuffix("\nand so on") for one in kept(name, data)]
    whole = sum(words in data.decode() for words in ARTICLES)
    assert found[:whole] == ARTICLES[:whole]


def test_of_a_text_there_is_its_beginning() -> None:
    text = "\n\n".join(ARTICLES)
    (found,) = kept("a.txt.gz", cut(gzip.compress(text.encode())))
    assert text.startswith(found.text)
    assert len(found.text) > 0.4 * len(text)


def test_of_bzip2_there_are_the_whole_blocks() -> None:
    lines = "".join(json.dumps({"text": article(number)}) + "\n" for number in range(400))
    assert len(kept("a.jsonl.bz2", cut(bz2.compress(lines.encode(), 1)))) > 100


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_web_archive_there_are_the_pages_before_the_break(packed: bool) -> None:
    pages = [f"<html><body><article><p>{text}</p></article></body></html>" for text in ARTICLES]
    data = cut(warc(pages, packed=packed), 0.5)
    found = [one.text for one in kept("c.warc.gz" if packed else "c.warc", data)]
    assert found[:-1] == ARTICLES[: len(found) - 1]
    assert len(found) > 0.3 * COUNT


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_of_a_zip_there_are_the_members_before_the_break(packing: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as pack:
        for at, text in enumerate(ARTICLES):
            pack.writestr(f"ü{at}.txt", text)
    found = kept("clips.zip", cut(buffer.getvalue()))
    assert [one.text for one in found[:-1]] == ARTICLES[: len(found) - 1]
    assert len(found) > 0.4 * COUNT
    assert found[3].origin == "clips.zip/ü3.txt"


def test_members_with_their_sizes_behind_them_are_found_too() -> None:
    """As `zip` writes them to a pipe."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as pack:  # type: ignore[arg-type]
        for at, text in enumerate(ARTICLES):
            pack.writestr(f"{at}.txt", text)
    members = list(salvage(cut(pipe.data), 10**9))
    assert [data.decode() for _, data in members[:-1]] == ARTICLES[: len(members) - 1]
    assert len(members) > 0.4 * COUNT


def test_what_is_packed_to_fill_the_memory_is_not_salvaged() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("a.txt", b"0" * 10_000_000)
        pack.writestr("b.txt", b"1" * 10_000_000)
    assert sum(len(data) for _, data in salvage(buffer.getvalue()[:-200], 1_000_000)) <= 1_000_000


def test_a_member_that_is_damaged_costs_no_other() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        for at, text in enumerate(ARTICLES):
            pack.writestr(f"{at}.txt", text)
    data = buffer.getvalue().replace(b"Article 7: ", b"Article 9: ")
    found: list[Article] = []
    with pytest.raises(ReadingError, match=r"z\.zip/7\.txt is damaged"):
        found.extend(read_source(Source("z.zip", io.BytesIO(data)), data[:4096]))
    assert [one.text for one in found] == ARTICLES[:7] + ARTICLES[8:]
