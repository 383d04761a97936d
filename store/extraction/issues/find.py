"""The matters an article's speakers talk about, and which quotes are about each: `find()`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.extraction.issues.lexicon import ABSTRACT, EMPTY
from store.extraction.issues.phrases import Phrase, phrases, stem
from store.extraction.speakers.resolve import Resolution
from store.extraction.speakers.scan import Layout
from store.records import Attribution, IssueMention
from store.text import fold

LIMIT = 8
"""At most so many issues an article."""

Stems = tuple[str, ...]


@dataclass(slots=True)
class Candidate:
    """One matter with where it was found."""

    stems: Stems
    forms: Counter[str] = field(default_factory=Counter)
    quotes: dict[int, str] = field(default_factory=dict)
    """Index of a quote to the words that tie it."""
    title: bool = False
    total: int = 0
    score: float = 0.0


def find(
    text: str,
    segments: object,  # noqa: ARG001
    attributions: Sequence[Attribution],
    resolution: Resolution,
    *,
    title: str = "",
) -> tuple[IssueMention, ...]:
    """The issues of an article, most important first, each with its quotes and the words that tie them.

    Offsets are into `text`; quotes are indices into `attributions`. Linear in the length of the text.
    """
    if not attributions:
        return ()
    layout = Layout(text, ())
    names = _names(resolution)
    candidates: dict[Stems, Candidate] = {}
    sentences = _sentences(layout, attributions)
    for sentence, quotes in sentences.items():
        start, end = layout.sentence_span(sentence)
        for phrase in phrases(text, start, end):
            _note(candidates, phrase, text, _holding(attributions, quotes, phrase), names)
    for phrase in phrases(title, 0, len(title)):
        _note(candidates, phrase, title, [], names, title=True)
    chosen = _rank(_merge(candidates), len(attributions))
    return tuple(
        IssueMention(_name(c), tuple(sorted(c.quotes)), tuple(c.quotes[q] for q in sorted(c.quotes)))
        for c in chosen
    )


def _names(resolution: Resolution) -> frozenset[str]:
    words: set[str] = set()
    for person in resolution.people:
        if person.kind in {"person", "publication"}:
            for form in (person.name, *person.aliases):
                words.update(stem(fold(w)) for w in form.split())
    return frozenset(words)


def _sentences(layout: Layout, attributions: Sequence[Attribution]) -> dict[int, list[int]]:
    """Sentences that hold a part of a quote, with those quotes."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for index, attribution in enumerate(attributions):
        for start, end in attribution.content:
            for sentence in range(layout.sentence(start), layout.sentence(max(start, end - 1)) + 1):
                if not found[sentence] or found[sentence][-1] != index:
                    found[sentence].append(index)
    return dict(sorted(found.items()))


def _holding(attributions: Sequence[Attribution], quotes: list[int], phrase: Phrase) -> list[int]:
    return [q for q in quotes if any(s < phrase.end and phrase.start < e for s, e in attributions[q].content)]


def _note(
    candidates: dict[Stems, Candidate],
    phrase: Phrase,
    text: str,
    quotes: list[int],
    names: frozenset[str],
    *,
    title: bool = False,
) -> None:
    stems = phrase.stems
    while stems and fold(stems[0]) in names:
        stems = stems[1:]
    if not stems or all(fold(s) in names for s in stems) or stems[-1] in EMPTY:
        return
    if len(stems) == 1 and stems[0] not in ABSTRACT:
        return
    words = phrase.words[len(phrase.words) - len(stems) :]
    written = " ".join(words)
    candidate = candidates.setdefault(stems, Candidate(stems))
    candidate.forms[written] += 1
    candidate.total += 1
    candidate.title |= title
    for quote in quotes:
        candidate.quotes.setdefault(quote, text[phrase.start : phrase.end])


def _merge(candidates: dict[Stems, Candidate]) -> list[Candidate]:
    """Longer phrases join the shorter one that ends them, when that stands by itself."""
    ordered = sorted(candidates.values(), key=lambda c: len(c.stems))
    kept: dict[Stems, Candidate] = {}
    for candidate in ordered:
        shorter = next(
            (
                kept[candidate.stems[i:]]
                for i in range(1, len(candidate.stems) - 1)
                if candidate.stems[i:] in kept
            ),
            None,
        )
        if shorter is None:
            kept[candidate.stems] = candidate
            continue
        shorter.total += candidate.total
        shorter.title |= candidate.title
        for quote, words in candidate.quotes.items():
            shorter.quotes.setdefault(quote, words)
    return list(kept.values())


def _rank(candidates: list[Candidate], quotes: int) -> list[Candidate]:
    for c in candidates:
        c.score = 1.0 * len(c.quotes) + 0.5 * c.total + 2.0 * c.title
        c.score *= {1: 0.8, 2: 1.3, 3: 1.3}.get(len(c.stems), 1.0)
        c.score *= 1.5 if c.stems[-1] in ABSTRACT else 0.8
    ranked = sorted((c for c in candidates if c.quotes or c.title), key=lambda c: -c.score)
    return ranked[: min(LIMIT, max(3, 2 + quotes // 3))]


def _name(candidate: Candidate) -> str:
    form = candidate.forms.most_common(1)[0][0]
    return re.sub(r"\s+", " ", form)
