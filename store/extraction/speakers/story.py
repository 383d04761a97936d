"""One article while it is read: who is in it, what has been said so far, and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.speakers.antecedents import Discourse
from store.extraction.speakers.cast import Cast
from store.extraction.speakers.floor import Floor
from store.extraction.speakers.references import References
from store.extraction.speakers.scan import Layout
from store.extraction.speakers.voices import Who
from store.records import Attribution


class Story:
    """What those who read an article share."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self.text = text
        self.attributions = attributions
        self.layout = Layout(text, attributions)
        self.cast = Cast(text)
        self.entities = self.cast.entities
        self.discourse = Discourse(self.layout, self.entities)
        self.refer = References(text, self.cast, self.discourse)
        self.floor = Floor(text, attributions, self.layout)
        self.who = [Who() for _ in attributions]
        """Who says each of `attributions`, as far as it has been read."""
        self.groups: dict[tuple[int, ...], int] = {}
        """Those who spoke or are named together to the entity that stands for them all."""

    def cue(self, index: int) -> str:
        """The words that report an attribution."""
        return " ".join(self.text[start:end] for start, end in self.attributions[index].cue)

    def speakers_of(self, attribution: int | None) -> frozenset[int]:
        """Who speaks the words of an attribution; nobody outside of any."""
        return frozenset(self.who[attribution].entities) if attribution is not None else frozenset()

    def together(self, members: tuple[int, ...]) -> int:
        """Several people or bodies as one, for `they`."""
        if members not in self.groups:
            self.groups[members] = self.cast.clusters.new(kind="group", plural=True, members=members)
        return self.groups[members]
