"""Cutting heads and neurons out of a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("onnx")
pytest.importorskip("torch")

if TYPE_CHECKING:
    from torch import Tensor


def _network(widths: list[tuple[int, int]]) -> dict[str, Tensor]:
    import torch

    from store.extraction.training.network import Tagger

    torch.manual_seed(3)
    return dict(Tagger((2, 2, 2), 0.0, widths).state_dict())


def _hidden(weights: dict[str, Tensor]) -> Tensor:
    import torch

    from store.extraction.training.network import Tagger, widths_of

    network = Tagger((2, 2, 2), 0.0, widths_of(weights)).eval()
    network.load_state_dict(weights)
    ids = torch.arange(1000, 1012)[None]
    none = torch.zeros_like(ids)
    with torch.no_grad():
        hidden, _ = network.encoder(ids, none, none, torch.zeros(1, 1, 1, 12))
    return torch.as_tensor(hidden)


def test_parts_that_do_nothing_are_cut_without_a_change_to_what_comes_out() -> None:
    import torch

    from store.extraction.training.network import HEAD
    from store.extraction.training.slim import cut

    weights = _network([(3, 16)] * 6)
    worth = []
    for i in range(6):
        heads, inner = torch.ones(3), torch.ones(16)
        heads[i % 3] = 0
        inner[[i, 9]] = 0
        weights[f"encoder.blocks.{i}.o.weight"][:, (i % 3) * HEAD : (i % 3 + 1) * HEAD] = 0
        weights[f"encoder.blocks.{i}.down.weight"][:, [i, 9]] = 0
        worth.append((heads, inner))
    small = cut(weights, worth, [(2, 14)] * 6)
    assert small["encoder.blocks.5.q.weight"].shape == (2 * HEAD, 384)
    assert small["encoder.blocks.5.down.weight"].shape == (384, 14)
    torch.testing.assert_close(_hidden(small), _hidden(weights), rtol=0, atol=1e-5)


def test_layers_whose_parts_are_worth_more_keep_more_of_them() -> None:
    import torch

    from store.extraction.training.slim import GROUP, HEAD_PRICE, allotted

    poor, rich = (
        (torch.full((4,), HEAD_PRICE * value), torch.full((8 * GROUP,), value)) for value in (1.0, 2.0)
    )
    whole = 2 * (4 * HEAD_PRICE + 8 * GROUP)
    assert allotted([poor, rich], 1) == ((4, 8 * GROUP), (4, 8 * GROUP))
    assert allotted([poor, rich], 0.5) == ((1, GROUP), (4, 8 * GROUP))
    (heads, inner), full = allotted([poor, rich], 0.75)
    assert full == (4, 8 * GROUP)
    assert heads * HEAD_PRICE + inner <= 0.25 * whole + GROUP


def test_heads_and_neurons_the_loss_does_not_depend_on_have_no_worth() -> None:
    import numpy as np
    import torch

    from store.extraction.tagger.windows import Window
    from store.extraction.training.batches import Labelled
    from store.extraction.training.network import HEAD, Tagger
    from store.extraction.training.slim import DEFAULTS, importance

    weights = _network([(2, 8)] * 6)
    weights["encoder.blocks.2.o.weight"][:, :HEAD] = 0
    weights["encoder.blocks.4.down.weight"][:, 5] = 0
    network = Tagger((2, 2, 2), 0.0, [(2, 8)] * 6)
    network.load_state_dict(weights)
    ids = np.arange(1000, 1010)
    none = np.zeros(10, np.int64)
    syntax = {name: np.full(10, -1) for name in ("pos", "ner", "dep", "head")}
    labels = np.array([1, 1, 3, 2, 2, 2, 2, 0, 0, 0])
    given = Labelled(ids, Window(ids, none, none, np.arange(10)), syntax, [(2, labels)])
    worth = importance(network, [[given]], DEFAULTS)
    assert worth[2][0][0] == 0
    assert worth[2][0][1] > 0
    assert torch.nonzero(worth[4][1] == 0).flatten().tolist() == [5]


def test_a_network_with_narrow_layers_is_written_and_read_back(tmp_path: Path) -> None:
    import numpy as np

    from store.extraction.training import graph
    from store.extraction.training.network import widths_of

    widths = [(4, 64), (3, 32), (2, 16), (4, 64), (1, 8), (5, 40)]
    weights = {name: array.numpy() for name, array in _network(widths).items()}
    graph.encoder(weights, tmp_path / "encoder.onnx")
    graph.arguments(weights, tmp_path / "arguments.onnx")
    again = graph.weights_of(tmp_path)
    assert list(widths_of(again)) == widths
    for name, array in again.items():
        np.testing.assert_allclose(array, weights[name], atol=np.abs(weights[name]).max() / 100)
