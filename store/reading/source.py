"""What a reader is given: named bytes, with bounds, so that no file can fill the memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

WHOLE_LIMIT = 256 * 1024 * 1024
"""Bytes that a format which must be held whole (a PDF, a page) may have."""

LINE_LIMIT = 64 * 1024 * 1024
"""Bytes of one line of a format that is read line by line."""


class ReadingError(Exception):
    """Something cannot be read; the message is a sentence that names it and says why."""


def refuse(problems: list[str]) -> None:
    """Raises `ReadingError` for parts of something that could not be read, once all others were."""
    if problems:
        more = f" And {len(problems) - 1:,} more like it." if len(problems) > 1 else ""
        raise ReadingError(problems[0] + more)


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, a member of an archive file, a page out of the web, standard input."""

    name: str
    """What a person knows it by: a path or an address. Becomes `Article.origin`."""
    stream: BinaryIO
    media_type: str = ""
    """As a server or a mail said, with parameters ("text/html; charset=koi8-r"); empty when nobody did."""
    url: str = ""
    """Where it can be read on the web."""
    outlet: str = ""
    """The outlet to assume when the thing itself does not name one."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """For tables: an article's field to the column that holds it."""
    depth: int = 0
    """How many containers it lies in; containers in containers end somewhere."""

    def read(self, limit: int = WHOLE_LIMIT) -> bytes:
        """All bytes. Raises `ReadingError` when there are more than `limit`."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise ReadingError(
                f"{self.name} is larger than {limit // 2**20} MiB, the most that is read at once."
            )
        return data

    @property
    def charset(self) -> str:
        """The character set that `media_type` names; empty when it names none."""
        for parameter in self.media_type.split(";")[1:]:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "charset":
                return value.strip().strip("\"'")
        return ""
