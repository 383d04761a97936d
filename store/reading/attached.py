"""What is attached to a message: documents, as press offices send them, and other messages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

from store.reading.source import Source
from store.records import Article

DEPTH_LIMIT = 3
"""Messages within messages."""

_DOCUMENTS = frozenset({"pdf", "docx", "odt", "html", "mhtml", "markdown", "text", "mail", "zip"})
"""Formats that hold articles when they come by mail; tables and lists of feeds do not."""


def parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that have no parts of their own, without those of messages attached to it."""
    if not message.is_multipart():
        yield message
        return
    for part in message.iter_parts() if message.get_content_maintype() == "multipart" else ():
        assert isinstance(part, EmailMessage)
        if part.get_content_type() == "message/rfc822":
            yield part
        else:
            yield from parts(part)


def is_attachment(part: EmailMessage) -> bool:
    """Whether a part is attached, not shown; some programs say that of files by their name only."""
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_type() == "message/rfc822"
        or bool(part.get_filename())
    )


def message_in(part: EmailMessage) -> EmailMessage | None:
    """The message that a part is; None when it is none."""
    if part.get_content_type() != "message/rfc822" or not part.is_multipart():
        return None
    inner = part.get_payload(0)
    return inner if isinstance(inner, EmailMessage) else None


def is_document(part: EmailMessage) -> bool:
    """Whether a part is an attached file of a format that articles come in."""
    from store.reading.registry import reader_for

    if not is_attachment(part):
        return False
    reader = reader_for(part.get_filename() or "", media_type=part.get_content_type())
    return reader is not None and reader.name in _DOCUMENTS


def document(part: EmailMessage, source: Source, name: str) -> Iterator[Article]:
    """The articles in an attached file. Raises `ReadingError` when it cannot be read."""
    from store.reading.registry import HEAD, read_source

    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    kind = part.get_content_type()
    charset = part.get_content_charset()
    held = replace(
        source,
        name=f"{name}/{part.get_filename() or kind}",
        stream=io.BytesIO(data),
        media_type=f"{kind}; charset={charset}" if charset else kind,
        depth=source.depth + 1,
    )
    yield from read_source(held, data[:HEAD])
