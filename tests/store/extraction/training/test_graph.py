"""The shipped graphs and the weights they were written from."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.extraction.tagger.session import FOLDER

pytest.importorskip("onnx")
pytest.importorskip("torch")


def test_weights_read_back_from_the_shipped_model_write_it_again_byte_for_byte(tmp_path: Path) -> None:
    from store.extraction.training import graph

    weights = graph.weights_of(FOLDER)
    graph.encoder(weights, tmp_path / "encoder.onnx")
    graph.arguments(weights, tmp_path / "arguments.onnx")
    for name in ("encoder.onnx", "arguments.onnx"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()
