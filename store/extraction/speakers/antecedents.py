"""Which earlier entity a pronoun or nominal means."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from store.extraction.speakers.entities import Entity
from store.extraction.speakers.scan import Layout

LOOK_BACK = 60
"""How many mentions back an antecedent is looked for."""


@dataclass(slots=True)
class Seen:
    """One mention in the course of the article."""

    entity: int
    at: int
    sentence: int
    paragraph: int
    subject: bool
    quoted: bool
    speaker: bool
    possessive: bool


class Discourse:
    """What has been mentioned so far, newest last."""

    def __init__(self, layout: Layout, entities: list[Entity]) -> None:
        self.layout = layout
        self.entities = entities
        self.history: list[Seen] = []
        self.counts: dict[int, int] = {}
        self.speakers: list[int] = []
        """Who spoke, in order; several together once each."""

    def see(
        self, entity: int, at: int, *, subject: bool = False, speaker: bool = False, possessive: bool = False
    ) -> None:
        """Records a mention."""
        layout = self.layout
        self.history.append(
            Seen(
                entity,
                at,
                layout.sentence(at),
                layout.paragraph(at),
                subject,
                layout.in_quote(at),
                speaker,
                possessive,
            )
        )
        self.counts[entity] = self.counts.get(entity, 0) + 1
        if speaker:
            self.speakers.append(entity)

    def recent(self, before: int) -> Iterator[Seen]:
        """Mentions that stand before offset `before`, newest first."""
        taken = 0
        for seen in reversed(self.history):
            if seen.at >= before:
                continue
            yield seen
            taken += 1
            if taken >= LOOK_BACK:
                return

    def best(self, at: int, fits: Callable[[Entity], float | None]) -> tuple[int, float]:
        """The entity that scores highest as antecedent at offset `at`, and its score; -1 when none fits.

        `fits` gives an entity's own bonus, or None when it cannot be meant.
        """
        sentence, paragraph = self.layout.sentence(at), self.layout.paragraph(at)
        inside = self.layout.in_quote(at)
        scores: dict[int, float] = {}
        extras: dict[int, float] = {}
        last_speaker = self.speakers[-1] if self.speakers else -1
        for seen in self.recent(at):
            entity = seen.entity
            if entity not in extras:
                bonus = fits(self.entities[entity])
                extras[entity] = (
                    -math.inf
                    if bonus is None
                    else bonus
                    + 0.35 * math.log(self.counts[entity])
                    + (1.0 if entity == last_speaker else 0.0)
                )
            if extras[entity] == -math.inf:
                continue
            score = self._score(seen, sentence, paragraph, inside)
            if score > scores.get(entity, -math.inf):
                scores[entity] = score
        if not scores:
            return -1, -math.inf
        chosen = max(scores, key=lambda e: scores[e] + extras[e])
        return chosen, scores[chosen] + extras[chosen]

    @staticmethod
    def _score(seen: Seen, sentence: int, paragraph: int, inside: bool) -> float:
        score = -0.8 * math.log2(1 + sentence - seen.sentence) - 0.3 * math.log2(
            1 + paragraph - seen.paragraph
        )
        score += 1.2 * seen.subject + 1.2 * seen.speaker - 0.6 * seen.possessive
        if seen.quoted and not inside:
            score -= 1.8
        return score
