"""Counts the lexicon and the choices of `store.extraction.speakers.wordclasses` on tagged news.

    python -m store.extraction.training.wordclasses TEXTS.jsonl.gz CORENLP.jsonl.gz [GUM_*.conllu …]

The first two give machine-tagged training text (PolNeAR's train part, as CoreNLP tags it); the CoNLL-U files
are held out and measured. Writes `wordclasses.txt` beside the module that reads it. Deterministic; seconds.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from store.extraction.speakers import wordclasses

_TAGS = {
    "N": "NN NNS", "P": "NNP NNPS", "J": "JJ JJR JJS", "V": "VB VBP VBZ VBD MD", "G": "VBG", "B": "VBN",
    "R": "RB RBR RBS RP WRB EX", "D": "DT PDT WDT PRP$ WP$", "I": "IN TO", "C": "CC", "#": "CD",
    "O": "PRP WP",
}  # fmt: skip
CLASS = {tag: letter for letter, tags in _TAGS.items() for tag in tags.split()}
Sentence = list[tuple[str, str]]
TARGET = Path(wordclasses.__file__).with_suffix(".txt")


def tagged(texts: Path, parses: Path) -> Iterator[Sentence]:
    """Sentences of (word, class letter) from a corpus with CoreNLP's tags."""
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        text_of = {row["doc"]: row["text"] for row in map(json.loads, lines)}
    with gzip.open(parses, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = text_of[row["doc"]]
            for sentence in row["sentences"]:
                yield [
                    (text[t[0] : t[1]], _letter(text[t[0] : t[1]], t[2]))
                    for t in sentence
                    if text[t[0] : t[1]]
                ]


def conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file."""
    sentence: Sentence = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 4 and cells[0].isdigit():
            sentence.append((cells[1], _letter(cells[1], cells[4])))
        elif not line and sentence:
            yield sentence
            sentence = []


def _letter(word: str, tag: str) -> str:
    return CLASS.get(tag, "." if not word[0].isalnum() else "X")


def count(sentences: list[Sentence]) -> tuple[dict[str, str], dict[str, str]]:
    """The lexicon (word to classes) and the choices (context to class)."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, letter in sentence:
            if letter not in "P." and (word.isalpha() or "-" in word or "'" in word):
                seen[word.lower().replace("’", "'")][letter] += 1
    lexicon = {}
    for word, letters in seen.items():
        total = letters.total()
        if total >= 2:
            lexicon[word] = "".join(k for k, v in letters.most_common() if v >= max(0.04 * total, 1.01))
    lexicon = {w: c for w, c in lexicon.items() if c}
    # A set of classes is written with its letters sorted: the order would only split the counts.
    lexicon = {w: "".join(sorted(c)) for w, c in lexicon.items()}
    contexts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        sets = [
            lexicon.get(w.lower().replace("’", "'"), "") if not w[0].isupper() or i == 0 else "P"
            for i, (w, _) in enumerate(sentence)
        ]
        for i, (_, letter) in enumerate(sentence):
            own = sets[i]
            if len(own) < 2 or letter not in own:
                continue
            before = sentence[i - 1][1] if i else "."
            after = sets[i + 1] if i + 1 < len(sets) else "."
            after = after or ("." if not sentence[i + 1][0][0].isalnum() else "N")
            contexts[f"{before}{own}>{after}"][letter] += 1
            contexts[f"{before}{own}"][letter] += 1
            contexts[own][letter] += 1
    choices = {}
    for context, letters in contexts.items():
        best, hits = letters.most_common(1)[0]
        if letters.total() >= 3 and (hits >= 2):
            choices[context] = best
    return lexicon, choices


def write(lexicon: dict[str, str], choices: dict[str, str]) -> None:
    """Writes both as text, words grouped by classes; choices that the shorter context gives are left out."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word, letters in lexicon.items():
        groups[letters].append(word)
    kept = []
    for context, letter in sorted(choices.items()):
        shorter = (
            context.partition(">")[0] if ">" in context else context[1:] if context[1:] in choices else ""
        )
        if shorter and choices.get(shorter) == letter:
            continue
        kept.append(context + letter)
    lines = ["// Word classes counted on machine-tagged news; made by store.extraction.training.wordclasses"]
    lines += [f"{letters} {' '.join(sorted(words))}" for letters, words in sorted(groups.items())]
    lines.append("? " + " ".join(kept))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def accuracy(sentences: list[Sentence]) -> float:
    """Share of words that get their class."""
    right = total = 0
    for sentence in sentences:
        for (_, letter), found in zip(sentence, wordclasses.classes([w for w, _ in sentence]), strict=True):
            total += 1
            right += letter == found
    return right / max(1, total)


def main() -> None:
    """Counts, writes, and prints the held-out accuracy."""
    texts, parses, *held_out = map(Path, sys.argv[1:])
    write(*count(list(tagged(texts, parses))))
    sentences = [s for path in held_out for s in conllu(path)]
    print(
        f"{TARGET.name}: {TARGET.stat().st_size:,} bytes; held-out accuracy {100 * accuracy(sentences):.1f}%"
    )


if __name__ == "__main__":
    main()
