"""PolNeAR (Newell et al. 2018) and its machine annotation, laid over word pieces.

The files are JSON lines, gzipped: `train.jsonl.gz` with `text` and `attributions` (`source`, `cue`,
`content`, each a list of `[start, end)`), optionally `other_annotators`; `train-corenlp.jsonl.gz` with
`sentences` of `[start, end, part of speech, entity, head, dependency]`. Articles of one's own in the same
form can be added: the second file may lack them.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from store.extraction.segments import segment
from store.extraction.tagger.features import Ints, Pieces, pieces
from store.records import Span

NO_WORD, ROOT = -1, -2


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as indices of pieces."""

    anchor: int
    """The cue's head: where the second pass looks from."""
    cue: list[int]
    content: list[int]
    source: list[int]


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated article."""

    doc: str
    text: str
    pieces: Pieces
    syntax: dict[str, Ints]
    """pos, ner, dep: a class at each word's first piece, -1 elsewhere; head: a piece, -2 for a root."""
    annotators: list[list[Gold]]
    """The main annotation first, then other people's of the same article."""


@dataclass
class Vocabulary:
    """The classes of the machine annotation, numbered as they come."""

    pos: dict[str, int] = field(default_factory=dict)
    ner: dict[str, int] = field(default_factory=dict)
    dep: dict[str, int] = field(default_factory=dict)

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many of each."""
        return len(self.pos), len(self.ner), len(self.dep)


def tokenizer(encoder: Path) -> Tokenizer:
    """The encoder's own, with what it does beside cutting words taken off."""
    out = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    out.no_truncation()
    out.no_padding()
    return out


def lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def prepared(tokens: Tokenizer, text: str) -> Pieces:
    """The pieces of a text, cut and marked as at run time."""
    segments = segment(text)
    return pieces(
        tokens, text, [(p.start, p.end) for p in segments.paragraphs], [q.inner for q in segments.outer()]
    )


def load(folder: Path, part: str, tokens: Tokenizer, vocabulary: Vocabulary) -> list[Example]:
    """The articles of `part` ("train", "dev"), in the file's order."""
    parsed_path = folder / f"{part}-corenlp.jsonl.gz"
    parsed = {row["doc"]: row["sentences"] for row in lines(parsed_path)} if parsed_path.exists() else {}
    out = [
        _example(row, parsed.get(row["doc"], []), tokens, vocabulary)
        for row in lines(folder / f"{part}.jsonl.gz")
    ]
    heads = Counter(int(x.pieces.ids[g.anchor]) for x in out for g in x.annotators[0])
    return [x if x.doc in parsed else _guessed(x, heads) for x in out]


def _example(
    row: dict[str, Any], sentences: list[list[list[Any]]], tokens: Tokenizer, vocabulary: Vocabulary
) -> Example:
    cut = prepared(tokens, row["text"])
    syntax = _syntax(cut, sentences, vocabulary)
    annotators = [row["attributions"], *(row.get("other_annotators") or [])]
    golds = [[g for a in one if (g := _gold(a, cut, syntax)) is not None] for one in annotators]
    return Example(row["doc"], row["text"], cut, syntax, golds)


def _syntax(cut: Pieces, sentences: list[list[list[Any]]], vocabulary: Vocabulary) -> dict[str, Ints]:
    count = len(cut.ids)
    out = {name: np.full(count, NO_WORD, np.int64) for name in ("pos", "ner", "dep", "head")}
    for sentence in sentences:
        firsts = [_first(cut, word[0], word[1]) for word in sentence]
        for at, (_, _, pos, ner, head, dep) in zip(firsts, sentence, strict=True):
            if at == NO_WORD:
                continue
            out["pos"][at] = vocabulary.pos.setdefault(pos, len(vocabulary.pos))
            out["ner"][at] = vocabulary.ner.setdefault(ner, len(vocabulary.ner))
            out["dep"][at] = vocabulary.dep.setdefault(dep, len(vocabulary.dep))
            out["head"][at] = firsts[head] if head >= 0 else ROOT
    return out


def _first(cut: Pieces, start: int, end: int) -> int:
    at = int(np.searchsorted(cut.starts, start, "left"))
    return at if at < len(cut.starts) and cut.starts[at] < end else NO_WORD


def touched(cut: Pieces, spans: Iterable[Sequence[int]] | Iterable[Span]) -> list[int]:
    """The pieces that share a character with the spans."""
    out: list[int] = []
    for start, end in spans:
        low, high = np.searchsorted(cut.ends, start, "right"), np.searchsorted(cut.starts, end, "left")
        out.extend(range(int(low), int(high)))
    return out


def _gold(row: dict[str, Any], cut: Pieces, syntax: dict[str, Ints]) -> Gold | None:
    """An attribution without cue or content (two in the corpus) teaches nothing here."""
    cue, content, source = (touched(cut, row[role]) for role in ("cue", "content", "source"))
    if not cue or not content:
        return None
    inside = set(cue)
    # The head is the word that hangs outside the cue: annotators agree on it when they differ over "has
    # said".
    words = [at for at in cue if syntax["pos"][at] >= 0]
    return Gold(
        next((at for at in words if int(syntax["head"][at]) not in inside), cue[0]), cue, content, source
    )


def _guessed(example: Example, heads: Counter[int]) -> Example:
    """Without a parse the head is the cue's piece that most often is one elsewhere."""
    annotators = [
        [
            Gold(max(g.cue, key=lambda at: heads[int(example.pieces.ids[at])]), g.cue, g.content, g.source)
            for g in golds
        ]
        for golds in example.annotators
    ]
    return Example(example.doc, example.text, example.pieces, example.syntax, annotators)
