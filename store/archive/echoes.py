"""The same quote in several articles, as `store.linking.duplicates` keeps it."""

from __future__ import annotations

import sqlite3


def same_quotes(connection: sqlite3.Connection, quote: int) -> list[int]:
    """The ids of the same quote in other articles, one an article, the oldest first.

    Speakers must not differ: of quotes that have any, some speaker is in common.
    """
    rows = connection.execute(
        "select q.id, q.article_id from quote q where q.id in"
        " (select e.quote_id from quote_echo mine join quote_echo e on e.key = mine.key"
        "  where mine.quote_id = ?1)"
        " and q.article_id <> (select article_id from quote where id = ?1)"
        " and (not exists (select 1 from quote_speaker where quote_id = q.id and not behalf)"
        "  or not exists (select 1 from quote_speaker where quote_id = ?1 and not behalf)"
        "  or exists (select 1 from quote_speaker a join quote_speaker b on a.speaker_id = b.speaker_id"
        "   where a.quote_id = q.id and b.quote_id = ?1 and not a.behalf and not b.behalf))"
        " order by q.id",
        (quote,),
    ).fetchall()
    first: dict[int, int] = {}
    for id_, article in rows:
        first.setdefault(article, id_)
    return list(first.values())
