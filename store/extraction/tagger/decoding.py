"""From the network's scores to attributions that are always well formed.

For each cue the labels are decoded as one path (Viterbi 1967) in which changing the label has a price; what
comes out is one cue around its head, at most one source, and one or more stretches of content, all made of
whole words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from store.records import Span

Floats = NDArray[np.float32]
NOTHING, SOURCE, CONTENT, CUE = range(4)
GAP = 8
"""Up to this many pieces of nothing between two stretches of content are taken for content."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen after training; kept beside the weights."""

    candidate: float
    """A piece with at least this probability of being a cue's head gets a second pass."""
    threshold: float
    """Attributions below this confidence are dropped."""
    switch: float
    """The price of changing the label, in nats."""
    source: float
    """Added to the log-probability of "source": above 0 more attributions get one."""
    content: float
    """The same for "content"."""
    least: float
    """Where the path has no source (or no content), the best place for one is taken if its probability is
    this."""
    overlap: float
    """Of two attributions whose contents share more than this part of the longer, the better one stays."""
    weights: tuple[float, ...]
    """The logistic model of confidence over what `evidence` gives, the constant first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One attribution within a window, in positions of the window."""

    cue: Span
    content: tuple[Span, ...]
    source: Span | None
    labelled: tuple[Span, ...]
    """The content before small gaps in it were closed: a gap says how sure the network is."""


def best_paths(scores: Floats, price: float) -> NDArray[np.int8]:
    """The best label of each piece, cue by cue. scores: cues × pieces × labels, log-probabilities."""
    cues, length, labels = scores.shape
    came = np.zeros((length, cues, labels), np.int8)
    stay = np.arange(labels, dtype=np.int8)[None]
    total = scores[:, 0].copy()
    rows = np.arange(cues)
    for at in range(1, length):
        leader = total.argmax(1)
        switched = (total[rows, leader] - price)[:, None]
        better = switched > total
        came[at] = np.where(better, leader[:, None], stay)
        total = np.where(better, switched, total) + scores[:, at]
    paths = np.zeros((cues, length), np.int8)
    paths[:, -1] = total.argmax(1)
    for at in range(length - 1, 0, -1):
        paths[:, at - 1] = came[at, rows, paths[:, at]]
    return paths


def normalised(scores: Floats) -> Floats:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out


def biased(
    logs: Floats, anchors: NDArray[np.int64], special: NDArray[np.bool_], settings: Settings
) -> Floats:
    """The log-probabilities that the path is sought in: nothing on special tokens, each cue on its head."""
    out = logs + np.array([0, settings.source, settings.content, 0], np.float32)
    out[:, special, 1:] -= 50
    out[np.arange(len(anchors)), anchors, CUE] += 100
    return out


def read(
    path: NDArray[np.int8], logs: Floats, head: int, joined: NDArray[np.bool_], least: float
) -> Choice | None:
    """One cue's attribution.

    Args:
        path: the label of each position.
        logs: positions × labels, log-probabilities.
        head: the position of the cue's head.
        joined: whether a position continues the word of the one before.
        least: see `Settings.least`.

    Returns:
        None where there is no place for a content.
    """
    stretches = _stretches(path)
    cue = next((s, e) for s, e, label in stretches if label == CUE and s <= head < e)
    content = [(s, e) for s, e, label in stretches if label == CONTENT]
    if not content:
        content = _peak(logs[:, CONTENT], least, [cue])
        if not content:
            return None
    sources = [(s, e) for s, e, label in stretches if label == SOURCE]
    odds = logs[:, SOURCE] - logs[:, NOTHING]
    sources.sort(key=lambda r: -float(odds[r[0] : r[1]].sum()))
    sources = sources or _peak(logs[:, SOURCE], least, [cue, *content])
    source = _whole(*sources[0], joined) if sources else None
    labelled = tuple(_whole(s, e, joined) for s, e in content)
    return Choice(_whole(*cue, joined), _closed(labelled, path), source, labelled)


def _closed(content: tuple[Span, ...], path: NDArray[np.int8]) -> tuple[Span, ...]:
    """The stretches, joined over a few pieces of nothing: what parts a content is its cue or source."""
    out = list(content[:1])
    for start, end in content[1:]:
        before = out[-1][1]
        if start - before <= GAP and not path[before:start].any():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def _peak(logs: Floats, least: float, taken: Sequence[Span]) -> list[Span]:
    """The stretch around the most probable position, outside of what is taken, that holds at least half its
    height."""
    free = np.exp(logs)
    for start, end in taken:
        free[start:end] = 0
    top = int(free.argmax())
    if free[top] < least:
        return []
    low = np.flatnonzero(free < free[top] / 2)
    at = int(np.searchsorted(low, top))
    return [(int(low[at - 1]) + 1 if at else 0, int(low[at]) if at < len(low) else len(free))]


def _stretches(path: NDArray[np.int8]) -> list[tuple[int, int, int]]:
    edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), len(path)]
    return [(s, e, int(path[s])) for s, e in pairwise(edges) if path[s] != NOTHING]


def _whole(start: int, end: int, joined: NDArray[np.bool_]) -> Span:
    """The stretch grown to whole words."""
    while start > 0 and joined[start]:
        start -= 1
    while end < len(joined) and joined[end]:
        end += 1
    return start, end


def evidence(choice: Choice, logs: Floats, chance: float) -> tuple[float, ...]:
    """What confidence is computed from.

    The cue's log-odds; mean and least log-probability of the content; mean of the source's; without a source
    the log-probability that there is none, and that there is none; whether the content is in several parts;
    the log of its length in pieces.
    """
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    inside = np.concatenate([logs[s:e, CONTENT] for s, e in choice.labelled])
    missing = named = 0.0
    if choice.source is None:
        missing = float(np.log1p(-min(0.9999, float(np.exp(logs[:, SOURCE]).max()))))
    else:
        named = float(logs[choice.source[0] : choice.source[1], SOURCE].mean())
    return (
        math.log(chance / (1 - chance)),
        float(inside.mean()),
        max(-5.0, float(inside.min())),
        named,
        missing,
        float(choice.source is None),
        float(len(choice.labelled) > 1),
        math.log(len(inside)),
    )


def confidence(given: Sequence[float], weights: Sequence[float]) -> float:
    """The calibrated probability that content and source are right."""
    z = weights[0] + sum(w * x for w, x in zip(weights[1:], given, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def settle(found: Sequence[tuple[Choice, float]], settings: Settings) -> list[tuple[Choice, float]]:
    """Drop what is too unsure, and of attributions with the same content or cue all but the surest."""
    kept: list[tuple[Choice, float, frozenset[int]]] = []
    for one, sure in sorted(found, key=lambda f: (-f[1], f[0].cue)):
        if sure < settings.threshold:
            break
        places = frozenset(at for s, e in one.content for at in range(s, e))
        for other, _, taken in kept:
            shared = len(places & taken)
            if shared > settings.overlap * max(len(places), len(taken)) or _touch(one.cue, other.cue):
                break
        else:
            kept.append((one, sure, places))
    return [(one, sure) for one, sure, _ in kept]


def _touch(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
