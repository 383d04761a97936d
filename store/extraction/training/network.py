"""The tagger as a torch network: an encoder that finds cues, and a second pass that reads the window for each
cue.

The encoder is BERT's (Devlin et al. 2019) in MiniLM's size (Wang et al. 2020). Labelling the arguments of one
given predicate at a time is how semantic role labelling is done (Shi & Lin 2019); here the last layers alone
run once a cue, at a third of the width, so that a window with five cues costs a sixth more than one without.
Syntax is learned beside it (Strubell et al. 2018; the arc scorer after Dozat & Manning 2017) and left out of
what is shipped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

DIM, HEADS, LAYERS, INNER, NARROW = 384, 12, 6, 1536, 128
HEAD = DIM // HEADS
"""The width of a head of attention."""
Widths = Sequence[tuple[int, int]]
"""Heads and inner neurons of each layer, from the lowest."""
FULL: Widths = ((HEADS, INNER),) * LAYERS
REACH = 96
"""Distances from the cue, in pieces, that have an embedding of their own."""
STEPS = (1, 2, 4)
"""How far the second pass's layers look to both sides, in pieces."""


class Dropout(nn.Module):
    """Dropout whose masks are cut from a pool at a random offset: on a CPU drawing them takes a tenth of a
    step."""

    pools: ClassVar[dict[float, Tensor]] = {}

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    @classmethod
    def refill(cls, rate: float, kind: torch.dtype, size: int = 1 << 24) -> None:
        """Draw a new pool; to be called every few dozen steps."""
        cls.pools[rate] = (torch.rand(size) >= rate).to(kind) / (1 - rate)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        pool = self.pools[self.rate]
        if x.numel() >= pool.numel():
            return F.dropout(x, self.rate, training=True)
        at = int(torch.randint(pool.numel() - x.numel(), (1,)))
        return x * pool[at : at + x.numel()].view(x.shape)


class Block(nn.Module):
    """A post-norm transformer layer."""

    def __init__(self, rate: float, heads: int = HEADS, inner: int = INNER) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = (nn.Linear(DIM, heads * HEAD) for _ in range(3))
        self.o = nn.Linear(heads * HEAD, DIM)
        self.norm1, self.norm2 = nn.LayerNorm(DIM, 1e-12), nn.LayerNorm(DIM, 1e-12)
        self.up, self.down = nn.Linear(DIM, inner), nn.Linear(inner, DIM)
        self.drop = Dropout(rate)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: windows × pieces × DIM; mask: windows × 1 × 1 × pieces, 0 or very negative."""
        windows, pieces, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(windows, pieces, self.heads, HEAD).transpose(1, 2)

        # Written out: torch's fused attention takes three times as long backwards on a CPU.
        scores = (split(self.q(x) * HEAD**-0.5) @ split(self.k(x)).transpose(-1, -2)).add_(mask)
        mixed = (scores.softmax(-1) @ split(self.v(x))).transpose(1, 2).flatten(2)
        x = self.norm1(x + self.drop(self.o(mixed)))
        out: Tensor = self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))
        return out


class Encoder(nn.Module):
    """Word pieces, each with a shape and a quotation state, to representations and scores of being a cue's
    head."""

    def __init__(
        self,
        rate: float,
        widths: Widths = FULL,
        words: int = 30522,
        places: int = 512,
        shapes: int = 9,
        states: int = 4,
    ) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(words, DIM), nn.Embedding(places, DIM)
        self.shapes, self.states = nn.Embedding(shapes, DIM), nn.Embedding(states, DIM)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.states.weight, std=0.02)
        self.norm, self.drop = nn.LayerNorm(DIM, 1e-12), Dropout(rate)
        self.blocks = nn.ModuleList(Block(rate, *width) for width in widths)
        last = nn.Linear(NARROW, 1)
        nn.init.constant_(last.bias, -3.5)  # one piece in forty is a cue's head
        self.anchor = nn.Sequential(nn.Linear(DIM, NARROW), nn.GELU(), Dropout(rate), last)

    def forward(self, ids: Tensor, shapes: Tensor, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """All windows × pieces; returns windows × pieces × DIM, and windows × pieces of logits."""
        layers, logits = self.layers(ids, shapes, states, mask)
        return layers[-1], logits

    def layers(
        self, ids: Tensor, shapes: Tensor, states: Tensor, mask: Tensor
    ) -> tuple[list[Tensor], Tensor]:
        """As `forward`, with every layer's output."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.shapes(shapes) + self.states(states)
        out = [self.drop(self.norm(x))]
        for block in self.blocks:
            out.append(block(out[-1], mask))
        return out[1:], self.anchor(out[-1]).squeeze(-1)


class Neighbours(nn.Module):
    """A residual layer over each piece and those `step` before and after it."""

    def __init__(self, step: int, rate: float) -> None:
        super().__init__()
        self.step = step
        self.mix, self.out = nn.Linear(3 * NARROW, NARROW), nn.Linear(NARROW, NARROW)
        self.norm, self.drop = nn.LayerNorm(NARROW), Dropout(rate)

    def forward(self, x: Tensor, valid: Tensor) -> Tensor:
        """x: cues × pieces × NARROW; valid: cues × pieces × 1, 0 after a window's end."""
        pieces, step = x.shape[1], self.step
        wide = F.pad(x * valid, (0, 0, step, step))
        near = torch.cat([wide[:, :pieces], x, wide[:, 2 * step : 2 * step + pieces]], -1)
        out: Tensor = self.norm(x + self.drop(self.out(F.gelu(self.mix(near)))))
        return out


class Arguments(nn.Module):
    """Labels every piece of a window for one cue: nothing, source, content, cue."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.token, self.cue = nn.Linear(DIM, 2 * NARROW), nn.Linear(DIM, 2 * NARROW)
        self.far = nn.Embedding(2 * REACH + 1, NARROW)
        nn.init.normal_(self.far.weight, std=0.1)
        self.norm, self.drop = nn.LayerNorm(NARROW), Dropout(rate)
        self.blocks = nn.ModuleList(Neighbours(step, rate) for step in STEPS)
        self.out = nn.Linear(NARROW, 4)

    def forward(self, hidden: Tensor, window: Tensor, anchor: Tensor, valid: Tensor) -> Tensor:
        """hidden: windows × pieces × DIM; window, anchor: cues; valid: windows × pieces. Returns cues ×
        pieces × 4."""
        add, times = self.token(hidden).chunk(2, -1)
        plus, by = self.cue(hidden[window, anchor]).chunk(2, -1)
        apart = (torch.arange(hidden.shape[1])[None] - anchor[:, None]).clamp(-REACH, REACH) + REACH
        z = add[window] + plus[:, None] + times[window] * by[:, None] + self.far(apart)
        z = self.drop(self.norm(F.gelu(z)))
        inside = valid[window].unsqueeze(-1).to(z.dtype)
        for block in self.blocks:
            z = block(z, inside)
        out: Tensor = self.out(z)
        return out


class Syntax(nn.Module):
    """Parts of speech, entities and dependencies of words: teaches the encoder, not shipped."""

    def __init__(self, pos: int, ner: int, dep: int, rate: float) -> None:
        super().__init__()
        self.pos = pos
        self.low = nn.Linear(DIM, pos + ner)
        self.child, self.parent = nn.Linear(DIM, NARROW), nn.Linear(DIM, NARROW)
        self.child2, self.parent2 = nn.Linear(DIM, NARROW), nn.Linear(DIM, NARROW)
        self.dep = nn.Linear(NARROW, dep)
        self.drop = Dropout(rate)

    def forward(self, hidden: Tensor, gold: dict[str, Tensor]) -> Tensor:
        """The summed loss; gold's arrays are windows × pieces, -1 where a piece begins no word."""
        h = self.drop(hidden)
        low = self.low(h).float()
        arcs = (F.gelu(self.child(h)) @ F.gelu(self.parent(h)).transpose(1, 2)) * 0.5 + gold["mask"][:, 0]
        head = gold["head"]
        rows, cols = (head >= 0).nonzero(as_tuple=True)
        dep = self.dep(F.gelu(self.child2(h)[rows, cols] + self.parent2(h)[rows, head[rows, cols]])).float()
        return (
            _entropy(low[..., : self.pos], gold["pos"])
            + _entropy(low[..., self.pos :], gold["ner"])
            + _entropy(arcs.float(), head)
            + _entropy(dep, gold["dep"][rows, cols])
        )


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=-1)


class Tagger(nn.Module):
    """Everything that is trained. `sizes`: how many parts of speech, entity kinds and dependency labels there
    are."""

    def __init__(self, sizes: tuple[int, int, int], rate: float = 0.1, widths: Widths = FULL) -> None:
        super().__init__()
        self.encoder, self.arguments = Encoder(rate, widths), Arguments(rate)
        self.syntax = Syntax(*sizes, rate)


def widths_of(weights: Mapping[str, Any]) -> Widths:
    """The widths of the layers that arrays of these shapes make."""
    return tuple(
        (
            len(weights[f"encoder.blocks.{i}.q.bias"]) // HEAD,
            len(weights[f"encoder.blocks.{i}.up.bias"]),
        )
        for i in range(LAYERS)
    )


_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def start(model: Tagger, folder: Path) -> None:
    """Put the pretrained encoder's weights into `model`. `folder` holds model.safetensors as transformers
    writes it."""
    from safetensors.torch import load_file

    given = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    encoder = model.encoder
    pairs = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    for i in range(LAYERS):
        for ours, theirs in _NAMES.items():
            for part in ("weight", "bias"):
                pairs[f"blocks.{i}.{ours}.{part}"] = f"encoder.layer.{i}.{theirs}.{part}"
    state = {ours: given[theirs] for ours, theirs in pairs.items()}
    # Every piece is of the first segment: its embedding goes into the places.
    state["places.weight"] = state["places.weight"] + given["embeddings.token_type_embeddings.weight"][0]
    encoder.load_state_dict(encoder.state_dict() | state)
