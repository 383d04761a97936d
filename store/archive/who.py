"""Which speaker a person means by what they typed."""

from __future__ import annotations

import re
import sqlite3

from store.archive.errors import CorrectionError
from store.text import folded_name

_NUMBERED = re.compile(r"#(\d+)$")


def speaker_id(connection: sqlite3.Connection, typed: str) -> int:
    """The speaker called `typed`: by name, else by alias, of several the only one quoted; `#12` by number.

    Raises `CorrectionError` when there is none, or several.
    """
    if number := _NUMBERED.search(typed.strip()):
        row = connection.execute("select id from speaker where id = ?", (int(number[1]),)).fetchone()
        if row:
            return int(row[0])
        raise CorrectionError(f"There is no speaker {number[0]}: see `onrecord speakers --json`.")
    names = {"typed": typed.strip(), "folded": folded_name(typed)}
    for sql in (
        "select id from speaker where name = :typed",
        "select id from speaker where folded = :folded",
        "select distinct speaker_id from speaker_alias where folded = :folded",
    ):
        found = [row[0] for row in connection.execute(sql + " limit 50", names).fetchall()]
        if len(found) > 1:
            found = _quoted(connection, found) or found
        if len(found) == 1:
            return int(found[0])
        if found:
            numbers = ", ".join(f"#{speaker}" for speaker in sorted(found)[:8])
            raise CorrectionError(
                f"{typed!r} may be any of {len(found)} speakers ({numbers}): give the number, as"
                f" {typed}#{found[0]}."
            )
    raise CorrectionError(f"The archive knows no speaker {typed!r}: see `onrecord speakers --all`.")


def is_speaker(connection: sqlite3.Connection, typed: str) -> bool:
    """Whether the archive knows a speaker by this name or alias."""
    row = connection.execute(
        "select 1 from speaker where folded = :folded"
        " union select 1 from speaker_alias where folded = :folded",
        {"folded": folded_name(typed)},
    ).fetchone()
    return row is not None


def _quoted(connection: sqlite3.Connection, speakers: list[int]) -> list[int]:
    return [
        speaker
        for speaker in speakers
        if connection.execute(
            "select 1 from tally where facet = 'speaker' and id = ? and quotes > 0", (speaker,)
        ).fetchone()
    ]
