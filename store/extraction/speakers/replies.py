"""Whose "the reply" is in “Never,” came the reply."""

from __future__ import annotations

from collections.abc import Iterator

from store.extraction.speakers.sources import Source
from store.extraction.speakers.story import Story

REPLIES = frozenset({"answer", "rejoinder", "reply", "response", "retort", "riposte"})
_CONVERSATION = 4
"""How many speakers back somebody is still who may reply."""


def is_reply(story: Story, index: int, source: Source) -> bool:
    """Whether the source of attribution `index` is an answer that "came", and it is not told whose."""
    reply = source.head in REPLIES and source.determiner == "the" and source.owner is None
    return reply and story.cue(index) in {"came", "comes"}


def who_replied(story: Story, index: int, source: Source) -> int:
    """Who gives the answer that attribution `index` has as its source; -1 where nothing tells.

    Whoever was asked, or is told of since then; else the other one who has spoken.
    """
    before = story.floor.before(index)
    if before is None:
        return -1
    asked = story.attributions[before]
    since = story.layout.sentence((asked.source or asked.cue or asked.content)[0][0])
    askers = story.speakers_of(before)
    told = _told_of(story, source.start, since)
    return next((entity for entity in (*told, *_others(story)) if entity not in askers), -1)


def _told_of(story: Story, at: int, since: int) -> Iterator[int]:
    """The people of whom the text tells from sentence `since` on, outside of quotations, newest first."""
    for seen in story.discourse.recent(at):
        if seen.sentence < since:
            return
        who = story.entities[seen.entity]
        person = who.kind in {"person", "anonymous"} or (not who.kind and seen.subject)
        if person and not who.plural and not seen.quoted:
            yield seen.entity


def _others(story: Story) -> Iterator[int]:
    for speaker in reversed(story.discourse.speakers[-_CONVERSATION:]):
        if story.entities[speaker].kind == "person":
            yield speaker
