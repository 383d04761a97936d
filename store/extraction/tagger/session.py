"""The network at run time: the model's files, one inference a window, and everything around it."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf
from tokenizers import Tokenizer

from store.extraction.tagged import Tagged
from store.extraction.tagger.decoding import (
    Choice,
    Floats,
    Settings,
    best_paths,
    biased,
    confidence,
    evidence,
    normalised,
    read,
    settle,
)
from store.extraction.tagger.features import Ints, Pieces, pieces
from store.extraction.tagger.windows import SHORTEST, Window, windows
from store.records import Span

FOLDER = Path(__file__).parent.parent / "model"
MARGIN = 7
"""How far around itself the second pass looks."""
IMPOSSIBLE = -50.0
"""A log-probability to rule a label out."""
AT_ONCE = 64
"""Windows decoded together: enough for numpy, few enough for memory."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window."""

    window: Window
    chances: Floats
    """The probability of being a cue's head, by position."""
    anchors: Ints
    """The positions that got a second pass."""
    labels: Floats
    """anchors × positions × labels, log-probabilities."""


class Model:
    """The weights and the settings chosen with them; safe to use from several threads at once."""

    def __init__(self, folder: Path = FOLDER) -> None:
        for name in ("settings.json", "tokenizer.json", "encoder.onnx", "arguments.onnx"):
            if not (folder / name).is_file():
                raise RuntimeError(f"the attribution model lacks {folder / name}: install onrecord again")
        try:
            self.settings = _settings(folder / "settings.json")
            self.encoder = session(folder / "encoder.onnx")
            self.arguments = session(folder / "arguments.onnx")
        except (OSError, ValueError, TypeError, KeyError, Fail, InvalidGraph, InvalidProtobuf) as error:
            raise RuntimeError(f"the attribution model in {folder} cannot be loaded: {error}") from error
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def score(self, window: Window) -> Scores:
        """Run the network over one window. Alone, so that int8 scales depend on nothing else."""
        feeds = {"ids": window.ids[None], "shapes": window.shapes[None], "states": window.states[None]}
        hidden, logits = self.encoder.run(None, feeds)
        chances = np.where(window.where < 0, 0, 1 / (1 + np.exp(-logits[0]))).astype(np.float32)
        anchors = np.flatnonzero(chances >= self.settings.candidate)
        labels = np.zeros((len(anchors), len(window.ids), 4), np.float32)
        labels[:, :, 1:] = IMPOSSIBLE
        if len(anchors):
            starts, ends, places = near(window, anchors)
            feeds = {"hidden": hidden, "anchors": anchors, "places": places}
            found = normalised(self.arguments.run(None, feeds)[0])
            for cue, (start, end, first) in enumerate(zip(starts, ends, places[:, 0], strict=True)):
                labels[cue, start:end] = found[cue, start - first : end - first]
        return Scores(window, chances, anchors, labels)


def near(window: Window, anchors: Ints) -> tuple[Ints, Ints, Ints]:
    """Where the paragraph of each anchor begins and ends, and the positions to label for it.

    The positions are as many for each anchor, in a row, and reach so far beyond the paragraph that what is
    said of it does not depend on where they end. A source or content in another paragraph than its cue is one
    in a hundred in the corpus, and is found wrongly more often than rightly.
    """
    marks = np.flatnonzero(window.where < 0)
    before = np.searchsorted(marks, anchors) - 1
    starts = marks[before] + 1
    ends = np.append(marks, len(window.ids))[before + 1]
    length = min(len(window.ids), max(SHORTEST, int((ends - starts).max()) + 2 * MARGIN))
    firsts = np.clip(starts - MARGIN, 0, len(window.ids) - length)
    return starts, ends, firsts[:, None] + np.arange(length)


def _settings(path: Path) -> Settings:
    given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Settings(**{**given, "weights": tuple(given["weights"])})


def session(path: Path) -> ort.InferenceSession:
    """A graph on one thread, so that the same input gives the same bytes."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def model() -> Model:
    """The shipped model, loaded once a process."""
    return Model()


@lru_cache(maxsize=1)
def _workers(_process: int) -> ThreadPoolExecutor:
    """Threads for windows; asked for by process number, since threads do not survive a fork."""
    return ThreadPoolExecutor(threads(), thread_name_prefix="tagger")


def threads() -> int:
    """Processors this process may use: one where it is itself one of several workers."""
    if multiprocessing.parent_process() is not None:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    text: str, paragraphs: Sequence[Span], quoted: Sequence[Span], least: float | None = None
) -> list[Tagged]:
    """See `store.extraction.tagger.tag`."""
    using = model()
    settings = using.settings if least is None else replace(using.settings, threshold=least)
    cut = pieces(using.tokenizer, text, paragraphs, quoted)
    found: list[Tagged] = []
    for group in _groups(windows(cut)):
        scored = (
            list(_workers(os.getpid()).map(using.score, group)) if len(group) > 1 else [using.score(group[0])]
        )
        for scores, every in zip(scored, decode(scored, cut, settings), strict=True):
            found += [tagged(*kept, scores.window.where, cut) for kept in settled(every, settings)]
    return sorted(found, key=lambda t: (t.content, t.cue))


def _groups(given: Iterator[Window]) -> Iterator[list[Window]]:
    group: list[Window] = []
    for window in given:
        group.append(window)
        if len(group) == AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def decode(
    scored: Sequence[Scores], cut: Pieces, settings: Settings
) -> list[list[tuple[Choice, tuple[float, ...]]]]:
    """Everything each window may hold, with its evidence; the paths of all windows are found together."""
    longest = max(len(s.window.ids) for s in scored)
    logs = np.full((sum(len(s.anchors) for s in scored), longest, 4), IMPOSSIBLE, np.float32)
    logs[:, :, 0] = 0
    at = 0
    for s in scored:
        rows = slice(at, at + len(s.anchors))
        logs[rows, : len(s.window.ids)] = biased(s.labels, s.anchors, s.window.where < 0, settings)
        at += len(s.anchors)
    paths = best_paths(logs, settings.switch) if at else np.zeros((0, longest), np.int8)
    out, at = [], 0
    for s in scored:
        joined, free = _joined(s.window, cut), s.window.where >= 0
        mine = []
        for k, head in enumerate(s.anchors.tolist()):
            own = np.where(free[:, None], s.labels[k], IMPOSSIBLE)
            choice = read(paths[at + k, : len(own)], own, head, joined, settings.least)
            if choice is not None:
                mine.append((choice, evidence(choice, own, float(s.chances[head]))))
        at += len(s.anchors)
        out.append(mine)
    return out


def settled(
    every: Sequence[tuple[Choice, tuple[float, ...]]], settings: Settings
) -> list[tuple[Choice, float]]:
    """What is kept of one window, with its confidence."""
    return settle([(choice, confidence(why, settings.weights)) for choice, why in every], settings)


def _joined(window: Window, cut: Pieces) -> NDArray[np.bool_]:
    """Whether each position continues the word of the one before, within the window."""
    joined = np.where(window.where < 0, False, cut.joined[window.where])
    joined[1:] &= window.where[:-1] >= 0
    return joined


def tagged(one: Choice, sure: float, where: Ints, cut: Pieces) -> Tagged:
    def span(places: Span) -> Span:
        return int(cut.starts[where[places[0]]]), int(cut.ends[where[places[1] - 1]])

    source = () if one.source is None else (span(one.source),)
    return Tagged(tuple(span(c) for c in one.content), (span(one.cue),), source, round(sure, 4))
