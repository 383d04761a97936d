"""Scores to attributions: whole words, one cue, at most one source, and the better of two that say the
same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.tagger.decoding import (
    CONTENT,
    CUE,
    SOURCE,
    Choice,
    Settings,
    best_paths,
    biased,
    confidence,
    evidence,
    normalised,
    read,
    settle,
)
from store.records import Span

SETTINGS = Settings(0.1, 0.5, 0.5, 0.0, 0.0, 0.1, 0.6, (0.0,) * 9)


def scores(labels: list[int], sure: float = 8.0) -> np.ndarray:
    out = np.zeros((len(labels), 4), np.float32)
    out[np.arange(len(labels)), labels] = sure
    return normalised(out)


def made(cue: Span, content: tuple[Span, ...], source: Span | None = None) -> Choice:
    return Choice(cue, content, source, content)


def chosen(labels: list[int], head: int, joined: list[int] | None = None, sure: float = 8.0) -> Choice | None:
    logs = scores(labels, sure)
    anchors = np.array([head])
    path = best_paths(biased(logs[None], anchors, np.zeros(len(labels), bool), SETTINGS), SETTINGS.switch)[0]
    flags = np.isin(np.arange(len(labels)), joined or [])
    return read(path, logs, head, flags, SETTINGS.least)


def test_a_plain_attribution() -> None:
    assert chosen([1, 1, 3, 2, 2, 2, 0], 2) == made((2, 3), ((3, 6),), (0, 2))


def test_content_on_both_sides_of_the_cue() -> None:
    assert chosen([2, 2, 1, 3, 2, 2], 3) == made((3, 4), ((0, 2), (4, 6)), (2, 3))


def test_a_few_pieces_of_nothing_do_not_part_a_content() -> None:
    labels = [1, 3, 2, 2, 0, 0, 2, 2]
    choice = chosen(labels, 1)
    assert choice is not None
    assert choice.content == ((2, 8),)
    assert choice.labelled == ((2, 4), (6, 8))


def test_pieces_of_one_word_stay_together() -> None:
    assert chosen([1, 0, 3, 2, 2, 0], 2, joined=[1, 5]) == made((2, 3), ((3, 6),), (0, 2))


def test_without_content_there_is_no_attribution() -> None:
    assert chosen([1, 3, 0, 0], 1) is None


def test_an_unsure_source_is_better_than_none() -> None:
    logs = scores([0, 3, 2, 2])
    logs[0] = np.log(np.array([0.7, 0.3, 0.0001, 0.0001], np.float32))
    path = np.array([0, CUE, CONTENT, CONTENT], np.int8)
    choice = read(path, logs, 1, np.zeros(4, bool), 0.1)
    assert choice is not None
    assert choice.source == (0, 1)
    without = read(path, logs, 1, np.zeros(4, bool), 0.5)
    assert without is not None
    assert without.source is None


def test_of_two_sources_the_surer_one_stays() -> None:
    logs = scores([SOURCE, 0, CUE, CONTENT, 0, SOURCE])
    logs[0] -= np.array([0, 3, 0, 0], np.float32)
    choice = read(np.array([1, 0, 3, 2, 0, 1], np.int8), logs, 2, np.zeros(6, bool), 0.1)
    assert choice is not None
    assert choice.source == (5, 6)


def test_of_two_with_the_same_content_the_surer_one_stays() -> None:
    first, second = made((0, 1), ((2, 6),)), made((1, 2), ((2, 7),))
    other = made((8, 9), ((9, 12),))
    kept = settle([(first, 0.6), (second, 0.9), (other, 0.7), (made((20, 21), ((22, 25),)), 0.2)], SETTINGS)
    assert kept == [(second, 0.9), (other, 0.7)]


def test_confidence_is_a_probability_however_strong_the_evidence() -> None:
    weights = (0.0, 1e6, 0, 0, 0, 0, 0, 0, 0)
    assert confidence((1e6,) * 8, weights) <= 1
    assert confidence((-1e6,) * 8, weights) >= 0


@given(st.integers(4, 40), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_whatever_the_scores_what_comes_out_is_well_formed(length: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    logs = normalised(rng.normal(0, 3, (3, length, 4)).astype(np.float32))
    anchors = np.sort(rng.choice(length, 3, replace=False))
    special = rng.random(length) < 0.1
    special[anchors] = False
    joined = (rng.random(length) < 0.3) & ~special
    given_settings = replace(SETTINGS, source=1.0, content=1.0)
    for k, path in enumerate(best_paths(biased(logs, anchors, special, given_settings), 0.5)):
        own = np.where(special[:, None], np.float32(-50), logs[k])
        choice = read(path, own, int(anchors[k]), joined, 0.1)
        if choice is None:
            continue
        assert choice.cue[0] <= anchors[k] < choice.cue[1]
        assert all(0 <= s < e <= length for s, e in (choice.cue, *choice.content))
        assert all(np.isfinite(evidence(choice, own, 0.4)))
