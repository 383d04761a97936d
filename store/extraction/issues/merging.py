"""One matter in other words joined to one candidate: "plan" to "tax plan", "initiative" to "plan"."""

from __future__ import annotations

from collections import defaultdict

from store.extraction.issues.candidate import Candidate, Stems
from store.extraction.issues.lexicon import ABSTRACT, SAME, TOPICS, is_abstract


def merge(by_stems: dict[Stems, Candidate]) -> None:
    """Joins one matter in other words: a longer phrase and the shorter one that ends it, an acronym and
    what it stands for."""
    acronyms = {"".join(s[0] for s in stems): stems for stems in by_stems if len(stems) > 1}
    for stems in sorted(by_stems, key=len, reverse=True):
        target = _shorter(by_stems, stems) or (
            acronyms.get(stems[0]) if len(stems) == 1 and len(stems[0]) > 2 else None
        )
        if target is not None and target in by_stems and target != stems:
            _join(by_stems.pop(stems), by_stems[target])

    _merge_fronts(by_stems)
    _merge_same_heads(by_stems)
    _merge_single_words(by_stems)


def _merge_fronts(by_stems: dict[Stems, Candidate]) -> None:
    """ "Endorsement" joins "endorsement of NAME" when it is mostly spoken of so."""
    fullest: dict[str, Candidate] = {}
    for stems, candidate in by_stems.items():
        best = fullest.get(stems[0])
        if (
            candidate.compound
            and not candidate.a_byword
            and (best is None or candidate.forms.total() > best.forms.total())
        ):
            fullest[stems[0]] = candidate
    for front, candidate in fullest.items():
        single = by_stems.get((front,))
        if single is not None and 2 * candidate.forms.total() >= single.forms.total():
            _join(by_stems.pop((front,)), candidate)


def _merge_same_heads(by_stems: dict[Stems, Candidate]) -> None:
    """ "Peace initiative" is the "peace plan"."""
    alike: defaultdict[Stems, list[Stems]] = defaultdict(list)
    for stems in by_stems:
        if len(stems) > 1 and stems[-1] in SAME:
            alike[*stems[:-1], SAME[stems[-1]]].append(stems)
    for group in alike.values():
        found = sorted(group, key=lambda s: (-len(by_stems[s].quotes), by_stems[s].first))
        for other in found[1:]:
            _join(by_stems.pop(other), by_stems[found[0]])


def _merge_single_words(by_stems: dict[Stems, Candidate]) -> None:
    """ "Plan" joins "tax plan", "peace" joins "peace plan": the fuller name tells more."""
    by_word: defaultdict[str, list[Candidate]] = defaultdict(list)
    for stems, candidate in by_stems.items():
        if len(stems) > 1 and candidate.quotes and not candidate.a_byword:
            by_word[stems[-1]].append(candidate)
            if stems[0] in TOPICS:
                by_word["+" + stems[0]].append(candidate)
    for stems in [s for s in by_stems if len(s) == 1]:
        word = stems[0]
        plural = by_stems[stems].name.endswith("s")
        fuller = by_word[word] if word not in TOPICS and is_abstract(word) else []
        fuller = fuller or ([] if plural else [c for c in by_word["+" + word] if c.stems[-1] in ABSTRACT])
        if fuller:
            best = max(fuller, key=lambda c: (len(c.quotes), c.forms.total(), -c.first))
            _join(by_stems.pop(stems), best)


def _shorter(by_stems: dict[Stems, Candidate], stems: Stems) -> Stems | None:
    tail = stems[-2:]
    fuller = len(stems) > 2 and not by_stems[stems].compound
    return tail if fuller and tail in by_stems else None


def _join(source: Candidate, target: Candidate) -> None:
    for quote, words in source.quotes.items():
        target.quotes.setdefault(quote, words)
    target.near |= source.near
    target.title |= source.title
    target.debated |= source.debated
    target.acted += source.acted
    target.plain += source.plain
    target.dubbed += source.dubbed
    target.first = min(target.first, source.first)
