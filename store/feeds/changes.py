"""Which entries of a feed are to be looked at: new ones, and those that were changed since.

Outlets correct what they have published: the article as it is now is added beside the one that it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from store.archive.subscriptions import Known, Stated, entry_key
from store.reading.feed import Entry

_AT_ONCE = 4
"""Versions of an entry that are taken as they come; from then on ever more time must pass between two."""

_MINUTES = 15

_ALL = 3
"""Entries that are all said to have been changed at once, with the words they had: the feed dates what it
gives, not what it reports.
"""


def said_of(entry: Entry) -> Stated:
    """What is kept of an entry to tell whether it was changed."""
    words = f"{entry.article.title}\n{entry.article.text}".encode("utf-8", "surrogatepass")
    return Stated(hashlib.blake2b(words, digest_size=8).hexdigest(), entry.updated)


def due(entries: Iterable[Entry], known: Mapping[str, Known]) -> Iterator[tuple[Entry, Known | None]]:
    """Entries that are not known, not yet had, or that the feed says something else of than before; with what
    is known of them.
    """
    found = [(entry, known.get(entry_key(entry.id))) for entry in entries]
    handled = [(said_of(entry), before.stated) for entry, before in found if before and before.stated]
    redated = sum(now.words == then.words and now.dated != then.dated for now, then in handled)
    dates_tell = redated < _ALL or redated < len(handled)
    for entry, before in found:
        if before is None or before.tries or _is_changed(said_of(entry), before.stated, dates_tell):
            yield entry, before


def changed_lately(before: Known) -> bool:
    """Whether an entry that goes on being changed, as live reports do, is to be left alone for now."""
    if before.tries or before.versions < _AT_ONCE:
        return False
    pause = timedelta(minutes=_MINUTES << min(before.versions - _AT_ONCE, 7))
    return datetime.now(UTC) < datetime.fromisoformat(before.at) + pause


def _is_changed(now: Stated, then: Stated | None, dates_tell: bool) -> bool:
    # Nothing was kept by versions of onrecord before this one.
    return then is None or now.words != then.words or (dates_tell and now.dated != then.dated)
