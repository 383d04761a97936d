"""The same quote in several articles, as `store.linking.duplicates` keeps it."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_MANY = 20_000
"""Ids from which on those that are repeated are read from their index, not looked up one by one."""
_REPEATED = "select id, article_id from quote where occurrences > 1"
_REPEATED_OF = (
    "select id, article_id from quote where id in (select value from json_each(?)) and occurrences > 1"
)
_KEYS_OF = "select quote_id, key from quote_echo where quote_id in (select value from json_each(?))"
_ALL_OF_THEIR_KEYS = (
    "select e.key, q.id, q.article_id, q.occurrences from quote_echo e join quote q on q.id = e.quote_id"
    " where e.key in (select key from quote_echo where quote_id in (select value from json_each(?)))"
)
_SPEAKERS_OF = (
    "select quote_id, speaker_id from quote_speaker"
    " where not behalf and quote_id in (select value from json_each(?)) order by quote_id, speaker_id"
)

_Speakers = tuple[int, ...]
_ANYBODY = (-1,)


def without_repeats(connection: sqlite3.Connection, ids: Sequence[int]) -> array[int]:
    """`ids` without quotes that an earlier one of them repeats: same words, same speakers, another article.

    Nobody's words repeat anybody's; somebody's do not repeat nobody's, behind whom they would not be seen.
    What is left of a beginning of `ids` is a beginning of what is left of all.
    """
    articles = _repeated(connection, ids)
    keys = _shared_keys(connection, articles)
    if not keys:
        return array("q", ids)
    speakers: defaultdict[int, _Speakers] = defaultdict(tuple)
    for quote, speaker in connection.execute(_SPEAKERS_OF, (_listed(keys),)).fetchall():
        speakers[quote] += (speaker,)
    heard: dict[tuple[str, _Speakers], int] = {}
    """The article in which words were first said, by whom."""

    def again(quote: int) -> bool:
        article, by = articles[quote], speakers[quote]
        known = [heard.get((key, by or _ANYBODY), article) != article for key in keys[quote]]
        for key in keys[quote]:
            heard.setdefault((key, by), article)
            heard.setdefault((key, _ANYBODY), article)
        return any(known)

    return array("q", [id_ for id_ in ids if id_ not in keys or not again(id_)])


def _repeated(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, int]:
    """The article of each of `ids` that stands in several."""
    if len(ids) < _MANY:
        return dict(connection.execute(_REPEATED_OF, (_listed(ids),)).fetchall())
    repeated = dict(connection.execute(_REPEATED).fetchall())
    return {id_: repeated[id_] for id_ in ids if id_ in repeated}


def _shared_keys(connection: sqlite3.Connection, quotes: Iterable[int]) -> dict[int, list[str]]:
    """The keys that several of `quotes` have, by quote."""
    rows = connection.execute(_KEYS_OF, (_listed(quotes),)).fetchall()
    shared = Counter(key for _, key in rows)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for quote, key in rows:
        if shared[key] > 1:
            found[quote].append(key)
    return dict(found)


def _listed(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))


def occurrences(connection: sqlite3.Connection, quotes: Iterable[int]) -> dict[int, tuple[int, int]]:
    """In how many articles each of `quotes` stands, by the rule of `same_quotes`, and how many it says now.

    Of all at once: a stock phrase may stand in thousands of articles, and asked one by one each of its quotes
    would look at all the others.
    """
    wanted = set(quotes)
    keys: defaultdict[int, list[str]] = defaultdict(list)
    rows = connection.execute(_ALL_OF_THEIR_KEYS, (_listed(wanted),)).fetchall()
    for key, quote, _, _ in rows:
        keys[quote].append(key)
    speakers: defaultdict[int, _Speakers] = defaultdict(tuple)
    for quote, speaker in connection.execute(_SPEAKERS_OF, (_listed(keys),)).fetchall():
        speakers[quote] += (speaker,)
    # By words and speaker: by None what nobody says, by -1 what anybody does.
    articles: defaultdict[tuple[str, int | None], set[int]] = defaultdict(set)
    for key, quote, article, _ in rows:
        for speaker in (*(speakers[quote] or (None,)), *_ANYBODY):
            articles[key, speaker].add(article)
    counted: dict[tuple[tuple[str, ...], _Speakers], int] = {}
    found: dict[int, tuple[int, int]] = {}
    for _, quote, _, said in rows:
        if quote in wanted and quote not in found:
            # Of a stock phrase most quotes are by the same few speakers: each is looked at once.
            own = (tuple(keys[quote]), speakers[quote])
            if own not in counted:
                like = (None, *own[1]) if own[1] else _ANYBODY
                counted[own] = len(
                    set().union(*(articles.get((key, one), ()) for key in own[0] for one in like))
                )
            found[quote] = (counted[own], said)
    return found


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
