"""What is chosen after training: how sure is sure, and what is sure enough to keep.

Confidence is a logistic model over a few figures of each attribution, fitted to whether the attribution is
right by the score's rule (contents overlap by half both ways, sources touch). Its handful of weights and the
four numbers of the decoding are the only things fitted on the development articles; the reliability curve
comes from folds of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.extraction.tagged import Tagged
from store.extraction.tagger.decoding import Settings
from store.extraction.tagger.session import FOLDER, Model, decode, tagged
from store.extraction.training.evaluate import Scored, brief, figures, gold_of, scorer

Matrix = NDArray[np.float64]
START = Settings(0.12, 0.43, 0.5, 1.0, 0.7, 0.1, 0.6, (0.0, 1.0, 1.0, 0.0, 0.5, 0.5, 0.0, 0.0, 0.0))


def fit(x: Matrix, y: Matrix, ridge: float = 1.0, rounds: int = 30) -> Matrix:
    """Logistic regression by Newton's method; the constant, first in the answer, is not shrunk."""
    x = np.hstack([np.ones((len(x), 1)), x])
    w = np.zeros(x.shape[1])
    shrink = np.full(x.shape[1], ridge)
    shrink[0] = 0
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + shrink * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(shrink + 1e-6)
        w -= np.linalg.solve(curve, gradient)
    return w


def right(score: ModuleType, text: str, gold: Sequence[Mapping[str, Any]], one: Tagged) -> bool:
    """Whether some gold attribution has half the content both ways and a source that touches."""
    content, source = score.chars(one.content, text), score.chars(one.source, text)
    for row in gold:
        other, named = score.chars(row["content"], text), score.chars(row["source"], text)
        shared = len(content & other)
        if (
            shared
            and 2 * shared >= max(len(content), len(other))
            and (source & named or not (source or named))
        ):
            return True
    return False


class Judged:
    """Every attribution that the network considers, with whether it is right."""

    def __init__(
        self, scored: Scored, gold: Mapping[str, Any], settings: Settings, score: ModuleType
    ) -> None:
        rows, answers = [], []
        for doc, (read, given) in scored.rows.items():
            for s, each in zip(given, decode(given, read, settings) if given else [], strict=True):
                for choice, why in each:
                    rows.append(why)
                    spans = tagged(choice, 0.0, s.window.where, read)
                    answers.append(right(score, gold[doc]["text"], gold[doc]["attributions"], spans))
        self.x, self.y = np.array(rows), np.array(answers, np.float64)


def choose(scored: Scored, gold: Mapping[str, Any], score: ModuleType) -> Settings:
    """The settings with the best attribution F1 over the development articles."""
    best: tuple[float, Settings] | None = None
    for bias, content in product((1.0, 1.5), (0.4, 0.7, 1.0)):
        settings = replace(START, source=bias, content=content)
        judged = Judged(scored, gold, settings, score)
        if not len(judged.y):
            raise SystemExit("This network finds no attribution in any article: train it on more of them.")
        weights = tuple(round(w, 4) for w in fit(judged.x, judged.y).tolist())
        for threshold in (0.37, 0.40, 0.43, 0.46):
            tried = replace(settings, weights=weights, threshold=threshold)
            table = figures(score, gold, scored.found(tried))
            value = table["all"]["attribution"][2] + 0.2 * table["all"]["content_exact"][2]
            if best is None or value > best[0]:
                best = value, tried
                print(bias, content, threshold, brief(table), flush=True)
    assert best is not None
    return best[1]


def main() -> None:
    """The command: choose the settings and write them beside the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--score", type=Path, default=Path("../shared/score/score.py"))
    parser.add_argument("--model", type=Path, default=FOLDER)
    given = parser.parse_args()
    path = given.model / "settings.json"
    path.write_text(json.dumps(asdict(START)) + "\n", encoding="utf-8")
    gold = gold_of(given.data / "polnear" / "dev.jsonl.gz")
    scored = Scored(Model(given.model), {doc: row["text"] for doc, row in gold.items()})
    settings = choose(scored, gold, scorer(given.score))
    path.write_text(json.dumps(asdict(settings), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
