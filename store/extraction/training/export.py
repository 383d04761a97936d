"""Write what is shipped out of a run's weights: `python -m store.extraction.training.export runs/a/epoch-6.pt
…`.

Several files of weights are averaged.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from store.extraction.tagger.session import FOLDER
from store.extraction.training import graph
from store.extraction.training.data import tokenizer
from store.extraction.training.train import averaged, encoder_folder


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, default=FOLDER, help="folder to write to")
    given = parser.parse_args()
    given.model.mkdir(parents=True, exist_ok=True)
    weights = {name: array.numpy() for name, array in averaged(given.weights).items()}
    graph.encoder(weights, given.model / "encoder.onnx")
    graph.arguments(weights, given.model / "arguments.onnx")
    tokenizer(encoder_folder()).save(str(given.model / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
