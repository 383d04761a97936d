"""Make a trained tagger smaller: `python -m store.extraction.training.slim --full runs/a/epoch-4.pt --out …`.

Heads of attention and inner neurons that the loss depends on least are cut out of every layer, and what is
left learns again: from the annotation, and from the full network, which it imitates layer by layer.
Importance is the first-order Taylor estimate (Molchanov et al. 2019; for heads Michel et al. 2019); imitation
of hidden states is after TinyBERT (Jiao et al. 2020), and needs no projection, since the layers' outputs keep
their width.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from store.extraction.tagger.session import session
from store.extraction.training import graph
from store.extraction.training.batches import Labelled, Variation, collate, epoch
from store.extraction.training.data import Vocabulary, tokenizer
from store.extraction.training.network import DIM, HEAD, LAYERS, Arguments, Tagger, Widths, widths_of
from store.extraction.training.train import (
    Options,
    Run,
    articles,
    asked,
    averaged,
    encoder_folder,
    finish,
    loss,
)

DEFAULTS = Options(epochs=2, rate=2.5e-4, heads=5e-4, decay=1.0, dropout=0.05, mask=0.08, syntax=0.0)
LOOKED_AT = 60
"""Batches over which importance is measured."""
IMITATION = 8.0
"""The weight of the difference between the layers' outputs."""
HEAD_PRICE = 92.0
"""The time of a head, where an inner neuron's is one: measured in int8 on one core."""
GROUP = 32
"""Inner neurons are kept by so many."""
NEVER, PERHAPS = -9.0, -2.5
"""Scores of being a cue's head: surely none, and one in a dozen."""


def importance(
    model: Tagger, batches: Iterable[Sequence[Labelled]], options: Options
) -> list[tuple[Tensor, Tensor]]:
    """For each layer how much the loss depends on each head and each inner neuron.

    A neuron's gradient times its value, summed over a batch, is the product of its column of the weights with
    the gradient of that column; its square is added up over the batches.
    """
    blocks = model.encoder.blocks
    out = [(torch.zeros(b.heads), torch.zeros(len(b.up.bias))) for b in blocks]
    for given in batches:
        model.zero_grad()
        cue, arguments, _ = loss(model, collate(given), options)
        torch.autograd.backward(cue + arguments)
        for block, (heads, inner) in zip(blocks, out, strict=True):
            columns = (block.o.weight * block.o.weight.grad).detach().sum(0)
            heads += columns.view(-1, HEAD).sum(1).square()
            inner += (block.down.weight * block.down.weight.grad).detach().sum(0).square()
    model.zero_grad()
    return out


def allotted(worth: Sequence[tuple[Tensor, Tensor]], share: float) -> Widths:
    """How many heads and inner neurons each layer keeps, where all that are kept may cost `share` of what
    all cost.

    Kept is what is worth most for its time, whatever its layer: the last layers' heads matter ten times less
    than those of the layers in the middle. Neurons are kept in groups, in which the products are fast.
    """
    sizes = [(len(of_heads), len(of_inner)) for of_heads, of_inner in worth]
    units = [
        (float(value) / price, price, layer, kind)
        for layer, both in enumerate(worth)
        for kind, (values, price) in enumerate(zip(both, (HEAD_PRICE, 1.0), strict=True))
        for value in values
    ]
    room = share * sum(price for _, price, _, _ in units)
    kept = [[0, 0] for _ in worth]
    for _, price, layer, kind in sorted(units, reverse=True):
        room -= price
        if room < 0:
            break
        kept[layer][kind] += 1
    return tuple(
        (max(1, heads), min(most, max(1, round(inner / GROUP)) * GROUP))
        for (heads, inner), (_, most) in zip(kept, sizes, strict=True)
    )


def cut(
    given: dict[str, Tensor], worth: Sequence[tuple[Tensor, Tensor]], widths: Widths
) -> dict[str, Tensor]:
    """The weights with the most important heads and inner neurons only, as many as `widths` has for each
    layer."""
    out = dict(given)
    for i, ((of_heads, of_inner), (heads, inner)) in enumerate(zip(worth, widths, strict=True)):
        name = f"encoder.blocks.{i}"
        kept = of_heads.topk(heads).indices.sort().values
        rows = (kept[:, None] * HEAD + torch.arange(HEAD)).flatten()
        for part in "qkv":
            for kind in ("weight", "bias"):
                out[f"{name}.{part}.{kind}"] = given[f"{name}.{part}.{kind}"][rows].clone()
        out[f"{name}.o.weight"] = given[f"{name}.o.weight"][:, rows].clone()
        kept = of_inner.topk(inner).indices.sort().values
        for kind in ("weight", "bias"):
            out[f"{name}.up.{kind}"] = given[f"{name}.up.{kind}"][kept].clone()
        out[f"{name}.down.weight"] = given[f"{name}.down.weight"][:, kept].clone()
    return out


class Teacher:
    """The full network as it is shipped, in int8: what it makes of a batch, window by window."""

    def __init__(self, full: dict[str, Tensor], folder: Path) -> None:
        path = folder / "teacher.onnx"
        graph.encoder({name: array.numpy() for name, array in full.items()}, path, layers=True)
        self.session = session(path)
        self.arguments = Arguments(0.0)
        prefix = "arguments."
        self.arguments.load_state_dict(
            {name.removeprefix(prefix): array for name, array in full.items() if name.startswith(prefix)}
        )

    def __call__(self, batch: dict[str, Tensor]) -> tuple[list[Tensor], Tensor]:
        """Every layer's output (windows × pieces × DIM) and the scores of being a cue's head (windows ×
        pieces)."""
        windows, pieces = batch["ids"].shape
        layers = [torch.zeros(windows, pieces, DIM) for _ in range(LAYERS)]
        scores = torch.full((windows, pieces), NEVER)
        names = [*(f"layer{i}" for i in range(LAYERS - 1)), "hidden", "anchor"]
        for i, length in enumerate(batch["valid"].sum(1).tolist()):
            feeds = {name: batch[name][i : i + 1, :length].numpy() for name in ("ids", "shapes", "states")}
            *shown, known = self.session.run(names, feeds)
            scores[i, :length] = torch.from_numpy(known[0])
            for layer, array in zip(layers, shown, strict=True):
                layer[i, :length] = torch.from_numpy(array[0])
        return layers, scores

    def labels(self, hidden: Tensor, window: Tensor, anchor: Tensor, valid: Tensor) -> Tensor:
        """The probabilities of the labels, cues × pieces × 4."""
        with torch.no_grad():
            out: Tensor = self.arguments(hidden, window, anchor, valid).softmax(-1)
        return out


class Imitation(Run):
    """A run whose network learns from a teacher beside the annotation, half and half."""

    teacher: Teacher

    def losses(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Of cues, of arguments, and of the difference between the layers' outputs and the teacher's."""
        valid, row, anchor = batch["valid"], batch["row"], batch["anchor"]
        shown, known = self.teacher(batch)
        layers, logits = self.model.encoder.layers(
            batch["ids"], batch["shapes"], batch["states"], batch["mask"]
        )
        apart = [F.mse_loss(a[valid], b[valid]) for a, b in zip(layers, shown, strict=True)]
        count = max(1, len(row))
        soft = known.sigmoid() / 2
        soft[row, anchor] += 0.5
        cue = F.binary_cross_entropy_with_logits(logits[valid], soft[valid], reduction="sum") / count
        rows, anchors = _doubtful(known, row, anchor)
        rows, anchors = torch.cat([row, rows]), torch.cat([anchor, anchors])
        out = self.model.arguments(layers[-1], rows, anchors, valid)
        told = self.teacher.labels(shown[-1], rows, anchors, valid)
        gold = out[: len(row)].reshape(-1, 4), batch["labels"].reshape(-1)
        arguments = F.cross_entropy(*gold, ignore_index=-1, reduction="sum") / count
        near = valid[rows]
        arguments = arguments + F.cross_entropy(out[near], told[near], reduction="sum") / max(1, len(rows))
        # `loss` divides by 8; of the annotation and the teacher each counts half.
        return cue, arguments / (2 * 8), IMITATION * torch.stack(apart).mean()


def _doubtful(scores: Tensor, row: Tensor, anchor: Tensor) -> tuple[Tensor, Tensor]:
    """Pieces that the teacher may take for a cue's head and the annotation does not: at most as many as it
    has."""
    flat = scores.clone()
    flat[row, anchor] = NEVER
    flat = flat.flatten()
    most = flat.topk(min(len(flat), max(1, len(row)))).indices
    most = most[flat[most] > PERHAPS]
    return most // scores.shape[1], most % scores.shape[1]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--full",
        type=Path,
        nargs="+",
        required=True,
        help="the full network: runs' weights, which are averaged, or a model's folder",
    )
    parser.add_argument("--init", type=Path, help="weights of a smaller network that is to go on learning")
    parser.add_argument("--kept-heads", type=int, default=8, help="of 12 in each layer")
    parser.add_argument("--kept-inner", type=int, default=768, help="of 1,536 in each layer")
    parser.add_argument(
        "--share", type=float, help="of the full network's time to keep, each layer by its worth, not alike"
    )
    given, options = asked(parser, DEFAULTS)
    tokens, vocabulary = tokenizer(encoder_folder()), Vocabulary()
    examples = articles(given["data"], options.part, options.seed, tokens, vocabulary)
    full, out = averaged(given["full"]), given["out"]
    out.mkdir(parents=True, exist_ok=True)
    small = given["init"] or out / "cut.pt"
    if given["init"] is None and not small.exists():
        whole = Tagger(vocabulary.sizes, 0.0, widths_of(full))
        whole.load_state_dict(whole.state_dict() | full)
        whole.encoder.words.weight.requires_grad_(False)
        looked = epoch(examples, options.size, np.random.default_rng(options.seed), None)[:LOOKED_AT]
        worth = importance(whole, looked, options)
        alike: Widths = ((given["kept_heads"], given["kept_inner"]),) * LAYERS
        torch.save(cut(full, worth, allotted(worth, given["share"]) if given["share"] else alike), small)
    run = Imitation(options, vocabulary, out, small)
    run.teacher = Teacher(full, out)
    finish(run, examples, Variation(examples, tokens, vocabulary, options.mask), given["stop"])


if __name__ == "__main__":
    main()
