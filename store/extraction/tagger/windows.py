"""Windows of whole paragraphs, so that the time grows linearly with the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from store.extraction.tagger.features import Ints, Pieces

LIMIT = 184
"""Positions in a window, marks between paragraphs counted."""
SHORTEST = 8
"""A window is filled up to this many positions: the second pass looks that far around."""
CLS, SEP = 101, 102
_STOPS = (1012, 1029, 999)
"""The pieces . ? and !"""
_CLOSERS = (1000, 1005)
"""The pieces " and '"""


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the network."""

    ids: Ints
    shapes: Ints
    states: Ints
    where: Ints
    """The index of the piece at each position, negative where a special token stands."""


def windows(pieces: Pieces, limit: int = LIMIT, first: int | None = None) -> Iterator[Window]:
    """Cut a text into windows of at most `limit` positions: `[CLS] paragraph [SEP] paragraph [SEP] …`

    `first` is another limit for the first window, by which training moves the borders of all.
    """
    group: list[tuple[int, int]] = []
    room = (first or limit) - 1
    for start, end in _blocks(pieces, limit - 2):
        need = end - start + 1
        if need > room:
            if group:
                yield _window(pieces, group)
            group, room = [], limit - 1
        group.append((start, end))
        room -= need
    if group:
        yield _window(pieces, group)


def _blocks(pieces: Pieces, limit: int) -> Iterator[tuple[int, int]]:
    """Ranges of pieces: paragraphs, long ones cut after a sentence in their last two thirds, else at the
    limit."""
    edges = np.flatnonzero(np.diff(pieces.paragraphs)) + 1
    for start, end in zip([0, *edges.tolist()], [*edges.tolist(), len(pieces.ids)], strict=True):
        while end - start > limit:
            stops = np.flatnonzero(np.isin(pieces.ids[start : start + limit - 1], _STOPS))
            cut = start + limit
            if len(stops) and stops[-1] >= limit // 3:
                cut = start + int(stops[-1]) + 1
                cut += int(pieces.ids[cut]) in _CLOSERS
            yield start, cut
            start = cut
        if end > start:
            yield start, end


def _window(pieces: Pieces, group: list[tuple[int, int]]) -> Window:
    parts = [np.array([-1])]
    for start, end in group:
        parts += [np.arange(start, end), np.array([-1])]
    where = np.concatenate(parts)
    if len(where) < SHORTEST:
        where = np.concatenate([where, np.full(SHORTEST - len(where), -1)])
    real = where >= 0
    at = where[real]
    ids = np.full(len(where), SEP)
    ids[0] = CLS
    shapes, states = np.zeros(len(where), np.int64), np.zeros(len(where), np.int64)
    ids[real], shapes[real], states[real] = pieces.ids[at], pieces.shapes[at], pieces.states[at]
    return Window(ids, shapes, states, where)
