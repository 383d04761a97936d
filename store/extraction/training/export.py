"""Write what is shipped out of a run's weights: `python -m store.extraction.training.export runs/a/epoch-6.pt
…`.

Several files of weights are averaged.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from store.extraction.tagger.session import FOLDER
from store.extraction.training import graph
from store.extraction.training.data import tokenizer
from store.extraction.training.train import encoder_folder


def averaged(paths: Sequence[Path]) -> dict[str, np.ndarray]:
    """The mean of each array over the files."""
    given = [torch.load(path, map_location="cpu") for path in paths]
    return {name: torch.stack([one[name] for one in given]).mean(0).numpy() for name in given[0]}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, default=FOLDER, help="folder to write to")
    given = parser.parse_args()
    given.model.mkdir(parents=True, exist_ok=True)
    weights = averaged(given.weights)
    graph.encoder(weights, given.model / "encoder.onnx")
    graph.arguments(weights, given.model / "arguments.onnx")
    tokenizer(encoder_folder()).save(str(given.model / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
