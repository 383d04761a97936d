"""A name where the text writes it: `NameMention`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class NameMention:
    """One name where the text writes it."""

    start: int
    """Where the name itself begins, its titles left out."""
    end: int
    words: tuple[str, ...]
    """The name's words, without titles and without a possessive 's."""
    title: str = ""
    """Title words right before the name, as written."""
    title_start: int = -1
    """Where the titles begin; `start` when there are none."""
    kind: str = ""
    """What the name alone tells, as `kind_of_name` says it."""
    possessive: bool = False
    initial: bool = False
    """It begins a sentence, where common words are capitalised too."""
    loose: bool = False
    """It stands in a headline that capitalises every word."""
    entity: int = -1
    """Index of the entity it names, once clustered."""
