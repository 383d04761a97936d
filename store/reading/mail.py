"""Mail: single messages (EML) and mailboxes (mbox), as newsletters and press offices send them."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parseaddr

from store.reading.attached import DEPTH_LIMIT, document, is_attachment, is_document, message_in, parts
from store.reading.dates import day
from store.reading.decode import decode
from store.reading.forwarded import attached, inline, is_passed_on
from store.reading.markup import paragraphs, text_of
from store.reading.source import LINE_LIMIT, ReadingError, Source, refuse
from store.records import Article
from store.text import counted

MESSAGE_LIMIT = 64 * 1024 * 1024

_FROM = re.compile(rb"From \S+.* \d{4}\s*$|From \S+@\S+.*$|From - .*$")
_REPLY = re.compile(
    r"(?m)^[ \t]*>.*\n?"
    r"|^(?:On|Am|Le) .{5,120}(?:\n.{0,80})?(?:wrote|schrieb.{0,80}|a écrit) ?:[ \t]*\n\s*(?=>)"
)
_WRAPPED = 56
"""Characters from which on a line was broken by a mail program, not by a writer."""


def read_message(source: Source) -> Iterator[Article]:
    """The article of a message, and those attached to it. Raises `ReadingError` when it has no text."""
    yield from _articles(_parsed(source.read(MESSAGE_LIMIT)), source, source.name)


def read_mbox(source: Source) -> Iterator[Article]:
    """An article a message that has text, and those attached to it.

    Raises `ReadingError`, after all others are read, when a message has none.
    """
    found = False
    problems: list[str] = []
    for number, data in enumerate(_messages(source), 1):
        try:
            for article in _articles(_parsed(data), source, f"{source.name}#{number}"):
                yield article
                found = True
        except ReadingError as error:
            problems.append(str(error))
    if not found and not problems:
        raise ReadingError(f"{source.name} is a mailbox without messages.")
    refuse(problems)


def _messages(source: Source) -> Iterator[bytes]:
    lines: list[bytes] = []
    size = 0
    blank = True
    while line := source.stream.readline(LINE_LIMIT):
        if blank and line.startswith(b"From ") and _FROM.match(line.rstrip(b"\r\n")):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
            continue
        blank = not line.strip()
        size += len(line)
        if size > MESSAGE_LIMIT:
            raise ReadingError(
                f"{source.name} holds a message of over {MESSAGE_LIMIT // 2**20} MiB: stopped there."
            )
        lines.append(line[1:] if re.match(rb">+From ", line) else line)
    if lines:
        yield b"".join(lines)


def _parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _articles(message: EmailMessage, source: Source, name: str, depth: int = 0) -> Iterator[Article]:
    """The message's own text, then what is attached to it: documents, and other messages (a digest's too)."""
    passed_on = is_passed_on(_header(message, "Subject"))
    within = attached(message) if passed_on else None
    cover = _article(within or message, source, name, passed_on=passed_on, whole=within is not None)
    found = bool(cover.text)
    if cover.text:
        yield cover
    problems: list[str] = []
    for at, part in enumerate(parts(within or message), 1):
        inner = message_in(part)
        try:
            if inner is not None and depth >= DEPTH_LIMIT:
                problems.append(f"{name} holds messages within messages within messages: they are not read.")
            elif inner is not None:
                yield from _articles(inner, source, f"{name}/{at}", depth + 1)
                found = True
            elif is_document(part):
                for article in document(part, source, name):
                    yield replace(
                        article,
                        outlet=article.outlet or cover.outlet,
                        published=article.published or cover.published,
                    )
                    found = True
        except ReadingError as error:
            problems.append(str(error))
    if not found and not problems:
        raise ReadingError(f"{name} is a message without text.")
    refuse(problems)


def _article(message: EmailMessage, source: Source, name: str, *, passed_on: bool, whole: bool) -> Article:
    """What a message says itself, which may be nothing; `whole` when it was passed on as an attachment."""
    text, head, notes = _body(message, passed_on and not whole)
    if whole or head:
        notes.append("a message passed on: what was written above it is left out")
    written_by = head.get("from") or _header(message, "From")
    sender, address = parseaddr(written_by) if "@" in written_by else (written_by, "")
    return Article(
        text=text,
        title=head.get("subject") or _header(message, "Subject"),
        published=day(head.get("date") or _header(message, "Date")),
        outlet=source.outlet or sender or address.rpartition("@")[2],
        url=_header(message, "Archived-At").strip("<>") or source.url,
        author=sender,
        origin=name,
        notes=tuple(notes),
    )


def _header(message: EmailMessage, name: str) -> str:
    # A header can be broken in ways that surface only when it is read.
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return " ".join(str(raw).split())


def _body(message: EmailMessage, passed_on: bool) -> tuple[str, dict[str, str], list[str]]:
    """The text; if another message is `passed_on` in it, that one's and the lines of its head; and notes."""
    page = plain = ""
    notes: list[str] = []
    flowed = False
    unread = 0
    for part in parts(message):
        kind = part.get_content_type()
        if kind.startswith("multipart/"):
            # Broken: it promises parts and has none that can be told apart.
            kind = "text/plain"
        if is_attachment(part) or kind not in ("text/plain", "text/html"):
            unread += is_attachment(part) and not (is_document(part) or message_in(part))
            continue
        text, note = _part_text(part)
        if note and note not in notes:
            notes.append(note)
        if kind == "text/html":
            page += text
        else:
            plain += text + "\n\n"
            flowed = flowed or str(part.get_param("format", "")).lower() == "flowed"
    if unread:
        notes.append(f"{counted(unread, 'attachment')} not read")
    from_page = text_of(page)
    head: dict[str, str] = {}
    if passed_on:
        plain, head = inline(plain)
        from_page, other = inline(from_page)
        head = head or other
    read = _plain(plain, flowed, notes)
    # Newsletters often carry "view this in your browser" as their plain part.
    return (from_page if 2 * len(from_page) > 3 * len(read) else read or from_page), head, notes


def _part_text(part: object) -> tuple[str, str]:
    assert isinstance(part, EmailMessage)
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    stated = part.get_content_charset() or ""
    text, note = decode(data, stated)
    return text, "" if stated else note


def _plain(text: str, flowed: bool, notes: list[str]) -> str:
    text = text.replace("\r\n", "\n")
    text = re.split(r"(?m)^-- ?\n", text, maxsplit=1)[0]
    own, replies = _REPLY.subn("", text)
    if replies and own.strip():
        notes.append("quoted replies left out")
        text = own
    blocks = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.split("\n")
        broken = max((len(line) for line in lines[:-1]), default=0)
        if flowed or broken >= _WRAPPED:
            blocks.append(" ".join(line.strip() for line in lines))
        else:
            blocks += lines
    return paragraphs(blocks)
