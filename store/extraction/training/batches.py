"""Windows with their labels, in batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from store.extraction.tagger.features import Ints
from store.extraction.tagger.windows import LIMIT, Window, windows
from store.extraction.training.data import ROOT, Example, Gold, Vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

MASK = 103
SPECIAL = (101, 102)
VERBS = (
    "noted stressed declared stated insisted asserted explained continued added concluded warned observed "
    "remarked recalled argued claimed emphasized acknowledged announced wrote replied responded maintained "
    "reiterated"
)


@dataclass(slots=True)
class Labelled:
    """A window with everything that is learned on it."""

    ids: Ints
    window: Window
    syntax: dict[str, Ints]
    cues: list[tuple[int, Ints]]
    """For each cue the position of its head, and every position's label."""


def labelled(example: Example, annotator: int = 0, first: int | None = None) -> list[Labelled]:
    """The windows of an article; `first` moves their borders."""
    return [_labels(example, window, annotator) for window in windows(example.pieces, LIMIT, first)]


def _labels(example: Example, window: Window, annotator: int) -> Labelled:
    real = np.flatnonzero(window.where >= 0)
    at = window.where[real]
    back = np.full(len(example.pieces.ids), -1, np.int64)
    back[at] = real
    syntax = {}
    for name in ("pos", "ner", "dep"):
        syntax[name] = np.full(len(window.ids), -1, np.int64)
        syntax[name][real] = example.syntax[name][at]
    head = example.syntax["head"][at]
    syntax["head"] = np.full(len(window.ids), -1, np.int64)
    # A root hangs on [CLS]; what hangs on a word in another window is not learned.
    syntax["head"][real] = np.where(head >= 0, back[np.maximum(head, 0)], np.where(head == ROOT, 0, -1))
    cues = [
        (int(back[gold.anchor]), _roles(gold, back, len(window.ids)))
        for gold in example.annotators[annotator]
        if back[gold.anchor] >= 0
    ]
    return Labelled(window.ids, window, syntax, cues)


def _roles(gold: Gold, back: Ints, length: int) -> Ints:
    out = np.zeros(length, np.int64)
    for label, part in ((2, gold.content), (3, gold.cue), (1, gold.source)):
        at = back[np.array(part, np.int64)]
        out[at[at >= 0]] = label
    return out


class Variation:
    """Changes to the words of a window that leave its labels true, against learning names and cues by
    heart."""

    def __init__(
        self, examples: Sequence[Example], tokens: Tokenizer, vocabulary: Vocabulary, mask: float = 0.06
    ) -> None:
        self.mask, self.verb, self.name = mask, 0.12, 0.15
        self.said = tokens.token_to_id("said")
        self.verbs = np.array([i for word in VERBS.split() if (i := tokens.token_to_id(word)) is not None])
        self.person = vocabulary.ner.get("PERSON", -2)
        self.names = np.unique(
            np.concatenate(
                [x.pieces.ids[(x.syntax["ner"] == self.person) & (x.pieces.shapes == 2)] for x in examples]
            )
        )

    def __call__(self, given: Labelled, rng: np.random.Generator) -> Labelled:
        """Another verb for "said", another name for a name, and a few pieces hidden."""
        ids = given.ids.copy()
        for anchor, _ in given.cues:
            if ids[anchor] == self.said and rng.random() < self.verb:
                ids[anchor] = rng.choice(self.verbs)
        person = given.syntax["ner"] == self.person
        for one in np.unique(ids[person]):
            if rng.random() < self.name and len(self.names):
                ids[person & (ids == one)] = rng.choice(self.names)
        ids[(rng.random(len(ids)) < self.mask) & ~np.isin(ids, SPECIAL)] = MASK
        return Labelled(ids, given.window, given.syntax, given.cues)


def epoch(
    examples: Sequence[Example], size: int, rng: np.random.Generator, vary: Variation | None
) -> list[list[Labelled]]:
    """All windows once, in batches of like lengths, shuffled; borders and annotators chosen anew."""
    every: list[Labelled] = []
    for example in examples:
        others = len(example.annotators) - 1
        annotator = 0 if not others or rng.random() < 0.5 else 1 + int(rng.integers(others))
        given = labelled(example, annotator, int(rng.integers(LIMIT // 4, LIMIT)))
        every += given if vary is None else [vary(one, rng) for one in given]
    length = np.array([len(one.ids) for one in every]) + 12 * rng.random(len(every))
    out: list[list[Labelled]] = []
    longest = 0
    for i in np.argsort(length, kind="stable").tolist():
        longest = max(longest, len(every[i].ids))
        if not out or longest * (len(out[-1]) + 1) > size * LIMIT:
            out.append([])
            longest = len(every[i].ids)
        out[-1].append(every[i])
    order = rng.permutation(len(out))
    return [out[i] for i in order]


def collate(given: Sequence[Labelled]) -> dict[str, Tensor]:
    """One batch: windows × pieces, but row, anchor (cues) and labels (cues × pieces, -1 after a window's
    end)."""
    length = -(-max(len(one.ids) for one in given) // 8) * 8

    def stacked(arrays: list[Ints], fill: int) -> Tensor:
        out = np.full((len(arrays), length), fill, np.int64)
        for i, array in enumerate(arrays):
            out[i, : len(array)] = array
        return torch.from_numpy(out)

    batch = {
        "ids": stacked([one.ids for one in given], 0),
        "shapes": stacked([one.window.shapes for one in given], 0),
        "states": stacked([one.window.states for one in given], 0),
        "labels": stacked([roles for one in given for _, roles in one.cues], -1),
        "valid": stacked([one.ids for one in given], -1) >= 0,
        "row": torch.tensor([i for i, one in enumerate(given) for _ in one.cues], dtype=torch.long),
        "anchor": torch.tensor([at for one in given for at, _ in one.cues], dtype=torch.long),
    }
    for name in ("pos", "ner", "dep", "head"):
        batch[name] = stacked([one.syntax[name] for one in given], -1)
    batch["mask"] = torch.where(batch["valid"], 0.0, -1e4)[:, None, None]
    return batch
