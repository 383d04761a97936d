"""Which earlier entity a pronoun or nominal means: a linear score over features of the candidates.

Features after Hobbs (1978), Lappin and Leass (1994) and Kennedy and Boguraev (1996): recency, subjecthood,
frequency, quoted or not; and whether the candidate spoke before, as it is the sources of quotes that are
looked for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from store.extraction.speakers.entities import Entity
from store.extraction.speakers.scan import Layout

LOOK_BACK = 50
"""How many mentions back an antecedent is looked for."""

FEATURES = (
    "distance", "paragraphs", "subject_distance", "last_speaker", "speaker_before", "frequency", "other_side",
    "possessive", "named", "pronoun", "same_sentence_subject", "own_content", "gender_known",
    "adjacent_subject", "no_subject", "main_subject",
)  # fmt: skip
Vector = tuple[float, ...]

WEIGHTS: dict[str, Vector] = {
    "person": (
        -0.80,
        -0.43,
        -0.28,
        0.82,
        0.15,
        0.31,
        -1.15,
        -0.12,
        1.58,
        0.12,
        0.53,
        -1.96,
        0.64,
        0.77,
        -0.48,
        2.0,
    ),
    "narrative": (
        -0.99,
        -0.57,
        -0.32,
        0.64,
        0.08,
        0.25,
        -0.85,
        0.01,
        2.00,
        -0.02,
        0.43,
        -2.32,
        0.89,
        0.63,
        -0.37,
        2.0,
    ),
    "thing": (-0.8, -0.3, -0.5, 1.4, 0.3, 0.3, -1.0, -0.4, 0.4, 0.0, 0.6, -2.5, 0.5, 0.6, -0.4, 0.0),
    "several": (-0.8, -0.3, -0.5, 1.4, 0.3, 0.3, -1.0, -0.4, 0.0, 0.0, 0.6, -2.5, 0.5, 0.6, -0.4, 0.0),
}
"""Weights of `FEATURES`: for pronouns of one person as source of a quote and elsewhere, of a thing, and of
several."""


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
    pronoun: bool


@dataclass(slots=True)
class _Summary:
    latest: Seen
    subject: Seen | None = None


@dataclass(slots=True)
class Choice:
    """What a choice was made from, for training."""

    at: int
    group: str
    candidates: list[tuple[int, Vector]] = field(default_factory=list)


class Discourse:
    """What has been mentioned so far, newest last."""

    def __init__(self, layout: Layout, entities: list[Entity]) -> None:
        self.layout = layout
        self.entities = entities
        self.history: list[Seen] = []
        self.counts: Counter[int] = Counter()
        self.speakers: list[int] = []
        """Who spoke, in order."""
        self.reporters: set[int] = set()
        """Through whom words have come, in the article so far."""
        self.trace: list[Choice] | None = None
        """When a list: every choice is noted here."""

    def see(
        self,
        entity: int,
        at: int,
        *,
        subject: bool = False,
        speaker: bool = False,
        possessive: bool = False,
        pronoun: bool = False,
    ) -> None:
        """Records a mention."""
        layout = self.layout
        self.history.append(
            Seen(
                entity, at, layout.sentence(at), layout.paragraph(at), subject, layout.in_quote(at), speaker,
                possessive, pronoun,
            )
        )  # fmt: skip
        self.counts[entity] += 1
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

    def best(
        self,
        at: int,
        fits: Callable[[Entity], float | None],
        group: str = "person",
        own: tuple[tuple[int, int], ...] = (),
        told_of: frozenset[int] = frozenset(),
    ) -> tuple[int, float]:
        """The entity that scores highest as antecedent at offset `at`, and its score; -1 when none fits.

        `fits` gives an entity's own bonus, or None when it cannot be meant; `own` is the content whose
        source is looked for, `told_of` whom it names, wherever it stands.
        """
        summaries = self._summaries(at, fits)
        weights = WEIGHTS[group]
        note = Choice(at, group) if self.trace is not None else None
        chosen, best = -1, -math.inf
        for entity, (summary, bonus) in summaries.items():
            vector = self._vector(entity, summary, at, own, bonus, told_of=entity in told_of)
            score = sum(w * f for w, f in zip(weights, vector, strict=True)) + bonus
            if note is not None:
                note.candidates.append((entity, vector))
            if score > best:
                chosen, best = entity, score
        if note is not None and self.trace is not None:
            self.trace.append(note)
        return chosen, best

    def _summaries(
        self, at: int, fits: Callable[[Entity], float | None]
    ) -> dict[int, tuple[_Summary, float]]:
        summaries: dict[int, tuple[_Summary, float]] = {}
        barred: set[int] = set()
        for seen in self.recent(at):
            entity = seen.entity
            if entity in barred:
                continue
            known = summaries.get(entity)
            if known is None:
                bonus = fits(self.entities[entity])
                if bonus is None:
                    barred.add(entity)
                    continue
                known = summaries[entity] = (_Summary(seen), bonus)
            if known[0].subject is None and (seen.subject or seen.speaker):
                known[0].subject = seen
        return summaries

    def _vector(
        self,
        entity: int,
        summary: _Summary,
        at: int,
        own: tuple[tuple[int, int], ...],
        bonus: float,
        *,
        told_of: bool,
    ) -> Vector:
        layout = self.layout
        sentence, paragraph = layout.sentence(at), layout.paragraph(at)
        latest, subject = summary.latest, summary.subject
        inside = layout.in_quote(at)
        back = sentence - subject.sentence if subject else 8
        speakers = self.speakers
        return (
            math.log2(1 + sentence - latest.sentence),
            math.log2(1 + paragraph - latest.paragraph),
            math.log2(1 + back),
            float(bool(speakers) and speakers[-1] == entity),
            float(entity in speakers[-5:-1]),
            math.log2(1 + self.counts[entity]),
            float(latest.quoted != inside),
            float(latest.possessive),
            float(bool(self.entities[entity].key)),
            float(latest.pronoun),
            float(subject is not None and subject.sentence == sentence),
            float(told_of or (not latest.pronoun and any(s <= latest.at < e for s, e in own))),
            float(bonus >= 0.5),
            float(subject is not None and subject.sentence == sentence - 1),
            float(subject is None),
            float(subject is not None and subject.sentence == sentence and layout.subordinate(at)),
        )
