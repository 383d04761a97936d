"""Fits the weights by which `store.extraction.speakers.antecedents` chooses what a pronoun means.

    python -m store.extraction.training.antecedents TEXTS.jsonl.gz CORENLP.jsonl.gz [GUM_*.conllu …]

The first two are PolNeAR's train part with its gold attributions and CoreNLP's coreference. The machine's
clusters are noisy labels: a choice counts only where the pronoun's cluster names somebody the cast knows. A
softmax over the candidates of each choice is fitted by gradient descent with weight decay; every fifth
document is held out. The CoNLL-U files carry gold coreference (GUM) and are only measured.

Prints for each group the mean of the present and the fitted weights, to paste into `WEIGHTS`: the machine's
labels favour what stands near over who was speaking, and half a step was better than a whole one.
Deterministic; a few minutes.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from store.extraction.speakers.antecedents import FEATURES, WEIGHTS, Choice
from store.extraction.speakers.reader import Reader
from store.records import Attribution, Kind, Span

STEPS, RATE, DECAY = 400, 0.5, 0.002
_GENDER = FEATURES.index("gender_known")
_MARK = re.compile(r"[“”\"«»]")
_ENTITY = re.compile(r"\((\d+)-|(\d+)\)|\((\d+)\)")
Cluster = list[Span]


@dataclass(slots=True)
class Labelled:
    """One choice with the place of the right candidate among its candidates."""

    group: str
    vectors: NDArray[np.float64]
    right: int
    held_out: bool


def attributions(row: dict[str, object]) -> list[Attribution]:
    """A document's gold attributions as records."""
    text = str(row["text"])
    found = []
    for entry in row["attributions"]:  # type: ignore[attr-defined]
        spans = {
            role: tuple((s, e) for s, e in entry.get(role) or ()) for role in ("content", "cue", "source")
        }
        if spans["content"]:
            first = text[spans["content"][0][0]]
            inside = any(_MARK.search(text[s:e]) for s, e in spans["content"])
            kind: Kind = "direct" if _MARK.match(first) else "mixed" if inside else "indirect"
            found.append(Attribution(spans["content"], spans["cue"], spans["source"], kind, "speech", 1.0))
    return found


def choices(
    text: str, quotes: list[Attribution], clusters: Iterable[Cluster], *, held_out: bool
) -> Iterator[Labelled]:
    """The choices of one document whose right answer the clusters tell."""
    reader = Reader(text, quotes)
    trace: list[Choice] = []
    reader.discourse.trace = trace
    reader.read()
    cluster_at = {start: cluster for cluster in clusters for start, _ in cluster}
    for choice in trace:
        cluster = cluster_at.get(choice.at)
        if cluster is None or len(choice.candidates) < 2:
            continue
        wanted = _named(reader, cluster)
        right = next((i for i, (entity, _) in enumerate(choice.candidates) if entity == wanted), -1)
        if right >= 0:
            yield Labelled(choice.group, np.array([v for _, v in choice.candidates]), right, held_out)


def _named(reader: Reader, cluster: Cluster) -> int:
    """The entity that most of a cluster's mentions name."""
    votes: Counter[int] = Counter()
    starts = {m.start: m for m in reader.cast.names} | {m.title_start: m for m in reader.cast.names}
    for start, end in cluster:
        mention = starts.get(start)
        if mention is not None and mention.end <= end <= mention.end + 3 and mention.entity >= 0:
            votes[mention.entity] += 1
    return votes.most_common(1)[0][0] if votes else -1


def machine(texts: Path, parses: Path) -> Iterator[Labelled]:
    """Labelled choices of the machine-annotated corpus."""
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        rows = {row["doc"]: row for row in map(json.loads, lines)}
    with gzip.open(parses, "rt", encoding="utf-8") as lines:
        for number, parse in enumerate(map(json.loads, lines)):
            row = rows[parse["doc"]]
            clusters = [[(s, e) for s, e, _ in cluster] for cluster in parse["coref"]]
            yield from choices(row["text"], attributions(row), clusters, held_out=number % 5 == 0)


def gold(path: Path) -> Iterator[Labelled]:
    """Labelled choices of one CoNLL-U document with gold coreference."""
    text, clusters = read_conllu(path.read_text(encoding="utf-8"))
    yield from choices(text, [], clusters, held_out=True)


def read_conllu(source: str) -> tuple[str, list[Cluster]]:
    """A document's text, paragraphs apart, and its coreference clusters."""
    text = ""
    open_at: dict[str, list[int]] = {}
    clusters: dict[str, Cluster] = {}
    for line in source.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block") and text:
            text = text.rstrip() + "\n\n"
        cells = line.split("\t")
        if len(cells) < 10 or not cells[0].isdigit():
            continue
        start = len(text)
        text += cells[1]
        misc = dict(part.partition("=")[::2] for part in cells[9].split("|"))
        for opened, closed, _ in _ENTITY.findall(misc.get("Entity", "")):
            if opened:
                open_at.setdefault(opened, []).append(start)
            elif open_at.get(closed):
                clusters.setdefault(closed, []).append((open_at[closed].pop(), len(text)))
        single = re.findall(r"\((\d+)-[^()]*\)", misc.get("Entity", ""))
        for name in single:
            if open_at.get(name):
                clusters.setdefault(name, []).append((open_at[name].pop(), len(text)))
        text += "" if misc.get("SpaceAfter") == "No" else " "
    return text, list(clusters.values())


def accuracy(examples: Iterable[Labelled], weights: NDArray[np.float64]) -> tuple[float, int]:
    """Share of choices that come out right, and how many there are."""
    hits = [int(np.argmax(_scores(e, weights))) == e.right for e in examples]
    return (100 * sum(hits) / len(hits) if hits else 0.0), len(hits)


def _scores(example: Labelled, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    scores: NDArray[np.float64] = example.vectors @ weights + 0.5 * example.vectors[:, _GENDER]
    return scores


def fit(examples: list[Labelled], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights that make the right candidates likely, pulled towards `start`."""
    weights = start.copy()
    for _ in range(STEPS):
        gradient = DECAY * len(examples) * (weights - start)
        for example in examples:
            scores = _scores(example, weights)
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            gradient += shares @ example.vectors - example.vectors[example.right]
        weights -= RATE * gradient / len(examples)
    return weights


def main() -> None:
    """Fits and prints."""
    texts, parses, *conllu = map(Path, sys.argv[1:])
    examples = list(machine(texts, parses))
    golden = [e for path in conllu for e in gold(path)]
    for group, old in WEIGHTS.items():
        before = np.array(old)
        train = [e for e in examples if e.group == group and not e.held_out]
        if len(train) < 100:
            print(f"{group}: {len(train)} examples, too few")
            continue
        after = (before + fit(train, before)) / 2
        for name, part in (("held out", examples), ("gum", golden)):
            those = [e for e in part if e.group == group and e.held_out]
            (was, count), (now, _) = accuracy(those, before), accuracy(those, after)
            print(f"{group} {name}: {was:.1f}% -> {now:.1f}% of {count}")
        print(f'    "{group}": ({", ".join(f"{w:.2f}" for w in after)}),')


if __name__ == "__main__":
    main()
