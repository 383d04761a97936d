"""Surname lines: the mentions of one surname in the order of their dates, and who stands near whom."""

from __future__ import annotations

import sqlite3

from store.linking.names import Name
from store.linking.parts import REACH, Loose

_Place = tuple[int, str, int]
"""Day, anchor, mention: where a mention stands on its line."""

_START: _Place = (-1, "", 0)
_END: _Place = (1 << 40, "", 0)


class Lines:
    """The surname lines of one archive."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def enter(self, name: Name, day: int, anchor: str, mention: int) -> None:
        """Put a mention into the lines of its surnames."""
        self._connection.executemany(
            "insert into surname_line values (?, ?, ?, ?, ?)",
            [(line, int(name.whole), day, anchor, mention) for line in name.lines],
        )

    def leave(self, name: Name, day: int, anchor: str, mention: int) -> None:
        """Take a mention out of the lines of its surnames."""
        self._connection.executemany(
            "delete from surname_line"
            " where surname = ? and whole = ? and day = ? and anchor = ? and mention_id = ?",
            [(line, int(name.whole), day, anchor, mention) for line in name.lines],
        )
        for line in name.lines:
            self.tighten(line, anchor, mention)

    def neighbours(self, line: str, day: int, anchor: str, mention: int) -> list[int]:
        """The full names looked at for a part at this place: `REACH` before it and as many after."""
        return [found for _, _, found in self._before(line, (day, anchor, mention))] + [
            found for _, _, found in self._after(line, (day, anchor, mention))
        ]

    def parts_near(self, name: Name, day: int, anchor: str, mention: int) -> set[int]:
        """The parts of names that look at the full name at this place, or would if it stood there."""
        found: set[int] = set()
        for line in name.lines:
            before = self._before(line, (day, anchor, mention))
            after = self._after(line, (day, anchor, mention))
            first = before[-1] if len(before) == REACH else _START
            last = after[-1] if len(after) == REACH else _END
            rows = self._connection.execute(
                "select mention_id from surname_line where surname = ? and whole = 0"
                " and (day, anchor, mention_id) > (?, ?, ?) and (day, anchor, mention_id) < (?, ?, ?)",
                (line, *first, *last),
            )
            found.update(part for (part,) in rows)
        return found

    def loosen(self, line: str, anchor: str, mention: int) -> bool:
        """Put a part among the loose ones; whether it was none before."""
        cursor = self._connection.execute(
            "insert or ignore into loose_part values (?, ?, ?)", (line, anchor, mention)
        )
        return cursor.rowcount > 0

    def tighten(self, line: str, anchor: str, mention: int) -> bool:
        """Take a part off the loose ones; whether it was one."""
        cursor = self._connection.execute(
            "delete from loose_part where surname = ? and anchor = ? and mention_id = ?",
            (line, anchor, mention),
        )
        return cursor.rowcount > 0

    def is_loose(self, line: str, anchor: str, mention: int) -> bool:
        """Whether a part is among the loose ones."""
        row = self._connection.execute(
            "select 1 from loose_part where surname = ? and anchor = ? and mention_id = ?",
            (line, anchor, mention),
        ).fetchone()
        return row is not None

    def loose(self, line: str, limit: int = -1) -> list[Loose]:
        """The loose parts of a surname by anchor, from the first, `limit` of them."""
        rows = self._connection.execute(
            "select l.anchor, m.position, l.mention_id"
            " from loose_part l join mention m on m.id = l.mention_id"
            " where l.surname = ? order by l.anchor, l.mention_id limit ?",
            (line, limit),
        )
        return sorted(Loose(*row) for row in rows.fetchall())

    def _before(self, line: str, place: _Place) -> list[_Place]:
        return self._connection.execute(
            "select day, anchor, mention_id from surname_line where surname = ? and whole = 1"
            " and (day, anchor, mention_id) < (?, ?, ?) order by day desc, anchor desc, mention_id desc"
            " limit ?",
            (line, *place, REACH),
        ).fetchall()

    def _after(self, line: str, place: _Place) -> list[_Place]:
        return self._connection.execute(
            "select day, anchor, mention_id from surname_line where surname = ? and whole = 1"
            " and (day, anchor, mention_id) > (?, ?, ?) order by day, anchor, mention_id limit ?",
            (line, *place, REACH),
        ).fetchall()
