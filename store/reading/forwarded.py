"""Mail that somebody passed on: the article is the message within, with its own subject, sender and date."""

from __future__ import annotations

import re
from email.message import EmailMessage

_SUBJECT = re.compile(r"(?i)\s*(?:fwd?|wg|tr|rv)\s*:")
_MARK = re.compile(
    r"""(?imx) ^[>\ \t]* (?:
        (?: begin\ forwarded\ message: | -{3,}\ ?(?:forwarded|original)\ message\ ?-{3,} | [-_]{10,} )[ \t]*$
        | (?= \*?from:.*\n [>\s]* \*?(?:sent|date|to|subject): )
    )"""
)
_HEADER = re.compile(r"(?i)[> \t]*\*?(from|date|sent|subject|to|cc|reply-to):\*?[ \t]*(.*)")
_FEWEST = 2
"""Lines of a head below which words with colons are words."""


def is_passed_on(subject: str) -> bool:
    """Whether a message of this subject passes another one on."""
    return _SUBJECT.match(subject) is not None


def attached(message: EmailMessage) -> EmailMessage | None:
    """The message that `message` carries whole, if it does."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            return inner if isinstance(inner, EmailMessage) else None
    return None


def inline(text: str) -> tuple[str, dict[str, str]]:
    """The message below the line in `text` by which mail programs part it from the words above.

    With it the lines of its head by lower-case name ("sent" is "date"). All of `text` where there is no such
    message.
    """
    mark = _MARK.search(text)
    if not mark:
        return text, {}
    lines = text[mark.end() :].split("\n")
    head: dict[str, str] = {}
    at = 0
    for at, line in enumerate(lines):  # noqa: B007 - where the head ends is what is looked for
        found = _HEADER.match(line)
        if found:
            name = found[1].lower()
            head.setdefault("date" if name == "sent" else name, found[2].strip())
        elif line.strip("> \t"):
            break
    body = lines[at:]
    if len(head) < _FEWEST:
        return text, {}
    if all(line.startswith(">") for line in body if line.strip()):
        body = [re.sub(r"^> ?", "", line) for line in body]
    return "\n".join(body), head
