"""The tagger alone against annotation: the figures of ../shared/score/score.py, without the rest of the
pipeline.

`python -m store.extraction.training.evaluate --data ../shared/data --score ../shared/score/score.py [--model
FOLDER]`
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from store.extraction.segments import segment
from store.extraction.tagged import Tagged
from store.extraction.tagger.decoding import Settings
from store.extraction.tagger.features import Pieces, pieces
from store.extraction.tagger.session import FOLDER, Model, Scores, decode, settled, tagged
from store.extraction.tagger.windows import windows
from store.extraction.training.data import lines


def scorer(path: Path) -> ModuleType:
    """The project's scoring script as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Scored:
    """The network's scores of some articles, kept so that many settings can be tried."""

    def __init__(self, model: Model, texts: Mapping[str, str]) -> None:
        self.settings = model.settings
        self.rows: dict[str, tuple[Pieces, list[Scores]]] = {}
        for doc, text in texts.items():
            cut = segment(text)
            read = pieces(
                model.tokenizer,
                text,
                [(p.start, p.end) for p in cut.paragraphs],
                [q.inner for q in cut.outer()],
            )
            self.rows[doc] = read, [model.score(window) for window in windows(read)]

    def found(self, settings: Settings) -> dict[str, list[Tagged]]:
        """The attributions of each article under `settings` (candidate: not below the one scored with)."""
        out = {}
        for doc, (read, scored) in self.rows.items():
            every = decode(scored, read, settings) if scored else []
            out[doc] = [
                tagged(one, sure, s.window.where, read)
                for s, each in zip(scored, every, strict=True)
                for one, sure in settled(each, settings)
            ]
        return out


def quotes(found: Sequence[Tagged]) -> list[dict[str, Any]]:
    """As `onrecord extract --json` prints them."""
    return [
        {"content": t.content, "cue": t.cue, "source": t.source, "confidence": t.confidence} for t in found
    ]


def figures(
    score: ModuleType, gold: Mapping[str, Any], found: Mapping[str, Sequence[Tagged]]
) -> dict[str, Any]:
    """The score's table."""
    out, _ = score.score(gold, {doc: (quotes(given), []) for doc, given in found.items()})
    return dict(out)


def brief(table: Mapping[str, Any]) -> str:
    """The main figures on one line."""
    kinds = {kind: table[kind]["attribution"][2] for kind in ("direct", "indirect", "mixed")}
    every = table["all"]
    return (
        f"attribution {every['attribution']} {kinds} content exact {every['content_exact']} overlap "
        f"{every['content_overlap']} source_acc {every['source_acc']} source {table['source_exact'][2]} "
        f"cue {table['cue_exact'][2]}"
    )


def gold_of(path: Path) -> dict[str, Any]:
    """Articles by name, as the score wants them."""
    return {row["doc"]: {k: v for k, v in row.items() if k != "issues"} for row in lines(path)}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--score", type=Path, default=Path("../shared/score/score.py"))
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--full", action="store_true", help="the whole table")
    given = parser.parse_args()
    model = Model(given.model)
    gold = gold_of(given.data / "polnear" / "dev.jsonl.gz")
    scored = Scored(model, {doc: row["text"] for doc, row in gold.items()})
    table = figures(scorer(given.score), gold, scored.found(replace(model.settings)))
    print(json.dumps(table, indent=1) if given.full else brief(table))


if __name__ == "__main__":
    main()
